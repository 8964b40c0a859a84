"""Tasks with the six clears, what waits for what, what is late and who is told of it: pure.

A task is clear when it says who does it, what, by when, who is responsible, what it yields and by which
authority; what is not clear is finished by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

CLEARS = ("person", "work", "due", "responsibility", "product", "authority")


class State(StrEnum):
    """Of a task on a day."""

    DONE = "done"
    UNCLEAR = "unclear"
    LATE = "late"
    WAITING = "waiting"
    OPEN = "open"


class Task(NamedTuple):
    """One task; `after` are the ids of what must be done before, `done` is the day on which it was."""

    id: str
    work: str
    person: str = ""
    start: date | None = None
    due: date | None = None
    responsibility: str = ""
    product: str = ""
    authority: str = ""
    after: tuple[str, ...] = ()
    done: date | None = None
    shown: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of the six it does not say."""
        return tuple(one for one in CLEARS if not getattr(self, one))


class Stand(NamedTuple):
    """How a task stands: its state, days late, whom that has reached, and what holds it up.

    `behind` are tasks of which it waits that are late themselves.
    """

    state: State
    late: int = 0
    level: int = 0
    waits: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def stand(tasks: Iterable[Task], on: date, steps: Sequence[int]) -> dict[str, Stand]:
    """How each task stands on a day; `steps` are the days late from which the next one is told."""
    known = {one.id: one for one in tasks}
    return {id: _stand(one, known, on, steps) for id, one in known.items()}


def _stand(one: Task, known: dict[str, Task], on: date, steps: Sequence[int]) -> Stand:
    if one.done and one.done <= on:
        return Stand(State.DONE)
    open_ = tuple(id for id in one.after if not _done(known[id], on))
    behind = tuple(id for id in open_ if _late(known[id], on))
    late = _late(one, on)
    level = sum(late >= step for step in steps)
    if one.missing:
        return Stand(State.UNCLEAR, late, level, open_, behind)
    state = State.LATE if late else State.WAITING if open_ else State.OPEN
    return Stand(state, late, level, open_, behind)


def _done(one: Task, on: date) -> bool:
    return one.done is not None and one.done <= on


def _late(one: Task, on: date) -> int:
    return max(0, (on - one.due).days) if one.due and not _done(one, on) else 0


def circle(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Tasks that wait for each other, and so for ever; none where all can be done."""
    left = {one.id: set(one.after) for one in tasks}
    while ready := [id for id, after in left.items() if not after & left.keys()]:
        for id in ready:
            del left[id]
    return tuple(sorted(left))


def wrong(tasks: Iterable[Task]) -> list[tuple[str, str]]:
    """Pairs of a task and one before it that is due later, or that is not there."""
    known = {one.id: one for one in tasks}
    return [
        (one.id, id) for one in known.values() for id in one.after
        if id not in known or _before(one, known[id])
    ]  # fmt: skip


def _before(one: Task, other: Task) -> bool:
    return bool(one.due and other.due and one.due < other.due)


class Bar(NamedTuple):
    """Where a task is drawn between the first and the last day, in hundredths."""

    left: float
    width: float


def bars(tasks: Iterable[Task], also: date) -> tuple[dict[str, Bar], float]:
    """The bars of all tasks that have a last day, and where the day of the reform is drawn."""
    dated = [one for one in tasks if one.due]
    days = [also, *(day for one in dated for day in (one.start, one.due, one.done) if day)]
    first, last = min(days), max(days) + timedelta(1)
    whole = (last - first).days
    made = {}
    for one in dated:
        end = one.done or one.due or last
        start = min(one.start or end, end)
        left = 100 * (start - first).days / whole
        made[one.id] = Bar(left, 100 * ((end - start).days + 1) / whole)
    return made, 100 * (also - first).days / whole
