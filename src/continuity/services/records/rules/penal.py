"""What the Penal Code says of one judgment alone: the rows of the decision table, the first that fits.

A judgment has one main penalty for all of its offences. Where some of them leave no record, or some
were committed at 17 and some at 18, the law does not say which part of the penalty counts, so both
bounds are kept. Several judgments of one person are the business of `together`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from continuity.core.interval import EVER, FOREVER
from continuity.core.procedure import Basis
from continuity.services.records.rules import periods as law
from continuity.services.records.rules.execution import awaited, started
from continuity.services.records.rules.facts import Judgment, Main, Offence, Weight
from continuity.services.records.rules.periods import BASES, MILDER_SINCE, NEW_CODE
from continuity.services.records.rules.reckon import DAY, Clock, Conclusion, Mark, Way, later

MAJORITY, YOUNGEST, FOURTEEN = 18, 16, 14
NOTHING = Clock(0, BASES["start"], EVER)


def spared(offence: Offence, kind: Main) -> str:
    """The ground on which an offence leaves no record (rows 1 to 5), '' where it leaves one."""
    if kind is Main.NONE:
        return "exempt-from-punishment"
    mild = offence.weight in law.GRAVE_NEGLIGENT
    if mild and not offence.intent:
        return "negligent-not-grave"
    age = MAJORITY if offence.age is None else offence.age
    if age < YOUNGEST:
        return "under-16"
    if age < MAJORITY:
        if mild or (offence.weight is Weight.VERY and not offence.intent):
            return "under-18-not-grave"
        return "measure" if kind is Main.MEASURE else ""
    return ""


def known(judgment: Judgment, *, legal: bool) -> Conclusion:
    """What the law says of a judgment of which everything decisive is told."""
    if judgment.merged:
        mark = Mark("merged", None, BASES["merged"])
        return _decided(judgment, _open(judgment, mark, open=("merged",)))
    if legal:
        return _decided(judgment, _legal_person(judgment))
    if strange := _strange(judgment):
        mark = Mark(strange, None, BASES["start"])
        return _decided(judgment, _open(judgment, mark, missing=(strange,)))
    grounds = [spared(offence, judgment.penalty.kind) for offence in judgment.offences]
    if all(grounds):
        marks = tuple(Mark(code, None, BASES[code]) for code in dict.fromkeys(grounds))
        start = started(judgment)[0]
        return Conclusion(
            judgment.key, judgment.effective, Way.NOT_DEEMED, EVER, EVER, marks,
            clock=NOTHING._replace(start=start),
        )  # fmt: skip
    counted = [one for one, ground in zip(judgment.offences, grounds, strict=True) if not ground]
    return _decided(judgment, _counted(judgment, counted))


def _strange(judgment: Judgment) -> str:
    """A fact that cannot be: nobody under 14 is convicted, and a measure alone is for minors."""
    if any(offence.age is not None and offence.age < FOURTEEN for offence in judgment.offences):
        return "under-14"
    adult = any((offence.age or 0) >= MAJORITY for offence in judgment.offences)
    return "penalty" if adult and judgment.penalty.kind is Main.MEASURE else ""


def _open(
    judgment: Judgment, mark: Mark, *, missing: tuple[str, ...] = (), open: tuple[str, ...] = ()
) -> Conclusion:
    start = started(judgment)[0]
    return Conclusion(
        judgment.key, judgment.effective, Way.TERM, EVER, FOREVER, (mark,), missing, open,
        clock=NOTHING._replace(start=start, unsure=True),
    )  # fmt: skip


def _counted(judgment: Judgment, counted: list[Offence]) -> Conclusion:
    """Rows 7 to 10: by the age at the offences, and by their chapters."""
    young = [offence.age is not None and offence.age < MAJORITY for offence in counted]
    by_court = [offence.chapter in law.COURT_CHAPTERS for offence in counted]
    court = any(by_court) and not all(young)
    table = law.BY_COURT if court else law.YOUNG if all(young) else law.AUTOMATIC
    since = max(judgment.effective, NEW_CODE)
    rule = table.on(since).value
    months, basis = rule.of(judgment.penalty)
    partly = len(counted) < len(judgment.offences)
    low, why = None, []
    if any(young) and not all(young):
        low, why = law.YOUNG.on(since).value.of(judgment.penalty)[0], ["mixed-ages"]
    if partly and not court:
        low, why = min(rule.light, months if low is None else low), [*why, "mixed-offences"]
    clock, marks, missing = _clock(judgment, months, basis, low, loose=all(young))
    if court and not all(by_court):
        marks = (*marks, Mark("several", None, BASES["several"]))
    least, most = clock.ends(clock.start)
    if least != most and clock.start != EVER:
        why += ["young-orders" if clock.loose else "strict-start"] if clock.orders else []
    if low is not None and low == months:
        why = [one for one in why if not one.startswith("mixed")]
    found = Conclusion(
        judgment.key, judgment.effective, Way.TERM, least, most, marks, missing, tuple(why), clock
    )
    return _asked(found) if court else _older(judgment, found, young=all(young))


def _clock(
    judgment: Judgment, months: int, basis: Basis, low: int | None, *, loose: bool
) -> tuple[Clock, tuple[Mark, ...], tuple[str, ...]]:
    """The clock of a judgment, its reasons, and what nobody has told."""
    start, first, missing = started(judgment)
    waits, orders, unknown = awaited(judgment)
    clock = Clock(months, basis, start, waits, orders, low, loose, bool(unknown))
    over = None if start in (EVER, FOREVER) else later(start, months)
    period = Mark("period", over, basis, (("months", str(months)),))
    marks = (*first, period, *waits, *orders)
    if orders and not loose and over is not None:
        milder, strict = clock.ends(start)
        if strict != milder and strict != FOREVER:
            marks = (*marks, Mark("strict-start", strict, BASES["order"]))
    return clock, marks, (*missing, *unknown)


def _asked(found: Conclusion) -> Conclusion:
    """The same by court decision: a record on every day until a court expunges it."""
    first = found.least if EVER < found.least < FOREVER else None
    return replace(found, way=Way.COURT, least=FOREVER, most=FOREVER, open=(), petition=first)


def _legal_person(judgment: Judgment) -> Conclusion:
    """Row 12: two years from when every penalty and order is complete."""
    start, first, missing = started(judgment)
    waits, orders, unknown = awaited(judgment)
    if start not in (EVER, FOREVER):
        start = max([start, *(mark.on or FOREVER for mark in (*waits, *orders))])
    clock = Clock(law.LEGAL_MONTHS, law.LEGAL_BASIS, start, unsure=bool(unknown))
    least, most = clock.ends(start)
    over = least if EVER < least < FOREVER else None
    period = Mark("period", over, law.LEGAL_BASIS, (("months", str(law.LEGAL_MONTHS)),))
    return Conclusion(
        judgment.key, judgment.effective, Way.TERM, least, most,
        (*first, *waits, *orders, period), (*missing, *unknown), clock=clock,
    )  # fmt: skip


def older_end(judgment: Judgment, clock: Clock, start: date, *, young: bool) -> date:
    """The last day before the milder law held on which the code of 1999 still called it one."""
    if judgment.effective >= NEW_CODE or start == EVER:
        return EVER
    table = law.YOUNG if young else law.AUTOMATIC
    months, _ = table.values[0].value.of(judgment.penalty)
    complete = max([start, *(mark.on or FOREVER for mark in (*clock.waits, *clock.orders))])
    return min(later(complete, months), MILDER_SINCE - DAY)


def _older(judgment: Judgment, found: Conclusion, *, young: bool) -> Conclusion:
    """Notes what the code of 1999 said; once the milder one holds it alone counts."""
    if judgment.effective >= NEW_CODE or found.clock is None or found.least in (EVER, FOREVER):
        return found
    table = law.YOUNG if young else law.AUTOMATIC
    months, basis = table.values[0].value.of(judgment.penalty)
    clock = found.clock
    complete = max([clock.start, *(mark.on or FOREVER for mark in (*clock.waits, *clock.orders))])
    mark = Mark("old-code", later(complete, months), basis, (("months", str(months)),))
    end = older_end(judgment, clock, clock.start, young=young)
    return replace(found, older=end, marks=(*found.marks, mark))


def _decided(judgment: Judgment, found: Conclusion) -> Conclusion:
    """With what was decided besides: a general amnesty, a court's answers, merit."""
    if judgment.amnesty is not None:
        day = judgment.amnesty - DAY
        mark = Mark("amnesty", judgment.amnesty, BASES["amnesty"])
        return replace(found, way=Way.AMNESTY, least=day, most=day, marks=(mark,), missing=(),
                       open=(), older=EVER, petition=None)  # fmt: skip
    return granted(judgment, _merit(judgment, _refused(judgment, found)))


