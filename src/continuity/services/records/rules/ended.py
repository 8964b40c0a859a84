"""What has ended since somebody last looked at an entry: convictions that are a record no longer.

A help to tidy the register, and no more: a certificate computes the same by itself. What has become open
is told as well, for a person has to look at it before anybody asks.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from continuity.services.records.rules.facts import Person
from continuity.services.records.rules.reckon import RECORD, Status, answer
from continuity.services.records.rules.together import viet_nam


class Ended(NamedTuple):
    """A conviction that stands otherwise than when somebody last looked, and what it is now."""

    key: str
    status: Status
    since: date | None


def ended(who: Person, looked: date, on: date) -> tuple[Ended, ...]:
    """The convictions that were a record on the day of the last look and are none, or open, on a day."""
    if looked >= on:
        return ()
    now = answer(who, viet_nam, on)
    before = now if _nothing_new(who, looked) else answer(who, viet_nam, looked)
    was = {one.key: one.status(looked) for one in before.conclusions}
    found = []
    for one in now.conclusions:
        status, earlier = one.status(on), was.get(one.key)
        if status in RECORD or earlier in (None, status) or earlier not in (*RECORD, Status.MANUAL):
            continue
        last = max(one.most, one.older)
        day = None if status is Status.MANUAL else date.fromordinal(last.toordinal() + 1)
        found.append(Ended(one.key, status, day))
    return tuple(found)


def _nothing_new(who: Person, looked: date) -> bool:
    """True where all that is known was known then and is still: the same bounds hold on both days."""
    told = all(one.effective <= looked for one in who.judgments)
    return told and all(one.closed is not None and one.closed <= looked for one in who.pending)
