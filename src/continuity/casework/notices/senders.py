"""In whose name a notice goes out: that of the agency which is competent when it goes."""

from __future__ import annotations

from datetime import date

from continuity.register.ask import competent
from continuity.register.called import called


def sender(function: str, place: str, filed: date, on: date) -> str:
    """The agency that acts on a case on a day, or meanwhile; '' where nobody does."""
    return competent(function, place, filed=filed, on=max(filed, on)).acting


NOBODY = ("Cơ quan có thẩm quyền", "The competent agency")


def named(agency: str, on: date, language: str) -> str:
    """What an agency is called on a day."""
    vi, en = called(agency, on) if agency else NOBODY
    return en if language == "en" else vi
