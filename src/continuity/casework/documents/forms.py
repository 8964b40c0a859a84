"""The six forms of Circular 01/2018/TT-VPCP, made from what a case is and nothing else.

Their fields are those that the circular asks for; the exact layout of its annex is unverified here.
All of this is pure: somebody who may read the case has read it, and hands it in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from continuity.casework.documents.kinds import OURS, Kind, Language, Said, Slots, register
from continuity.core.procedure import NO_WORDS, Words

LAW = "01/2018/TT-VPCP"
LETTER, SHEET = OURS + "letter.typ", OURS + "sheet.typ"
CLERK = Words("Người tiếp nhận hồ sơ", "Received by")

RECEIPT = Kind(
    "receipt", Words("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Receipt and appointment"),
    "TNHT", LETTER, office=CLERK,
)  # fmt: skip
SUPPLEMENT = Kind(
    "supplement", Words("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request to complete a dossier"),
    "YCBS", LETTER, office=CLERK,
)  # fmt: skip
REFUSAL = Kind(
    "refusal", Words("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal to take in a dossier"),
    "TC", LETTER, office=CLERK,
)  # fmt: skip
APOLOGY = Kind(
    "apology",
    Words("Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Apology and new appointment"),
    "XL", LETTER,
)  # fmt: skip
CONTROL = Kind(
    "control-sheet",
    Words("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control sheet of a dossier"),
    "KS", SHEET, seen=False, office=CLERK,
)  # fmt: skip
BOOK = Kind(
    "tracking-book", Words("Sổ theo dõi hồ sơ", "Tracking book of dossiers"),
    "STD", SHEET, seen=False, office=CLERK,
)  # fmt: skip
SIX = (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, CONTROL, BOOK)
register(*SIX)


@dataclass(frozen=True, slots=True)
class Filing:
    """What a form must know of one case; the personal part is of whoever may read it."""

    number: str
    service: Words
    filed: datetime | date
    due: date | None
    applicant: str = ""
    contact: str = ""
    address: str = ""
    papers: tuple[Words, ...] = ()
    copies: int = 1
    result_at: Words = NO_WORDS
    handled_by: str = ""
    given: date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One station of a case: who had it, from when until when, by when it should have gone on."""

    agency: str
    step: Words
    received: datetime | date
    handed: datetime | date | None = None
    due: date | None = None
    note: str = ""


def receipt(
    filing: Filing, language: Language = "vi", *, term: Words = NO_WORDS, basis: Words = NO_WORDS
) -> Slots:
    """Form 1: what was taken in, and when its result is there; `basis` says why it is given elsewhere."""
    said = _chosen(language)
    kept = [
        (said("Thời gian giải quyết theo quy định", "Time that the law allows"), said(*term)),
        (said("Thời gian nhận hồ sơ", "Received"), filing.filed),
        (said("Hẹn trả kết quả", "Result due"), filing.due or said("chưa xác định", "not set")),
        (said("Cơ quan giải quyết", "Handled by"), filing.handled_by),
        (said("Nhận kết quả tại", "Result given at"), said(*filing.result_at)),
    ]
    papers = tuple(
        (str(n), said(*paper), str(filing.copies)) for n, paper in enumerate(filing.papers, 1)
    )
    return Slots(
        lines=(said("Đã tiếp nhận hồ sơ sau đây:", "This dossier has been received:"),),
        facts=_filled([*_who(filing, language), *kept]),
        columns=(said("STT", "No."), said("Thành phần hồ sơ", "Paper"), said("Số bản", "Copies")),
        widths=(0.12, 1, 0.2),
        rows=papers,
        closing=(
            said(
                "Mã hồ sơ giữ nguyên cho đến khi trả kết quả, kể cả khi cơ quan giải quyết được sắp xếp "
                "lại.",
                "The number stays the same until the result is given, whatever agency is in charge by "
                "then.",
            ),
            *((said(*basis),) if basis.vi else ()),
        ),
    )


def supplement(filing: Filing, missing: Iterable[Words], language: Language = "vi") -> Slots:
    """Form 2: everything that is missing, at once; a second request is not allowed."""
    said = _chosen(language)
    return Slots(
        to=filing.applicant,
        lines=(
            said(
                "Để có căn cứ giải quyết hồ sơ, đề nghị Ông/Bà bổ sung, hoàn thiện những nội dung sau:",
                "So that your dossier can be decided, please add or complete the following:",
            ),
        ),
        facts=_about(filing, language),
        columns=(said("STT", "No."), said("Nội dung cần bổ sung, hoàn thiện", "What is needed")),
        widths=(0.1, 1),
        rows=tuple((str(n), said(*one)) for n, one in enumerate(missing, 1)),
        closing=(
            said(
                "Trong thời gian chờ bổ sung, thời hạn giải quyết tạm dừng. Những giấy tờ và khoản tiền "
                "đã nộp vẫn được giữ nguyên, không phải nộp lại.",
                "The clock stands still until then. Papers that you handed in and fees that you paid "
                "count; you need not bring or pay them again.",
            ),
        ),
    )


