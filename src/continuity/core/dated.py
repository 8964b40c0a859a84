"""Values of law that change: a fee, a term, a holiday, each from a day on, with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class NotInForce(LookupError):
    """No value was in force on the day; the message names the first day on which one is."""


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One value from one day on; `verified` is False where no source has been read."""

    since: date
    value: T
    source: str = ""
    verified: bool = False


class Dated(Generic[T]):
    """A value over time: what holds on a day is the last one that began by then."""

    def __init__(self, values: Iterable[Value[T]]) -> None:
        self.values = sorted(values, key=lambda value: value.since)
        days = [value.since for value in self.values]
        if len(set(days)) < len(days):
            raise ValueError("Two values begin on the same day; expected one a day.")

    def on(self, day: date) -> Value[T]:
        """The value in force on a day; raises NotInForce before the first one."""
        found = [value for value in self.values if value.since <= day]
        if not found:
            first = self.values[0].since if self.values else "no day"
            raise NotInForce(f"Nothing is in force on {day}; the first value begins on {first}.")
        return found[-1]
