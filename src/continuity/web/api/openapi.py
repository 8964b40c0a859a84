"""The OpenAPI description: made once from the views, with problems under their own media type."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from continuity.web.api.answer import JSON, STATED, tagged, written
from continuity.web.api.crosswalk import CSV
from continuity.web.api.interface import api
from continuity.web.api.problems import MEDIA

ROOT = "api/v1/"
REFERENCE = re.compile(r'"#/components/schemas/([^"]+)"')
Json = dict[str, Any]  # JSON objects


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description as JSON, for generators of clients and for tests."""
    body = _body()
    tag = tagged(body.decode())
    response = get_conditional_response(request, etag=tag) or HttpResponse(body, content_type=JSON)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = STATED
    assert isinstance(response, HttpResponse), "a description is no stream"
    return response


@cache
def _body() -> bytes:
    return written(described())


def described() -> Json:
    """What every address takes and answers."""
    told: Json = dict(api.get_openapi_schema(path_prefix=ROOT))
    for address in told["paths"].values():
        for operation in address.values():
            operation["parameters"] = [_parameter(one) for one in operation["parameters"]]
            operation["responses"] = {
                str(status): _answer(status, answer)
                for status, answer in operation["responses"].items()
            }
    _prune(told)
    table = told["paths"][f"/{ROOT}crosswalk"]["get"]["responses"]["200"]["content"]
    table[CSV] = {"schema": {"type": "string"}}
    return told


def _prune(told: Json) -> None:
    """Leaves out what no address names: a question's parts stand as parameters already."""
    schemas: Json = told["components"]["schemas"]
    pages = [json.dumps(told["paths"])]
    named: set[str] = set()
    while pages:
        found = set(REFERENCE.findall(pages.pop())) - named
        pages += [json.dumps(schemas[name]) for name in found]
        named |= found
    told["components"]["schemas"] = {name: schemas[name] for name in sorted(named)}


def _parameter(one: Json) -> Json:
    """A parameter that may be left out is no null: an address cannot say null."""
    schema = dict(one["schema"])
    if choices := [part for part in schema.pop("anyOf", ()) if part != {"type": "null"}]:
        schema |= choices[0]
    if schema.get("default", "") is None:
        del schema["default"]
    examples = schema.pop("examples", None)
    told = {name: value for name, value in one.items() if name != "examples"}
    told |= {"example": examples[0]} if examples else {}
    return {**told, "schema": schema}


def _answer(status: int, answer: Json) -> Json:
    if status < 400:
        return answer
    return {**answer, "content": {MEDIA: answer["content"][JSON]}}
