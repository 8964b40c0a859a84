"""A small public service for the stories of casework, and who works on it.

The certificate is asked for with two papers and three answers, costs what the pack says, is due in
five working days, and takes five steps. Officer Binh and his colleagues have Justice, Captain Dung and
his have the police; Ms Hoa and Colonel Son lead them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from continuity.casework import catalogue, verbs
from continuity.core.procedure import (
    Basis,
    Choice,
    Duty,
    Evidence,
    Field,
    Form,
    Group,
    Kind,
    Output,
    Procedure,
    Refusal,
    Step,
    Term,
    Unit,
    Words,
)
from continuity.journal.record import SYSTEM, Actor
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
    POLICE,
    peopled,
)
from tests.people import seated

TUAN, HOA = Actor("p-tuan", "Mr Tuan"), Actor("p-hoa", "Ms Hoa")
VY, SON = Actor("p-vy", "Ms Vy"), Actor("p-son", "Colonel Son")
HER_NUMBER = "001190123456"
LAW = Basis("Luật Lý lịch tư pháp 2009", "45")
DUE_DAY = date(2025, 2, 27)
"""Five working days after 20 February 2025."""


def said(vi, en):
    return Words(vi, en)


CERTIFICATE = Procedure(
    code="certificate",
    version=1,
    since=date(2025, 1, 1),
    function="criminal-records",
    label=said("Cấp phiếu lý lịch tư pháp", "Criminal record certificate"),
    summary=said("Phiếu số 1 cho cá nhân", "Certificate No. 1 for a person"),
    term=Term(5, Unit.WORKING_DAYS),
    fields=(
        Field("purpose", said("Mục đích", "Purpose")),
        Field("born", said("Ngày sinh", "Date of birth"), Kind.DATE, required=False),
        Field("second-phone", said("Điện thoại khác", "Other phone"), Kind.PHONE, Group.CONTACT, False),
    ),
    evidence=(
        Evidence("identity-card", said("Bản sao căn cước", "Copy of the identity card")),
        Evidence("residence", said("Giấy tờ cư trú", "Proof of residence"), required=False),
        Evidence("record", said("Trích lục án tích", "Court record"), Form.DRAWN, source="courts"),
    ),
    steps=(
        Step("intake", said("Tiếp nhận", "Intake"), Duty.INTAKE),
        Step("check", said("Kiểm tra", "Check"), Duty.CHECK),
        Step("review", said("Thẩm định", "Review"), Duty.REVIEW, apart=("check",)),
        Step("decide", said("Quyết định", "Decision"), Duty.DECIDE, ("head",), ("check", "review")),
        Step("issue", said("Cấp", "Issue"), Duty.ISSUE),
    ),
    outputs=(Output("certificate", said("Phiếu lý lịch tư pháp số 1", "Certificate No. 1")),),
    bases=(LAW,),
    refusals=(Refusal("not-entitled", said("Không thuộc đối tượng", "Not entitled"), LAW),),
    fee="criminal-records",
    exemptions=(
        Choice("student", said("Học sinh, sinh viên", "Student")),
        Choice("poor", said("Hộ nghèo", "Poor household")),
    ),
)  # fmt: skip
SHORTER = replace(CERTIFICATE, version=2, since=date(2025, 2, 24), term=Term(3, Unit.WORKING_DAYS))
ANSWERS = {"purpose": "Xin việc làm", "second-phone": "0987 654 321"}


def staffed(law=CERTIFICATE):
    """The country, its people, and the service."""
    peopled()
    seated(TUAN, ("officer", JUSTICE))
    seated(HOA, ("head", JUSTICE))
    seated(VY, ("officer", POLICE))
    seated(SON, ("head", POLICE))
    catalogue.forget()
    catalogue.load([law], SYSTEM)


def hers_by_law(
    key="f1", *, agency=COUNTER, actor=CLERK, filed=FILED, papers=("identity-card",), **more
):
    """Ms Lan asks for the certificate, at the counter of her commune or alone."""
    told = {"personal": HER, "answers": ANSWERS, **more}
    return verbs.file(
        "certificate", GROUND, filed, told.pop("personal"), told.pop("answers"),
        actor=actor, key=key, agency=agency, papers=papers, **told,
    )  # fmt: skip


def online(key="f1", **more):
    return hers_by_law(key, agency="", actor=LAN, **more)


def by(actor, agency=JUSTICE, on=LATER, key=None):
    """Who, where, when and by which key; each step of a story has its own."""
    return {"actor": actor, "agency": agency, "on": on, "key": key or f"{actor.id} {on}"}


def decided(case, *, officer=BINH, second=TUAN, head=HOA, agency=JUSTICE, on=LATER, **more):
    """A case goes from the check to the decision by three people of one agency."""
    verbs.check(case, True, **by(officer, agency, on, "check"))
    verbs.review(case, True, **by(second, agency, on, "review"))
    told = {"outcome": "granted", **more}
    verbs.decide(case, told.pop("outcome"), **by(head, agency, on, "decide"), **told)


POLICE_TEAM = {"officer": DUNG, "second": VY, "head": SON, "agency": POLICE}
