"""An invented province for texts of the law: four districts, and names that stand in two of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from continuity.core.interval import starting
from continuity.core.lineage import Area, Leaf, Lineage, Within
from continuity.core.world import Label, World
from continuity.packs.places import Places
from continuity.reform.law.read import Given, Law, read_law

STARTS = date(2030, 1, 1)
DAY = date(2030, 7, 1)
DAYS = starting(STARTS)
UNITS = {
    "01": ("province", "", "Tỉnh Mây Ngàn"),
    "02": ("province", "", "Tỉnh Sao Hôm"),
    "101": ("district", "01", "Huyện Đá Bạc"),
    "102": ("district", "01", "Huyện Suối Vàng"),
    "103": ("district", "01", "Thị xã Gió Reo"),
    "104": ("district", "01", "Huyện Đảo Yến"),
    "201": ("district", "02", "Huyện Trăng Khuyết"),
    "00001": ("commune", "101", "Thị trấn Đá Bạc"),
    "00002": ("commune", "101", "Xã Tân Lập"),
    "00003": ("commune", "101", "Xã Ba Khe"),
    "00004": ("commune", "101", "Xã Đồng Hòa"),
    "00005": ("commune", "101", "Xã Ea M'Lang"),
    "00006": ("commune", "102", "Xã Tân Lập"),
    "00007": ("commune", "102", "Xã Khe Lim"),
    "00008": ("commune", "102", "Xã Nà Pheo"),
    "00009": ("commune", "102", "Xã Cầu Mây - Suối Tiên"),
    "00010": ("commune", "102", "Xã Thủy Vân"),
    "00011": ("commune", "103", "Phường 1"),
    "00012": ("commune", "103", "Phường 2"),
    "00013": ("commune", "103", "Phường Thành Tâm"),
    "00014": ("commune", "103", "Phường Và Nội"),
    "00021": ("commune", "201", "Xã Ba Khe"),
}


@cache
def places() -> Places:
    """The finder of places of the invented country."""
    areas, within, labels, leaves = {}, {}, {}, {}
    for code, (level, parent, name) in UNITS.items():
        areas[code] = Area(code, level, code, DAYS)
        labels[code] = (Label(name, "", DAYS),)
        if parent:
            within[code] = (Within(parent, DAYS),)
        if level == "commune" or code == "104":  # the islands have no communes
            leaves[f"ground:{code}"] = Leaf(f"ground:{code}")
            within[f"ground:{code}"] = (Within(code, DAYS),)
    lineage = Lineage(areas, leaves, within, {})
    return Places(World(STARTS, lineage, {}, {}, (), labels=labels))


def law(text: str, **given: object) -> Law:
    """A text read as the law of the invented province on the invented day."""
    known = {"number": "7/NQ-MN", "effective": DAY, "province": "01", **given}
    return read_law(text, places(), Given(**known))


def resolution(*clauses: str) -> str:
    """Some clauses as the one article of a resolution, numbered."""
    return "\n".join(["Điều 1. Sắp xếp", *(f"{n}. {c}" for n, c in enumerate(clauses, start=1))])


def edges(read: Law) -> dict[str, set[tuple[str, str]]]:
    """What a draft takes, keeps and renames, by clause: units and how."""
    found: dict[str, set[tuple[str, str]]] = {}
    for clause in read.tree.get("clauses", ()):
        mine = found.setdefault(clause["clause"], set())
        mine |= {(unit, how) for how, units in clause.get("takes", {}).items() for unit in units}
        mine |= {(unit, "keep") for unit in clause.get("keep", ())}
        mine |= {(clause["rename"], "rename")} if "rename" in clause else set()
    return found


def codes(read: Law) -> list[str]:
    """The findings, in order."""
    return [finding.code for finding in read.findings]


def all_of(units: Iterable[str]) -> set[tuple[str, str]]:
    """Units that are taken whole."""
    return {(unit, "all") for unit in units}
