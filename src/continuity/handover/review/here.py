"""Which rules apply to an address on a day, as data: what the address means, and each document. Pure.

The page, the command and the interface for programs answer from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from continuity.addresses.written import Here
from continuity.core.interval import eve
from continuity.handover.review.documents import Applies, Document, applying
from continuity.handover.review.rules import sunset, survives
from continuity.packs.answers import Json, Known, unit_json
from continuity.packs.changes import choice, is_unit, line, nearly

MOST = 40
"""How many units are named to choose from; the others are counted."""


def rules_json(here: Here, text: str, on: date, documents: Mapping[str, Document]) -> Json:
    """What holds on a day where a text means, old or new: a contract, documented in docs/cli.md."""
    meant = here.written.meant(text, on)
    units = _lowest(here, meant.units, on)
    status = "resolved" if len(units) == 1 else "ambiguous" if units else "unknown"
    unit = units[0] if status == "resolved" else ""
    shown = [choice(here, one) for one in units[:MOST]] if units and not unit else []
    place = {
        "status": status, "text": text, "unit": unit_json(here, unit, on) if unit else None,
        "line": line(here, unit, lived(here, unit, on)) if unit else None,
        "candidates": nearly(here, text)[:MOST] if not units else shown,
        "count": len(units), "read": meant.json(here.language),
    }  # fmt: skip
    found = there(here, unit, on, documents) if unit else []
    told = [_json(here, one) for one in found]
    return {"on": on.isoformat(), "place": place, "entered": len(documents), "documents": told}


def there(state: Known, unit: str, on: date, documents: Mapping[str, Document]) -> list[Applies]:
    """What holds on a day on the ground of a unit; of one that is no more, on its last ground."""
    lineage = state.world.lineage
    return applying(documents.values(), lineage, lineage.leaves_of(unit, on), on, sunset())


def lived(state: Known, unit: str, on: date) -> date:
    """The day nearest to a day on which a unit was there."""
    valid = state.world.lineage.areas[unit].valid
    return min(max(on, valid.start), eve(valid.end))


def reason(state: Known, one: Applies) -> tuple[str, str]:
    """Why what was issued for a unit that is no more holds still, by which source; how sure that is."""
    area = state.world.lineage.areas.get(one.document.territory)
    rule = survives().get(area.level) if area and one.old else None
    if rule is None:
        return "", ""
    return (rule.source.en if state.language == "en" else rule.source.vi), rule.sure


def _lowest(state: Known, units: tuple[str, ...], on: date) -> list[str]:
    """The lowest units among some, and those inside of the wider ones."""
    lineage, made = state.world.lineage, []
    for unit in units:
        if unit not in lineage.areas:
            continue
        if is_unit(state, unit):
            made.append(unit)
            continue
        day = lived(state, unit, on)
        made += [lineage.home(leaf, day) for leaf in lineage.leaves_of(unit, day)]
    return list(dict.fromkeys(made))


def _json(state: Known, one: Applies) -> Json:
    document, area = one.document, state.world.lineage.areas.get(one.document.territory)
    vi, en = state.names.both(document.issuer, document.adopted)
    last = eve(area.valid.end) if area and one.old else document.adopted
    why, sure = reason(state, one)
    return {
        "id": document.id, "number": document.number, "title": document.title,
        "adopted": document.adopted.isoformat(), "articles": document.articles,
        "issuer": {"key": document.issuer, "name": vi, "name_en": en},
        "territory": unit_json(state, document.territory, last) if area else None,
        "whole": one.whole, "old": one.old,
        "until": one.until.isoformat() if one.until else None,
        "why": why or None, "sure": sure or None, "source": document.source,
    }  # fmt: skip
