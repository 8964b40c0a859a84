"""What the judgments of one person do to each other, and what an open case does to them.

A new offence, committed while an older conviction is still a record and followed by an effective
conviction, counts the older period anew from the end of the new main penalty (73.2). An accusation
alone changes nothing, but nobody can say "no record" while it is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from continuity.core.interval import EVER, FOREVER
from continuity.services.records.rules.facts import Judgment, Person, Served
from continuity.services.records.rules.penal import MAJORITY, granted, older_end
from continuity.services.records.rules.periods import BASES, limitation
from continuity.services.records.rules.possible import alone
from continuity.services.records.rules.reckon import Conclusion, Mark, Way, later

QUIET = frozenset({Way.NOT_DEEMED, Way.AMNESTY})
"""Convictions that leave no record themselves; whether they restart an older one is open."""


def viet_nam(person: Person, on: date) -> list[Conclusion]:
    """What the law of Viet Nam says of every conviction that is effective on a day."""
    judgments = [one for one in person.judgments if one.effective <= on]
    found = [alone(one, legal=person.legal) for one in judgments]
    if len(judgments) > 1:
        pairs = list(zip(judgments, found, strict=True))
        found = [_among(one, conclusion, pairs) for one, conclusion in pairs]
    open_cases = list(_pending(person, on))
    return [_held(one, open_cases) for one in found] if open_cases else found


Pairs = list[tuple[Judgment, Conclusion]]


def _among(judgment: Judgment, found: Conclusion, pairs: Pairs) -> Conclusion:
    """One conviction with all that others do to it, in the order of their offences."""
    others = []
    for new, conclusion in pairs:
        if new is judgment:
            continue
        days = [one.on for one in new.offences if one.on and one.on >= judgment.effective]
        untold = any(one.on is None for one in new.offences) and new.effective > judgment.effective
        if days or untold:
            others.append((min(days) if days else EVER, new.effective, new.key, new, conclusion))
    for day, _, _, new, conclusion in sorted(others, key=lambda one: one[:3]):
        found = _after(judgment, found, new, conclusion, None if day == EVER else day)
    for other, conclusion in pairs:
        if other is not judgment:
            found = _merging(judgment, found, other, conclusion)
            found = _by_court_with(found, judgment, other, conclusion)
    return found


def _within(found: Conclusion, day: date | None) -> bool | None:
    """Whether an offence fell into the time of a record; None where that cannot be known."""
    if day is not None:
        return found.within(day)
    return None if found.within(found.effective) is not False else False


def _after(
    old: Judgment, found: Conclusion, new: Judgment, conclusion: Conclusion, day: date | None
) -> Conclusion:
    """The older conviction after a newer one: counted anew where the offence fell into its time."""
    sure = _within(found, day)
    if sure is False or found.clock is None or found.way in (*QUIET, Way.GRANTED):
        return found
    start = conclusion.clock.start if conclusion.clock else EVER
    open = ["not-deemed-restart"] if conclusion.way in QUIET else []
    missing = [] if day is not None else ["offence-day"]
    missing += conclusion.missing if start == EVER else []
    sure = sure if not open else None
    least, most = found.clock.ends(max(found.clock.start, start) if start != EVER else EVER)
    if old.penalty.state is Served.NEVER and day is not None:  # the limitation began anew, too
        most = max(most, found.clock.ends(later(day, limitation(old.penalty)))[1])
    if sure is None:
        least = EVER
    on = None if start in (EVER, FOREVER) else later(start, found.clock.months)
    mark = Mark("restart", on, BASES["restart"], (("by", new.number or new.key),))
    return _counted_anew(old, found.with_(mark, missing=missing, open=open), least, most, start)


def _counted_anew(
    old: Judgment, found: Conclusion, least: date, most: date, start: date
) -> Conclusion:
    if found.way is Way.COURT:
        first = max(found.petition, least) if found.petition else None
        return replace(found, petition=None if first == FOREVER else first)
    young = all(one.age is not None and one.age < MAJORITY for one in old.offences)
    older = older_end(old, found.clock, start, young=young) if found.clock else EVER
    again = replace(
        found,
        least=max(found.least, least),
        most=max(found.most, most),
        older=max(found.older, older),
    )
    return granted(old, again)


def _merging(
    judgment: Judgment, found: Conclusion, other: Judgment, conclusion: Conclusion
) -> Conclusion:
    """Two penalties that were open at once should have been joined (art. 56); then a person looks."""
    if {True, False} & {judgment.merged, other.merged} or found.way in (*QUIET, Way.GRANTED):
        return found
    first, second = (
        (judgment, other) if judgment.effective <= other.effective else (other, judgment)
    )
    clock = found.clock if first is judgment else conclusion.clock
    if clock is None or conclusion.way in QUIET or clock.start in (EVER,):
        return found
    if second.effective > clock.start:
        return found
    mark = Mark("merged-unknown", None, BASES["merged"], (("by", other.number or other.key),))
    found = found.with_(mark, missing=["merged"])
    return found if found.way is Way.COURT else replace(found, most=FOREVER)


def _by_court_with(
    found: Conclusion, judgment: Judgment, other: Judgment, conclusion: Conclusion
) -> Conclusion:
    """Beside one that only a court expunges, whether another still ends by itself is open (73.3)."""
    if found.way is not Way.TERM or conclusion.way is not Way.COURT:
        return found
    first = found if judgment.effective <= other.effective else conclusion
    second = other if judgment.effective <= other.effective else judgment
    if not any(_within(first, one.on) is not False for one in second.offences):
        return found
    mark = Mark("several", None, BASES["several"])
    return replace(found.with_(mark, open=["several-judgments"]), most=FOREVER)


def _pending(person: Person, on: date) -> Iterable[date | None]:
    """The days of the offences of every case that is open on a day, None where it is not told."""
    for case in person.pending:
        if case.since <= on and (case.closed is None or on < case.closed):
            yield case.offence
    for judgment in person.judgments:
        if judgment.effective > on:
            yield from (one.on for one in judgment.offences if one.on is None or one.on <= on)


def _held(found: Conclusion, open_cases: list[date | None]) -> Conclusion:
    """A conviction while a case is open whose offence would count its period anew."""
    hit = [day for day in open_cases if day is None or day >= found.effective]
    if found.way in (Way.COURT, *QUIET) or not any(_within(found, day) is not False for day in hit):
        return found
    mark = Mark("pending-case", None, BASES["restart"])
    return replace(found.with_(mark, open=["pending-case"]), most=FOREVER)
