"""The JSON and CSV beside a page: the contract of the command, with the address of each thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from continuity.packs.answers import Json, areas_json
from continuity.packs.things import agency_json, ground_json
from continuity.web.known import Known
from continuity.web.units.keys import Meant, address

COLUMNS = (
    "of", "relation", "key", "code", "name", "province", "from", "until", "extent", "instrument",
    "clause",
)  # fmt: skip
"""`relation` is itself, name, predecessor, heir, within or mandate; of which thing, says `of`."""

LISTS = {
    "names": "name", "predecessors": "predecessor", "heirs": "heir", "within": "within",
    "mandates": "mandate",
}  # fmt: skip


def told(here: Known, meant: Meant, on: date | None) -> Json:
    """Everything that is meant: units under `units`, ground under `ground`, agencies under theirs."""
    first, lineage = on or here.world.starts, here.world.lineage
    bodies = [agency_json(here, key, first) for key in meant.keys if key in here.world.agencies]
    ground = [ground_json(here, key, first) for key in meant.keys if key in lineage.leaves]
    answer = areas_json(here, list(meant.keys), on)
    answer |= {"ground": ground} if ground else {}
    answer |= {"agencies": bodies} if bodies else {}
    for things in answer.values():
        for thing in things:
            thing["address"] = address(thing["key"])
    return answer


def as_csv(answer: Json) -> str:
    """One row for each thing, name, predecessor, heir, place around it, and duty."""
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, restval="", extrasaction="ignore")
    table.writeheader()
    for things in answer.values():
        for thing in things:
            table.writerows(_rows(thing))
    return written.getvalue()


def _rows(thing: Json) -> Iterator[Json]:
    yield _row(thing["key"], "itself", thing)
    for list_name, relation in LISTS.items():
        for one in thing.get(list_name, ()):
            area = one.get("area") or {}
            named = {**area, **one, "name": one.get("function") or one.get("name")}
            yield _row(thing["key"], relation, named)


def _row(of: str, relation: str, one: Json) -> Json:
    since, until = one.get("valid") or (None, None)
    return {**one, "of": of, "relation": relation, "from": since, "until": until}
