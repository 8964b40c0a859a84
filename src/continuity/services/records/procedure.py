"""The procedures of criminal records as data: the law of 2009, and that law as amended on 1 July 2026.

Four groups may ask: a person for No. 1, a person for No. 2 of himself, an agency on a legal basis of
the closed list, and whoever investigates, prosecutes or adjudicates. Until 30 June 2026 ten calendar
days, fifteen for whoever lived in several places or abroad and for foreigners; what has to be verified
elsewhere stops the clock.
Both terms are unverified. Since 1 July 2026 five working days, a text of the closed register where
somebody else wants to see it, and the counter only for foreigners and people without an e-identity.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from continuity.core.interval import FOREVER
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
    Longer,
    Output,
    Procedure,
    Refusal,
    Step,
    Term,
    Unit,
    When,
    Words,
)
from continuity.services.records.rules.bases import BY_ID, KINDS, TEXTS

OLD, NEW = "28/2009/QH12", "107/2025/QH15"
FUNCTION = FEE = "criminal-records"
OLD_SINCE, NEW_SINCE = date(2010, 7, 1), date(2026, 7, 1)
OLD_TERM, OLD_LONGER = Term(10, Unit.CALENDAR_DAYS), Term(15, Unit.CALENDAR_DAYS)
NEW_TERM = Term(5, Unit.WORKING_DAYS)
URGENT = Term(24, Unit.HOURS)
LAW = (Basis(OLD, verified=True), Basis(NEW, verified=True))
OLD_LAW, NEW_LAW = (Basis(OLD, "41-49"),), (Basis(OLD, "41-49"), Basis(NEW, "1", verified=True))

STEPS = (
    Step("intake", Words("Tiếp nhận", "Intake"), Duty.INTAKE),
    Step("search", Words("Đối chiếu và tra cứu", "Match and search"), Duty.CHECK),
    Step(
        "second", Words("Kiểm tra lần hai", "Second person’s check"), Duty.REVIEW, apart=("search",)
    ),
    Step("decide", Words("Duyệt", "Decision"), Duty.DECIDE, ("head",), apart=("search", "second")),
    Step("issue", Words("Cấp phiếu", "Issue"), Duty.ISSUE, apart=("decide",)),
)

BANS = Field(
    "ask-bans",
    Words(
        "Ghi cả nội dung về cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã",
        "Say also whether there is a ban on office, or on founding or managing enterprises",
    ),
    Kind.YES_NO,
)
FOREIGNER = "foreigner"
STAYED = Field(
    "stayed",
    Words("Nơi cư trú từ khi đủ 14 tuổi", "Where you have lived since the age of 14"),
    Kind.CHOICE,
    choices=(
        Choice("one", Words("Một tỉnh, thành phố", "In one province or city")),
        Choice("several", Words("Nhiều tỉnh, thành phố", "In several provinces or cities")),
        Choice("abroad", Words("Có thời gian ở nước ngoài", "For a time abroad")),
        Choice(FOREIGNER, Words("Tôi là người nước ngoài", "I am a foreigner")),
    ),
)
LONGER = Longer(When(STAYED.id, ("several", "abroad", FOREIGNER)), OLD_LONGER)
PERSON = (
    Field(
        "sex",
        Words("Giới tính", "Sex"),
        Kind.CHOICE,
        choices=(Choice("female", Words("Nữ", "Female")), Choice("male", Words("Nam", "Male"))),
    ),
    Field("born", Words("Ngày sinh", "Date of birth"), Kind.DATE),
    Field("birth-place", Words("Nơi sinh", "Place of birth"), most=200),
    Field("nationality", Words("Quốc tịch", "Nationality"), most=60),
    Field("ethnicity", Words("Dân tộc", "Ethnic group"), required=False, most=60),
    Field("residence", Words("Nơi thường trú", "Permanent residence"), most=300),
    STAYED,
    Field(
        "lived",
        Words("Các nơi đó và thời gian", "These places, and when"),
        Kind.LINES,
        required=False,
        hint=Words("Mỗi nơi một dòng.", "One place a line."),
        when=LONGER.when,
        most=2000,
    ),
)
FAMILY = tuple(
    Field(id, Words(f"Họ tên {vi}", f"Name of {en}"), required=False, most=120)
    for id, vi, en in (
        ("father", "cha", "your father"),
        ("mother", "mẹ", "your mother"),
        ("spouse", "vợ hoặc chồng", "your wife or husband"),
    )
)

PURPOSES = (
    Choice("own", Words("Để tự biết", "To know it myself")),
    Choice("abroad", Words("Thủ tục ở nước ngoài", "A procedure abroad")),
    Choice(
        "recruitment", Words("Tuyển dụng mà luật có quy định", "Recruitment, where a law says so")
    ),
    Choice("licence", Words("Giấy phép, chứng chỉ hành nghề", "A licence or practice certificate")),
    Choice(
        "vulnerable",
        Words(
            "Công việc trực tiếp với người dễ bị tổn thương", "Work directly with vulnerable people"
        ),
    ),
)
DEMANDED = ("recruitment", "licence", "vulnerable")
"""Purposes for which somebody else wants to see it, which needs a text that says so."""
PURPOSE = Field("purpose", Words("Mục đích", "Purpose"), Kind.CHOICE, choices=PURPOSES)
OLD_BASIS = Field(
    "legal-basis",
    Words("Văn bản mà nơi yêu cầu viện dẫn", "The text that whoever wants it relies on"),
    required=False,
    hint=Words("Số và điều, nếu biết.", "Number and article, if you know them."),
    when=When("purpose", DEMANDED),
)
"""Under the law of 2009 no closed list was known to us: what is told is written down."""
FOR_BODIES = tuple(Choice(one.id, one.label) for one in TEXTS if one.until == FOREVER)
AT_ALL = tuple(one for one in FOR_BODIES if not BY_ID[one.id].bodies)
BASIS = Field(
    "basis",
    Words("Văn bản quy định phải có phiếu", "The text that requires the certificate"),
    Kind.CHOICE,
    hint=Words(
        "Không có văn bản nào trong danh mục này thì không ai được đòi phiếu của bạn; "
        "nếu vẫn cần, hãy chọn mục đích “Để tự biết”. Danh mục chưa được đối chiếu với công báo.",
        "Where no text of this list provides for it, nobody may require it of you; if you want it all "
        "the same, choose “To know it myself”. Nobody has compared the list with the gazette yet.",
    ),
    choices=AT_ALL,
    when=When("purpose", DEMANDED),
)
AWAY = Field(
    "away",
    Words("Lý do nộp tại quầy hoặc qua bưu chính", "Why at the counter or by post"),
    Kind.CHOICE,
    required=False,
    hint=Words(
        "Nộp trực tuyến thì bỏ qua câu này.",
        "Leave it out where you file online.",
    ),
    choices=(
        Choice("no-eid", Words("Chưa có định danh điện tử", "No electronic identity yet")),
        Choice(FOREIGNER, Words("Là người nước ngoài", "A foreigner")),
    ),
)
"""Since 1 July 2026 it is asked for online; these two may come to the counter, or write."""
OLD_AGENCY_BASIS = Field(
    "basis",
    Words("Căn cứ pháp lý", "Legal basis"),
    Kind.CHOICE,
    choices=tuple(Choice(id, label) for id, label in KINDS.items()),
)
AGENCY_BASIS = replace(
    OLD_AGENCY_BASIS,
    hint=Words(
        "Danh mục chưa được đối chiếu với công báo.",
        "Nobody has compared the list with the gazette yet.",
    ),
    choices=FOR_BODIES,
)
ABOUT = (
    Field("body", Words("Cơ quan yêu cầu", "The body that asks"), Kind.AGENCY),
    Field("subject", Words("Họ tên người được tra cứu", "Whose record it is"), most=120),
    Field(
        "subject-identity",
        Words("Số định danh của người đó", "Their identity number"),
        Kind.IDENTITY,
    ),
)
LIVES = Field(
    "subject-residence",
    Words("Nơi cư trú của người đó", "Where they live"),
    required=False,
    hint=Words(
        "Để nơi cấp gửi thư báo cho người đó biết ai đã hỏi.",
        "So that the issuer can write to them who has asked.",
    ),
    most=300,
)
TEXT = Field("text", Words("Số, điều của văn bản", "Number and article of the text"), most=200)
EXEMPTIONS = (
    Choice("student", Words("Học sinh, sinh viên", "Pupil or student")),
    Choice("merit", Words("Người có công với cách mạng", "Person with merit to the revolution")),
    Choice("martyr-family", Words("Thân nhân liệt sĩ", "Family of a martyr")),
    Choice("child", Words("Trẻ em", "Child")),
    Choice("elderly", Words("Người cao tuổi", "Elderly person")),
    Choice("disabled", Words("Người khuyết tật", "Person with a disability")),
    Choice("poor", Words("Người thuộc hộ nghèo", "Member of a poor household")),
    Choice("difficult-commune", Words("Xã đặc biệt khó khăn", "Specially difficult commune")),
    Choice("border-commune", Words("Xã biên giới", "Border commune")),
    Choice("safe-zone-commune", Words("Xã an toàn khu", "Safe-zone commune")),
)
IDENTITY = Evidence(
    "identity",
    Words("Căn cước hoặc hộ chiếu", "Identity card or passport"),
    Form.DRAWN,
    source="population",
)
LETTER = Evidence("letter", Words("Công văn yêu cầu", "Letter of the body"), Form.ELECTRONIC)
PROXY = Evidence(
    "authorisation",
    Words("Văn bản ủy quyền, nếu nộp thay", "Authorisation, if somebody files for you"),
    required=False,
)


def _output(id: str, vi: str, en: str) -> Output:
    """A result; how long its dossier is kept is a reading that nobody has checked, and which text says
    that an English version may stand beside the Vietnamese one."""
    return Output(id, Words(vi, en), kept_for=KEPT, kept_by=Basis("10/2022/TT-BNV"), english=True)


KEPT = Term(10, Unit.YEARS)
CERTIFICATE_1 = _output("certificate-1", "Phiếu lý lịch tư pháp số 1", "Certificate No. 1")
CERTIFICATE_2 = _output("certificate-2", "Phiếu lý lịch tư pháp số 2", "Certificate No. 2")
INFORMATION = _output("information", "Thông tin lý lịch tư pháp", "Criminal-record information")


def _refusal(id: str, vi: str, en: str, article: str) -> Refusal:
    return Refusal(id, Words(vi, en), Basis(OLD, article))


UNDER_16 = _refusal("under-16", "Người yêu cầu chưa đủ 16 tuổi.", "The applicant is under 16.", "7")
IMPERSONATION = _refusal(
    "impersonation",
    "Người yêu cầu không phải là người được ghi trong yêu cầu, cũng không được ủy quyền.",
    "Whoever asks is neither the person concerned nor authorised.",
    "49",
)
NO_PROXY = _refusal(
    "no-proxy",
    "Không được ủy quyền yêu cầu phiếu số 2.",
    "Nobody may ask for No. 2 in another’s name.",
    "46",
)
NO_BASIS = _refusal(
    "no-basis",
    "Không có căn cứ pháp lý thuộc danh mục.",
    "There is no legal basis of the closed list.",
    "49",
)
WRONG_ISSUER = _refusal(
    "wrong-issuer",
    "Yêu cầu không thuộc thẩm quyền của nơi cấp này.",
    "Another body issues it.",
    "44",
)
WRONG_BODY = _refusal(
    "not-entitled",
    "Cơ quan yêu cầu không thuộc đối tượng được cung cấp.",
    "The body that asks is not among those that may be told.",
    "7",
)
UNPAID = _refusal("unpaid", "Chưa nộp phí.", "The fee has not been paid.", "49")

ONE = Procedure(
    code="records-one",
    version=1,
    since=OLD_SINCE,
    function=FUNCTION,
    label=Words("Cấp phiếu lý lịch tư pháp số 1 cho cá nhân", "Certificate No. 1 for a person"),
    summary=Words(
        "Phiếu ghi án tích chưa được xóa; án tích đã được xóa không ghi.",
        "It says which convictions are still a record; what has been expunged does not stand on it.",
    ),
    term=OLD_TERM,
    fields=(*PERSON, PURPOSE, OLD_BASIS, BANS),
    evidence=(IDENTITY, PROXY),
    steps=STEPS,
    outputs=(CERTIFICATE_1,),
    bases=OLD_LAW,
    refusals=(UNDER_16, WRONG_ISSUER, IMPERSONATION, NO_BASIS, UNPAID),
    fee=FEE,
    exemptions=EXEMPTIONS,
    longer=LONGER,
    official="3.000333",
    words=(
        "lý lịch tư pháp",
        "phiếu số 1",
        "tiền án",
        "án tích",
        "criminal record",
        "police check",
    ),
)
TWO = replace(
    ONE,
    code="records-two",
    label=Words("Cấp phiếu lý lịch tư pháp số 2 cho cá nhân", "Certificate No. 2 for a person"),
    summary=Words(
        "Phiếu ghi mọi bản án, kể cả án tích đã được xóa. Không ai được đòi bạn nộp phiếu này.",
        "It shows every conviction, expunged ones too. Nobody may require it of you.",
    ),
    fields=(*PERSON, *FAMILY),
    evidence=(IDENTITY,),
    outputs=(CERTIFICATE_2,),
    refusals=(UNDER_16, WRONG_ISSUER, IMPERSONATION, NO_PROXY, UNPAID),
    official="",
    words=("phiếu số 2", "lý lịch tư pháp số 2", "certificate number 2"),
)
AGENCY = replace(
    ONE,
    code="records-agency",
    label=Words(
        "Cung cấp thông tin lý lịch tư pháp cho cơ quan, tổ chức",
        "Criminal-record information for an agency",
    ),
    summary=Words(
        "Cơ quan hỏi nơi cấp, không đòi phiếu của người dân.",
        "The agency asks the issuer, and does not ask the person for a certificate.",
    ),
    fields=(*ABOUT, TEXT, OLD_AGENCY_BASIS),
    evidence=(LETTER,),
    outputs=(INFORMATION,),
    refusals=(NO_BASIS, WRONG_ISSUER, WRONG_BODY),
    fee="",
    exemptions=(),
    longer=None,
    channels=(Channel.ONLINE, Channel.POST),
    audience=(Audience.BODIES,),
    official="",
    words=("cơ quan yêu cầu lý lịch tư pháp", "record for an agency"),
)
PROCEEDINGS = replace(
    AGENCY,
    code="records-proceedings",
    label=Words(
        "Cung cấp phiếu số 2 cho cơ quan tiến hành tố tụng",
        "Certificate No. 2 for investigation, prosecution or trial",
    ),
    summary=Words(
        "Chỉ dành cho cơ quan điều tra, viện kiểm sát, tòa án.",
        "For bodies of investigation, prosecution and trial alone.",
    ),
    term=URGENT,
    fields=(*ABOUT, TEXT),
    outputs=(CERTIFICATE_2,),
    refusals=(WRONG_ISSUER, WRONG_BODY),
    words=("tố tụng", "criminal proceedings"),
)


AMENDED_FIELDS = {
    ONE.code: (*PERSON, PURPOSE, BASIS, BANS, AWAY),
    TWO.code: (*PERSON, *FAMILY, AWAY),
    AGENCY.code: (*ABOUT, LIVES, AGENCY_BASIS),
    PROCEEDINGS.code: PROCEEDINGS.fields,
}
"""What is asked since 1 July 2026."""


ONLINE = Words(
    "Nộp trực tuyến; người nước ngoài, người chưa có định danh điện tử nộp tại quầy hoặc qua bưu chính.",
    "It is asked for online; foreigners and people without an e-identity may come to a counter or write.",
)


def _amended(procedure: Procedure, term: Term = NEW_TERM) -> Procedure:
    """The same since 1 July 2026."""
    summary = procedure.summary
    if AWAY in AMENDED_FIELDS[procedure.code]:
        summary = Words(f"{summary.vi} {ONLINE.vi}", f"{summary.en} {ONLINE.en}")
    return replace(
        procedure, summary=summary, version=2, since=NEW_SINCE, term=term, bases=NEW_LAW, longer=None,
        fields=AMENDED_FIELDS[procedure.code],
    )  # fmt: skip


def procedures() -> tuple[Procedure, ...]:
    """Each in both versions, the older one first."""
    first = (ONE, TWO, AGENCY, PROCEEDINGS)
    terms = {PROCEEDINGS.code: URGENT}
    return (*first, *(_amended(one, terms.get(one.code, NEW_TERM)) for one in first))
