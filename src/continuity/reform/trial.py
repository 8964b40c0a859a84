"""A draft tried against the register, and a decree in force looked at again; nothing is stored.

What is tried comes from anybody. A draft that would come last is folded onto the register as it
stands; any other one takes the whole history, each decree after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from continuity.core.finding import Finding
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.check import Namer, check
from continuity.reform.draft import name
from continuity.reform.gates import findings as gates
from continuity.reform.history import Stage, history
from continuity.reform.plan import Plan, difference
from continuity.reform.proof import Proof, prove
from continuity.reform.reading import as_day
from continuity.reform.shelf import alone_since, in_force
from continuity.register.read import first, present, world


@dataclass(frozen=True, slots=True)
class Trial:
    """What a draft would change, and everything that is wrong with it."""

    stage: Stage
    plan: Plan
    findings: tuple[Finding, ...]


def trial(text: Text, kinds: dict[str, Kind], named: Namer = lambda thing: thing) -> Trial:
    """The trial of a document that could be read.

    Where its own day cannot be read there is nothing to plan, and its own findings are all.
    """
    texts = in_force()
    if _day(text) == date.min:
        stage = history(present(), [text], kinds).stages[0]
        return Trial(stage, _changes(stage), stage.findings)
    start, others = ground(text, texts)
    told, findings = check(start, others.values(), text, kinds, named)
    stage = told.stage(name(text))
    findings += gates(stage.decree, stage.before, stage.after)
    return Trial(stage, _changes(stage), tuple(findings))


def again(decree: str, kinds: dict[str, Kind]) -> tuple[Stage, Plan, Proof]:
    """What a decree in force has changed, and its proof from the decrees as they stand.

    Of matters there are none in it: whose they are, nobody without a seat may see. Raises KeyError
    where no decree of this name is in force.
    """
    texts = in_force()
    start, others = ground(texts[decree], texts)
    until = _order(texts[decree])
    told = [one for one in others.values() if _order(one) < until]
    stage = history(start, [*told, texts[decree]], kinds).stage(decree)
    proof = prove(
        decree, stage.before, stage.after, (), stage.decree.effective, findings=stage.findings
    )
    return stage, _changes(stage), proof


def ground(text: Text, texts: dict[str, Text]) -> tuple[World, dict[str, Text]]:
    """A world without a decree and the other decrees still to fold with it: none where it comes last.

    A nation takes seconds to fold; a decree that came last, and after which no other changed, has the
    world before it in the register.
    """
    others = {key: other for key, other in texts.items() if key != name(text)}
    if all(_day(text) > _day(other) for other in others.values()):
        if name(text) not in texts:
            return present(), {}
        if (alone := alone_since(name(text))) is not None:
            return world(alone - 1), {}
    return world(first()), others


def _order(text: Text) -> tuple[date, str]:
    return _day(text), name(text)


def _day(text: Text) -> date:
    """The day of effect; the first of all days where it cannot be read."""
    tree = text.tree if isinstance(text.tree, dict) else {}
    return as_day(tree.get("effective")) or date.min


def _changes(stage: Stage) -> Plan:
    return difference(stage.before, stage.after, stage.decree.effective)
