"""People in a reform: everybody ends once, nought is nought, a place is no hint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.procedure import Procedure, Term, Unit, Words
from continuity.handover.people.cover import Learned, bare, cover
from continuity.handover.people.lent import Secondment, wrong
from continuity.handover.people.mine import asks
from continuity.handover.people.mine import wrong as missed
from continuity.handover.people.rules import SECTIONS, kinds, rules_of
from continuity.handover.people.settled import End, Outcome, Sits, counts, settled
from continuity.packs.text import parse

DAY = date(2025, 7, 1)
CERTIFICATE = Procedure(
    "certificate", 1, DAY, "f", Words("Cấp phiếu", "Certificate"), Words("", ""),
    Term(5, Unit.WORKING_DAYS), (), (), (), (), (),
)  # fmt: skip
days = st.integers(-20, 20).map(lambda n: DAY + timedelta(n))
people = st.sampled_from(["lan", "binh", "dung"])
bodies = st.sampled_from(["old", "older", "new"])
stretches = st.builds(
    Sits, people, bodies, st.sampled_from(["desk 1", "desk 2"]), days, st.none() | days
)
outcomes = st.builds(
    Outcome, st.just("x"), people, bodies, st.sampled_from(End), due=days, regime=st.just("early"),
)  # fmt: skip


def exists(body):
    return body == "new"


@given(st.lists(stretches), st.lists(stretches), st.lists(outcomes), days)
def test_everybody_who_sat_there_ends_once_and_the_ends_add_up(before, held, said, on):
    found = settled(before, held, said, exists, day=DAY, on=on)

    assert [(one.person, one.body) for one in found] == sorted({(b.person, b.body) for b in before})
    assert sum(counts(found).values()) == len(found)


@given(st.lists(stretches), st.lists(stretches), st.lists(outcomes), days)
def test_each_end_has_what_it_needs_and_nothing_else_settles_anybody(before, held, said, on):
    for one in settled(before, held, said, exists, day=DAY, on=on):
        last = [o for o in said if (o.person, o.body) == (one.person, one.body)][-1:]
        sits = [s for s in held if s.person == one.person and s.on(DAY) and s.body == "new"]
        assert (one.end is End.APPOINTED) == bool(sits)
        if one.end is End.LEAVES:
            assert last[0].end is End.LEAVES
        if one.end is End.QUESTION:
            assert last[0].end is End.QUESTION
            assert one.late == (last[0].due < on)
        if one.end is End.NOTHING:
            assert one.alarm
            assert not last or last[0].end in (End.APPOINTED, End.NOTHING)
        assert one.twice == bool(sits and last and last[0].end is End.LEAVES)


def test_an_appointment_that_is_only_promised_or_at_a_body_that_ends_settles_nobody():
    sat = Sits("lan", "old", "desk", DAY - timedelta(9), None)
    promised = Outcome("x", "lan", "old", End.APPOINTED, decision="1/QĐ")

    [one] = settled([sat], [sat], [promised], exists, day=DAY, on=DAY)

    assert one.end is End.NOTHING
    assert one.alarm


tasks = st.dictionaries(
    st.sampled_from(["new", "new/a"]), st.frozensets(st.sampled_from("fgh"), min_size=1), min_size=1
)
passes = st.builds(Learned, people, bodies, st.sampled_from("fgh"), days)


@given(tasks, st.dictionaries(st.sampled_from(["new", "new/a"]), st.lists(stretches)),
       st.lists(passes), days)  # fmt: skip
def test_a_task_is_covered_by_whoever_sits_there_and_passed_while_sitting(
    tasks, sitting, learned, on
):
    found = cover(tasks, sitting, learned, on)

    assert set(found) == {(unit, f) for unit, functions in tasks.items() for f in functions}
    for (unit, function), n in found.items():
        plainly = {
            sits.person for sits in sitting.get(unit, ()) if sits.on(on)
            for one in learned
            if (one.person, one.body, one.function) == (sits.person, sits.body, function)
            and sits.since <= one.day <= on
        }  # fmt: skip
        assert n == len(plainly)
    assert bare(found) == sorted(cell for cell in found if found[cell] == 0)


@given(tasks, st.lists(stretches), st.lists(passes), passes, days)
def test_one_more_who_has_learned_never_makes_a_cell_smaller(tasks, held, learned, more, on):
    sitting = dict.fromkeys(tasks, held)

    before, after = (cover(tasks, sitting, told, on) for told in (learned, [*learned, more]))

    assert all(after[cell] >= n for cell, n in before.items())


@given(days, days, st.none() | days, days)
def test_a_secondment_has_an_end_and_what_is_called_back_is_over(since, until, ended, on):
    if wrong(since, until):
        assert until <= since or (until - since).days > 366
        return
    one = Secondment("x", "lan", "a", "b", "officer", since, until, "w", "1", ended)
    assert one.last <= until
    assert not one.on(until)
    if ended:
        assert not one.on(max(ended, since))
    assert one.on(on) == (since <= on < (min(until, ended) if ended else until))


NAMES = [Words(f"Cơ quan {n}", f"Body {n}") for n in range(4)]


@given(st.text(min_size=1, max_size=9), st.integers(0, 3), st.integers(1, 60))
def test_each_question_has_one_right_answer_among_different_ones(person, n, amount):
    term = CERTIFICATE.term._replace(amount=amount)
    asked = asks("f", NAMES[0], NAMES[1 : n + 1], [replace(CERTIFICATE, term=term)], person)

    assert {one.id for one in asked} >= {"filed", "term-certificate"}
    for one in asked:
        words = [said for _, said in one.options]
        assert len(set(words)) == len(words) >= 2
        assert one.right in [id for id, _ in one.options]
    right = {one.id: one.right for one in asked}
    assert missed(asked, right) == []
    assert missed(asked, {}) == [one.id for one in asked]
    for one in asked:
        other = next(id for id, _ in one.options if id != one.right)
        assert missed(asked, right | {one.id: other}) == [one.id]


def test_the_place_of_an_answer_is_no_hint():
    asked = [asks("f", NAMES[0], NAMES[1:], [CERTIFICATE], f"p{n}") for n in range(40)]
    places = {one[0].right for one in asked}
    assert len(places) == 3


def test_the_rules_are_dated_data_and_a_slip_in_them_is_told():
    assert "streamlined" not in kinds("regimes", date(2025, 3, 1))
    assert "streamlined" in kinds("regimes", DAY)
    assert all(kinds(section, DAY) for section in SECTIONS)
    _, findings = rules_of(parse(b"categories: nothing\n", "x"))
    assert [one.code for one in findings] == ["row-field"] * 4
