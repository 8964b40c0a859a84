"""Two bars of tiles and the threads between: the provinces before, those after, who became whom.

Both bars have tiles of one size, so that a shorter bar is fewer provinces. The order is such that
threads do not cross where provinces merge as wholes. A narrow screen has the bars as two columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree import ElementTree as ET

from continuity.pages.svg import INK, QUIET, canvas, link, text, titled, told

Rank = Callable[[str], tuple[float, float]]
STATES = {
    "in-force": ("#0b4f54", "#0b4f54", ""),
    "changing": ("#b97820", "#8a4b00", ""),
    "to-come": ("#fdf1dc", "#8a4b00", "3 2"),
    "ended": ("#eceeee", "#5b6468", ""),
}
"""Fill, edge and dashes of a tile by its state; a tile that stays what it is has a dot as well."""
FULL, PART = 9.0, 3.0
WIDE, NARROW, ROW = 1080.0, 360.0, 22.0
LONGEST = 17


class Thread(NamedTuple):
    """One before and one after that share ground; `full` where all of the one went to the other."""

    old: str
    new: str
    full: bool


class Bar(NamedTuple):
    """One tile: what it is called, where it leads, how it stands on the day."""

    key: str
    name: str
    state: str
    url: str = ""
    stays: bool = False


class Head(NamedTuple):
    """What stands over a bar: how many, of what, and when."""

    many: str
    what: str
    days: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Both bars in their order, the threads, and two lines of words for each bar."""

    old: tuple[Bar, ...]
    new: tuple[Bar, ...]
    threads: tuple[Thread, ...]
    heads: tuple[Head, Head]


def threads(pairs: Iterable[tuple[str, str]], rank: Rank) -> tuple[Thread, ...]:
    """Each pair once, in an order in which wholes do not cross: the new by the middle of their old."""
    found = sorted(set(pairs))
    olds: dict[str, list[str]] = {}
    for old, new in found:
        olds.setdefault(new, []).append(old)
    targets = {old: sum(one == old for one, _ in found) for old, _ in found}

    def middle(new: str) -> tuple[float, float, str]:
        ranks = [rank(old) for old in olds[new]]
        return (sum(r[0] for r in ranks) / len(ranks), sum(r[1] for r in ranks) / len(ranks), new)

    ordered = sorted(found, key=lambda pair: (middle(pair[1]), rank(pair[0]), pair[0]))
    return tuple(Thread(old, new, targets[old] == 1) for old, new in ordered)


def wide(bars: Bars) -> str:
    """The picture for a desk: the old bar above, the new one below."""
    count = max(len(bars.old), len(bars.new), 1)
    pitch = min(26.0, (WIDE - 96) / count)
    svg = canvas(WIDE, 570, class_="bars bars--wide", aria_hidden="true")
    starts = {True: 4.0, False: 4 + (count - len(bars.new)) * pitch / 2}
    above = {bar.key: starts[True] + (n + 0.5) * pitch for n, bar in enumerate(bars.old)}
    below = {bar.key: starts[False] + (n + 0.5) * pitch for n, bar in enumerate(bars.new)}
    for thread, left, right in _ends(bars, above, below, pitch):
        curve = f"M{left:.1f} 214C{left:.1f} 282 {right:.1f} 296 {right:.1f} 364"
        _thread(svg, bars, thread, curve, pitch - 4)
    for bar, x in zip(bars.old, above.values(), strict=True):
        _tile(svg, bar, (x - pitch / 2 + 1.5, 184, pitch - 3, 30), (x + 4, 176, -60))
    for bar, x in zip(bars.new, below.values(), strict=True):
        _tile(svg, bar, (x - pitch / 2 + 1.5, 364, pitch - 3, 30), (x - 3, 406, 60))
    for head, y in zip(bars.heads, (26, 524), strict=True):
        text(svg, f"{head.many} {head.what}", 4, y, 22, "start", weight="600")
        text(svg, head.days, 4, y + 24, 15, "start", fill=QUIET)
    return told(svg)


