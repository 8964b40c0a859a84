"""A letter that came back is a word on the desk of whoever must act; in which language one is told."""

from __future__ import annotations

from itertools import count

import pytest
from django.conf import settings
from django.db import connection

from continuity.accounts import today as clock
from continuity.accounts.people import speak
from continuity.casework import cases
from continuity.casework.intake.applicants import prove
from continuity.casework.notices import shown, tell
from continuity.casework.sight import reading, working
from tests.integration.casework import BINH, CLERK, COUNTER, FILED, HER, JUSTICE, LAN, LATER, MINH
from tests.integration.service import hers_by_law, staffed
from tests.integration.test_desk import sits, text
from tests.people import seated

KEYS = count()


@pytest.fixture(scope="module")
def office(ours):
    with ours.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        seated(LAN)
        patch.setattr(clock, "today", lambda: FILED)
        yield


def returned():
    """A case of which a letter came back: a notice as the worker leaves one that it has given up."""
    receipt = hers_by_law(f"n{next(KEYS)}")
    with working("notices", FILED):
        one = tell.about(receipt.case)
        notice = tell.Notice(receipt.case, one, "received", "k", "vi", None)
        id = notice.insert("email", "lan@example.vn")
        with connection.cursor() as cursor:
            cursor.execute(
                "update notices_notice set state = 'failed', why = 'smtp-550' where id = %s", [id]
            )
    return receipt, id


def test_it_stands_on_the_desk_and_the_page_of_the_case_and_is_sent_again(office):
    receipt, id = returned()
    desk, path = sits(BINH), f"/desk/cases/{receipt.number}/notices/{id}"

    before = text(desk.get("/desk/load"))
    page = text(desk.get(f"/desk/cases/{receipt.number}"))
    listed = text(desk.get("/desk/notices"))
    sent = text(desk.post(path, {"key": "again"}, follow=True))

    assert "did not reach the applicant: 1" in before
    assert path in page
    assert "smtp-550" in page
    assert path in listed
    assert "being sent again" in sent
    assert path not in sent
    assert "There is none" in text(desk.get("/desk/notices"))
    assert text(desk.get(path, follow=True))


def test_only_whoever_must_act_is_told_of_it(office):
    receipt, id = returned()
    path = f"/desk/cases/{receipt.number}/notices/{id}"

    for actor in (CLERK, MINH):
        assert receipt.number not in text(sits(actor).get("/desk/notices"))
    assert path not in text(sits(CLERK).get(f"/desk/cases/{receipt.number}"))
    assert "not competent" in text(sits(CLERK).post(path, {"key": "c"}, follow=True))
    assert text(sits(MINH).post(path, {"key": "m"}), 404)
    assert len(sent_of(receipt.case)) == 1


def sent_of(case):
    with reading(BINH, JUSTICE, "processing", LATER):
        return [one for one in shown.ways(case) if one.state == "failed"]


@pytest.mark.parametrize(
    ("chosen", "word"), [("en", "application"), ("vi", "hồ sơ"), ("fr", "hồ sơ")]
)
def test_an_applicant_is_told_in_the_language_that_they_chose(office, chosen, word):
    if chosen == "en":
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
    case = hers_by_law(f"l{next(KEYS)}").case
    speak(LAN, chosen)
    with working("notices", FILED):
        tell.tell(case, "received", "k", None)

    with reading(BINH, JUSTICE, "processing", LATER):
        [notice] = shown.told(case)
        assert cases.one(case)
    assert notice.language == ("en" if chosen == "en" else "vi")
    assert word in notice.text.lower()


def test_whoever_has_no_login_is_told_in_vietnamese(office):
    nobody = HER.__class__("Phạm Văn Nam", "", "0912 345 678")
    case = hers_by_law(f"v{next(KEYS)}", personal=nobody).case
    speak(LAN, "en")
    with working("notices", FILED):
        tell.tell(case, "received", "k", None)

    with reading(BINH, JUSTICE, "processing", LATER):
        assert [one.language for one in shown.told(case)] == ["vi"]
