"""What a unit needs on its first day, as data that an officer may change: read here, asked for by day."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from continuity.core.dated import Dated, NotInForce
from continuity.core.finding import Finding, Flawed
from continuity.core.procedure import Words
from continuity.packs import vn
from continuity.packs.row import Row, dated_of
from continuity.packs.text import Text, read


class Source(StrEnum):
    """Where evidence comes from."""

    REGISTER = "register"
    TEST = "test"
    JOURNAL = "journal"
    COUNTER = "counter"
    PUBLISHED = "published"
    ENTERED = "entered"


class Bound(StrEnum):
    """With what evidence lapses."""

    NOTHING = ""
    SEAT = "seat"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Unit:
    """A body, or a part of one that issues by itself, and the functions that it holds on a day."""

    id: str
    agency: str
    sub: str = ""
    functions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a unit needs, and what shows that it is there.

    Evidence is good for `days`, 0 means until it is taken back; `mark` is the letter of its column.
    """

    id: str
    label: Words
    mend: Words
    mark: str
    sources: frozenset[Source]
    days: int = 0
    bound: Bound = Bound.NOTHING
    each: bool = False
    least: int = 0
    end: bool = False
    holds: bool = False
    sub: bool = False
    functions: frozenset[str] = field(default=frozenset())

    def applies(self, unit: Unit) -> bool:
        """False where the unit does not need it: its cell is grey."""
        if unit.sub and not self.sub:
            return False
        if self.functions and not self.functions & unit.functions:
            return False
        return bool(unit.functions) or not self.holds


def requirements(on: date) -> dict[str, Requirement]:
    """What is needed on a day, by id, in the order of the pack."""
    found = {}
    for id, dated in _known().items():
        with suppress(NotInForce):
            found[id] = dated.on(on).value
    return found


@cache
def _known() -> Mapping[str, Dated[Requirement]]:
    known, findings = requirements_of(read(vn.DATA / "readiness.yaml"))
    if findings:
        raise Flawed(findings)
    return known


def requirements_of(text: Text) -> tuple[dict[str, Dated[Requirement]], list[Finding]]:
    """The requirements of a document, and everything that is wrong with it."""
    return dated_of(text, "requirements", _requirement)


def _requirement(row: Row) -> Requirement:
    sources = {Source(one) for one in row.texts("from") if one in tuple(Source)}
    bound = row.text("bound", "")
    unknown = [one for one in row.texts("from") if one not in tuple(Source)]
    unknown += [bound] if bound not in tuple(Bound) else []
    for one in unknown:
        told = {"field": "from, bound", "got": one, "expected": ", ".join([*Source, *Bound])}
        row.findings.append(Finding("row-field", row.cite, told))
    return Requirement(
        row.text("id"), row.words(), Words(row.text("mend_vi"), row.text("mend_en")),
        row.text("mark"), frozenset(sources), row.whole("days", 0),
        Bound(bound) if bound in tuple(Bound) else Bound.NOTHING,
        row.truth("each"), row.whole("least", 0), row.truth("end"), row.truth("holds"),
        row.truth("sub"), frozenset(row.texts("functions")),
    )  # fmt: skip
