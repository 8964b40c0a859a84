"""How long what was issued for a dead unit survives, and what a review may end in: data."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from continuity.core.procedure import Words
from continuity.packs.vn import document

FILE = "review.yaml"


class Survival(NamedTuple):
    """Until when, by which source, and how sure that is."""

    until: date
    source: Words
    sure: str


@cache
def survives() -> dict[str, Survival]:
    """By the level of the unit that is no more."""
    listed: Any = document(FILE)["survives"]
    return {
        one["level"]: Survival(
            date.fromisoformat(str(one["until"])),
            Words(one["source_vi"], one["source_en"]),
            one["sure"],
        )
        for one in listed
    }


def sunset() -> dict[str, date]:
    """The first day without, by level."""
    return {level: one.until for level, one in survives().items()}


@cache
def actions() -> dict[str, Words]:
    """What a review may end in, by id."""
    listed: Any = document(FILE)["actions"]
    return {one["id"]: Words(one["vi"], one["en"]) for one in listed}
