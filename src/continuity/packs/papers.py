"""The papers that people hold, and what a reorganisation changes for each: dated data, not code.

Each rule says whence it is and how sure we are of it; what nobody verified is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from continuity.core.interval import FOREVER, Interval
from continuity.packs.names import folded
from continuity.packs.text import Tree
from continuity.packs.vn import document, texts

KINDS = ("valid", "ended", "avoid", "may")
SURE = ("found", "unverified")
ALL = "all"
FILE = "papers.yaml"


class Both(NamedTuple):
    """A text in both languages."""

    vi: str
    en: str


class Paper(NamedTuple):
    """A kind of paper; `function` is the task that it comes from, where the register holds one."""

    id: str
    label: Both
    function: str
    office: Both
    apart: bool
    words: tuple[str, ...] = ()


class Rule(NamedTuple):
    """What holds for some papers for a stretch of days, by which source, and how sure that is."""

    id: str
    kind: str
    papers: tuple[str, ...]
    valid: Interval
    text: Both
    source: Both
    sure: str


@cache
def papers() -> dict[str, Paper]:
    """Every kind of paper by its id, in the order in which it is asked for."""
    found = document(FILE)["papers"]
    return {id: _paper(id, tree) for id, tree in _map(found).items()}


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of all days."""
    found = document(FILE)["rules"]
    return tuple(_rule(_map(tree)) for tree in found) if isinstance(found, list) else ()


def common(on: date, held: Iterable[str]) -> list[Rule]:
    """The rules of a day that hold for all usual papers, where at least one of these is held."""
    usual = any(not papers()[id].apart for id in held)
    return [rule for rule in rules() if usual and ALL in rule.papers and on in rule.valid]


def special(on: date, paper: str) -> list[Rule]:
    """The rules of a day that name a paper."""
    return [rule for rule in rules() if paper in rule.papers and on in rule.valid]


def called(text: str) -> list[Paper]:
    """The papers that a word of every day means: CMND, sổ đỏ; none for anything else."""
    wanted = folded(text)
    return [one for one in papers().values() if wanted in map(folded, (*one.label, *one.words))]


def _paper(id: str, tree: Tree) -> Paper:
    told = _map(tree)
    apart = told.get("apart") == "yes"
    return Paper(
        id, _both(told, "labels"), str(told.get("function") or ""), _both(told, "office"), apart,
        tuple(texts(told.get("words"))),
    )  # fmt: skip


def _rule(told: dict[str, Tree]) -> Rule:
    start, end = str(told["from"]), told.get("until")
    valid = Interval(date.fromisoformat(start), date.fromisoformat(str(end)) if end else FOREVER)
    id, kind, sure = (str(told[key]) for key in ("id", "kind", "sure"))
    text = Both(str(told["vi"]), str(told["en"]))
    return Rule(id, kind, tuple(texts(told["papers"])), valid, text, _both(told, "source"), sure)


def _both(told: dict[str, Tree], key: str) -> Both:
    found = _map(told.get(key))
    return Both(str(found.get("vi", "")), str(found.get("en", "")))


def _map(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}