def narrow(bars: Bars) -> str:
    """The picture for a phone: the old on the left, the new on the right, each beside its parts."""
    svg = canvas(NARROW, 62 + ROW * len(bars.old), class_="bars bars--narrow", aria_hidden="true")
    left = {bar.key: 62 + (n + 0.5) * ROW for n, bar in enumerate(bars.old)}
    right = _beside(bars, left)
    for thread, start, end in _ends(bars, left, right, 15):
        curve = f"M164 {start:.1f}C184 {start:.1f} 182 {end:.1f} 202 {end:.1f}"
        _thread(svg, bars, thread, curve, 11)
    for bar, y in zip(bars.old, left.values(), strict=True):
        _tile(svg, bar, (149, y - 7.5, 15, 15), (144, y + 5, 0), "end", _letters(bar))
    for bar in bars.new:
        y = right[bar.key]
        _tile(svg, bar, (202, y - 7.5, 15, 15), (221, y + 5, 0), "start", _letters(bar))
    for head, x, anchor in zip(bars.heads, (164, 202), ("end", "start"), strict=True):
        text(svg, head.many, x, 22, 22, anchor, weight="600")
        text(svg, head.days, x, 42, 13, anchor, fill=QUIET)
    return told(svg)


def _letters(bar: Bar) -> int:
    """The size of a name on a phone: that of reading, smaller where it would leave the picture."""
    return 15 if len(bar.name) <= LONGEST else 12


def _beside(bars: Bars, left: dict[str, float]) -> dict[str, float]:
    """Each new one at the middle of its parts, but never over the one above it."""
    found: dict[str, float] = {}
    least = 0.0
    for bar in bars.new:
        parts = [left[thread.old] for thread in bars.threads if thread.new == bar.key]
        found[bar.key] = least = max(sum(parts) / max(len(parts), 1), least)
        least += ROW
    return found


def _ends(
    bars: Bars, olds: dict[str, float], news: dict[str, float], room: float
) -> list[tuple[Thread, float, float]]:
    """Where each thread begins and ends: those of one tile stand beside each other on it."""
    both = []
    for side, places in (("old", olds), ("new", news)):
        count: dict[str, int] = {}
        for thread in bars.threads:
            key = getattr(thread, side)
            count[key] = count.get(key, 0) + 1
        seen: dict[str, int] = {}
        ends = []
        for thread in bars.threads:
            key = getattr(thread, side)
            seen[key] = seen.get(key, 0) + 1
            step = (room - 4) / count[key]
            ends.append(places[key] + (seen[key] - (count[key] + 1) / 2) * step)
        both.append(ends)
    return list(zip(bars.threads, *both, strict=True))


def _thread(svg: ET.Element, bars: Bars, thread: Thread, curve: str, most: float) -> None:
    """A thread: as wide as what it carries, and no wider than its share of the new tile."""
    into = sum(other.new == thread.new for other in bars.threads)
    thick = min(FULL if thread.full else PART, most / into)
    target = next(bar for bar in bars.new if bar.key == thread.new)
    colour = "#d9a04c" if target.state == "to-come" else "#4f8f92"
    attrib = {"stroke-width": f"{thick:.1f}", "stroke-opacity": "0.75"}
    ET.SubElement(svg, "path", d=curve, fill="none", stroke=colour, attrib=attrib)


def _tile(
    svg: ET.Element, bar: Bar, at: tuple[float, float, float, float],
    words: tuple[float, float, int], anchor: str = "start", size: int = 12,
) -> None:  # fmt: skip
    x, y, width, height = at
    fill, edge, dashes = STATES[bar.state]
    holder = link(svg, bar.url)
    attrib = {"stroke-width": "1.4"} | ({"stroke-dasharray": dashes} if dashes else {})
    element = ET.SubElement(
        holder, "rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{width:.1f}", height=f"{height:g}",
        rx="2", fill=fill, stroke=edge, attrib=attrib,
    )  # fmt: skip
    titled(element, bar.name)
    if bar.stays:
        dot = {"cx": f"{x + width / 2:.1f}", "cy": f"{y + height / 2:.1f}", "r": "2.5"}
        ET.SubElement(holder, "circle", dot, fill="#ffffff")
    left, down, turned = words
    holder = ET.SubElement(
        holder, "g", transform=f"translate({left:.1f} {down:.1f}) rotate({turned})"
    )
    text(holder, bar.name, 0, 0, size, anchor, fill=INK)
