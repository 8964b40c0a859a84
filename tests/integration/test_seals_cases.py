"""A school asks for its seal: from the counter to register and certificate, in one transaction."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

pytest.importorskip("typst")

from continuity.casework import catalogue
from continuity.casework import verbs as casework
from continuity.casework.cases import Personal, answers, one
from continuity.casework.documents import deferred, holding, issuing, rows
from continuity.casework.documents.kinds import Frame
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.documents.typeset import typeset
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import reading
from continuity.casework.story import story
from continuity.casework.verbs.deciding import Issue
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM, Actor
from continuity.journal.verify import verify
from continuity.register.ask import may_issue
from continuity.services.seals import kept as seals
from continuity.services.seals import papers, verbs, void
from continuity.services.seals.rules import Act
from tests.elsewhere import another_program, signed_outside
from tests.integration.seals import (
    BINH,
    DONG,
    DUNG,
    HAI,
    MINH,
    NAM,
    POLICE,
    TAY,
    delivered,
    land,
    peopled,
    refused,
    sealed,
)
from tests.issuing import SINCE, equipped, has_seal, housed, keyed, pdfsig
from tests.people import THE_OPERATOR, seated

FILED, DUE, LATER = date(2025, 5, 9), date(2025, 5, 14), date(2025, 5, 12)
CLERK, VY = Actor("p-clerk", "A clerk in Đông"), Actor("p-vy", "Ms Vy")
COUNTER = "vn.00001.commune-police"
HER = Personal("Nguyễn Thị Lan", "001190123456", "0912345678")
ANSWERS = {
    "body": DONG, "kind": "wet", "decision-number": "5/QĐ-UBND", "decision-date": "02/01/2025",
    "position": "văn thư", "letter-number": "7/GGT", "letter-date": "08/05/2025",
}  # fmt: skip
PAPERS = ("founding", "specimen", "letter", "statement", "old-certificate", "permission", "change")


# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@contextmanager
def served(folder, world=None):
    """The country of the seals, with the counter of Đông, and the services in the catalogue."""
    peopled(world)
    seated(CLERK, ("officer", COUNTER))
    seated(VY, ("officer", POLICE))
    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)
    with housed(folder) as home:
        yield home


@pytest.fixture
def bare(db, tmp_path):
    with served(tmp_path) as home:
        yield home


@pytest.fixture
def office(bare):
    """The same, where the registrar has what it needs to issue."""
    equipped(bare, POLICE, "Công an tỉnh Một")


def asked(code="seals-new", *, counter=COUNTER, clerk=CLERK, wish=None, **changed):
    rules = catalogue.procedure(code, FILED)
    told = ANSWERS | changed
    fields = {field.id for field in rules.fields}
    papers = [paper.id for paper in rules.evidence if paper.id in PAPERS]
    return casework.file(
        code, "ground:00001", FILED, HER, {id: told[id] for id in told if id in fields},
        actor=clerk, key=f"{code} {changed}", agency=counter, papers=papers,
        wish=wish,
    ).case  # fmt: skip


def decided(case, outcome="granted", **why):
    by = {"agency": POLICE, "on": LATER}
    casework.check(case, True, actor=DUNG, key=f"check {case}", **by)
    casework.decide(case, outcome, actor=HAI, key=f"decide {case}", **by, **why)


def issue(case, actor=VY, agency=POLICE):
    casework.issue(case, actor=actor, agency=agency, on=LATER, key=f"issue {case}")


def now(case):
    with reading(DUNG, POLICE, "processing", LATER):
        return one(case)


def certified(case):
    """The papers of a case with their files, as the registrar sees them."""
    with reading(DUNG, POLICE, "processing", LATER):
        return [(paper, rows.content(paper)) for paper in rows.papers(case)]


def words_of(pdf):
    """What stands on a paper, read by a reader that is not ours."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_what_is_issued_is_registered_with_the_number_of_its_case(office):
    """O-BCA-06."""
    case = asked()
    assert now(case).due == DUE  # three working days, filed on a Friday
    decided(case)
    assert seals.of(DONG) == []

    issue(case)
    issue(case)

    [kept] = seals.of(DONG)
    assert (kept.seal.state, kept.vi) == (Act.REGISTERED, "Trường Đông")
    assert not may_issue(DONG, LATER, ("seal",))
    delivered(kept, LATER)
    assert may_issue(DONG, LATER, ("seal",))
    assert verify().holds


