"""A world as plain rows, and back: what a cache keeps and another program can read.

Days are ordinals, and each stretch of days and each citation is written once and then referred to by
its place in a list. `unpacked(packed(world)) == world` is a law in the tests.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from continuity.core.interval import Interval
from continuity.core.lineage import Area, Cite, Heir, Leaf, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate, Mode
from continuity.core.matter import CHARGES, Charge
from continuity.core.world import Label, World

Rows = dict[str, Any]  # lists and strings, as JSON has them
T = TypeVar("T")


class _Register(dict[T, int]):
    """Gives each different thing the next number."""

    def __missing__(self, thing: T) -> int:
        self[thing] = len(self)
        return self[thing]


def packed(world: World) -> Rows:
    """A world as lists, maps, strings, numbers and truth values."""
    spans: _Register[Interval] = _Register()
    cites: _Register[Cite] = _Register()
    lineage = world.lineage

    def memberships(histories: dict[str, tuple[Within, ...]]) -> Rows:
        return {
            thing: [[w.parent, spans[w.valid], cites[w.cite]] for w in history]
            for thing, history in histories.items()
        }

    rows: Rows = {
        "starts": world.starts.toordinal(),
        "areas": [[a.id, a.level, a.code, spans[a.valid]] for a in lineage.areas.values()],
        "leaves": [[v.id, v.residents, v.territory, v.site] for v in lineage.leaves.values()],
        "within": memberships(lineage.within),
        "heirs": {t: [h.heir, h.on.toordinal(), cites[h.cite]] for t, h in lineage.heirs.items()},
        "functions": [[f.id, f.follows, f.owed] for f in world.functions.values()],
        "agencies": [[a.id, a.kind, a.seat, spans[a.valid]] for a in world.agencies.values()],
        "mandates": [
            [
                *(m.function, m.agency, m.area, spans[m.valid], spans[m.intake], m.mode.value),
                *(sorted(m.holes), m.disputed, m.interim, cites[m.cite]),
            ]
            for m in world.mandates
        ],
        "under": memberships(world.under),
        "labels": {
            thing: [[name.vi, name.en, spans[name.valid], cites[name.cite]] for name in labels]
            for thing, labels in world.labels.items()
        },
        "charges": [
            [c.kind, c.id, c.agency, c.function, c.since.toordinal()]
            for c in world.charges.values()
        ],
        "custody": memberships(world.custody),
    }
    days = [[span.start.toordinal(), span.end.toordinal()] for span in spans]
    return {**rows, "spans": days, "cites": [list(cite) for cite in cites]}


def unpacked(rows: Rows) -> World:
    """The world of some rows; raises KeyError, TypeError or ValueError where they are not rows."""
    return _Unpacking(rows).world()


class _Unpacking:
    """Rows being read back; spans and citations are made once and shared."""

    def __init__(self, rows: Rows) -> None:
        day = date.fromordinal
        self.rows = rows
        self.spans = [Interval(day(start), day(end)) for start, end in rows["spans"]]
        self.cites = [Cite(*cite) for cite in rows["cites"]]

    def world(self) -> World:
        rows, spans = self.rows, self.spans
        return World(
            date.fromordinal(rows["starts"]),
            self.lineage(),
            {id: Function(id, follows, owed) for id, follows, owed in rows["functions"]},
            {id: Agency(id, kind, seat, spans[s]) for id, kind, seat, s in rows["agencies"]},
            self.mandates(),
            self.memberships("under"),
            {
                thing: tuple([Label(vi, en, spans[s], self.cites[c]) for vi, en, s, c in labels])
                for thing, labels in rows["labels"].items()
            },
            self.charges(),
            self.memberships("custody"),
        )

    def lineage(self) -> Lineage:
        rows, spans = self.rows, self.spans
        return Lineage(
            {id: Area(id, level, code, spans[s]) for id, level, code, s in rows["areas"]},
            {id: Leaf(id, people, land, site) for id, people, land, site in rows["leaves"]},
            self.memberships("within"),
            {
                thing: Heir(heir, date.fromordinal(on), self.cites[c])
                for thing, (heir, on, c) in rows["heirs"].items()
            },
        )

    def memberships(self, key: str) -> dict[str, tuple[Within, ...]]:
        spans, cites = self.spans, self.cites
        return {
            thing: tuple([Within(parent, spans[s], cites[c]) for parent, s, c in history])
            for thing, history in self.rows[key].items()
        }

    def mandates(self) -> tuple[Mandate, ...]:
        spans, cites = self.spans, self.cites
        modes, none = {mode.value: mode for mode in Mode}, frozenset[str]()
        found = []
        for f, agency, area, valid, intake, mode, holes, disputed, interim, c in self.rows[
            "mandates"
        ]:
            spared = frozenset(holes) if holes else none
            rectangle = spans[valid], spans[intake]
            found.append(
                Mandate(
                    f, agency, area, *rectangle, modes[mode], spared, disputed, interim, cites[c]
                )
            )
        return tuple(found)

    def charges(self) -> dict[str, Charge]:
        kinds = {name: kind for kind, name in CHARGES.items()}
        return {
            id: kinds[kind](id, agency, function, date.fromordinal(since))
            for kind, id, agency, function, since in self.rows["charges"]
        }
