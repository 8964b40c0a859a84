"""A crosswalk that can be cited: its rows, the names that two units share, what published tables have
wrong, and a description that says of which data all of it was made.

The same data make the same bytes, whoever writes them and whenever.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import continuity
from continuity.core.crosswalk import crosswalk, heirs
from continuity.packs.answers import Json, Known, unit_json
from continuity.packs.edges import COLUMNS, edges_json, flat
from continuity.packs.vn import DATA, rows

HOMONYMS = ("on", "name", "province", "code", "district", "sharing")
ERRATA = (
    *("published", "kind", "code", "name", "province", "said_code", "said_name"),
    *("is_code", "is_name", "instrument", "clause"),
)
PUBLISHED = "vietnamadminunits 1.0.4"
TOLD = {
    "crosswalk.csv": "One row for each pair of units of the two days that share ground or residents.",
    "homonyms.csv": "Units that share their name and their province with another on one of the days.",
    "errata.csv": "Where a published table and the resolutions differ; the resolutions are followed.",
}
Table = tuple[Sequence[str], list[Sequence[object]]]


def crosswalk_table(state: Known, start: date, end: date) -> Table:
    """Every pair of units of two days, as documented for the command."""
    edges = crosswalk(state.world.lineage, start, end)
    return COLUMNS, [flat(row) for row in edges_json(state, edges, start, end)]


def homonyms(state: Known, days: Iterable[date]) -> Table:
    """The lowest units that share name and province with another one on a day."""
    found: list[Sequence[object]] = []
    for on in dict.fromkeys(days):
        shared: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in _lowest(state, on):
            told = unit_json(state, unit, on)
            shared[told["name"], told["province"]].append(unit)
        for (name, province), units in sorted(shared.items()):
            if len(units) > 1:
                for unit in sorted(units):
                    found.append((on, name, province, *_place(state, unit, on), len(units)))
    return HOMONYMS, found


def _lowest(state: Known, on: date) -> list[str]:
    lineage = state.world.lineage
    leaves = (id for id, leaf in lineage.leaves.items() if not leaf.site)
    return sorted({lineage.home(leaf, on) for leaf in leaves} - {""})


def _place(state: Known, unit: str, on: date) -> tuple[str, str]:
    """The code of a unit, and the district in which it lies; '' where there are none."""
    lineage = state.world.lineage
    district = lineage.at_level(unit, "district", on)
    named = unit_json(state, district, on)["name"] if district and district != unit else ""
    return lineage.areas[unit].code, named


def errata(state: Known) -> Table:
    """What the pack's build proved wrong in the tables that it was made from."""
    return ERRATA, sorted([*_edges_wrong(state), *_spelled_wrong(state)], key=repr)


def _edges_wrong(state: Known) -> Iterator[Sequence[object]]:
    """One row for each true heir of a unit of which a wrong one was published, or one left out."""
    for row in rows("corrections.csv"):
        unit = _coded(state, row["old"], old=True)
        said = unit_json(state, _coded(state, row["new"], old=False), MAP)
        for edge in heirs(state.world.lineage, unit):
            heir = unit_json(state, edge.target, MAP)
            if row["action"] == "remove":
                what = ("wrong-heir", said["code"], said["name"])
            elif heir["code"] == row["new"]:
                what = ("missing-heir", "", "")
            else:
                continue
            yield _erratum(state, unit, what, heir, edge.cite.instrument, edge.cite.clause)


def _spelled_wrong(state: Known) -> Iterator[Sequence[object]]:
    for row in rows("aliases.csv"):
        if row["source"] == "package":
            unit = _coded(state, row["code"], old=row["side"] == "old")
            first = state.world.labels[unit][0]
            called = {"code": row["code"], "name": first.vi}
            what = ("spelling", row["code"], row["name"])
            yield _erratum(state, unit, what, called, first.cite.instrument, first.cite.clause)


def _erratum(
    state: Known, unit: str, what: tuple[str, str, str], truth: Json, instrument: str, clause: str
) -> Sequence[object]:
    kind, said_code, said_name = what
    told = unit_json(state, unit, state.world.lineage.areas[unit].valid.start)
    mine = (told["code"], told["name"], told["province"])
    said, right = (said_code, said_name), (truth["code"], truth["name"])
    return (PUBLISHED, kind, *mine, *said, *right, instrument, clause)


MAP = date(2025, 7, 1)  # from when the map of 2025 holds


def _coded(state: Known, code: str, *, old: bool) -> str:
    """The unit that bore a code before the map of 2025, or bears it since."""
    found = state.world.lineage.coded(code)
    return next(area.id for area in found if (area.valid.start < MAP) == old)


def written(table: Table) -> bytes:
    """A table as CSV: UTF-8, commas, one line feed."""
    columns, found = table
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(found)
    return text.getvalue().encode()


def release(state: Known, start: date, end: date) -> dict[str, bytes]:
    """The files of a release by name, `datapackage.json` last."""
    tables = {
        "crosswalk.csv": crosswalk_table(state, start, end),
        "homonyms.csv": homonyms(state, (start, end)),
        "errata.csv": errata(state),
    }
    files = {name: written(table) for name, table in tables.items()}
    resources = [_resource(name, tables[name], files[name]) for name in tables]
    told = _description(start, end, resources)
    files["datapackage.json"] = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def _resource(name: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": name.removesuffix(".csv"),
        "path": name,
        "description": TOLD[name],
        "format": "csv",
        "encoding": "utf-8",
        "rows": len(table[1]),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": [{"name": column, "type": "string"} for column in table[0]]},
    }


def _description(start: date, end: date, resources: list[dict[str, Any]]) -> dict[str, Any]:
    digest = hashlib.sha256("\n".join(r["hash"] for r in resources).encode()).hexdigest()
    name = f"crosswalk-{start}-{end}"
    # The version of what wrote it, and of what was written: either may change without the other.
    version = f"{continuity.__version__}+{digest[:12]}"
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": f"Viet Nam: the units of {start} as those of {end}",
        "version": version,
        "from": start.isoformat(),
        "to": end.isoformat(),
        "digest": f"sha256:{digest}",
        "cite": f"Continuity, {name}, version {version}, sha256 {digest}",
        "sources": list(sources()),
        "resources": resources,
    }


def sources() -> Iterator[dict[str, str]]:
    """What the pack was made from, and with which standing, as its SOURCES.md tells."""
    for line in (DATA / "SOURCES.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "what":
            yield dict(zip(("what", "title", "standing"), cells, strict=True))
