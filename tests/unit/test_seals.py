"""The law of seals, one row for each legal example, with its article beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from continuity.core.procedure import Channel, Unit
from continuity.core.wellmade import flaws
from continuity.services import SERVICES
from continuity.services.seals.procedure import DECREE, procedures
from continuity.services.seals.rules import (
    BASES,
    Act,
    Done,
    Duty,
    Kind,
    Seal,
    duty,
    in_use,
    may_deliver,
    may_register,
    may_use,
)

R, D, H, G, L, V, X = (
    *(Act.REGISTERED, Act.DELIVERED, Act.HANDED_IN, Act.GIVEN_BACK),
    *(Act.LOST, Act.VOID, Act.DESTROYED),
)
START = date(2025, 6, 1)


def on(day):
    return START + timedelta(days=day - 1)


def seal(*done, kind=Kind.WET):
    acts = tuple(Done(act, on(day)) for act, day in done)
    return Seal("vn.31.school", kind, 1, "31-000001", acts)


@pytest.mark.parametrize(
    ("done", "day", "why"),
    [
        pytest.param([], 5, "not-registered", id="art-5-a-specimen-that-is-only-prepared"),
        pytest.param([(R, 5)], 4, "not-registered", id="art-5-before-its-registration"),
        pytest.param([(R, 5)], 5, "not-delivered", id="registered-and-still-with-the-registrar"),
        pytest.param([(R, 5), (D, 5)], 5, "", id="art-5-from-the-day-of-delivery"),
        pytest.param([(R, 1), (D, 2), (H, 30)], 29, "", id="art-18-the-eve-of-handing-in"),
        pytest.param([(R, 1), (D, 2), (H, 30)], 30, "handed-in", id="art-18-handed-in"),
        pytest.param([(R, 1), (D, 2), (H, 9), (G, 12)], 12, "", id="the-reform-was-withdrawn"),
        pytest.param([(R, 1), (D, 2), (H, 9), (G, 12)], 10, "handed-in", id="while-it-was-away"),
        pytest.param([(R, 1), (D, 2), (L, 9)], 9, "lost", id="art-18-lost"),
        pytest.param([(R, 1), (D, 2), (L, 9), (X, 12)], 20, "destroyed", id="lost-and-found"),
        pytest.param([(R, 1), (D, 2), (V, 9)], 20, "void", id="art-18-never-handed-in"),
        pytest.param([(R, 1), (D, 2), (H, 9), (X, 10)], 20, "destroyed", id="art-18-destroyed"),
    ],
)
def test_on_which_days_a_seal_may_be_used(done, day, why):
    found = seal(*done)

    assert may_use(found, on(day)) == why
    assert any(on(day) in days for days in in_use(found)) == (not why)
    assert not why or BASES[why].source == DECREE


WET = seal((R, 1), (D, 2))
GONE = seal((R, 1), (D, 2), (H, 3))
EMBOSSED = replace(WET, kind=Kind.EMBOSSED)


@pytest.mark.parametrize(
    ("kind", "held", "allowed", "replaces", "why"),
    [
        pytest.param("wet", [], False, None, "", id="art-13-the-first-one"),
        pytest.param("wet", [WET], False, None, "one-wet-seal", id="art-5-one-body-one-wet-seal"),
        pytest.param("wet", [WET], True, None, "", id="art-16-a-decision-allows-a-second-one"),
        pytest.param("wet", [WET], False, WET, "", id="art-15-the-new-one-replaces-it"),
        pytest.param("wet", [GONE], False, None, "", id="art-15-the-old-one-is-handed-in"),
        pytest.param("wet", [EMBOSSED], False, None, "", id="an-embossed-one-is-no-wet-one"),
        pytest.param("embossed", [WET], False, None, "", id="art-14-a-body-decides-itself"),
        pytest.param("mini", [WET, EMBOSSED], False, None, "", id="art-14-mini"),
        pytest.param("wax", [WET], False, None, "", id="art-14-wax"),
    ],
)
def test_how_many_seals_a_body_may_register(kind, held, allowed, replaces, why):
    assert may_register(Kind(kind), held, allowed=allowed, replaces=replaces) == why


@pytest.mark.parametrize(
    ("new", "old", "allowed", "why"),
    [
        pytest.param([(R, 5)], [GONE], False, "", id="art-15-the-old-one-is-handed-in"),
        pytest.param([(R, 5)], [WET], False, "hand-in-first", id="art-15-the-old-one-is-still-out"),
        pytest.param([(R, 5)], [GONE, WET], False, "hand-in-first", id="one-of-two-is-still-out"),
        pytest.param([(R, 5)], [WET], True, "", id="the-decision-allows-both"),
        pytest.param([(R, 5)], [seal((R, 1), (D, 2), (L, 4))], False, "", id="art-15-lost"),
        pytest.param([(R, 5)], [seal((R, 1), (D, 2), (V, 4))], False, "", id="art-18-void"),
        pytest.param([(R, 5)], [seal((R, 1))], False, "", id="the-old-one-was-never-given-out"),
        pytest.param([], [], True, "not-registered", id="art-5-no-decision-helps-before-that"),
        pytest.param([(R, 1), (D, 2)], [], False, "not-delivered", id="given-out-already"),
    ],
)
def test_hand_in_before_the_new_one_is_given_out(new, old, allowed, why):
    assert may_deliver(seal(*new), old, allowed=allowed) == why


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("Trường A", "", Duty.REVOKE, id="merged-into-another"),
        pytest.param("", "Trường B", Duty.REGISTER, id="founded-by-the-merger"),
        pytest.param("UBND huyện A", "UBND thành phố A", Duty.RENEW, id="renamed-stays-itself"),
        pytest.param("Công an xã A", "Công an xã A", None, id="moved-into-another-province"),
        pytest.param("", "", None, id="neither-there-before-nor-after"),
    ],
)
def test_what_a_reform_asks_of_a_seal(before, after, expected):
    assert duty(before=before, after=after) == expected


def test_the_five_procedures_are_those_of_the_decree():
    found = {one.code: one for one in procedures() if one.evidence}

    assert [one.bases[0].article for one in found.values()] == ["13", "14", "15", "16", "17"]
    for one in found.values():
        assert one.term == (3, Unit.WORKING_DAYS)
        assert one.fee == ""
        assert one.refusals
        assert not any("sắp xếp" in refusal.label.vi for refusal in one.refusals)
        assert [evidence.id for evidence in one.evidence][-1] == "letter"
    reasons = {field.id: field for field in found["seals-again"].fields}["reason"].choices
    assert [choice.id for choice in reasons] == ["damaged", "name", "body", "specimen", "lost"]


def test_for_a_certificate_after_a_night_nothing_is_asked_of_the_body_and_nobody_applies():
    ours = [one for one in procedures() if not one.evidence][-1]

    assert (ours.code, ours.channels) == ("seals-night", (Channel.COUNTER,))
    assert (ours.steps, ours.term) == (procedures()[0].steps, (3, Unit.WORKING_DAYS))


def test_every_word_of_a_service_is_there_in_both_languages():
    for service in SERVICES:
        assert all(service.label)
        for one in service.procedures:
            labels = [one.label, one.summary, *(step.label for step in one.steps)]
            labels += [field.label for field in one.fields]
            labels += [choice.label for field in one.fields for choice in field.choices]
            labels += [paper.label for paper in one.evidence]
            labels += [refusal.label for refusal in one.refusals]
            assert all(all(label) for label in labels), one.code


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_the_procedures_of_a_service_are_well_made(service):
    assert [finding.say("en") for one in service.procedures for finding in flaws(one)] == []
