"""The check: everything that is wrong with a draft, at once.

Three kinds of findings: what the document itself says wrongly, what the map and the mandates would
look like afterwards, and which decrees that follow would no longer work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from continuity.core.coverage import Flaw, flaws
from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.draft import name
from continuity.reform.history import History, history, with_draft

Namer = Callable[[str], str]


def check(
    start: World,
    texts: Iterable[Text],
    candidate: Text,
    kinds: dict[str, Kind],
    named: Namer = lambda thing: thing,
    like: History | None = None,
) -> tuple[History, list[Finding]]:
    """The history with a draft in it, and all findings about the draft; `like` is one to begin with."""
    others = [text for text in texts if name(text) != name(candidate)]
    usual = history(start, others, kinds, like=like)
    tried = history(start, with_draft(others, candidate), kinds, like=usual)
    own = list(candidate.findings) if candidate.tree is None else []
    stage = next((s for s in tried.stages if s.decree.id == name(candidate)), None)
    own = own or (list(stage.findings) if stage else [])
    findings = [_in_time(finding, usual.world) for finding in own]
    findings += _broken(usual, tried, name(candidate))
    known = {(f.kind, f.function, f.place, f.on) for f in flaws(usual.world)} if others else set()
    new = [f for f in flaws(tried.world) if (f.kind, f.function, f.place, f.on) not in known]
    told = [flaw for flaw in new if not flaw.disputed]
    return tried, findings + [flawed(flaw, named, tried.world) for flaw in told]


def _in_time(finding: Finding, usual: World) -> Finding:
    """A unit or body that is unknown because it is yet to come is said to be needed too early."""
    thing = finding.values.get("thing", "")
    coming = usual.lineage.areas.get(thing) or usual.agencies.get(thing)
    if finding.code not in ("unknown-unit", "unknown-agency") or not coming:
        return finding
    start = coming.valid.start.isoformat()
    if finding.values["on"] >= start:
        return finding
    return Finding("too-early", finding.cite, {**finding.values, "from": start})


def _broken(usual: History, tried: History, candidate: str) -> list[Finding]:
    """What is newly wrong with the decrees beside the draft."""
    before = {finding.say("en") for stage in usual.stages for finding in stage.findings}
    found = []
    for stage in tried.stages:
        if stage.decree.id == candidate:
            continue
        for finding in stage.findings:
            if finding.say("en") not in before:
                said = {"what": finding.say("en"), "what_vi": finding.say("vi")}
                values = {"other": stage.decree.id, **said}
                found.append(Finding("breaks-another", finding.cite, values))
    return found


def flawed(flaw: Flaw, named: Namer = lambda thing: thing, world: World | None = None) -> Finding:
    """A flaw of the coverage as a finding in words, with the clause that brought it about."""
    on, until = flaw.on.isoformat(), flaw.until.isoformat()
    values = {
        "function": named(flaw.function),
        "id": flaw.function,
        "place": named(flaw.place),
        "filed": flaw.filed.isoformat(),
        "on": on,
        "holders": ", ".join(named(holder) for holder in flaw.holders) or "–",
        "days": f"[{on}, {'…' if until.startswith('9999') else until})",
        "at": _written(world, flaw.place) if world else "",
        "bodies": " ".join(flaw.holders),
    }
    return Finding(flaw.kind, cause(world, flaw) if world else Cite(), values)


def _written(world: World, place: str) -> str:
    """A place as a clause names it: the code of a unit, the id of a site; '' for a piece of ground."""
    if place in world.lineage.areas:
        return world.lineage.areas[place].code
    leaf = world.lineage.leaves.get(place)
    return place if leaf and leaf.site else ""


def cause(world: World, flaw: Flaw) -> Cite:
    """The clause by which a flaw begins: a mandate's own, else the one that moved the place.

    Nowhere where no clause took effect that day, as with a term that runs out.
    """
    lineage = world.lineage
    leaf = next(iter(lineage.leaves_of(flaw.place, flaw.on)), flaw.place)
    path = lineage.path(leaf, flaw.on)
    mandates = [m for area in path for m in world.held(flaw.function, area)]
    stated = [m.cite for m in mandates if m.valid.start == flaw.on and m.agency in flaw.holders]
    moved = [
        within.cite
        for thing in path
        for within in lineage.within.get(thing, ())
        if within.valid.start == flaw.on
    ]
    lapsed = [m.cite for m in mandates if flaw.on in (m.valid.end, m.intake.end)]
    return next((cite for cite in [*stated, *moved, *lapsed] if cite.line), Cite())
