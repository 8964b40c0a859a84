"""A table of service points as an office sends it, read without trust: every finding at once.

A row that cannot be read leaves its findings and no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

from continuity.core.finding import Finding
from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval, between
from continuity.core.lineage import Cite
from continuity.core.world import World
from continuity.packs import points_words as points_words  # there before a finding speaks
from continuity.packs.points import STEP_FREE, Point, weekly
from continuity.packs.sheet import LONGEST, Form, Sheet, day_of, opened, sheet, unfit

NEEDED = (
    "key",
    "name_vi",
    "address",
    "commune",
    "valid_from",
    "hours",
    "functions",
    "serves",
    "source",
)
FREE = ("name_en", "telephone", "step_free", "valid_until", "closed", "example")
COLUMNS = (
    *("key", "name_vi", "name_en", "address", "commune", "telephone", "step_free"),
    *("valid_from", "valid_until", "hours", "closed", "functions", "serves", "example", "source"),
)
FORM = Form(COLUMNS, NEEDED, "continuity points import --template")
YES, NO = ("yes", "có", "1", "x"), ("no", "không", "0", "")
_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{1,63}", re.ASCII)
_TELEPHONE = re.compile(r"[+0-9(][0-9 ().-]{2,24}", re.ASCII)
_STEP_FREE = {"có": "yes", "không": "no", "chưa rõ": "unknown", "": "unknown"}


@dataclass
class Read:
    """The points of a file, and everything that is wrong with it."""

    points: list[Point] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def from_file(path: Path, world: World) -> Read:
    """The points in a file; what cannot be read comes back as findings, never as an error."""
    return _read(opened(path, FORM), world, path.name)


def parse(data: bytes, world: World, name: str = "") -> Read:
    """The points in some bytes, checked against the world that they are for."""
    return _read(sheet(data, FORM, name), world, name)


def _read(found: Sheet, world: World, name: str) -> Read:
    return Read(findings=found.findings) if found.findings else _checked(found.rows, world, name)


def _checked(rows: list[tuple[int, dict[str, str], bool]], world: World, name: str) -> Read:
    read, lines = Read(), {}
    for line, cells, spills in rows:
        row = _Row(cells, world, Cite(decree=name, line=line))
        if spills:
            row.wrong("source", "row-spills")
        point = row.point()
        read.findings += row.findings
        if not row.findings:
            read.points.append(point)
            lines[id(point)] = line
    read.findings += _twice(read.points, lines, name)
    return read


def _twice(points: list[Point], lines: dict[int, int], name: str) -> Iterator[Finding]:
    """Two rows about one counter on one day."""
    by_key: dict[str, list[Point]] = {}
    for point in points:
        by_key.setdefault(point.id, []).append(point)
    for key, same in by_key.items():
        for one, other in combinations(same, 2):
            if one.valid.overlaps(other.valid):
                told = {"key": key, "other": str(lines[id(one)])}
                yield Finding("point-twice", Cite(decree=name, line=lines[id(other)]), told)


class _Row:
    """One row: its cells read into a point, with what is wrong beside them."""

    def __init__(self, cells: dict[str, str], world: World, cite: Cite) -> None:
        self.cells, self.world, self.cite = cells, world, cite
        self.findings: list[Finding] = []

    def wrong(self, column: str, what: str, /, **values: str) -> None:
        # In quotes, since some columns are called as words of ours are, and those would be translated.
        told = {"column": f"`{column}`", "text": self.cells.get(column, ""), **values}
        self.findings.append(Finding(what, self.cite, told))

    def point(self) -> Point:
        """The point of the row; where it leaves findings, one that is not to be used."""
        self._plain()
        told = self.cells.get
        start, end = self._day("valid_from"), self._day("valid_until")
        return Point(
            self._fits("key", _KEY),
            told("name_vi", ""),
            told("name_en", ""),
            told("address", ""),
            self._commune(start),
            self._fits("telephone", _TELEPHONE),
            self._step_free(),
            self._valid(start, end),
            self._hours(),
            self._closed(),
            self._functions(),
            self._serves(start),
            self._example(),
            told("source", ""),
        )

    def _plain(self) -> None:
        """Every cell that must say something does, in one line of a sensible length."""
        for column in COLUMNS:
            text = self.cells.get(column, "")
            if column in NEEDED and not text:
                self.wrong(column, "cell-empty")
            if unfit(text):
                self.wrong(column, "cell-unfit", most=str(LONGEST))

    def _fits(self, column: str, form: re.Pattern[str]) -> str:
        text = self.cells.get(column, "")
        if text and not form.fullmatch(text):
            self.wrong(column, f"{column}-wrong")
        return text

    def _valid(self, start: date | None, end: date | None) -> Interval:
        if start and end and start >= end:
            self.wrong("valid_until", "days-backward", start=start.isoformat())
        return between(start or EVER, end or FOREVER) or ALWAYS

    def _day(self, column: str) -> date | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        found = day_of(text)
        if found is None:
            self.wrong(column, "cell-no-day", day=text)
        return found

    def _commune(self, on: date | None) -> str:
        code = self.cells.get("commune", "")
        area = self._area("commune", code, on) if code else ""
        if on and area and not self.world.lineage.has_ground(area, on):
            self.wrong("commune", "no-commune", code=code)
        return area

    def _area(self, column: str, code: str, on: date | None) -> str:
        """The unit that bears a code on the first day of the row; '' where that day is not known."""
        area = self.world.lineage.living(code, on) if on else None
        if on and area is None:
            self.wrong(column, "no-such-code", code=code, on=on.isoformat())
        return area.id if area else ""

    def _serves(self, on: date | None) -> tuple[str, ...]:
        codes = dict.fromkeys(_words(self.cells.get("serves", "")))
        return tuple(sorted(filter(None, (self._area("serves", code, on) for code in codes))))

    def _functions(self) -> tuple[str, ...]:
        ids = dict.fromkeys(_words(self.cells.get("functions", "")))
        for id in ids:
            if id not in self.world.functions:
                known = ", ".join(sorted(self.world.functions))
                self.wrong("functions", "no-such-function", function=id, known=known)
        return tuple(sorted(ids))

    def _hours(self) -> str:
        text = "; ".join(
            " ".join(part.split()) for part in re.split(r"[;|\n]", self.cells["hours"])
        )
        try:
            weekly(text)
        except ValueError as error:
            self.wrong("hours", "hours-wrong", part=str(error))
        return text.strip("; ")

    def _closed(self) -> tuple[str, ...]:
        found = set()
        for text in _words(self.cells.get("closed", "")):
            day = day_of(text)
            if day is None:
                self.wrong("closed", "cell-no-day", day=text)
            else:
                found.add(day.isoformat())
        return tuple(sorted(found))

    def _step_free(self) -> str:
        text = self.cells.get("step_free", "").lower()
        said = _STEP_FREE.get(text, text)
        if said not in STEP_FREE:
            self.wrong("step_free", "step-free-wrong")
        return said

    def _example(self) -> bool:
        text = self.cells.get("example", "").lower()
        if text not in YES + NO:
            self.wrong("example", "yes-or-no")
        return text in YES


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;|]+", text) if word]


TEMPLATE = (
    ",".join(COLUMNS)
    + "\n"
    + '# vd-mot-cua,"Ví dụ: Bộ phận một cửa","Example: one-stop counter","Số 0 phố Ví Dụ",00166,'
    "000 0000 0000,yes,2025-07-01,,Mon-Fri 07:30-11:30 13:30-17:00; Sat 08:00-11:30,"
    "2026-02-16 2026-02-17,driving-licences criminal-records,01,yes,Quyết định số …\n"
)
"""An empty table, with one row to be read and not imported."""
