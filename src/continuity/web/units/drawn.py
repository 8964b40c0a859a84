"""The picture of a thing's lineage, out of the same JSON that the page and the programs read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from continuity.core.interval import FOREVER, Interval, eve
from continuity.packs.answers import Json
from continuity.pages.lineage import Picture, Stop, kept
from continuity.pages.words import day, language, number, t
from continuity.web.known import Known
from continuity.web.units.days import life

Link = Callable[[str], str]
"""From a key to the address of its page."""


def picture(
    here: Known, thing: Json, *, name: str, state: str, valid: Interval, link: Link
) -> Picture:
    """A unit or an agency between what it came from and what continues it."""
    more = link(thing["key"]) + "#lineage-table"
    before, after = ([_stop(edge, link) for edge in thing[k]] for k in ("predecessors", "heirs"))
    note = " · ".join(filter(None, (thing.get("code"), life(valid, here.world.starts))))
    return Picture(
        label=t(f"Hình: nguồn gốc của {name}", f"Picture: the lineage of {name}"),
        middle=Stop(name, note),
        state=state if state != "unknown" else "ended",
        before=kept(before, _rest(before, more)),
        after=kept(after, _rest(after, more)),
        heads=_heads(valid, bool(before), bool(after)),
    )


def moves(here: Known, thing: Json, on: date, *, name: str, link: Link) -> Picture:
    """Ground or a site between the units in which it lay and those in which it lies or will lie."""
    sides: tuple[list[Stop], list[Stop]] = ([], [])
    for stay in thing["within"]:
        until = stay["valid"][1]
        over = until is not None and date.fromisoformat(until) <= on
        days = life(_interval(stay["valid"]), here.world.starts)
        sides[0 if over else 1].append(Stop(stay["name"], days, link(stay["key"])))
    return Picture(
        label=t(f"Hình: các đơn vị của {name}", f"Picture: the units of {name}"),
        middle=Stop(name),
        state="in-force",
        before=tuple(sides[0]),
        after=tuple(sides[1]),
        heads=(
            t("Từng thuộc", "Lay in") if sides[0] else "",
            "",
            t("Nay và sau này thuộc", "Lies or will lie in") if sides[1] else "",
        ),
    )


def _interval(pair: list[str | None]) -> Interval:
    start, end = (date.fromisoformat(text) if text else None for text in pair)
    return Interval(start or date.min, end or FOREVER)


def _stop(edge: Json, link: Link) -> Stop:
    full = edge["extent"] == "full"
    extent = t("toàn bộ", "all of it") if full else t("một phần", "a part")
    name = edge.get("name_en") if language() == "en" else ""
    note = " · ".join(filter(None, (edge.get("code"), extent)))
    return Stop(name or edge["name"], note, link(edge["key"]), full)


def _rest(stops: list[Stop], url: str) -> Stop:
    count = number(len(stops) - 11)
    note = t("xem bảng bên dưới", "see the table beneath")
    return Stop(t(f"và {count} nơi khác", f"and {count} more"), note, url)


def _heads(valid: Interval, before: bool, after: bool) -> tuple[str, str, str]:
    last, start = day(eve(valid.start)) if before else "", day(valid.start)
    left = t(f"Đến hết {last}", f"Until {last}") if before else ""
    middle = t(f"Thành lập {start}", f"Founded {start}") if before else ""
    return left, middle, t(f"Từ {day(valid.end)}", f"From {day(valid.end)}") if after else ""
