"""Matters, and the things that an agency has in its charge.

A matter knows its function, its place and the day it was filed, and never whose it is. Posts,
holdings and documents are different: somebody was given them, so they carry an agency, and a
decree hands them on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter in progress; `place` is a leaf, or a unit where the exact place is not known."""

    id: str
    function: str
    place: str
    filed: date
    due: date
    paid: bool = False
    paused: bool = False
    closed: date | None = None

    def open_on(self, day: date) -> bool:
        """True from the day of filing until the day it was closed."""
        return self.filed <= day and (self.closed is None or day < self.closed)

    def late_on(self, day: date) -> bool:
        """True when a day lies after the due date and the clock was not stopped."""
        return self.open_on(day) and not self.paused and day > self.due


@dataclass(frozen=True, slots=True)
class Charge:
    """What an agency has in its charge at the start; `function` is '' when bound to none."""

    id: str
    agency: str
    function: str = ""
    since: date = date.min

    @property
    def kind(self) -> str:
        """The balance in which it is counted."""
        return CHARGES[type(self)]


class Post(Charge):
    """A seat that a person holds or may hold (org:Post)."""

    __slots__ = ()


class Holding(Charge):
    """An asset, premises, fund, record series, seal or account in an agency's custody."""

    __slots__ = ()


class Document(Charge):
    """A legal instrument or document that an agency issued and its heir must look after."""

    __slots__ = ()


CHARGES: dict[type[Charge], str] = {
    Post: "people",
    Holding: "holdings",
    Document: "instruments",
}
