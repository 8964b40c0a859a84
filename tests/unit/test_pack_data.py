"""The pack's tables: whole, consistent, and what the build makes of its sources."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from continuity.packs.text import parse, read
from continuity.packs.vn import DATA, pack, rows

ROOT = Path(__file__).parents[2]
EDGES = list(csv.DictReader((ROOT / "tools/pack/edges.csv").open(encoding="utf-8")))
SHARED = ROOT.parent / "shared" / "data" / "mapping_2025.csv"


def test_every_code_stands_once_and_lies_in_something_known():
    provinces = [row["code"] for row in rows("provinces.csv")]
    districts = {row["code"]: row["province"] for row in rows("districts.csv")}
    communes = {row["code"]: row["district"] for row in rows("communes.csv")}

    assert (len(provinces), len(districts), len(communes)) == (63, 696, 10_035)
    assert len(set(provinces)) == 63
    assert set(districts.values()) == set(provinces)
    assert set(districts) - set(communes.values()) == {"318", "471", "498", "536", "755"}


def test_the_edges_are_those_of_the_decree():
    tree = read(DATA / "decrees" / "2025-07-01-map.yaml").tree
    written = set()
    for clause in tree["clauses"]:
        cite = clause["instrument"], clause["clause"]
        for codes in clause.get("takes", {}).values():
            if "commune" in clause["found"]:
                written |= {(code, clause["found"]["commune"], *cite) for code in codes}
        for code in clause.get("keep", []):
            written.add((code, code, *cite))
        if "rename" in clause:
            written.add((clause["rename"], clause["rename"], *cite))

    assert written == {(e["old"], e["new"], e["resolution"], e["clause"]) for e in EDGES}


def test_each_cut_unit_has_one_rest():
    takings = {}
    for edge in EDGES:
        takings.setdefault(edge["old"], []).append(edge["land"] + edge["residents"])
    cut = [shares for shares in takings.values() if len(shares) > 1]

    assert len(cut) == 441
    assert all(Counter(shares)["restrest"] == 1 for shares in cut)


def test_every_twin_is_that_of_its_file():
    for file in sorted((DATA / "decrees").glob("*.yaml")):
        by_event, by_twin = parse(file.read_bytes(), file.name), read(file)

        assert file.with_suffix(".json").exists()
        assert (by_event.tree, by_event.lines) == (by_twin.tree, by_twin.lines)


def test_what_no_source_confirms_says_so():
    for text in pack().decrees:
        verified = {i["number"]: i.get("verified") for i in text.tree["instruments"]}
        assert set(verified.values()) <= {"true", "false"}
        if text.name != "2025-07-01-map.yaml":
            assert set(verified.values()) == {"false"}


def test_the_airports_are_those_of_the_reports():
    airports = list(rows("airports.csv"))
    assert len(airports) == 22
    assert Counter(row["receiver"] for row in airports) == {"police": 18, "vn.a08": 4}


def test_no_coordinates_are_in_the_pack():
    for file in DATA.glob("*.csv"):
        header = file.read_text(encoding="utf-8").splitlines()[0].lower()
        assert not {"lat", "lon", "latitude", "longitude", "area_km2"} & set(header.split(","))


def test_the_build_makes_what_is_committed():
    if not os.environ.get("CONTINUITY_PACK_SOURCE"):
        pytest.skip("CONTINUITY_PACK_SOURCE names no folder; ./continuity test fetches the package")
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_pack.py", "--check"],
        capture_output=True,
        text=True,
    )

    assert run.returncode == 0, run.stderr


def test_the_edges_are_those_of_the_reconciled_table():
    if not SHARED.exists():
        pytest.skip("the reconciled table of edges is not beside this checkout")
    names = {"full": "all all", "unchanged": "keep keep", "rename": "rename rename"}
    names |= {"part": "part part", "part_area": "part none", "part_area_allpop": "part all"}
    names |= {"part_pop": "none part", "rest": "rest rest", "full_area_no_pop": "all none"}
    with SHARED.open(encoding="utf-8") as file:
        theirs = {
            (r["old_code"].removeprefix("D"), r["new_code"], *names[r["extent_legal"]].split())
            for r in csv.DictReader(file)
        }

    assert {(e["old"], e["new"], e["land"], e["residents"]) for e in EDGES} == theirs
