"""Which unit every name of a resolution means, reckoned over all of its clauses at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from continuity.reform.law.phrases import (
    Arranging,
    Clause,
    Closing,
    Keeping,
    Named,
    Reference,
    Renaming,
    Span,
    Trouble,
)
from continuity.reform.law.resolve import Units


class Mention(NamedTuple):
    """A name where it stands: in which clause, how much of it is taken, and what is beside it.

    `how` is as in a draft, `rename` or `keep`; `beside` are the brackets behind its neighbours.
    """

    clause: int
    how: str
    named: Named
    beside: tuple[tuple[str, ...], ...] = ()
    after: tuple[Reference, ...] = ()


def mentions(clauses: list[Clause]) -> list[Mention]:
    """Every old unit that is named, in order of the text."""
    return [mention for n, clause in enumerate(clauses) for mention in _of(n, clause)]


def _of(n: int, clause: Clause) -> Iterator[Mention]:
    match clause.said:
        case Arranging(takings=takings):
            for taking in takings:
                beside: tuple[tuple[str, ...], ...] = ()
                listed = []
                for named in reversed(taking.units):
                    listed.append(Mention(n, taking.how, named, beside, taking.after))
                    beside = (named.around,) if named.around else beside
                yield from reversed(listed)
        case Renaming(unit=unit):
            yield Mention(n, "rename", unit)
        case Keeping(units=units) | Closing(units=units):
            yield from (Mention(n, "keep", unit) for unit in units)


class Meant:
    """What the names mean: `units` by where they stand, and what could not be told."""

    def __init__(self, clauses: list[Clause], units: Units) -> None:
        self.clauses, self.known = clauses, units
        self.mentions = mentions(clauses)
        self.of_clause: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            self.of_clause.setdefault(mention.clause, []).append(mention)
        self.beside: dict[int, list[set[str]]] = {}
        self.units: dict[Span, str] = {}
        self.troubles: dict[int, list[Trouble]] = {}
        self.numbers = {(c.article, c.number): n for n, c in enumerate(clauses)}
        self.cutters: dict[str, set[int]] = {}
        self.whole: set[str] = set()
        rules = (self._plainly, self._nearby, self._of_the_rest, self._left)
        waiting = self.mentions
        for rule in (*rules, self._neighbours, self._of_the_rest, self._left):
            self.cutters, self.whole = self._cutters(), self._whole()
            waiting = [m for m in waiting if not self._settled(m, rule(m))]
        for mention in waiting:
            self._untold(mention)

    def _settled(self, mention: Mention, candidates: list[str]) -> bool:
        if len(candidates) != 1:
            return False
        unit, named = candidates[0], mention.named
        self.units[named.span] = unit
        if not self.known.exact(unit, named):
            values = {"name": named.full, "read": self.known.told(unit)}
            self.trouble(mention.clause, Trouble("law-other-marks", named.span, values))
        return True

    def trouble(self, clause: int, trouble: Trouble) -> None:
        """One more thing that is to be told of a clause."""
        self.troubles.setdefault(clause, []).append(trouble)

    def _plainly(self, mention: Mention) -> list[str]:
        return self.known.candidates(mention.named)

    def _nearby(self, mention: Mention) -> list[str]:
        """'Phường 1 và Phường 3 (thành phố X)': the next bracket holds for both."""
        candidates = self.known.candidates(mention.named)
        for around in mention.beside:
            return [unit for unit in candidates if self.known.lies_in(unit, around)] or candidates
        return candidates

    def _cutters(self) -> dict[str, set[int]]:
        """The clauses that take of a unit, as far as its name has been told."""
        found: dict[str, set[int]] = {}
        for mention in self.mentions:
            if unit := self.units.get(mention.named.span):
                found.setdefault(unit, set()).add(mention.clause)
        return found

    def _of_the_rest(self, mention: Mention) -> list[str]:
        """The rest of a unit is that of one which the cited clauses took of."""
        candidates = self._nearby(mention)
        cited = {self.cited(mention.clause, reference) for reference in mention.after}
        cut = [unit for unit in candidates if self.cutters.get(unit, set()) & cited]
        return cut or candidates

    def cited(self, clause: int, reference: Reference) -> int | None:
        """The clause that another one cites; None where the text has none of that number."""
        article = reference.article or self.clauses[clause].article
        return self.numbers.get((article, reference.clause))

    def _whole(self) -> set[str]:
        """The units that a clause takes whole or leaves alone."""
        return {
            self.units[m.named.span]
            for m in self.mentions
            if m.how in ("all", "keep", "rename") and m.named.span in self.units
        }

    def _left(self, mention: Mention) -> list[str]:
        """Those that no other clause has taken whole (nor, where all is taken, in part)."""
        gone = self.whole | (self.cutters.keys() if mention.how in ("all", "keep") else set())
        return [unit for unit in self._of_the_rest(mention) if unit not in gone]

    def _neighbours(self, mention: Mention) -> list[str]:
        """The only candidate in a district, or a province, of another unit of the clause; told."""
        candidates = self._left(mention) or self._of_the_rest(mention)
        if len(candidates) < 2 or mention.how == "keep":
            return []
        if mention.clause not in self.beside:
            self.beside[mention.clause] = self._beside(mention.clause)
        for level, here in enumerate(self.beside[mention.clause], start=1):
            paths = {unit: self.known.path(unit) for unit in candidates}
            near = [u for u in candidates if len(paths[u]) > level and paths[u][level] in here]
            if len(near) == 1:
                self._told_by_neighbours(mention, near[0], candidates)
                return near
            candidates = near or candidates
        return []

    def _beside(self, clause: int) -> list[set[str]]:
        """The districts and the provinces of the units of a clause that have been told."""
        spans = [m.named.span for m in self.of_clause[clause]]
        paths = [self.known.path(self.units[span]) for span in spans if span in self.units]
        return [{path[level] for path in paths if len(path) > level} for level in (1, 2)]

    def _told_by_neighbours(self, mention: Mention, unit: str, candidates: list[str]) -> None:
        others = "; ".join(self.known.told(other) for other in candidates if other != unit)
        named = mention.named
        values = {"name": named.full, "read": self.known.told(unit), "others": others}
        self.trouble(mention.clause, Trouble("law-by-neighbours", named.span, values))

    def _untold(self, mention: Mention) -> None:
        named, known = mention.named, self.known
        fitting = self._of_the_rest(mention)
        if fitting:
            told = "; ".join(map(known.told, fitting))
            trouble = Trouble("law-ambiguous", named.span, {"name": named.full, "candidates": told})
        else:
            around = f" ({', '.join(named.around)})" if named.around else ""
            values = {
                "name": named.full + around,
                "province": known.places.world.lineage.areas[known.province].code,
                "on": known.eve.isoformat(),
                "alike": "; ".join(known.alike(named)) or "–",
            }
            label = known.places.world.name(known.province, known.on)
            values["province"] = label.vi if label else values["province"]
            trouble = Trouble("law-unknown-unit", named.span, values)
        self.trouble(mention.clause, trouble)
