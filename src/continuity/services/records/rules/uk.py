"""Another country by the same engine: rehabilitation periods of England and Wales.

Unlike in Viet Nam a period counts from the end of the *whole* sentence with its licence, what was done
under 18 at conviction has half of it, and a further conviction within a period lets both end at the
later day instead of beginning anew. The law of the day on which one asks holds, for older ones too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.dated import Dated, Value
from continuity.core.interval import EVER, FOREVER
from continuity.core.procedure import Basis
from continuity.services.records.rules.reckon import DAY, Clock, Conclusion, Mark, Way, later

ACT = "Rehabilitation of Offenders Act 1974"
FURTHER = Basis(ACT, "6")


class Disposal(StrEnum):
    """How a court or the police dealt with an offence."""

    CUSTODY = "custody"
    SUSPENDED = "suspended-custody"
    FOR_LIFE = "life-or-extended"
    COMMUNITY = "community-order"
    FINE = "fine"
    CONDITIONAL = "conditional-discharge"
    ABSOLUTE = "absolute-discharge"
    CAUTION = "caution"


CUSTODIAL = frozenset({Disposal.CUSTODY, Disposal.SUSPENDED, Disposal.FOR_LIFE})


@dataclass(frozen=True, slots=True)
class Conviction:
    """One conviction or caution; `ended` is the end of the whole sentence or of the order.

    `grave` says whether the offence stands in Schedule 18, `specified` whether on the list of offences
    that are never filtered, `summary` whether it is tried by magistrates only.
    """

    key: str
    convicted: date
    disposal: Disposal
    months: int = 0
    ended: date | None = None
    age: int | None = None
    grave: bool | None = None
    specified: bool | None = None
    summary: bool = False


class Band(NamedTuple):
    """Custody up to so many months: months after its end for an adult and for somebody under 18."""

    up_to: int
    adult: int
    young: int


class Periods(NamedTuple):
    """The bands of custody; `above` counts beyond the last of them, None where such never ends."""

    bands: tuple[Band, ...]
    above: Band | None
    community: int
    basis: Basis


ABOVE_ANY = 10**6

CUSTODY = Dated(
    [
        Value(
            date(2014, 3, 10),
            Periods(
                (Band(6, 24, 18), Band(30, 48, 24), Band(48, 84, 42)), None, 12, Basis(ACT, "5")
            ),
            "Legal Aid, Sentencing and Punishment of Offenders Act 2012, from memory",
        ),
        Value(
            date(2023, 10, 28),
            Periods(
                (Band(12, 12, 6), Band(48, 48, 24)), Band(ABOVE_ANY, 84, 42), 0,
                Basis(ACT, "5", verified=True),
            ),
            "Police, Crime, Sentencing and Courts Act 2022", True,
        ),
    ]
)  # fmt: skip
FINE_ADULT, FINE_YOUNG = 12, 6
MAJORITY = 18


def england(person: tuple[Conviction, ...], on: date) -> list[Conclusion]:
    """What is spent and when, by the law of the day asked about."""
    known = [one for one in person if one.convicted <= on]
    law = CUSTODY.on(max(on, CUSTODY.values[0].since)).value
    found = [_alone(one, law) for one in known]
    return _extended(known, found)


def _young(one: Conviction, adult: int, young: int) -> tuple[int, int | None, tuple[str, ...]]:
    """The months that count, and the lower ones where nobody has told the age."""
    if one.age is None and adult != young:
        return adult, young, ("age",)
    return (adult if one.age is None or one.age >= MAJORITY else young), None, ()


def _alone(one: Conviction, law: Periods) -> Conclusion:
    match one.disposal:
        case Disposal.FOR_LIFE:
            return _never(one, law)
        case Disposal.CUSTODY | Disposal.SUSPENDED:
            return _custody(one, law)
        case Disposal.FINE:
            return _counted(
                one, one.convicted, "convicted", FINE_ADULT, FINE_YOUNG, Basis(ACT, "5")
            )
        case Disposal.COMMUNITY | Disposal.CONDITIONAL:
            months = law.community if one.disposal is Disposal.COMMUNITY else 0
            return _counted(one, one.ended, "order-ended", months, months // 2, law.basis)
    mark = Mark("spent-at-once", one.convicted, Basis(ACT, "5"))
    eve = one.convicted - DAY
    return Conclusion(one.key, one.convicted, Way.TERM, eve, eve, (mark,))


def _never(one: Conviction, law: Periods) -> Conclusion:
    mark = Mark("never-spent", None, law.basis)
    return Conclusion(one.key, one.convicted, Way.NEVER, FOREVER, FOREVER, (mark,))


def _custody(one: Conviction, law: Periods) -> Conclusion:
    band = next((band for band in law.bands if one.months <= band.up_to), law.above)
    above = one.months > law.bands[-1].up_to
    if band is None or (above and one.grave):
        return _never(one, law)
    found = _counted(one, one.ended, "sentence-ended", band.adult, band.young, law.basis)
    if above and one.grave is None:
        return replace(found, most=FOREVER, missing=(*found.missing, "grave"))
    return found


def _counted(
    one: Conviction, start: date | None, code: str, adult: int, young: int, basis: Basis
) -> Conclusion:
    """A period from a day, or everything open where nobody has told the day."""
    months, low, missing = _young(one, adult, young)
    clock = Clock(months, basis, start or EVER, low=low)
    least, most = clock.ends(clock.start)
    marks: tuple[Mark, ...] = (Mark("end-unknown", None, basis),)
    if start:
        period = Mark("period", later(start, months), basis, (("months", str(months)),))
        marks = (Mark(code, start, basis), period)
    else:
        missing = (*missing, "main-end")
    return Conclusion(one.key, one.convicted, Way.TERM, least, most, marks, missing, clock=clock)


def _extended(known: list[Conviction], found: list[Conclusion]) -> list[Conclusion]:
    """Both of two end at the later day where one came within the other's period; until nothing moves."""
    moved = True
    while moved:
        moved = False
        for earlier, first in enumerate(known):
            for new, second in enumerate(known):
                apart = second.convicted <= first.convicted or second.summary
                if apart or Disposal.CAUTION in (first.disposal, second.disposal):
                    continue
                within = found[earlier].within(second.convicted)
                if within is False:
                    continue
                for one, other in ((earlier, new), (new, earlier)):
                    after = _with(found[one], found[other], known[other], sure=within is True)
                    moved = moved or after != found[one]
                    found[one] = after
    return found


def _with(one: Conclusion, other: Conclusion, by: Conviction, *, sure: bool) -> Conclusion:
    most = max(one.most, other.most)
    least = (
        max(one.least, other.least) if sure and EVER not in (one.least, other.least) else one.least
    )
    if (least, most) == (one.least, one.most):
        return one
    mark = Mark("extended", None if most == FOREVER else most, FURTHER, (("by", by.key),))
    kept = tuple(old for old in one.marks if old.code != "extended")
    return replace(one, least=least, most=most, marks=(*kept, mark)).with_(missing=other.missing)
