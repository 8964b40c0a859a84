"""Who has a matter on a day, and why: the answer of `who` for a place that is known by its key."""

from __future__ import annotations

from datetime import date
from typing import Any

from continuity.packs.answers import who_json
from continuity.pages.words import t
from continuity.web.known import Known


def holder(here: Known, function: str, place: str, filed: date, on: date) -> dict[str, Any]:
    """The agency that must act, how it came to it, and where the place is; agency None where open."""
    day = max(on, filed)
    found = [place] if _is_place(here, place) else []
    answer = who_json(here, function, "", day, filed, here.directory, found=found)
    acting = answer["agency"] or answer["meanwhile"]
    return {
        "agency": acting,
        "meanwhile": answer["agency"] is None and acting is not None,
        "candidates": answer["place"]["candidates"] if acting is None else [],
        "chain": _marked([link for link in answer["chain"] if _matters(link, filed)], day),
        "instrument": answer["instrument"],
        "unit": answer["place"]["unit"],
    }


def called(here: Known, thing: str, on: date) -> str:
    """What an agency, a place or a function is called in the language of the page."""
    return t(*here.names.both(thing, on)) if thing else ""


def _is_place(here: Known, place: str) -> bool:
    return place in here.world.lineage.areas or place in here.world.lineage.leaves


def _matters(link: dict[str, Any], filed: date) -> bool:
    """False for what was over before the matter was filed."""
    return link["until"] is None or date.fromisoformat(link["until"]) > filed


def _marked(links: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    for link in links:
        over = link["until"] is not None and date.fromisoformat(link["until"]) <= on
        begun = date.fromisoformat(link["from"]) <= on
        link["when"] = "past" if over else "now" if begun else "next"
    return links
