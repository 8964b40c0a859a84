"""The fourteen annexes: which columns a line of each has, as data that an officer may change.

The pack holds them with the day from which each is in force; here they are read, and asked for by day.
"""

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
from continuity.handover.counted.item import FIELDS
from continuity.packs import vn
from continuity.packs.row import Row, dated_of
from continuity.packs.text import Text, read


class Kind(StrEnum):
    """What may stand in a column."""

    TEXT = "text"
    DAY = "day"
    WHOLE = "whole"
    MONEY = "money"
    BALANCE = "balance"
    CHOICE = "choice"
    TRUTH = "truth"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an annex; `of` are the words of a choice, `personal` is masked in what is shared."""

    id: str
    label: Words
    kind: Kind = Kind.TEXT
    required: bool = False
    personal: bool = False
    of: Mapping[str, Words] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its columns, the one that names a line, the one that is counted, and its unit.

    `item` says which columns are which fields of an item that is counted in; None where lines are not.
    """

    id: str
    number: int
    label: Words
    columns: tuple[Column, ...]
    key: str
    measure: str = ""
    unit: str = ""
    item: Mapping[str, str] | None = field(default=None, hash=False)

    # Made once: a hundred thousand lines ask for them.
    ids: tuple[str, ...] = field(init=False, compare=False)
    personal: frozenset[str] = field(init=False, compare=False)
    beside: frozenset[str] = field(init=False, compare=False)
    """The columns of which an item says nothing as columns: its fields, and what names persons."""

    def __post_init__(self) -> None:
        personal = frozenset(one.id for one in self.columns if one.personal)
        object.__setattr__(self, "ids", tuple(one.id for one in self.columns))
        object.__setattr__(self, "personal", personal)
        fields = {self.key, self.measure, *(self.item or {}).values()}
        object.__setattr__(self, "beside", personal | fields)

    @property
    def owes(self) -> bool:
        """True where what is counted may be below zero, as a balance that is owed."""
        return any(one.id == self.measure and one.kind is Kind.BALANCE for one in self.columns)

    def column(self, id: str) -> Column:
        """A column by its id; raises KeyError where there is none."""
        for one in self.columns:
            if one.id == id:
                return one
        raise KeyError(id)


def annexes(on: date) -> dict[str, Annex]:
    """The annexes in force on a day, by id, in the order of their numbers."""
    found = []
    for dated in _known().values():
        with suppress(NotInForce):
            found.append(dated.on(on).value)
    return {annex.id: annex for annex in sorted(found, key=lambda annex: annex.number)}


@cache
def _known() -> Mapping[str, Dated[Annex]]:
    known, findings = annexes_of(read(vn.DATA / "annexes.yaml"))
    if findings:
        raise Flawed(findings)
    return known


def annexes_of(text: Text) -> tuple[dict[str, Dated[Annex]], list[Finding]]:
    """The annexes of a document, and everything that is wrong with it."""
    return dated_of(text, "annexes", _annex)


def _annex(row: Row) -> Annex:
    columns = tuple(_column(one) for one in row.below("columns"))
    known = {one.id: one.label for one in columns}
    key, id, number = row.one_of("key", known), row.text("id"), row.whole("number")
    measure, unit = (
        row.one_of(name, known) if name in row.tree else "" for name in ("measure", "unit")
    )
    return Annex(id, number, row.words(), columns, key, measure, unit, _item(row, known))


def _item(row: Row, known: Mapping[str, Words]) -> dict[str, str] | None:
    row.asked.add("item")
    tree = row.tree.get("item")
    if not isinstance(tree, dict):
        return None
    inner = Row(tree, row.cite, row.findings)
    return {name: inner.one_of(name, dict(known)) for name in tree if name in FIELDS}


def _column(row: Row) -> Column:
    kinds = {str(one): Words(one, one) for one in Kind}
    id, kind = row.text("id"), row.one_of("kind", kinds)
    of = _choices(row)
    if (kind == "choice") != bool(of):
        told = {
            "field": "of",
            "got": kind,
            "expected": "words with a choice, and with nothing else",
        }
        row.findings.append(Finding("row-field", row.cite, told))
    required, personal = row.truth("required"), row.truth("personal")
    made = Column(id, row.words(), Kind(kind or "text"), required, personal, of)
    row.done()
    return made


def _choices(row: Row) -> dict[str, Words]:
    """The words of a choice: each a pair, Vietnamese and English."""
    row.asked.add("of")
    told, found = row.tree.get("of"), {}
    for name, said in told.items() if isinstance(told, dict) else ():
        if isinstance(said, list) and len(said) == 2:
            found[name] = Words(str(said[0]), str(said[1]))
    return found
