"""Whether the police of a province can work on 1 March: shown, tried, walked, overridden, decided.

Captain Dung shows what the police have, Colonel Hai decides, Ms Lan's case is the first at the counter,
Officer Binh gives the function away and sees nothing, and Mr Minh is refused.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from continuity.accounts.people import appoint, end, stream
from continuity.accounts.today import today
from continuity.core.interval import starting
from continuity.handover.readiness import acts
from continuity.handover.readiness.grid import grid
from continuity.handover.readiness.judge import Held, State, Why
from continuity.handover.readiness.room import at
from continuity.journal.record import record
from continuity.packs.points import Point
from continuity.register.points import enter
from tests.integration.handovers import (
    BINH,
    DUNG,
    FEBRUARY,
    HAI,
    HOA,
    JUSTICE,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    fresh,
    peopled,
    refused,
)
from tests.issuing import equipped, has_seal, housed, pdfsig
from tests.people import THE_OPERATOR
from tests.unit.country import key

REFORM = "functions"
DUNG_THERE = {"actor": DUNG, "agency": POLICE, "on": FEBRUARY}
HAI_THERE = {"actor": HAI, "agency": POLICE, "on": FEBRUARY}


@pytest.fixture(scope="module", autouse=True)
def town(ours, tmp_path_factory):
    """The reform is in force; the police have neither seal nor key yet."""
    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home):
        peopled()
        enacted()
        yield home


def seen(on=FEBRUARY, actor=HAI, agency=POLICE):
    with at(REFORM, actor, agency, on) as room:
        return grid(room)


def state(need, on=FEBRUARY, unit=POLICE):
    found = seen(on).cells[unit, need]
    return found.state, found.why


def shown(need, reference="1/QĐ-CAT", day=FEBRUARY, **more):
    told = DUNG_THERE | {"key": fresh()} | more
    return acts.show(REFORM, POLICE, need, day, reference, **told)


def sits(who):
    [one] = [held for held in seen().room.seats[POLICE] if held.to.startswith(who.id)]
    return one.to


def test_before_anything_is_shown_the_receivers_are_red_and_the_givers_are_not_asked():
    there = seen()

    assert list(there.room.units) == [POLICE, "vn.02.police"]
    assert there.counts() == {State.RED: 22}
    assert {there.cells[POLICE, need].why for need in there.needed} == {Why.NOTHING}


def test_who_has_no_part_in_it_sees_nothing_and_does_nothing():
    for actor, agency in ((MINH, STRANGERS), (BINH, JUSTICE)):
        with refused("no-readiness"), at(REFORM, actor, agency, FEBRUARY):
            pass
    with refused("not-seated-there"):
        shown("premises", actor=MINH)
    with refused("no-readiness"):
        shown("premises", actor=MINH, agency=STRANGERS)
    with refused("no-readiness"), at("nothing", HAI, POLICE, FEBRUARY):
        pass
    with at(REFORM, DUNG, POLICE, FEBRUARY) as room:
        assert list(room.units) == [POLICE], "an officer sees the own unit"
    with refused("not-own-unit"):
        acts.show(REFORM, "vn.02.police", "premises", FEBRUARY, "1", key=fresh(), **HAI_THERE)


def test_what_the_system_knows_is_never_entered(town):
    with refused("shown-by-itself"):
        shown("seal")
    has_seal(POLICE, MARCH_DAY)
    assert state("seal") == (State.GREEN, Why.GOOD), "for the day of the reform"


def test_a_test_paper_shows_that_the_key_signs_and_another_key_has_signed_nothing(town, tmp_path):
    with refused("no-signing-key"):
        acts.sign_test(REFORM, POLICE, key=fresh(), **DUNG_THERE)
    equipped(town, POLICE, "Công an tỉnh Một")

    id = acts.sign_test(REFORM, POLICE, key="test paper", **DUNG_THERE)

    assert acts.sign_test(REFORM, POLICE, key="test paper", **DUNG_THERE) == id
    assert state("signature") == (State.GREEN, Why.GOOD)
    assert state("signature", date(2025, 3, 5)) == (State.GREEN, Why.GOOD)
    assert state("signature", date(2025, 3, 6)) == (State.RED, Why.EXPIRED)
    pdf = acts.file_of(REFORM, POLICE, id, **DUNG_THERE)
    assert b"TEST" in pdf or pdf.startswith(b"%PDF")
    if told := pdfsig(pdf, tmp_path):
        assert "Signature is Valid" in told


def test_each_person_is_seen_in_the_own_seat(town):
    acts.attend(REFORM, POLICE, key=fresh(), **DUNG_THERE)
    found = seen().cells[POLICE, "staff"]
    assert (found.state, [one.name for one in found.lacking]) == (State.RED, [HAI.name])

    acts.attend(REFORM, POLICE, key=fresh(), **HAI_THERE)

    assert state("staff") == (State.GREEN, Why.GOOD)
    with refused("not-seated-there"):
        acts.attend(REFORM, POLICE, key=fresh(), **DUNG_THERE | {"actor": HOA})


def test_a_session_of_today_shows_the_staff_as_well():
    with transaction.atomic():
        record(stream(DUNG.id), "sign-in", DUNG, {})
    there = seen(today() + timedelta(1))

    assert sits(DUNG) not in [one.to for one in there.cells[POLICE, "staff"].lacking]


def test_training_goes_with_who_is_rotated_away():
    with refused("no-such-seat"):
        shown("training", holding="p-minh officer")
    shown("training", "Chứng nhận 12/CN", holding=sits(DUNG))
    assert state("training") == (State.GREEN, Why.GOOD)

    april = date(2025, 4, 1)
    [mine] = [one for one in appointments_of(DUNG) if one.agency == POLICE]
    end("dung", POLICE, april, actor=THE_OPERATOR)
    appoint("mai", "officer", POLICE, april, actor=THE_OPERATOR, seat=mine.seat)

    assert state("training", date(2025, 3, 31)) == (State.GREEN, Why.GOOD)
    assert state("training", april) == (State.RED, Why.ROTATED)


def appointments_of(actor):
    from continuity.accounts.appointments import appointments

    return appointments(actor.id)


def test_forms_are_counted_by_serial_and_what_is_lent_has_an_end():
    for wrong in (("", ""), ("AB 0000010", "AB 0000009"), ("AB 01", "CD 02")):
        with refused("no-serials"):
            shown("stock", serials=wrong)
    shown("stock", serials=("AB 0000001", "AB 0000500"))
    [one] = seen().cells[POLICE, "stock"].by
    assert one.quantity == 500

    with refused("no-evidence-end"):
        shown("premises", lent=True)
    shown("premises", lent=True, until=date(2025, 6, 1))
    assert state("premises", date(2025, 5, 31)) == (State.GREEN, Why.GOOD)
    assert state("premises", date(2025, 6, 1)) == (State.RED, Why.EXPIRED)


def test_evidence_has_a_day_and_a_reference_and_is_taken_back_with_a_reason():
    for wrong in ({"reference": " "}, {"day": date(2025, 2, 28)}):
        with refused("no-evidence-day"):
            shown("account", **wrong)
    id = shown("account", file=b"%PDF-1.7 of the bank")
    assert acts.file_of(REFORM, POLICE, id, **DUNG_THERE) == b"%PDF-1.7 of the bank"
    assert state("account") == (State.GREEN, Why.GOOD)

    with refused("no-words"):
        acts.take_back(REFORM, POLICE, id, " ", key=fresh(), **DUNG_THERE)
    acts.take_back(REFORM, POLICE, id, "Sai số tài khoản", key=fresh(), **DUNG_THERE)

    assert state("account") == (State.RED, Why.NOTHING)
    with refused("no-unit"):
        acts.take_back(REFORM, POLICE, "nonsense", "x", key=fresh(), **DUNG_THERE)


def test_a_counter_of_the_register_is_the_intake_point():
    counter = Point(
        "P1", "Một cửa", "One-stop", "1 Lê Lợi", key("01"), "", "yes", starting(MARCH_DAY),
        "Mon-Fri 08:00-17:00", (), ("criminal-records",), (key("01"),), True, "tests",
    )  # fmt: skip
    enter([counter], actor=HOA, source="tests")

    assert state("intake") == (State.GREEN, Why.GOOD)
    assert state("intake", unit="vn.02.police") == (State.RED, Why.NOTHING)


def test_a_go_waits_until_nothing_is_red_or_somebody_lets_it_pass_by_name():
    """O-BCA-12"""
    with refused("still-red"):
        acts.decide(REFORM, True, "Bắt đầu", key=fresh(), **HAI_THERE)
    with refused("not-seated-there"):
        acts.decide(REFORM, True, "Bắt đầu", key=fresh(), **DUNG_THERE)
    acts.decide(REFORM, False, "Chưa đủ phôi", key=fresh(), **HAI_THERE)
    assert not seen().decided.go
    with refused("no-words"):
        acts.override(REFORM, POLICE, "walk", " ", key=fresh(), **HAI_THERE)
    with refused("not-red"):
        acts.override(REFORM, POLICE, "stock", "x", key=fresh(), **HAI_THERE)

    for unit, need in seen().open:
        acts.override(REFORM, unit, need, "Bổ sung trong tuần đầu", key=fresh(), **HAI_THERE)
    acts.decide(REFORM, True, "Bắt đầu", key=fresh(), **HAI_THERE)

    there = seen()
    assert there.decided.go
    assert there.decided.red == len(there.red) > 0
    assert there.alarm == []
    assert there.overrides[POLICE, "walk"][0].name == HAI.name
    later = seen(date(2025, 6, 1))
    assert (POLICE, "premises") in later.alarm, "red after the go is an alarm"
    assert (POLICE, "walk") in later.overrides, "and what was let pass stays"


def test_rows_are_only_added_and_shown_to_nobody_else():
    with at(REFORM, DUNG, POLICE, FEBRUARY), connection.cursor() as cursor:
        cursor.execute("select count(*) from handover_evidence")
        assert cursor.fetchone()[0]
    for told in ("update handover_evidence set reference = 'x'", "delete from handover_override"):
        with pytest.raises(DatabaseError), at(REFORM, HAI, POLICE, FEBRUARY):
            connection.cursor().execute(told)
    with connection.cursor() as cursor:
        for table in ("evidence", "override", "decision"):
            cursor.execute(f"select count(*) from handover_{table}")
            assert cursor.fetchone()[0] == 0, "to nobody who is not named"
        cursor.execute(
            "select verb, content from journal_entry where stream = 'readiness:functions'"
        )
        told = {verb: json.loads(content) for verb, content in cursor.fetchall()}
    assert set(told) == {"show-evidence", "take-back-evidence", "override-red", "decide-go"}
    assert told["decide-go"]["go"] is True


def test_the_questions_are_as_few_for_one_unit_as_for_many():
    counted = []
    for actor in (DUNG, HAI):
        seen(actor=actor)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            seen(actor=actor)
        counted.append(len([q for q in asked if not q["sql"].startswith(("BEGIN", "COMMIT"))]))
    assert counted[0] == counted[1] <= 15, [q["sql"][:90] for q in asked]


def test_three_thousand_communes_are_judged_with_the_same_few_questions_in_seconds():
    with at(REFORM, HAI, POLICE, FEBRUARY) as room:
        many = {
            f"u{n}": replace(room.units[POLICE], id=f"u{n}", agency=f"u{n}") for n in range(3321)
        }
        seats = {id: [Held(f"{id} desk", FEBRUARY, None, id)] for id in many}
        wide = replace(room, units=many, seats=seats, places={id: (key("01"),) for id in many})
        started = process_time()
        with CaptureQueriesContext(connection) as asked:
            there = grid(wide)
        took = process_time() - started

    assert len(there.cells) == 3321 * 11
    assert there.counts()[State.GREEN] == 3321, "the counter of the province serves them all"
    assert len(asked) <= 9
    assert took < 4


def test_a_part_with_people_of_its_own_is_a_unit_of_its_own():
    """The branch in Lam Dong was founded without a seal, and could not issue."""
    appoint("mai", "officer", POLICE, MARCH_DAY, actor=THE_OPERATOR, seat="desk", sub_unit="Đội 1")

    there = seen()

    branch = f"{POLICE}/Đội 1"
    assert list(there.room.units) == [POLICE, branch, "vn.02.police"]
    assert there.cells[branch, "seal"].state is State.RED
    assert there.cells[branch, "treasury"].state is State.GREY
    has_seal(branch, MARCH_DAY)
    assert state("seal", unit=branch) == (State.GREEN, Why.GOOD)


def test_ms_lans_case_that_the_police_have_taken_to_its_result_shows_that_the_counter_works(ours):
    from continuity.accounts.roles import Role
    from continuity.casework import verbs
    from tests.integration import service
    from tests.people import seated

    with ours.fresh():
        service.staffed()
        seated(HOA, (Role.PLANNER, JUSTICE))
        seated(HAI, (Role.HEAD, POLICE))
        enacted()
        filed = service.hers_by_law()
        case, number = filed.case, filed.number
        verbs.pay(case, **service.by(service.CLERK, service.COUNTER, service.FILED, "pay"))
        there = DUNG_THERE | {"on": MARCH_DAY}
        with refused("not-walked"):
            acts.walk(REFORM, POLICE, number, key=fresh(), **there)
        service.decided(case, **service.POLICE_TEAM, on=MARCH_DAY)
        verbs.issue(case, **service.by(service.VY, POLICE, MARCH_DAY, "issue"))

        acts.walk(REFORM, POLICE, number, key=fresh(), **there)

        [shown] = seen(MARCH_DAY).cells[POLICE, "walk"].by
        assert (shown.day, shown.reference) == (MARCH_DAY, number)
