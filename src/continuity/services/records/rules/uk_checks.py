"""What a disclosure check in England and Wales shows: everything that is not filtered.

A basic check shows what is not spent. A standard or enhanced one shows convictions and adult cautions
for specified offences and every custodial sentence for ever, others for some years, and what was only
a caution under 18 never. What the police may add to an enhanced check by judgement is no rule.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.dated import Dated, Value
from continuity.core.procedure import Basis
from continuity.services.records.rules.reckon import Conclusion, Mark, Status, later
from continuity.services.records.rules.uk import CUSTODIAL, MAJORITY, Conviction, Disposal


class Level(StrEnum):
    """Which check."""

    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"


class Filter(NamedTuple):
    """For how many months each is shown."""

    adult: int
    young: int
    caution: int
    basis: Basis


ORDER = "Rehabilitation of Offenders Act 1974 (Exceptions) Order 1975"
FILTERS = Dated(
    [
        Value(date(2020, 11, 28), Filter(132, 66, 72, Basis(ORDER, "2A", True)), ORDER, True),
    ]
)


class Disclosed(NamedTuple):
    """Whether a check shows a conviction, None where a fact is missing, and why."""

    shown: bool | None
    why: Mark
    missing: tuple[str, ...] = ()


def disclosed(one: Conviction, found: Conclusion, level: Level, on: date) -> Disclosed:
    """Whether a check on a day shows a conviction, of which the engine has said when it is spent."""
    if level is Level.BASIC:
        return _basic(found, on)
    law = FILTERS.on(on).value
    if one.disposal in CUSTODIAL:
        return Disclosed(True, Mark("custodial", None, law.basis))
    if one.age is None:
        return Disclosed(None, Mark("age-unknown", None, law.basis), ("age",))
    young, caution = one.age < MAJORITY, one.disposal is Disposal.CAUTION
    if young and caution:
        return Disclosed(False, Mark("youth-caution", None, law.basis))
    if one.specified:
        return Disclosed(True, Mark("specified", None, law.basis))
    months = law.caution if caution else law.young if young else law.adult
    until = later(one.convicted, months)
    why = Mark("filtered-after", until, law.basis, (("months", str(months)),))
    if on < until:
        return Disclosed(True, why)
    missing = ("specified",) if one.specified is None else ()
    return Disclosed(None if missing else False, why, missing)


def _basic(found: Conclusion, on: date) -> Disclosed:
    status = found.status(on)
    why = found.marks[-1]
    if status is Status.MANUAL:
        return Disclosed(None, why, found.missing)
    return Disclosed(status in (Status.ACTIVE, Status.PETITION), why)
