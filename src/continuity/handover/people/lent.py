"""Secondments: somebody helps another body for some days; their seat there ends by itself. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Secondment(NamedTuple):
    """Who helps where, for the days [since, until), by which decision; `ended` where it ended before."""

    id: str
    person: str
    home: str
    agency: str
    role: str
    since: date
    until: date
    words: str
    decision: str
    ended: date | None = None

    @property
    def last(self) -> date:
        """The first day without it."""
        return min(self.until, self.ended) if self.ended else self.until

    def on(self, day: date) -> bool:
        """True on its days."""
        return self.since <= day < self.last


MOST_DAYS = 366
"""How long one may last before it is a transfer; a measure of ours, unverified."""


def wrong(since: date, until: date) -> bool:
    """True for days that are no secondment: none, or more than a year."""
    return not 0 < (until - since).days <= MOST_DAYS
