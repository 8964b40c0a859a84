"""The collection points of a form: some rows, of which the empty ones are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from continuity.core.interval import eve
from continuity.packs.names import Names, folded
from continuity.packs.vn import ZONE, pack
from continuity.pages.words import day as said_day
from continuity.pages.words import language, t
from continuity.register.read import present
from continuity.services.seals.night import Point

ROWS = 4
FIELDS = ("name", "opens", "minutes", "slots", "capacity", "area")
LIMITS = {"minutes": (5, 240), "slots": (1, 500), "capacity": (1, 10_000)}
USUAL = {"minutes": "30", "slots": "20", "capacity": "10"}
EMPTY = [{"n": n, **dict.fromkeys(FIELDS, ""), **USUAL} for n in range(1, ROWS + 1)]

Row = dict[str, object]


Option = tuple[str, str]


def areas(days: Iterable[date]) -> tuple[list[Option], list[Option]]:
    """The provinces of the days of some reforms, and those of their eves, by name: key and name."""
    world = present()
    names = Names(world, pack().kinds)
    provinces = [one for one in world.lineage.areas.values() if one.level == "province"]

    def standing(on: set[date]) -> list[Option]:
        found = {
            one.id: names.of(one.id, min(day for day in on if day in one.valid), language())
            for one in provinces
            if any(day in one.valid for day in on)
        }
        twice = Counter(found.values())
        shown = {
            one.id: f"{found[one.id]} ({said_day(one.valid.start)})"
            if twice[found[one.id]] > 1
            else found[one.id]
            for one in provinces
            if one.id in found
        }
        return sorted(shown.items(), key=lambda pair: folded(pair[1]))

    after = set(days)
    return standing(after), standing({eve(day) for day in after})


def read(sent: Mapping[str, str]) -> tuple[list[Row], list[Point], dict[str, str]]:
    """The rows as they were typed, the points that they say, and what is wrong, by field."""
    rows: list[Row] = []
    points: list[Point] = []
    errors: dict[str, str] = {}
    for n in range(1, ROWS + 1):
        row = {name: sent.get(f"{name}-{n}", "").strip()[:200] for name in FIELDS}
        if row["name"] or row["opens"]:
            point = _point(n, row, errors)
            if point and point.id in {one.id for one in points}:
                errors[f"name-{n}"] = t(
                    "Tên này đã có ở dòng trên.", "This name stands above already."
                )
            elif point:
                points.append(point)
        rows.append({"n": n, **row, "errors": _of_row(n, errors)})
    if not points and not errors:
        errors["name-1"] = t(
            "Cần ít nhất một điểm thu.", "At least one collection point is needed."
        )
        rows[0]["errors"] = _of_row(1, errors)
    return rows, points, errors


def _of_row(n: int, errors: Mapping[str, str]) -> dict[str, str]:
    return {name: errors[f"{name}-{n}"] for name in FIELDS if f"{name}-{n}" in errors}


def _point(n: int, row: dict[str, str], errors: dict[str, str]) -> Point | None:
    wrong: dict[str, str] = {}
    opens = _moment(row["opens"])
    id = folded(row["name"]).replace(" ", "-")
    if not id:
        wrong[f"name-{n}"] = t("Ghi tên điểm thu.", "Write the name of the point.")
    if opens is None:
        wrong[f"opens-{n}"] = t(
            "Ghi ngày và giờ, ví dụ 30/06/2025 18:00.",
            "Write day and time, such as 30/06/2025 18:00.",
        )
    counts = {}
    for name, (least, most) in LIMITS.items():
        counts[name] = int(row[name]) if re.fullmatch(r"[0-9]{1,5}", row[name]) else 0
        if not least <= counts[name] <= most:
            wrong[f"{name}-{n}"] = t(
                f"Cần một số từ {least} đến {most}.", f"A number from {least} to {most} is needed."
            )
    errors |= wrong
    if wrong or opens is None:
        return None
    return Point(id[:60], row["name"], row["name"], row["area"], opens, **counts)


def _moment(text: str) -> datetime | None:
    """A moment where the law is: 30/06/2025 18:00, or as a browser's own field writes it."""
    for form in ("%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=ZoneInfo(ZONE))
        except ValueError:
            continue
    return None
