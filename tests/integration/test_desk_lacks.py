"""The desk says why a body cannot issue, and how that is mended; what it does not offer is refused."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

pytest.importorskip("typst")

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.casework.documents import drafts
from continuity.casework.documents.wanting import wanting
from continuity.casework.refused import Refused
from tests.integration.casework import BINH, CLERK, COUNTER, FILED, JUSTICE, LATER, MINH
from tests.integration.service import by, decided, hers_by_law, staffed
from tests.integration.test_statements import READ, few, taken
from tests.issuing import CERTIFICATE, equipped, has_key, has_seal, housed

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
OFFERS = 'action="/desk/cases/{}/issue"'


@pytest.fixture
def office(db, tmp_path, monkeypatch):
    """Justice, whose certificate is a paper, before it has anything to issue with."""
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    drawn = {"certificate": lambda told: [CERTIFICATE]}
    monkeypatch.setattr(drafts, "_drafters", drafts._drafters | drawn)
    with housed(tmp_path) as home:
        staffed()
        yield home


def ready(**more):
    """A case whose next step is the issue."""
    receipt = hers_by_law()
    verbs.pay(receipt.case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    decided(receipt.case, **more)
    return receipt


def desk(actor=BINH, language="en"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"], client.cookies["lived"] = language, LATER.isoformat()
    return client


def page(receipt, **more):
    return desk(**more).get(f"/desk/cases/{receipt.number}").content.decode()


def test_what_is_missing_is_said_in_both_languages_with_its_remedy_and_no_button(office):
    receipt = ready()

    for language, said in (
        ("vi", ("Chưa ban hành được kết quả", "đã đăng ký mẫu", "nhận con dấu mới", "khoá ký số")),
        ("en", ("cannot be issued yet", "registered and given out", "fetch the new one", "A steward")),
    ):  # fmt: skip
        shown = page(receipt, language=language)
        assert all(words in shown for words in said)
        assert OFFERS.format(receipt.number) not in shown
        assert "Nothing is left to do here" not in shown
    assert (
        "cannot be issued" not in desk(MINH).get(f"/desk/cases/{receipt.number}").content.decode()
    )


def test_the_server_refuses_what_the_desk_does_not_offer(office):
    receipt = ready()

    answer = desk().post(f"/desk/cases/{receipt.number}/issue", {"key": "i"})

    assert answer.status_code == 422
    assert "has no registered seal" in answer.content.decode()
    with pytest.raises(Refused) as refused:
        verbs.issue(receipt.case, **by(BINH, key="i2"))
    assert refused.value.code == wanting(JUSTICE, LATER)[0] == "no-seal"


def test_the_button_is_there_as_soon_as_nothing_is_missing(office):
    receipt = ready()
    has_seal(JUSTICE)
    assert wanting(JUSTICE, LATER) == ["no-signing-key"]
    has_key(office, JUSTICE, "Sở Tư pháp tỉnh Một", until=LATER)
    assert wanting(JUSTICE, LATER) == ["key-ended"]
    assert "time of your agency" in page(receipt)
    with pytest.raises(Refused) as refused:
        verbs.issue(receipt.case, **by(BINH, key="i1"))
    assert refused.value.code == "key-ended"

    has_key(office, JUSTICE, "Sở Tư pháp tỉnh Một")

    assert wanting(JUSTICE, LATER) == []
    client = desk()
    answer, found = taken(lambda: client.get(f"/desk/cases/{receipt.number}"))
    assert OFFERS.format(receipt.number) in answer.content.decode()
    few(found, READ)
    client.post(f"/desk/cases/{receipt.number}/issue", {"key": "i"})
    assert "1/2025/GCN-STPTM" in page(receipt)


def test_a_refusal_is_a_paper_too_and_needs_the_same(office, monkeypatch):
    monkeypatch.setattr(drafts, "_drafters", {})
    refused = ready(outcome="refused", reason="not-entitled", words="Chưa đủ tuổi")
    assert OFFERS.format(refused.number) not in page(refused)
    assert "registered and given out" in page(refused)

    equipped(office, JUSTICE, "Sở Tư pháp tỉnh Một")

    assert OFFERS.format(refused.number) in page(refused)


def test_where_no_paper_comes_of_an_issue_nothing_is_missing(office, monkeypatch):
    without = {code: draw for code, draw in drafts._drafters.items() if code != "certificate"}
    monkeypatch.setattr(drafts, "_drafters", without)

    receipt = ready()

    assert OFFERS.format(receipt.number) in page(receipt)
