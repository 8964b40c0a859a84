"""The JSON of `who` and `unit`: a contract, documented in docs/cli.md and held by tests.

The command, the pages and the interface for programs all answer with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from continuity.core.chain import chain, listed
from continuity.core.competent import NO_PLACE, NO_RULING, Answer, Ruling, Status, who
from continuity.core.crosswalk import Edge, heirs, predecessors
from continuity.core.directory import Directory
from continuity.core.interval import EVER, FOREVER, as_pair
from continuity.core.lineage import Area, Cite
from continuity.core.mandate import Mandate
from continuity.core.world import World
from continuity.packs.names import Language, Names
from continuity.packs.places import Places

Json = dict[str, Any]  # JSON objects


class Known(Protocol):
    """What an answer is made from: a world, what things in it are called, and who is told."""

    @property
    def world(self) -> World:
        """The world that is asked."""

    @property
    def names(self) -> Names:
        """What things are called."""

    @property
    def places(self) -> Places:
        """What people mean by a place."""

    @property
    def language(self) -> Language:
        """The language of sentences; names come in both."""


HEIR_RULE = {
    "vi": "Văn bản chưa cho biết nơi này thuộc đơn vị nào; đơn vị nhận phần còn lại tạm thời "
    "giải quyết (quy ước của chúng tôi, chưa xác minh).",
    "en": "The texts do not tell which heir holds this place; the one that took the rest acts "
    "meanwhile (our convention, unverified).",
}


def who_json(
    state: Known,
    function: str,
    text: str,
    on: date,
    filed: date,
    directory: Directory | None = None,
    found: Sequence[str] | None = None,
) -> Json:
    """The whole answer to "who is responsible"; from a directory's tables for whoever has one.

    `found` are the places that the text means, for whoever has read it already.
    """
    places = state.places.find(text, on) if found is None else found
    fits = [meant_at(state, function, place, on) for place in places]
    answers = [_answer(state, function, place, on, filed, directory) for place in fits]
    answer = answers[0] if len(answers) == 1 else _several(answers)
    ruling = answer.ruling
    shown = ruling.holders[0] if ruling.agency else None
    place = fits[0] if len(fits) == 1 and ruling.status is not Status.UNKNOWN else ""
    return {
        "status": str(ruling.status),
        "function": function,
        "on": on.isoformat(),
        "filed": filed.isoformat(),
        "place": _place(state, text, fits, answer, on),
        "agency": _named(state, shown.agency, on) if shown else None,
        "holders": [_holder(state, mandate, on) for mandate in ruling.holders],
        "mandate": _mandate(shown) if shown else None,
        "instrument": _instrument(shown) if shown else None,
        "chain": _chain(state, function, place, filed, directory) if place else [],
        "meanwhile": _meanwhile(state, ruling, on),
    }


def _answer(
    state: Known, function: str, place: str, on: date, filed: date, directory: Directory | None
) -> Answer:
    if directory is None:
        return who(state.world, function, place, on=on, filed=filed)
    return directory.who([function], [place], [on], [filed])[0]


def meant_at(state: Known, function: str, place: str, on: date) -> str:
    """A site, or the unit on whose ground it lies where the function is not about such sites."""
    leaf = state.world.lineage.leaves.get(place)
    if leaf is None or not leaf.site or state.world.functions[function].owed == leaf.site:
        return place
    return state.world.lineage.home(place, max(on, state.world.starts)) or place


def _several(answers: list[Answer]) -> Answer:
    """One answer for several readings of a place: sure only where all name one agency."""
    agencies = {answer.ruling.agency for answer in answers}
    if not answers:
        return Answer(NO_RULING, NO_PLACE)
    if len(agencies) == 1 and "" not in agencies:
        return answers[0]
    holders = {m.key: m for answer in answers for m in answer.ruling.holders}
    status = Status.UNDETERMINED if holders else answers[0].ruling.status
    return Answer(Ruling(status, tuple(holders[key] for key in sorted(holders))), NO_PLACE)


def _place(state: Known, text: str, fits: list[str], answer: Answer, on: date) -> Json:
    if len(fits) != 1:
        status = "ambiguous" if fits else "unknown"
        candidates = [{**unit_json(state, fit, on), **_source(Cite())} for fit in fits]
        return {"status": status, "text": text, "unit": None, "candidates": candidates}
    placement = answer.placement
    candidates = [
        {**unit_json(state, candidate.area, on), **_source(candidate.cite)}
        for candidate in placement.candidates
    ]
    unit = unit_json(state, placement.unit, on) if placement.unit else None
    return {
        "status": str(placement.status),
        "text": text,
        "unit": unit,
        "candidates": candidates if len(candidates) > 1 else _inside(state, answer, on),
    }


def _inside(state: Known, answer: Answer, on: date) -> list[Json]:
    """The units of a known place that have holders of their own, where the agency is open."""
    unit = answer.placement.unit
    if not unit or answer.ruling.status is not Status.UNDETERMINED:
        return []
    areas = dict.fromkeys(m.area for m in answer.ruling.holders if m.area != unit)
    moves = {area: state.world.lineage.parent(area, on) for area in areas}
    return [
        {**unit_json(state, area, on), **_source(move.cite if move else Cite())}
        for area, move in moves.items()
    ]


def unit_json(state: Known, place: str, on: date) -> Json:
    """Key, code, name and province of a unit on a day, or on the nearest day of its life."""
    lineage = state.world.lineage
    area = lineage.areas.get(place)
    nearest = min(max(on, area.valid.start), _last(area.valid.end)) if area else on
    province = lineage.at_level(place, "province", nearest)
    return {
        "key": place,
        "code": area.code if area else place,
        "name": state.names.of(place, nearest),
        "province": state.names.of(province, nearest) if province else None,
    }


def _last(end: date) -> date:
    return date.fromordinal(end.toordinal() - 1)


def _named(state: Known, agency: str, on: date) -> Json:
    vi, en = state.names.both(agency, on)
    return {"key": agency, "name": vi, "name_en": en}


def _holder(state: Known, mandate: Mandate, on: date) -> Json:
    area = state.names.of(mandate.area, on)
    disputed = {"disputed": True} if mandate.disputed else {}
    return {**_named(state, mandate.agency, on), "area": area, **_mandate(mandate), **disputed}


def _mandate(mandate: Mandate) -> Json:
    return {"valid": as_pair(mandate.valid), "intake": as_pair(mandate.intake)}


def _source(cite: Cite) -> Json:
    return {"instrument": cite.instrument or None, "clause": cite.clause or None}


def _instrument(mandate: Mandate) -> Json:
    return {
        "number": mandate.cite.instrument or None,
        "clause": mandate.cite.clause or None,
        "effective": mandate.valid.start.isoformat(),
    }


def _chain(
    state: Known, function: str, place: str, filed: date, directory: Directory | None
) -> list[Json]:
    found = (
        chain(state.world, function, place, filed=filed)
        if directory is None
        else listed(directory, function, place, filed=filed)
    )
    links = []
    for valid, ruling in found:
        shown = ruling.holders[0] if ruling.agency else ruling.meanwhile
        agency = state.names.both(shown.agency, valid.start) if shown else (None, None)
        links.append(
            {
                "agency": agency[0],
                "agency_en": agency[1],
                "status": str(ruling.status),
                "from": valid.start.isoformat(),
                "until": None if valid.end == FOREVER else valid.end.isoformat(),
                "instrument": (shown.cite.instrument or None) if shown else None,
            }
        )
    return links


def _meanwhile(state: Known, ruling: Ruling, on: date) -> Json | None:
    if ruling.meanwhile is None:
        return None
    return {**_named(state, ruling.meanwhile.agency, on), "rule": HEIR_RULE[state.language]}


def areas_json(state: Known, places: list[str], on: date | None) -> Json:
    """Units by their keys: days, what each was made of, what became of it; else it is left out."""
    areas = state.world.lineage.areas
    return {"units": [_unit(state, place, on) for place in places if place in areas]}


def _unit(state: Known, place: str, on: date | None) -> Json:
    """A unit under its name of a day, or of its first; heirs as they were called on their day."""
    lineage = state.world.lineage
    area = lineage.areas[place]
    origins = predecessors(lineage, place) if area.valid.start > state.world.starts else []
    return {
        **unit_json(state, place, on or area.valid.start),
        "valid": as_pair(area.valid),
        "names": _names(state, area),
        "heirs": [
            _edge(state, edge, edge.target, area.valid.end) for edge in heirs(lineage, place)
        ],
        "predecessors": [
            _edge(state, edge, edge.origin, max(_before(area.valid.start), EVER))
            for edge in origins
        ],
    }


def _names(state: Known, area: Area) -> list[Json]:
    """What a unit was called, one name after the other, on the days of its own life."""
    return [
        {"name": label.vi, "valid": as_pair(shared)}
        for label in state.world.labels.get(area.id, ())
        if (shared := label.valid.meet(area.valid))
    ]


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _edge(state: Known, edge: Edge, shown: str, on: date) -> Json:
    return {**unit_json(state, shown, on), "extent": edge.extent, **_source(edge.cite)}
