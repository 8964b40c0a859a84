"""Small worlds, and decrees for them: valid ones, whole reforms, and random ones.

A world has up to three provinces and six communes on a window of fourteen days; two of the days lie
before its first one, so that some matters are older than anything it knows. Valid decrees are drawn
clause by clause (drafting.py) against the plain model, never against the core that they are to try.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.vendor import pretty

from continuity.core.fold import fold
from continuity.core.interval import ALWAYS, FOREVER, Interval, starting
from continuity.core.lineage import Leaf
from continuity.core.mandate import Function, Mandate, Mode
from continuity.core.matter import Charge, Document, Holding, Matter, Post
from continuity.core.plan import Decree
from continuity.core.world import World
from tests.model.plain import is_owed, leaves_in, window
from tests.model.plain_fold import PlainFold
from tests.property.drafting import Drafting
from tests.world import Held, assembled

FIRST = date(2025, 2, 20)
DAYS = window(FIRST, 14)
STARTS = DAYS[2]
LAST = DAYS[-1]

days = st.sampled_from(DAYS)
edges = st.sampled_from([date.min, *DAYS, FOREVER])
chosen_days = st.sets(edges, min_size=2, max_size=2).map(sorted)
intervals = chosen_days.map(lambda pair: Interval(*pair))

RECORDS = Function("records", follows="residents")
ROADS = Function("roads", follows="territory")
RESIDENCE = Function("residence", follows="residents")
AIR = Function("air", owed="airport")
FUNCTIONS = (RECORDS, ROADS, RESIDENCE, AIR)


class Tried:
    """A world and some decrees, right or wrong."""

    def __init__(self, world: World, decrees: tuple[Decree, ...]) -> None:
        self.world, self.decrees = world, decrees

    def __repr__(self) -> str:
        said = [f"{d.id} {d.effective}: {c}" for d in self.decrees for c in d.clauses]
        return "\n".join([brief(self.world), *said])


def brief(world: World) -> str:
    """What a failing law prints of a world: who lies where, leaves with their flags, mandates."""
    lineage = world.lineage
    units = {thing: [w.parent for w in within] for thing, within in lineage.within.items()}
    flags = [f"{x.id} {x.residents:d}{x.territory:d}{x.site}" for x in lineage.leaves.values()]
    held = [" ".join(map(str, m.key)) for m in world.mandates]
    return "\n".join([f"{units}", f"{flags}", *held])


pretty.for_type_by_name(World.__module__, "World", lambda world, p, _: p.text(brief(world)))


class Reform(Tried):
    """A world, valid decrees in order, and the plain model's state after them."""

    def __init__(self, world: World, decrees: tuple[Decree, ...], plain: PlainFold) -> None:
        super().__init__(world, decrees)
        self.plain = plain


@st.composite
def worlds(draw: st.DrawFn, *, least: int = 1) -> World:
    """A world in which every duty that is owed has one holder, and nothing has happened yet."""
    provinces = [f"P{n}" for n in range(1, draw(st.integers(least, 3)) + 1)]
    communes = {f"c{n}": draw(st.sampled_from(provinces)) for n in range(draw(st.integers(2, 6)))}
    country = "land" if draw(st.booleans()) else ""
    units = dict.fromkeys(provinces, ("province", country))
    units |= {commune: ("commune", province) for commune, province in communes.items()}
    units |= {country: ("country", "")} if country else {}
    leaves = {leaf: c for c in communes for leaf in draw(_leaves(c))}
    bodies = {"nation": country, "clinic": "P1"} | {f"d.{p}": p for p in provinces}
    bodies |= {f"q.{p}": p for p in provinces} | {f"b.{c}": c for c in communes}
    bare = assembled(
        STARTS, units=units, leaves=leaves, functions=FUNCTIONS, bodies=bodies, held=()
    )
    held = [h for function in FUNCTIONS for h in draw(_held(bare, function, country))]
    full = assembled(
        STARTS, units=units, leaves=leaves, functions=FUNCTIONS, bodies=bodies, held=held,
        under={"clinic": "d.P1"}, charges=charges(bodies),
    )  # fmt: skip
    return full


@st.composite
def _leaves(draw: st.DrawFn, commune: str) -> list[Leaf]:
    """One or two pieces of ground, where somebody lives or not, and now and then an airport."""
    lived = draw(st.sampled_from([True, True, True, False]))
    leaves = [Leaf(f"{commune}.g", residents=lived)]
    match draw(st.sampled_from(["", "", "", "islet", "airport"])):
        case "islet":
            leaves.append(Leaf(f"{commune}.i", residents=False))
        case "airport":
            leaves.append(Leaf(f"{commune}.s", site="airport"))
    return leaves


@st.composite
def _held(draw: st.DrawFn, world: World, function: Function, country: str) -> list[Held]:
    """One holder everywhere: the nation, each province, each commune, or (airports) each site."""
    levels = {"records": ["province"], "roads": ["province"], "residence": ["commune"], "air": []}
    level = draw(st.sampled_from([*levels[function.id], "province", "commune"]))
    if country and draw(st.integers(0, 4)) == 0:
        level = "country"
    if function is AIR and draw(st.booleans()):
        sites = [leaf for leaf in world.lineage.leaves.values() if leaf.site]
        return [Held("air", "nation", leaf.id) for leaf in sites]
    return [
        Held(function.id, holder_at(level, area.id), area.id)
        for area in world.lineage.areas.values()
        if area.level == level and owed_in(world, function, area.id)
    ]


