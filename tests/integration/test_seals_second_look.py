"""Nobody changes the public register alone: Captain Dung asks, and Colonel Hai does it or does not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.journal.verify import verify
from continuity.register.ask import may_issue
from continuity.services.seals import kept as seals
from continuity.services.seals import verbs, void
from continuity.services.seals.rules import Act
from continuity.services.seals.second import waiting
from tests.integration.seals import (
    BINH,
    DAY,
    DONG,
    DUNG,
    HAI,
    JUNE,
    LAN,
    MAY,
    MINH,
    NEW,
    NIGHT,
    POLICE,
    TAY,
    agreed,
    peopled,
    reformed,
    refused,
    registered,
    sealed,
)

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
BY, SEAL = {"actor": DUNG, "agency": POLICE}, ("seal",)
BY_HAI = {"actor": HAI, "agency": POLICE}


@pytest.fixture
def schools(db):
    peopled()


def state(kept):
    return seals.one(kept.id).seal.state


def test_a_specimen_is_registered_by_whoever_did_not_ask_for_it(schools):
    made = verbs.register(DONG, "wet", **BY, on=MAY)
    assert state(made) is None

    with refused("same-person"):
        verbs.agree(made.id, **BY, on=MAY)
    with refused("waits"):
        verbs.register(DONG, "wet", **BY, on=MAY)  # a double click
    verbs.agree(made.id, **BY_HAI, on=MAY)

    assert state(made) is Act.REGISTERED
    with refused("nothing-waits"):
        verbs.agree(made.id, **BY_HAI, on=MAY)


def test_a_seal_is_given_out_by_two_and_its_body_issues_from_then_on(schools):
    made = registered(DONG)
    verbs.deliver(made.id, **BY, on=MAY)
    assert not may_issue(DONG, MAY, SEAL)

    with refused("same-person"):
        verbs.agree(made.id, **BY, on=MAY)
    verbs.agree(made.id, **BY_HAI, on=MAY)

    assert may_issue(DONG, MAY, SEAL)
    assert verify().holds


@pytest.mark.parametrize("verb", [verbs.void, verbs.destroy, verbs.give_back])
def test_what_is_declared_of_a_seal_waits_and_stands_on_no_list_before_another_agrees(
    schools, verb
):
    kept = sealed(DONG)
    if verb is not verbs.void:
        verbs.hand_in(kept.id, **BY, on=JUNE)
    before = (state(kept), void.every())

    verb(kept.id, **BY, on=JUNE, reason="Sai mẫu")
    assert (state(kept), void.every()) == before
    with refused("same-person"):
        verbs.agree(kept.id, **BY, on=JUNE)
    agreed(kept, JUNE)

    assert (state(kept), void.every()) != before


def test_a_loss_is_published_when_it_is_reported_and_final_when_another_confirms_it(schools):
    kept = sealed(DONG)
    verbs.lose(kept.id, **BY, on=JUNE, reason="rơi xuống sông")

    assert [(one.certificate, one.state) for one in void.every()] == [
        (kept.certificate, "reported-lost")
    ]
    assert not may_issue(DONG, JUNE, SEAL)
    for do in (verbs.agree, verbs.decline):
        with refused("same-person"):
            do(kept.id, **BY, on=JUNE)
    verbs.agree(kept.id, **BY_HAI, on=NIGHT)

    assert [(one.state, one.day) for one in void.every()] == [("lost", JUNE)]
    with refused("nothing-waits"):
        verbs.decline(kept.id, **BY_HAI, on=NIGHT, reason="x")


def test_a_loss_that_was_told_of_the_wrong_seal_is_taken_back_by_another(schools):
    kept = sealed(DONG)
    verbs.lose(kept.id, **BY, on=JUNE, reason="nhầm trường")

    with refused("no-reason"):
        verbs.decline(kept.id, **BY_HAI, on=NIGHT)
    verbs.decline(kept.id, **BY_HAI, on=NIGHT, reason="Trường còn giữ con dấu")

    assert state(kept) is Act.GIVEN_BACK
    assert void.every() == []
    assert may_issue(DONG, NIGHT, SEAL)
    assert not may_issue(DONG, JUNE, SEAL)


def test_no_new_seal_is_given_out_before_somebody_has_confirmed_the_loss_of_the_old_one(schools):
    old = sealed(DONG)
    verbs.lose(old.id, **BY, on=JUNE, reason="mất")
    with refused("one-wet-seal"):
        verbs.register(DONG, "wet", **BY, on=JUNE)  # it may be taken back
    new = registered(DONG, JUNE, replaces=old.id)

    with refused("hand-in-first"):
        verbs.deliver(new.id, **BY, on=JUNE)
    agreed(old, JUNE)
    verbs.deliver(new.id, **BY, on=JUNE)


def test_what_was_asked_may_be_turned_down_or_taken_back_and_asked_again(schools):
    kept = sealed(DONG)
    verbs.void(kept.id, **BY, on=JUNE, reason="Sai mẫu")
    with refused("no-reason"):
        verbs.decline(kept.id, **BY_HAI, on=JUNE)
    verbs.decline(kept.id, **BY_HAI, on=JUNE, reason="Mẫu đúng")
    assert (state(kept), waiting(kept.id)) == (Act.DELIVERED, None)

    verbs.void(kept.id, **BY, on=JUNE, reason="Sai mẫu")
    verbs.decline(kept.id, **BY, on=JUNE)
    assert waiting(kept.id) is None

    verbs.void(kept.id, **BY, on=JUNE, reason="Sai mẫu")
    verbs.hand_in(kept.id, **BY, on=JUNE)  # the seal came: what was asked is asked no longer
    with refused("nothing-waits"):
        verbs.agree(kept.id, **BY_HAI, on=JUNE)


def test_what_changed_since_it_was_asked_is_looked_at_again(schools):
    sealed(DONG)
    mini = registered(DONG, kind="mini")
    verbs.deliver(mini.id, **BY, on=NIGHT)
    reformed()

    with refused("not-registrar"):
        verbs.agree(mini.id, **BY_HAI, on=DAY)
    with refused("body-ended"):
        verbs.agree(mini.id, actor=HAI, agency=NEW, on=DAY)


def test_the_heir_of_the_registrar_confirms_what_was_asked_on_its_eve(schools):
    kept = sealed(TAY)
    verbs.lose(kept.id, **BY, on=NIGHT, reason="mất trong đêm")
    reformed()

    verbs.agree(kept.id, actor=HAI, agency=NEW, on=DAY)

    assert state(kept) is Act.LOST


def test_nobody_else_takes_the_second_look(schools):
    kept = sealed(DONG)
    verbs.lose(kept.id, **BY, on=JUNE, reason="mất")

    for actor, agency, code in (
        (LAN, DONG, "not-registrar"),
        (BINH, "vn.01.justice", "not-registrar"),
        (MINH, "vn.02.justice", "not-registrar"),
        (MINH, POLICE, "not-seated"),
    ):
        for verb in (verbs.agree, verbs.decline):
            with refused(code):
                verb(kept.id, actor=actor, agency=agency, on=JUNE)
    assert state(kept) is Act.REPORTED


def test_the_database_lets_nobody_alone_past_the_verbs(schools):
    kept = sealed(DONG)
    verbs.lose(kept.id, **BY, on=JUNE, reason="mất")
    insert = (
        "insert into seals_act (seal, position, act, day, agency, actor, asked_by, entry) "
        "values (%s, 4, 'lost', %s, 'x', %s, %s, 1)"
    )
    for actor, first in ((DUNG.id, ""), (DUNG.id, DUNG.id)):
        with pytest.raises(DatabaseError, match="seals_act_second"), transaction.atomic():
            connection.cursor().execute(insert, [kept.id, JUNE, actor, first])


def test_the_desk_shows_what_waits_and_tells_whoever_asked_that_another_must_do_it(schools):
    kept = sealed(DONG)
    page, at = f"/desk/seals/seals/{kept.id}", date(2025, 6, 25)
    with override_settings(CONTINUITY_DEMO=True):
        dung, hai = sits(DUNG, at), sits(HAI, at)
        assert "Chờ người thứ hai" not in told(hai, "/desk/seals/")
        dung.post(f"{page}/void", {"reason": "Sai mẫu"})

        asked = told(dung, page)
        assert "người khác của cơ quan phải xem lại" in asked
        assert "Đồng ý và thực hiện" not in asked
        answer = dung.post(f"{page}/agree")
        assert answer.status_code == 409
        assert "không được tự xác nhận" in answer.content.decode()
        waits = told(hai, "/desk/seals/")
        assert "Chờ người thứ hai xem lại (1)" in " ".join(waits.split())
        assert f"Trường Đông, {kept.certificate}" in waits
        assert "Agree, and do it" in told(sits(HAI, at, "en"), page)
        assert hai.post(f"{page}/agree").status_code == 302

        done = told(hai, page)
        assert "theo đề nghị của Captain Dung" in done
        assert "Chờ người thứ hai xem lại" not in told(hai, "/desk/seals/")
        assert sits(MINH, at).post(f"{page}/agree").status_code == 403


def test_what_is_handed_in_at_the_desk_has_a_receipt_until_it_goes_back(schools):
    kept = sealed(DONG)
    page, at = f"/desk/seals/seals/{kept.id}", date(2025, 6, 25)
    with override_settings(CONTINUITY_DEMO=True):
        dung = sits(DUNG, at)
        assert dung.get(f"{page}/receipt").status_code == 404
        dung.post(f"{page}/hand-in")

        number = seals.handed_in(kept.id).number
        assert number in told(dung, page)
        receipt = told(dung, f"{page}/receipt")
        for said in (number, "Trường Đông", kept.certificate, "25/06/2025", "Captain Dung"):
            assert said in receipt
        assert sits(MINH, at).get(f"{page}/receipt").status_code == 403


def sits(actor, on, language="vi"):
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, on.isoformat()
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def told(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()
