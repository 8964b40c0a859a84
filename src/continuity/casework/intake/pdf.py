"""A PDF, looked at without opening it: what is locked, what can run, what is packed like a bomb.

Names are read as bytes, also in packed streams of objects, which are unpacked up to a limit. A file
whose objects are packed in an unusual way is refused rather than guessed about.
"""

from __future__ import annotations

import re
import zlib

from continuity.casework.refused import Refused

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PAGES = 500
BODY = re.compile(rb"stream\r?\n.*?endstream", re.S)
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME_END = rb"(?![A-Za-z0-9])"
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)" + NAME_END)
LOCKED = re.compile(rb"/Encrypt" + NAME_END)
PAGE = re.compile(rb"/Type\s*/Page" + NAME_END)
OBJECTS = re.compile(rb"/Type\s*/(?:ObjStm|XRef)" + NAME_END)
FILTERS = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|(/\w+))")


def looked_at(content: bytes, name: str) -> None:
    """Raises `Refused` for a PDF that no officer could read, or that does more than be read."""
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise Refused("paper-broken", name=name)
    outside, pieces, at = [], [], 0
    for body in BODY.finditer(content):
        head = _plain(content[at : body.start()])
        outside.append(head)
        # The dictionary of a stream ends where the stream begins.
        own = head[head.rfind(b"obj") :]
        if OBJECTS.search(own):
            pieces.append((own, body.group()))
        at = body.end()
    outside.append(_plain(content[at:]))
    text = b"\n".join([*outside, *_unpacked(pieces, name)])
    _harmless(text, name)


def _harmless(text: bytes, name: str) -> None:
    if LOCKED.search(text):
        raise Refused("paper-locked", name=name)
    if found := ACTIVE.search(text):
        raise Refused("paper-active", name=name, what=found[1].decode())
    pages = len(PAGE.findall(text))
    if not pages:
        raise Refused("paper-broken", name=name)
    if pages > MOST_PAGES:
        raise Refused("paper-long", name=name, most=MOST_PAGES)


def _plain(text: bytes) -> bytes:
    """Names as they are meant: /J#61vaScript is /JavaScript (ISO 32000-1, 7.3.5)."""
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), text)


def _unpacked(pieces: list[tuple[bytes, bytes]], name: str) -> list[bytes]:
    """What lies in the streams of objects, together no more than the limit."""
    found, left = [], MOST_UNPACKED
    for head, body in pieces:
        packed = body.partition(b"stream")[2].lstrip(b"\r\n")
        filters = FILTERS.search(head)
        if filters is None:
            found.append(_plain(packed))
            continue
        named = filters[1] or filters[2]
        if named.split() not in ([b"/FlateDecode"], [b"/Fl"]):
            raise Refused("paper-active", name=name, what=named.decode("latin-1").strip())
        text = _inflated(packed, left, name)
        left -= len(text)
        found.append(_plain(text))
    return found


def _inflated(packed: bytes, most: int, name: str) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, most + 1)
    except zlib.error:
        raise Refused("paper-broken", name=name) from None
    if len(text) > most:
        raise Refused("paper-bomb", name=name)
    return text
