"""Ms Lan pays from home at a little provider, over real HTTP both ways; and what goes wrong with it."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
import requests
from django.conf import settings
from django.db import DatabaseError, connection

from continuity.accounts.today import today
from continuity.casework import verbs
from continuity.casework.cases import one
from continuity.casework.intake.applicants import prove
from continuity.casework.payments import gateway, orders
from continuity.casework.payments.refunds import refunds
from continuity.casework.sight import reading, working
from continuity.casework.worker import work_off
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    HER,
    JUSTICE,
    LAN,
    MINH,
    refused,
    stream,
)
from tests.integration.cashier import SECRET, cashier
from tests.integration.service import HER_NUMBER, hers_by_law, staffed
from tests.people import seated
from tests.serving import listening, sessions

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True, scope="module")
FEE = 200_000


@pytest.fixture(scope="module")
def site(server):
    with server.fresh(), pytest.MonkeyPatch.context() as patch, listening() as address:
        patch.setattr(settings, "ALLOWED_HOSTS", ["*"])
        staffed()
        seated(LAN)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        patch.setattr(settings, "CONTINUITY_PAYMENTS_SECRET", SECRET)
        patch.setattr(settings, "CONTINUITY_PAYMENTS_NAME", "Cổng Một")
        yield address


@pytest.fixture
def provider(site, monkeypatch):
    with cashier() as one:
        monkeypatch.setattr(settings, "CONTINUITY_PAYMENTS", one.url)
        monkeypatch.setattr(gateway, "TIMEOUT", 0.3)
        yield one


def filed(key, exemption=""):
    """A case of hers for which the whole fee is owed, or less of it."""
    return hers_by_law(key, filed=today(), exemption=exemption).case


class Asking:
    """Somebody at home, with a browser that runs no script and a connection for each page."""

    def __init__(self, site, actor=LAN, language="en"):
        self.site = site
        self.cookies = {"sessionid": sessions()[actor.id], "language": language}

    def asks(self, case, path, **told):
        way = requests.post if told else requests.get
        address = f"{self.site}/my/cases/{case}/{path}"
        alone = {"headers": {"Connection": "close"}, "allow_redirects": False}
        self.page = way(address, cookies=self.cookies, timeout=20, **alone, **told)
        self.cookies.update(self.page.cookies)
        if self.page.is_redirect:
            return self.asks(case, path)
        return " ".join(re.sub(r"<[^>]+>", " ", self.page.text).split())

    def reads(self, case, path="pay"):
        return self.asks(case, path)

    def pays(self, case, way="gateway", form="pay"):
        """Presses the button; with another form's token where there is none for it."""
        self.reads(case, form)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.page.text)[1]
        return self.asks(case, "pay", data={"csrfmiddlewaretoken": token, "way": way})


@pytest.fixture
def lan(site):
    return Asking(site)


def owed(case):
    with working("statistics", today()):
        return one(case).owed


def states(case):
    with reading(LAN, "", "applicant", today(), identity=HER_NUMBER):
        return [order.state for order in orders.orders(case)]


def test_she_reads_what_is_owed_and_why_pays_at_the_provider_and_has_a_receipt(provider, lan):
    case = filed("whole", "student")
    page = lan.reads(case)
    for fact in ("To be paid: 100,000 VND", "200,000 VND", "Student", "244/2016/TT-BTC",
                 "unverified", "In cash at any counter", "Pay by Cổng Một"):  # fmt: skip
        assert fact in page

    begun = lan.pays(case)
    [(key, order)] = provider.orders.items()
    assert (order["amount"], order["case"], order["language"]) == (100_000, _number(case), "en")
    assert f"{provider.url}/pay/{key}" in lan.page.text
    assert "begun, not confirmed yet" in begun
    assert "do not pay again" in lan.reads(case, "pay/back")
    assert owed(case) == 100_000, "nobody believes that she came back"

    answer = provider.says(key).json()

    assert answer == {"answer": "taken", "order": key, "receipt": f"{_number(case)}-T", "why": ""}
    assert owed(case) == 0
    page = lan.reads(case, "pay/back")
    for fact in ("The fee is paid", f"{_number(case)}-T", "100,000 VND", "Cổng Một"):
        assert fact in page
    assert "Pay by" not in page
    paid = next(entry for entry in stream(case) if entry[1] == "pay")
    assert (paid[0], paid[2], paid[3]["way"]) == (LAN.id, "applicant", "gateway")


def test_two_presses_and_a_refresh_begin_one_order(provider, lan):
    case = filed("two presses")
    for _ in range(3):
        lan.pays(case)

    assert len(provider.orders) == provider.asked == 1
    assert states(case) == ["begun"]


def test_a_callback_that_comes_twice_is_answered_the_same_and_takes_once(provider, lan):
    case = filed("twice")
    lan.pays(case)
    [key] = provider.orders

    first, second = provider.says(key), provider.says(key)

    assert first.json() == second.json()
    assert [entry[1] for entry in stream(case)].count("pay") == 1


