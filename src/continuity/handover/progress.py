"""How far a handover is, as pages show it: from sums that the database keeps, a page of lines at a time.

Read inside `looking(...)`. The account knows more and reads everything; a page of a hundred lines out of
a hundred thousand must not.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.handover.balance import Balance

PAGE = 50

DIFFERS = "received is not null and (received <> gave or otherwise)"
OPEN = "(coalesce(received, 0) <> gave + explained or otherwise and said = 0)"

PROGRESS = """
select annex, sum(items), sum(given), sum(received), sum(differences), sum(open), sum(unsaid)
from handover_sum where handover = %(h)s group by annex having sum(things) > 0
"""
TALLY = """
select coalesce(sum(items), 0), coalesce(sum(given), 0), coalesce(sum(received), 0) from handover_sum
where handover = %(h)s and annex = %(annex)s
"""
THING = "select annex, number, listed, gave, received, explained, said from handover_thing"
DIFFERING = f"""{THING} where handover = %(h)s and {{}} and ({OPEN} or said > 0)
    and (annex, number) {{}} (%(annex)s, %(number)s) order by annex {{}}, number {{}} limit %(size)s
"""
ONE = f"{THING} where handover = %(h)s and annex = %(annex)s and number = %(number)s"
TOTALS = """
select annex, unit, things, parts, open, gave, got, explained from handover_sum
where handover = %(h)s and things > 0
"""
UNSETTLED = f"""
select annex, number from handover_thing where handover = %(h)s and {OPEN}
order by annex, number limit %(size)s
"""
REASONS = """
select t.annex, t.unit, s.reason, sum(s.amount) from handover_settlement s
join handover_thing t using (handover, annex, number)
where s.handover = %(h)s and s.amount <> 0 and not t.part group by 1, 2, 3 order by 1, 2, 3
"""
SAID = """
select annex, number, amount, reason, words, owner, until, evidence, day from handover_settlement
where handover = %(h)s
    and (annex, number) in (select * from unnest(%(annexes)s::text[], %(numbers)s::text[]))
order by id
"""
LAST = """
left join lateral (select quantity from handover_count c where c.handover = l.handover
    and c.side = '{side}' and c.annex = l.annex and c.number = l.number
    order by position desc limit 1) {side} on true
"""
LINES = f"""
select l.number, l.quantity, l."values", l.label, giver.quantity, receiver.quantity
from handover_line l {LAST.format(side="giver")} {LAST.format(side="receiver")}
where l.handover = %(h)s and l.annex = %(annex)s
"""
# One look into the index a line. As `not exists` it becomes a join, which without statistics, right
# after an import, compares every line with every count: 84 s where this takes 0.2 s.
NOT_YET = """and (select c.position from handover_count c where c.handover = l.handover
    and c.side = %(side)s and c.annex = l.annex and c.number = l.number
    order by c.position limit 1) is null
