"""Functions: what somebody may be responsible for."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema
from pydantic import Field

from continuity.packs.duties import function_json, functions_json
from continuity.web.api.answer import answered
from continuity.web.api.asked import Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import answers
from continuity.web.known import known

router = Router(tags=["functions"])


class Function(Schema):
    """A function under both its names, and what people call it."""

    id: str
    name: str
    name_en: str
    words: list[str]
    follows: str = Field(description="Where a cut unit's matters go: residents or territory.")
    owed: str = Field(description="Where somebody must hold it: everywhere, or a kind of site.")


class Functions(Schema):
    """All functions, in order of their ids."""

    functions: list[Function]


@router.get(
    "/functions", response=answers(Functions), operation_id="functions", summary="Functions"
)
def functions(request: HttpRequest) -> HttpResponseBase:
    """Every function that can be asked about, with everyday words for it."""
    here = known()

    def made() -> object:
        return {"functions": functions_json(here.pack, here.world)}

    return answered(request, here, made)


@router.get(
    "/functions/{key}", response=answers(Function, finds=True), operation_id="function",
    summary="A function",
)  # fmt: skip
def function(
    request: HttpRequest, key: Annotated[Key, Path(examples=["residence"])]
) -> HttpResponseBase:
    """One function by its id."""
    here = known()
    if key not in here.pack.functions or key not in here.world.functions:
        raise Stop("not-there", thing=key)

    def made() -> object:
        return function_json(here.pack, here.world, key)

    return answered(request, here, made)
