"""A table of convictions goes into the register: person by person, each row with its own outcome.

Each person is a transaction of its own, so that a file that breaks off can be sent again whole; what is
kept already stays as it is. A judgment that a table does not name stays, one that it names is replaced,
and what was believed before stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from continuity.core.finding import Finding
from continuity.journal.record import Actor
from continuity.services.records import register, sheets
from continuity.services.records.rules.facts import Judgment, Person
from continuity.services.records.sheets import Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    line: int
    what: Literal["entered", "corrected", "unchanged", "refused"]
    findings: tuple[Finding, ...] = ()


def load(data: bytes, name: str, *, actor: Actor, agency: str, on: date) -> list[Outcome]:
    """Enters what can be read; one outcome for each row, or for the file where it is no table.

    Refused whole, before anything is entered, to who may not keep the register.
    """
    read = sheets.parse(data, name)
    found = []
    for told in read.people:
        what = _entered(told, name, actor, agency, on)
        found += [Outcome(line, what) for line in told.lines]
    return sorted([*found, *_refused(read.findings)], key=lambda one: one.line)


def _entered(
    told: Told, name: str, actor: Actor, agency: str, on: date
) -> Literal["entered", "corrected", "unchanged"]:
    before = register.history(told.identity, actor=actor, agency=agency, on=on)
    known = before[-1].facts if before else Person()
    judgments = {one.key: one for one in known.judgments}
    for one in told.judgments:
        judgments[one.key] = _with_decisions(one, judgments.get(one.key))
    bans = {one.decision: one for one in (*known.bans, *told.bans)}
    banned = tuple(sorted(bans.values(), key=lambda one: (one.since, one.decision)))
    whole = tuple(sorted(judgments.values(), key=lambda one: (one.effective, one.key)))
    version = register.enter(
        told.identity, told.name, replace(known, judgments=whole, bans=banned),
        actor=actor, agency=agency, on=on, source=name, reason=name,
    )  # fmt: skip
    if version is None:
        return "unchanged"
    return "corrected" if before else "entered"


def _with_decisions(new: Judgment, old: Judgment | None) -> Judgment:
    """A judgment as a table tells it, with what courts decided since, for which it has no columns."""
    if old is None:
        return new
    return replace(new, petitions=old.petitions, merit=old.merit, amnesty=old.amnesty)


def _refused(findings: list[Finding]) -> Iterator[Outcome]:
    lines: dict[int, list[Finding]] = {}
    for finding in findings:
        lines.setdefault(finding.cite.line, []).append(finding)
    for line, told in lines.items():
        yield Outcome(line, "refused", tuple(told))