def test_the_certificate_is_signed_and_names_the_register_which_names_it(office, tmp_path):
    """O-BCA-06."""
    case = asked()
    decided(case)
    issue(case)

    [(paper, pdf)] = certified(case)
    [kept] = seals.of(DONG)
    words = words_of(pdf)

    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert pdfa_marks(pdf).there
    for said in ("GIẤY CHỨNG NHẬN ĐĂNG KÝ MẪU CON DẤU", "Điều 13 Nghị định số 99/2016/NĐ-CP",
                 "Trường Đông", "Dấu ướt", kept.certificate, now(case).number):  # fmt: skip
        assert said in words
    assert papers.papers(kept.id) == [(paper.number, LATER, now(case).number, paper.id)]
    told = by_file(pdf, LATER)
    assert (told.outcome, told.competent) == (Outcome.GENUINE, True)
    assert {one.en: one.value for one in told.shown} == {
        "Body": "Trường Đông",
        "Kind of seal": "Dấu ướt / Wet seal",
        "Number in the register of seals": kept.certificate,
        "Whether the seal is void": papers.listed_at(),
    }


def test_a_certificate_issued_again_keeps_the_number_of_the_register_and_names_the_first(office):
    case = asked()
    decided(case)
    issue(case)
    again = asked("seals-certificate", reason="lost")
    decided(again)
    issue(again)

    [kept] = seals.of(DONG)
    [(first, _)], [(second, pdf)] = certified(case), certified(again)
    words = words_of(pdf)

    assert [one.number for one in papers.papers(kept.id)] == [first.number, second.number]
    assert f"thay cho giấy số {first.number}" in words
    assert kept.certificate in words
    assert "Điều 17" in words


@pytest.mark.parametrize("code", ["seals-special", "seals-again", "seals-additional"])
def test_each_of_the_others_ends_in_a_certificate_of_its_own_seal(office, code):
    sealed(DONG, on=FILED)
    told = {"seals-special": {"kind": "mini"}, "seals-again": {"reason": "damaged"}}.get(code, {})
    case = asked(code, **told)
    decided(case)
    issue(case)

    [(_, pdf)] = certified(case)
    (kept,) = (one for one in seals.of(DONG) if papers.papers(one.id))

    assert kept.seal.state is Act.REGISTERED
    assert kept.certificate in words_of(pdf)
    assert ("Thay cho con dấu số" in words_of(pdf)) == (code == "seals-again")


@pytest.mark.parametrize("wanting", ["no-seal", "no-signing-key"])
def test_a_registrar_without_a_seal_or_a_key_registers_and_issues_nothing(bare, wanting):
    if wanting != "no-seal":
        has_seal(POLICE)
    case = asked()
    decided(case)

    with pytest.raises(NotByCasework) as refusal:
        issue(case)

    assert refusal.value.code == wanting
    assert "Công an" in refusal.value.vi or POLICE in refusal.value.vi
    assert seals.of(DONG) == []
    assert now(case).step == "issue"


