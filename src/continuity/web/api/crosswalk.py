"""The crosswalk between two days, whole or of one unit, as JSON or CSV."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from pydantic import Field

from continuity.core.crosswalk import Edge, crosswalk, edges
from continuity.packs.edges import COLUMNS, edges_json, flat
from continuity.pages.words import t
from continuity.web.api.answer import JSON, answered, written
from continuity.web.api.asked import Asked, Day, InQuery, Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import Extent, Source, Unit, answers
from continuity.web.known import Known, known

CSV = "text/csv"
MOST_KEPT = 8
router = Router(tags=["units"])


class CrosswalkAsked(Asked):
    """From which day to which, in either direction."""

    since: Day = Field(alias="from", description="The day of the one side.")
    to: Day = Field(description="The day of the other side, earlier or later.")
    unit: Key | None = Field(None, description="Key of one unit of the first day; all if left out.")


class Shared(Source):
    """A unit of the one day and a unit of the other that share ground or residents."""

    origin: Unit = Field(alias="from")
    target: Unit = Field(alias="to")
    extent: Extent
    residents: bool
    territory: bool


class Crosswalk(Schema):
    """Which unit of one day is which of another."""

    since: str = Field(alias="from")
    to: str
    edges: list[Shared]


@router.get(
    "/crosswalk", response=answers(Crosswalk, finds=True), by_alias=True, operation_id="crosswalk",
    summary="Any day to any day",
)  # fmt: skip
def whole(request: HttpRequest, asked: Annotated[CrosswalkAsked, InQuery(...)]) -> HttpResponseBase:
    """One row for each pair of lowest units that share ground; `Accept: text/csv` gives a table."""
    here = known()
    _refuse(here, asked)
    media = JSON if request.accepts(JSON) or not request.accepts(CSV) else CSV

    def made() -> bytes:
        return _kept(here, asked, media)

    return answered(request, here, made, media=media)


def _refuse(here: Known, asked: CrosswalkAsked) -> None:
    first = here.world.starts
    days = (("from", asked.since), ("to", asked.to))
    early = [name for name, on in days if on < first]
    said = t(f"Dữ liệu bắt đầu từ {first}.", f"The data begin on {first}.")
    if early:
        raise Stop("wrong-input", [(f"#/query/{name}", said) for name in early])
    if asked.unit and asked.unit not in here.world.lineage.areas:
        raise Stop("not-there", thing=asked.unit)


_made: dict[tuple[object, ...], bytes] = {}


def _kept(here: Known, asked: CrosswalkAsked, media: str) -> bytes:
    """The body; those of whole crosswalks are kept for a while, they take a good part of a second."""
    key = (here.at, asked.since, asked.to, media)
    if asked.unit:
        return _body(here, asked, media)
    if key not in _made:
        body = _body(here, asked, media)
        while len(_made) >= MOST_KEPT:
            _made.pop(next(iter(_made)), None)
        _made[key] = body
    return _made.get(key) or _body(here, asked, media)


def _body(here: Known, asked: CrosswalkAsked, media: str) -> bytes:
    days = (asked.since, asked.to)
    told = list(edges_json(here, _edges(here, asked.unit, *days), *days))
    if media == CSV:
        return _table(told)
    since, to = (day.isoformat() for day in days)
    return written({"from": since, "to": to, "edges": told})


def _edges(here: Known, unit: str | None, start: date, end: date) -> list[Edge]:
    lineage = here.world.lineage
    if unit is None:
        return crosswalk(lineage, start, end)
    leaves = [leaf for leaf in lineage.leaves_of(unit, start) if unit in lineage.path(leaf, start)]
    return edges(lineage, leaves, start, end)


def _table(told: list[dict[str, Any]]) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(flat(row) for row in told)
    return table.getvalue().encode()
