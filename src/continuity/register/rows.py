"""A world as rows of tables, and back; pure, so that the difference of two worlds is one of sets.

`world_of(rows_of(world)) == world` is a law in the tests. A row is a tuple of plain values in the
order of its table's columns; two rows are the same fact where they are equal.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from continuity.core.interval import FOREVER, Interval
from continuity.core.lineage import Area, Cite, Heir, Leaf, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate, Mode
from continuity.core.matter import CHARGES, Charge
from continuity.core.world import Label, World
from continuity.packs.names import folded, sort_key

Row = tuple[Any, ...]
Rows = dict[str, set[Row]]


class Table(NamedTuple):
    """A table of the register: its columns with their types in PostgreSQL."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [name for name, _ in self.columns]


CITE = (("instrument", "text"), ("clause", "text"), ("decree", "text"), ("line", "integer"))
MEMBERSHIP = (("thing", "text"), ("parent", "text"), ("since", "date"), *CITE)

# Only a mandate has an end of its own. An area or an agency ends when it has an heir, and what a thing
# lies in or is called lasts until the next: so an ending is one row, not a retraction and a statement
# for everything that ends with it.
TABLES = (
    Table("area", (("id", "text"), ("level", "text"), ("code", "text"), ("since", "date"))),
    Table(
        "leaf",
        (("id", "text"), ("residents", "boolean"), ("territory", "boolean"), ("site", "text")),
    ),
    Table("within", MEMBERSHIP),
    Table("heir", (("thing", "text"), ("heir", "text"), ("since", "date"), *CITE)),
    Table("function", (("id", "text"), ("follows", "text"), ("owed", "text"))),
    Table("agency", (("id", "text"), ("kind", "text"), ("seat", "text"), ("since", "date"))),
    Table("under", MEMBERSHIP),
    Table(
        "mandate",
        (
            *(("function", "text"), ("agency", "text"), ("area", "text")),
            *(("valid", "daterange"), ("intake", "daterange"), ("mode", "text")),
            *(("holes", "text[]"), ("disputed", "boolean"), ("interim", "boolean")),
            *CITE,
        ),
    ),
    Table(
        "label",
        (
            *(("thing", "text"), ("language", "text"), ("text", "text"), ("folded", "text")),
            *(("sort_key", "text"), ("since", "date"), *CITE),
        ),
    ),
    Table(
        "charge",
        (
            *(("id", "text"), ("kind", "text"), ("agency", "text"), ("function", "text")),
            ("since", "date"),
        ),
    ),
    Table("custody", MEMBERSHIP),
)


BY_NAME = {table.name: table for table in TABLES}


def rows_of(world: World) -> Rows:
    """Every fact of a world, by table."""
    lineage = world.lineage
    return {
        "area": {(a.id, a.level, a.code, a.valid.start) for a in lineage.areas.values()},
        "leaf": {(v.id, v.residents, v.territory, v.site) for v in lineage.leaves.values()},
        "within": _memberships(lineage.within),
        "heir": {(thing, h.heir, h.on, *h.cite) for thing, h in lineage.heirs.items()},
        "function": {(f.id, f.follows, f.owed) for f in world.functions.values()},
        "agency": {(a.id, a.kind, a.seat, a.valid.start) for a in world.agencies.values()},
        "under": _memberships(world.under),
        "mandate": {_mandate(mandate) for mandate in world.mandates},
        "label": {row for thing, labels in world.labels.items() for row in _labels(thing, labels)},
        "charge": {(c.id, c.kind, c.agency, c.function, c.since) for c in world.charges.values()},
        "custody": _memberships(world.custody),
    }


def _memberships(histories: dict[str, tuple[Within, ...]]) -> set[Row]:
    return {
        (thing, membership.parent, membership.valid.start, *membership.cite)
        for thing, history in histories.items()
        for membership in history
    }


def _mandate(m: Mandate) -> Row:
    holes = tuple(sorted(m.holes))
    rectangle = (m.valid, m.intake, m.mode.value)
    return (m.function, m.agency, m.area, *rectangle, holes, m.disputed, m.interim, *m.cite)


