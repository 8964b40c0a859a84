"""Steps of a case: in their order, from the right seat, and never all by one person."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.procedure import Step
from continuity.core.steps import following, may_take
from tests.invented import SERVICE, STEPS

IDS = [step.id for step in STEPS]
PEOPLE = ["Bình", "Dung", "Lan", "Minh"]
NEXT = "next"
roles = st.sampled_from(["head", "head", "officer", "inspector"])
few = st.sampled_from(["Bình", "Bình", "Dung"])
tries = st.lists(
    st.tuples(st.sampled_from([NEXT] * 6 + [*IDS, "appeal"]), few, roles), max_size=25
)  # most take what comes next, so that cases come to their end


def plainly_wrong(step: str, person: str, role: str, taken: dict[str, str]) -> set[str]:
    """Every rule that a taking breaks, each asked by itself."""
    if step not in IDS:
        return {"step-unknown"}
    wrong = {"step-taken"} if step in taken else set()
    if any(other not in taken for other in IDS[: IDS.index(step)]):
        wrong.add("step-early")
    if role not in (["head"] if step == "decide" else ["officer", "head"]):
        wrong.add("step-seat")
    if step == "review" and taken.get("check") == person:
        wrong.add("step-apart")
    after = taken | {step: person}
    if {after.get(id) for id in ("intake", "check", "decide", "issue")} == {person}:
        wrong.add("step-four-eyes")
    return wrong


@given(tries)
def test_a_step_is_refused_for_a_rule_that_it_breaks_and_for_nothing_else(
    attempts: list[tuple[str, str, str]],
) -> None:
    taken: dict[str, str] = {}
    for said, person, role in attempts:
        first = following(SERVICE, taken)
        step = (first.id if first else IDS[-1]) if said == NEXT else said
        finding = may_take(SERVICE, step, person=person, role=role, taken=taken)
        wrong = plainly_wrong(step, person, role, taken)

        assert (finding is None) == (not wrong)
        if finding:
            assert finding.code in wrong
            assert "{" not in finding.say("vi") + finding.say("en")
        else:
            taken[step] = person


@given(st.lists(st.sampled_from(PEOPLE), min_size=5, max_size=5), st.permutations(PEOPLE))
def test_a_case_never_waits_for_ever_while_somebody_new_is_there(
    first: list[str], others: list[str]
) -> None:
    taken: dict[str, str] = {}
    for wish in first:
        step = following(SERVICE, taken)
        assert step is not None
        free = [
            person
            for person in [wish, *others]
            if may_take(SERVICE, step.id, person=person, role="head", taken=taken) is None
        ]
        assert set(PEOPLE) - set(taken.values()) <= set(free)
        taken[step.id] = free[0]

    assert following(SERVICE, taken) is None
    assert len({taken[id] for id in ("intake", "check", "decide", "issue")}) > 1


def test_the_steps_are_walked_in_their_order_to_the_last() -> None:
    walked: list[Step] = []
    step: Step | None = SERVICE.steps[0]
    while step is not None:
        walked.append(step)
        step = SERVICE.after(step.id)

    assert walked == [*STEPS]
    assert [SERVICE.step(id) for id in IDS] == [*STEPS]


def test_a_procedure_that_one_person_could_take_alone_is_taken_by_nobody() -> None:
    procedure = replace(SERVICE, steps=STEPS[:1])

    finding = may_take(procedure, "intake", person="Lan", role="head", taken={})

    assert finding is not None
    assert finding.code == "step-four-eyes"
