"""Ms Lan's way through the citizen's pages, as a browser without script goes it; and Mr Minh's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.casework import catalogue, verbs
from continuity.casework.intake.applicants import prove
from continuity.casework.intake.tracking import code
from continuity.core.procedure import Basis, Term, Unit, Words
from continuity.journal.record import SYSTEM
from tests.intake import CLEAN, SEAL
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    HER,
    JUSTICE,
    LAN,
    MINH,
    enacted,
    peopled,
)
from tests.papers import pdf, png
from tests.people import seated
from tests.totp import code as one_time
from tests.unit.country import MARCH

DRAFTS = ("draft-next", "draft-check", "draft-discard", "draft-paper", "draft-page")
BY = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="module")
def site(server, tmp_path_factory):
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_HOME", str(tmp_path_factory.mktemp("home")))
        peopled()
        seated(LAN)
        catalogue.forget()
        catalogue.load([CLEAN, SEAL], SYSTEM)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        yield


def client(actor=LAN, **options):
    asking = Client(SERVER_NAME="localhost", raise_request_exception=False, **options)
    asking.cookies["language"] = "en"
    if actor:
        asking.force_login(Person.objects.get(id=actor.id), BY)
    return asking


def said(response):
    """The text of a page, as one reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def begun(asking, procedure=CLEAN):
    """The address of a new draft, and the page that it leads to."""
    page = asking.post(f"/services/{procedure.code}/apply", follow=True)
    return page.redirect_chain[0][0], page


def picture(name="chân dung.png"):
    return SimpleUploadedFile(name, png(), "text/html")


def written(asking):
    """A whole application, up to the page that shows everything."""
    draft, _ = begun(asking)
    asking.post(f"{draft}/place", {"f-place": "Xã Đông"})
    asking.post(f"{draft}/q-phone", {"f-phone": "0912 345 678"})
    asking.post(f"{draft}/q-purpose", {"f-purpose": "other"})
    asking.post(f"{draft}/q-which", {"f-which": "Đi học\nở nước ngoài"})
    asking.post(f"{draft}/p-portrait", {"file": picture(), "more": "1"})
    asking.post(f"{draft}/p-portrait", {"on": "1"})
    asking.post(f"{draft}/p-decision", {"on": "1"})
    asking.post(f"{draft}/fee", {"f-exemption": "student"})
    return draft


def filed(asking):
    sent = asking.post(f"{written(asking)}/check", follow=True)
    return re.search(r"/my/cases/([0-9a-f-]{36})", sent.redirect_chain[-1][0])[1]


def test_everyday_words_find_a_service_and_its_page_is_made_from_its_data(site):
    anybody = client(None)

    found = said(anybody.get("/services?q=xac nhan khong tien an"))
    assert "Criminal record certificate" in found
    assert "Register a new seal" not in found
    assert "No service fits" in said(anybody.get("/services?q=<script>xyzzy"))

    page = said(anybody.get("/services/clean-record"))
    for fact in (
        "A portrait",
        "5 working days",
        "200,000 VND",
        "Pupil or student: 100,000 VND",
        "28/2009/QH12",
    ):
        assert fact in page
    assert anybody.get("/services/nothing").status_code == 404
    assert (
        "/sign-in?next=/services/clean-record/apply"
        in anybody.get("/services/clean-record/apply").url
    )


