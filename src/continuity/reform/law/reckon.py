"""What follows from all clauses together: the order of the draft, the rest, the codes, the counts."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import NamedTuple

from continuity.core.plan import Redraw, Share, Take, heirs_by_taking
from continuity.packs.names import folded, split_type
from continuity.reform.law.naming import Meant, Mention
from continuity.reform.law.phrases import Arranging, Closing, Named, Renaming, Trouble
from continuity.reform.law.shares import REST_OF_RESIDENTS
from continuity.reform.messages import TAKES


class Count(NamedTuple):
    """A number that the text states, and what the clauses come to; `what` is in Vietnamese."""

    clause: str
    what: str
    stated: int
    reckoned: int


class Taken(NamedTuple):
    """One clause takes so much of one unit."""

    clause: int
    how: str
    unit: str
    mention: Mention


def taken(meant: Meant) -> list[Taken]:
    """All takings whose units have been told, each unit of a clause once a share."""
    landless = {meant.units.get(m.named.span) for m in meant.mentions if m.how == "all-land"}
    found = {}
    for m in meant.mentions:
        unit, how = meant.units.get(m.named.span), m.how
        if how == REST_OF_RESIDENTS and unit in landless:
            how = "rest"  # no land is left, so the rest is that of the residents
        if unit and how in TAKES:
            inner = meant.known.inside(unit) if how == "all" else [unit]
            for one in inner:
                found.setdefault((m.clause, how, one), Taken(m.clause, how, one, m))
        elif unit and how == REST_OF_RESIDENTS:
            meant.trouble(m.clause, Trouble("law-no-form", m.named.span, {"name": m.named.full}))
    return list(found.values())


def by_unit(takes: list[Taken]) -> dict[str, list[Taken]]:
    """The takings of each unit."""
    found: dict[str, list[Taken]] = {}
    for take in takes:
        found.setdefault(take.unit, []).append(take)
    return found


def disputed(meant: Meant, takes: list[Taken]) -> None:
    """Tells where the rest is of nothing, cites other clauses, or all is taken more than once."""
    for unit, its in by_unit(takes).items():
        for take in its:
            others = sorted({other.clause for other in its} - {take.clause})
            name = meant.known.name(unit)
            if take.how == "all" and others:
                values = {"name": name, "others": _labels(meant, others)}
                _trouble(meant, take, "law-taken-twice", values)
            if take.how == "rest":
                _rest(meant, take, others, name)
    for m in meant.mentions:
        for reference in m.after:
            if meant.cited(m.clause, reference) is None:
                values = {"clause": ".".join(part for part in reference if part)}
                meant.trouble(m.clause, Trouble("law-no-clause", m.named.span, values))


def _rest(meant: Meant, take: Taken, others: list[int], name: str) -> None:
    cited = {meant.cited(take.clause, reference) for reference in take.mention.after}
    if take.mention.how == REST_OF_RESIDENTS:
        others = [n for n in others if n in cited]  # who takes the land leaves the residents
    if not others:
        _trouble(meant, take, "law-rest-uncut", {"name": name})
    elif cited - {None} and cited - {None} != set(others):
        told = _labels(meant, sorted(one for one in cited if one is not None))
        values = {"name": name, "cited": told, "cut": _labels(meant, others)}
        _trouble(meant, take, "law-rest-elsewhere", values)


def _trouble(meant: Meant, take: Taken, code: str, values: dict[str, str]) -> None:
    meant.trouble(take.clause, Trouble(code, take.mention.named.span, values))


def _labels(meant: Meant, clauses: list[int]) -> str:
    return ", ".join(meant.clauses[n].label for n in clauses)


def ordered(meant: Meant, takes: list[Taken]) -> list[int]:
    """The clauses as a draft has them: as in the text, but the rest behind all that it is left by.

    Where two clauses wait for each other the text's order stands.
    """
    waits: dict[int, set[int]] = {}
    for its in by_unit(takes).values():
        cuts = {take.clause for take in its if take.how != "rest"}
        for rest in (take.clause for take in its if take.how == "rest"):
            waits.setdefault(rest, set()).update(cuts - {rest})
    opens: dict[int, list[int]] = {}
    for clause, befores in waits.items():
        for before in befores:
            opens.setdefault(before, []).append(clause)
    due = {clause: len(befores) for clause, befores in waits.items()}
    every = range(len(meant.clauses))
    ready, order = [n for n in every if not due.get(n)], []
    while ready:
        order.append(heapq.heappop(ready))
        for clause in opens.get(order[-1], ()):
            due[clause] -= 1
            if not due[clause]:
                heapq.heappush(ready, clause)
    return order + sorted(set(every) - set(order))


def heirs(takes: list[Taken], order: list[int]) -> dict[str, int]:
    """Each unit that ends, with the clause that continues it."""
    places = {clause: n for n, clause in enumerate(order)}
    redraws = [
        Redraw(str(take.clause), takes=(Take(take.unit, *map(Share, TAKES[take.how])),))
        for take in sorted(takes, key=lambda take: places[take.clause])
    ]
    return {unit: int(clause) for unit, clause in heirs_by_taking(redraws).items()}


class Codes:
    """A code for every founded unit; the law gives none.

    In turn: that of an ended unit of the same name which it takes of; that of a unit which it
    continues; that of any other ended unit of which it takes. What finds none gets one of ours.
    """

    def __init__(self, meant: Meant, takes: list[Taken], ended: dict[str, int]) -> None:
        self.meant, self.ended = meant, ended
        self.codes: dict[int, str] = {}
        self.used: set[str] = set()
        founded = [n for n, c in enumerate(meant.clauses) if isinstance(c.said, Arranging)]
        units: dict[int, list[str]] = {n: [] for n in founded}
        for take in takes:
            if take.unit in ended:
                units[take.clause].append(take.unit)
        for fits in (self._same_name, self._continued, self._any):
            for clause in founded:
                if clause not in self.codes:
                    self._choose(clause, [unit for unit in units[clause] if fits(clause, unit)])

    def _choose(self, clause: int, units: list[str]) -> None:
        code = next((c for c in map(self.meant.known.code, units) if c not in self.used), "")
        if code:
            self.codes[clause] = code
            self.used.add(code)

    def _same_name(self, clause: int, unit: str) -> bool:
        said = self.meant.clauses[clause].said
        assert isinstance(said, Arranging)
        return folded(split_type(self.meant.known.name(unit))[1]) == folded(said.into.name)

    def _continued(self, clause: int, unit: str) -> bool:
        return self.ended[unit] == clause

    def _any(self, clause: int, unit: str) -> bool:
        return True


def counts(meant: Meant, closing: Closing, label: str, ended: dict[str, int]) -> list[Count]:
    """Every number of a closing clause beside what the clauses come to."""
    formed = Counter(_formed(meant))
    touched = {unit for m in meant.mentions if m.how != "keep" if (unit := _unit(meant, m))}
    lives = [area.id for area in meant.known.communes if area.id not in ended]
    left = Counter(
        split_type(meant.known.name(unit))[0]
        for unit in lives
        if unit not in {_unit(meant, m) for m in meant.mentions if m.how == "rename"}
    )
    after = formed + left
    found = [Count(label, "đơn vị cấp xã", closing.total, after.total())]
    found += [Count(label, word.lower(), n, after[word]) for word, n in closing.kinds.items()]
    for word, n in closing.formed.items():
        said = f"{word.lower() or 'đơn vị'} hình thành sau sắp xếp"
        found.append(Count(label, said, n, formed[word] if word else formed.total()))
    if closing.kept or closing.units:
        kept = sum(1 for unit in lives if unit not in touched)
        found.append(Count(label, "không thực hiện sắp xếp", closing.kept, kept))
    return found


def _unit(meant: Meant, mention: Mention) -> str:
    return meant.units.get(mention.named.span, "")


def _formed(meant: Meant) -> list[str]:
    """The types of all units that are founded or renamed."""
    found: list[Named] = []
    for clause in meant.clauses:
        if isinstance(clause.said, Arranging | Renaming):
            found.append(clause.said.into)
    return [named.kind for named in found]
