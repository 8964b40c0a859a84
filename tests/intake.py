"""A service made up for tests, and Ms Lan at home: what she has typed, and her papers."""

from __future__ import annotations

from datetime import date

from continuity.core.procedure import (
    Basis,
    Choice,
    Duty,
    Evidence,
    Field,
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
)  # fmt: skip

CLEAN = Procedure(
    code="clean-record",
    version=1,
    since=date(2025, 1, 1),
    function="criminal-records",
    label=Words("Cấp phiếu lý lịch tư pháp", "Criminal record certificate"),
    summary=Words("Xác nhận có hay không có án tích.", "Says whether there are convictions."),
    term=Term(5, Unit.WORKING_DAYS),
    fields=(
        Field("name", Words("Họ và tên", "Full name"), group=Group.NAME),
        Field("identity", Words("Số định danh", "Identity number"), Kind.IDENTITY, Group.IDENTITY),
        Field("phone", Words("Điện thoại", "Telephone"), Kind.PHONE, Group.CONTACT),
        Field(
            "purpose", Words("Dùng để làm gì", "What it is for"), Kind.CHOICE,
            choices=(Choice("work", Words("Xin việc", "Work")), Choice("other", Words("Khác", "Other"))),
        ),
        Field(
            "which", Words("Việc gì", "What for"), Kind.LINES, most=500,
            when=When("purpose", ("other",)),
        ),
    ),
    evidence=(
        Evidence("portrait", Words("Ảnh chân dung", "A portrait")),
        Evidence("decision", Words("Quyết định cũ", "An old decision"), required=False),
    ),
    steps=(
        Step("take-in", Words("Tiếp nhận", "Take in"), Duty.INTAKE),
        Step("check", Words("Kiểm tra", "Check"), Duty.CHECK),
        Step("decide", Words("Quyết định", "Decide"), Duty.DECIDE, ("head",), apart=("check",)),
        Step("issue", Words("Cấp", "Issue"), Duty.ISSUE, apart=("decide",)),
    ),
    outputs=(Output("certificate", Words("Phiếu lý lịch tư pháp", "The certificate")),),
    bases=(Basis("28/2009/QH12", "45"),),
    refusals=(Refusal("untrue", Words("Kê khai không đúng", "Untrue"), Basis("28/2009/QH12", "49")),),
    fee="criminal-records",
    exemptions=(
        Choice("student", Words("Học sinh, sinh viên", "Student")),
        Choice("poor", Words("Hộ nghèo", "Poor household")),
    ),
    words=("lý lịch tư pháp", "xác nhận không tiền án", "police clearance"),
)  # fmt: skip

SEAL = Procedure(
    code="seal-registration",
    version=1,
    since=date(2025, 1, 1),
    function="seals",
    label=Words("Đăng ký mẫu con dấu mới", "Register a new seal"),
    summary=Words("Trước khi dùng con dấu lần đầu.", "Before a seal is used for the first time."),
    term=Term(3, Unit.WORKING_DAYS),
    fields=CLEAN.fields[:3],
    evidence=(),
    steps=CLEAN.steps,
    outputs=(Output("registration", Words("Giấy chứng nhận", "The certificate")),),
    bases=(Basis("99/2016/NĐ-CP", "15"),),
    words=("làm dấu", "khắc dấu"),
)

ANSWERS = {"phone": "0912 345 678", "purpose": "work"}
