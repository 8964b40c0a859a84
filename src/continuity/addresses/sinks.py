"""Where a converted table goes: the same kind of file as it came from, or the kind of its ending.

A file appears under its name when it is whole, and not before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

from continuity.addresses.batches import Batch
from continuity.addresses.delimited import TextFile, TextOut
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.sources import Source
from continuity.addresses.workbook_out import WorkbookOut
from continuity.packs.names import Language

ENDINGS = {
    ".csv": "commas",
    ".tsv": "tsv",
    ".txt": "commas",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
EXCELS = (
    "utf-16",
    "utf-8-sig",
)  # who hands in such a file opens ours in Excel, which wants the mark


class Sink(Protocol):
    """A table that is written batch by batch."""

    def write(self, batch: Batch, added: Sequence[Sequence[Any]], width: int) -> None:
        """Rows with what was added to them."""

    def close(self) -> None:
        """Writes what is still to be written; the stream stays open."""


@contextmanager
def created(
    path: Path | None, source: Source, added: Sequence[str], language: Language
) -> Iterator[Sink]:
    """A table to write to, in a file or on standard output for None."""
    kind = source.kind if path is None else ENDINGS.get(path.suffix.lower(), source.kind)
    with _written(path) as stream:
        sink = _sink(kind, stream, source, added, language)
        try:
            yield sink
        finally:
            sink.close()


def _sink(
    kind: str, stream: IO[bytes], source: Source, added: Sequence[str], language: Language
) -> Sink:
    names = source.names
    try:
        if kind == "parquet":
            from continuity.addresses.parquets import ParquetOut

            return ParquetOut(stream, names, added, getattr(source, "schema", None))
    except ModuleNotFoundError as error:
        raise Unreadable(reason("package", language, package=error.name)) from error
    if kind == "xlsx":
        return WorkbookOut(stream, [*names, *added], language)
    return _text(kind, stream, source, [*names, *added])


def _text(kind: str, stream: IO[bytes], source: Source, names: list[str]) -> TextOut:
    """CSV as it came; but a file that is called .csv has no tabs, and one that is called .tsv has."""
    delimiter, ending, bom = ",", "\n", False
    if isinstance(source, TextFile):
        delimiter, ending = source.delimiter or ",", source.ending
        bom = source.encoding.legacy or source.encoding.name.startswith(EXCELS)
    if kind == "commas" and delimiter == "\t":
        delimiter = ","
    if kind == "tsv":
        delimiter = "\t"
    return TextOut(stream, names, delimiter=delimiter, ending=ending, bom=bom)


@contextmanager
def _written(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream whose content stands under its name at the end, or nowhere where it failed."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
