"""The course of a case by its procedure, from the counter to the applicant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from continuity.casework import cases, catalogue, desk, names, verbs
from continuity.casework.page import page
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.casework.status import Status
from continuity.casework.story import story, words
from continuity.core.finding import Flawed
from continuity.core.procedure import Evidence, When, Words
from continuity.journal.record import SYSTEM
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
    LATER,
    MARCH_DAY,
    POLICE,
    enacted,
    refused,
    stream,
)
from tests.integration.service import (
    CERTIFICATE,
    DUE_DAY,
    HER_NUMBER,
    HOA,
    POLICE_TEAM,
    SON,
    TUAN,
    VY,
    by,
    decided,
    hers_by_law,
    online,
    staffed,
)
from tests.unit.country import MARCH


@pytest.fixture
def service(db):
    staffed()


def now(case, actor=BINH, agency=JUSTICE, on=LATER):
    with reading(actor, agency, "processing", on):
        return cases.one(case)


def test_a_case_is_due_and_costs_by_the_law_of_its_filing_day(service):
    case = now(hers_by_law().case)

    assert (case.procedure, case.version, case.status) == ("certificate", 1, Status.RECEIVED)
    assert (case.due, case.owed) == (DUE_DAY, 200_000)
    assert case.taken == {"intake": CLERK.id}
    assert case.step == "check"
    assert case.held == ("purpose", "second-phone", "identity-card")


def test_a_case_goes_from_the_counter_to_the_applicant(service):
    case = hers_by_law().case
    receipt = verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    verbs.claim(case, **by(BINH))
    decided(case, on=LATER)
    verbs.issue(case, **by(BINH, key="issue"))
    verbs.deliver(case, "counter", **by(CLERK, COUNTER, key="deliver"), counter=True)

    done = now(case)
    assert (done.status, done.outcome, done.owed, done.closed) == (
        Status.DELIVERED, "granted", 0, LATER,
    )  # fmt: skip
    assert receipt.startswith(done.number)
    assert [entry[1] for entry in stream(case)] == [
        "file", "pay", "claim", "check", "review", "decide", "issue", "deliver",
    ]  # fmt: skip


@pytest.mark.obligation("O-HP-12", "O-HD-14")
def test_filed_before_the_first_of_march_and_decided_after_it_by_the_new_body(service):
    receipt = hers_by_law()
    verbs.pay(receipt.case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    verbs.check(receipt.case, True, **by(BINH))
    enacted(MARCH)

    with refused("not-competent"):
        verbs.review(receipt.case, True, **by(TUAN, on=MARCH_DAY))
    team = POLICE_TEAM
    verbs.review(receipt.case, True, **by(team["second"], POLICE, MARCH_DAY))
    verbs.decide(receipt.case, "granted", **by(team["head"], POLICE, MARCH_DAY))

    case = now(receipt.case, DUNG, POLICE, MARCH_DAY)
    assert (case.number, case.due, case.outcome) == (receipt.number, DUE_DAY, "granted")
    assert case.taken["check"] == BINH.id


@pytest.mark.obligation("O-HP-12")
def test_what_is_held_or_paid_is_not_asked_for_again_by_whichever_body(service):
    case = hers_by_law().case
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    enacted(MARCH)

    told = by(DUNG, POLICE, MARCH_DAY)
    for item, code in (
        ("identity-card", "held-already"),
        ("purpose", "held-already"),
        ("fee", "paid-already"),
        ("record", "drawn"),
        ("blood-group", "unknown-item"),
    ):
        with refused(code):
            verbs.ask_supplement(case, [item], "Xin bổ sung", **told)
    with refused("paid-already"):
        verbs.pause(case, "payment", **told)
    with refused("paid-already"):
        verbs.pay(case, **told)


@pytest.mark.obligation("O-HP-12")
def test_what_the_old_body_did_is_done_again_only_for_a_reason_of_the_closed_list(service):
    case = hers_by_law(exemption="poor").case
    verbs.check(case, True, **by(BINH))
    enacted(MARCH)
    second, head = by(VY, POLICE, MARCH_DAY), by(SON, POLICE, MARCH_DAY)

    for reason, code in (("", "anothers-step"), ("reorganisation", "no-ground")):
        with refused(code):
            verbs.hand_back(case, "check", "Cơ quan mới muốn kiểm tra lại", **head, reason=reason)
        with refused(code):
            verbs.review(case, False, "Cơ quan mới muốn kiểm tra lại", **second, reason=reason)
    verbs.review(case, False, "Căn cước của người khác", **second, reason="mistake")

    assert now(case, DUNG, POLICE, MARCH_DAY).step == "check"
    verbs.check(case, True, **by(DUNG, POLICE, MARCH_DAY))
    verbs.hand_back(case, "check", "Cùng một cơ quan", **head)


@pytest.mark.obligation("O-HP-12")
def test_a_paper_that_was_found_good_is_asked_for_again_only_for_a_new_fact(service):
    case = hers_by_law(exemption="poor").case
    verbs.check(case, True, **by(BINH))
    enacted(MARCH)
    verbs.hand_back(case, "check", "Xem lại", **by(SON, POLICE, MARCH_DAY), reason="new-fact")

    told = by(DUNG, POLICE, MARCH_DAY)
    for fault in ("unfit", "illegible"):
        with refused("checked-complete"):
            verbs.check(case, False, **told, faulty={"identity-card": fault}, words="Mẫu cũ")
    assert "identity-card" in now(case, DUNG, POLICE, MARCH_DAY).held
    verbs.check(case, False, **told, faulty={"identity-card": "forged"}, words="Giám định")

    assert "identity-card" not in now(case, DUNG, POLICE, MARCH_DAY).held


def test_a_dossier_is_complete_with_all_that_is_asked_of_this_applicant_and_no_sooner(service):
    visa = Evidence("visa", Words("Thị thực", "Visa"), when=When("purpose", ("Du học",)))
    papers = (*CERTIFICATE.evidence, visa)
    catalogue.load([replace(CERTIFICATE, code="abroad", evidence=papers)], SYSTEM)
    student = verbs.file(
        "abroad", GROUND, FILED, HER, {"purpose": "Du học"}, actor=CLERK, agency=COUNTER, key="s",
        papers=("identity-card", "visa"),
    ).case  # fmt: skip
    worker = verbs.file(
        "abroad", GROUND, FILED, HER, {"purpose": "Xin việc"}, actor=CLERK, agency=COUNTER, key="w",
        papers=("identity-card",),
    ).case  # fmt: skip
    verbs.check(student, False, **by(BINH), faulty={"visa": "expired"}, words="Hết hạn")
    with refused("not-complete"):
        verbs.check(student, True, **by(BINH, key="c"))
    with refused("ask-first"):
        verbs.stop(student, "incomplete", "Thiếu thị thực", **by(BINH, key="s"))
    with refused("not-whole"):
        verbs.ask_supplement(student, ["residence"], "Thiếu", **by(BINH, key="a"))
    verbs.ask_supplement(student, ["visa"], "Thị thực còn hạn", **by(BINH, key="a"))
    own = {"actor": LAN, "identity": HER_NUMBER, "on": LATER, "key": "own"}
    verbs.answer_supplement(student, {}, papers=["visa"], **own)
    with refused("nothing-missing"):
        verbs.stop(student, "incomplete", "Thiếu thị thực", **by(BINH, key="s"))
    verbs.check(student, False, **by(BINH, key="f"), faulty={"visa": "forged"}, words="Giả")
    verbs.stop(student, "incomplete", "Vẫn thiếu thị thực", **by(BINH, key="s"))
    with refused("illegal-move"):
        verbs.stop(student, "death", "Lần nữa", **by(BINH, key="twice"))

    verbs.check(worker, True, **by(BINH, key="w"))
    assert (now(student).status, now(worker).step) == (Status.STOPPED, "review")


def test_a_supplement_is_asked_for_once_and_the_clock_runs_on_with_what_was_left(service):
    case = hers_by_law().case
    asked = date(2025, 2, 25)
    faulty = {"identity-card": "illegible"}
    verbs.check(case, False, **by(BINH, on=asked), faulty=faulty, words="Bản sao mờ")
    with refused("not-whole"):
        verbs.ask_supplement(case, ["residence"], "Nộp lại", **by(BINH, on=asked, key="a"))
    items = ["identity-card", "residence"]
    verbs.ask_supplement(case, items, "Nộp lại", **by(BINH, on=asked, key="a"))

    own = {"actor": LAN, "identity": HER_NUMBER, "on": date(2025, 3, 4), "key": "x"}
    with reading(LAN, "", "applicant", LATER, identity=HER_NUMBER):
        assert page(case).asked == ("identity-card", "residence", "fee")
    with refused("still-missing"):
        verbs.answer_supplement(case, {}, papers=["identity-card"], **own)
    with refused("not-asked"):
        verbs.answer_supplement(case, {"purpose": "Du học"}, papers=items, **own)
    verbs.answer_supplement(case, {}, papers=items, **own)

    done = now(case, on=date(2025, 3, 4))
    assert (done.status, done.paused, done.due) == (Status.PROCESSING, False, date(2025, 3, 6))
    with refused("asked-before"):
        verbs.ask_supplement(case, ["born"], "Thêm", **by(BINH, on=date(2025, 3, 5)))


def test_what_is_wrong_with_a_form_is_told_all_at_once(service):
    with pytest.raises(Flawed) as wrong:
        hers_by_law(answers={"second-phone": "x"}, papers=())

    assert {f.values["field"] for f in wrong.value.findings} == {
        "purpose", "second-phone", "identity-card",
    }  # fmt: skip


@pytest.mark.obligation("O-BCA-18")
def test_nobody_does_it_all_and_the_second_look_is_anothers(service):
    case = hers_by_law().case
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    verbs.check(case, True, **by(BINH))

    for wrong in (
        lambda: verbs.review(case, True, **by(BINH, key="r")),
        lambda: verbs.check(case, True, **by(TUAN, key="c")),
    ):
        with pytest.raises((Flawed, Refused)):
            wrong()
    verbs.review(case, True, **by(TUAN))
    with pytest.raises(Flawed):
        verbs.decide(case, "granted", **by(BINH, key="d"))
    verbs.decide(case, "granted", **by(HOA))


def test_a_refusal_has_a_ground_of_the_closed_list_and_words(service):
    case = hers_by_law().case
    verbs.check(case, True, **by(BINH))
    verbs.review(case, True, **by(TUAN))

    for reason, said in (("reorganisation", "vì sắp xếp"), ("", "x"), ("not-entitled", " ")):
        with refused("no-words" if not said.strip() else "no-ground"):
            verbs.decide(case, "refused", **by(HOA), reason=reason, words=said)
    verbs.decide(case, "refused", **by(HOA), reason="not-entitled", words="Dưới 16 tuổi")

    with reading(BINH, JUSTICE, "processing", LATER):
        decision = story(case).decision
        assert decision.told["reason"] == "not-entitled"
        assert words(case, decision.id) == "Dưới 16 tuổi"
    assert "16 tuổi" not in str(stream(case))


def test_filed_online_it_is_received_by_the_competent_agency_or_not_with_reasons(service):
    one, two = online("1").case, online("2").case
    with refused("not-received"):
        verbs.claim(one, **by(BINH))
    verbs.receive(one, **by(BINH))
    with refused("no-ground"):
        verbs.refuse_receipt(two, "reorganisation", "x", **by(BINH, key="r"))
    verbs.refuse_receipt(two, "duplicate", "Trùng hồ sơ", **by(BINH, key="r"))

    assert (now(one).status, now(one).taken) == (Status.RECEIVED, {"intake": BINH.id})
    assert now(two).status is Status.NOT_RECEIVED


def test_a_name_is_found_without_its_marks_by_who_may_see_the_case(service):
    receipt = hers_by_law()

    with reading(BINH, JUSTICE, "processing", LATER):
        for text in ("nguyen thi lan", "LAN NGUYỄN", receipt.number, "001 190 123 456"):
            assert [case.id for case in names.search(text)] == [receipt.case], text
        assert names.search("Nguyễn Thị Hoa") == []
    with reading(DUNG, POLICE, "processing", LATER):
        assert names.search("nguyen thi lan") == []


def test_the_desk_is_filtered_by_who_what_and_when(service):
    made = [hers_by_law(f"k{n}").case for n in range(3)]
    verbs.claim(made[0], **by(BINH))
    verbs.check(made[1], True, **by(TUAN))

    with reading(BINH, JUSTICE, "processing", date(2025, 2, 28)):
        for wanted, found in (
            (desk.Wanted(mine=True), made[:1]),
            (desk.Wanted(unclaimed=True), made[1:]),
            (desk.Wanted(step="review"), made[1:2]),
            (desk.Wanted(late=True), made),
            (desk.Wanted(procedure="other"), []),
            (desk.Wanted(after=(DUE_DAY, made[1])), made[2:]),
        ):
            assert [case.id for case in desk.desk(wanted=wanted)] == found, wanted
        assert desk.load(desk.shares()) == [desk.Load("", 2, 2), desk.Load(BINH.id, 1, 1)]
        assert desk.counts(desk.shares()) == [
            desk.Count("certificate", "check", "processing", 1, 1),
            desk.Count("certificate", "check", "received", 1, 1),
            desk.Count("certificate", "review", "processing", 1, 1),
        ]
    with reading(DUNG, POLICE, "processing", LATER):
        assert desk.load(desk.shares()) == []
