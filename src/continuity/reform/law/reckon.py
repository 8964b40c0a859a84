"""What follows from all clauses together: the order of the draft, the rest, the codes, the counts."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import NamedTuple

from continuity.core.plan import Redraw, Share, Take, heirs_by_taking
from continuity.packs.names import folded, split_type
from continuity.reform.law.naming import Meant, Mention
from continuity.reform.law.phrases import Arranging, Closing, Renaming, Trouble
from continuity.reform.law.shares import REST_OF_RESIDENTS
from continuity.reform.messages import TAKES

MOST_TOLD = 12


class Count(NamedTuple):
    """A number that the text states, and what the clauses come to; TERMS has `what` in Vietnamese."""

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
    found: dict[tuple[int, str, str], Taken] = {}
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
        name, every = meant.known.name(unit), sorted({take.clause for take in its})
        landed = [take.clause for take in its if take.how != "all-land"]
        for take in its:
            if take.how == "all" and len(every) > 1:
                values = {"name": name, "others": _labels(meant, every, take.clause)}
                _trouble(meant, take, "law-taken-twice", values)
            elif take.how == "rest":
                # who takes all the land leaves the residents, and "the rest" of them is not of it
                residents = take.mention.how == REST_OF_RESIDENTS
                _rest(meant, take, sorted(set(landed)) if residents else every, name)
    for m in meant.mentions:
        for reference in m.after:
            if meant.cited(m.clause, reference) is None:
                values = {"clause": ".".join(part for part in reference if part)}
                meant.trouble(m.clause, Trouble("law-no-clause", m.named.span, values))


def _rest(meant: Meant, take: Taken, every: list[int], name: str) -> None:
    """`every` are all clauses that take of the unit, this one among them."""
    cited = {meant.cited(take.clause, reference) for reference in take.mention.after} - {None}
    if len(every) < 2:
        _trouble(meant, take, "law-rest-uncut", {"name": name})
    elif cited and not (len(cited) == len(every) - 1 and cited < set(every)):
        told = _labels(meant, sorted(one for one in cited if one is not None))
        values = {"name": name, "cited": told, "cut": _labels(meant, every, take.clause)}
        _trouble(meant, take, "law-rest-elsewhere", values)


def _trouble(meant: Meant, take: Taken, code: str, values: dict[str, str]) -> None:
    meant.trouble(take.clause, Trouble(code, take.mention.named.span, values))


def _labels(meant: Meant, clauses: list[int], own: int = -1) -> str:
    first = [meant.clauses[n].label for n in clauses[: MOST_TOLD + 1] if n != own]
    return ", ".join(first[:MOST_TOLD]) + (", …" if len(clauses) > MOST_TOLD + 1 else "")


def ordered(meant: Meant, takes: list[Taken]) -> list[int]:
    """The clauses as a draft has them: as in the text, but the rest behind all that it is left by.

    Where clauses wait for each other no order serves: that is told, and the text's order stands.
    """
    size = len(meant.clauses)
    opens: dict[int, set[int]] = {}
    # A cut unit stands between the clauses that cut it and those that take the rest: a node of its own.
    for node, its in enumerate(by_unit(takes).values(), start=size):
        cuts = {take.clause for take in its if take.how != "rest"}
        opens[node] = {take.clause for take in its if take.how == "rest"} - cuts
        for clause in cuts if opens[node] else ():
            opens.setdefault(clause, set()).add(node)
    due = Counter(after for afters in opens.values() for after in afters)
    ready = [(n, n) for n in range(size) if not due[n]]
    order: list[int] = []
    while ready:
        _, node = heapq.heappop(ready)
        order += [node] if node < size else []
        for after in opens.get(node, ()):
            due[after] -= 1
            if not due[after]:
                heapq.heappush(ready, (after if after < size else -1, after))
    waiting = sorted(set(range(size)) - set(order))
    for n in waiting:
        values = {"clause": meant.clauses[n].label}
        meant.trouble(n, Trouble("law-mutual", meant.clauses[n].span, values))
    return order + waiting


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


class Afterwards:
    """What there is when all clauses have taken effect, counted by type."""

    def __init__(self, meant: Meant, ended: dict[str, int]) -> None:
        units = {how: set[str]() for how in ("keep", "rename", "")}
        for m in meant.mentions:
            units[m.how if m.how in units else ""].add(meant.units.get(m.named.span, ""))
        lives = [area.id for area in meant.known.communes if area.id not in ended]
        self.kept = sum(1 for unit in lives if unit not in units["rename"] | units[""])
        self.formed = Counter(
            clause.said.into.kind
            for clause in meant.clauses
            if isinstance(clause.said, Arranging | Renaming)
        )
        left = [unit for unit in lives if unit not in units["rename"]]
        self.all = self.formed + Counter(split_type(meant.known.name(unit))[0] for unit in left)

    def counts(self, closing: Closing, label: str) -> list[Count]:
        """Every number of a closing clause beside what the clauses come to."""
        found = [Count(label, "units in all", closing.total, self.all.total())]
        found += [
            Count(label, kind.lower(), n, self.all[kind]) for kind, n in closing.kinds.items()
        ]
        for kind, n in closing.formed.items():
            said = f"{kind.lower()} formed".strip()
            found.append(Count(label, said, n, self.formed[kind] if kind else self.formed.total()))
        if closing.kept or closing.units:
            found.append(Count(label, "left alone", closing.kept, self.kept))
        return found
