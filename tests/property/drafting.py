"""A valid decree, drawn clause by clause against the plain model's idea of the day.

Each kind of clause looks at what lives now, draws one of itself, applies it to the plain model and
so leaves a new "now" for the next clause. A kind that finds nothing to work on draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from continuity.core.plan import (
    Attach,
    Clause,
    Decree,
    Delegate,
    Deputise,
    Ending,
    Founding,
    Keeping,
    Naming,
    Redraw,
    Share,
    Take,
    Transfer,
)
from continuity.core.world import World
from tests.model.plain_fold import PlainFold

ALL, PART, REST, NONE = Share.ALL, Share.PART, Share.REST, Share.NONE

# What clauses take of a unit that is cut, one line a unit: (land, residents) in their order.
CUTS = (
    ((PART, PART),),
    ((PART, NONE),),
    ((PART, PART), (REST, REST)),
    ((PART, PART), (PART, PART), (REST, REST)),
    ((PART, NONE), (REST, REST)),
    ((PART, NONE), (REST, ALL)),
    ((PART, ALL), (REST, NONE)),
    ((ALL, NONE), (NONE, ALL)),
    ((ALL, PART), (NONE, REST)),
    ((NONE, PART),),
    ((NONE, PART), (ALL, REST)),
)


class Drafting:
    """One decree in the making; `plain` is changed as it grows."""

    def __init__(
        self, draw: st.DrawFn, plain: PlainFold, world: World, on: date, number: int
    ) -> None:
        self.draw, self.plain, self.world, self.on, self.number = draw, plain, world, on, number
        self.clauses: list[Clause] = []
        self.founded: set[str] = set()
        self.ended: set[str] = set()
        self.takers: set[str] = set()
        self.redrawn = False
        plain.begin(on)
        self.there = set(plain.living(on - timedelta(days=1)))
        self.bodies = set(plain.bodies[on - timedelta(days=1)]) & plain.bodies[on]

    def decree(self, *, whole: bool) -> Decree:
        """Draw one to four clauses; `whole` adds who holds what where afterwards."""
        kinds: list[Callable[[], None]] = [
            self.transfer, self.transfer, self.lend, self.merge, self.absorb, self.split,
            self.split, self.unite, self.move, self.end_body, self.rename,
        ]  # fmt: skip
        for _ in range(self.draw(st.integers(1, 4))):
            self.draw(st.sampled_from(kinds))()
        if whole:
            self.settle()
        self.plain.close()
        return Decree(f"D{self.number}", self.on, tuple(self.clauses))

    def say(self, clause: Clause) -> None:
        """One more clause stands."""
        self.clauses.append(clause)
        self.plain.apply(clause)

    def coin(self) -> bool:
        """True or False."""
        return self.draw(st.booleans())

    def one(self, things: set[str] | list[str]) -> str:
        """One of some things."""
        return self.draw(st.sampled_from(sorted(things)))

    def some(self, things: set[str], most: int) -> list[str]:
        """One or more of some things."""
        chosen = st.lists(st.sampled_from(sorted(things)), min_size=1, max_size=most, unique=True)
        return self.draw(chosen)

    def level(self, thing: str) -> str:
        """The level of a unit of the plain model, by its name."""
        return {"c": "commune", "P": "province"}.get(thing[0], "country")

    def living(self, level: str, *, old: bool = False) -> set[str]:
        """The units of a level now; `old` ones were there the day before."""
        now = {u for u in self.plain.today if u not in self.plain.atoms and self.level(u) == level}
        # An heir may not end on the day on which it inherits.
        return (now & self.there) - self.takers if old else now

    def serving(self) -> set[str]:
        """The bodies that live now."""
        return (self.bodies | self.founded) - self.ended

    def name(self, letter: str) -> str:
        """A new name."""
        return f"{letter}{self.number}{len(self.clauses)}{len(self.founded)}"

    # -- functions -------------------------------------------------------------------------

    def transfer(self) -> None:
        """A function of a unit, or of an airport, goes to somebody."""
        function, area = self.one(self.plain.functions), self.one(self.areas())
        finishes = self.draw(st.sampled_from([None, None, 1, 2, 4]))
        givers: tuple[str, ...] = ()
        if not self.redrawn and self.coin():
            givers = tuple(sorted(self.holders(function, area)))
        until = self.on + timedelta(days=finishes) if finishes else None
        self.say(Transfer(function, area, self.one(self.serving()), givers, until))

    def areas(self) -> list[str]:
        """Where a function may be held: any living unit, any site."""
        return [t for t in self.plain.today if t not in self.plain.atoms or t in self.plain.sites]

    def holders(self, function: str, area: str) -> set[str]:
        """Everybody who reaches an area, from the day before on."""
        plain, found, path = self.plain, set(), self.plain.path_now(area)
        inside = plain.inside(area)
        for on, filed in plain.cells(self.on - timedelta(days=1)):
            for place in inside:
                found |= set(plain.held.get((function, place, on, filed), ()))
            for height, place in enumerate(path):
                for holder, holes in plain.held.get((function, place, on, filed), {}).items():
                    if not holes & set(path[:height]):
                        found.add(holder)
        return found

    def lend(self) -> None:
        """Somebody else acts for a while, or for good."""
        function, area = self.one(self.plain.functions), self.one(self.areas())
        length = self.draw(st.sampled_from([None, 1, 2, 3]))
        until = self.on + timedelta(days=length) if length else None
        actor = self.one(self.serving())
        if self.coin():
            self.say(Delegate(function, area, actor, until))
        else:
            self.say(Deputise(function, area, actor, until))

    # -- the map ---------------------------------------------------------------------------

    def found(self, level: str, letter: str, parent: str) -> tuple[str, Founding, Founding]:
        """A new unit and its body."""
        unit = self.name(letter)
        self.founded.add(f"b.{unit}")
        area = Founding(unit, level=level, code=unit, parent=parent)
        return unit, area, Founding(f"b.{unit}", kind="body", seat=unit)

    def close_bodies(self, units: list[str]) -> tuple[Ending, ...]:
        """The bodies of ended units end with the bodies of their heirs, where both are there."""
        endings = []
        for unit in units:
            heir = f"b.{self.plain.heirs.get(unit, '')}"
            body = f"b.{unit}"
            both = body in self.bodies - self.ended and heir in self.serving()
            if both and self.may_continue(heir, body):
                endings.append(Ending(body, heir))
                self.ended.add(body)
        return tuple(endings)

    def redraw(self, clause: Redraw) -> None:
        """One clause of the map, and (as it may be) the end of the bodies of what it ended."""
        self.redrawn = True
        self.takers.add(clause.into)
        before = self.living("commune") | self.living("province")
        self.say(clause)
        gone = before - self.living("commune") - self.living("province")
        if gone and self.coin() and (ends := self.close_bodies(sorted(gone))):
            self.say(Redraw(ends=ends))

    def merge(self) -> None:
        """Communes become a new one."""
        if self.living("province") and (old := self.living("commune", old=True) - self.cut()):
            parent = self.one(self.living("province"))
            unit, area, body = self.found("commune", "c", parent)
            takes = tuple(Take(c) for c in self.some(old, 3))
            self.redraw(Redraw(unit, founds=(area, body), takes=takes))

    def cut(self) -> set[str]:
        """Units that this decree has cut already."""
        return set(self.plain.takes)

    def absorb(self) -> None:
        """A commune, or a province, goes into another one that stays."""
        level = self.draw(st.sampled_from(["commune", "commune", "province"]))
        old = self.living(level, old=True) - self.cut()
        if old and len(self.living(level)) > 1:
            unit = self.one(old)
            into = self.one(self.living(level) - {unit})
            self.redraw(Redraw(into, takes=(Take(unit),)))

    def split(self) -> None:
        """A commune is cut: parts, all or the rest of its land and residents go to others."""
        landed = {self.plain.today[atom] for atom in self.plain.land & set(self.plain.today)}
        old = (self.living("commune", old=True) & landed) - self.cut()
        if not old or not self.living("province"):
            return
        unit = self.one(old)
        peopled = {
            self.plain.today[atom]
            for atom in self.plain.people - set(self.plain.sites)
            if atom in self.plain.today
        }
        # Where nobody resides there is nothing to take but land.
        fitting = [
            cuts for cuts in CUTS if unit in peopled or all(land != NONE for land, _ in cuts)
        ]
        cuts = self.draw(st.sampled_from(fitting))
        for land, residents in cuts:
            take = Take(unit, land, residents)
            if unit not in self.plain.today:
                break
            others = self.living("commune") - {unit}
            if others and self.coin():
                self.redraw(Redraw(self.one(others), takes=(take,)))
            else:
                new, area, body = self.found("commune", "c", self.one(self.living("province")))
                self.redraw(Redraw(new, founds=(area, body), takes=(take,)))

    def unite(self) -> None:
        """Provinces become a new one, and the departments of one of them serve it."""
        if old := self.living("province", old=True):
            country = "land" if "land" in self.plain.today else ""
            unit, area, body = self.found("province", "P", country)
            takes = tuple(Take(p) for p in self.some(old, 2))
            ends = [f"d.{take.place}" for take in takes]
            self.redraw(Redraw(unit, founds=(area, body), takes=takes))
            alive = [e for e in ends if e in self.bodies - self.ended]
            alive = [e for e in alive if self.may_continue(body.id, e)]
            if alive and self.coin():
                self.ended |= set(alive)
                self.say(Redraw(ends=tuple(Ending(e, body.id) for e in alive)))

    def move(self) -> None:
        """A commune goes to another province; now and then a province goes under a region."""
        communes, provinces = self.living("commune"), self.living("province")
        if communes and provinces and not (self.coin() and self.coin()):
            self.redraw(Redraw(keeps=(Keeping(self.one(communes), self.one(provinces)),)))
        elif provinces and "land" not in self.plain.today:
            region = Founding(self.name("r"), level="region", code="r")
            kept = tuple(Keeping(p, region.id) for p in self.some(provinces, 2))
            self.redraw(Redraw(founds=(region,), keeps=kept))

    def end_body(self) -> None:
        """A body ends; another one continues it."""
        old = self.bodies - self.ended - {"nation"}
        body = self.one(old) if old else ""
        heirs = [heir for heir in self.serving() if self.may_continue(heir, body)]
        if body and heirs:  # the last body that serves has nobody to continue it
            self.ended.add(body)
            self.say(Redraw(ends=(Ending(body, self.one(heirs)),)))

    def may_continue(self, heir: str, body: str) -> bool:
        """True unless the heir stands under a body that ends."""
        return not {body, *self.ended} & set(self.line(heir))

    def rename(self) -> None:
        """A unit gets another name, or the clinic another parent."""
        if self.coin():
            self.say(Redraw(renames=(Naming(self.one(self.living("commune")), "tên mới"),)))
        else:
            self.attach()

    def attach(self) -> None:
        """A body goes under another one, but never under itself."""
        body = self.one(self.serving())
        others = {b for b in self.serving() if not {body, *self.ended} & set(self.line(b))}
        if others:
            self.say(Attach(body, self.one(others)))

    def line(self, body: str) -> list[str]:
        """A body and all that it stands under now."""
        line = [body]
        while line[-1] in self.plain.under_now:
            line.append(self.plain.under_now[line[-1]])
        return line

    # -- afterwards ------------------------------------------------------------------------

    def settle(self) -> None:
        """Every function gets one holder in everything that is at the top of the map now."""
        for function in self.plain.functions:
            level = self.draw(st.sampled_from(["province", "commune"]))
            for area in sorted(self.living(level)):
                if self.owed(function, area):
                    self.say(Transfer(function, area, self.one(self.serving())))

    def owed(self, function: str, area: str) -> bool:
        """True when a function is owed somewhere in an area now."""
        duty, plain = self.world.functions[function], self.plain
        within = set(plain.inside(area))
        if duty.owed != "everywhere":
            return bool(within & plain.sites)
        follows = plain.people if duty.follows == "residents" else plain.land
        return bool(within & (follows - plain.sites))
