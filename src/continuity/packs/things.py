"""The JSON of what has a page without being a unit: ground and sites, and agencies.

Units have theirs in `answers`; all three are documented in docs/cli.md and share their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from continuity.core.interval import as_pair, eve
from continuity.core.lineage import Cite
from continuity.core.mandate import Mandate
from continuity.packs.answers import Json, Known, unit_json


def ground_json(state: Known, leaf: str, on: date) -> Json:
    """A piece of ground or a site: in which units it lay when, and by which clause."""
    here = state.world.lineage.leaves[leaf]
    return {
        "key": leaf,
        "name": state.names.of(leaf, on),
        "site": here.site or None,
        "residents": here.residents,
        "territory": here.territory,
        "of": here.of or None,
        "within": [
            {
                **unit_json(state, stay.parent, stay.valid.start),
                "valid": as_pair(stay.valid),
                **_source(stay.cite),
            }
            for stay in state.world.lineage.within.get(leaf, ())
        ],
    }


def agency_json(state: Known, agency: str, on: date) -> Json:
    """An agency: its days, what it came from and what continues it, what it must do where."""
    body, lineage = state.world.agencies[agency], state.world.lineage
    heir = lineage.heirs.get(agency)
    before = sorted(lineage.heir_of(agency))
    return {
        **body_json(state, agency, on),
        "kind": body.kind,
        "seat": unit_json(state, body.seat, on) if body.seat else None,
        "valid": as_pair(body.valid),
        "heirs": [_passed(state, heir.heir, heir.on, heir.cite)] if heir else [],
        "predecessors": [
            _passed(state, old, eve(lineage.heirs[old].on), lineage.heirs[old].cite)
            for old in before
            if old in state.world.agencies
        ],
        "mandates": [
            mandate_json(state, mandate)
            for mandate in state.world.mandates
            if mandate.agency == agency
        ],
    }


def body_json(state: Known, agency: str, on: date) -> Json:
    """Key and both names of an agency on a day, or on the nearest day of its life."""
    valid = state.world.agencies[agency].valid
    vi, en = state.names.both(agency, min(max(on, valid.start), eve(valid.end)))
    return {"key": agency, "name": vi, "name_en": en}


def mandate_json(state: Known, mandate: Mandate) -> Json:
    """What an agency must do, where, on which days, for what was filed when."""
    return {
        "function": mandate.function,
        "mode": str(mandate.mode),
        "area": unit_json(state, mandate.area, mandate.valid.start),
        "valid": as_pair(mandate.valid),
        "intake": as_pair(mandate.intake),
        "except": len(mandate.holes),
        **_source(mandate.cite),
    }


def _passed(state: Known, agency: str, on: date, cite: Cite) -> Json:
    return {**body_json(state, agency, on), "extent": "full", **_source(cite)}


def _source(cite: Cite) -> Json:
    return {"instrument": cite.instrument or None, "clause": cite.clause or None}


def agencies_json(state: Known, agencies: Iterable[str], on: date | None) -> list[Json]:
    """Agencies for a list, under their names of a day or of their first."""
    bodies = [state.world.agencies[agency] for agency in agencies]
    return [
        {
            **body_json(state, body.id, on or body.valid.start),
            "kind": body.kind,
            "seat": body.seat or None,
            "valid": as_pair(body.valid),
        }
        for body in bodies
    ]
