"""The whole country: its provinces as bars, its communes as tiles."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from continuity.core.lineage import Lineage
from continuity.packs.names import split_type
from continuity.pages import nation
from continuity.pages.bars import Bar, Bars, Head, Thread, narrow, threads, wide
from continuity.pages.nation import Block
from continuity.pages.tiles import Path, Piece, arranged, pieces
from continuity.pages.turns import Turn, turn
from continuity.pages.words import day, number, t
from continuity.web.pictures.seen import Seen
from continuity.web.units.keys import address

LAST = (99.0, 99.0)
"""Where what has no place of its own stands: after all that has one."""


class Province(NamedTuple):
    """A province of the day after: its name, what it is made of, how many communes it has and had."""

    key: str
    name: str
    stays: bool
    made_of: list[tuple[str, str]]
    before: int
    after: int


def turn_of(here: Seen, on: date) -> Turn:
    """The change of the whole map that a day stands before or after."""
    return turn(here.world.lineage, here.world.lineage.leaves, on, here.world.starts)


def pairs(lineage: Lineage, leaves: Iterable[str], of: Turn) -> list[tuple[str, str]]:
    """Which area at the top before shares ground with which one after."""
    found = {
        (was[-1], is_[-1])
        for leaf in leaves
        if not lineage.leaves[leaf].site
        and (was := lineage.path(leaf, of.before))
        and (is_ := lineage.path(leaf, of.after))
    }
    return sorted(found)


def rank(here: Seen, key: str) -> tuple[float, float]:
    """Row and column of an area of the pack's diagram; of another, after all of them."""
    area = here.world.lineage.areas.get(key)
    return here.pack.positions.get(area.code, LAST) if area else LAST


def bars(here: Seen, of: Turn, found: Iterable[tuple[str, str]], *, linked: bool = True) -> Bars:
    """The provinces before and after, from north to south, as they stand on the side of the day."""
    woven = threads(found, lambda key: rank(here, key))
    olds, news = dict.fromkeys(one.old for one in woven), dict.fromkeys(one.new for one in woven)
    what = t("tỉnh, thành phố", "provinces and cities")
    return Bars(
        tuple(_bar(here, key, of, woven, later=False, linked=linked) for key in olds),
        tuple(_bar(here, key, of, woven, later=True, linked=linked) for key in news),
        woven,
        (
            Head(number(len(olds)), what, t(f"đến {day(of.before)}", f"until {day(of.before)}")),
            Head(number(len(news)), what, t(f"từ {day(of.after)}", f"from {day(of.after)}")),
        ),
    )  # fmt: skip


def _bar(
    here: Seen, key: str, of: Turn, woven: tuple[Thread, ...], *, later: bool, linked: bool
) -> Bar:
    stays, on = _stays(key, woven), of.after if later else of.before
    if later:
        state = "in-force" if of.later or stays else "to-come"
    else:
        state = "in-force" if stays else "ended" if of.later else "changing"
    name = split_type(here.names.of(key, on))[1]
    far = [split_type(here.names.of(k, on))[1] for k in _islands(here, key, on)]
    shown = f"{name} ({', '.join(far)})" if far else name
    url = address(key, on, "map-province") if linked else ""
    return Bar(key, shown, state, url, stays)


def _stays(key: str, woven: tuple[Thread, ...]) -> bool:
    beside = [one for one in woven if key in (one.old, one.new)]
    return len(beside) == 1 and beside[0].old == beside[0].new == key


def _islands(here: Seen, province: str, on: date) -> list[str]:
    """The island groups that lie in a province on a day."""
    lineage = here.world.lineage
    return [
        key
        for key in here.pack.islands
        if any(province in lineage.path(leaf, on) for leaf in lineage.ever_in(key))
    ]


