"""Enacting: the difference of two folds, one transaction, one entry; and undoing it, and letting it slip.

One person drafts what is to happen, another one approves it. Each act is the same: other decrees are
in force afterwards, so the world is another, and what lies
between the two is written. It is worked out before the lock is taken, so that readers and other
writers wait for the rows alone; whoever was outrun meanwhile is told to plan again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.roles import Role
from continuity.accounts.today import today
from continuity.core.coverage import flaws
from continuity.core.finding import Finding
from continuity.core.world import World
from continuity.journal.record import Actor, record
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.check import flawed
from continuity.reform.draft import draft, name
from continuity.reform.gates import Coming, stopped
from continuity.reform.gates import findings as gates
from continuity.reform.history import Stage, history, moved
from continuity.reform.refused import Refused, Stopped, refusal
from continuity.reform.shelf import (
    Act,
    Draft,
    alone_since,
    draft_of,
    drafting,
    in_force,
    over,
    propose,
    stream,
    written,
)
from continuity.register.read import first, head, present, remember, world
from continuity.register.write import Difference, Outrun, difference, write

VERBS = {Act.ENACT: "enact", Act.CORRECT: "correct", Act.SLIP: "slip", Act.UNDO: "withdraw"}


ENACTED = Actor("law", "The law as it stands")
"""Who drafted what was law before it came here."""


@dataclass(frozen=True, slots=True)
class Change:
    """Other decrees are in force: what that changes, worked out and not yet written."""

    gone: tuple[str, ...]
    made: tuple[Text, ...]
    stages: tuple[Stage, ...]
    difference: Difference
    after: World


def enact(
    decree: str,
    version: int,
    *,
    approver: Actor,
    kinds: dict[str, Kind],
    on: date | None = None,
    despite: str = "",
) -> int:
    """The entry by which a draft came into force: enacted, corrected, slipped or undone.

    Its facts are future-dated. A decree can be undone whole before the day on which it takes effect
    (`on` is today if unsaid), from then on it can only be corrected; what was believed before stays
    known. Raises `Refused` with every finding: of the document, of gates and coverage, or that the
    draft or the register is not what was read. What a room above stops goes on only with a reason,
    `despite` it, which is kept with the approver's name and what stood against it.
    """
    require(approver, Role.HEAD)
    found = draft_of(decree)
    if found.version != version:
        raise Refused([refusal("draft-changed", decree, version=version)])
    if found.drafter.id == approver.id:
        raise Refused([refusal("same-person", decree, person=approver.name)])
    there = in_force()
    if (decree in there) != (found.act is not Act.ENACT):
        raise Refused(
            [refusal("not-in-force" if decree not in there else "already-in-force", decree)]
        )
    if found.act is Act.UNDO and _effective(there[decree]) <= (on or today()):
        effective = _effective(there[decree])
        raise Refused([refusal("takes-effect-already", decree, effective=effective)])
    made = [] if found.act is Act.UNDO else [found.text]
    before = present()
    change = worked_out(kinds, gone=[decree] if decree in there else [], made=made)
    with transaction.atomic():
        planned = _effective(there[decree]) if decree in there else None
        day = planned if found.act is Act.UNDO and planned else _effective(found.text)
        coming = Coming(decree, found.act, planned, day, before, change.after, on or today())
        entry = _write(change, found, approver, despite=_despite(coming, despite))
        over(decree, version, entry)
    return entry


def _despite(coming: Coming, reason: str) -> dict[str, object]:
    """What is kept of an approval that goes on despite a stop; raises `Stopped` without a reason."""
    against = stopped(coming)
    if against and not reason.strip():
        raise Stopped(against)
    told = [one.parts("en")[0] for one in against]
    return {"despite": reason.strip(), "stopped": told} if against else {}


def adopt(text: Text, *, actor: Actor, kinds: dict[str, Kind]) -> int:
    """The entry by which a decree that is law already came into force here; nobody drafts it anew.

    For the first load of an installation. Raises `Refused` where it does not apply.
    """
    require(actor, Role.STEWARD)
    if name(text) in in_force():
        raise Refused([refusal("already-in-force", name(text))])
    found = Draft(text, 0, ENACTED, Act.ENACT, "")
    with transaction.atomic():
        return _write(worked_out(kinds, made=[text]), found, actor, verb="adopt")


def undo(decree: str, version: int = 0, *, actor: Actor, reason: str) -> int:
    """The version of a draft that withdraws a decree whole, once somebody else approves it."""
    drafting(actor)
    return propose(_enacted(decree), version, Act.UNDO, actor=actor, reason=reason)


def slip(decree: str, to: date, version: int = 0, *, actor: Actor, reason: str = "") -> int:
    """The version of a draft by which a decree takes effect on another day, once it is approved."""
    drafting(actor)
    later = moved(_enacted(decree), to.isoformat())
    return propose(later, version, Act.SLIP, actor=actor, reason=reason)


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
    going = [old[decree] for decree in gone or []]
    start, again = _ground(kinds, before, going, kept, made or [])
    stages = list(history(start, [*again, *(made or [])], kinds).stages)
    after = stages[-1].after if stages else start
    _refuse(stages, {name(text) for text in made or []}, before, after)
    written_between = difference(before, after, here.entry)
    return Change(tuple(gone or []), tuple(made or []), tuple(stages), written_between, after)


def _ground(
    kinds: dict[str, Kind], before: World, gone: list[Text], kept: list[Text], made: list[Text]
) -> tuple[World, list[Text]]:
    """A world, and the decrees in force to fold onto it again: none where all that changes is last.

    Then a new decree is folded onto what there is, and one that goes leaves what was before it.
    """
    last = max((_effective(text) for text in kept), default=date.min)
    coming = [draft(text, before, kinds).decree.effective for text in made]
    if all(day > last for day in [*coming, *map(_effective, gone)]):
        if not gone:
            return before, []
        if len(gone) == 1 and (since := alone_since(name(gone[0]))) is not None:
            return world(since - 1), []
    return world(first()), kept


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


def _write(
    change: Change,
    found: Draft,
    approver: Actor,
    verb: str = "",
    despite: dict[str, object] | None = None,
) -> int:
    """Writes a change under one entry."""
    subject = name(found.text)
    told: dict[str, object] = {"version": found.version, "drafter": found.drafter.id}
    told |= {"reason": found.reason, "rows": change.difference.writes} | (despite or {})
    entry = record(stream(subject), verb or VERBS[found.act], approver, told, purpose="reform")
    try:
        write(change.difference, entry)
    except Outrun:
        raise Refused([refusal("outrun", subject, entry=change.difference.head)]) from None
    _state(change, found, approver, entry)
    transaction.on_commit(lambda: remember(entry, change.after))
    return entry


def _state(change: Change, found: Draft, approver: Actor, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update reform_decree set known = int8range(lower(known), %s) "
            "where name = any(%s) and upper_inf(known)",
            [entry, list(change.gone)],
        )
        for text in change.made:
            people = (found.drafter.id, approver.id)
            kept = (name(text), _effective(text), written(text), *people, entry)
            cursor.execute(
                "insert into reform_decree values (%s, %s, %s, %s, %s, int8range(%s, null))", kept
            )