def test_what_the_certificate_says_is_there_in_both_languages(office):
    sealed(DONG, on=FILED)
    case = asked("seals-again", reason="damaged")
    decided(case)
    issue(case)
    kept = seals.of(DONG)[-1]
    rules = catalogue.procedure("seals-again", FILED)
    told = Issue(now(case), rules, POLICE, VY, LATER, case)
    frame = Frame("Công an tỉnh Một", LATER)

    said = {
        language: words_of(
            typeset(
                papers.PAPER, papers.certificate(kept, told, papers.papers(kept.id)[-1], language),
                frame, language,
            ).pdf
        )
        for language in ("vi", "en")
    }  # fmt: skip

    assert all(kept.certificate in words for words in said.values())
    assert "Under article 15 of Decree 99/2016/NĐ-CP" in said["en"]
    assert "This paper stands for paper No. 1/2025/GCN-CATM" in said["en"]
    assert not {"Body", "Dossier", "Copies to"} & set(said["vi"].split())


def test_what_the_register_refuses_is_not_granted_and_may_be_refused(office):
    sealed(DONG, on=FILED)
    case = asked()

    with refused("one-wet-seal"):
        decided(case)
    assert (now(case).step, now(case).outcome) == ("decide", "")
    casework.decide(
        case, "refused", actor=HAI, agency=POLICE, on=LATER, key="no",
        reason="second-seal", words="Đã có con dấu ướt",
    )  # fmt: skip
    issue(case)

    assert len(seals.of(DONG)) == 1


def test_what_was_granted_and_cannot_be_issued_is_decided_anew_by_a_head(office):
    case, back = asked(), {"agency": POLICE, "on": LATER}
    decided(case)
    sealed(DONG, on=FILED)  # somebody was quicker
    with refused("one-wet-seal"):
        issue(case)

    for who, step, code in ((DUNG, "decide", "not-head"), (HAI, "check", "decided")):
        with pytest.raises(NotByCasework) as refusal:
            casework.hand_back(case, step, "Đã có con dấu", actor=who, key=f"{who} {step}", **back)
        assert refusal.value.code == code
    casework.hand_back(case, "decide", "Đã có con dấu", actor=HAI, key="back", **back)
    assert (now(case).step, now(case).outcome) == ("decide", "")
    told = {"reason": "second-seal", "words": "Đã có con dấu ướt"}
    casework.decide(case, "refused", actor=HAI, key="anew", **back, **told)
    issue(case)

    assert now(case).outcome == "refused"
    with reading(DUNG, POLICE, "processing", LATER):
        acts = [act.verb for act in story(case).acts if act.verb in ("decide", "hand-back")]
    assert acts == ["decide", "hand-back", "decide"]
    with pytest.raises(NotByCasework):
        casework.hand_back(case, "decide", "Nữa", actor=HAI, key="more", **back)
    assert verify().holds


def two_wet_seals():
    """The seals of Đông, the second one by a decision that allowed it."""
    return sealed(DONG, on=FILED), sealed(DONG, on=FILED, allowed="9/QĐ-UBND")


LOST = {"reason": "lost", "lost-on": "08/05/2025"}


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_wet_seals_the_one_that_is_named_is_lost_and_replaced(office, which):
    both = two_wet_seals()
    case = asked("seals-again", **LOST, certificate=both[which].certificate)
    decided(case)
    issue(case)

    states = [one.seal.state for one in seals.of(DONG)]
    assert states[which] is Act.LOST
    assert states[1 - which] is Act.DELIVERED
    assert states[2:] == [Act.REGISTERED]
    assert seals.of(DONG)[2].replaces == both[which].id


@pytest.mark.parametrize("code", ["seals-again", "seals-certificate"])
def test_which_of_several_seals_is_asked_when_a_case_is_filed_and_never_guessed(bare, code):
    both = two_wet_seals()

    with pytest.raises(Flawed) as flawed:
        asked(code, reason="damaged")

    [finding] = flawed.value.findings
    assert finding.values["field"] == "certificate"
    assert all(one.certificate in finding.say("vi") for one in both)
    assert all(one.seal.state is Act.DELIVERED for one in seals.of(DONG))