def listed(here: Seen, of: Turn, found: Iterable[tuple[str, str]]) -> list[Province]:
    """The provinces after with what they are made of, from north to south."""
    woven = threads(found, lambda key: rank(here, key))
    counts = (_communes(here, of.before), _communes(here, of.after))
    rows = []
    for new in dict.fromkeys(one.new for one in woven):
        olds = [one.old for one in woven if one.new == new]
        made = [(old, here.names.of(old, of.before)) for old in olds]
        before = sum(counts[0].get(old, 0) for old in olds)
        name, stays = here.names.of(new, of.after), _stays(new, woven)
        rows.append(Province(new, name, stays, made, before, counts[1].get(new, 0)))
    return rows


def _communes(here: Seen, on: date) -> dict[str, int]:
    """How many lowest units lie in each area at the top on a day."""
    lineage = here.world.lineage
    units = {
        path[1:][:1] + path[-1:]
        for leaf in lineage.leaves
        if not lineage.leaves[leaf].site and (path := lineage.path(leaf, on))
    }
    found: dict[str, int] = {}
    for unit in units:
        found[unit[-1]] = found.get(unit[-1], 0) + 1
    return found


def undivided(here: Seen, on: date) -> list[str]:
    """The districts of a day that have no communes, each a lowest unit itself: the small islands."""
    lineage = here.world.lineage
    lowest = {path[1] for leaf in lineage.leaves if len(path := lineage.path(leaf, on)) > 1}
    found = [
        one for one in lowest if one in lineage.areas and lineage.areas[one].level == "district"
    ]
    return sorted(here.names.of(one, on) for one in found)


def tiles(here: Seen, of: Turn) -> str:
    """Every commune of the country as a tile, by province, the islands at their place in the sea."""
    lineage = here.world.lineage
    found = pieces(lineage, lineage.leaves, of.before, of.after)
    order = arranged(found)[of.later]
    tones = {unit: 2 * n for n, unit in enumerate(dict.fromkeys(p.after[-1] for p in order))}
    blocks = _blocks(here, of, order)
    return nation.drawn(blocks, later=of.later, fixed=lambda piece: tones[piece.after[-1]])


def _blocks(here: Seen, of: Turn, order: list[Piece]) -> list[Block]:
    groups: dict[str, list[Piece]] = {}
    for piece in order:
        island = next((key for key in here.pack.islands if key in piece.before), "")
        groups.setdefault(island or _side(piece, of)[0], []).append(piece)
    found = []
    for key, group in groups.items():
        places = [rank(here, key)] if key in here.pack.islands else [
            rank(here, piece.before[0]) for piece in group
        ]  # fmt: skip
        row, column = (sum(place[n] for place in places) / len(places) for n in (0, 1))
        on = of.after if of.later else of.before
        found.append(Block(split_type(here.names.of(key, on))[1], row, column, group))
    return found


def _side(piece: Piece, of: Turn) -> Path:
    return piece.after if of.later else piece.before


def page(
    here: Seen, of: Turn, found: list[tuple[str, str]], *, linked: bool = True
) -> dict[str, Any]:
    """Everything that `picture-bars.html` and the page around it show."""
    drawn, provinces = bars(here, of, found, linked=linked), listed(here, of, found)
    stay = sum(bar.stays for bar in drawn.old)
    return {
        "kind": "bars",
        "linked": linked,
        "turn": of,
        "bars": drawn,
        "wide": wide(drawn),
        "narrow": narrow(drawn),
        "provinces": provinces,
        "merged": (len(drawn.old) - stay, len(drawn.new) - stay, stay),
        "total": (sum(one.before for one in provinces), sum(one.after for one in provinces)),
        "undivided": undivided(here, of.before),
        "day": of.after if of.later else of.before,
    }


COLUMNS = ("from_key", "from_name", "to_key", "to_name", "extent", "last_day", "first_day")


def as_csv(here: Seen, of: Turn, found: Iterable[tuple[str, str]]) -> str:
    """The provinces before and after as a table, one row for each thread."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for one in threads(found, lambda key: rank(here, key)):
        old, new = here.names.of(one.old, of.before), here.names.of(one.new, of.after)
        extent = "full" if one.full else "partial"
        rows.writerow([one.old, old, one.new, new, extent, of.before, of.after])
    return written.getvalue()