def test_ms_lan_applies_a_page_at_a_time_and_sends_it_once(site):
    lan = client()
    draft, first = begun(lan)
    assert first.redirect_chain[-1][0].endswith("/place")
    draft = written(lan)
    everything = said(lan.get(f"{draft}/check"))
    for answer in (
        "Nguyễn Thị Lan",
        "Xã Đông",
        "0912 345 678",
        "Other",
        "Đi học",
        "chân dung.png",
        "100,000 VND",
    ):
        assert answer in everything

    assert "The result of this service is in Vietnamese only" in everything
    one, two = (lan.post(f"{draft}/check", {"told": "vi"}) for _ in range(2))
    assert one.status_code == two.status_code == 303
    assert one.url == f"{two.url}/sent"
    assert Person.objects.get(id=LAN.id).language == "vi"  # chosen on a page in English
    after = said(lan.get(one.url))
    number = re.search(r"\d{4}-\d{4}-\d{4}-\d{2}", after)[0]
    assert "Sở Tư pháp" in after or "Justice" in after
    mine = said(lan.get("/my"))
    assert mine.count(number) == 1
    slip = lan.get(one.url.replace("/sent", "/slip"))
    assert code(number) in said(slip)
    assert "<svg" in slip.content.decode()


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(site):
    lan = client()
    draft, _ = begun(lan)

    wrong = lan.post(f"{draft}/q-phone", {"f-phone": "hello <b>"})

    assert wrong.status_code == 422
    html = wrong.content.decode()
    assert 'href="#f-phone"' in html
    assert 'aria-describedby="f-phone-hint f-phone-error"' in html
    assert 'value="hello &lt;b&gt;"' in html
    assert "hello &lt;b&gt;" in lan.get(f"{draft}/q-phone").content.decode()
    for text, told in (
        ("", "Enter an address"),
        ("nowhere", "No commune"),
        ("01", "This does not"),
    ):
        place = lan.post(f"{draft}/place", {"f-place": text})
        assert place.status_code == 422
        assert told in said(place)
    empty = said(lan.post(f"{draft}/check"))
    assert "This was not sent yet" in empty
    assert "is no telephone number" in empty
    assert "The place is missing" in empty
    assert "“A portrait” is missing" in empty


def test_a_question_that_hangs_on_an_answer_comes_only_after_it(site):
    lan = client()
    draft, _ = begun(lan)
    assert lan.get(f"{draft}/q-which").status_code == 303
    on = lan.post(f"{draft}/q-purpose", {"f-purpose": "work"})
    assert on.url.endswith("/p-portrait")
    on = lan.post(f"{draft}/q-purpose", {"f-purpose": "other"})
    assert on.url.endswith("/q-which")


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"<html><script>alert(1)</script>", "a.png", "of no kind that is taken"),
        (pdf(b"/OpenAction << /JS (x) >>"), "a.pdf", "holds a program"),
        (b"", "a.pdf", "empty"),
        (pdf() + bytes(11 << 20), "a.pdf", "at most 10"),
        (pdf() + bytes(22 << 20), "a.pdf", "at most 10"),
    ],
)
def test_a_file_that_is_not_taken_is_told_beside_the_field(site, content, name, told):
    lan = client()
    draft, _ = begun(lan)

    refused = lan.post(
        f"{draft}/p-portrait", {"file": SimpleUploadedFile(name, content), "more": "1"}
    )

    assert refused.status_code == 422
    assert told in said(refused)
    assert 'id="file-error"' in refused.content.decode()


def test_a_paper_is_given_out_to_be_saved_and_never_as_a_page(site):
    lan = client()
    case = filed(lan)
    page = lan.get(f"/my/cases/{case}").content.decode()
    (link,) = re.findall(rf"/my/cases/{case}/papers/[0-9a-f-]+", page)

    given = lan.get(link)

    assert given.content == png()
    assert given["Content-Type"] == "image/png"
    assert given["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''ch%C3%A2n%20dung.png"
    )
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in given["Cache-Control"]
    assert "papers" in said(lan.get(f"/my/cases/{case}"))


def test_a_session_that_ended_takes_nothing_that_was_typed(site):
    lan = client()
    draft, _ = begun(lan)
    lan.cookies.pop(settings.SESSION_COOKIE_NAME)

    ended = lan.post(f"{draft}/q-phone", {"f-phone": "0912 999 888"})
    assert ended.url == f"/sign-in?next={draft}/q-phone"
    minh = client(MINH)
    minh.cookies["resume"] = lan.cookies["resume"].value
    assert minh.get(f"{draft}/q-phone").status_code == 404

    lan.force_login(Person.objects.get(id=LAN.id), BY)
    back = lan.get(f"{draft}/q-phone")
    assert "0912 999 888" in back.content.decode()
    assert "Your session had ended" in said(back)
    assert "Your session had ended" not in said(lan.get(f"{draft}/q-phone"))
    assert "0912 999 888" in client().get(f"{draft}/q-phone").content.decode()


