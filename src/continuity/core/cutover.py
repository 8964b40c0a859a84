"""Who finishes a matter that a reform finds under way, and where its result is given back.

A decision table: received × due × on × taken in by → finisher, counter. Each row is data with its
source, edited by officers and not by programmers. Stretches of days are half-open, so the first day
wins: what is received or due on the day of the cut-over belongs to the new side. The table must
answer every matter exactly once; `flaws` looks at every combination of stretches that can occur.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, product
from typing import NamedTuple

from continuity.core import service_words as service_words
from continuity.core.finding import Finding, Flawed
from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval, eve
from continuity.core.lineage import NOWHERE, Cite
from continuity.core.procedure import NO_WORDS, Words

MOST_RULES = 40
"""A table that a person can still read; with more, asking for every combination takes seconds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: for which matters it speaks, who finishes them and at which counter they come back.

    `takers` are the kinds of body that took the matter in, none meaning any. `finisher` and `counter`
    are words of the table: `taker` is who took it in, `heir` who continues that body today.
    """

    id: str
    finisher: str
    counter: str
    source: str
    received: Interval = ALWAYS
    due: Interval = ALWAYS
    on: Interval = ALWAYS
    takers: tuple[str, ...] = ()
    words: Words = NO_WORDS
    verified: bool = False
    cite: Cite = NOWHERE

    def speaks(self, received: date, due: date, on: date, taken_in_by: str) -> bool:
        """True for the matters that the row is about."""
        whose = not self.takers or taken_in_by in self.takers
        return whose and received in self.received and due in self.due and on in self.on


def finisher(
    rules: Iterable[Rule], *, received: date, due: date, on: date, taken_in_by: str
) -> Rule:
    """The one row that speaks for a matter on a day; raises Flawed where there is none, or two."""
    spoken = [rule for rule in rules if rule.speaks(received, due, on, taken_in_by)]
    if len(spoken) != 1:
        raise Flawed([_unclear(spoken, received, due, on, taken_in_by)])
    return spoken[0]


def flaws(rules: Collection[Rule], kinds: Collection[str]) -> list[Finding]:
    """Each way in which no row or several rows speak, with a matter that shows it.

    A matter is due and asked about no earlier than it was received; `kinds` are the bodies that may
    have taken one in.
    """
    rows = list(rules)
    if len(rows) > MOST_RULES:
        told = {"rows": str(len(rows)), "most": str(MOST_RULES)}
        return [Finding("cutover-too-long", values=told)]
    twice = sorted({rule.id for rule in rows if [r.id for r in rows].count(rule.id) > 1})
    found = [Finding("id-twice", values={"thing": id}) for id in twice]
    for kind in sorted(kinds):
        found += [_unclear(spoken, *case, kind) for spoken, case in _unclear_cells(rows, kind)]
    named = {kind for rule in rows for kind in rule.takers} - set(kinds)
    told = {"known": ", ".join(sorted(kinds))}
    return found + [
        Finding("cutover-kind", values={"thing": kind, **told}) for kind in sorted(named)
    ]


class _Span(NamedTuple):
    """A stretch on one axis in which the same rows may speak; `rows` is a set of them, as bits."""

    days: Interval
    rows: int


def _unclear_cells(
    rules: list[Rule], kind: str
) -> Iterator[tuple[list[Rule], tuple[date, date, date]]]:
    """For each set of rows that is not one row, the first matter for which they speak."""
    mine = sum(1 << n for n, rule in enumerate(rules) if not rule.takers or kind in rule.takers)
    axes = [_spans([getattr(rule, axis) for rule in rules]) for axis in ("received", "due", "on")]
    seen: set[int] = set()
    for received, due, on in product(*axes):
        # A box holds a matter where its first day of receipt lies before the others' last.
        if received.days.start >= min(due.days.end, on.days.end):
            continue
        rows = mine & received.rows & due.rows & on.rows
        if rows.bit_count() != 1 and rows not in seen:
            seen.add(rows)
            first = _telling(received.days, due.days, on.days)
            case = (first, max(first, due.days.start), max(first, on.days.start))
            yield [rule for n, rule in enumerate(rules) if rows >> n & 1], case


def _telling(received: Interval, due: Interval, on: Interval) -> date:
    """A day of receipt that a box allows, beside an edge of it: the first of all days says little."""
    if received.start > EVER:
        return received.start
    last = min(received.end, due.end, on.end)
    return eve(last) if last < FOREVER else max(due.start, on.start)


def _spans(stretches: list[Interval]) -> list[_Span]:
    cuts = sorted({EVER, FOREVER, *(edge for days in stretches for edge in (days.start, days.end))})
    return [
        _Span(Interval(a, b), sum(1 << n for n, days in enumerate(stretches) if a in days))
        for a, b in pairwise(cuts)
    ]


def _unclear(spoken: list[Rule], received: date, due: date, on: date, taken_in_by: str) -> Finding:
    told = {"received": str(received), "due": str(due), "on": str(on), "taker": taken_in_by}
    if not spoken:
        return Finding("cutover-nobody", values=told)
    told["rules"] = ", ".join(rule.id for rule in spoken)
    return Finding("cutover-several", spoken[-1].cite, told)
