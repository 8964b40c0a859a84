"""The world of the stories: four people whom every room knows, and a small country for them.

Ms Lan files; Officer Binh and Captain Dung decide, one after the other; Mr Minh has no business
here, and every rule of access is tried on him. The country has two provinces, five communes, one
airport and three kinds of bodies; tests reform it and look at what became of Ms Lan's matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from continuity.core.interval import Interval, starting
from continuity.core.lineage import Area, Leaf, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate
from continuity.core.matter import Charge, Document, Holding, Matter, Post
from continuity.core.world import Label, World


class Person(NamedTuple):
    """Somebody in the stories, and the agency for which that person works, if any."""

    name: str
    agency: str = ""


MS_LAN = Person("Ms Lan")
"""A citizen of Ben commune in Song province; she wants a criminal record and a driving licence."""

OFFICER_BINH = Person("Officer Binh", "song.justice")
"""An officer of Song's Department of Justice, competent for criminal records until the reform."""

CAPTAIN_DUNG = Person("Captain Dung", "song.police")
"""A captain of Song's police, competent after the reform."""

MR_MINH = Person("Mr Minh", "dong.transport")
"""An officer of another province's Department of Transport, who has no business with Ms Lan."""

STARTS = date(2025, 1, 1)
TRANSFER_DAY = date(2025, 3, 1)
MAP_DAY = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a function where, from the first day of a world for ever."""

    function: str
    agency: str
    area: str


def assembled(
    starts: date,
    *,
    units: Mapping[str, tuple[str, str]],
    leaves: Mapping[Leaf, str],
    functions: Iterable[Function],
    bodies: Mapping[str, str],
    held: Iterable[Held],
    under: Mapping[str, str] | None = None,
    charges: Iterable[Charge] = (),
) -> World:
    """A world in which nothing has happened yet: units are level and parent, bodies their seat."""
    days = starting(starts)
    areas = {unit: Area(unit, level, unit, days) for unit, (level, _) in units.items()}
    within: dict[str, tuple[Within, ...]]
    within = {unit: (Within(parent, days),) for unit, (_, parent) in units.items() if parent}
    within |= {leaf.id: (Within(unit, days),) for leaf, unit in leaves.items()}
    kept = {charge.id: charge for charge in charges}
    return World(
        starts=starts,
        lineage=Lineage(areas, {leaf.id: leaf for leaf in leaves}, within, {}),
        functions={function.id: function for function in functions},
        agencies={body: Agency(body, "body", seat, days) for body, seat in bodies.items()},
        mandates=tuple(Mandate(h.function, h.agency, h.area, days) for h in held),
        under={body: (Within(above, days),) for body, above in (under or {}).items()},
        labels={unit: (Label(unit, unit, days),) for unit in [*areas, *bodies]},
        charges=kept,
        custody={charge.id: (Within(charge.agency, days),) for charge in kept.values()},
    )


PROVINCES = ("song", "dong")
COMMUNES = {"ben": "song", "cau": "song", "da": "song", "em": "dong", "gach": "dong"}


def small_world() -> World:
    """Two provinces (Song, Dong), five communes, an airport in Da; proved to be without flaws.

    Justice holds criminal records, Transport driving licences, the police seals; each commune has
    its own police for residence. Nobody lives in half of Gach.
    """
    units = dict.fromkeys(PROVINCES, ("province", ""))
    units |= {commune: ("commune", province) for commune, province in COMMUNES.items()}
    leaves = {Leaf(f"{commune}.ground"): commune for commune in COMMUNES}
    leaves |= {Leaf("gach.islet", residents=False): "gach", Leaf("airport", site="airport"): "da"}
    provincial = {"criminal-records": "justice", "driving-licences": "transport", "seals": "police"}
    bodies = {f"{p}.{kind}": p for p in PROVINCES for kind in provincial.values()}
    held = [Held(f, f"{p}.{kind}", p) for p in PROVINCES for f, kind in provincial.items()]
    held += [Held("residence", f"{commune}.police", commune) for commune in COMMUNES]
    return assembled(
        STARTS,
        units=units,
        leaves=leaves,
        functions=[
            Function("criminal-records"),
            Function("driving-licences"),
            Function("seals", follows="territory"),
            Function("residence"),
            Function("aviation-security", owed="airport"),
        ],
        bodies=bodies | {f"{c}.police": c for c in COMMUNES} | {"airports": "", "clinic": "song"},
        held=[*held, Held("aviation-security", "airports", "airport")],
        under={"clinic": "song.justice"}
        | {f"{c}.police": f"{p}.police" for c, p in COMMUNES.items()},
        charges=[charge for body in sorted(bodies) for charge in _charges(body)]
        + [Post("post.clinic", "clinic"), Holding("register", "song.justice", "criminal-records")],
    )


def _charges(body: str) -> list[Charge]:
    kinds = {"post": Post, "seal": Holding, "rules": Document}
    return [kind(f"{name}.{body}", body) for name, kind in kinds.items()]


LANS_RECORD = Matter("lan-1", "criminal-records", "ben.ground", date(2025, 2, 20), date(2025, 3, 6))
"""Filed with Justice nine days before the transfer, due after it."""

LANS_LICENCE = Matter("lan-2", "driving-licences", "ben", date(2025, 2, 25), date(2025, 3, 11))
"""Filed for all of Ben: nobody wrote down where in it she lives."""

BEFORE = Interval(STARTS, TRANSFER_DAY)
"""The days on which Officer Binh is competent."""
