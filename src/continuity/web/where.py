"""Where a matter is handed in: the second answer, beside the one that says who decides."""

from __future__ import annotations

from datetime import date

from continuity.packs.answers import Json
from continuity.packs.functions import labels
from continuity.packs.points import where_json
from continuity.pages.words import language
from continuity.register.points import points
from continuity.web.known import Known


def counters(here: Known, function: str, place: str, on: date) -> list[Json]:
    """The counters of a day for a function at what a text means; none where it means several."""
    found = where_json(here, points(function, on), function, place, on, here.pack.calendar)
    return [
        point | {"takes": [_called(here, one) for one in point["functions"]]} for point in found
    ]


def _called(here: Known, function: str) -> str:
    return labels(here.pack, function)[language() == "en"]
