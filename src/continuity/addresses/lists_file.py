"""A list of a commune as it is sent, read without trust: every finding at once, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from continuity.addresses import lists_words as lists_words  # there before a finding speaks
from continuity.addresses.fate import Fates
from continuity.addresses.gazetteer import Gazetteer
from continuity.addresses.lists import KINDS, SIDES, Fact
from continuity.addresses.words import COMMUNE
from continuity.core.finding import Finding
from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval, between
from continuity.core.lineage import Cite
from continuity.packs.sheet import LONGEST, Form, Sheet, day_of, opened, sheet, unfit

NEEDED = ("old_code", "kind", "name", "new_code", "source", "valid_from")
COLUMNS = (
    *("old_code", "kind", "name", "from_number", "to_number", "side"),
    *("new_code", "source", "valid_from", "valid_until"),
)
FORM = Form(COLUMNS, NEEDED, "continuity address lists --template")
TEMPLATE = (
    ",".join(COLUMNS)
    + "\n"
    + "# 00001,hamlet,Thôn Ví Dụ,,,,00004,Quyết định số …,2025-07-01,\n"
    + "# 00001,street,Phố Ví Dụ,1,99,odd,00097,Quyết định số …,2025-07-01,\n"
)
"""An empty table, with two rows to be read and not imported."""


@dataclass
class Read:
    """The facts of a list, and everything that is wrong with it."""

    facts: list[Fact] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def from_file(path: Path, gazetteer: Gazetteer) -> Read:
    """The facts in a file; what cannot be read comes back as findings, never as an error."""
    return _checked(opened(path, FORM), gazetteer, path.name)


def parse(data: bytes, gazetteer: Gazetteer, name: str = "") -> Read:
    """The facts in some bytes, checked against the units that they are about."""
    return _checked(sheet(data, FORM, name), gazetteer, name)


def _checked(found: Sheet, gazetteer: Gazetteer, name: str) -> Read:
    read = Read(findings=list(found.findings))
    for line, cells, spills in found.rows:
        row = _Row(cells, gazetteer, Cite(decree=name, line=line))
        if spills:
            row.wrong("source", "row-spills")
        fact = row.fact()
        read.findings += row.findings
        if not row.findings:
            read.facts.append(fact)
    return read


class _Row:
    """One row: its cells read into a fact, with what is wrong beside them."""

    def __init__(self, cells: dict[str, str], gazetteer: Gazetteer, cite: Cite) -> None:
        self.cells, self.gazetteer, self.cite = cells, gazetteer, cite
        self.findings: list[Finding] = []

    def wrong(self, column: str, what: str, /, **values: str) -> None:
        told = {"column": f"`{column}`", "text": self.cells.get(column, ""), **values}
        self.findings.append(Finding(what, self.cite, told))

    def fact(self) -> Fact:
        """The fact of the row; where it leaves findings, one that is not to be used."""
        self._plain()
        told = self.cells.get
        valid = self._valid()
        self._heir(valid.start)
        return Fact(
            told("old_code", ""),
            self._one_of("kind", tuple(KINDS)),
            told("name", ""),
            self._number("from_number"),
            self._number("to_number"),
            self._one_of("side", ("", *SIDES)) or "all",
            told("new_code", ""),
            told("source", ""),
            valid,
        )

    def _plain(self) -> None:
        for column in COLUMNS:
            text = self.cells.get(column, "")
            if column in NEEDED and not text:
                self.wrong(column, "cell-empty")
            if unfit(text):
                self.wrong(column, "cell-unfit", most=str(LONGEST))

    def _one_of(self, column: str, known: tuple[str, ...]) -> str:
        text = self.cells.get(column, "").lower()
        if text not in known and (text or column in NEEDED):
            self.wrong(column, "cell-none-of", known=", ".join(filter(None, known)))
        return text

    def _number(self, column: str) -> int:
        text = self.cells.get(column, "")
        if text and not (text.isdecimal() and text.isascii() and 0 < int(text[:7]) == int(text)):
            self.wrong(column, "cell-no-number")
            return 0
        return int(text or 0)

    def _valid(self) -> Interval:
        start, end = self._day("valid_from"), self._day("valid_until")
        if start and end and start >= end:
            self.wrong("valid_until", "days-backward", start=start.isoformat())
        return between(start or EVER, end or FOREVER) or ALWAYS

    def _day(self, column: str) -> date | None:
        text = self.cells.get(column, "")
        found = day_of(text) if text else None
        if text and found is None:
            self.wrong(column, "cell-no-day", day=text)
        return found

    def _heir(self, day: date) -> None:
        """A list decides between the heirs of one unit, and adds none to them."""
        old, new = self.cells.get("old_code", ""), self.cells.get("new_code", "")
        if not (old and new and day > EVER):
            return
        units = [u for u in self.gazetteer.coded(old) if self.gazetteer.units[u].level == COMMUNE]
        known: set[str] = set()
        for unit in units:
            last = min(self.gazetteer.units[unit].end - 1, day.toordinal())
            heirs = Fates(self.gazetteer, last, day.toordinal()).of(unit)
            known |= {heir.code for heir in heirs if heir.residents}
        if not units:
            self.wrong("old_code", "no-old-unit", code=old)
        elif new not in known:
            self.wrong("new_code", "no-heir-of", code=new, old=old, known=", ".join(sorted(known)))
