"""Words of the citizen's pages: statuses, terms, what was done, and what somebody reads for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from continuity.casework.refused import Refused
from continuity.casework.status import Status
from continuity.core.finding import Finding
from continuity.core.procedure import Audience, Group, Kind, Term, Unit, Words
from continuity.pages.words import language, number, t

STATUSES: dict[str, Words] = {
    Status.REGISTERED: Words("Đã gửi, chờ tiếp nhận", "Sent, to be taken in"),
    Status.RECEIVED: Words("Đã tiếp nhận", "Taken in"),
    Status.NOT_RECEIVED: Words("Không được tiếp nhận", "Not taken in"),
    Status.PROCESSING: Words("Đang giải quyết", "Being worked on"),
    Status.SUPPLEMENT: Words("Chờ bạn bổ sung", "Waiting for papers from you"),
    Status.PAYMENT: Words("Chờ bạn nộp phí", "Waiting for your payment"),
    Status.WITHDRAWN: Words("Bạn đã rút hồ sơ", "Withdrawn by you"),
    Status.STOPPED: Words("Dừng giải quyết", "Stopped"),
    Status.DONE: Words("Đã có kết quả", "Decided"),
    Status.DELIVERED: Words("Đã trả kết quả", "Result given out"),
}
DONE = {
    "file": Words("Nộp hồ sơ", "Filed"),
    "receive": Words("Tiếp nhận hồ sơ", "Taken in"),
    "refuse-receipt": Words("Không tiếp nhận hồ sơ", "Not taken in"),
    "claim": Words("Cán bộ nhận xử lý", "An officer took it up"),
    "assign": Words("Giao cán bộ xử lý", "Given to an officer"),
    "release": Words("Trả lại hàng chờ", "Put back among the waiting"),
    "hand-back": Words("Trả lại bước trước", "Handed back a step"),
    "check": Words("Kiểm tra hồ sơ", "Checked"),
    "review": Words("Người thứ hai thẩm định", "Reviewed by a second person"),
    "ask-supplement": Words("Yêu cầu bổ sung", "Asked you for more"),
    "answer-supplement": Words("Bạn đã bổ sung", "You gave what was asked for"),
    "pause": Words("Tạm dừng thời hạn", "The clock was stopped"),
    "resume": Words("Thời hạn chạy tiếp", "The clock ran on"),
    "consult": Words("Hỏi ý kiến cơ quan khác", "Another agency was asked"),
    "answer-consult": Words("Cơ quan được hỏi trả lời", "That agency answered"),
    "apologise": Words("Xin lỗi vì chậm và hẹn ngày mới", "Apology for being late, with a new day"),
    "pay": Words("Nộp phí", "Paid"),
    "waive": Words("Miễn, giảm phí", "Fee reduced or waived"),
    "decide": Words("Quyết định", "Decided"),
    "issue": Words("Ban hành kết quả", "The result was issued"),
    "issue-paper": Words("Ký số giấy kết quả", "The paper was signed"),
    "hand-out-paper": Words("Trao giấy để lãnh đạo ký", "The paper went to its signer"),
    "take-in-paper": Words("Ký số giấy kết quả", "The paper was signed"),
    "revoke-paper": Words("Thu hồi giấy", "A paper was taken back"),
    "correct-paper": Words("Đính chính giấy", "A paper was corrected"),
    "reissue-paper": Words("Cấp giấy thay thế", "A paper was issued anew"),
    "drop-paper": Words("Bỏ giấy chưa ký", "An unsigned paper was dropped"),
    "deliver": Words("Trả kết quả", "The result was given out"),
    "withdraw": Words("Bạn rút hồ sơ", "You withdrew it"),
    "stop": Words("Dừng giải quyết", "Stopped"),
    "close": Words("Đóng hồ sơ", "Closed"),
    "choose-law": Words("Bạn chọn quy định mới", "You chose the newer rules"),
}
PURPOSES = {
    "intake": Words("tiếp nhận hồ sơ", "to take the case in"),
    "processing": Words("giải quyết hồ sơ", "to work on the case"),
    "appeal": Words("giải quyết khiếu nại", "to decide an appeal"),
    "inspection": Words("thanh tra", "for an inspection"),
    "applicant": Words("chính bạn xem", "you yourself"),
}
READ = {
    "name": Words("họ tên", "name"),
    "identity": Words("số định danh", "identity number"),
    "contact": Words("liên hệ", "contact"),
    "answers": Words("nội dung khai", "answers"),
    "counted-in": Words("tệp kiểm đếm bàn giao", "file of its handover"),
    "papers": Words("giấy tờ kèm theo", "papers"),
    "notes": Words("ghi chú", "notes"),
    "readers": Words("nhật ký đọc", "who had read it"),
    "course": Words("hồ sơ đang ở bước nào", "how the case stands"),
}
GROUNDS = {
    "duplicate": Words("hồ sơ này đã nộp trước đó", "the same was filed before"),
    "other-procedure": Words("việc này thuộc thủ tục khác", "this belongs to another service"),
    "illegible": Words("giấy tờ không đọc được", "what was sent cannot be read"),
    "silence": Words(
        "đã quá hạn mà chưa nhận được bổ sung", "what was asked for did not come in time"
    ),
    "death": Words("người nộp đã mất", "the applicant has died"),
    "court": Words("theo quyết định của toà án", "a court has ordered it"),
    "no-object": Words("không còn gì phải giải quyết", "there is nothing left to decide"),
}
"""Why something is not taken in, and why it is stopped: the closed lists of casework, to be told."""
ENDED = {
    "revoked": Words("đã thu hồi", "taken back"),
    "corrected": Words("đã đính chính bằng giấy khác", "corrected by another paper"),
    "replaced": Words("đã thay bằng giấy khác", "replaced by another paper"),
}
TITLES = {
    Group.CONTACT: Words("Liên lạc với bạn cách nào?", "How can you be reached?"),
    Group.ANSWERS: Words("Nội dung đề nghị", "What you apply for"),
}
UNITS = {
    Unit.WORKING_DAYS: Words("{n} ngày làm việc", "{n} working days"),
    Unit.CALENDAR_DAYS: Words("{n} ngày", "{n} days"),
    Unit.HOURS: Words("{n} giờ", "{n} hours"),
    Unit.MONTHS: Words("{n} tháng", "{n} months"),
    Unit.YEARS: Words("{n} năm", "{n} years"),
}
TYPES = {
    Kind.EMAIL: ("email", "email"),
    Kind.PHONE: ("tel", "tel"),
    Kind.NUMBER: ("text", "off"),
    Kind.PLACE: ("text", "street-address"),
}
"""The type of a field and what a browser may fill it with."""


def words(table: Mapping[str, Words], key: str) -> str:
    """What something is called in the language of the page; itself where nobody named it."""
    found = table.get(key)
    return t(*found) if found else str(key).replace("-", " ")


def term(of: Term) -> str:
    """How long something may take: 5 working days."""
    amount = int(of.amount) if of.amount == int(of.amount) else of.amount
    said = t(*UNITS[of.unit]).format(n=number(amount))
    return said[:-1] if language() == "en" and amount == 1 else said


def dong(amount: int) -> str:
    """An amount of money: 200.000 đồng."""
    return t(f"{number(amount)} đồng", f"{number(amount)} VND")


def finding(found: Finding) -> str:
    """What is wrong and what was expected, in one line beside a field."""
    what, expected, _ = found.parts(language())
    return f"{what} {expected}"


def refusal(refused: Refused) -> str:
    """Why something was not done."""
    return t(refused.vi, refused.en)


def reads(fields: Iterable[str]) -> str:
    """Which groups were read."""
    return ", ".join(words(READ, one) for one in fields)


def until(due: date | None, on: date) -> str:
    """How far a due day is away, in days as one counts them."""
    if due is None:
        return ""
    left = (due - on).days
    if left == 0:
        return t("hôm nay", "today")
    if left < 0:
        return t(f"quá {-left} ngày", f"{-left} days ago")
    return t(f"còn {left} ngày", f"in {left} days")


WHOM = {
    Audience.PEOPLE: lambda: t("người dân", "people"),
    Audience.BODIES: lambda: t(
        "cơ quan, tổ chức, do người được giới thiệu hoặc ủy quyền nộp",
        "bodies; somebody whom the body sends files for it",
    ),
    Audience.OFFICE: lambda: t(
        "cơ quan giải quyết tự lập hồ sơ; không ai phải nộp",
        "the office itself, which draws the case up; nobody need file it",
    ),
}
"""For whom a service is."""
