"""One public service, invented and well made, that tests of forms, steps and procedures share."""

from __future__ import annotations

from datetime import date

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
    When,
    Words,
)

LAW = Basis("Nghị định 99/2016/NĐ-CP", "13")


def field(id: str, kind: Kind = Kind.TEXT, **told: object) -> Field:
    """A field that is called by its id in both languages."""
    return Field(id, Words(f"Mục {id}", f"The {id}"), kind, **told)  # type: ignore[arg-type]


WET, MINI = (Choice(id, Words(f"Dấu {id}", id)) for id in ("wet", "mini"))
FIELDS = (
    field("name", group=Group.NAME),
    field("identity", Kind.IDENTITY, group=Group.IDENTITY),
    field("phone", Kind.PHONE, group=Group.CONTACT),
    field("email", Kind.EMAIL, group=Group.CONTACT, required=False),
    field("seal", Kind.CHOICE, choices=(WET, MINI)),
    field("founded", Kind.DATE),
    field("copies", Kind.NUMBER),
    field("old", Kind.YES_NO),
    field("old-number", when=When("old", ("yes",))),
    field("lost-on", Kind.DATE, when=When("old-number", ("lost",))),
    field("place", Kind.PLACE),
    field("body", Kind.AGENCY),
    field("reason", Kind.LINES, most=1000),
)  # fmt: skip
PAPERS = (
    Evidence("decision", Words("Quyết định thành lập", "Founding decision")),
    Evidence("letter", Words("Giấy giới thiệu", "Letter of introduction"), required=False),
    Evidence("certificate", Words("Chứng nhận cũ", "Old certificate"), when=When("old", ("yes",))),
    Evidence(
        "household", Words("Dữ liệu dân cư", "Population data"), Form.DRAWN, source="population"
    ),
)
STEPS = (
    Step("intake", Words("Tiếp nhận", "Intake"), Duty.INTAKE),
    Step("check", Words("Thẩm tra", "Check"), Duty.CHECK),
    Step("review", Words("Rà soát", "Review"), Duty.REVIEW, apart=("check",)),
    Step("decide", Words("Quyết định", "Decide"), Duty.DECIDE, ("head",)),
    Step("issue", Words("Cấp kết quả", "Issue"), Duty.ISSUE),
)
SERVICE = Procedure(
    "seal-new", 1, date(2025, 1, 1), "seals", Words("Đăng ký mẫu con dấu mới", "Register a new seal"),
    Words("Cơ quan mới đăng ký mẫu con dấu.", "A new body registers its seal."),
    Term(3, Unit.WORKING_DAYS), FIELDS, PAPERS, STEPS,
    (Output("specimen", Words("Giấy chứng nhận", "Certificate"), Term(5, Unit.YEARS)),), (LAW,),
    (Refusal("not-allowed", Words("Không được phép dùng con dấu", "No seal is allowed"), LAW),),
    exemptions=(Choice("poor", Words("Hộ nghèo", "Poor household")),),
)  # fmt: skip
ANSWERS = {
    "name": "Nguyễn Thị Lan",
    "identity": "001 185 012345",
    "phone": "0912 345 678",
    "email": "lan@Example.vn",
    "seal": "wet",
    "founded": "1/7/2025",
    "copies": "2",
    "old": "no",
    "place": "00008@2025-07-01",
    "body": "vn.31.police",
    "reason": "Cơ quan mới thành lập.\r\nCần con dấu.",
}
"""A form that is filled in well."""
