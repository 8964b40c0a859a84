"""What is to be seen in the picture of a province: counted, in words, as a table and as rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any, NamedTuple

from continuity.core.crosswalk import Edge
from continuity.core.interval import FOREVER, eve
from continuity.core.lineage import Cite
from continuity.packs.names import sort_key
from continuity.pages.words import day, number, t
from continuity.web.pictures.province import Drawing

COLUMNS = (
    "from_key", "from_code", "from_name", "from_district", "to_key", "to_code", "to_name",
    "extent", "residents", "territory", "instrument", "clause", "last_day", "first_day",
)  # fmt: skip


class Count(NamedTuple):
    """How many units there were and are, and what became of those that were."""

    before: int
    after: int
    districts: int
    divided: int
    merged: int
    stay: int


class Old(NamedTuple):
    """A unit of the day before, and whether all of it went to one."""

    key: str
    name: str
    full: bool


class Row(NamedTuple):
    """A unit of the day after, what it is made of, and by which clause."""

    key: str
    name: str
    code: str
    stays: bool
    made_of: list[Old]
    cite: Cite


def counted(drawing: Drawing) -> Count:
    """The counts of a drawing: every unit before is divided, merged as a whole, or stays."""
    units = {piece.before: piece for piece in drawing.pieces}
    divided = sum(piece.parts > 1 for piece in units.values())
    stay = sum(piece.stays and piece.parts == 1 for piece in units.values())
    return Count(
        before=len(units),
        after=len({piece.after[-1] for piece in drawing.pieces}),
        districts=len({path[-2] for path in units if len(path) > 2}),
        divided=divided,
        merged=len(units) - divided - stay,
        stay=stay,
    )


def sentences(drawing: Drawing) -> list[str]:
    """What the picture shows, in two or three sentences."""
    count, turn = counted(drawing), drawing.turn
    old = _units(drawing, later=False, districts=count.districts)
    new = _units(drawing, later=True)
    if not turn.changes:
        return [
            t(
                f"Gồm {new}. Không có thay đổi địa bàn nào.",
                f"It has {new}. Its ground has not changed.",
            )
        ]
    before, after = day(turn.before), day(turn.after)
    return [
        t(f"Đến hết ngày {before}: {old}.", f"Until {before}: {old}."),
        t(f"Từ ngày {after}: {new}.", f"From {after}: {new}."),
        _became(count),
    ]


def _became(count: Count) -> str:
    """What became of the units before; what nothing became is not mentioned."""
    parts = [
        (count.merged, "nơi về trọn một đơn vị mới", "went whole to one new unit"),
        (count.divided, "nơi chia cho nhiều đơn vị", "were divided between several"),
        (count.stay, "nơi giữ nguyên", "stay as they were"),
    ]
    return ", ".join(f"{number(n)} {t(vi, en)}" for n, vi, en in parts if n) + "."


KINDS = {
    "commune": ("đơn vị cấp xã", "communes", "commune"),
    "district": ("huyện đảo", "island districts", "island district"),
}


def _units(drawing: Drawing, *, later: bool, districts: int = 0) -> str:
    """So many communes in so many districts, and so many islands that have none."""
    units = {(piece.after if later else piece.before)[-1] for piece in drawing.pieces}
    levels = Counter(drawing.lineage.areas[unit].level for unit in units)
    parts = []
    for level, n in sorted(levels.items()):
        vi, many, one = KINDS.get(level, (level, level, level))
        said = f"{number(n)} " + t(vi, one if n == 1 else many)
        if level == "commune" and districts:
            in_ = number(districts)
            said += t(f" thuộc {in_} đơn vị cấp huyện", f" in {in_} districts")
        parts.append(said)
    return t(" và ", " and ").join(parts)


def table(drawing: Drawing) -> list[Row]:
    """One row for each unit of the day after, in order of names."""
    by_new: dict[str, list[Edge]] = {}
    for edge in drawing.edges:
        by_new.setdefault(edge.target, []).append(edge)
    rows = []
    for key, edges in by_new.items():
        olds = [Old(e.origin, _old(drawing, e.origin), e.full) for e in edges]
        stays = [old.key for old in olds] == [key] and edges[0].full
        code = drawing.lineage.areas[key].code
        cite = next((e.cite for e in edges if e.cite.instrument), edges[0].cite)
        name = drawing.name(key, drawing.turn.after)
        rows.append(Row(key, name, code, stays, sorted(olds, key=lambda o: sort_key(o.name)), cite))
    return sorted(rows, key=lambda row: (sort_key(row.name), row.code))


def _old(drawing: Drawing, key: str) -> str:
    return drawing.name(key, drawing.turn.before)


def as_csv(drawing: Drawing) -> str:
    """The crosswalk of the ground between the two days, one row for each edge."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(_row(drawing, edge) for edge in drawing.edges)
    return written.getvalue()


def _row(drawing: Drawing, edge: Edge) -> list[object]:
    lineage, turn = drawing.lineage, drawing.turn
    district = lineage.at_level(edge.origin, "district", turn.before)
    old, new = lineage.areas[edge.origin], lineage.areas[edge.target]
    return [
        old.id, old.code, _old(drawing, old.id),
        _old(drawing, district) if district and district != old.id else "",
        new.id, new.code, drawing.name(new.id, turn.after),
        edge.extent, int(edge.residents), int(edge.territory),
        edge.cite.instrument, edge.cite.clause, turn.before.isoformat(), turn.after.isoformat(),
    ]  # fmt: skip


def page(drawing: Drawing) -> dict[str, Any]:
    """Everything that `picture-province.html` shows: plain values, that one may keep."""
    return {
        "kind": "tiles",
        "linked": drawing.linked,
        "moves": drawing.turn.changes,
        "key": drawing.key,
        "day": drawing.day,
        "svg": drawing.svg(),
        "sentences": sentences(drawing),
        "count": counted(drawing),
        "rows": table(drawing),
        "turn": drawing.turn,
    }


def end(drawing: Drawing) -> dict[str, Any]:
    """When the area itself ended, and in what its ground lies since; nothing while it lives."""
    ended = drawing.lineage.areas[drawing.key].valid.end
    if ended == FOREVER:
        return {}
    heirs = dict.fromkeys(drawing.lineage.path(leaf, ended)[-1] for leaf in drawing.leaves)
    named = [(key, drawing.name(key, ended)) for key in heirs]
    return {"ended": ended, "last": eve(ended), "heirs": named}
