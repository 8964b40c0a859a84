"""Viet Nam as data: the state of 30 June 2025 carried back to 1 January 2025, and its decrees.

What changed between the two days is not known, so earlier days answer "unknown" and the days
between are labelled as projected. Everything that no source confirms says so in the data.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from continuity.core.interval import starting
from continuity.core.lineage import Area, Cite, Leaf, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate
from continuity.core.workdays import Calendar, calendar
from continuity.core.workdays import Kind as DayKind
from continuity.core.world import Label, World
from continuity.packs.names import Kind
from continuity.packs.text import Text, Tree, read
from continuity.packs.vn.law import closes as closes
from continuity.packs.vn.law import cutover_rules as cutover_rules
from continuity.packs.vn.law import tariffs as tariffs

DATA = Path(__file__).parent / "data"
STARTS = date(2025, 1, 1)
ZONE = "Asia/Ho_Chi_Minh"
NATION = "vn"
ALL_DAYS = starting(STARTS)
PROJECTED = Cite("state of 30 June 2025, carried back", "", "vn-2025-01-01-start")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the pack's tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def document(name: str) -> dict[str, Tree]:
    """One of the pack's own YAML documents; raises ValueError where it cannot be read."""
    text = read(DATA / name)
    if text.findings or not isinstance(text.tree, dict):
        raise ValueError("; ".join(f.say("en") for f in text.findings) or f"{name} is no map.")
    return text.tree


def area_id(code: str) -> str:
    """The natural key of a unit of the pack's start."""
    return f"{code}@{STARTS.isoformat()}"


def texts(value: Tree) -> list[str]:
    """A list of strings out of a document; a single one counts as a list."""
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