def _labels(thing: str, labels: Iterable[Label]) -> Iterator[Row]:
    for label in labels:
        for language, text in (("vi", label.vi), ("en", label.en)):
            if text:
                keys = (folded(text), sort_key(text))
                yield (thing, language, text, *keys, label.valid.start, *label.cite)


def world_of(rows: Rows, starts: date) -> World:
    """The world of some rows."""
    heirs = {row[0]: Heir(row[1], row[2], Cite(*row[3:])) for row in sorted(rows["heir"])}
    ends = {thing: heir.on for thing, heir in heirs.items()}

    def life(thing: str, since: date) -> Interval:
        return Interval(since, ends.get(thing, FOREVER))

    return World(
        starts,
        Lineage(
            {
                id: Area(id, level, code, life(id, on))
                for id, level, code, on in sorted(rows["area"])
            },
            {row[0]: Leaf(*row) for row in sorted(rows["leaf"])},
            _histories(rows["within"], ends),
            heirs,
        ),
        {row[0]: Function(*row) for row in sorted(rows["function"])},
        {id: Agency(id, kind, seat, life(id, on)) for id, kind, seat, on in sorted(rows["agency"])},
        _mandates(rows["mandate"]),
        _histories(rows["under"], ends),
        _labels_of(rows["label"]),
        {row[0]: _charge(*row) for row in sorted(rows["charge"])},
        _histories(rows["custody"], ends),
    )


def _histories(rows: Iterable[Row], ends: dict[str, date]) -> dict[str, tuple[Within, ...]]:
    """Each thing's memberships: one lasts until the next begins, or until the thing ends."""
    found: dict[str, list[Within]] = {}
    cited, lasting = cache(Cite), cache(Interval)  # a decree has few of either, and many rows
    for thing, parent, since, *cite in sorted(rows, key=lambda row: (row[0], row[2]), reverse=True):
        later = found.setdefault(thing, [])
        end = later[-1].valid.start if later else ends.get(thing, FOREVER)
        later.append(Within(parent, lasting(since, end), cited(*cite)))
    return {thing: tuple(reversed(history)) for thing, history in found.items()}


def _mandates(rows: Iterable[Row]) -> tuple[Mandate, ...]:
    cited = cache(Cite)
    made = (mandate_of(row, cited) for row in rows)
    return tuple(sorted(made, key=lambda mandate: mandate.key))


def mandate_of(row: Row, cited: Callable[..., Cite] = Cite) -> Mandate:
    """The mandate of a row."""
    function, agency, area, valid, intake, mode, holes, disputed, interim, *cite = row
    what = (function, agency, area, valid, intake, Mode(mode), frozenset(holes))
    return Mandate(*what, disputed, interim, cited(*cite))


def _labels_of(rows: Iterable[Row]) -> dict[str, tuple[Label, ...]]:
    """Each thing's names: one lasts until the next begins, whether or not the thing has ended."""
    spoken: dict[tuple[str, date, Cite], dict[str, str]] = {}
    for thing, language, text, _, _, since, *source in rows:
        spoken.setdefault((thing, since, Cite(*source)), {})[language] = text
    found: dict[str, list[Label]] = {}
    for (thing, since, cite), texts in sorted(spoken.items(), reverse=True):
        later = found.setdefault(thing, [])
        end = later[-1].valid.start if later else FOREVER
        both = (texts.get("vi", ""), texts.get("en", ""))
        later.append(Label(*both, Interval(since, end), cite))
    return {thing: tuple(reversed(labels)) for thing, labels in found.items()}


def _charge(id: str, kind: str, agency: str, function: str, since: date) -> Charge:
    made = next(made for made, name in CHARGES.items() if name == kind)
    return made(id, agency, function, since)


def key(table: str, row: Row) -> uuid.UUID:
    """The natural key of a fact: the same for the same row of the same table, whoever made it."""
    parts = [table, *(_text(value) for value in row)]
    told = "".join(f"{len(part)}:{part}," for part in parts)
    return uuid.UUID(bytes=hashlib.blake2b(told.encode(), digest_size=16).digest())


def _text(value: Any) -> str:
    if isinstance(value, Interval):
        return f"{value.start}/{value.end}"
    return "\n".join(value) if isinstance(value, tuple) else str(value)
