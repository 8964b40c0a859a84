"""The five procedures of Decree 99/2016/NĐ-CP as amended by 56/2023/NĐ-CP, as data, and ours for a night.

They differ in the reasons for which one asks and in the papers that one brings; who asks, the three
working days, the steps and the grounds of refusal are the same. What nobody of us has read in its
source is marked unverified.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from continuity.core.procedure import (
    Audience,
    Basis,
    Channel,
    Choice,
    Duty,
    Evidence,
    Field,
    Form,
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

DECREE, AMENDED = "99/2016/NĐ-CP", "56/2023/NĐ-CP"
FUNCTION = "seals"
SINCE = date(2023, 8, 15)
"""The first day of the amended rules; the day itself is unverified."""

LAW = (
    Basis(DECREE, verified=True),
    Basis(AMENDED, verified=True),
)
TERM = Term(3, Unit.WORKING_DAYS)

CERTIFICATE = Output(
    "specimen-certificate",
    Words("Giấy chứng nhận đăng ký mẫu con dấu", "Certificate of registration of a seal specimen"),
    kept_for=Term(20, Unit.YEARS),
    kept_by=Basis("10/2022/TT-BNV"),
)
ENGLISH = replace(CERTIFICATE, english=True)
"""The same with an English version where one is wished; which text says that it may, is unverified."""
"""How long a dossier is kept is a reading that nobody has checked; the register itself stays."""

STEPS = (
    Step("intake", Words("Tiếp nhận", "Intake"), Duty.INTAKE),
    Step("check", Words("Thẩm tra hồ sơ và mẫu con dấu", "Check of papers and specimen"), Duty.CHECK),
    Step("decide", Words("Duyệt", "Decision"), Duty.DECIDE, ("head",), apart=("check",)),
    Step("issue", Words("Cấp giấy chứng nhận", "Issue of the certificate"), Duty.ISSUE,
         apart=("decide",)),
)  # fmt: skip

REFUSALS = (
    Refusal(
        "no-decision",
        Words(
            "Không có văn bản của cơ quan có thẩm quyền quy định hoặc cho phép sử dụng con dấu.",
            "No text or decision of a competent body provides that a seal may be used.",
        ),
        Basis(DECREE, "5", verified=True),
    ),
    Refusal(
        "second-seal",
        Words(
            "Đã có con dấu theo mẫu đã đăng ký, và không có văn bản cho phép sử dụng thêm con dấu ướt.",
            "A seal is registered already, and no text allows an additional wet seal.",
        ),
        Basis(DECREE, "5", verified=True),
    ),
    Refusal(
        "out-of-scope",
        Words(
            "Con dấu của doanh nghiệp theo Luật Doanh nghiệp không đăng ký tại đây.",
            "Seals of enterprises under the Law on Enterprises are not registered here.",
        ),
        Basis(DECREE, "1", verified=True),
    ),
    Refusal(
        "emblem",
        Words(
            "Mẫu có Quốc huy hoặc biểu tượng mà cơ quan, tổ chức không được dùng.",
            "The specimen bears the national emblem or a symbol that the body may not use.",
        ),
        Basis(DECREE, "5", verified=False),
    ),
    Refusal(
        "not-genuine",
        Words("Giấy tờ trong hồ sơ không đúng sự thật.", "A paper of the dossier is not genuine."),
        Basis(DECREE, "6", verified=False),
    ),
)

BODY = Field(
    "body",
    Words("Cơ quan, tổ chức có con dấu", "The body whose seal it is"),
    Kind.AGENCY,
    hint=Words(
        "Tên đầy đủ như trong quyết định thành lập.",
        "The full name, as in the decision that founded it.",
    ),
)
FILER = (
    Field(
        "position",
        Words("Chức vụ của người nộp hồ sơ", "Position of the person who files"),
        hint=Words("Ví dụ: văn thư.", "For example: clerk."),
        most=100,
    ),
    Field("letter-number", Words("Số giấy giới thiệu hoặc giấy ủy quyền",
          "Number of the letter of introduction or authorisation"), most=60),
    Field("letter-date", Words("Ngày cấp giấy giới thiệu, ủy quyền", "Date of that letter"), Kind.DATE),
)  # fmt: skip
DECISION = (
    Field(
        "decision-number",
        Words("Số văn bản cho phép sử dụng con dấu", "Number of the text that allows the seal"),
        hint=Words(
            "Quyết định thành lập, hoặc văn bản quy định được dùng con dấu.",
            "The decision of establishment, or the text that provides for a seal.",
        ),
        most=60,
    ),
    Field("decision-date", Words("Ngày ban hành văn bản đó", "Date of that text"), Kind.DATE),
)
NUMBER = Field(
    "certificate",
    Words("Số đăng ký mẫu con dấu", "Number of the seal in the register"),
    required=False,
    hint=Words(
        "Ghi trên giấy chứng nhận, ví dụ 0000123/ĐKMCD. Cần có khi cơ quan có nhiều con dấu cùng loại.",
        "It stands on the certificate: 0000123/ĐKMCD. Needed where a body has several of a kind.",
    ),
    most=40,
)
SPECIAL = (
    Choice("embossed", Words("Dấu nổi", "Embossed seal")),
    Choice("mini", Words("Dấu thu nhỏ", "Miniature seal")),
    Choice("wax", Words("Dấu xi", "Wax seal")),
)
WET = Choice("wet", Words("Dấu ướt", "Wet seal"))

LETTER = Evidence(
    "letter",
    Words(
        "Giấy giới thiệu hoặc giấy ủy quyền của người nộp hồ sơ",
        "Letter of introduction or authorisation of the person who files",
    ),
    Form.ORIGINAL,
)
FOUNDING = Evidence(
    "founding",
    Words(
        "Quyết định thành lập hoặc văn bản cho phép sử dụng con dấu",
        "Decision of establishment, or the text that allows a seal",
    ),
    Form.COPY,
)
SPECIMEN = Evidence("specimen", Words("Bản vẽ mẫu con dấu", "Drawing of the specimen"))
OLD = Evidence("old-certificate", Words("Giấy chứng nhận đăng ký mẫu con dấu cũ",
               "The old certificate of registration"), Form.ORIGINAL)  # fmt: skip
STATEMENT = Evidence("statement", Words("Văn bản của cơ quan, tổ chức nêu rõ lý do",
                     "Statement of the body with its reason"), Form.ORIGINAL)  # fmt: skip
RENAMING = Evidence(
    "change",
    Words(
        "Quyết định đổi tên, đổi tổ chức hoặc đổi mẫu con dấu",
        "Decision that changes the name, the body or the specimen",
    ),
    Form.COPY,
    when=When("reason", ("name", "body", "specimen")),
)


def _kind(*choices: Choice) -> Field:
    return Field("kind", Words("Loại con dấu", "Kind of seal"), Kind.CHOICE, choices=choices)


def _reason(*choices: Choice) -> Field:
    return Field("reason", Words("Lý do", "Reason"), Kind.CHOICE, choices=choices)


def _procedure(
    code: str,
    article: str,
    label: Words,
    summary: Words,
    asked: tuple[Field, ...],
    papers: tuple[Evidence, ...],
    words: tuple[str, ...],
) -> Procedure:
    """What all five have in common, with what is one's own."""
    return Procedure(
        code=code,
        version=1,
        since=SINCE,
        function=FUNCTION,
        label=label,
        summary=summary,
        term=TERM,
        fields=(BODY, *asked, *FILER),
        evidence=(*papers, LETTER),
        steps=STEPS,
        outputs=(CERTIFICATE,),
        bases=(Basis(DECREE, article, verified=True), Basis(AMENDED, verified=True)),
        refusals=REFUSALS,
        words=("con dấu", "đăng ký mẫu con dấu", "seal", *words),
    )


