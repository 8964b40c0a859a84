"""Who may ask for which certificate: by the law of 2009, and by that law since 1 July 2026.

The answer is '' or the ground of the closed list on which a request is refused. Nobody but the person
and whoever conducts criminal proceedings is ever given No. 2, and since 2026 an agency asks the issuer,
on a legal basis, and not the person.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from continuity.services.records.rules.certificate import Number
from continuity.services.records.rules.periods import NEW_RECORDS

YOUNGEST = 16
MAJORITY = 18


class Asker(StrEnum):
    """Who asks."""

    PERSON = "person"
    PROXY = "proxy"
    PARENT = "parent"
    AGENCY = "agency"
    PROCEEDINGS = "proceedings"
    OTHER = "other"


def may_ask(asker: Asker, number: Number, *, age: int, on: date, basis: bool = False) -> str:
    """'' where somebody may ask on a day about a person of an age, else the ground of the refusal.

    `basis` says that a text of the closed list provides for it. That the age of 16 came with the law
    of 2026 alone, and that a parent may ask for a minor since then too, is unverified.
    """
    match asker:
        case Asker.PERSON:
            return "under-16" if on >= NEW_RECORDS and age < YOUNGEST else ""
        case Asker.PARENT:
            return "" if age < MAJORITY else _proxy(number)
        case Asker.PROXY:
            return _proxy(number)
        case Asker.AGENCY:
            if number is Number.TWO:
                return "not-entitled"
            return "no-basis" if on >= NEW_RECORDS and not basis else ""
        case Asker.PROCEEDINGS:
            return ""
    return "not-entitled"


def _proxy(number: Number) -> str:
    return "no-proxy" if number is Number.TWO else ""


def age_on(born: date, on: date) -> int:
    """Full years on a day; whoever was born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
