"""What of an export can be lines: each thing with all of its rows, or none of it and every reason.

A thing of which one row is wrong is not taken over at all, since it would be taken without a payment or
a paper. All of its rows come back then, so that they are mended in one place and come again together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from continuity.addresses.batches import shown
from continuity.core.procedure import NO_WORDS, Words
from continuity.handover.annexes import Column, Kind
from continuity.handover.lines import Line, Problem, amount, line
from continuity.handover.takeover import words as words  # what problems say
from continuity.handover.takeover.days import day
from continuity.handover.takeover.export import ADDED, Export, Part, Source, plain
from continuity.handover.takeover.files import Came, cell

Row = tuple[int, int]
"""A row: which file, and at which place in it."""
HEADING = 2
"""The number that people see of the first row below the heading."""
MANY = 5


@dataclass
class Gathered:
    """The lines that an export makes, the rows of each thing, and what is wrong with which other rows."""

    lines: dict[str, Line] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    wrong: dict[Row, tuple[Problem, ...]] = field(default_factory=dict)
    added: dict[str, dict[str, int]] = field(default_factory=dict)
    """What the cells of a thing come to, by column: added up in the file and not in the line."""

    @property
    def whole(self) -> frozenset[str]:
        """The things that come back with all their rows."""
        back = {number for number, rows in self.rows.items() if any(r in self.wrong for r in rows)}
        return frozenset(back)

    def returned(self, number: str, why: Problem, export: Export) -> None:
        """A thing is not taken after all: its first row says why, the others that they came along."""
        first, *rest = self.rows[number]
        self.lines.pop(number, None)
        self.wrong[first] = (*self.wrong.get(first, ()), why)
        for row in rest:
            self.wrong.setdefault(row, (_with(number, _at(export, first)),))


def gathered(export: Export, files: Sequence[Came]) -> Gathered:
    """What the rows of all files come to."""
    made, values = Gathered(), dict[str, dict[str, list[str]]]()
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    adds = frozenset(one.id for one in export.annex.columns if one.kind in ADDED)
    for at, (part, came) in enumerate(zip(export.parts, files, strict=True)):
        cells = _cells(export, part, came)
        for place in came.places:
            number, told, problems = _row(part, cells, came, place)
            if number and at and number not in made.rows:
                problems.append(_orphan(part, number, export.parts[0].file))
            elif number:
                made.rows.setdefault(number, []).append((at, place))
                _added(values.setdefault(number, {}), sums[number], told, adds)
            if problems:
                made.wrong[at, place] = tuple(problems)
    _doubled(export, made)
    _same(export, files, made)
    for number, told_ in values.items():
        _line(export, made, number, told_)
    made.added = {number: dict(sums[number]) for number in made.lines}
    return made


Cells = list[tuple[Source, Column, int]]
"""Each source of a file with its column of the annex, and where in a row its cell stands."""


def _cells(export: Export, part: Part, came: Came) -> Cells:
    heading = {plain(name): n for n, name in reversed(list(enumerate(came.names)))}
    columns = {one.id: one for one in export.annex.columns}
    found = [(one, columns[one.to], heading.get(one.name, -1)) for one in part.sources]
    return [
        (Source(part.key, "", required=True), columns[export.annex.key], heading[part.key]),
        *found,
    ]


def _row(
    part: Part, cells: Cells, came: Came, place: int
) -> tuple[str, dict[str, str], list[Problem]]:
    """The thing that a row is about, what it says by columns of the annex, and what is wrong."""
    if place in came.torn:
        return "", {}, [Problem("cut", "", NO_WORDS, came.torn[place])]
    row, problems, told = came.cells[place], list[Problem](), dict[str, str]()
    number = ""
    for n, (source, column, at) in enumerate(cells):
        text, problem = _text(source, column, source.always or cell(row, at))
        if problem:
            problems.append(problem)
        elif n == 0:
            number = text
        elif text:
            told[source.to] = text
    return number, told, problems


def _added(
    there: dict[str, list[str]], sums: Counter[str], told: dict[str, str], adds: frozenset[str]
) -> None:
    for to, text in told.items():
        there.setdefault(to, []).append(text)
        if to in adds:
            sums[to] += int(text)


def _text(source: Source, column: Column, raw: object) -> tuple[str, Problem | None]:
    """A cell as the line is to be told it, or what is wrong with it."""
    text = plain(shown(raw) or "")

    def wrong(code: str, expected: str = "") -> tuple[str, Problem]:
        return "", Problem(code, source.to, _named(source.name), text, expected)

    if not text:
        return wrong("missing") if source.required else ("", None)
    if source.codes:
        meant = source.codes.get(text)
        known = "; ".join([*source.codes][:MANY])
        return (meant, None) if meant is not None else wrong("old-code", known)
    if column.kind is Kind.DAY:
        on = day(raw, source.days)
        return (on.isoformat(), None) if on else wrong("old-day", source.days)
    if column.kind in ADDED:
        # An old system writes 200000.00 where people write 200.000.
        found = amount(re.sub(r"[.,]00?$", "", text))
        return wrong("no-number") if found is None else (str(found), None)
    return text, None


def _doubled(export: Export, made: Gathered) -> None:
    """Two rows of the first file about one thing: nobody can say which is right, so neither is."""
    label = _named(export.parts[0].key)
    for number, rows in made.rows.items():
        first = [row for row in rows if not row[0]]
        if len(first) > 1:
            places = ", ".join(str(place + HEADING) for _, place in first)
            why = Problem("old-twice", export.annex.key, label, number, places)
            for row in first:
                made.wrong[row] = (*made.wrong.get(row, ()), why)


def _same(export: Export, files: Sequence[Came], made: Gathered) -> None:
    """One row twice, cell by cell, where amounts are added up: was it paid twice?"""
    for at, part in enumerate(export.parts):
        if not at or not any(export.annex.column(one.to).kind in ADDED for one in part.sources):
            continue
        seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in files[at].places:
            seen[tuple(str(one) for one in files[at].cells[place])].append(place)
        for places in (some for some in seen.values() if len(some) > 1):
            told = ", ".join(str(place + HEADING) for place in places)
            for place in places:
                why = Problem("old-same", part.key, _named(part.key), "", told)
                made.wrong[at, place] = (*made.wrong.get((at, place), ()), why)


def _line(export: Export, made: Gathered, number: str, told: dict[str, list[str]]) -> None:
    """The line of a thing all of whose rows are good; else they all come back."""
    annex, rows = export.annex, made.rows[number]
    if not any(row in made.wrong for row in rows):
        values = {to: _one(export, to, texts) for to, texts in told.items()}
        found, problems = line(annex, {**values, annex.key: number})
        if found:
            made.lines[number] = found
            return
        made.wrong[rows[0]] = tuple(_from(export, one) for one in problems)
    bad = next(row for row in rows if row in made.wrong)
    where = _at(export, bad)
    for row in rows:
        made.wrong.setdefault(row, (_with(number, where),))


def _one(export: Export, to: str, texts: list[str]) -> str:
    """What several rows say together: amounts are added up, all else is listed once each."""
    if len(texts) == 1:
        return texts[0]
    if export.annex.column(to).kind in ADDED:
        return str(sum(map(int, texts)))
    return "; ".join(dict.fromkeys(texts))


def _from(export: Export, problem: Problem) -> Problem:
    """What is wrong with a line, told of the column of the file out of which it came."""
    names = (
        (one.name, part.file) for part in export.parts for one in part.sources
        if one.to == problem.column and one.name
    )  # fmt: skip
    for name, _ in names:
        return problem._replace(label=Words(*(f"{name} ({label})" for label in problem.label)))
    if problem.column == export.annex.key:
        return problem._replace(label=_named(export.parts[0].key))
    return problem


def _at(export: Export, row: Row) -> Words:
    file, n = export.parts[row[0]].back, row[1] + HEADING
    return Words(f"{file}, dòng {n}", f"{file}, row {n}")


def _orphan(part: Part, number: str, first: str) -> Problem:
    return Problem("old-orphan", part.key, _named(part.key), number, first)


def _with(number: str, where: Words) -> Problem:
    return Problem("old-with", "", where, number)


def _named(name: str) -> Words:
    return Words(name, name)


def names_of(columns: Iterable[Column]) -> Words:
    """Some columns by their labels."""
    found = list(columns)
    return Words(", ".join(one.label.vi for one in found), ", ".join(one.label.en for one in found))
