"""Agencies' programs at work: one case through both bodies, and everything that a token does not open."""

from __future__ import annotations

import hashlib
import uuid
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings

from continuity.accounts import tokens
from continuity.accounts.people import end
from continuity.accounts.refused import Refused
from continuity.accounts.today import today
from continuity.casework import catalogue
from continuity.casework.cases import Personal
from continuity.casework.documents import drafts, holding
from continuity.casework.intake.applicants import prove
from continuity.journal.record import SYSTEM, Actor
from tests.elsewhere import another_program, signed_outside
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    stream,
)
from tests.integration.programs import Program, right, token, wrong
from tests.integration.service import CERTIFICATE, SON, VY, staffed
from tests.issuing import CERTIFICATE as PAPER
from tests.issuing import has_seal, housed, keyed
from tests.people import THE_OPERATOR, seated
from tests.unit.country import MARCH

BEFORE, AFTER = "2025-02-27", "2025-03-03"
FORM = {
    "procedure": "certificate", "place": GROUND,
    "personal": {"name": HER.name, "identity": HER.identity, "contact": HER.contact},
    "answers": {"purpose": "Xin việc làm", "second-phone": "0987 654 321"},
    "papers": ["identity-card"],
}  # fmt: skip

# What somebody's own program may file: a form that asks for no paper.
ALONE = {"procedure": "paperless", "place": GROUND, "answers": FORM["answers"]}


