"""The files of an export as they came: heading, cells, and whatever row could not be read at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from continuity.addresses.reasons import Unreadable
from continuity.addresses.sources import opened
from continuity.handover.refused import Refused
from continuity.handover.tables import MOST_ROWS, REASON
from continuity.handover.takeover.export import Export, Part, plain
from continuity.packs.names import Language


@dataclass(frozen=True)
class Came:
    """One file: its digest, and its rows by their places, from 0 on; rows without any cell are none."""

    file: str
    digest: str
    kind: str
    names: list[str]
    cells: list[list[Any]]
    torn: dict[int, str] = field(default_factory=dict)

    @property
    def places(self) -> list[int]:
        """Where its rows stand."""
        return [n for n, row in enumerate(self.cells) if n in self.torn or any(map(_said, row))]


def came(export: Export, given: Mapping[str, Path], language: Language) -> list[Came]:
    """The files of an export, in its order; refused where one is missing, no table, or lacks a column.

    A file is found by its name, whatever its case.
    """
    there = {name.casefold(): path for name, path in given.items()}
    known = {name.casefold() for part in export.parts for name in (part.file, part.back)}
    if strange := sorted(name for name in given if name.casefold() not in known):
        raise Refused(
            "no-such-file", file=strange[0], known=", ".join(one.file for one in export.parts)
        )
    return [_came(part, there, language) for part in export.parts]


def _came(part: Part, there: Mapping[str, Path], language: Language) -> Came:
    mended = bool(part.sheet) and part.back.casefold() in there
    path = there.get((part.back if mended else part.file).casefold())
    if path is None:
        raise Refused("file-missing", file=part.file)
    try:
        with opened(path, language, sheet=None if mended else part.sheet or None) as source:
            made = _read(part, source, path)
    except (Unreadable, OSError) as why:
        raise Refused("no-table", why=f"{part.file}: {why}") from None
    wanted = [part.key, *(one.name for one in part.sources if one.name)]
    here = set(map(plain, made.names))
    if lacks := [name for name in wanted if name not in here]:
        raise Refused("column-missing", file=part.file, columns=", ".join(dict.fromkeys(lacks)))
    return made


def _read(part: Part, source: Any, path: Path) -> Came:  # a source of any kind
    made = Came(part.file, _digest(path), source.kind, list(source.names), [])
    for batch in source.batches():
        start = len(made.cells)
        made.cells.extend(list(cells) for cells in batch.rows())
        made.torn.update({start + place: why for place, why in batch.refused.items()})
        if len(made.cells) > MOST_ROWS:
            raise Refused("no-table", why=f"{part.file}: > {MOST_ROWS:,}")
    return made


def unread(part: Part, found: Came) -> list[str]:
    """The columns of a file that nobody takes over and nobody passes over by name."""
    told = {part.key, *part.ignored, *REASON, *(one.name for one in part.sources)}
    return [name for name in found.names if name.strip() and plain(name) not in told]


def cell(row: Sequence[Any], place: int) -> Any:  # a cell of any type
    """A cell of a row that may be shorter than the heading."""
    return row[place] if place < len(row) else None


def _said(one: Any) -> bool:  # a cell of any type
    return one is not None and str(one).strip() != ""


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
