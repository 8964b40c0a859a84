"""A judgment of which something decisive is not told stands for every judgment that it may be.

All of them are judged. Where they agree nothing is missing; where they differ the bounds hold all of
them, and only those facts are named that would make a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from continuity.services.records.rules.facts import Judgment, Main, Weight
from continuity.services.records.rules.penal import known
from continuity.services.records.rules.periods import BASES
from continuity.services.records.rules.reckon import Conclusion, Mark, Way, joined

VALUES: dict[str, tuple[object, ...]] = {
    "chapter": ("XIII", "XVI"),
    "weight": tuple(Weight),
    "intent": (True, False),
    "age": (15, 17, 18),
}
"""Of each fact of an offence, a value for every way in which the law treats it."""
LENGTHS = (36, 60, 180, 360)
"""Of a prison term that is not told, a length of every class."""
MOST = 512

Slot = tuple[int, str]
"""A fact that is not told: of which offence (-1: of the penalty), and which."""


def alone(judgment: Judgment, *, legal: bool = False) -> Conclusion:
    """What the law says of one judgment, whatever of it is told."""
    slots = [] if legal else list(_untold(judgment))
    if not slots:
        return known(judgment, legal=legal)
    choices = [LENGTHS if name == "months" else VALUES[name] for _, name in slots]
    if _size(choices) > MOST:
        return _unjudged(judgment, slots)
    made = {
        values: known(_with(judgment, slots, values), legal=legal) for values in product(*choices)
    }
    return _blended(slots, made)


def _untold(judgment: Judgment) -> Iterator[Slot]:
    if judgment.penalty.kind is Main.PRISON and not judgment.penalty.months:
        yield -1, "months"
    for n, offence in enumerate(judgment.offences):
        for name in VALUES:
            if getattr(offence, name) is None:
                yield n, name


def _size(choices: list[tuple[object, ...]]) -> int:
    size = 1
    for one in choices:
        size *= len(one)
    return size


def _with(judgment: Judgment, slots: list[Slot], values: tuple[object, ...]) -> Judgment:
    told: dict[int, dict[str, object]] = {}
    for (n, name), value in zip(slots, values, strict=True):
        told.setdefault(n, {})[name] = value
    offences = tuple(
        replace(offence, **told.get(n, {}))  # type: ignore[arg-type]
        for n, offence in enumerate(judgment.offences)
    )
    penalty = replace(judgment.penalty, **told.get(-1, {}))  # type: ignore[arg-type]
    return replace(judgment, offences=offences, penalty=penalty)


def _outcome(one: Conclusion) -> tuple[object, ...]:
    return one.way, one.least, one.most, one.petition, one.clock and one.clock.months


def _blended(slots: list[Slot], made: dict[tuple[object, ...], Conclusion]) -> Conclusion:
    latest = max(made.values(), key=lambda one: (one.most, one.least, one.way is Way.TERM))
    if len({_outcome(one) for one in made.values()}) == 1:
        return latest
    missing = [name for place, (_, name) in enumerate(slots) if _matters(place, made)]
    every = [one for one in made.values() if one.clock]
    months = [one.clock.low if one.clock.low is not None else one.clock.months
              for one in every if one.clock]  # fmt: skip
    longest = max((one.clock for one in every if one.clock), key=lambda clock: clock.months)
    same = len({one.way for one in made.values()}) == 1
    return replace(
        latest,
        way=latest.way if same else Way.TERM,
        least=min(one.least for one in made.values()),
        most=max(one.most for one in made.values()),
        older=max(one.older for one in made.values()),
        missing=joined(latest.missing, missing),
        clock=longest._replace(low=min(months)),
        petition=latest.petition if same else None,
    )


def _matters(place: int, made: dict[tuple[object, ...], Conclusion]) -> bool:
    """True where two that differ in one fact only come out differently."""
    seen: dict[tuple[object, ...], tuple[object, ...]] = {}
    for values, one in made.items():
        others = (*values[:place], *values[place + 1 :])
        if seen.setdefault(others, _outcome(one)) != _outcome(one):
            return True
    return False


def _unjudged(judgment: Judgment, slots: list[Slot]) -> Conclusion:
    """Too much is not told to try it all: everything that is not told is missing."""
    ends = tuple(LENGTHS[-1] if n < 0 else VALUES[name][-1] for n, name in slots)
    found = known(replace(_with(judgment, slots, ends), merged=True), legal=False)
    mark = Mark("untold", None, BASES["start"])
    missing = joined((), [name for _, name in slots])
    return replace(found, marks=(mark,), open=(), missing=missing)
