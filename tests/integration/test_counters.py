"""Any counter of the province: Ms Lan goes to the nearest one, with the number on her slip.

Her case was taken in at the counter of Đông; Ms Thu sits at the counter of Tây, which is in the same
province, Mr Minh in the other one. Justice must act on it.
"""

from __future__ import annotations

import re
from itertools import count

import pytest
from django.conf import settings
from django.db import connection

from continuity.casework import cases, verbs
from continuity.casework import story as stories
from continuity.casework.cases import one
from continuity.casework.sight import presenting, reading
from continuity.journal.record import Actor
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    JULY_DAY,
    LATER,
    MINH,
    STRANGERS,
    enacted,
    everything,
    refused,
    seen,
    stream,
)
from tests.integration.service import by, decided, hers_by_law, staffed
from tests.integration.test_desk import sits, text
from tests.people import seated
from tests.unit.country import JULY

THU, TAY = Actor("p-thu", "Ms Thu"), "vn.00002.commune-police"
KEYS = count()


@pytest.fixture(scope="module")
def province(ours):
    with ours.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        seated(THU, ("officer", TAY))
        yield


def hers():
    return hers_by_law(f"f{next(KEYS)}")


def asked():
    """Her case, of which Justice wants the proof of residence and the fee."""
    receipt = hers()
    told = by(BINH, key=f"ask {next(KEYS)}")
    verbs.ask_supplement(receipt.case, ["residence", "fee"], "Cần giấy tờ cư trú", **told)
    return receipt


def at_tay(on=LATER, **more):
    return by(THU, TAY, on, key=f"thu {next(KEYS)}") | more


def shown_to(actor, agency, number, on=LATER):
    """All that a query without a filter shows whoever is shown a number."""
    with presenting(number), reading(actor, agency, "intake", on):
        return everything()


def test_another_counter_of_the_province_takes_papers_and_money_and_hands_out(province):
    receipt = asked()
    with presenting(receipt.number):
        verbs.pay(receipt.case, **at_tay())
        verbs.answer_supplement(receipt.case, {}, papers=["residence"], **at_tay())
    decided(receipt.case)
    verbs.issue(receipt.case, **by(BINH, key=f"issue {next(KEYS)}"))
    with presenting(receipt.number):
        verbs.deliver(receipt.case, "counter", counter=True, **at_tay())

    helped = [
        entry[1] for entry in stream(receipt.case) if entry[3].get("agency") == TAY
    ]  # fmt: skip
    with reading(CLERK, COUNTER, "processing", LATER):
        case, acts = one(receipt.case), stories.story(receipt.case).acts
    assert helped == ["pay", "answer-supplement", "deliver"]
    assert (case.status, case.owed, case.closed) == ("delivered", 0, LATER)
    assert {act.mandate for act in acts if act.agency == TAY} == {""}


def test_a_counter_sees_a_case_only_while_its_number_is_shown(province):
    receipt, other = asked(), hers()

    assert shown_to(THU, TAY, receipt.number) == {receipt.case}
    assert seen(THU, TAY, LATER, "intake") == set()
    with refused("no-such-case"):
        verbs.pay(receipt.case, **at_tay())
    with presenting(other.number), refused("no-such-case"):
        verbs.pay(receipt.case, **at_tay())
    with presenting(receipt.number):
        verbs.pay(receipt.case, **at_tay())
        assert seen(THU, TAY, LATER) == set()
    assert seen(THU, TAY, LATER) == set()
    assert seen(THU, TAY, LATER, "intake") == set()


def test_a_number_opens_nothing_about_a_person_nor_any_other_act(province):
    receipt = asked()

    with presenting(receipt.number):
        with reading(THU, TAY, "intake", LATER):
            [act] = [a for a in stories.story(receipt.case).acts if a.verb == "ask-supplement"]
            assert stories.words(receipt.case, act.id) == ""
            for table in ("casework_note", "intake_paper", "notices_notice", "casework_name_word"):
                with connection.cursor() as cursor:
                    cursor.execute(f"select count(*) from {table}")
                    count = cursor.fetchone()[0]
                assert count == (1 if table == "casework_name_word" else 0)
        for group in ("name", "identity", "contact"):
            with refused("not-for-purpose"), reading(THU, TAY, "intake", LATER):
                cases.personal(receipt.case, [group])
        with refused("no-such-case"):
            verbs.claim(receipt.case, **at_tay())


