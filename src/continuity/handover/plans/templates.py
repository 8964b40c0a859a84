"""Templates of plans, and from how many days late who is told: data that an officer may change."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from continuity.core.procedure import Words
from continuity.handover.plans.tasks import Task
from continuity.packs.vn import document

FILE = "plans.yaml"


class To(StrEnum):
    """Who is told."""

    RESPONSIBLE = "responsible"
    HEAD = "head"
    ABOVE = "above"


class Line(NamedTuple):
    """A task of a template; days are counted from that of the reform."""

    id: str
    label: Words
    product: Words
    start: int
    due: int
    after: tuple[str, ...]


class Template(NamedTuple):
    """A plan to begin with."""

    id: str
    label: Words
    lines: tuple[Line, ...]

    def tasks(self, day: date, language: str = "vi") -> list[Task]:
        """Its tasks for a reform of a day; who does them by which authority, people say."""
        n = int(language == "en")
        return [
            Task(one.id, one.label[n], "", day + timedelta(one.start), day + timedelta(one.due),
                 "", one.product[n], "", one.after)
            for one in self.lines
        ]  # fmt: skip


@cache
def templates() -> dict[str, Template]:
    """All templates, by id."""
    listed: Any = document(FILE)["templates"]
    return {
        one["id"]: Template(one["id"], _both(one), tuple(map(_line, one["tasks"])))
        for one in listed
    }


class Escalation(NamedTuple):
    """From how many days late who is told, and how many days before an end heads are; from a day on."""

    since: date
    late: tuple[tuple[int, To], ...]
    ahead: tuple[int, ...]


def escalation(on: date) -> Escalation:
    """What is in force on a day; the first of all before it."""
    found = _escalations()
    return next((one for one in reversed(found) if one.since <= on), found[0])


@cache
def _escalations() -> tuple[Escalation, ...]:
    listed: Any = document(FILE)["escalates"]
    made = [
        Escalation(
            date.fromisoformat(str(one["from"])),
            tuple((int(step["days"]), To(step["tells"])) for step in one["late"]),
            tuple(int(days) for days in one["ahead"]),
        )
        for one in listed
    ]
    return tuple(sorted(made, key=lambda one: one.since))


def steps(on: date) -> tuple[int, ...]:
    """Days late from which the next one is told."""
    return tuple(days for days, _ in escalation(on).late)


def _line(tree: dict[str, Any]) -> Line:
    product = Words(tree["product_vi"], tree["product_en"])
    after = tuple(tree.get("after") or ())
    return Line(tree["id"], _both(tree), product, int(tree["from"]), int(tree["due"]), after)


def _both(tree: dict[str, Any]) -> Words:
    return Words(str(tree["vi"]), str(tree["en"]))