def test_what_is_asked_for_is_given_and_the_clock_runs_on(site):
    lan = client()
    case = filed(lan)
    on = today()
    told = {"actor": BINH, "agency": JUSTICE, "on": on}
    seated(BINH)
    verbs.receive(case, key="receive", **told)
    verbs.check(case, False, key="check", faulty={"portrait": "illegible"}, **told)
    verbs.ask_supplement(case, ["portrait"], "Ảnh bị mờ, xin gửi lại.", key="ask", **told)

    page = said(lan.get(f"/my/cases/{case}"))
    assert "What is asked of you now" in page
    assert "A portrait" in page
    assert "The clock stands still" in page
    assert "Ảnh bị mờ" in said(lan.get(f"/my/cases/{case}/supplement"))
    draft = lan.post(f"/my/cases/{case}/supplement").url
    assert lan.post(f"/my/cases/{case}/supplement").url == draft
    assert "missing" in said(lan.post(f"{draft}/check")).lower()
    lan.post(f"{draft}/p-portrait", {"file": picture("rõ hơn.png"), "more": "1"})
    for _ in range(2):
        assert lan.post(f"{draft}/check").url == f"/my/cases/{case}"

    after = said(lan.get(f"/my/cases/{case}"))
    assert "Nothing is asked of you" in after or "Still to be paid" in after
    assert "rõ hơn.png" in after
    assert "You gave what was asked for" in after
    assert "Officer Binh" not in after.split("Who read")[0]


def test_a_case_is_withdrawn_after_being_asked_once_more(site):
    lan = client()
    case = filed(lan)
    assert "Withdraw this case?" in said(lan.get(f"/my/cases/{case}/withdraw"))

    for _ in range(2):
        lan.post(f"/my/cases/{case}/withdraw", {"words": "Không cần nữa"})

    page = said(lan.get(f"/my/cases/{case}"))
    assert "Withdrawn by you" in page
    assert "It can no longer be withdrawn" in said(lan.get(f"/my/cases/{case}/withdraw"))


def test_a_case_is_followed_without_signing_in_and_tries_are_counted(site):
    lan = client()
    page = said(lan.get(f"/my/cases/{filed(lan)}"))
    number = re.search(r"\d{4}-\d{4}-\d{4}-\d{2}", page)[0]
    anybody = client(None)

    seen = anybody.post("/track", {"number": number.replace("-", ""), "code": code(number).lower()})
    assert "Sent, to be taken in" in said(seen)
    assert "Lan" not in said(seen)
    wrong = [anybody.post("/track", {"number": number, "code": "AAAA-AAAA"}) for _ in range(5)]
    assert {response.status_code for response in wrong[:4]} == {404}
    assert wrong[4].status_code == 429
    assert anybody.post("/track", {"number": number, "code": code(number)}).status_code == 429
    other = anybody.post("/track", {"number": "0000-0009-9999-42", "code": "AAAA-AAAA"})
    assert "There is no case with this number and this code" in said(other)
    assert "There is no case with this number and this code" in said(wrong[0])
    assert anybody.post("/track", {}).status_code == 422
    assert number in anybody.get(f"/track?number={number}").content.decode()


def test_somebody_signs_up_writes_everything_and_files_once_their_identity_is_proved(site):
    an = client(None)
    assert an.post("/sign-up", {"name": "", "login": "An An"}).status_code == 422
    assert an.post("/sign-up", {"name": "Trần Văn An", "login": "An An"}).status_code == 422
    first = an.post("/sign-up", {"name": "Trần Văn An", "login": "an.tran"}).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', first)[1]
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", first)[1]
    own = "four words that do not belong"
    an.post(
        "/sign-in/first", {"ticket": ticket, "new": own, "again": own, "code": one_time(secret)}
    )
    draft = written(an)

    unproved = said(an.post(f"{draft}/check"))
    assert "identity is not proved yet" in unproved
    assert "an.tran" in said(an.get("/my"))
    his = replace(HER, name="Trần Văn An", identity="001090000001")
    prove("an.tran", his, actor=CLERK, agency=COUNTER, on=today(), key="p2")
    assert an.post(f"{draft}/check").url.endswith("/sent")
    again = an.post("/sign-up", {"name": "Another", "login": "an.tran"})
    assert again.status_code == 422


def test_mr_minh_is_told_of_no_case_and_no_draft_that_is_not_his(site):
    lan, minh = client(), client(MINH)
    case, draft = filed(lan), begun(lan)[0].rsplit("/", 1)[-1]
    paper = re.search(r"/papers/([0-9a-f-]+)", lan.get(f"/my/cases/{case}").content.decode())[1]
    patterns = get_resolver("continuity.web.urls").url_patterns
    known = {getattr(one, "name", "") or "" for one in patterns}
    ours = [name for name in known if name.startswith("my-") or name in DRAFTS]
    assert len(ours) == 13 + len(DRAFTS)

    for name in ours:
        args = [case if name.startswith("my-") else draft]
        args += [paper] if name.endswith(("paper", "document", "crossed")) else []
        args += ["place"] if name == "draft-page" else []
        path = reverse(f"web:{name}", args=args)
        for answer in (minh.get(path), minh.post(path, {"f-place": "x", "words": "x"})):
            assert answer.status_code in (404, 405), name
        for answer in (client(None).get(path), client(None).post(path)):
            assert answer.status_code in (302, 405), name
            assert "sign-in" in answer.get("Location", "sign-in")
    assert lan.get(f"/my/cases/{case}").status_code == 200