def holder_at(level: str, area: str) -> str:
    """The body that serves an area at the start."""
    return {"country": "nation", "province": f"d.{area}", "commune": f"b.{area}"}[level]


def owed_in(world: World, function: Function, area: str) -> bool:
    """True where a function is owed at some leaf of an area at the start."""
    return any(
        is_owed(function, world.lineage.leaves[leaf]) for leaf in leaves_in(world, area, STARTS)
    )


def charges(bodies: dict[str, str]) -> list[Charge]:
    """A post, a holding and a document for each body, and a register that goes with a function."""
    given: list[Charge] = []
    for body in bodies:
        given += [Post(f"post.{body}", body), Document(f"rules.{body}", body)]
        given += [Holding(f"seal.{body}", body), Holding(f"files.{body}", body, "records")]
    return given


# -- decrees -------------------------------------------------------------------------------


@st.composite
def reforms(draw: st.DrawFn, *, whole: bool = False, most: int = 3) -> Reform:
    """One to three valid decrees on one world; `whole` ones also say who holds what afterwards."""
    world = draw(worlds())
    plain = PlainFold(world, DAYS)
    decrees: list[Decree] = []
    effective = draw(st.lists(st.sampled_from(DAYS[3:-2]), min_size=1, max_size=most))
    for number, on in enumerate(sorted(effective), start=1):
        decrees.append(Drafting(draw, plain, world, on, number).decree(whole=whole))
    return Reform(world, tuple(decrees), plain)


@st.composite
def patchy_worlds(draw: st.DrawFn) -> World:
    """A world with a history and mandates without rhyme or reason: gaps, overlaps, holes, strays."""
    reform = draw(st.one_of(worlds(), reforms(most=2)))
    world = _folded(reform) if isinstance(reform, Reform) else reform
    kept = [m for m in world.mandates if draw(st.integers(0, 5))]
    if kept and draw(st.booleans()):
        hole = draw(st.sampled_from(sorted(world.lineage.areas)))
        kept = [replace(m, holes=m.holes | {hole}) for m in kept]
    few = draw(st.lists(mandates(world), max_size=4))
    return replace(world, mandates=tuple(dict.fromkeys([*kept, *few])), _held={})


def _folded(reform: Reform) -> World:
    return fold(reform.world, reform.decrees).world


def mandates(world: World) -> st.SearchStrategy[Mandate]:
    """Any mandate at all, at some area or site of a world."""
    places = sorted(world.lineage.areas) + [x.id for x in world.lineage.leaves.values() if x.site]
    return st.builds(
        Mandate,
        function=st.sampled_from([function.id for function in FUNCTIONS]),
        agency=st.sampled_from(sorted(world.agencies)),
        area=st.sampled_from(places),
        valid=st.one_of(days.map(starting), intervals),
        intake=st.one_of(st.just(ALWAYS), intervals),
        mode=st.sampled_from([Mode.MUST, Mode.MUST, Mode.MUST, Mode.MAY, Mode.ANSWERS]),
        holes=st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(places), max_size=2)),
        disputed=st.booleans(),
    )


def questions(world: World) -> st.SearchStrategy[tuple[str, str, date, date]]:
    """Function, place, day and filing day: of all that ever lived, and some that never did."""
    wholes = {whole for leaf in world.lineage.leaves for whole in _wholes(leaf)}
    places = sorted({*world.lineage.areas, *world.lineage.leaves, *wholes, "nowhere"})
    later = st.sampled_from([*DAYS, LAST + timedelta(days=400)])
    asked = st.tuples(
        st.sampled_from([*[f.id for f in FUNCTIONS], "nothing"]),
        st.sampled_from(places),
        later,
        days,
    )
    return asked.map(lambda q: (q[0], q[1], max(q[2], q[3]), min(q[2], q[3])))


def _wholes(leaf: str) -> list[str]:
    parts = leaf.split(">")
    return [">".join(parts[:n]) for n in range(1, len(parts))]


def matters(world: World) -> st.SearchStrategy[list[Matter]]:
    """Matters at places where their function is owed: leaves, and communes as a whole."""
    places = [
        (function, place)
        for place in [*world.lineage.leaves, *world.lineage.areas]
        for function in FUNCTIONS
        if (place in world.lineage.leaves and is_owed(function, world.lineage.leaves[place]))
        or (
            place in world.lineage.areas
            and world.lineage.areas[place].level == "commune"
            and owed_in(world, function, place)
        )
    ]
    one = st.tuples(st.sampled_from(places), days, st.sampled_from([None, *DAYS]))
    return st.lists(one, max_size=8).map(
        lambda drawn: [
            Matter(f"m{n}", function.id, place, filed, filed + timedelta(days=5), closed=closed)
            for n, ((function, place), filed, closed) in enumerate(drawn)
        ]
    )
