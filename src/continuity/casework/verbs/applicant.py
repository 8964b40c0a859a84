"""What the applicant does, alone or at the counter that took the case in: answer, withdraw, choose."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from continuity.casework import bodies, catalogue, clock, groups, listed, wishes
from continuity.casework.cases import Case, locked
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.casework.status import Status
from continuity.casework.story import story
from continuity.casework.verbs.checking import FEE
from continuity.casework.verbs.clocks import ran_on
from continuity.casework.verbs.doing import again, done, law, purpose_of, running, undecided
from continuity.casework.verbs.ending import over
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from continuity.core.form import kept, problems
from continuity.core.procedure import Procedure
from continuity.journal.record import Actor, record


def answer_supplement(
    case_id: uuid.UUID,
    answers: Mapping[str, str],
    *,
    actor: Actor,
    on: date,
    key: str,
    agency: str = "",
    identity: str = "",
    papers: Collection[str] = (),
) -> None:
    """Gives all that was asked for, and the clock runs on with the time that was left.

    Raises Flawed with what is wrong with the answers, and `Refused` where something was not asked for
    or is still missing.
    """
    given = {**answers, **dict.fromkeys(papers, "")}
    with reading(actor, agency, purpose_of(agency, identity), on, identity=identity):
        told = {"answers": dict(answers), "papers": sorted(papers)}
        if again(case_id, key, verb="answer-supplement", **told):
            return
        case = locked(case_id)

        if case.status is not Status.SUPPLEMENT:
            raise Refused("nothing-asked")
        procedure, items = law(case), story(case_id).asked
        _fits(case, procedure, items, given)
        read = _read(case, procedure, answers, papers)
        changed = ran_on(case, on) | {"held": (*case.held, *sorted(given))}

        if read:
            groups.reseal(case_id, read)
        done(case, "answer-supplement", changed, at=case.step, items=sorted(given))


def withdraw(
    case_id: uuid.UUID,
    words: str = "",
    *,
    actor: Actor,
    on: date,
    key: str,
    agency: str = "",
    identity: str = "",
) -> None:
    """The applicant takes the case back, before the decision; no reason is needed."""
    with reading(actor, agency, purpose_of(agency, identity), on, identity=identity):
        if again(case_id, key, verb="withdraw", words=words):
            return
        case = locked(case_id)

        undecided(case)
        changed = over(case, Status.WITHDRAWN, on)

        done(case, "withdraw", changed, at=case.step, words=words)


def choose_languages(
    case_id: uuid.UUID,
    wish: Wish,
    *,
    actor: Actor,
    on: date,
    key: str,
    agency: str = "",
    identity: str = "",
) -> None:
    """In which language notices come from now on, and whether an English version stands in the paper.

    The paper's language is refused where the result is there already, or the procedure has no other.
    """
    with reading(actor, agency, purpose_of(agency, identity), on, identity=identity) as reader:
        told = wishes.plain(wish)
        if again(case_id, key, verb="choose-languages", **told):
            return
        case = locked(case_id)

        if case.closed:
            raise Refused("closed", status=case.status)
        before = wishes.wished(case_id) or Wish()
        if wish.english and not before.english:
            wishes.possible(wish, law(case))
        if wish.english != before.english and case.status is Status.DONE:
            raise Refused("paper-there")

        wishes.enter(case_id, wish)
        said = {"agency": agency, "on": str(on), **told}
        record(f"case:{case_id}", "choose-languages", actor, said, purpose=reader.purpose)


def choose_law(case_id: uuid.UUID, *, actor: Actor, on: date, key: str, identity: str) -> None:
    """The applicant asks for the version in force today; steps taken and what is held and paid stay.

    The new due day counts from the filing day by the new term, and not from today. It is refused while
    the clock stands still, and where the version is in force already.
    """
    with reading(actor, "", purpose_of("", identity), on, identity=identity):
        if again(case_id, key, verb="choose-law"):
            return
        case = locked(case_id)

        running(case)
        undecided(case)
        old, new = law(case), catalogue.procedure(case.procedure, on)
        if new.version == old.version:
            raise Refused("same-law", version=new.version)
        changed = _under(case, new, on)

        done(case, "choose-law", changed, at=case.step)


def _fits(
    case: Case, procedure: Procedure, items: Collection[str], given: Mapping[str, str]
) -> None:
    for item in given:
        if item not in items or item == FEE:
            known = listed.items(procedure, items)
            raise Refused("not-asked", item=listed.items(procedure, [item]), known=known)
    left = [item for item in items if item not in given and item != FEE]
    if FEE in items and case.owed:
        left.append(FEE)
    if left:
        raise Refused("still-missing", items=listed.items(procedure, left))


def _read(
    case: Case, procedure: Procedure, answers: Mapping[str, str], papers: Collection[str]
) -> dict[str, groups.Group]:
    """The groups that change, with the new answers among the old ones; Flawed where one is wrong."""
    if not answers:
        return {}
    before = groups.opened_of(case.id, groups.GROUPS) or {}
    old = {id: text for _, told in before.values() for id, text in told.items()}
    now, known = {**old, **answers}, {paper.id for paper in procedure.evidence}
    have = [item for item in (*case.held, *papers) if item in known]
    told = bodies.named(procedure, now, case.filed)
    found = problems(procedure, now, have, on=case.filed) + told.findings
    if wrong := [finding for finding in found if finding.values.get("field") in answers]:
        raise Flawed(wrong)
    anew = groups.sorted_in(procedure, kept(procedure, told.answers))
    return {
        group: (before[group][0], told) for group, told in anew.items() if told != before[group][1]
    }


def _under(case: Case, new: Procedure, on: date) -> dict[str, Any]:
    ids = [step.id for step in new.steps]
    taken = {}
    for id in ids:
        if id not in case.taken:
            break
        taken[id] = case.taken[id]
    due = max(clock.due(new, case.filed, case.lodged), on)
    due_at = clock.due_at(new, case.filed, case.lodged)
    step = next((id for id in ids if id not in taken), "")
    if case.apologised and case.apologised <= due:
        raise Refused("promise-early", until=case.apologised, after=due)
    due_at = due_at and max(due_at, clock.moment(on))
    return {"version": new.version, "step": step, "taken": taken, "due": due, "due_at": due_at}
