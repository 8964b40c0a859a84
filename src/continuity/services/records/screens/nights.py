"""The list of the night at the keeper's desk: no names, one person at a time, each look an entry."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.pages.words import t
from continuity.services.records import nights as kept
from continuity.services.records.refused import Refused
from continuity.services.records.rules.words import STATUSES
from continuity.services.records.screens.keeper import shown
from continuity.services.records.screens.room import Keeper, keeping


@keeping
def nights(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The list; by its button one person is opened, or told to have been looked at."""
    done = False
    if request.method == "POST":
        person = _uuid(request.POST.get("person", ""))
        if "reviewed" not in request.POST:
            return shown(request, keeper, kept.identity(person, **keeper.by))
        kept.reviewed(person, **keeper.by)
        done = True
    found = kept.night(**keeper.by)
    told: dict[str, Any] = {"night": found, "most": kept.MOST, "done": done, "lives": True}
    told["rows"] = [_row(one) for one in found.listed[: kept.MOST]]
    return render(request, "records/nights.html", told)


def _row(one: kept.Listed) -> dict[str, Any]:
    return {"one": one, "what": [(told, t(*STATUSES[told.status])) for told in one.what]}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("not-listed") from None
