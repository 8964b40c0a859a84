"""Plans: what is clear, what waits, what is late, who is told; what holds meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from continuity.handover.plans.questions import Answered, Question, standing
from continuity.handover.plans.tasks import CLEARS, State, Task, bars, circle, stand, wrong
from continuity.handover.plans.templates import steps, templates

DAY = date(2025, 7, 1)
STEPS = (1, 3, 7)
days = st.integers(-20, 20).map(lambda n: DAY + timedelta(n))
IDS = ["a", "b", "c", "d"]
words = st.sampled_from(["", "x"])
one_task = st.builds(
    Task, st.sampled_from(IDS), st.just("w"), words, st.none() | days, st.none() | days, words, words,
    words, st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple), st.none() | days,
)  # fmt: skip


def known(tasks):
    """Each id once, and waiting only for what is there."""
    by_id = {one.id: one for one in tasks}
    return [one._replace(after=tuple(a for a in one.after if a in by_id)) for one in by_id.values()]


plans = st.lists(one_task, max_size=4).map(known)


@given(plans, days)
def test_each_task_stands_in_one_way_and_for_a_reason(tasks, on):
    by_id = {one.id: one for one in tasks}
    found = stand(tasks, on, STEPS)

    assert set(found) == set(by_id)
    for id, how in found.items():
        one = by_id[id]
        done = one.done is not None and one.done <= on
        waits = {a for a in one.after if by_id[a].done is None or by_id[a].done > on}
        assert (how.state is State.DONE) == done
        if not done:
            assert set(how.waits) == waits
            assert how.late == max(0, (on - one.due).days if one.due else 0)
            assert (how.state is State.UNCLEAR) == any(not getattr(one, c) for c in CLEARS)
            assert how.state is not State.OPEN or not waits
            assert how.level == len([s for s in STEPS if s <= how.late])
            assert set(how.behind) <= waits


@given(plans, days, st.integers(0, 9))
def test_lateness_never_falls_by_waiting_and_is_over_once_it_is_done(tasks, on, n):
    later = on + timedelta(n)
    undone = [one._replace(done=None) for one in tasks]
    before, after = stand(undone, on, STEPS), stand(undone, later, STEPS)

    assert all(
        after[id].late >= how.late and after[id].level >= how.level for id, how in before.items()
    )
    finished = stand([one._replace(done=on) for one in tasks], on, STEPS)
    assert all(how.state is State.DONE and not how.late for how in finished.values())


@given(plans)
def test_tasks_in_a_circle_are_those_that_no_order_can_do(tasks):
    left, order = {one.id: set(one.after) for one in tasks}, []
    for _ in tasks:
        order += [id for id, after in left.items() if id not in order and after <= set(order)]

    assert set(circle(tasks)) == set(left) - set(order)


@given(plans, days)
def test_bars_lie_between_the_first_and_the_last_day_in_their_order(tasks, day):
    drawn, line = bars(tasks, day)

    assert 0 <= line < 100
    by_id = {one.id: one for one in tasks}
    assert set(drawn) == {one.id for one in tasks if one.due}
    for id, bar in drawn.items():
        assert bar.left >= 0
        assert bar.width > 0
        assert bar.left + bar.width <= 100.000001
        end = by_id[id].done or by_id[id].due
        assert (bar.left + bar.width > line) == (end >= day)


questions = st.builds(
    Question, st.just("q"), st.just("?"), days, st.just("Hoa"), days, words, st.none() | days,
    st.just("s"), words, st.none() | days,
)  # fmt: skip


@given(questions, days)
def test_an_interim_answer_holds_until_its_end_and_a_question_without_one_is_bare(one, on):
    how = standing(one, on, STEPS)

    if one.answered and one.answered <= on:
        assert how == (Answered.ANSWERED, 0, 0, False)
        return
    holds = bool(one.interim) and (one.until is None or on < one.until)
    assert how.bare == (not holds)
    assert (how.state is Answered.INTERIM) == holds
    assert how.late >= max(0, (on - one.due).days)
    if one.interim and not holds:
        assert how.late >= 1, "what held has ended: somebody is told at once"
    assert how.level == len([s for s in STEPS if s <= how.late])


def test_the_templates_are_plans_without_a_circle_or_a_clash_for_any_day():
    assert steps(DAY) == STEPS
    for template in templates().values():
        for day in (DAY, date(2024, 3, 1)):
            tasks = template.tasks(day)
            assert circle(tasks) == ()
            assert wrong(tasks) == []
            assert all(one.start <= one.due and one.product for one in tasks)
            assert all(one.missing == ("person", "responsibility", "authority") for one in tasks)


def test_a_task_that_is_due_before_what_it_waits_for_is_found():
    first, second = Task("a", "w", due=DAY), Task("b", "w", due=DAY - timedelta(1), after=("a",))
    assert wrong([first, second]) == [("b", "a")]
    assert wrong([Task("a", "w", after=("nothing",))]) == [("a", "nothing")]
    assert circle([Task("a", "w", after=("b",)), Task("b", "w", after=("a",))]) == ("a", "b")
