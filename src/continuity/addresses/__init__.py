"""Addresses: what a written address means on a day.

    >>> from datetime import date
    >>> from continuity.addresses import convert
    >>> before, after = date(2025, 6, 30), date(2025, 7, 1)
    >>> convert("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", old_on=before, new_on=after).status
    'resolved'

The room needs neither a database nor the network. Tables are converted by `rows`, Arrow and Polars by
`continuity.addresses.bulk`, which is imported only where it is asked for.
"""

from __future__ import annotations

from continuity.addresses.answer import COLUMNS, Answer, Reading, Row, Status
from continuity.addresses.convert import Converter, convert, converter, resolve
from continuity.addresses.fate import Heir
from continuity.addresses.gazetteer import Gazetteer
from continuity.addresses.lists import Fact, Lists

__all__ = [
    "COLUMNS",
    "Answer",
    "Converter",
    "Fact",
    "Gazetteer",
    "Heir",
    "Lists",
    "Reading",
    "Row",
    "Status",
    "convert",
    "converter",
    "resolve",
]