def test_another_counter_of_the_province_takes_a_withdrawal_of_a_case_that_is_shown(province):
    receipt = asked()
    there = f"/desk/counter/{receipt.number}"
    client = sits(THU, str(LATER))
    assert f"{there}/withdraw" in text(client.get(there))
    assert "withdrawn" in text(client.post(f"{there}/withdraw", {"key": "w"}, follow=True))

    with reading(CLERK, COUNTER, "processing", LATER):
        assert one(receipt.case).status == "withdrawn"
    with refused("no-such-case"):
        verbs.withdraw(hers().case, **at_tay())


def test_mr_minh_of_the_other_province_is_told_nothing_by_the_right_number(province):
    receipt, told = asked(), by(MINH, STRANGERS)

    assert shown_to(MINH, STRANGERS, receipt.number) == set()
    for verb, value in ((verbs.pay, ()), (verbs.answer_supplement, ({},))):
        with presenting(receipt.number), refused("no-such-case"):
            verb(receipt.case, *value, **told)
    with presenting(receipt.number), refused("no-such-case"):
        verbs.deliver(receipt.case, "counter", counter=True, **told)
    with refused("wrong-number"), presenting("1"):
        pytest.fail("a digit is missing")  # pragma: no cover


def test_at_the_desk_a_number_leads_to_the_counter_and_ms_lan_sees_who_looked(province):
    receipt = asked()
    desk, page = sits(THU), f"/desk/counter/{receipt.number}"

    found = text(desk.get(f"/desk/search?q={receipt.number.replace('-', ' ')}", follow=True))
    left_out = text(desk.post(f"{page}/answer-supplement", {"key": f"k{next(KEYS)}"}), 422)
    paid = text(desk.post(f"{page}/pay", {"key": f"k{next(KEYS)}"}, follow=True))
    sent = {"key": f"k{next(KEYS)}", "paper": ["residence"]}
    given = text(desk.post(f"{page}/answer-supplement", sent, follow=True))

    assert "Proof of residence" in found
    assert "200,000 VND" in found
    assert "still missing" in left_out or "nothing was changed" in left_out
    assert "The fee is paid" in paid
    assert "the clock runs on" in given
    for said in (found, left_out, paid, given):
        assert re.search(r"\bLan\b", said) is None
        assert "Cần giấy tờ" not in said
    looked = [entry for entry in stream(receipt.case) if entry[1] == "read"]
    assert {(entry[0], entry[2]) for entry in looked} == {(THU.id, "intake")}
    assert looked[0][3]["fields"] == ["course"]
    for path in (page, f"{page}/pay"):
        assert "must be of its province" in text(sits(MINH).get(path), 404)
    assert "must be of its province" in text(sits(MINH).post(f"{page}/pay"), 404)


def test_the_counter_that_took_it_in_and_the_competent_one_have_the_same_page(province):
    for actor in (CLERK, BINH):
        receipt = asked()
        page = f"/desk/counter/{receipt.number}"
        case = text(sits(actor).get(f"/desk/cases/{receipt.number}"))
        sent = {"key": f"k{next(KEYS)}"}

        assert page in case
        assert "The fee is paid" in text(sits(actor).post(f"{page}/pay", sent, follow=True))


def test_after_the_map_has_changed_any_counter_of_the_new_province_helps(ours):
    with ours.fresh():
        staffed()
        receipt = hers()
        enacted(JULY)
        new = "vn.00002.commune-police@2025-07-01"
        seated(THU, ("officer", new), since=JULY_DAY)
        nam = by(THU, new, JULY_DAY)

        assert shown_to(THU, new, receipt.number, JULY_DAY) == {receipt.case}
        with presenting(receipt.number):
            verbs.pay(receipt.case, **nam)