def test_a_form_that_is_flooded_or_broken_is_answered_with_a_word(site):
    lan = client()
    draft, _ = begun(lan)
    for body in ({"f-phone": "x" * 50_000}, {"f-phone": "\0\u202e"}, {}, {"f-phone": ["a", "b"]}):
        answer = lan.post(f"{draft}/q-phone", body)
        assert answer.status_code == 422
    assert lan.post(f"{draft}/p-portrait", {"file": "no file"}).status_code == 422
    assert lan.post(f"{draft}/fee", {"f-exemption": "prince"}).status_code == 303
    assert lan.get(f"{draft}/nothing").status_code == 303
    assert lan.get("/my/drafts/00000000-0000-0000-0000-000000000000").status_code == 404
    assert lan.get(f"/services?q={'x' * 5000}").status_code == 200
    kind = "multipart/form-data; boundary=x"
    cut = lan.generic("POST", f"{draft}/p-portrait", b"--x\r\nContent-Disp", content_type=kind)
    assert cut.status_code in (400, 403, 422)


def test_a_draft_tells_until_when_it_is_kept_and_is_thrown_away_when_asked(site):
    lan = client()
    draft, _ = begun(lan)
    last = today() + timedelta(days=29)
    assert draft.rsplit("/", 1)[-1] in lan.get("/my").content.decode()
    assert f"kept until the end of {last.day}" in said(lan.get("/my"))

    assert lan.post(f"{draft}/discard").url == "/my"
    assert lan.get(draft).status_code == 404


def test_the_page_of_a_case_stays_true_through_a_reform(site):
    """O-BCA-04. Last in this file, since the reform stays in force."""
    lan = client()
    case = filed(lan)
    before = said(lan.get(f"/my/cases/{case}"))
    enacted(MARCH)

    after = said(lan.get(f"/my/cases/{case}"))

    for told in (r"\d{4}-\d{4}-\d{4}-\d{2}", r"Result due [^(]+? 2026|Result due \d+ \w+ \d{4}"):
        assert re.search(told, before)[0] == re.search(told, after)[0]
    who = [re.search("Who has it now, and why (.+?) from", page)[1] for page in (before, after)]
    assert "Justice" in who[0] or "Tư pháp" in who[0]
    assert "Police" in who[1] or "Công an" in who[1]


def test_she_sees_what_newer_rules_change_and_chooses_them_once(site):
    lan = client()
    case = filed(lan)
    address = f"/my/cases/{case}/law"
    assert "Newer rules" not in said(lan.get(f"/my/cases/{case}"))
    assert lan.get(address).status_code == 302
    refused_ = lan.post(address)
    assert refused_.status_code == 422
    extra = replace(
        CLEAN.evidence[1], id="residence", label=Words("Giấy cư trú", "Proof of residence")
    )
    newer = replace(
        CLEAN, version=2, since=today(), term=Term(9, Unit.WORKING_DAYS),
        evidence=(CLEAN.evidence[0], extra), bases=(Basis("81/2025/QH15"),),
    )  # fmt: skip
    catalogue.load([newer], SYSTEM)

    assert "Newer rules since" in said(lan.get(f"/my/cases/{case}"))
    page = said(lan.get(address))
    for change in (
        "It takes 9 working days, before 5 working days",
        "It stands on 81/2025/QH15",
        "A paper more: Proof of residence",
        "A paper less: An old decision",
        "Due on",
    ):
        assert change in page
    assert client(MINH).get(address).status_code == 404
    assert client(MINH).post(address).status_code == 404
    for _ in range(2):
        assert lan.post(address, {"from": "1"}).status_code == 303

    assert "Newer rules" not in said(lan.get(f"/my/cases/{case}"))
    assert "You chose the newer rules" in said(lan.get(f"/my/cases/{case}"))
