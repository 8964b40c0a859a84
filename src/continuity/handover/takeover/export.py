"""What the files of an old system mean, as whoever knows it wrote down: the mapping file.

Each file has a column that names the thing; the first file has one row a thing, the others as many as
there are steps, payments or papers of it. Whatever column is neither taken nor passed over by name is
told, so that nothing is lost because nobody thought of it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.handover.annexes import Annex, Kind, annexes
from continuity.handover.takeover.days import USUAL, is_pattern
from continuity.packs.row import Row, rows_of
from continuity.packs.text import Text

ADDED = (Kind.MONEY, Kind.WHOLE, Kind.BALANCE)
"""Kinds of columns that are added up where a thing has several rows."""
LISTED = (Kind.LIST, Kind.TEXT)
"""Kinds that are listed then."""


@dataclass(frozen=True, slots=True)
class Source:
    """From which column of a file a column of the annex comes, and how its cells are read.

    `always` stands for all rows where no column says it; `codes` are all that the old system writes.
    """

    name: str
    to: str
    required: bool = False
    days: str = USUAL
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    always: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export; `rows` is how many rows the old system said it has, 0 where it did not."""

    file: str
    sheet: str
    key: str
    rows: int
    sources: tuple[Source, ...]
    ignored: tuple[str, ...]

    @property
    def back(self) -> str:
        """Under which name its rows come back, and are mended."""
        path = PurePath(self.file)
        return f"{path.stem} {self.sheet}.xlsx" if self.sheet else self.file


@dataclass(frozen=True, slots=True)
class Export:
    """An old system's files as they become lines of an annex; `agreed` columns are compared by digest."""

    system: str
    annex: Annex
    parts: tuple[Part, ...]
    agreed: tuple[str, ...]
    digest: str

    @property
    def targets(self) -> frozenset[str]:
        """The columns of the annex of which the export says anything."""
        return frozenset(one.to for part in self.parts for one in part.sources)


def export_of(text: Text, on: date) -> tuple[Export | None, list[Finding]]:
    """The export that a mapping file describes, or everything that is wrong with it."""
    findings = list(text.findings)
    if findings:
        return None, findings
    tree = text.tree if isinstance(text.tree, dict) else {}
    row = Row(
        {name: one for name, one in tree.items() if name != "files"},
        Cite(decree=text.name, line=1),
        findings,
    )
    known = annexes(on)
    system, agreed = row.text("system"), row.texts("agreed")
    id = row.one_of("annex", {name: one.label for name, one in known.items()})
    row.done()
    if id not in known:
        return None, findings
    listed = rows_of(text, "files", findings)
    if not listed and not findings:
        _wrong(row, "files", "nothing", "at least one file")
    parts = tuple(_part(one, known[id], first=not n) for n, one in enumerate(listed))
    digest = hashlib.sha256(text.source.encode()).hexdigest()
    made = Export(system, known[id], parts, agreed, digest)
    _together(made, row)
    return (None if findings else made), findings


def _part(row: Row, annex: Annex, *, first: bool) -> Part:
    """One file as its row describes it; in all but the first, columns must be of a kind to gather."""
    file, sheet, key = row.text("file"), row.text("sheet", ""), row.text("key")
    rows, ignored = row.whole("rows", 0), row.texts("ignored")
    sources = tuple(_source(one, annex, first=first) for one in row.below("columns"))
    for name in _twice(one.to for one in sources):
        _wrong(row, "to", name, "each column of the annex once a file")
    row.done()
    return Part(file, sheet, plain(key), rows, sources, tuple(map(plain, ignored)))


def _source(row: Row, annex: Annex, *, first: bool) -> Source:
    always = row.text("always", "")
    name = "" if always else row.text("from")
    kinds = {one.id: one for one in annex.columns if first or one.kind in (*ADDED, *LISTED)}
    kinds.pop(annex.key, None)
    to = row.one_of("to", {id: one.label for id, one in kinds.items()})
    days = row.text("days", USUAL)
    if not is_pattern(days):
        _wrong(row, "days", days, "a pattern such as dd/mm/yyyy")
    made = Source(plain(name), to, row.truth("required"), days, _codes(row), always)
    row.done()
    if to in kinds and kinds[to].kind is Kind.CHOICE:
        of = kinds[to].of
        for code, meant in made.codes.items():
            if meant not in of:
                _wrong(row, f"codes: {code}", meant, ", ".join(of))
    return made


def _codes(row: Row) -> dict[str, str]:
    """What each code of the old system means; none where cells say it in words."""
    row.asked.add("codes")
    told = row.tree.get("codes")
    if told is None:
        return {}
    if not isinstance(told, dict) or not told:
        _wrong(row, "codes", told, "a map of codes and what they mean")
        return {}
    return {plain(code): str(meant or "") for code, meant in told.items()}


def _together(made: Export, row: Row) -> None:
    """What no file shows for itself: files named twice, agreed columns that nobody can compare."""
    for name in _twice(one.back.casefold() for one in made.parts):
        _wrong(row, "file", name, "each file and sheet once")
    fit = sorted(made.targets - made.annex.personal)
    for column in made.agreed:
        if column not in fit:
            _wrong(row, "agreed", column, ", ".join(fit) or "a column that is taken over")


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, n in Counter(names).items() if n > 1]


def _wrong(row: Row, field: str, got: object, expected: str) -> None:
    told = {"field": field[:40], "got": str(got)[:60], "expected": expected}
    row.findings.append(Finding("row-field", row.cite, told))


def plain(text: str) -> str:
    """A heading, a code or a number as it is compared: composed, without blanks around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
