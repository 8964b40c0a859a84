"""What holds of every criminal record, whatever was done by whom in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.core.interval import EVER
from continuity.services.records.rules.certificate import Number, Unready, certificate
from continuity.services.records.rules.facts import (
    Due,
    Extra,
    Judgment,
    Lasting,
    Main,
    Offence,
    Order,
    Penalty,
    Pending,
    Person,
    Petition,
    Served,
    Weight,
)
from continuity.services.records.rules.reckon import RECORD, Standing, Status, Way, answer
from continuity.services.records.rules.together import viet_nam
from continuity.services.records.rules.words import MARKS, OPEN, WHAT, named, said

FIRST = date(2012, 1, 1)
enough = settings(max_examples=min(120, settings.default.max_examples))
"""What each mistake in `test_mutants` needs; a person of three judgments is costly to draw."""

days = st.integers(0, 5000).map(lambda n: FIRST + timedelta(days=n))
seldom = st.integers(0, 9).map(lambda n: n == 0)


def some(strategy):
    """A fact that is told as a rule, and now and then is not."""
    return st.one_of(strategy, strategy, strategy, st.none())


offences = st.builds(
    Offence, days, some(st.sampled_from(["XIII", "XVI", "XVI", "XX"])),
    some(st.sampled_from(Weight)), some(st.booleans()), some(st.integers(14, 40)),
)  # fmt: skip
orders = st.builds(Order, st.sampled_from(Due), some(days), st.sampled_from(Served))
extras = st.builds(Extra, st.sampled_from(Lasting), some(days))


@st.composite
def judgments(draw, key="a"):
    """A judgment after its offences, with an end after that where it has one."""
    found = draw(st.lists(offences, min_size=1, max_size=2))
    effective = max(one.on for one in found) + timedelta(days=draw(st.integers(1, 400)))
    ended = effective + timedelta(days=draw(st.integers(0, 1500)))
    state = draw(st.sampled_from([Served.DONE, Served.DONE, Served.DONE, *Served]))
    penalty = Penalty(
        draw(st.sampled_from([Main.PRISON, Main.PRISON, *Main])),
        draw(st.sampled_from([0, 3, 36, 60, 61, 180, 181, 240])),
        None if state in (Served.RUNNING, Served.NEVER) else draw(some(st.just(ended))),
        state,
    )
    return Judgment(
        key, effective, tuple(found), penalty,
        draw(some(st.lists(extras, max_size=1).map(tuple))),
        draw(some(st.lists(orders, max_size=1).map(tuple))),
        (Petition(ended + timedelta(days=900), True),) if draw(seldom) else (),
        amnesty=ended if draw(seldom) else None,
        merged=draw(st.sampled_from([None, False, False, True])),
    )  # fmt: skip


@st.composite
def people(draw, least=0, most=3):
    made = [draw(judgments(key)) for key in "abc"[: draw(st.integers(least, most))]]
    return Person(tuple(made), legal=draw(seldom))


def bounds(person, on=date(2050, 1, 1)):
    found = answer(person, viet_nam, on).conclusions
    return {one.key: one for one in found}


@enough
@given(people(1, 2), judgments("z"))
def test_one_offence_more_never_makes_any_day_earlier(person, new):
    """With the new conviction known on both sides of the comparison, none of the old ends moves back."""
    before = bounds(person)
    after = bounds(replace(person, judgments=(*person.judgments, new)))

    for key, one in before.items():
        assert after[key].most >= one.most
        assert after[key].least >= one.least or after[key].least == EVER
        if one.petition and after[key].petition:
            assert after[key].petition >= one.petition


@enough
@given(judgments(), st.sampled_from([1, 24, 60, 120, 200]))
def test_a_longer_term_imposed_never_gives_an_earlier_day(judgment, more):
    months = max(judgment.penalty.months, 1)
    short = replace(judgment, penalty=replace(judgment.penalty, months=months))
    long = replace(judgment, penalty=replace(judgment.penalty, months=months + more))
    first, second = bounds(Person((short,)))["a"], bounds(Person((long,)))["a"]

    assert (second.least, second.most) >= (first.least, first.most)
    assert second.most >= first.most
    if first.petition and second.petition:
        assert second.petition >= first.petition


@enough
@given(people(1), days)
def test_the_order_in_which_judgments_are_told_makes_no_difference(person, on):
    turned = replace(person, judgments=person.judgments[::-1])

    assert answer(turned, viet_nam, on) == answer(person, viet_nam, on)


@enough
@given(people(1), days)
def test_no_1_shows_records_only_and_no_2_all_that_no_1_shows(person, on):
    found = answer(person, viet_nam, on)
    if found.standing is Standing.MANUAL:
        for number in Number:
            try:
                certificate(found, number)
            except Unready:
                continue
            raise AssertionError("Nothing is certified while something is open.")
        return
    one, two = certificate(found, Number.ONE), certificate(found, Number.TWO)

    assert {shown.status for shown in one.convictions} <= RECORD
    assert set(one.convictions) <= set(two.convictions)
    assert len(two.convictions) == len(found.conclusions)
    assert one.clear == (found.standing is Standing.CLEAR)


@enough
@given(people(1, 2), days, st.integers(0, 3000))
def test_a_record_that_is_over_never_comes_back_by_time_alone(person, on, wait):
    person = replace(person, judgments=tuple(j for j in person.judgments if j.effective <= on))
    now = answer(person, viet_nam, on).statuses()
    then = answer(person, viet_nam, on + timedelta(days=wait)).statuses()

    for first, second in zip(now, then, strict=True):
        if first not in RECORD and first is not Status.MANUAL:
            assert second is first


@enough
@given(people(1), days, days)
def test_an_open_case_may_hold_an_answer_and_never_turns_it(person, offence, on):
    free = answer(person, viet_nam, on)
    held = answer(replace(person, pending=(Pending(offence, offence),)), viet_nam, on)

    for first, second in zip(free.statuses(), held.statuses(), strict=True):
        assert second in (first, Status.MANUAL)


@enough
@given(judgments(), days)
def test_telling_a_missing_fact_settles_within_the_bounds(judgment, on):
    """What is known later was among what was possible before: no answer that was sure turns out wrong."""
    told = replace(
        judgment,
        offences=tuple(
            replace(
                one,
                chapter=one.chapter or "XVI",
                weight=one.weight or Weight.VERY,
                intent=True if one.intent is None else one.intent,
                age=17 if one.age is None else one.age,
            )
            for one in judgment.offences
        ),
        extras=judgment.extras or (),
        orders=judgment.orders or (),
    )
    before = answer(Person((judgment,)), viet_nam, on)
    after = answer(Person((told,)), viet_nam, on)

    if before.standing is Standing.CLEAR:
        assert after.standing is Standing.CLEAR
    if before.standing is Standing.RECORD:
        assert after.standing is Standing.RECORD


@enough
@given(people(1))
def test_every_reason_has_its_words_and_its_article(person):
    for one in answer(person, viet_nam, date(2040, 1, 1)).conclusions:
        for mark in one.marks:
            assert mark.basis.source
            assert mark.code in MARKS
            assert said(mark, "vi") != said(mark, "en")
        assert all(named(code, "vi") for code in one.missing)
        assert set(one.open) <= set(OPEN)
        assert one.marks


def test_every_text_is_written_in_both_languages():
    for words in (*MARKS.values(), *OPEN.values(), *WHAT.values()):
        assert words.vi
        assert words.en
        assert words.vi != words.en


@enough
@given(people(1), days)
def test_a_manual_answer_says_what_is_missing_or_what_is_open(person, on):
    found = answer(person, viet_nam, on)

    for one in found.conclusions:
        if one.status(on) is Status.MANUAL:
            assert one.missing or one.open or on <= one.older
        if one.way is Way.TERM and one.least != one.most:
            assert one.missing or one.open
