"""The nation for tests: both reforms of 2025 played once for all tests of a process."""

from __future__ import annotations

from datetime import date
from functools import cache

from continuity.cli.state import State
from continuity.core.competent import who
from continuity.demo.play import Played, play
from continuity.packs.vn import pack

FEB, MARCH, JUNE, JULY = (
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 6, 30),
    date(2025, 7, 1),
)


@cache
def played() -> Played:
    """The demo, with its matters and proofs."""
    return play(pack())


@cache
def national() -> State:
    """The pack with all of its decrees, as every command has it."""
    return State(pack())


def unit(code: str, on: date = JUNE) -> str:
    """The key of the unit that bears a code on a day."""
    found = national().world.lineage.living(code, on)
    assert found is not None, f"{code} is no unit on {on}"
    return found.id


def agency(function: str, place: str, on: date, filed: date | None = None) -> str:
    """The one competent agency, or ''."""
    return who(national().world, function, place, on=on, filed=filed or on).ruling.agency
