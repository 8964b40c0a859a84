"""`continuity reform plan`: what a decree changes, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from continuity.cli.speak import day, language, more, number, say, say_rest, t
from continuity.core.interval import eve
from continuity.packs.names import Names
from continuity.reform.history import Stage
from continuity.reform.plan import Plan
from continuity.reform.told import CHANGES

NAMED = 10
T = TypeVar("T")


def show_plan(stage: Stage, changes: Plan, names: Names) -> None:
    """Prints the plan: each kind of change with its number, and the first of it by name."""
    say(f"{stage.decree.title_vi if language() == 'vi' else stage.decree.title_en}")
    say(f"{t('Có hiệu lực', 'Effective')}: {day(stage.decree.effective)}")
    on, before = stage.decree.effective, eve(stage.decree.effective)

    def now(thing: str) -> str:
        return names.of(thing, on, language())

    def was(thing: str) -> str:
        return names.of(thing, before, language())

    def passed(pair: tuple[str, str]) -> str:
        return f"{was(pair[0])} → {now(pair[1])}"

    def renamed(thing: str) -> str:
        return f"{was(thing)} → {now(thing)}"

    _list("areas-founded", changes.founded, now)
    _list("areas-ended", changes.ended, passed)
    _list("areas-renamed", changes.renamed, renamed)
    _list("areas-cut", changes.cut, was)
    _list("agencies-founded", changes.bodies_founded, now)
    _list("agencies-ended", changes.bodies_ended, passed)
    _list("institutions-attached", changes.attached, passed)
    _passing(changes, names, on)
    say(
        t(
            f"  {number(len(changes.stated))} thẩm quyền ghi mới, "
            f"{number(len(changes.retracted))} thu hồi; "
            f"{number(len(changes.handed))} vị trí, tài sản, văn bản bàn giao",
            f"  {number(len(changes.stated))} mandates stated, "
            f"{number(len(changes.retracted))} retracted; "
            f"{number(len(changes.handed))} posts, holdings and documents handed on",
        )
    )


def _list(kind: str, things: tuple[T, ...], named: Callable[[T], str]) -> None:
    if things:
        say(f"  {number(len(things)):>6}  {t(*CHANGES[kind])}")
    for thing in things[:NAMED]:
        say(f"          {named(thing)}")
    say_rest(len(things) - NAMED, indent=10)


def _passing(changes: Plan, names: Names, on: date) -> None:
    rows = changes.passing()
    if rows:
        say(f"  {number(len(rows)):>6}  {t(*CHANGES['functions-passing'])}")
    for function, givers, receivers in rows:
        sides = " → ".join(
            _few(side, names, at) for side, at in ((givers, eve(on)), (receivers, on))
        )
        say(f"          {names.of(function, on, language())}: {sides}")


def _few(agencies: Iterable[str], names: Names, on: date) -> str:
    every = list(agencies)
    return more([names.of(agency, on, language()) for agency in every[:2]], len(every)) or "–"
