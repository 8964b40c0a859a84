"""Where a table of addresses comes from: a file or standard input, and what kind of table it is.

That the first bytes say, and not the name. Nothing is held but the batch at hand.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from continuity.addresses.batches import Batch
from continuity.addresses.delimited import TextFile
from continuity.addresses.reasons import Unreadable, reason
from continuity.packs.names import Language

HEAD = 1 << 16
PARQUET, ZIP, OLE = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Source(Protocol):
    """A table that is read from its first row to its last, once."""

    kind: str  # csv, lines, parquet or xlsx
    names: list[str]
    notes: list[str]

    def batches(self) -> Iterator[Batch]:
        """All rows, in order."""

    def share(self) -> float:
        """How much of the table was read, from 0 to 1; 0 where nobody can tell."""


@contextmanager
def opened(
    path: Path | None, language: Language, *, lines: bool = False, sheet: str | None = None
) -> Iterator[Source]:
    """The table in a file, or on standard input for None; raises Unreadable with the reason."""
    with _stream(path) as stream:
        head = _peek(stream)
        if lines or not head.startswith((PARQUET, ZIP, OLE)):
            text = TextFile(stream, head, language, lines=lines)
            try:
                yield text
            finally:
                text.let_go()
        else:
            yield _packed(stream, head, language, sheet)


def _packed(stream: IO[bytes], head: bytes, language: Language, sheet: str | None) -> Source:
    """A table that only its own library can read, which is loaded here and not before."""
    if head.startswith(OLE):
        raise Unreadable(reason("xls", language))
    try:
        if head.startswith(PARQUET):
            from continuity.addresses.parquets import ParquetFile

            return ParquetFile(stream, language)
        from continuity.addresses.workbooks import Workbook

        return Workbook(stream, language, sheet)
    except ModuleNotFoundError as error:
        raise Unreadable(reason("package", language, package=error.name)) from error


@contextmanager
def _stream(path: Path | None) -> Iterator[IO[bytes]]:
    """A file that can be read anywhere; standard input as it comes, where it is text."""
    if path is not None:
        with path.open("rb") as file:
            yield file
        return
    piped = sys.stdin.buffer
    if not _peek(piped).startswith((PARQUET, ZIP)):
        yield piped
        return
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(piped, file)
        file.seek(0)
        yield file


def _peek(stream: IO[bytes]) -> bytes:
    """The first bytes, which stay to be read."""
    if stream.seekable():
        head = stream.read(HEAD)
        stream.seek(0)
        return head
    assert isinstance(stream, io.BufferedReader)
    return stream.peek(HEAD)
