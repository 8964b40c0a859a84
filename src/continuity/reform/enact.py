"""Enacting: the difference of two folds, one transaction, one entry; and undoing it, and letting it slip.

Each verb is the same: other decrees are in force afterwards, so the world is another, and what lies
between the two is written. It is worked out before the lock is taken, so that readers and other
writers wait for the rows alone; whoever was outrun meanwhile is told to plan again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from continuity.core.coverage import flaws
from continuity.core.finding import Finding
from continuity.core.world import World
from continuity.journal.record import Actor, record
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.check import flawed
from continuity.reform.draft import draft, name
from continuity.reform.gates import findings as gates
from continuity.reform.history import Stage, history, moved
from continuity.reform.refused import Refused, refusal
from continuity.reform.shelf import draft_of, in_force, stream, written
from continuity.register.read import first, head, present, remember, world
from continuity.register.write import Difference, Outrun, difference, write


@dataclass(frozen=True, slots=True)
class Change:
    """Other decrees are in force: what that changes, worked out and not yet written."""

    gone: tuple[str, ...]
    made: tuple[Text, ...]
    stages: tuple[Stage, ...]
    difference: Difference
    after: World


def enact(decree: str, version: int, *, approver: Actor, kinds: dict[str, Kind]) -> int:
    """The entry by which a draft came into force; its facts are future-dated.

    Raises `Refused` with every finding: of the document, of gates and coverage, or that the draft
    or the register is not what was read.
    """
    found = draft_of(decree)
    if found.version != version:
        raise Refused([refusal("draft-changed", decree, version=version)])
    if found.drafter.id == approver.id:
        raise Refused([refusal("same-person", decree, person=approver.name)])
    if decree in in_force():
        raise Refused([refusal("already-in-force", decree)])
    change = worked_out(kinds, made=[found.text])
    return _write(change, "enact", approver, found.drafter, about={"version": version})


def undo(
    decree: str, *, actor: Actor, drafter: Actor, on: date, reason: str, kinds: dict[str, Kind]
) -> int:
    """The entry by which a decree was withdrawn whole, before the day on which it takes effect.

    Raises `Refused` from that day on: then it can only be corrected.
    """
    text = _enacted(decree)
    effective = _effective(text)
    if effective <= on:
        raise Refused([refusal("takes-effect-already", decree, effective=effective)])
    change = worked_out(kinds, gone=[decree])
    return _write(change, "withdraw", actor, drafter, about={"reason": reason})


def correct(
    text: Text, *, approver: Actor, drafter: Actor, reason: str, kinds: dict[str, Kind]
) -> int:
    """The entry by which a decree in force reads otherwise; what was believed before stays known."""
    _enacted(name(text))
    change = worked_out(kinds, gone=[name(text)], made=[text])
    return _write(change, "correct", approver, drafter, about={"reason": reason})


def slip(decree: str, to: date, *, approver: Actor, drafter: Actor, kinds: dict[str, Kind]) -> int:
    """The entry by which a decree takes effect on another day."""
    text = _enacted(decree)
    later = moved(text, to.isoformat())
    change = worked_out(kinds, gone=[decree], made=[later])
    told = {"from": _effective(text).isoformat(), "to": to.isoformat()}
    return _write(change, "slip", approver, drafter, about=told)


def _enacted(decree: str) -> Text:
    found = in_force().get(decree)
    if found is None:
        raise Refused([refusal("not-in-force", decree)])
    return found


def _effective(text: Text) -> date:
    assert isinstance(text.tree, dict), "a decree in force has been read before"
    return date.fromisoformat(str(text.tree["effective"]))


def worked_out(
    kinds: dict[str, Kind], *, gone: list[str] | None = None, made: list[Text] | None = None
) -> Change:
    """What changes when some decrees go and others come; raises `Refused` with every finding."""
    here = head()
    if here is None:
        raise LookupError("The register is empty: nothing was loaded.")
    before, old = present(), in_force()
    kept = [text for decree, text in old.items() if decree not in (gone or [])]
    stages = _stages(kinds, before, list(old.values()), kept, made or [])
    after = stages[-1].after if stages else world(first())
    _refuse(stages, {name(text) for text in made or []}, before, after)
    written_between = difference(before, after, here.entry)
    return Change(tuple(gone or []), tuple(made or []), tuple(stages), written_between, after)


def _stages(
    kinds: dict[str, Kind], before: World, old: list[Text], kept: list[Text], made: list[Text]
) -> list[Stage]:
    """The stages of all decrees; where the new ones come last, theirs alone, on what there is."""
    last = max((_effective(text) for text in old), default=date.min)
    drafts = [draft(text, before, kinds) for text in made]
    behind = all(one.decree.effective > last for one in drafts)
    if kept == old and made and behind:
        return list(history(before, made, kinds).stages)
    return list(history(world(first()), [*kept, *made], kinds).stages)


def _refuse(stages: list[Stage], made: set[str], before: World, after: World) -> None:
    """Raises `Refused` where a document, a gate or the coverage objects."""
    found: list[Finding] = [finding for stage in stages for finding in stage.findings]
    there = [] if _alike(before, after) else [f for f in flaws(after) if not f.disputed]
    if there:  # what was wrong before is not this decree's fault; asked only if something is wrong
        known = {(f.kind, f.function, f.place, f.on) for f in flaws(before)}
        new = [f for f in there if (f.kind, f.function, f.place, f.on) not in known]
        found += [flawed(flaw, world=after) for flaw in new]
    for stage in stages:
        if stage.decree.id in made:
            found += gates(stage.decree, stage.before, stage.after)

            if any(m.disputed and m.cite.decree == stage.decree.id for m in stage.after.mandates):
                found.append(refusal("disputed-stated", stage.decree.id))
    if found:
        raise Refused(found)


def _alike(before: World, after: World) -> bool:
    """True where only names differ: then nothing can be wrong that was right before."""
    return (
        before.mandates == after.mandates
        and before.lineage == after.lineage
        and before.agencies == after.agencies
    )


@transaction.atomic
def _write(
    change: Change, verb: str, approver: Actor, drafter: Actor, *, about: Mapping[str, object]
) -> int:
    """Writes a change under one entry."""
    subject = name(change.made[0]) if change.made else change.gone[0]
    if drafter.id == approver.id:
        raise Refused([refusal("same-person", subject, person=approver.name)])
    told = {**about, "drafter": drafter.id, "rows": change.difference.writes}
    entry = record(stream(subject), verb, approver, told, purpose="reform")
    try:
        write(change.difference, entry)
    except Outrun:
        raise Refused([refusal("outrun", subject, entry=change.difference.head)]) from None
    with connection.cursor() as cursor:
        cursor.execute(
            "update reform_decree set known = int8range(lower(known), %s) "
            "where name = any(%s) and upper_inf(known)",
            [entry, list(change.gone)],
        )
        for text in change.made:
            cursor.execute(
                "insert into reform_decree values (%s, %s, %s, %s, %s, int8range(%s, null))",
                [name(text), _effective(text), written(text), drafter.id, approver.id, entry],
            )
    transaction.on_commit(lambda: remember(entry, change.after))
    return entry