@dataclass(frozen=True)
class Pack:
    """The start of the world, the decrees to fold, and the words for both."""

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds of bodies by id."""
        return {kind.id: kind for kind, _ in self._kinds}

    @cached_property
    def _kinds(self) -> list[tuple[Kind, dict[str, Tree]]]:
        found = []
        for id, tree in _maps(document("kinds.yaml"), "kinds"):
            names = _map(tree.get("labels", tree.get("name")))
            vi, en = str(names.get("vi", id)), str(names.get("en", id))
            found.append((Kind(id, str(tree.get("level", "")), vi, en), tree))
        return found

    @cached_property
    def functions(self) -> dict[str, dict[str, Tree]]:
        """Each function's own document: labels, words, group, source."""
        return dict(_maps(document("functions.yaml"), "functions"))

    @cached_property
    def start(self) -> World:
        """The world on the pack's first day."""
        return _Start(self).world()

    @property
    def decrees(self) -> list[Text]:
        """The pack's decrees as documents, in order of their days."""
        return [read(path) for path in sorted((DATA / "decrees").glob("*.yaml"))]

    @cached_property
    def aliases(self) -> list[tuple[str, str, str]]:
        """Other spellings of unit names: (code, 'old' or 'new', name)."""
        return [(row["code"], row["side"], row["name"]) for row in rows("aliases.csv")]

    @cached_property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Row and column of each province, and of two groups of islands: a diagram and no map."""
        listed = rows("positions.csv")
        return {row["code"]: (float(row["row"]), float(row["column"])) for row in listed}

    @cached_property
    def islands(self) -> list[str]:
        """The districts that a picture draws apart and always names: Hoàng Sa and Trường Sa."""
        provinces = {row["code"] for row in rows("provinces.csv")}
        return [area_id(code) for code in self.positions if code not in provinces]

    @cached_property
    def calendar(self) -> Calendar:
        """Working days, for the years whose holidays are listed."""
        listed = rows("holidays.csv")
        return calendar((date.fromisoformat(r["date"]), DayKind(r["kind"])) for r in listed)


@cache
def pack() -> Pack:
    """The one pack of Viet Nam."""
    return Pack()


class _Start:
    """Builds the pack's first world from its tables."""

    def __init__(self, source: Pack) -> None:
        self.pack = source
        self.areas: dict[str, Area] = {}
        self.leaves: dict[str, Leaf] = {}
        self.within: dict[str, tuple[Within, ...]] = {}
        self.labels: dict[str, tuple[Label, ...]] = {}
        self.agencies: dict[str, Agency] = {}
        self.under: dict[str, tuple[Within, ...]] = {}
        self.mandates: list[Mandate] = []
        self.facts = document("facts.yaml")

    def world(self) -> World:
        self._map()
        self._sites()
        self._bodies()
        self._single_bodies()
        functions = {}
        for id, tree in self.pack.functions.items():
            functions[id] = Function(id, str(tree["follows"]), str(tree.get("owed", "everywhere")))
            labels = _map(tree["labels"])
            self.labels[id] = (Label(str(labels["vi"]), str(labels["en"]), ALL_DAYS),)
        lineage = Lineage(self.areas, self.leaves, self.within, {})
        ordered = tuple(sorted(self.mandates, key=lambda m: m.key))
        return World(
            STARTS, lineage, functions, self.agencies, ordered, self.under, self.labels
        )  # fmt: skip

    def _area(self, level: str, row: dict[str, str], parent: str) -> str:
        id = area_id(row["code"])
        self.areas[id] = Area(id, level, row["code"], ALL_DAYS)
        self.labels[id] = (Label(row["name"], row.get("name_en") or "", ALL_DAYS),)
        if parent:
            self.within[id] = (Within(area_id(parent), ALL_DAYS, PROJECTED),)
        return id

    def _ground(self, code: str) -> None:
        leaf = f"ground:{code}"
        self.leaves[leaf] = Leaf(leaf, residents=code not in texts(self.facts["no_residents"]))
        self.within[leaf] = (Within(area_id(code), ALL_DAYS, PROJECTED),)

    def _map(self) -> None:
        for row in rows("provinces.csv"):
            self._area("province", row, "")
        holding = set()
        for row in rows("communes.csv"):
            self._area("commune", row, row["district"])
            self._ground(row["code"])
            holding.add(row["district"])
        for row in rows("districts.csv"):
            self._area("district", row, row["province"])
            if row["code"] not in holding:
                self._ground(row["code"])

    def _sites(self) -> None:
        for row in rows("airports.csv"):
            site = f"airport:{row['iata']}"
            self.leaves[site] = Leaf(site, residents=False, territory=False, site="airport")
            self.within[site] = (Within(area_id(row["commune"]), ALL_DAYS, PROJECTED),)
            self.labels[site] = (Label(row["name_vi"], row["name_en"], ALL_DAYS),)
            body = f"vn.airport.{row['iata']}"
            self._body(body, "airport", site, row["name_vi"], row["name_en"])
            self._hold("airport-security-service", body, site)
            self._hold("aviation-security", row["authority"], site)

    def _body(self, id: str, kind: str, seat: str, vi: str = "", en: str = "") -> None:
        self.agencies[id] = Agency(id, kind, seat, ALL_DAYS)
        if vi:
            self.labels[id] = (Label(vi, en, ALL_DAYS),)

    def _hold(self, function: str, agency: str, area: str, *, disputed: bool = False) -> None:
        mandate = Mandate(function, agency, area, ALL_DAYS, disputed=disputed, cite=PROJECTED)
        self.mandates.append(mandate)

    def _bodies(self) -> None:
        """One body of each kind for each unit of its level, but for the exceptions."""
        by_level: dict[str, list[Area]] = {}
        for area in self.areas.values():
            by_level.setdefault(area.level, []).append(area)
        for kind, tree in self.pack._kinds:
            except_, only = set(texts(tree.get("except"))), set(texts(tree.get("only")))
            holders = set(texts(tree.get("holds-only-in")))
            for area in by_level.get(kind.level, []) if tree.get("everywhere") != "false" else ():
                if area.code in except_ or (only and area.code not in only):
                    continue
                body = f"vn.{area.code}.{kind.id}"
                self._body(body, kind.id, area.id)
                for function in texts(tree.get("holds")):
                    if not holders or area.code in holders:
                        self._hold(function, body, area.id)

    def _single_bodies(self) -> None:
        for id, tree in _maps(document("kinds.yaml"), "bodies"):
            seat = str(tree.get("seat") or "")
            names = _map(tree.get("labels", tree.get("name")))
            place = area_id(seat) if seat else ""
            self._body(id, str(tree.get("kind", "")), place, str(names["vi"]), str(names["en"]))
        for row in rows("centres.csv"):
            seat = area_id(row["province"])
            self._body(row["id"], "rehabilitation-centre", seat, row["name_vi"], row["name_en"])
            labour = f"vn.{row['province']}.labour"
            self.under[row["id"]] = (Within(labour, ALL_DAYS, PROJECTED),)
        for fact in self.facts.get("disputed") or []:
            tree = _map(fact)
            place = area_id(str(tree["area"]))
            self._hold(str(tree["function"]), str(tree["agency"]), place, disputed=True)


def _map(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}


def _maps(tree: dict[str, Tree], key: str) -> Iterator[tuple[str, dict[str, Tree]]]:
    """The entries of a document's section, whether it is a map of maps or a list with ids."""
    section = tree.get(key, {})
    if isinstance(section, dict):
        yield from ((id, _map(entry)) for id, entry in section.items())
    elif isinstance(section, list):
        yield from ((str(_map(entry)["id"]), _map(entry)) for entry in section)
