"""From the bytes of somebody's text file to text: nothing lost, and each oddity known by its row.

A file is read as UTF-8 (or UTF-16, where it looks so). What is not valid stays in the text as marks
that stand for its bytes, so that a single cell can be read again as what Vietnamese Windows wrote
before Unicode: Windows-1258, else 1252, else byte by byte.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

KEPT = "continuity.kept"  # the name of our error handler
_MARK = 0xDC00  # a byte that is no text is kept as this code point and itself
_MARKED = re.compile("[\udc00-\udcff]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STRAY = re.compile(f"(?<![aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[{_TONES}]")


class Encoding(NamedTuple):
    """How a file is read; `legacy` where hardly a row of it is UTF-8."""

    name: str
    legacy: bool = False


def _keep(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    raw = error.object[error.start : error.end]
    return "".join(chr(_MARK + byte) for byte in raw), error.end


codecs.register_error(KEPT, _keep)


def sniffed(head: bytes) -> Encoding:
    """The encoding that the first bytes of a file show."""
    if head.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8-sig")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16")
    even, odd = head[::2].count(0), head[1::2].count(0)
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros * 5 > len(head) and others * 20 < zeros:
            return Encoding(name)
    return Encoding("utf-8", _mostly_legacy(head))


def _mostly_legacy(head: bytes) -> bool:
    """True where more lines with marks are not UTF-8 than are."""
    balance = 0
    for line in head.splitlines()[:-1] or [head]:
        if not line.isascii():
            balance += -1 if _is_utf8(line) else 1
    return balance > 0


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def clean(text: str) -> bool:
    """True where a text holds no marks that stand for bytes; a block at a time, it costs nothing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def mended(text: str, encoding: str) -> tuple[str, str]:
    """A text whose marks were read again, and as what; ('…', '') for one that has none."""
    if not _MARKED.search(text):
        return text, ""
    if encoding.startswith("utf-16"):
        return _MARKED.sub(lambda mark: f"\\x{ord(mark[0]) - _MARK:02x}", text), "\\x…"
    return legacy(b"".join(map(_raw, text)))


def _raw(letter: str) -> bytes:
    code = ord(letter) - _MARK
    return bytes([code]) if 0 <= code < 256 else letter.encode("utf-8", "surrogatepass")


def legacy(raw: bytes) -> tuple[str, str]:
    """Bytes as Windows-1258 where that makes Vietnamese, else as 1252, else one letter a byte."""
    for name in ("cp1258", "cp1252"):
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "cp1252" or not _STRAY.search(text):
            # 1258 has its tones apart; together they are the same text to every reader.
            return unicodedata.normalize("NFC", text), f"Windows-{name[2:]}"
    return raw.decode("latin-1"), "ISO 8859-1"
