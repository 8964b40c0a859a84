"""What may be asked with: texts, keys, days and numbers, each with its bounds."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from ninja.params.models import Query, QueryModel
from pydantic import ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from continuity.core.interval import FOREVER
from continuity.packs.functions import meant
from continuity.pages.words import t
from continuity.web.api.problems import Stop
from continuity.web.known import Known

# No control characters: PostgreSQL has no room for the first of them, and nobody means the others.
PLAIN = r"^[^\x00-\x1f\x7f]*$"
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=PLAIN)
]
Key = Annotated[str, StringConstraints(min_length=1, max_length=150, pattern=PLAIN)]


def _day(value: Any) -> date:  # whatever a body may hold
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            on = date.fromisoformat(value)
        except ValueError:
            on = FOREVER
        if on < FOREVER:
            return on
    raise PydanticCustomError("day", "Expected a day as YYYY-MM-DD.")


Day = Annotated[date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Limit = Annotated[int, Field(ge=1, le=200)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]


class Asked(Schema):
    """All that a question may have; a name that is not known is no silent mistake."""

    model_config = ConfigDict(extra="forbid")


class OfDay(Asked):
    """The day of names: names change, keys do not."""

    on: Day | None = Field(
        None, description="The day of the names; left out, a unit's first or today."
    )


class _Known(QueryModel):
    @classmethod
    def _map_data_paths(cls, data: dict[str, Any]) -> dict[str, Any]:
        mapped = super()._map_data_paths(data)
        inner = mapped.setdefault("asked", {})
        flatten_map: dict[str, Any] = cls.__ninja_flatten_map__  # type: ignore[attr-defined]
        return {
            **mapped,
            "asked": {**{k: data[k] for k in data.keys() - flatten_map.keys()}, **inner},
        }


class InQuery(Query):  # type: ignore[misc]  # as the original, of a class that is called final
    """Parameters of the address, of which none may be unknown; the view calls them `asked`."""

    _model = _Known

    @classmethod
    def _param_source(cls) -> str:
        return "query"


def function_of(here: Known, text: str) -> tuple[str, str]:
    """The id of a function, and what is wrong where there is none or there are several."""
    found = meant(here.pack, text)
    if len(found) == 1:
        return found[0], ""
    several = ", ".join(sorted(found))
    if several:
        return "", t(
            f"Có thể là nhiều chức năng: {several}.", f"May be several functions: {several}."
        )
    return "", t(
        "Không có chức năng này; /api/v1/functions liệt kê.",
        "There is no such function; /api/v1/functions lists them.",
    )


def too_early(on: date, filed: date) -> str:
    """What is wrong where a matter is asked about on a day before it was filed; '' if nothing."""
    if filed <= on:
        return ""
    return t(
        f"Hồ sơ nộp ngày {filed} chưa có vào ngày {on}.",
        f"A matter filed on {filed} is not there yet on {on}.",
    )


def body_of(request: HttpRequest, *media: str) -> bytes:
    """The body, of one of some kinds."""
    if request.content_type not in media:
        raise Stop("wrong-media", taken=", ".join(media))
    return request.body