NEW = _procedure(
    "seals-new",
    "13",
    Words("Đăng ký mẫu con dấu mới", "Registration of a new seal"),
    Words(
        "Cho cơ quan, tổ chức mới thành lập hoặc lần đầu được dùng con dấu. Con dấu chỉ được "
        "dùng sau khi mẫu đã đăng ký.",
        "For a body that is new, or may use a seal for the first time. A seal is used only "
        "once its specimen is registered.",
    ),
    (_kind(WET), *DECISION),
    (FOUNDING, SPECIMEN),
    ("khắc dấu", "con dấu mới", "new seal"),
)

EMBOSSED_MINI_WAX = _procedure(
    "seals-special",
    "14",
    Words(
        "Đăng ký dấu nổi, dấu thu nhỏ, dấu xi", "Registration of an embossed, miniature or wax seal"
    ),
    Words(
        "Cơ quan, tổ chức tự quyết định có dùng các loại dấu này; mẫu vẫn phải đăng ký trước khi dùng.",
        "Whether to have one, a body decides itself; the specimen is registered before use all the same.",
    ),
    (_kind(*SPECIAL), *DECISION),
    (STATEMENT, SPECIMEN),
    ("dấu nổi", "dấu thu nhỏ", "dấu xi", "embossed seal"),
)

AGAIN = _procedure(
    "seals-again",
    "15",
    Words("Đăng ký lại mẫu con dấu", "Registration of a seal anew"),
    Words(
        "Khi con dấu bị hỏng hoặc bị mất, hoặc khi đổi tên, đổi tổ chức, đổi mẫu. Con dấu cũ "
        "nộp lại trước khi nhận con dấu mới.",
        "Where a seal is damaged or lost, or the name, the body or the specimen changes. The "
        "old seal is handed in before the new one is given out.",
    ),
    (
        _kind(WET, *SPECIAL),
        _reason(
            Choice("damaged", Words("Con dấu bị biến dạng, mòn, hỏng", "Worn or damaged")),
            Choice("name", Words("Đổi tên cơ quan, tổ chức", "The body has another name")),
            Choice("body", Words("Thay đổi tổ chức", "The body itself has changed")),
            Choice("specimen", Words("Đổi mẫu con dấu", "Another specimen")),
            Choice("lost", Words("Con dấu bị mất", "The seal is lost")),
        ),
        Field(
            "lost-on",
            Words("Ngày phát hiện mất con dấu", "Day on which the loss was noticed"),
            Kind.DATE,
            when=When("reason", ("lost",)),
        ),
    ),
    (STATEMENT, RENAMING, OLD, SPECIMEN),
    ("mất con dấu", "con dấu hỏng", "đổi con dấu", "lost seal"),
)