def refusal(
    filing: Filing,
    grounds: Iterable[tuple[Words, str]],
    language: Language = "vi",
    *,
    decided: bool = False,
) -> Slots:
    """Form 3: on which grounds of the closed list, and by which law, a dossier is not taken in.

    With `decided` it was taken in, and what it asks for is refused.
    """
    said = _chosen(language)
    taken_in = said(
        "Qua xem xét, hồ sơ của Ông/Bà không đủ điều kiện tiếp nhận vì lý do sau:",
        "Your dossier cannot be taken in, for these reasons:",
    )
    granted = said(
        "Qua xem xét, đề nghị của Ông/Bà không đủ điều kiện giải quyết vì lý do sau:",
        "What you apply for is refused, for these reasons:",
    )
    return Slots(
        to=filing.applicant,
        lines=(granted if decided else taken_in,),
        facts=_about(filing, language),
        columns=(said("STT", "No."), said("Lý do", "Reason"), said("Căn cứ", "Legal basis")),
        widths=(0.1, 1, 0.5),
        rows=tuple((str(n), said(*why), law) for n, (why, law) in enumerate(grounds, 1)),
        closing=(
            said(
                "Nếu không đồng ý, Ông/Bà có quyền khiếu nại theo quy định của Luật Khiếu nại.",
                "If you disagree, you may lodge a complaint under the Law on Complaints.",
            ),
        ),
    )


def apology(filing: Filing, again: date, reason: Words, language: Language = "vi") -> Slots:
    """Form 4: we are late, why, and the new day; at most once for a case."""
    said = _chosen(language)
    sorry: Said = (
        said("Kết quả hồ sơ của Ông/Bà được hẹn trả vào ", "Your result was due on "),
        filing.due or again,
        said(" nhưng đến nay chưa giải quyết xong. Lý do: ", " and is not ready. The reason: "),
        said(*reason),
        ".",
    )
    return Slots(
        to=filing.applicant,
        lines=(
            sorry,
            said(
                "Chúng tôi xin lỗi Ông/Bà vì sự chậm trễ này.",
                "We apologise to you for this delay.",
            ),
        ),
        facts=(*_about(filing, language), (said("Hẹn lại ngày trả kết quả", "New day"), again)),
    )


def control(
    filing: Filing, passages: Iterable[Passage], on: date, language: Language = "vi"
) -> Slots:
    """Form 5: through whose hands a case went, and which were in time."""
    said = _chosen(language)
    rows = tuple(
        (
            str(n), one.agency, said(*one.step), one.received, one.handed or "",
            said(*_punctual(one, on)), one.note,
        )
        for n, one in enumerate(passages, 1)
    )  # fmt: skip
    return Slots(
        facts=_about(filing, language),
        columns=(
            said("STT", "No."), said("Cơ quan", "Agency"), said("Bước", "Step"),
            said("Nhận", "Received"), said("Giao", "Handed on"),
            said("Kết quả (trước hạn, đúng hạn, quá hạn)", "In time or late"),
            said("Ghi chú", "Note"),
        ),
        widths=(0.3, 1.3, 1.2, 0.9, 0.9, 0.9, 0.8),
        rows=rows,
    )  # fmt: skip


def book(filings: Iterable[Filing], language: Language = "vi") -> Slots:
    """Form 6: the dossiers of an agency, one a line, across the page."""
    said = _chosen(language)
    rows = tuple(
        (
            str(n), one.number, said(*one.service), str(one.copies), one.applicant,
            _line(one.address, one.contact), one.handled_by, one.filed, one.due or "",
            one.given or "",
        )
        for n, one in enumerate(filings, 1)
    )  # fmt: skip
    return Slots(
        across=True,
        columns=(
            said("TT", "No."), said("Mã hồ sơ", "Number"), said("Thủ tục", "Service"),
            said("Số bộ", "Sets"), said("Tên cá nhân, tổ chức", "Applicant"),
            said("Địa chỉ, số điện thoại", "Address, telephone"),
            said("Cơ quan giải quyết", "Handled by"), said("Nhận", "Received"),
            said("Hẹn trả", "Due"), said("Trả", "Given"),
        ),
        widths=(0.35, 1.35, 1.5, 0.4, 1.3, 1.4, 1.3, 0.8, 0.8, 0.8),
        rows=rows,
    )  # fmt: skip


def _chosen(language: Language) -> Callable[[str, str], str]:
    return lambda vi, en: vi if language == "vi" else en


def _about(filing: Filing, language: Language) -> tuple[tuple[str, Said], ...]:
    said = _chosen(language)
    return (
        (said("Mã hồ sơ", "Number"), filing.number),
        (said("Thủ tục", "Service"), said(*filing.service)),
        (said("Ngày nhận", "Received"), filing.filed),
    )


def _who(filing: Filing, language: Language) -> list[tuple[str, Said]]:
    said = _chosen(language)
    return [
        (said("Mã hồ sơ", "Number"), filing.number),
        (said("Tiếp nhận hồ sơ của", "From"), filing.applicant),
        (said("Địa chỉ", "Address"), filing.address),
        (said("Số điện thoại, thư điện tử", "Telephone, e-mail"), filing.contact),
        (said("Nội dung yêu cầu giải quyết", "What is asked for"), said(*filing.service)),
    ]


def _filled(facts: Iterable[tuple[str, Said]]) -> tuple[tuple[str, Said], ...]:
    return tuple((label, value) for label, value in facts if value != "")


def _line(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _punctual(one: Passage, on: date) -> Words:
    if one.due is None:
        return NO_WORDS
    until = one.handed or on
    day = until.date() if isinstance(until, datetime) else until
    if day > one.due:
        return Words("Quá hạn", "Late")
    if one.handed is None:
        return Words("Đang giải quyết", "Under way")
    return Words("Đúng hạn", "In time") if day == one.due else Words("Trước hạn", "Early")