@pytest.fixture(scope="module")
def office(server):
    """The demo, in which a program lives on a chosen day; the decree of 1 March is in force."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        catalogue.load([replace(CERTIFICATE, code="paperless", evidence=())], SYSTEM)
        seated(LAN)
        enacted(MARCH)
        yield


def counter(on="2025-02-20"):
    return Program(token(CLERK, COUNTER), on)


def justice(actor=BINH, role="officer", on=BEFORE):
    return Program(token(actor, JUSTICE, role), on)


def police(actor=DUNG, role="officer", on=AFTER):
    return Program(token(actor, POLICE, role), on)


def taken_in(**changed):
    return right(counter().post("/cases", FORM | changed), 201)["number"]


def test_a_case_goes_from_the_counter_to_the_applicant_across_a_reform(office):
    number = taken_in()
    before = right(justice().get(f"/cases/{number}"))
    right(justice().act(number, "claim"))

    after = right(police().get(f"/cases/{number}"))
    right(counter(AFTER).act(number, "pay", way="cash"))
    right(police().act(number, "check", complete=True))
    right(police(VY).act(number, "review", agree=True))
    right(police(SON, "head").act(number, "decide", outcome="granted"))
    right(police().act(number, "issue"))
    right(police().act(number, "deliver", channel="counter"))
    done = right(police().get(f"/cases/{number}"))

    assert (before["agency"], after["agency"]) == (JUSTICE, POLICE)
    assert before["due"] == after["due"] == "2025-02-27"
    assert after["late"] == 2
    assert done["status"] == "delivered"
    assert [act["verb"] for act in done["acts"]][-3:] == ["decide", "issue", "deliver"]
    assert not [name for name in ("Lan", "0912", "001190") if name in str(done)]


def test_the_same_key_gives_the_first_answer_and_does_nothing_twice(office):
    desk, number = justice(), taken_in()
    program = counter()
    first = right(program.post("/cases", FORM, key="one"), 201)
    again = right(program.post("/cases", FORM, key="one"), 201)

    wrong(program.post("/cases", FORM | {"copies": 2}, key="one"), 409, "key-reused")
    right(desk.act(number, "claim", key="c"))
    right(desk.act(number, "claim", key="c"))

    acts = [act["verb"] for act in right(desk.get(f"/cases/{number}"))["acts"]]
    assert first == again
    assert acts.count("claim") == 1


def test_an_act_without_a_key_says_how_to_mend_it_in_both_languages(office):
    number = taken_in()

    en = wrong(justice().act(number, "claim", key=""), 400, "key-missing")
    vi = wrong(
        Program(token(BINH, JUSTICE), BEFORE, "vi").act(number, "claim", key=""), 400, "key-missing"
    )

    assert "Idempotency-Key" in en["detail"]
    assert "Idempotency-Key" in vi["detail"]
    assert en["title"] != vi["title"]


@pytest.mark.parametrize("address", ["/cases", "/cases/0000-0000-0001-96"])
def test_without_a_good_token_nothing_is_told(office, address):
    wrong(Program().get(address), 401, "no-token")
    wrong(Program("ct_nothing").get(address), 401, "wrong-token")
    answer = Program("ct_nothing").get(address)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_of_a_browser_opens_nothing_here(office):
    from continuity.accounts.models import Person

    client = Program().client
    client.force_login(Person.objects.get(pk=BINH.id))

    assert client.get("/api/v1/cases").status_code == 401


def test_mr_minhs_program_sees_nothing(office):
    number, his = taken_in(), Program(token(MINH, STRANGERS), BEFORE)

    wrong(his.get(f"/cases/{number}"), 404, "no-such-case")
    wrong(his.act(number, "claim"), 404, "no-such-case")
    asked = {"purpose": "processing", "groups": ["name"]}
    wrong(his.post(f"/cases/{number}/read", asked), 404, "no-such-case")
    assert number not in str(right(his.get("/cases")))


def test_personal_data_comes_by_groups_for_a_purpose_and_is_logged(office):
    number, desk = taken_in(), justice()

    read = right(
        desk.post(f"/cases/{number}/read", {"purpose": "processing", "groups": ["name", "answers"]})
    )
    refused = desk.post(f"/cases/{number}/read", {"purpose": "appeal", "groups": ["name"]})

    assert (read["name"], read["identity"], read["contact"]) == (HER.name, None, None)
    assert read["answers"] == {"purpose": "Xin việc làm"}
    wrong(refused, 403, "out-of-scope")
    [entry] = [one for one in stream(case_of(number)) if one[1] == "read"]
    assert entry[0] == BINH.id
    assert entry[2] == "processing"
    assert entry[3]["fields"] == ["answers", "name"]


def case_of(number):
    from continuity.casework.cases import by_number
    from continuity.casework.sight import reading

    with reading(CLERK, COUNTER, "intake", FILED):
        return by_number(number).id


def test_a_head_whose_program_is_an_officers_decides_nothing(office):
    hoa = Actor("p-both", "Ms Both")
    seated(hoa, ("officer", POLICE), ("head", POLICE))
    number = taken_in()
    right(counter(AFTER).act(number, "pay"))
    right(police().act(number, "check", complete=True))
    right(police(VY).act(number, "review", agree=True))

    as_officer = police(hoa).act(number, "decide", outcome="granted")
    assigning = police(hoa).act(number, "assign", person=VY.id)
    as_head = police(hoa, "head").act(number, "decide", outcome="granted")

    wrong(as_officer, 403, "step-seat")
    wrong(assigning, 403, "not-head")
    right(as_head)


def test_what_is_wrong_with_a_form_is_told_at_once_and_where(office):
    program = counter()
    told = wrong(
        program.post("/cases", FORM | {"answers": {"born": "31/02/1990", "x": "y"}, "papers": []}),
        422, "wrong-input",
    )  # fmt: skip
    nowhere = wrong(program.post("/cases", FORM | {"place": "atlantis"}), 422, "unknown-place")
    shape = wrong(program.post("/cases", {"procedure": 7}), 422, "wrong-input")

    assert {fault["pointer"] for fault in told["errors"]} == {
        "#/body/answers/purpose", "#/body/answers/born", "#/body/papers/identity-card",
        "#/body/answers/x",
    }  # fmt: skip
    assert [fault["pointer"] for fault in nowhere["errors"]] == ["#/body/place"]
    assert {fault["pointer"] for fault in shape["errors"]} == {"#/body/procedure", "#/body/place"}


def test_a_state_that_does_not_fit_is_a_conflict_with_its_reason(office):
    number = taken_in()
    paused = {"reason": "verification", "words": "Hỏi toà án"}
    right(justice().act(number, "pause", **paused))

    wrong(justice().act(number, "check", complete=True), 409, "paused")
    wrong(justice().act(number, "pause", reason="reorganisation", words="x"), 422, "no-reason")
    wrong(counter().act(number, "check", complete=True), 403, "not-competent")


def test_what_could_be_chosen_is_told_by_its_names_and_by_the_ids_that_a_program_sends(office):
    told = wrong(
        justice().act(taken_in(), "stop", reason="reorganisation", words="x"), 422, "no-ground"
    )

    [fault] = told["errors"]
    assert fault["pointer"] == "#/body/reason"
    assert "no answer came in time; the applicant has died" in fault["detail"]
    assert fault["detail"].endswith("(silence, death, court, no-object, incomplete)")


def test_the_list_is_paged_whole_and_in_order(office):
    numbers = {taken_in() for _ in range(5)}
    desk, seen, cursor = justice(), [], ""
    while cursor is not None:
        told = right(desk.get(f"/cases?limit=2{f'&cursor={cursor}' if cursor else ''}"))
        seen += [case["number"] for case in told["cases"]]
        cursor = told["next"]

    assert numbers <= set(seen)
    assert len(seen) == len(set(seen))
    wrong(desk.get("/cases?cursor=abc"), 422, "wrong-input")


def test_ms_lans_own_program_files_for_her_and_withdraws(office):
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
    hers = Program(token(LAN), "2025-02-20")

    wrong(hers.post("/cases", FORM), 422, "wrong-input")
    told = hers.post("/cases", ALONE | {"papers": ["identity-card"]})
    assert wrong(told, 422, "wrong-input")["errors"][0]["pointer"] == "#/body/papers"
    number = right(hers.post("/cases", ALONE), 201)["number"]
    wrong(hers.act(number, "claim"), 403, "not-for-purpose")
    read = right(
        hers.post(f"/cases/{number}/read", {"purpose": "applicant", "groups": ["identity"]})
    )
    right(hers.act(number, "withdraw"))

    assert read["identity"] == HER.identity
    assert right(hers.get(f"/cases/{number}"))["status"] == "withdrawn"


def test_an_officer_judges_no_case_of_their_own(office):
    prove("dung", Personal("Captain Dung", "001080000001", ""), actor=CLERK, agency=COUNTER,
          on=FILED, key="dungs")  # fmt: skip
    number = taken_in(personal={"name": "Dũng", "identity": "001 080 000 001"})

    wrong(police().act(number, "check", complete=True), 403, "own-case")
    right(police(VY).act(number, "check", complete=True))


def test_who_filed_online_does_not_check_it_as_an_officer(office):
    prove("vy", Personal("Ms Vy", "001080000002", ""), actor=CLERK, agency=COUNTER,
          on=FILED, key="vys")  # fmt: skip
    own = Program(token(VY), AFTER)
    number = right(own.post("/cases", ALONE), 201)["number"]

    wrong(police(VY).act(number, "receive"), 403, "own-case")
    right(police().act(number, "receive"))
    wrong(police(VY).act(number, "check", complete=True), 403, "own-case")


def test_rights_end_with_the_seat_with_the_token_and_with_its_days(office):
    leaver = Actor("p-leaver", "A leaver")
    seated(leaver, ("officer", JUSTICE))
    text = token(leaver, JUSTICE)
    right(Program(text, BEFORE).get("/cases"))

    end("leaver", JUSTICE, today(), actor=THE_OPERATOR)
    wrong(Program(text).get("/cases"), 403, "not-appointed")
    [made] = tokens.tokens("leaver")
    tokens.revoke(made.id, actor=THE_OPERATOR)
    wrong(Program(text, BEFORE).get("/cases"), 401, "wrong-token")
    with pytest.raises(Refused):
        tokens.bearer(text, today() - timedelta(days=1))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"agency": JUSTICE, "role": "head", "purposes": ("processing",)}, "not-seated"),
        ({"agency": POLICE, "role": "officer", "purposes": ("processing",)}, "not-seated"),
        ({"agency": JUSTICE, "role": "officer", "purposes": ("inspection",)}, "no-such-purpose"),
        ({"agency": JUSTICE, "role": "officer", "purposes": ("applicant",)}, "no-such-purpose"),
        ({"agency": JUSTICE, "role": "officer", "purposes": ()}, "no-such-purpose"),
        ({"purposes": ("processing",)}, "no-such-purpose"),
        ({"agency": JUSTICE, "role": "king"}, "no-role"),
    ],
)
def test_a_token_is_given_for_what_a_seat_may_and_nothing_else(office, told, code):
    with pytest.raises(Refused) as error:
        tokens.give("binh", today() + timedelta(days=1), actor=THE_OPERATOR, **told)

    assert error.value.code == code


def test_only_a_steward_gives_a_token_and_for_a_year_at_most(office):
    with pytest.raises(Refused) as his:
        tokens.give("binh", today() + timedelta(days=1), actor=BINH)
    with pytest.raises(Refused) as long:
        tokens.give("binh", today() + timedelta(days=400), actor=THE_OPERATOR)

    assert (his.value.code, long.value.code) == ("not-appointed", "token-days")


def test_outside_the_demo_nobody_chooses_the_day(office, monkeypatch):
    text = token(BINH, JUSTICE)
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", False)

    wrong(Program(text, BEFORE).get("/cases"), 400, "demo-only")
    right(Program(text).get("/cases"))


def test_the_feed_tells_each_agency_of_its_own_cases_page_by_page(office):
    number = taken_in()
    right(justice().act(number, "claim"))
    seen, asked = [], ""
    while True:
        page = right(justice().get(f"/events?limit=1{asked}"))
        seen += [(one["number"], one["verb"]) for one in page["events"]]
        if not page["more"]:
            break
        asked = f"&cursor={page['cursor']}"

    assert [verb for one, verb in seen if one == number] == ["file", "claim"]
    strangers = Program(token(MINH, STRANGERS), BEFORE)
    assert number not in str(right(strangers.get("/events?limit=500")))
    wrong(justice().get("/events?cursor=x"), 422, "wrong-input")


def test_a_leaders_token_signs_what_a_program_hands_out_and_takes_in(office, tmp_path, monkeypatch):
    drawn = {"certificate": lambda told: [PAPER]}
    monkeypatch.setattr(drafts, "_drafters", drafts._drafters | drawn)
    number, pair = taken_in(), keyed("Colonel Son")
    (tmp_path / "his.p12").write_bytes(pair.file("hers alone"))
    told = {"actor": THE_OPERATOR, "person": SON.id}
    holding.hold_key(POLICE, "elsewhere", "", pair.pem, date(2025, 1, 1), **told)
    right(counter(AFTER).act(number, "pay", way="cash"))
    right(police().act(number, "check", complete=True))
    right(police(VY).act(number, "review", agree=True))
    right(police(SON, "head").act(number, "decide", outcome="granted"))

    with housed(tmp_path), another_program() as program:
        wrong(police().act(number, "hand-out-result"), 409, "no-seal")
        has_seal(POLICE)
        wrong(police().act(number, "issue"), 409, "key-elsewhere")
        out = right(police().act(number, "hand-out-result", key="out"))
        assert right(police().act(number, "hand-out-result", key="out")) == out
        wrong(police().act(number, "take-in-result", file=out["file"]), 409, "paper-unsigned")
        right(police().act(number, "drop-result", words="Ký nhầm", key="drop"))
        right(police().act(number, "drop-result", words="Ký nhầm", key="drop"))
        out = right(police().act(number, "hand-out-result", leader=SON.id))
        pdf = signed_outside(program, tmp_path, b64decode(out["file"]), key="his.p12")
        back = {"file": b64encode(pdf).decode(), "key": "back"}
        made = right(police().act(number, "take-in-result", **back))
        assert right(police().act(number, "take-in-result", **back)) == made

        [paper] = right(police().get(f"/cases/{number}/papers"))["papers"]
        told = right(police().get(f"/cases/{number}/papers/{paper['id']}"))
        nothing = f"/cases/{number}/papers/{uuid.UUID(int=7)}"
        wrong(police().get(nothing), 404, "no-such-document")
        stranger = Program(token(MINH, STRANGERS), BEFORE)
        for asked in ("", f"/{paper['id']}"):
            wrong(stranger.get(f"/cases/{number}/papers{asked}"), 404, "no-such-case")

    assert (paper["number"], paper["status"], paper["agency"]) == (made["paper"], "issued", POLICE)
    assert (b64decode(told["file"]), told["digest"]) == (pdf, hashlib.sha256(pdf).hexdigest())
    assert made["paper"] == out["paper"]
    acts = [act["verb"] for act in right(police().get(f"/cases/{number}"))["acts"]]
    assert acts.count("issue") == 1