ADDITIONAL = _procedure(
    "seals-additional",
    "16",
    Words("Đăng ký thêm con dấu", "Registration of an additional wet seal"),
    Words(
        "Mỗi cơ quan, tổ chức có một con dấu ướt; thêm một con dấu nữa phải được cơ quan có "
        "thẩm quyền cho phép.",
        "A body has one wet seal; one more needs the leave of the competent authority.",
    ),
    (_kind(WET), *DECISION),
    (
        Evidence(
            "permission",
            Words("Văn bản cho phép sử dụng thêm con dấu", "Text that allows an additional seal"),
            Form.COPY,
        ),
        SPECIMEN,
    ),
    ("thêm con dấu", "con dấu thứ hai", "second seal"),
)

CERTIFICATE_AGAIN = _procedure(
    "seals-certificate",
    "17",
    Words(
        "Đổi, cấp lại giấy chứng nhận đăng ký mẫu con dấu",
        "Exchange or re-issue of the certificate of registration",
    ),
    Words(
        "Khi giấy chứng nhận bị hỏng hoặc bị mất; con dấu vẫn dùng như trước.",
        "Where the certificate is damaged or lost; the seal stays in use.",
    ),
    (
        _kind(WET, *SPECIAL),
        _reason(
            Choice("damaged", Words("Giấy chứng nhận bị hỏng", "The certificate is damaged")),
            Choice("lost", Words("Giấy chứng nhận bị mất", "The certificate is lost")),
        ),
    ),
    (
        STATEMENT,
        Evidence(OLD.id, OLD.label, OLD.form, when=When("reason", ("damaged",))),
    ),
    ("giấy chứng nhận mẫu dấu", "mất giấy chứng nhận", "certificate of a seal"),
)


NO_ARTICLE = (Basis(DECREE), Basis(AMENDED))

# No article is about it: the registrar draws the case up itself, from the register and the decree.
NIGHT = Procedure(
    code="seals-night",
    version=1,
    since=SINCE,
    function=FUNCTION,
    label=Words(
        "Cấp giấy chứng nhận cho con dấu đã đăng ký khi sắp xếp",
        "Certificate of a seal that was registered in a reorganisation",
    ),
    summary=Words(
        "Cơ quan đăng ký tự lập hồ sơ cho con dấu mới đã đăng ký trong đợt thu, đổi con dấu; "
        "cơ quan, tổ chức không phải nộp gì thêm.",
        "The registrar draws the case up itself for a new seal that was registered when seals were "
        "exchanged; nothing more is asked of the body.",
    ),
    term=TERM,
    fields=(
        BODY,
        Field(
            "decree",
            Words("Văn bản về sắp xếp", "The text of the reorganisation"),
            most=200,
        ),
    ),
    evidence=(),
    steps=STEPS,
    outputs=(CERTIFICATE,),
    bases=(Basis(DECREE, verified=True), Basis(AMENDED, verified=True)),
    refusals=REFUSALS,
    channels=(Channel.COUNTER,),
    words=("con dấu", "sắp xếp", "seal", "reorganisation"),
)


ASKS_WHICH = date(2025, 1, 1)
"""Since then our form asks which of several seals is meant; that is no change of the law."""


def _which(old: Procedure) -> Procedure:
    """The same procedure with a form that asks for the number, behind the kind."""
    fields = (*old.fields[:2], NUMBER, *old.fields[2:])
    return replace(old, version=2, since=ASKS_WHICH, fields=fields)


IN_ENGLISH = date(2025, 1, 15)
"""Since then our certificate may have an English version, and it is said whom a procedure is for; that
is no change of the law either."""


def _english(old: Procedure, **more: Any) -> Procedure:
    """The next version of a procedure, whose certificate may have an English version."""
    told = {"outputs": (ENGLISH,), "audience": (Audience.BODIES,), **more}
    return replace(old, version=old.version + 1, since=IN_ENGLISH, **told)


def procedures() -> tuple[Procedure, ...]:
    """The five, in the order of their articles, and ours; nothing is charged for them (unverified).

    They have several versions, since a case keeps the form with which it was filed.
    """
    again, certificate = _which(AGAIN), _which(CERTIFICATE_AGAIN)
    return (
        NEW, _english(NEW), EMBOSSED_MINI_WAX, _english(EMBOSSED_MINI_WAX),
        AGAIN, again, _english(again), ADDITIONAL, _english(ADDITIONAL),
        CERTIFICATE_AGAIN, certificate, _english(certificate),
        NIGHT, _english(NIGHT, audience=(Audience.OFFICE,), bases=NO_ARTICLE),
    )  # fmt: skip
