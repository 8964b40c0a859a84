"""Questions that a reform leaves, interim answers that hold for a time, and what escalates: pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Answered(StrEnum):
    """How a question stands."""

    OPEN = "open"
    INTERIM = "interim"
    ANSWERED = "answered"


class Question(NamedTuple):
    """What somebody does not know, who answers it by when, and what holds meanwhile, until when."""

    id: str
    said: str
    asked: date
    owner: str
    due: date
    interim: str = ""
    until: date | None = None
    source: str = ""
    answer: str = ""
    answered: date | None = None


class Standing(NamedTuple):
    """How a question stands on a day, how many days late it is, and whom that has reached.

    `bare` is true where nothing holds: no answer, and no interim one that is still good.
    """

    state: Answered
    late: int
    level: int
    bare: bool


def standing(one: Question, on: date, steps: Sequence[int]) -> Standing:
    """How it stands; an interim answer that has ended is none, and makes it late at once."""
    if one.answered and one.answered <= on:
        return Standing(Answered.ANSWERED, 0, 0, False)
    holds = bool(one.interim) and (one.until is None or on < one.until)
    late = max(0, (on - one.due).days)
    if one.interim and not holds and one.until:
        late = max(late, (on - one.until).days + 1)
    level = sum(late >= step for step in steps)
    return Standing(Answered.INTERIM if holds else Answered.OPEN, late, level, not holds)
