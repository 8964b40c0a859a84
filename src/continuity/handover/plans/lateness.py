"""What has a day that passed or comes near, which steps that has reached, and who is told: pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.handover.plans.templates import Escalation, To
from continuity.packs.names import folded


class Kind(StrEnum):
    """What is late or ends."""

    TASK = "task"
    QUESTION = "question"
    REVIEW = "review"
    NOTICE = "notice"
    PUBLICATION = "publication"
    SECONDMENT = "secondment"
    LOAN = "loan"


ENDS = frozenset({Kind.SECONDMENT, Kind.LOAN})
"""What is told before its day; a loan that is not given back, after it as well."""


class Due(NamedTuple):
    """One thing with a day: of which reform and body, its words, and the names that it gives."""

    kind: Kind
    decree: str
    body: str
    thing: str
    said: str
    day: date
    named: tuple[str, ...] = ()


class Seat(NamedTuple):
    """Somebody who sits at a body on the day of telling."""

    person: str
    name: str
    role: str


class Above(NamedTuple):
    """Who stands above a body: those who lead the one above it, and who approved the reform."""

    heads: tuple[str, ...] = ()
    approver: str = ""


class Told(NamedTuple):
    """One person and step of a thing."""

    due: Due
    step: str
    to: To
    person: str


def reached(one: Due, on: date, how: Escalation) -> list[tuple[str, To]]:
    """The steps that a thing has reached on a day, the first one first."""
    late, left = (on - one.day).days, (one.day - on).days
    steps = []
    if one.kind in ENDS:
        steps += [(f"ahead {days}", To.HEAD) for days in how.ahead if 0 <= left <= days]
    if one.kind is not Kind.SECONDMENT:
        steps += [(f"late {days}", to) for days, to in how.late if late >= days]
    return steps


EVERY = "bodies"
"""The thing of a line that speaks of many bodies at once."""


def gathered(found: Iterable[Due], seats: dict[str, list[Seat]]) -> list[Due]:
    """Notices that are missing of many bodies in which nobody sits are one line for who stands above."""
    made, empty = [], defaultdict(list)
    for one in found:
        if one.kind is Kind.NOTICE and not seats.get(one.body):
            empty[one.decree, one.day].append(one)
        else:
            made.append(one)
    for (decree, day), missing in empty.items():
        many = Due(Kind.NOTICE, decree, "", EVERY, str(len(missing)), day)
        made += missing if len(missing) == 1 else [many]
    return made


def telling(
    found: Iterable[Due],
    on: date,
    how: Escalation,
    seats: dict[str, list[Seat]],
    above: dict[tuple[str, str], Above],
) -> Iterator[Told]:
    """Everybody who is told something on a day; `above` is by reform and body."""
    for one in found:
        for step, to in reached(one, on, how):
            who = _who(to, one, seats.get(one.body, []), above.get((one.decree, one.body), Above()))
            yield from (Told(one, step, to, person) for person in who)


def _who(to: To, one: Due, sitting: list[Seat], above: Above) -> list[str]:
    """Who a step tells; where nobody is there, whoever comes next above."""
    heads = [seat.person for seat in sitting if seat.role == "head"]
    if to is To.RESPONSIBLE:
        named = {folded(name) for name in one.named if name.strip()}
        mine = [seat.person for seat in sitting if folded(seat.name) in named]
        if mine:
            return list(dict.fromkeys(mine))
    if to is not To.ABOVE and heads:
        return list(dict.fromkeys(heads))
    return list(dict.fromkeys(above.heads or (one for one in (above.approver,) if one)))
