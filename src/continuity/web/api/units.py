"""Units over time: by name or code, by key; and ground, which lies in units."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema
from pydantic import Field

from continuity.accounts.today import today
from continuity.packs.answers import areas_json
from continuity.packs.things import ground_json
from continuity.web.api.answer import answered
from continuity.web.api.asked import Asked, Day, InQuery, Key, Limit, OfDay, Text
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import CitedUnit, Pair, Read, UnitOverTime, answers
from continuity.web.known import Known, known
from continuity.web.units.keys import Kind, address, meant

router = Router(tags=["units"])


class UnitsAsked(Asked):
    """A name or a code; with a day, the units that it means on that day."""

    q: Text = Field(description="A name, an address or a code.", examples=["Bến Nghé"])
    on: Day | None = Field(None, description="Of all days if left out.")
    limit: Limit = 50


class Units(Schema):
    """Some units; `count` tells how many there are in all."""

    units: list[UnitOverTime]
    count: int


class UnitsRead(Units):
    """The same for a text, with what it was read as."""

    read: Read | None = Field(description="null where the name alone sufficed.")


class Stay(CitedUnit):
    """A unit in which ground lay, on some days, by a clause."""

    valid: Pair


class Ground(Schema):
    """A piece of ground that no decree has cut, or a site such as an airport."""

    key: str
    name: str
    site: str | None
    residents: bool
    territory: bool
    of: str | None = Field(description="The ground that it was cut from.")
    within: list[Stay]


@router.get(
    "/units", response=answers(UnitsRead), operation_id="units", summary="Units by name or code"
)
def units(request: HttpRequest, asked: Annotated[UnitsAsked, InQuery(...)]) -> HttpResponseBase:
    """Every unit that ever bore a name or code, widest first; with `on`, the one of that day."""
    here = known()

    def made() -> object:
        areas, on = here.world.lineage.areas, asked.on
        meant = here.written.meant(asked.q, on)
        told = _told(here, [key for key in meant.units if key in areas], asked.limit, on)
        return {**told, "read": meant.json(here.language)}

    return answered(request, here, made)


@router.get(
    "/units/{key}", response=answers(Units, finds=True), operation_id="unit",
    summary="A unit over time",
)  # fmt: skip
def unit(
    request: HttpRequest,
    key: Annotated[Key, Path(examples=["26740@2025-07-01"])],
    asked: Annotated[OfDay, InQuery(...)],
) -> HttpResponseBase:
    """What a key names. A bare code names every unit that ever bore it, code@day the one of that day."""
    here = known()
    named = meant(here, key)
    if named.kind not in (Kind.UNIT, Kind.SEVERAL):
        raise Stop("not-there", thing=key)

    def made() -> object:
        return _told(here, list(named.keys), len(named.keys), asked.on or named.on)

    return answered(request, here, made)


@router.get(
    "/ground/{key}", response=answers(Ground, finds=True), operation_id="ground",
    summary="Ground, or a site",
)  # fmt: skip
def ground(
    request: HttpRequest,
    key: Annotated[Key, Path(examples=["airport:HPH"])],
    asked: Annotated[OfDay, InQuery(...)],
) -> HttpResponseBase:
    """In which units a piece of ground or a site lay when, and by which clause."""
    here = known()
    named = meant(here, key)
    if named.kind is not Kind.GROUND:
        raise Stop("not-there", thing=key)

    def made() -> object:
        return ground_json(here, named.keys[0], asked.on or today())

    return answered(request, here, made, stated=asked.on is not None)


def _told(here: Known, keys: list[str], limit: int, on: date | None) -> dict[str, object]:
    told = areas_json(here, keys[:limit], on)
    for thing in told["units"]:
        thing["address"] = address(thing["key"])
    return {**told, "count": len(keys)}
