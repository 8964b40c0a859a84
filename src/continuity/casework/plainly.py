"""How the value of a column stands in an entry of the journal. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any


def plain(value: object) -> Any:
    """A column's value as JSON; an absent day is ''."""
    match value:
        case None:
            return ""
        case bool() | int() | dict():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case tuple() | list():
            return [str(one) for one in value]
    return str(value)
