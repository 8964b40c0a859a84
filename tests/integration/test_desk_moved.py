"""A reform between the page that somebody reads and the act that they send: nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.core.number import numbered
from tests.integration.casework import BINH, HER, LATER, MARCH_DAY, MINH, enacted, stream
from tests.integration.service import HOA, TUAN, by, hers_by_law, staffed
from tests.unit.country import MARCH

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
TYPED = "Đã hỏi toà án,\nchờ trả lời số 12/TA."
POLICE_NAME = "Mot Provincial Police"


@pytest.fixture
def office(db, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    staffed()
    return hers_by_law()


def sits(actor, on=LATER, language="en"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"], client.cookies["lived"] = language, on.isoformat()
    return client


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def reformed(*desks):
    """The decree of 1 March is enacted, and that day has come."""
    enacted(MARCH)
    for desk in desks:
        desk.cookies["lived"] = MARCH_DAY.isoformat()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("There is no such case", "a reform has given this work", "What you typed")),
     ("vi", ("Không có hồ sơ nào như vậy", "một đợt sắp xếp", "Những gì bạn đã nhập"))],
)  # fmt: skip
def test_a_head_who_had_not_acted_keeps_what_she_typed_and_is_told_nothing_of_the_case(
    office, language, words
):
    hoa, address = sits(HOA, language=language), f"/desk/cases/{office.number}"
    assert 'id="act-pause"' in hoa.get(address).content.decode()
    before = stream(office.case)

    reformed(hoa)
    sent = {"key": "k", "reason": "verification", "words": TYPED}
    answer = hoa.post(f"{address}/pause", sent)

    assert answer.status_code == 404
    assert all(one in said(answer) for one in words)
    assert f"readonly>{TYPED}</textarea>" in answer.content.decode()
    assert POLICE_NAME not in said(answer)
    assert office.number not in said(answer)
    assert HER.name not in said(answer)
    assert stream(office.case) == before


def test_whose_agency_had_acted_is_told_who_decides_now_and_by_which_decree(office):
    verbs.check(office.case, True, **by(BINH, key="check"))
    verbs.review(office.case, True, **by(TUAN, key="review"))
    hoa, address = sits(HOA), f"/desk/cases/{office.number}"
    assert 'id="act-decide"' in hoa.get(address).content.decode()

    reformed(hoa)
    why = {"key": "k", "outcome": "refused", "reason": "not-entitled", "words": "Chưa đủ 16 tuổi"}
    answer = hoa.post(f"{address}/decide", why)

    assert answer.status_code == 409
    assert f"This case is now with {POLICE_NAME}" in said(answer)
    assert "since 1 Mar 2025" in said(answer)
    assert "“Decide” was not done" in said(answer)
    assert "readonly>Chưa đủ 16 tuổi</textarea>" in answer.content.decode()
    assert "readonly>refused</textarea>" in answer.content.decode()
    assert HER.name not in said(answer)


def test_mr_minh_is_given_his_own_words_back_whether_there_is_such_a_case_or_none(office):
    minh, sent = sits(MINH), {"key": "k", "reason": "survey", "words": "<b>Của tôi</b>"}

    hers = minh.post(f"/desk/cases/{office.number}/pause", sent)
    none = minh.post(f"/desk/cases/{numbered(999_999)}/pause", sent)

    assert "&lt;b&gt;Của tôi&lt;/b&gt;" in hers.content.decode()
    assert (hers.status_code, said(hers)) == (none.status_code, said(none))