@pytest.mark.parametrize(
    ("code", "told"), [("seals-certificate", {"reason": "lost"}), ("seals-again", LOST)]
)
def test_no_certificate_for_a_seal_that_was_handed_in_and_no_loss_of_it(office, code, told):
    old = sealed(DONG, on=FILED)
    verbs.hand_in(old.id, actor=DUNG, agency=POLICE, on=FILED)
    case = asked(code, **told)

    with refused("none-fits"):
        decided(case)

    assert [one.seal.state for one in seals.of(DONG)] == [Act.HANDED_IN]


def test_a_loss_is_published_once_the_registrar_has_the_case_and_by_nobody_else(office):
    old = sealed(DONG, on=FILED)
    case = asked("seals-again", **LOST)  # at the counter of the commune
    assert void.every() == []

    casework.check(case, True, actor=DUNG, agency=POLICE, on=LATER, key="check")

    assert [(one.certificate, one.day) for one in void.every()] == [(old.certificate, LATER)]
    casework.decide(case, "granted", actor=HAI, agency=POLICE, on=LATER, key="decide")
    issue(case)
    assert [one.seal.state for one in seals.of(DONG)] == [Act.LOST, Act.REGISTERED]


def test_a_loss_that_is_told_at_the_registrars_counter_is_published_at_once(bare):
    old = sealed(DONG, on=FILED)

    case = asked("seals-again", **LOST, counter=POLICE, clerk=DUNG)

    assert [(one.certificate, one.state) for one in void.every()] == [
        (old.certificate, "reported-lost")
    ]
    casework.check(case, True, actor=DUNG, agency=POLICE, on=LATER, key="check")
    assert seals.of(DONG)[0].seal.state is Act.REPORTED  # the same person looks at it again
    casework.decide(case, "granted", actor=HAI, agency=POLICE, on=LATER, key="decide")
    assert seals.of(DONG)[0].seal.state is Act.LOST


@pytest.mark.parametrize(
    "written", ["Trường Đông", "truong dong, tinh mot", f"Trường Đông ({DONG})"]
)
def test_the_body_is_named_in_words_and_gets_its_seal(office, written):
    case = asked(body=written)
    decided(case)
    issue(case)

    [kept] = seals.of(DONG)
    assert kept.vi == "Trường Đông"
    with reading(DUNG, POLICE, "processing", LATER):
        assert answers(case, ["answers"])["body"] == DONG


@pytest.mark.parametrize("written", ["x" * 200, "Trường Bắc", "vn.school.bac"])
def test_a_name_that_no_body_bears_is_refused_when_it_is_filed(bare, written):
    with pytest.raises(Flawed) as flawed:
        asked(body=written)

    [finding] = flawed.value.findings
    assert (finding.code, finding.values["field"]) == ("form-agency", "body")
    assert ("Trường Đông, " in finding.say("vi")) == (written == "Trường Bắc")


def test_a_name_of_several_bodies_is_refused_with_the_line_of_each(db, tmp_path):
    with served(tmp_path, twins()):
        with pytest.raises(Flawed) as flawed:
            asked(body="Trường Đông")
        [finding] = flawed.value.findings
        lines = finding.values["bodies_vi"].split("; ")

        assert finding.code == "form-agency-several"
        assert [DONG in lines[0], TAY in lines[1]] == [True, True]
        assert asked(body=lines[0])


def twins():
    """The country in which the schools of Đông and of Tây have one name."""
    world = land()
    return replace(world, labels=world.labels | {TAY: world.labels[DONG]})


def test_a_second_wet_seal_comes_by_the_decision_that_allows_it(office):
    sealed(DONG, on=FILED)
    case = asked("seals-additional")
    decided(case)
    issue(case)

    assert [kept.seal.version for kept in seals.of(DONG)] == [1, 2]


def test_a_lost_seal_is_lost_and_replaced_at_once(office):
    old = sealed(DONG, on=FILED)
    case = asked("seals-again", reason="lost", **{"lost-on": "10/05/2025"})
    decided(case)
    issue(case)

    old, new = seals.of(DONG)
    assert (old.seal.state, new.seal.state) == (Act.LOST, Act.REGISTERED)
    assert [(one.certificate, one.day) for one in void.every()] == [(old.certificate, LATER)]
    delivered(new, LATER)


