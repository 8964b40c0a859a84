"""Who may take the next step of a case: in order, from the right seat, and never one person all.

Intake, check, decision and issue of one case are never all done by one person, and a step that stands
`apart` from earlier ones is not taken by whoever took those.
"""

from __future__ import annotations

from collections.abc import Mapping

from continuity.core import service_words as service_words
from continuity.core.finding import Finding
from continuity.core.procedure import Duty, Procedure, Step

NEVER_ALL_ONE = frozenset({Duty.INTAKE, Duty.CHECK, Duty.DECIDE, Duty.ISSUE})


def following(procedure: Procedure, taken: Mapping[str, str]) -> Step | None:
    """The first step that nobody has taken, or None where all are."""
    return next((step for step in procedure.steps if step.id not in taken), None)


def may_take(
    procedure: Procedure, step: str, *, person: str, role: str, taken: Mapping[str, str]
) -> Finding | None:
    """Why a person in a seat may not take a step, or None; `taken` says who took which."""
    told = {"step": step[:60], "person": person, "role": role}
    wanted = {one.id: one for one in procedure.steps}.get(step)
    if wanted is None:
        known = ", ".join(one.id for one in procedure.steps)
        return Finding("step-unknown", values={**told, "known": known})
    told |= {"vi": wanted.label.vi, "en": wanted.label.en or wanted.label.vi}
    if step in taken:
        return Finding("step-taken", values=told)
    first = following(procedure, taken)
    assert first is not None, "this step has not been taken"
    if first is not wanted:
        return Finding("step-early", values={**told, "first_vi": first.label.vi, "first": first.id})
    if role not in wanted.seats:
        return Finding("step-seat", values={**told, "seats": ", ".join(wanted.seats)})
    if any(taken.get(other) == person for other in wanted.apart):
        others = ", ".join(id for id in wanted.apart if taken.get(id) == person)
        return Finding("step-apart", values={**told, "others": others})
    return (
        Finding("step-four-eyes", values=told) if _alone(procedure, wanted, person, taken) else None
    )


def _alone(procedure: Procedure, wanted: Step, person: str, taken: Mapping[str, str]) -> bool:
    """True where one person would have done every one of the duties that are never all one's."""
    watched = [step for step in procedure.steps if step.duty in NEVER_ALL_ONE]
    others = [step.id for step in watched if step is not wanted]
    return wanted in watched and all(taken.get(id) == person for id in others)
