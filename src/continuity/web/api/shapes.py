"""The shapes that answers share: a unit, an agency, a source, a stretch of days.

Keys are not renamed or removed; new ones may come.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from continuity.web.api.problems import Problem

Pair = Annotated[
    list[str | None],
    Field(
        min_length=2, max_length=2, examples=[["2025-07-01", None]],
        description="First day, and first day after; null where there is none.",
    ),
]  # fmt: skip
DayText = Annotated[str, Field(examples=["2025-07-01"], description="YYYY-MM-DD")]
Status = Literal["resolved", "undetermined", "overlap", "gap", "not-owed", "unknown"]
PlaceStatus = Literal["resolved", "undetermined", "ambiguous", "unknown"]
Extent = Literal["full", "partial"]


class Source(Schema):
    """By which clause of which instrument."""

    instrument: str | None
    clause: str | None


class Unit(Schema):
    """An administrative unit, under the name of the day that was asked."""

    key: str = Field(description="Stays for ever; a code may be another unit's tomorrow.")
    code: str
    name: str
    province: str | None


class Named(Schema):
    """A unit as an address names it, with all that contained it on that day."""

    key: str
    name: str = Field(examples=["Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"])


class Read(Schema):
    """What an address was read as, where its name alone did not suffice."""

    units: list[Named] = Field(description="Of the map whose names the address bears.")
    how: list[str] = Field(
        description="What was odd, as short words: no-type, one-edit, other-day."
    )
    rest: str = Field(description="What it says below the commune, untouched.")
    said: str = Field(description="The same in one line.")


class CitedUnit(Unit, Source):
    """A unit, and the clause that made it what it is to another."""


class Edge(CitedUnit):
    """A unit before or after another; `full` where the whole of it went to one."""

    extent: Extent


class Name(Schema):
    """What a unit was called on some days."""

    name: str
    valid: Pair


class UnitOverTime(Unit):
    """A unit with its days, its names, what it was made of and what became of it."""

    valid: Pair
    names: list[Name]
    heirs: list[Edge]
    predecessors: list[Edge]
    address: str = Field(description="Its page for people; .json, .csv and .svg lie beside it.")


class Body(Schema):
    """An agency under both its names."""

    key: str
    name: str
    name_en: str


def answers(shape: Any, *, finds: bool = False, sends: bool = False) -> dict[int, Any]:
    """What an operation may answer: its shape, or a problem; `finds` a key, `sends` a body."""
    codes = [HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.UNPROCESSABLE_ENTITY]
    codes += [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED]
    codes += [HTTPStatus.NOT_FOUND] if finds else []
    large = [HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE]
    codes += large if sends else []
    unchanged = {} if sends else {int(HTTPStatus.NOT_MODIFIED): None}
    return {200: shape, **unchanged, **{int(code): Problem for code in sorted(codes)}}


def work(shape: Any, *, acts: bool = False, made: bool = False) -> dict[int, Any]:
    """What an operation for a program that signs in may answer; `made` where something is filed."""
    codes = {*answers(None, finds=True, sends=True)} - {int(HTTPStatus.OK)}
    codes |= {int(HTTPStatus.UNAUTHORIZED), int(HTTPStatus.FORBIDDEN)}
    codes |= {int(HTTPStatus.CONFLICT)} if acts else set()
    right = HTTPStatus.CREATED if made else HTTPStatus.OK
    return {int(right): shape, **dict.fromkeys(sorted(codes), Problem)}