"""


class Progress(NamedTuple):
    """One annex in numbers; `open` are things still to be settled, `unsaid` those that nobody owns."""

    items: int = 0
    given: int = 0
    received: int = 0
    differences: int = 0
    open: int = 0
    unsaid: int = 0


class Shown(NamedTuple):
    """A line of a page; what a side has not counted is None."""

    number: str
    quantity: int
    values: dict[str, str]
    label: int
    given: int | None
    received: int | None

    @property
    def difference(self) -> int | None:
        """What the receiver counted less what the giver did or listed; None until it was counted."""
        gave = self.quantity if self.given is None else self.given
        return None if self.received is None else self.received - gave


class Differing(NamedTuple):
    """A thing of which the sides say different things; `received` is None where nobody counted it."""

    annex: str
    number: str
    listed: int | None
    given: int
    received: int | None
    explained: int
    said: int

    @property
    def difference(self) -> int:
        """The receiver's count less the giver's."""
        return (self.received or 0) - self.given

    @property
    def open(self) -> int:
        """What of it nobody has explained."""
        return self.difference - self.explained

    @property
    def left(self) -> int:
        """How much that is, on whichever side."""
        return abs(self.open)


class Said(NamedTuple):
    """What somebody said of a difference."""

    annex: str
    number: str
    amount: int
    reason: str
    words: str
    owner: str
    until: date | None
    evidence: str
    day: date


def progress(handover: uuid.UUID) -> dict[str, Progress]:
    """Each annex in which anything was listed or counted."""
    rows = _rows(PROGRESS, {"h": handover})
    return {row[0]: Progress(*map(int, row[1:])) for row in rows}


def lines(handover: uuid.UUID, annex: str, after: str = "", size: int = PAGE) -> list[Shown]:
    """A page of an annex, in order of numbers, without what names persons."""
    told = {"h": handover, "annex": annex, "after": after, "size": size}
    which = LINES + "and l.number > %(after)s order by l.number limit %(size)s"
    return [_shown(row) for row in _rows(which, told)]


def lines_before(handover: uuid.UUID, annex: str, before: str, size: int = PAGE) -> list[Shown]:
    """The lines before a number, the last of them, in order."""
    told = {"h": handover, "annex": annex, "before": before, "size": size}
    which = LINES + "and l.number < %(before)s order by l.number desc limit %(size)s"
    return [_shown(row) for row in reversed(_rows(which, told))]


def line(handover: uuid.UUID, annex: str, number: str) -> Shown | None:
    """One line by its number."""
    told = {"h": handover, "annex": annex, "number": number}
    found = _rows(LINES + "and l.number = %(number)s", told)
    return _shown(found[0]) if found else None


def uncounted(handover: uuid.UUID, annex: str, side: str, after: str = "") -> Shown | None:
    """The first line after a number that a side has not counted yet."""
    told = {"h": handover, "annex": annex, "after": after, "side": side}
    found = _rows(f"{LINES}{NOT_YET}and l.number > %(after)s order by l.number limit 1", told)
    return _shown(found[0]) if found else None


def tally(handover: uuid.UUID, annex: str) -> tuple[int, int, int]:
    """How many lines an annex has, and how many things the giver and the receiver have counted of it."""
    row = _rows(TALLY, {"h": handover, "annex": annex})[0]
    found: tuple[int, int, int] = (int(row[0]), int(row[1]), int(row[2]))
    return found


def differing(
    handover: uuid.UUID,
    after: tuple[str, str] = ("", ""),
    size: int = PAGE,
    *,
    every: bool = False,
    back: bool = False,
) -> list[Differing]:
    """A page of what differs or was settled; with `every` also what the receiver has not counted.

    With `back` it is the last of what stands before that place, in the same order.
    """
    annex, number = after
    told = {"h": handover, "annex": annex, "number": number, "size": size}
    which, way = "true" if every else f"({DIFFERS})", "desc" if back else "asc"
    rows = _rows(DIFFERING.format(which, "<" if back else ">", way, way), told)
    return [Differing._make(row) for row in (reversed(rows) if back else rows)]


def difference(handover: uuid.UUID, annex: str, number: str) -> Differing | None:
    """One thing with both counts, whether they differ or not; None where nobody listed or counted it."""
    found = _rows(ONE, {"h": handover, "annex": annex, "number": number})
    return Differing._make(found[0]) if found else None


class Total(NamedTuple):
    """An annex and unit as a whole: how many things, how many of them parts of others, how many open."""

    annex: str
    unit: str
    things: int
    parts: int
    open: int
    balance: Balance


def totals(handover: uuid.UUID) -> list[Total]:
    """The sums of a handover as they are kept; of things that are parts of others the account knows."""
    return [
        Total(row[0], row[1], int(row[2]), int(row[3]), int(row[4]), Balance(*map(int, row[5:8])))
        for row in _rows(TOTALS, {"h": handover})
    ]


def unsettled(handover: uuid.UUID, size: int) -> list[tuple[str, str]]:
    """The first things of which the sides say different things and nobody has said why, or not of all."""
    return [(row[0], row[1]) for row in _rows(UNSETTLED, {"h": handover, "size": size})]


def reasons(handover: uuid.UUID) -> list[tuple[str, str, str, int]]:
    """How much of each annex and unit was explained by what, without things that are parts of others."""
    return [(*row[:3], int(row[3])) for row in _rows(REASONS, {"h": handover})]


def said(
    handover: uuid.UUID, things: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Said]]:
    """Everything that was said of some things' differences, in the order in which it was said."""
    annexes, numbers = ([one[n] for one in things] for n in (0, 1))
    rows = _rows(SAID, {"h": handover, "annexes": annexes, "numbers": numbers}) if things else ()
    found: dict[tuple[str, str], list[Said]] = {}
    for row in rows:
        found.setdefault((row[0], row[1]), []).append(Said._make(row))
    return found


def closed_of(handovers: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    """How many annexes are closed and how many signatures there are, for some handovers at once."""
    rows = _rows(
        "select h.id, (select count(*) from handover_annex a where a.handover = h.id), "
        "(select count(*) from handover_signature s where s.handover = h.id) "
        "from handover_handover h where h.id = any(%(ids)s)",
        {"ids": handovers},
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _shown(row: Any) -> Shown:
    values = json.loads(row[2]) if isinstance(row[2], str) else row[2]
    return Shown(row[0], row[1], values, *row[3:])


def _rows(query: str, told: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())