def _refused(judgment: Judgment, found: Conclusion) -> Conclusion:
    """One year after a refusal, two after each further one."""
    refusals = sorted(one.on for one in judgment.petitions if not one.granted)
    if found.way is not Way.COURT:
        return found
    for n, day in enumerate(refusals):
        months = law.REFUSED_AGAIN if n else law.REFUSED_ONCE
        again = later(day, months)
        mark = Mark("refused", again, law.REFUSED_BASIS, (("day", day.isoformat()),))
        first = max(found.petition, again) if found.petition else None
        found = replace(found, petition=first, marks=(*found.marks, mark))
    return found


def granted(judgment: Judgment, found: Conclusion) -> Conclusion:
    """A court's expungement ends the record on its day, unless it had ended before."""
    for petition in judgment.petitions:
        eve = petition.on - DAY
        if petition.granted and eve < found.most:
            mark = Mark("granted", petition.on, BASES["granted"])
            found = replace(found, way=Way.GRANTED, least=min(found.least, eve), most=eve,
                            older=EVER, marks=(*found.marks, mark))  # fmt: skip
    return found


def _merit(judgment: Judgment, found: Conclusion) -> Conclusion:
    """Row 11: after a third of the period a court may decide early, on merit and a proposal."""
    if judgment.merit is None or found.clock is None or found.clock.start in (EVER, FOREVER):
        return found
    third = later(found.clock.start, found.clock.months // 3)
    marks = (*found.marks, Mark("third", third, BASES["early"]))
    return replace(found, early=max(third, judgment.merit), marks=marks)