def test_a_refused_case_and_a_new_certificate_register_nothing(office):
    case = asked()
    decided(case, "refused", reason="no-decision", words="Không có quyết định thành lập")
    issue(case)
    assert seals.of(DONG) == []

    sealed(DONG, on=FILED)
    again = asked("seals-certificate", reason="damaged")
    decided(again)
    issue(again)
    assert len(seals.of(DONG)) == 1


@pytest.mark.parametrize(("reason", "complete"), [("damaged", False), ("lost", True)])
def test_the_old_certificate_belongs_to_the_dossier_where_it_is_damaged(bare, reason, complete):
    case = asked("seals-certificate", reason=reason)
    by = {"actor": DUNG, "agency": POLICE, "on": LATER}
    faulty = {"old-certificate": "anothers"}
    casework.check(case, False, **by, key="faulty", faulty=faulty, words="Của trường khác")
    with nullcontext() if complete else pytest.raises(NotByCasework, match="old certificate"):
        casework.check(case, True, **by, key="check")

    assert (now(case).step == "check") is not complete


def test_the_counter_of_another_province_brings_no_seal_of_its_own_into_this_register(office):
    case = asked(body=NAM)

    with refused("not-registrar"):
        decided(case)


def test_a_ground_of_refusal_is_one_of_the_decree_and_nobody_else_decides(office):
    case = asked()
    casework.check(case, True, actor=DUNG, agency=POLICE, on=LATER, key="check")

    for actor, agency in ((BINH, "vn.01.justice"), (MINH, "vn.02.justice")):
        with pytest.raises((NotByCasework, Flawed)):
            casework.decide(case, "granted", actor=actor, agency=agency, on=LATER, key="x")
    with pytest.raises(NotByCasework):
        casework.decide(
            case, "refused", actor=HAI, agency=POLICE, on=LATER, key="y",
            reason="reorganisation", words="Đang sắp xếp",
        )  # fmt: skip


def test_where_the_registrars_head_signs_with_a_token_the_seal_is_registered_when_it_is_back(
    bare, monkeypatch
):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)  # no token lives on a day of the demo
    has_seal(POLICE)
    pair = keyed("Hải")
    (bare / "hai.p12").write_bytes(pair.file("hers alone"))
    told = {"actor": THE_OPERATOR, "person": HAI.id}
    holding.hold_key(POLICE, "elsewhere", "", pair.pem, SINCE, **told)
    case, by = asked(wish=Wish("en", english=True)), {"actor": VY, "agency": POLICE}
    decided(case)
    with pytest.raises(NotByCasework, match="hand the file out"):
        issue(case)

    first = issuing.hand_out_result(case, **by, on=LATER, key="out")
    [prepared] = seals.of(DONG)
    assert (prepared.seal.state, papers.papers(prepared.id)) == (None, [])
    deferred.drop(case, first.id, "Đã thất lạc", **by, on=LATER, key="drop")
    out = issuing.hand_out_result(case, **by, on=LATER, key="again")
    assert seals.of(DONG) == [prepared]
    with another_program() as program:
        signed = signed_outside(program, bare, out.pdf, key="hai.p12")
    issuing.take_in_result(case, signed, **by, on=DUE, key="back")

    [kept] = seals.of(DONG)
    assert (kept.seal.state, kept.certificate) == (Act.REGISTERED, prepared.certificate)
    assert kept.seal.done[0].on == LATER  # the day that the paper bears
    assert [one.number for one in papers.papers(kept.id)] == [out.number]
    assert words_of(signed).count(kept.certificate) == 2  # in Vietnamese, and in English beside it
    assert by_file(signed, DUE).outcome is Outcome.GENUINE
