"""A country of two provinces and three communes, small enough to read a decree against by eye."""

from __future__ import annotations

from datetime import date

from continuity.core.interval import starting
from continuity.core.lineage import Area, Leaf, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate
from continuity.core.world import Label, World
from continuity.packs.names import Kind
from continuity.packs.text import Text, parse

STARTS = date(2025, 1, 1)
DAYS = starting(STARTS)
KINDS = {
    "justice": Kind("justice", "province", "Sở Tư pháp {unit}", "{en} Department of Justice"),
    "police": Kind("police", "province", "Công an {unit}", "{en} Police"),
    "commune-police": Kind("commune-police", "commune", "Công an {unit}", "{en} Police"),
    "centre": Kind("centre", "", "Cơ sở", "Centre"),
}
UNITS = {
    "01": ("province", "", "Tỉnh Một"),
    "02": ("province", "", "Tỉnh Hai"),
    "00001": ("commune", "01", "Xã Đông"),
    "00002": ("commune", "01", "Xã Tây"),
    "00003": ("commune", "02", "Xã Nam"),
}


def key(code: str) -> str:
    """The natural key of a unit of the start."""
    return f"{code}@{STARTS}"


def country() -> World:
    """Justice holds criminal-records in each province, commune police residence in each commune."""
    areas, within, labels, agencies, leaves = {}, {}, {}, {}, {}
    for code, (level, parent, name) in UNITS.items():
        areas[key(code)] = Area(key(code), level, code, DAYS)
        labels[key(code)] = (Label(name, "", DAYS),)
        if parent:
            within[key(code)] = (Within(key(parent), DAYS),)
            leaves[f"ground:{code}"] = Leaf(f"ground:{code}")
            within[f"ground:{code}"] = (Within(key(code), DAYS),)
        for kind in KINDS.values():
            if kind.level == level:
                body = f"vn.{code}.{kind.id}"
                agencies[body] = Agency(body, kind.id, key(code), DAYS)
    agencies["vn.01.centre"] = Agency("vn.01.centre", "centre", key("01"), DAYS)
    under = {"vn.01.centre": (Within("vn.01.justice", DAYS),)}
    functions = {id: Function(id) for id in ("criminal-records", "residence")}
    held = [("criminal-records", "justice", c) for c in ("01", "02")]
    held += [("residence", "commune-police", c) for c in ("00001", "00002", "00003")]
    mandates = tuple(Mandate(f, f"vn.{c}.{k}", key(c), DAYS) for f, k, c in held)
    lineage = Lineage(areas, leaves, within, {})
    return World(STARTS, lineage, functions, agencies, mandates, under, labels)


MARCH = """\
decree: functions
effective: 2025-03-01
clauses:
  - {clause: 1, transfer: criminal-records, in: {every: province}, from: [justice], to: police}
"""

JULY = """\
decree: map
effective: 2025-07-01
clauses:
  - {clause: 1, found: {province: "01", name: Tỉnh Mới}, takes: {all: ["01", "02"]}}
  - {clause: 2, found: {commune: "00001", name: Xã A, in: "01"}, takes: {all: [00001], part: [00002]}}
  - {clause: 3, found: {commune: "00002", name: Xã B, in: "01"}, takes: {rest: [00002], all: [00003]}}
  - {clause: 4, follow: [police, justice], level: province}
  - {clause: 5, follow: [commune-police], level: commune, hold: [residence]}
"""


def text(written: str, name: str = "draft") -> Text:
    """A decree as it would be read from a file."""
    return parse(written.encode(), name)


def decree(*clauses: str, effective: str = "2025-07-01") -> Text:
    """A decree named `draft` of some clauses; clause n stands in line n + 3."""
    lines = "\n".join(f"  - {{clause: {n}, {c}}}" for n, c in enumerate(clauses, start=1))
    return text(f"decree: draft\neffective: {effective}\nclauses:\n{lines}\n")
