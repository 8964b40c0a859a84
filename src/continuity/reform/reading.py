"""What a clause is read against: the world on the eve, and what the decree itself has said so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from continuity.core.finding import Finding
from continuity.core.interval import eve
from continuity.core.lineage import Cite
from continuity.core.plan import Redraw, Share, Take, heirs_by_taking
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Tree
from continuity.reform.messages import LEVELS, TAKES

COMMON = {"instrument", "clause", "note", "verified", "source"}


LONGEST = 60


def as_day(written: Tree) -> date | None:
    """The day that is written as YYYY-MM-DD; None for anything else, and for the last of all."""
    try:
        day = date.fromisoformat(str(written))
    except ValueError:
        return None
    return day if len(str(written)) == len("YYYY-MM-DD") and day < date.max else None


@dataclass
class Fields:
    """The fields of one clause; `used` are those that somebody has read."""

    tree: dict[str, Tree]
    cite: Cite
    used: set[str] = field(default_factory=set)

    def map(self, key: str) -> dict[str, Tree]:
        """A field that is a map; empty where it is missing or something else."""
        self.used.add(key)
        value = self.tree.get(key)
        return value if isinstance(value, dict) else {}


class Reading:
    """One document being read: lookups by code and kind, and the findings so far."""

    def __init__(
        self,
        world: World,
        kinds: dict[str, Kind],
        decree: str,
        on: date,
        findings: list[Finding],
    ) -> None:
        self.world, self.kinds, self.decree, self.on = world, kinds, decree, on
        self.eve = eve(on) if on > date.min else on
        self.findings = dict.fromkeys(findings)
        self.founded: dict[str, str] = {}
        self.levels: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.names: dict[str, tuple[str, str]] = {}
        self.heirs: dict[str, str] = {}
        self.ended_bodies: dict[str, str] = {}
        self.bodies: dict[tuple[str, str], str] = {}
        self.by_kind: dict[str, list[str]] = {}
        for agency in world.agencies.values():
            if self.eve in agency.valid and agency.kind:
                self.bodies[agency.kind, agency.seat] = agency.id
                self.by_kind.setdefault(agency.kind, []).append(agency.id)
        self.before_bodies = dict(self.bodies)

    # -- findings and plain fields -----------------------------------------------------------

    def report(self, code: str, cite: Cite, **values: object) -> None:
        """One more finding."""
        self.findings[Finding(code, cite, {k: str(v) for k, v in values.items()})] = None

    def leftover(self, fields: Fields) -> None:
        """Reports the fields of a clause that nobody has read."""
        for unknown in sorted(fields.tree.keys() - fields.used - COMMON):
            known = ", ".join(sorted(fields.used))
            self.report("field-unknown", fields.cite, field=unknown, known=known)

    def word(self, fields: Fields, key: str, *, needed: bool = True) -> str:
        """A field that is one word or phrase; '' and a finding where it is missing or a list."""
        fields.used.add(key)
        value = fields.tree.get(key)
        if isinstance(value, str) and value:
            return value
        if value is not None:
            self.wrong(fields.cite, key, value, "a word")
        elif needed:
            self.report("field-missing", fields.cite, field=key, expected="a word")
        return ""

    def wrong(self, cite: Cite, key: str, value: Tree, expected: str) -> None:
        """One more finding about a field that says something else than it should."""
        text = repr(value)
        said = "nothing" if not value else text if len(text) <= LONGEST else text[:LONGEST] + "…"
        self.report("field-wrong", cite, field=key, value=said, expected=expected)

    def words(self, fields: Fields, key: str) -> list[str]:
        """A field that is a list of words; a single word counts as a list of one."""
        fields.used.add(key)
        return self.strings(fields.tree.get(key), fields.cite, key)

    def strings(self, value: Tree, cite: Cite, key: str) -> list[str]:
        """A list of words out of a tree, each once."""
        items = value if isinstance(value, list) else [] if value is None else [value]
        wrong = [item for item in items if not isinstance(item, str)]
        if wrong:
            self.wrong(cite, key, wrong[0], "a list of words")
        return list(dict.fromkeys(item for item in items if isinstance(item, str)))

    def day(self, fields: Fields, key: str) -> date | None:
        """A field that is a day; None where it is missing, with a finding where it is no day."""
        fields.used.add(key)
        value = fields.tree.get(key)
        if value is None:
            return None
        found = as_day(value)
        if not found:
            self.wrong(fields.cite, key, value, "YYYY-MM-DD")
        return found

    # -- units -------------------------------------------------------------------------------

    def look_ahead(self, clauses: list[Fields]) -> None:
        """Notes what the decree founds and takes, since later clauses are read as of the day."""
        redraws = []
        for fields in clauses:
            tree = fields.tree.get("found")
            found = tree if isinstance(tree, dict) else {}
            level = next((level for level in LEVELS if level in found), "")
            if not level:
                continue
            code = str(found[level])
            new = f"{code}@{self.on.isoformat()}"
            self.founded[code], self.levels[new] = new, level
            redraws.append(Redraw(new, takes=tuple(self.takes(fields, quiet=True))))
        self.heirs = heirs_by_taking(redraws)

    def takes(self, fields: Fields, *, quiet: bool = False) -> Iterator[Take]:
        """The takings of a clause, in the order in which they are written."""
        for how, codes in fields.map("takes").items():
            if how not in TAKES:
                if not quiet:
                    known = ", ".join(TAKES)
                    self.report("field-unknown", fields.cite, field=how, known=known)
                continue
            land, residents = TAKES[how]
            for code in [] if quiet and codes is None else self.strings(codes, fields.cite, how):
                unit = self.before(code)
                if unit or not quiet:
                    yield Take(unit or code, Share(land), Share(residents))

    def before(self, code: str) -> str:
        """The unit that bears a code on the eve of the decree, or ''."""
        if code in self.world.lineage.areas:
            return code
        area = self.world.lineage.living(code, self.eve)
        return area.id if area else ""

    def then(self, code: str) -> str:
        """The unit or site that a code means on the day itself, or ''."""
        if code in self.founded:
            return self.founded[code]
        if code in self.world.lineage.leaves or code in self.levels:
            return code
        unit = self.before(code)
        return self.now(unit) if unit else ""

    def now(self, unit: str) -> str:
        """A unit, or the one that continues it on the day."""
        seen = set()
        while unit in self.heirs and unit not in seen:
            seen.add(unit)
            unit = self.heirs[unit]
        return unit

    def path(self, place: str) -> Iterator[str]:
        """A place and all that contains it on the day, smallest first."""
        while place:
            yield place
            if place in self.parents:
                place = self.parents[place]
            else:
                above = self.world.lineage.parent(place, self.eve)
                place = self.now(above.parent) if above else ""

    def every(self, level: str) -> list[str]:
        """All units of a level on the day."""
        old = [
            area.id
            for area in self.world.lineage.areas.values()
            if area.level == level and self.eve in area.valid and area.id not in self.heirs
        ]
        return old + [unit for unit, its in self.levels.items() if its == level]

    def level(self, unit: str) -> str:
        """The level of a unit, or '' for what is none."""
        area = self.world.lineage.areas.get(unit)
        return self.levels.get(unit) or (area.level if area else "")

    def name(self, unit: str) -> tuple[str, str]:
        """Both names of a unit on the day, for naming its bodies."""
        if unit in self.names:
            return self.names[unit]
        label = self.world.name(unit, self.eve)
        return (label.vi, label.en) if label else (unit, unit)

    # -- bodies ------------------------------------------------------------------------------

    def body(self, written: str, place: str) -> str:
        """The agency that a word means at a place: its id, or the nearest body of that kind."""
        if written in self.world.agencies or written not in self.kinds:
            return self.ended_bodies.get(written, written)
        for area in self.path(place):
            if found := self.bodies.get((written, area)):
                return found
        return written

    def former(self, written: str, place: str) -> str:
        """The agency that a word means at a place on the eve."""
        if written in self.world.agencies or written not in self.kinds:
            return written
        for area in [place, *self.world.lineage.path(place, self.eve)]:
            if found := self.before_bodies.get((written, area)):
                return found
        return written


def some(reading: Reading, fields: Fields, key: str, things: list[str]) -> list[str]:
    """The things that a field names; a finding where there is none and no other says why."""
    if not things and not any(finding.cite == fields.cite for finding in reading.findings):
        reading.report("names-nothing", fields.cite, field=key)
    return things
