"""After the issue: a head takes a paper back, corrects it, or issues it anew as the successor.

A school has its certificate; Ms Vy issued it, so Colonel Hai may unsay it, at the desk or by a program.
"""

from __future__ import annotations

import re

import pytest
from django.conf import settings

pytest.importorskip("typst")

from continuity.casework.documents import rows
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.sight import reading
from continuity.services.seals import kept as seals
from continuity.services.seals import papers
from tests.integration.programs import Program, right, token, wrong
from tests.integration.seals import DAY, DONG, DUNG, HAI, MINH, NEW, POLICE, reformed
from tests.integration.test_seals_cases import (
    LATER,
    VY,
    asked,
    certified,
    decided,
    issue,
    now,
    served,
    words_of,
)
from tests.integration.test_seals_pages import shown, signed_in
from tests.issuing import equipped
from tests.people import seated

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
ACTS = ("revoke-paper", "correct-paper", "reissue-paper")


@pytest.fixture
def home(db, tmp_path):
    with served(tmp_path) as folder:
        equipped(folder, POLICE, "Công an tỉnh Một")
        yield folder


@pytest.fixture
def case(home, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    made = asked()
    decided(made)
    issue(made)
    return made


def page(actor, case, on=LATER, language="en"):
    return shown(signed_in(actor, str(on), language), f"/desk/cases/{now(case).number}")


def offers(text):
    return [act for act in ACTS if f'/{act}"' in text]


def sent(actor, case, act, on=LATER, **more):
    client, address = signed_in(actor, str(on), "en"), f"/desk/cases/{now(case).number}/{act}"
    return client.post(address, {"key": f"one {act}", **more})


def test_the_desk_offers_a_head_who_did_not_issue_it_what_can_be_done_with_a_paper(case):
    assert offers(page(HAI, case)) == ["revoke-paper", "correct-paper"]
    assert "Thu hồi giấy đã cấp" in page(HAI, case, language="vi")
    for officer in (VY, DUNG):
        assert offers(page(officer, case)) == []
    seated(VY, ("head", POLICE))
    assert offers(page(VY, case)) == []

    [(paper, _)] = certified(case)
    answer = sent(VY, case, "revoke-paper", paper=paper.id, words="x")

    assert answer.status_code == 422
    assert "another person takes it back" in answer.content.decode()
    assert sent(DUNG, case, "correct-paper", paper=paper.id, words="x").status_code == 422
    assert sent(MINH, case, "revoke-paper", paper=paper.id, words="x").status_code in (403, 404)
    for wrong_one in ("", "x", case):
        assert sent(HAI, case, "revoke-paper", paper=wrong_one, words="x").status_code == 422
    assert sent(HAI, case, "revoke-paper", paper=paper.id, words=" ").status_code == 422
    assert [one.status for one, _ in certified(case)] == ["issued"]


def test_a_corrected_certificate_is_drawn_from_the_register_once_and_names_the_wrong_one(case):
    [(wrong_one, old)] = certified(case)
    for _ in range(2):
        assert (
            sent(HAI, case, "correct-paper", paper=wrong_one.id, words="Sai tên").status_code == 302
        )

    [(first, _), (second, pdf)] = certified(case)
    [kept] = seals.of(DONG)

    assert (first.status, first.reason, second.replaces) == ("corrected", "Sai tên", first.id)
    assert f"thay cho giấy số {first.number}" in words_of(pdf)
    assert kept.certificate in words_of(pdf)
    assert [one.number for one in papers.papers(kept.id)] == [first.number, second.number]
    assert by_file(old, LATER).outcome is Outcome.CORRECTED
    assert by_file(pdf, LATER).outcome is Outcome.GENUINE
    # What Colonel Hai has issued now, he does not take back alone.
    assert offers(page(HAI, case)) == []


def test_after_the_reform_the_successor_issues_the_certificate_anew_in_its_name(case, home):
    [(old, _)] = certified(case)
    reformed()
    equipped(home, NEW, "Công an tỉnh Mới", since=DAY)
    assert "reissue-paper" in offers(
        shown(signed_in(HAI, str(DAY), "en"), f"/desk/cases/{now(case).number}?agency={NEW}")
    )

    program = Program(token(HAI, NEW, "head"), str(DAY))
    number = now(case).number
    right(program.act(number, "reissue-paper", key="n", paper=old.number))
    right(program.act(number, "reissue-paper", key="n", paper=old.number))

    with reading(HAI, NEW, "processing", DAY):
        first, second = rows.papers(case)
    assert (first.status, first.agency, second.agency) == ("replaced", POLICE, NEW)
    assert first.agency_vi != second.agency_vi
    wrong(
        program.act(number, "reissue-paper", paper=second.number, issuer=NEW), 409, "no-successor"
    )


def test_a_program_takes_a_paper_back_under_a_key_and_only_a_heads_may(case):
    [(paper, pdf)] = certified(case)
    number = now(case).number
    officers = Program(token(DUNG, POLICE), str(LATER))
    heads = Program(token(HAI, POLICE, "head"), str(LATER))

    wrong(
        officers.act(number, "revoke-paper", paper=paper.number, words="Nhầm"), 403, "not-leading"
    )
    wrong(
        heads.act(number, "revoke-paper", paper="9/2025/X", words="Nhầm"), 422, "no-such-document"
    )
    wrong(heads.act(number, "reissue-paper", paper=paper.number), 409, "no-successor")
    for _ in range(2):
        done = right(heads.act(number, "revoke-paper", key="r", paper=paper.number, words="Nhầm"))
    assert done["verb"] == "revoke-paper"
    told = by_file(pdf, LATER)
    assert (told.outcome, told.reason) == (Outcome.REVOKED, "Nhầm")
    assert re.search("revoked|thu hồi", page(HAI, case))
