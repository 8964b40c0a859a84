"""What the PyPI package says: names, codes and edges, and nothing that came from a map service."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent / "pack"


class Source(NamedTuple):
    """Old provinces, districts and communes, new units, and the edges between the last two."""

    provinces: dict[str, str]
    districts: dict[str, tuple[str, str]]
    communes: dict[str, tuple[str, str]]
    wards: dict[str, str]
    edges: frozenset[tuple[str, str]]


def facts(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of facts that we keep beside this tool."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def source() -> Source:
    """The package's data; ends with a word where the folder is not there."""
    folder = os.environ.get("CONTINUITY_PACK_SOURCE", "")
    data = Path(folder) / "vietnamadminunits" / "data"
    if not folder or not data.is_dir():
        raise SystemExit(
            "CONTINUITY_PACK_SOURCE must name a folder with vietnamadminunits 1.0.4: "
            "pip install --no-deps --target FOLDER -r requirements-pack.lock"
        )
    with closing(sqlite3.connect(data / "dataset.db")) as database:
        old = database.execute(
            "select provinceCode, province, districtCode, district, wardCode, ward, "
            "provinceKey || '_' || districtKey || '_' || coalesce(wardKey, '') "
            "from admin_units_legacy"
        ).fetchall()
        new = database.execute("select wardCode, ward, provinceKey, wardKey from admin_units")
        wards = new.fetchall()
    return Source(
        {row[0]: row[1] for row in old},
        {row[2]: (row[3], row[0]) for row in old},
        {row[4]: (row[5], row[2]) for row in old if row[4]},
        {row[0]: row[1] for row in wards},
        frozenset(_edges(data, {r[6]: r[4] for r in old}, {(r[2], r[3]): r[0] for r in wards})),
    )


def _edges(
    data: Path, old: dict[str, str], new: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str]]:
    """Old code and new code of every edge; the package keeps whole and divided units apart."""
    tables = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    for province, units in tables["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for unit, origins in units.items():
            yield from ((old[origin], new[province, unit]) for origin in origins if old.get(origin))
    for province, origins in tables["DICT_PROVINCE_WARD_DIVIDED"].items():
        for origin, targets in origins.items():
            yield from ((old[origin], new[province, t["newWardKey"]]) for t in targets)
