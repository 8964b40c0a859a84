"""Who else has to do with a case: its applicant, the counter, an agency that is asked, a head."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from continuity.casework import cases, catalogue, verbs
from continuity.casework.late import late
from continuity.casework.page import page
from continuity.casework.sight import reading, working
from continuity.casework.status import Status
from continuity.casework.story import story, words
from continuity.core.finding import Flawed
from continuity.core.procedure import plain
from continuity.journal.record import SYSTEM
from continuity.packs.vn.law import cutover_table
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    refused,
    seen,
)
from tests.integration.service import (
    ANSWERS,
    CERTIFICATE,
    DUE_DAY,
    HER_NUMBER,
    HOA,
    SHORTER,
    TUAN,
    VY,
    by,
    decided,
    hers_by_law,
    online,
    staffed,
)
from tests.unit.country import MARCH

OWN = {"actor": LAN, "identity": HER_NUMBER, "on": LATER}


@pytest.fixture
def service(db):
    staffed()


def now(case, actor=BINH, agency=JUSTICE, on=LATER):
    with reading(actor, agency, "processing", on):
        return cases.one(case)


# The applicant


def test_ms_lan_withdraws_her_own_case_until_it_is_decided_and_nobody_elses(service):
    one, two = hers_by_law("1").case, hers_by_law("2", exemption="poor").case
    other = hers_by_law("3", personal=replace(HER, identity="002")).case
    decided(two)

    with refused("no-such-case"):
        verbs.withdraw(other, **OWN, key="w")
    with refused("decided"):
        verbs.withdraw(two, **OWN, key="w")
    verbs.withdraw(one, "Không cần nữa", **OWN, key="w")

    assert (now(one).status, now(one).closed) == (Status.WITHDRAWN, LATER)


def test_ms_lan_cannot_bring_her_case_to_where_only_an_officer_may(service):
    case = online().case
    for change in ("status = 'done'", "status = 'delivered', closed = '2025-02-27'"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            reading(LAN, "", "applicant", LATER, identity=HER_NUMBER),
        ):
            connection.cursor().execute(f"update casework_case set {change}")
    assert now(case).status is Status.REGISTERED


def test_her_answers_are_read_by_groups_and_each_reading_is_an_entry(service):
    case = hers_by_law().case

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.answers(case) == {"purpose": "Xin việc làm", "second-phone": "+84987654321"}
        assert cases.answers(case, ["contact"]) == {"second-phone": "+84987654321"}
        assert cases.personal(case)["contact"] == HER.contact
        with connection.cursor() as cursor:
            cursor.execute(
                "select content from journal_entry where verb = 'read' order by number desc limit 2"
            )
            assert '"contact"' in cursor.fetchone()[0]


def test_an_answer_to_a_supplement_is_sealed_with_its_group(service):
    case = hers_by_law(answers={"purpose": "Xin việc"}).case
    items = ["born", "second-phone"]
    verbs.ask_supplement(case, items, "Bổ sung", **by(BINH))

    with pytest.raises(Flawed):
        verbs.answer_supplement(case, {"born": "x", "second-phone": "0911222333"}, **OWN, key="a")
    given = {"born": "5/3/1990", "second-phone": "0911 222 333"}
    verbs.answer_supplement(case, given, actor=CLERK, agency=COUNTER, on=LATER, key="a")

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.answers(case, ["answers"]) == {"purpose": "Xin việc", "born": "1990-03-05"}
        assert cases.answers(case, ["contact"]) == {"second-phone": "+84911222333"}
        assert cases.personal(case, ["contact"]) == {"contact": HER.contact}


def test_the_applicant_may_choose_the_new_law_and_keeps_what_was_done(service):
    case = hers_by_law().case
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="p")
    verbs.check(case, True, **by(BINH))
    with refused("same-law"):
        verbs.choose_law(case, **OWN, key="l")
    catalogue.load([SHORTER], SYSTEM)

    assert now(hers_by_law("2").case).version == 1
    assert now(hers_by_law("3", filed=date(2025, 2, 24)).case).version == 2
    verbs.choose_law(case, actor=LAN, identity=HER_NUMBER, on=date(2025, 2, 24), key="l")

    after = now(case)
    assert (after.version, after.step, after.owed) == (2, "review", 0)
    assert after.due == date(2025, 2, 25)


# The counter that took it in


def test_the_counter_takes_money_and_hands_out_and_another_counter_does_not(service):
    case = hers_by_law().case
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="p")
    decided(case)
    verbs.issue(case, **by(BINH, key="i"))

    with refused("no-such-case"):
        verbs.deliver(case, "counter", **by(MINH, STRANGERS), counter=True)
    with refused("not-competent"):
        verbs.claim(case, **by(CLERK, COUNTER))
    verbs.deliver(case, "counter", **by(CLERK, COUNTER), counter=True)
    assert now(case).status is Status.DELIVERED


def test_a_ground_to_pay_less_is_of_the_closed_list_and_is_recognised_once(service):
    with refused("no-exemption"):
        hers_by_law(exemption="elderly")
    free, half = hers_by_law("1", exemption="poor").case, hers_by_law("2").case
    verbs.waive(half, "student", **by(BINH))

    assert (now(free).owed, now(half).owed) == (0, 100_000)
    with refused("no-exemption"):
        verbs.waive(half, "student", **by(BINH, key="2"))
    with refused("no-way"):
        verbs.pay(half, "cash", **OWN, key="p")
    verbs.pay(half, actor=CLERK, agency=COUNTER, on=LATER, key="p")
    with reading(BINH, JUSTICE, "processing", LATER):
        told = [(line.kind, line.amount, line.exemption) for line in story(half).payments]
    assert told == [("charged", 200_000, ""), ("waived", 100_000, "student"), ("paid", 100_000, "")]


def test_a_better_ground_may_be_recognised_after_another_one(service):
    case = hers_by_law().case
    verbs.waive(case, "student", **by(BINH))
    verbs.waive(case, "poor", **by(BINH, key="better"))

    assert now(case).owed == 0
    with refused("paid-already"):
        verbs.waive(case, "student", **by(BINH, key="worse"))
    with reading(BINH, JUSTICE, "processing", LATER):
        told = [(line.kind, line.amount) for line in story(case).payments]
    assert told == [("charged", 200_000), ("waived", 100_000), ("waived", 0)]


def test_a_clock_that_waits_for_money_runs_on_when_it_is_paid(service):
    case = hers_by_law().case
    verbs.pause(case, "payment", **by(BINH, on=date(2025, 2, 25)))
    with refused("unpaid"):
        decided_unpaid = hers_by_law("u").case
        decided(decided_unpaid)
    verbs.pay(case, actor=CLERK, agency=COUNTER, on=date(2025, 3, 4), key="p")

    after = now(case)
    assert (after.status, after.paused, after.due) == (
        Status.PROCESSING, False, date(2025, 3, 6),
    )  # fmt: skip


# An agency that is asked


@pytest.mark.obligation("O-HN-32")
def test_an_agency_that_is_asked_sees_the_one_case_until_it_has_answered(service):
    case, other = hers_by_law("1").case, hers_by_law("2").case
    told = ("vn.01.police", "Có án tích không?", date(2025, 3, 5))
    verbs.consult(case, *told, **by(BINH))
    with refused("asked-already"):
        verbs.consult(case, *told, **by(BINH, key="q"))

    assert seen(DUNG, POLICE, LATER) == {case}
    with reading(DUNG, POLICE, "processing", LATER):
        asked = story(case).consultations[0]
        assert words(case, asked.id) == "Có án tích không?"
    with refused("not-competent"):
        verbs.claim(case, **by(DUNG, POLICE))
    with refused("no-such-case"):
        verbs.answer_consult(other, "Không", **by(DUNG, POLICE))
    verbs.answer_consult(case, "Không", **by(DUNG, POLICE))

    assert seen(DUNG, POLICE, LATER) == set()
    with reading(BINH, JUSTICE, "processing", LATER):
        answered = story(case)
        assert answered.consultations[0].answered == LATER
        assert words(case, answered.last("answer-consult").id) == "Không"


# Within an agency, and after it


def test_a_case_lies_with_one_officer_until_released_given_by_a_head_or_the_reform(service):
    case = hers_by_law().case
    verbs.claim(case, **by(BINH))

    for code, refused_to in (
        ("with-another", lambda: verbs.claim(case, **by(TUAN))),
        ("with-another", lambda: verbs.release(case, **by(TUAN))),
        ("with-another", lambda: verbs.check(case, True, **by(TUAN))),
        ("not-head", lambda: verbs.assign(case, TUAN.id, **by(TUAN))),
        ("sits-elsewhere", lambda: verbs.assign(case, MINH.id, **by(HOA))),
    ):
        with refused(code):
            refused_to()
    verbs.assign(case, TUAN.id, **by(HOA))
    enacted(MARCH)
    verbs.claim(case, **by(VY, POLICE, MARCH_DAY))
    assert now(case, DUNG, POLICE, MARCH_DAY).assignee == VY.id


def test_a_step_is_handed_back_and_taken_again_and_the_status_stays(service):
    case = hers_by_law(exemption="poor").case
    verbs.check(case, True, **by(BINH))
    verbs.review(case, True, **by(TUAN))

    for step in ("intake", "decide", "nowhere"):
        with refused("not-taken"):
            verbs.hand_back(case, step, "Thiếu chữ ký", **by(HOA, key="h"))
    verbs.hand_back(case, "check", "Thiếu chữ ký", **by(HOA, key="h"))
    after = now(case)
    assert (after.step, after.status, set(after.taken)) == ("check", Status.PROCESSING, {"intake"})

    verbs.check(case, True, **by(TUAN, key="again"))
    verbs.review(case, False, "Sai tên", **by(BINH, key="back"))
    assert now(case).step == "check"
    verbs.check(case, True, **by(TUAN, key="third"))
    assert now(case).step == "review"


@pytest.mark.obligation("O-HD-14")
def test_a_late_case_is_found_and_its_applicant_told_sorry_once(service):
    case, paused = hers_by_law("1").case, hers_by_law("2").case
    verbs.pause(paused, "verification", **by(BINH))
    after = DUE_DAY + timedelta(days=1)

    assert [one.id for one in late(after)] == [case]
    assert late(DUE_DAY) == []
    with refused("promise-early"):
        verbs.apologise(case, after, "Xin lỗi", **by(BINH, on=after))
    verbs.apologise(case, date(2025, 3, 7), "Xin lỗi bà", **by(BINH, on=after))
    with refused("apologised-before"):
        verbs.apologise(case, date(2025, 3, 10), "Xin lỗi bà", **by(BINH, on=after, key="2"))

    done = now(case, on=after)
    assert (done.due, done.promised) == (DUE_DAY, date(2025, 3, 7))
    assert late(after) == []


def test_work_is_stopped_for_a_reason_of_the_closed_list_only(service):
    case = hers_by_law().case

    for reason, code in (("reorganisation", "no-ground"), ("silence", "nothing-asked")):
        with refused(code):
            verbs.stop(case, reason, "x", **by(BINH))
    verbs.stop(case, "court", "Theo quyết định của toà án", **by(BINH))
    assert now(case).status is Status.STOPPED


def test_what_makes_the_document_is_done_with_the_issue_or_nothing_is(service):
    made, case = [], hers_by_law(exemption="poor").case
    decided(case)

    def broken(told):
        made.append(told.case.status)
        raise ZeroDivisionError

    verbs.issuing.append(broken)
    try:
        with pytest.raises(ZeroDivisionError):
            verbs.issue(case, **by(BINH, key="i"))
    finally:
        verbs.issuing.remove(broken)
    assert (made, now(case).status) == ([Status.DONE], Status.PROCESSING)
    verbs.issue(case, **by(BINH, key="i"))
    assert now(case).status is Status.DONE


# The catalogue


@pytest.mark.obligation("O-BCA-16")
def test_a_version_is_entered_once_and_never_changed(service):
    assert catalogue.load([CERTIFICATE], SYSTEM) == 0
    with refused("version-differs"):
        catalogue.load([replace(CERTIFICATE, fee="")], SYSTEM)
    ground = CERTIFICATE.refusals[0]._replace(id="merger")
    with refused("no-such-ground"):
        catalogue.load([replace(SHORTER, refusals=(ground,))], SYSTEM)
    with pytest.raises(Flawed, match="Mr Minh"):
        catalogue.add(SHORTER, actor=MINH, on=LATER)
    with pytest.raises(DatabaseError, match="permission denied"):
        connection.cursor().execute("update casework_procedure set since = '2020-01-01'")
    assert catalogue.add(SHORTER, actor=HOA, on=LATER)
    assert [one.version for one in catalogue.offered(LATER)] == [2]
    assert catalogue.procedure("certificate", FILED) == CERTIFICATE
    with refused("no-procedure"):
        catalogue.procedure("tarot", FILED)


def test_a_repealed_service_is_offered_no_more_and_a_case_filed_before_keeps_it(service):
    case = hers_by_law().case
    ends = replace(CERTIFICATE, version=2, since=date(2025, 2, 24), until=MARCH_DAY)
    returns = replace(ends, version=3, since=date(2025, 7, 1), until=None)
    catalogue.load([ends, returns], SYSTEM)

    days = (FILED, date(2025, 2, 28), MARCH_DAY, date(2025, 6, 30), date(2025, 7, 1))
    assert [[p.version for p in catalogue.offered(on)] for on in days] == [[1], [2], [], [], [3]]
    for on in days[2:4]:
        with refused("no-procedure"):
            catalogue.procedure("certificate", on)
        with refused("no-procedure"):
            hers_by_law("late", filed=on, agency=COUNTER)
    enacted(MARCH)
    verbs.check(case, True, **by(DUNG, POLICE, MARCH_DAY))
    after = now(case, DUNG, POLICE, MARCH_DAY)
    assert (after.version, after.step) == (1, "review")
    assert [one.version for one in catalogue.known()] == [3]


def test_a_database_without_the_demo_offers_every_service_and_is_told_it_once(db):
    catalogue.forget()
    assert catalogue.brought() == []
    entered = _entries()
    codes = {one.code for one in catalogue.offered(date(2025, 3, 1))}

    assert {one for one in codes if one.startswith("seals-")} == {
        "seals-new", "seals-special", "seals-again", "seals-additional", "seals-certificate",
        "seals-night",
    }  # fmt: skip
    assert entered == len(catalogue.registered())
    assert catalogue.brought() == []
    assert _entries() == entered


def test_a_version_that_reads_otherwise_stays_as_cases_follow_it_and_is_named(db, monkeypatch):
    catalogue.forget()
    catalogue.brought()
    kept = catalogue.procedure("seals-new", FILED)
    edited = [replace(kept, fee="criminal-records"), SHORTER]
    monkeypatch.setattr(catalogue, "_sources", [lambda: edited])

    assert catalogue.brought() == [f"seals-new {kept.version}"]
    assert catalogue.procedure("seals-new", FILED) == kept
    assert catalogue.procedure("certificate", LATER) == SHORTER


def test_what_an_older_release_wrote_with_fewer_parts_is_the_same_text(db):
    catalogue.forget()
    older = {name: part for name, part in plain(CERTIFICATE).items() if name != "until"}
    row = ("certificate", 1, "criminal-records", "2025-01-01", "0" * 64, json.dumps(older))
    connection.cursor().execute(
        "insert into casework_procedure (code, version, function, since, digest, content) "
        "values (%s, %s, %s, %s, %s, %s)", row,
    )  # fmt: skip

    assert catalogue.load([CERTIFICATE], SYSTEM) == 0


def _entries():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry where stream = 'catalogue'")
        return cursor.fetchone()[0]


def test_the_page_of_an_applicant_says_what_is_asked_and_where_the_case_is(service):
    case = hers_by_law(answers=ANSWERS).case
    with reading(LAN, "", "applicant", LATER, identity=HER_NUMBER):
        shown = page(case)

    assert shown.asked == ("fee",)
    assert shown.next.id == "check"
    assert shown.holders.agency == JUSTICE
    assert [act.verb for act in shown.story.acts] == ["file"]
    assert shown.finisher is None


def test_the_cut_over_table_says_who_finishes_and_where_it_is_given_back(service, monkeypatch):
    """As Khánh Hoà wrote it, for the first of the two provinces of this country."""
    table = cutover_table()._replace(areas=("01",))
    monkeypatch.setattr("continuity.casework.page.cutover_table", lambda: table)
    june = date(2025, 6, 27)
    case = hers_by_law(filed=june).case
    after = hers_by_law("2", filed=date(2025, 7, 1)).case
    told = []

    for one, on in ((case, june), (case, date(2025, 7, 2)), (after, date(2025, 7, 2))):
        with reading(BINH, JUSTICE, "processing", on):
            rule = page(one).finisher
        told.append((rule.id, rule.finisher, rule.counter))

    assert told == [
        ("under-way", "taker", "taker"),
        ("open-commune", "heir", "commune-centre"),
        ("received-after", "competent", "commune-centre"),
    ]


def test_what_is_sealed_is_in_no_table_and_no_entry_in_clear(service):
    case = hers_by_law().case
    verbs.check(case, False, **by(BINH), words="Bản sao của bà Lan mờ")
    with working("backup", LATER), connection.cursor() as cursor:
        for table in (
            "casework_case",
            "casework_act",
            "casework_note",
            "casework_payment",
            "casework_name_word",
            "casework_verb_key",
            "journal_entry",
        ):
            cursor.execute(f"select t::text from {table} t")
            text = "\n".join(row[0] for row in cursor.fetchall())
            for said in (*ANSWERS.values(), HER.name, "nguyen", "Bản sao"):
                assert said not in text, table
                assert said.encode().hex() not in text, table
