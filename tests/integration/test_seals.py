"""The register of seals: who may do what with one, in which order, and what follows for a body."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from continuity.journal.verify import verify
from continuity.register.ask import may_issue, missing
from continuity.services.seals import acts, verbs
from continuity.services.seals import kept as seals
from continuity.services.seals.rules import FOLLOWS, Act
from tests.integration.seals import (
    BINH,
    DAY,
    DONG,
    DUNG,
    HAI,
    HEIR,
    JUNE,
    LAN,
    MAY,
    MINH,
    NAM,
    NEW,
    NIGHT,
    OTHER,
    POLICE,
    TAY,
    delivered,
    peopled,
    reformed,
    refused,
    registered,
    sealed,
)

BY = {"actor": DUNG, "agency": POLICE}
SEAL = ("seal",)


@pytest.fixture
def schools(db):
    peopled()


def test_a_body_cannot_issue_before_its_seal_is_registered_and_given_out(schools):
    assert missing(DONG, MAY, SEAL) == ["seal"]

    made = registered(DONG)
    assert missing(DONG, MAY, SEAL) == ["seal"]
    assert made.vi == "Trường Đông"

    delivered(made)
    assert may_issue(DONG, MAY, SEAL)
    assert not may_issue(DONG, MAY - timedelta(days=1), SEAL)


def test_a_seal_that_is_handed_in_or_lost_lets_nobody_issue_from_that_day_on(schools):
    first, second = sealed(DONG), sealed(TAY)

    verbs.hand_in(first.id, **BY, on=JUNE)
    verbs.lose(second.id, **BY, on=JUNE, reason="rơi xuống sông")

    for body in (DONG, TAY):
        assert not may_issue(body, JUNE, SEAL)
        assert may_issue(body, JUNE - timedelta(days=1), SEAL)


def test_an_embossed_seal_is_registered_without_leave_and_issues_nothing(schools):
    sealed(DONG, kind="embossed")

    assert missing(DONG, MAY, SEAL) == ["seal"]
    assert seals.of(DONG)[0].seal.state is Act.DELIVERED


def test_a_second_wet_seal_needs_a_decision_and_issues_when_the_first_is_lost(schools):
    first = sealed(DONG)
    with refused("one-wet-seal"):
        verbs.register(DONG, "wet", **BY, on=MAY)

    second = sealed(DONG, allowed="12/QĐ-UBND")

    assert second.seal.version == 2
    verbs.lose(first.id, **BY, on=JUNE, reason="mất")
    assert may_issue(DONG, JUNE, SEAL)


def test_a_damaged_seal_is_handed_in_before_the_new_one_is_given_out(schools):
    old = sealed(DONG)
    new = registered(DONG, JUNE, replaces=old.id)

    with refused("hand-in-first"):
        verbs.deliver(new.id, **BY, on=JUNE)
    verbs.hand_in(old.id, **BY, on=JUNE)
    delivered(new, JUNE)

    assert may_issue(DONG, JUNE, SEAL)


def test_a_school_that_goes_on_in_a_commune_that_ended_asks_the_registrar_of_today(schools):
    reformed()

    made = registered(NAM, DAY, NEW)

    assert made.vi == "Trường Nam"
    with refused("not-registrar"):
        verbs.register(TAY, "wet", actor=DUNG, agency=POLICE, on=DAY)


def test_the_heir_gets_its_seal_once_those_of_all_whom_it_continues_are_in(schools):
    old = [sealed(DONG), sealed(TAY)]
    reformed()
    new = registered(HEIR, DAY, NEW)
    asked = {"actor": DUNG, "agency": NEW, "on": DAY}

    verbs.hand_in(old[0].id, actor=DUNG, agency=POLICE, on=NIGHT)
    with refused("hand-in-first"):
        verbs.deliver(new.id, **asked)
    verbs.hand_in(old[1].id, **asked)
    delivered(new, DAY, NEW)

    assert may_issue(HEIR, DAY, SEAL)


def test_both_seals_may_be_out_by_a_decision_that_a_head_names_with_a_reason(schools):
    sealed(DONG)
    reformed()
    new = registered(HEIR, DAY, NEW)
    asked = {"agency": NEW, "on": DAY, "allowed": "758/QĐ-TTg"}

    with refused("not-seated"):
        verbs.deliver(new.id, actor=DUNG, **asked, reason="khẩn")
    with refused("no-reason"):
        verbs.deliver(new.id, actor=HAI, **asked)
    verbs.deliver(new.id, actor=HAI, **asked, reason="con dấu cũ còn ở đảo")
    verbs.agree(new.id, actor=DUNG, agency=NEW, on=DAY)

    assert may_issue(HEIR, DAY, SEAL)
    assert "758/QĐ-TTg: con dấu cũ còn ở đảo" in told(new)


def told(kept):
    with connection.cursor() as cursor:
        cursor.execute("select content from journal_entry where stream = %s", [f"seal:{kept.id}"])
        return " ".join(row[0] for row in cursor.fetchall())


def test_a_seal_is_not_used_before_its_body_is_there(schools):
    reformed()
    new = registered(HEIR, DAY, NEW)
    delivered(new, DAY, NEW)

    assert not may_issue(HEIR, NIGHT, SEAL)
    assert may_issue(HEIR, DAY, SEAL)


def test_only_the_registrar_of_the_place_acts_on_a_seal(schools):
    kept = sealed(DONG)

    for verb in (verbs.hand_in, verbs.lose, verbs.void, verbs.give_back, verbs.destroy):
        for actor, agency, code in (
            (LAN, DONG, "not-registrar"),  # the school's own clerk registers nothing
            (BINH, "vn.01.justice", "not-registrar"),
            (MINH, "vn.02.justice", "not-registrar"),
            (MINH, POLICE, "not-seated"),
            (DUNG, OTHER, "not-seated"),
        ):
            with refused(code):
                verb(kept.id, actor=actor, agency=agency, on=JUNE, reason="x")
    assert seals.one(kept.id) == kept


def test_the_police_of_another_province_registers_nothing_here(schools):
    with refused("not-registrar"):
        verbs.register(NAM, "wet", **BY, on=MAY)


def test_nothing_is_done_twice_or_out_of_turn(schools):
    kept = registered(DONG)

    for possible in (Act.DELIVERED, Act.HANDED_IN, Act.DESTROYED):
        for act in set(Act) - FOLLOWS[kept.seal.state]:
            with transaction.atomic(), refused("not-now"):
                acts.act(kept, act, **BY, on=MAY, asked_by=HAI.id)
        with transaction.atomic():
            kept = acts.act(kept, possible, **BY, on=MAY, asked_by=HAI.id)
    assert seals.one(kept.id).seal.state is Act.DESTROYED


def test_nothing_is_done_before_what_was_done_last(schools):
    kept = sealed(DONG, on=JUNE)

    with refused("too-early"):
        verbs.hand_in(kept.id, **BY, on=MAY)


def test_the_database_itself_keeps_the_order_and_every_act(schools):
    kept = sealed(DONG)
    insert = (
        "insert into seals_act (seal, position, act, day, agency, actor, entry) "
        "values (%s, %s, %s, %s, 'x', 'x', 1)"
    )
    for position, act, day in (
        (3, "registered", JUNE),  # never again
        (4, "handed-in", JUNE),  # no hole
        (3, "handed-in", date(2025, 1, 2)),  # not before
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(insert, [kept.id, position, act, day])
    for change in (
        "update seals_act set day = day",
        "delete from seals_act",
        "delete from seals_seal",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change)
    assert seals.one(kept.id) == kept


def test_every_act_is_in_the_journal_and_the_journal_holds(schools):
    kept = sealed(DONG)
    verbs.lose(kept.id, **BY, on=JUNE, reason="mất")

    with connection.cursor() as cursor:
        cursor.execute(
            "select verb from journal_entry where stream = %s order by position",
            [f"seal:{kept.id}"],
        )
        verbs_told = [row[0] for row in cursor.fetchall() if row[0] not in ("ask", "look")]
    assert verbs_told == [done.act for done in seals.one(kept.id).seal.done]
    assert verify().holds


def test_a_body_that_has_ended_gets_no_seal_and_may_issue_nothing(schools):
    sealed(DONG)
    prepared = registered(TAY)
    reformed()
    told = {"actor": DUNG, "agency": NEW, "on": DAY}

    for do in (
        lambda: verbs.register(DONG, "mini", **told),
        lambda: verbs.deliver(prepared.id, **told),
    ):
        with refused("body-ended"):
            do()

    assert missing(DONG, DAY, SEAL) == []
    assert not may_issue(DONG, DAY, SEAL)
    assert may_issue(DONG, NIGHT, SEAL)
