"""The key is in a leader's own token: the result goes out, is signed elsewhere, comes back, is issued."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytest.importorskip("typst")

from continuity.accounts.models import Person
from continuity.accounts.people import end
from continuity.accounts.today import today
from continuity.casework import cases, verbs
from continuity.casework.documents import drafts, holding, issuing, rows
from continuity.casework.documents.trial_keys import authority, certified
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.documents.wanting import wanting
from continuity.casework.intake.applicants import prove
from continuity.casework.sight import reading
from continuity.journal.record import Actor
from tests.elsewhere import another_program, signed_outside
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    FILED,
    HER,
    JUSTICE,
    LAN,
    MINH,
    refused,
    stream,
)
from tests.integration.service import HOA, TUAN, by, hers_by_law, staffed
from tests.integration.test_deferred import flipped, painted
from tests.integration.test_statements import READ, few, taken
from tests.issuing import (
    CERTIFICATE,
    SECRET,
    SINCE,
    UNTIL,
    has_key,
    has_seal,
    housed,
    keyed,
    leading,
    pdfsig,
    softhsm,
    token,
)
from tests.people import THE_OPERATOR, seated

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
SON = Actor("p-son-j", "Ông Lê Văn Sơn")


@pytest.fixture(scope="module")
def program():
    with another_program() as running:
        yield running


@pytest.fixture
def office(db, tmp_path, monkeypatch):
    """Justice has a seal and no key of its own; Ms Hoà leads it, and signs with her token."""
    drawn = {"certificate": lambda told: [CERTIFICATE]}
    monkeypatch.setattr(drafts, "_drafters", drafts._drafters | drawn)
    with housed(tmp_path) as home:
        staffed()
        seated(LAN)
        has_seal(JUSTICE)
        leads(home, HOA, "Trần Thị Hoà", "hers.p12")
        yield home


def leads(home, actor, name, file):
    """A leader of Justice whose key is a file that only the program outside opens."""
    pair = keyed(name)
    (home / file).write_bytes(pair.file("hers alone"))
    if actor is not HOA:  # she leads it anyway
        leading(actor, JUSTICE)
    holding.hold_key(JUSTICE, "elsewhere", "", pair.pem, SINCE, actor=THE_OPERATOR, person=actor.id)


@pytest.fixture
def signs(office, program):
    return lambda pdf, key="hers.p12", **more: signed_outside(program, office, pdf, key=key, **more)


def ready(key="f1", **more):
    """A case whose next step is the issue, today."""
    receipt = hers_by_law(key)
    verbs.pay(receipt.case, actor=CLERK, agency=COUNTER, on=FILED, key=f"pay {key}")
    case, now = receipt.case, {"agency": JUSTICE, "on": today()}
    verbs.check(case, True, actor=BINH, key=f"check {key}", **now)
    verbs.review(case, True, actor=TUAN, key=f"review {key}", **now)
    told = {"outcome": "granted"} | more
    verbs.decide(case, told.pop("outcome"), actor=HOA, key=f"decide {key}", **now, **told)
    return receipt


def client(actor=BINH, language="en"):
    made = Client(SERVER_NAME="localhost")
    made.force_login(Person.objects.get(pk=actor.id))
    made.cookies["language"] = language
    return made


def page(receipt, desk=None):
    return html.unescape((desk or client()).get(f"/desk/cases/{receipt.number}").content.decode())


def handed_out(receipt, key="h", **more):
    return issuing.hand_out_result(receipt.case, **by(BINH, on=today(), key=key), **more)


def brought(receipt, pdf, key="t", actor=BINH):
    return issuing.take_in_result(receipt.case, pdf, **by(actor, on=today(), key=key))


def uploaded(desk, receipt, id, pdf, key="u"):
    file = SimpleUploadedFile("ky.pdf", pdf, "application/pdf")
    address = f"/desk/cases/{receipt.number}/papers/{id}/signed"
    told = desk.post(address, {"key": key, "file": file}, follow=True)
    return html.unescape(told.content.decode())


def state(receipt):
    with reading(BINH, JUSTICE, "processing", today()):
        return cases.one(receipt.case).step, [one.status for one in rows.papers(receipt.case)]


def test_at_the_desk_the_result_goes_out_waits_comes_back_and_is_the_applicants(office, signs):
    """The one button is to hand the file out; what is taken in is issued, verified and hers."""
    receipt, desk = ready(), client()
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p")
    hers = client(LAN)
    assert wanting(JUSTICE, today()) == ["key-elsewhere"]
    offered = page(receipt, desk)
    assert f"/desk/cases/{receipt.number}/hand-out-result" in offered
    assert f'action="/desk/cases/{receipt.number}/issue"' not in offered
    assert "cannot be issued" not in offered

    for _ in range(2):  # a double click
        sent = {"key": "one", "leader": HOA.id}
        desk.post(f"/desk/cases/{receipt.number}/hand-out-result", sent)
    step, papers = state(receipt)
    assert (step, papers) == ("issue", ["handed-out"])
    answer, found = taken(lambda: desk.get(f"/desk/cases/{receipt.number}"))
    few(found, READ)
    shown = html.unescape(answer.content.decode())
    assert f"waits for the signature of {HOA.name}" in shown
    assert "chờ" in page(receipt, client(language="vi"))
    assert "hand-out-result" not in shown
    with reading(BINH, JUSTICE, "processing", today()):
        (paper,) = rows.papers(receipt.case)
    file = desk.get(f"/desk/cases/{receipt.number}/papers/{paper.id}").content
    assert paper.number not in hers.get(f"/my/cases/{receipt.case}").content.decode()
    assert hers.get(f"/my/cases/{receipt.case}/documents/{paper.id}").status_code == 404

    signed = signs(file)
    said = uploaded(desk, receipt, paper.id, signed)
    again = uploaded(desk, receipt, paper.id, signed)

    assert f"Issued as {paper.number}" in said
    assert f"Issued as {paper.number}" in again
    assert state(receipt) == ("", ["issued"])
    assert "Signature is Valid" in pdfsig(signed, office)
    told = by_file(signed, today())
    assert (told.outcome, told.competent) == (Outcome.GENUINE, True)
    assert paper.number in hers.get(f"/my/cases/{receipt.case}").content.decode()
    assert hers.get(f"/my/cases/{receipt.case}/documents/{paper.id}").content == signed
    told = [one[1] for one in stream(receipt.case)]
    assert told.count("issue") == told.count("take-in-paper") == told.count("hand-out-paper") == 1


def test_each_thing_that_is_wrong_with_the_file_is_said_in_both_languages_and_nothing_is_done(
    office, signs
):
    receipt = ready()
    leads(office, SON, "Lê Văn Sơn", "his.p12")
    leads(office, MINH, "Ông Minh", "minh.p12")
    old = certified(authority(SINCE, UNTIL), "Trần Thị Hoà", SINCE, date(2025, 6, 1))
    (office / "old.p12").write_bytes(old.file("hers alone"))
    holding.hold_key(JUSTICE, "elsewhere", "", old.pem, SINCE, actor=THE_OPERATOR, person=HOA.id)
    (office / "strange.p12").write_bytes(keyed("Kẻ lạ").file("hers alone"))
    with refused("no-such-leader"):
        handed_out(receipt)  # there are three, and nobody was chosen
    out = handed_out(receipt, leader=HOA.id)
    end("minh", JUSTICE, today(), actor=THE_OPERATOR)

    wrong = {
        "Nothing was signed": (out.pdf, "bears no signature", "chưa có chữ ký số"),
        "other bytes": (flipped(signs(out.pdf), 3_000), "not the file", "không phải tệp đã trao"),
        "painted over": (painted(signs(out.pdf)), "was changed", "đã bị thay đổi"),
        "a stranger": (signs(out.pdf, "strange.p12"), "not registered to sign", "không được đăng ký"),
        "no right any more": (signs(out.pdf, "minh.p12"), "not registered to sign", "không được đăng ký"),
        "another leader": (signs(out.pdf, "his.p12"), "names Ms Hoa as the signer", "nhưng Lê Văn Sơn"),
        "an old certificate": (signs(out.pdf, "old.p12"), "not valid on", "không có hiệu lực"),
    }  # fmt: skip
    for what, (pdf, en, vi) in wrong.items():
        assert en in uploaded(client(), receipt, out.id, pdf, key=what), what
        assert vi in uploaded(client(language="vi"), receipt, out.id, pdf, key=what), what
        assert state(receipt) == ("issue", ["handed-out"]), what

    assert brought(receipt, signs(out.pdf)).number == out.number
    assert state(receipt) == ("", ["issued"])


def test_while_it_waits_nothing_else_is_issued_and_what_is_dropped_is_handed_out_anew(
    office, signs
):
    receipt = ready()
    first = handed_out(receipt)
    assert handed_out(receipt) == first

    with refused("waits-elsewhere"):
        handed_out(receipt, key="h2")
    has_key(office, JUSTICE, "Sở Tư pháp tỉnh Một")
    with refused("waits-elsewhere"):
        verbs.issue(receipt.case, **by(BINH, on=today(), key="i"))
    desk = client()
    assert f'action="/desk/cases/{receipt.number}/issue"' not in page(receipt, desk)
    desk.post(f"/desk/cases/{receipt.number}/drop-result", {"key": "d", "words": "Ký sai"})

    assert state(receipt) == ("issue", ["dropped"])
    with refused("nothing-waits"):
        brought(receipt, signs(first.pdf))
    second = handed_out(receipt, key="h3")
    with refused("paper-other-bytes"):
        brought(receipt, signs(first.pdf))
    made = brought(receipt, signs(second.pdf))
    assert made == brought(receipt, (office / "out.pdf").read_bytes())
    assert state(receipt) == ("", ["dropped", "issued"])


def test_what_is_not_true_any_more_when_it_comes_back_is_not_issued(office, signs, monkeypatch):
    receipt = ready()
    out = handed_out(receipt)
    changed = replace(CERTIFICATE, slots=replace(CERTIFICATE.slots, lines=("Khác rồi",)))
    now = {"certificate": lambda told: [changed]}
    monkeypatch.setattr(drafts, "_drafters", drafts._drafters | now)

    with refused("paper-outdated"):
        brought(receipt, signs(out.pdf))

    assert state(receipt) == ("issue", ["handed-out"])


def test_only_who_may_issue_hands_out_and_takes_in_and_a_refusal_goes_the_same_way(office, signs):
    receipt = ready(outcome="refused", reason="not-entitled", words="Chưa đủ tuổi")
    seated(MINH)
    with refused("no-such-case"):
        told = by(MINH, agency="vn.02.justice", on=today(), key="m")
        issuing.hand_out_result(receipt.case, **told)
    out = handed_out(receipt)

    assert brought(receipt, signs(out.pdf)).number == out.number
    assert state(receipt) == ("", ["issued"])


@pytest.mark.skipif(not softhsm(), reason="SoftHSM2 is not installed")
def test_a_key_that_never_leaves_her_token_signs_the_result(office, program, tmp_path_factory):
    receipt = ready()
    folder, pair = tmp_path_factory.mktemp("hers"), keyed("Trần Thị Hoà")
    conf, chain = token(folder, {"hers": pair}), folder / "chain.pem"
    chain.write_text(pair.pem)
    out = handed_out(receipt)

    key = "|".join((softhsm(), str(conf), "hers", SECRET, str(chain)))
    signed = signed_outside(program, office, out.pdf, key=key)

    assert brought(receipt, signed).number == out.number
    assert by_file(signed, today()).outcome is Outcome.GENUINE
