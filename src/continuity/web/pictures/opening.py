"""The picture that opens a reform: bars where provinces change, else tiles, else who gives to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from continuity.core.interval import eve
from continuity.core.plan import Decree, Transfer
from continuity.core.world import World
from continuity.packs.functions import labels
from continuity.packs.names import Kind, Names
from continuity.packs.vn import pack
from continuity.pages import lineage
from continuity.pages.lineage import Picture, Stop
from continuity.pages.turns import Turn
from continuity.pages.words import day, language, number, t
from continuity.web.pictures import country, told
from continuity.web.pictures.province import Drawing
from continuity.web.pictures.seen import of_world

WIDTH = 700


class Passing(NamedTuple):
    """A function that passes from some kinds of agency to another, in so many places."""

    function: str
    givers: tuple[str, ...]
    receiver: str
    places: int


def opening(
    before: World, after: World, decree: Decree, *, on: date | None = None, linked: bool = True
) -> dict[str, Any] | None:
    """What `web/picture-reform.html` shows as `picture`; None where a decree moves nothing to see.

    What has taken effect on the day `on` is shown as it stands since, all else as it is about to
    change. `linked` is False for a draft, whose units have no pages yet.
    """
    here = of_world(after)
    later = linked and on is not None and on >= decree.effective
    turn = Turn(eve(decree.effective), decree.effective, later)
    found = country.pairs(after.lineage, after.lineage.leaves, turn)
    if any(old != new for old, new in found):
        return country.page(here, turn, found, linked=linked)
    if most := _most(after, turn):
        leaves = tuple(after.lineage.leaves_of(most, turn.after))
        return told.page(Drawing(here, most, leaves, turn, linked=linked)) | {"moves": False}
    rows = passing(before, decree, here.names)
    return _passing(rows, turn) if rows else None


def _most(world: World, turn: Turn) -> str:
    """The area at the top in which most ground changes its lowest unit; '' where none does."""
    lines = world.lineage
    changed = Counter(
        is_[-1]
        for leaf in lines.leaves
        if not lines.leaves[leaf].site
        and (was := lines.path(leaf, turn.before))[1:2]
        != (is_ := lines.path(leaf, turn.after))[1:2]
        and was
        and is_
    )
    return max(sorted(changed), key=lambda key: changed[key], default="")


def passing(before: World, decree: Decree, names: Names) -> list[Passing]:
    """The functions that a decree transfers: one row for each function and kind of receiver."""
    found: dict[tuple[str, str], tuple[dict[str, None], set[str]]] = {}
    for clause in decree.clauses:
        if isinstance(clause, Transfer):
            key = (clause.function, _called(names, [clause.receiver], decree.effective)[0])
            givers, places = found.setdefault(key, ({}, set()))
            places.add(clause.area)
            givers |= dict.fromkeys(clause.givers or _holders(before, clause, decree.effective))
    on = eve(decree.effective)
    return [
        Passing(function, _called(names, givers, on), receiver, len(places))
        for (function, receiver), (givers, places) in found.items()
    ]


def _holders(world: World, clause: Transfer, effective: date) -> list[str]:
    held = world.held(clause.function, clause.area)
    return [mandate.agency for mandate in held if eve(effective) in mandate.valid]


def _called(names: Names, agencies: Iterable[str], on: date) -> tuple[str, ...]:
    """What agencies are called: several of a kind by their kind, one with a name by its name."""
    kinds: dict[str, list[str]] = {}
    for agency in agencies:
        body = names.world.agencies.get(agency)
        kinds.setdefault(body.kind if body else agency, []).append(agency)
    found = []
    for id, alike in kinds.items():
        own = len(alike) == 1 and names.world.labels.get(alike[0])
        kind = None if own else names.kinds.get(id)
        found.append(_plain(kind) if kind else names.of(alike[0], on, language()))
    return tuple(found)


def _plain(kind: Kind) -> str:
    """The name of a kind of agency without that of any unit."""
    blanks = dict.fromkeys(("unit", "Unit", "proper", "en", "office"), "")
    said = " ".join((kind.en if language() == "en" else kind.vi).format_map(blanks).split())
    return said[:1].upper() + said[1:]


def _passing(rows: list[Passing], turn: Turn) -> dict[str, Any]:
    receivers = dict.fromkeys(row.receiver for row in rows)
    pictures = [_drawn([row for row in rows if row.receiver == one], one) for one in receivers]
    functions = number(len({row.function for row in rows}))
    to = t(" và ", " and ").join(receivers)
    passes = "function passes" if functions == "1" else "functions pass"
    return {
        "kind": "passing",
        "turn": turn,
        "pictures": [
            (lineage.wide(one, WIDTH), lineage.narrow(one)) for one in pictures
        ],
        "sentence": t(
            f"Từ {day(turn.after)}, {functions} nhiệm vụ chuyển sang {to}.",
            f"From {day(turn.after)}, {functions} {passes} to {to}.",
        ),
        "rows": [(_function(row.function), row.givers, row.receiver, row.places) for row in rows],
    }  # fmt: skip


def _drawn(rows: list[Passing], receiver: str) -> Picture:
    """The functions that one kind of agency gets, each with those who had it before."""
    stops = tuple(Stop(_function(row.function), ", ".join(row.givers)) for row in rows)
    return Picture(
        label=t(f"Hình: nhiệm vụ chuyển sang {receiver}", f"Picture: what passes to {receiver}"),
        middle=Stop(receiver, t("nhận nhiệm vụ", "receives")),
        state="in-force",
        before=stops,
        heads=(t("Nhiệm vụ, từ ai", "Function, from whom"), "", ""),
    )


def _function(id: str) -> str:
    return labels(pack(), id)[1 if language() == "en" else 0] if id in pack().functions else id