FORGED = {
    "another secret": {"secret": "whsec_" + "QQ" * 12},
    "no secret": {"secret": "whsec_"},
    "long ago": {"at": time.time() - 3_600},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_callback_changes_nothing(provider, lan, how):
    case = filed(f"forged {how}")
    lan.pays(case)
    [key] = provider.orders

    answer = provider.says(key, **FORGED[how])

    assert (answer.status_code, answer.json()["answer"]) == (401, "not-signed")
    assert {"vi", "en"} <= answer.json().keys()
    assert (owed(case), states(case)) == (FEE, ["begun"])


def test_a_signed_callback_of_nonsense_or_of_nothing_changes_nothing(provider, lan):
    case = filed("nonsense")
    lan.pays(case)
    [key] = provider.orders

    for told in ({"amount": "200000"}, {"amount": -1}, {"currency": "USD"}, {"state": "perhaps"}):
        assert provider.says(key, **told).status_code == 401
    other = f"{case}.{case}"
    provider.orders[other] = provider.orders[key]
    assert provider.says(other).status_code == 404
    no_way = lan.site + "/payments/nobody/callback"
    assert provider.says(key, to=no_way).status_code == 401
    assert requests.get(provider.orders[key]["callback"], timeout=20).status_code == 405
    assert (owed(case), states(case)) == (FEE, ["begun"])


def test_what_was_paid_at_a_counter_meanwhile_is_given_back(provider, lan):
    case = filed("counter")
    lan.pays(case)
    [key] = provider.orders
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=today(), key="cash")

    assert provider.says(key).json() == _refund(key, "paid-already")

    work_off()
    assert states(case) == ["refunded"]
    [given] = provider.refunds.values()
    assert (given["amount"], given["reference"]) == (FEE, f"GD-{key[-6:]}")
    page = lan.reads(case)
    assert "it was given back (the fee had been paid before)" in page
    assert "Cash at the counter" in page
    assert provider.says(key).json() == _refund(key, "paid-already")


def test_another_amount_is_given_back_and_the_fee_is_owed_still(provider, lan):
    case = filed("amount")
    lan.pays(case)
    [key] = provider.orders

    assert provider.says(key, amount=FEE - 1).json() == _refund(key, "other-amount")

    assert owed(case) == FEE
    assert "it will be given back (another amount was owed)" in lan.reads(case)


def test_two_payments_under_one_order_are_one_and_a_refund(provider, lan):
    case = filed("under one order")
    lan.pays(case)
    [key] = provider.orders
    provider.says(key)

    again = [provider.says(key, reference="GD-second").json() for _ in range(2)]

    assert again == [_refund(key, "paid-twice")] * 2
    work_off()
    given = {one["reference"] for one in provider.refunds.values()}
    assert "GD-second" in given
    assert f"GD-{key[-6:]}" not in given
    assert states(case) == ["taken", "refunded"]


def test_a_word_that_comes_late_is_taken_unless_the_case_is_over(provider, lan):
    late, over = filed("late"), filed("over")
    for case in (late, over):
        lan.pays(case)
    first, second = provider.orders
    verbs.withdraw(over, "", actor=LAN, on=today(), key="w", identity=HER_NUMBER)

    assert provider.says(first).json()["answer"] == "taken"
    assert provider.says(second).json() == _refund(second, "closed")
    assert owed(late) == 0


def test_what_failed_at_the_provider_is_begun_anew(provider, lan):
    case = filed("failed")
    lan.pays(case)
    [key] = provider.orders
    assert provider.says(key, "failed").json()["answer"] == "failed"
    assert "it failed, nothing was taken" in lan.reads(case)

    lan.pays(case)

    first, second = provider.orders
    assert provider.says(second).json()["answer"] == "taken"
    assert provider.says(first).json() == _refund(first, "paid-already")


@pytest.mark.parametrize("fault", ["down", "slow", "nonsense", "elsewhere"])
def test_a_provider_that_ails_takes_nothing_and_she_is_told_so(provider, lan, fault):
    case, provider.fault = filed(f"ailing {fault}"), fault

    page = lan.pays(case)
    viet = Asking(lan.site, language="vi")

    assert lan.page.status_code == 503
    assert "Cổng Một does not answer; nothing was taken." in page
    assert "chưa thu khoản nào" in viet.pays(case)
    assert "In cash at any counter" in page
    provider.fault = ""
    lan.pays(case)
    assert states(case) == ["begun"]
    assert len(provider.orders) == 1


def test_a_provider_that_is_gone_is_asked_for_a_refund_until_it_answers(provider, lan):
    case = filed("gone")
    lan.pays(case)
    [key] = provider.orders
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=today(), key="cash gone")
    provider.says(key)
    provider.fault = "down"

    assert refunds() == 0
    provider.fault = ""
    assert (refunds() >= 1, refunds()) == (True, 0)

    assert states(case) == ["refunded"]
    assert [entry[1] for entry in stream(case)][-2:] == ["refund-payment", "refunded"]


def test_without_a_provider_there_is_the_counter_and_nobody_else_sees_it(site, lan):
    case = filed("none")

    page = lan.reads(case)

    assert "Pay by" not in page
    assert "In cash at any counter" in page
    assert "No way of paying from home is called other" in lan.pays(case, "other", "withdraw")
    minh = Asking(site, MINH)
    minh.reads(case)
    assert minh.page.status_code == 404
    with refused("no-way"):
        verbs.pay(case, "gateway", actor=BINH, agency=JUSTICE, on=today(), key="a claim")


def test_nobody_claims_to_have_paid_and_an_order_ends_once(provider, lan):
    case = filed("claims")
    lan.pays(case)
    told = {"actor": LAN, "identity": HER_NUMBER, "on": today() + timedelta(days=1)}
    with refused("no-way"):
        verbs.pay(case, "gateway", key="a claim", given={"order": "x"}, **told)
    [key] = provider.orders
    provider.says(key)

    undone = "update payments_order set state = 'begun', paid = null where case_id = %s"
    with pytest.raises(DatabaseError), working("payments", today()), connection.cursor() as cursor:
        cursor.execute(undone, [case])


def _refund(key, why):
    return {"answer": "refund", "order": key, "receipt": "", "why": why}


def _number(case):
    with working("statistics", today()):
        return one(case).number
