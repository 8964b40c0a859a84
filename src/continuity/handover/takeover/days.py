"""Days as an old system wrote them, by a pattern such as `dd/mm/yyyy` or `yyyymmdd`."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

PARTS = {"yyyy": r"(?P<year>\d{4})", "mm": r"(?P<month>\d{1,2})", "dd": r"(?P<day>\d{1,2})"}
# An hour behind a day is of no day's concern.
HOUR = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)?"
USUAL = "dd/mm/yyyy"


def is_pattern(text: str) -> bool:
    """True for a pattern that names year, month and day once each, with signs between or without."""
    return sorted(re.findall("yyyy|mm|dd", text)) == ["dd", "mm", "yyyy"] and not re.search(
        r"[^/. -]", re.sub("yyyy|mm|dd", "", text)
    )


def day(cell: object, pattern: str) -> date | None:
    """The day in a cell; one that a workbook keeps as a day needs no pattern. None where it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _written(str(cell).strip(), pattern)


@lru_cache(maxsize=10_000)
def _written(text: str, pattern: str) -> date | None:
    met = _expression(pattern).fullmatch(text)
    try:
        return date(*(int(met[name]) for name in ("year", "month", "day"))) if met else None
    except ValueError:
        return None


@lru_cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split("(yyyy|mm|dd)", pattern)
    made = "".join(PARTS.get(one, re.escape(one)) for one in parts)
    # Without signs between them, two digits are two digits.
    tight = made.replace("{1,2}", "{2}") if pattern.isalpha() else made
    return re.compile(tight + HOUR, re.ASCII)
