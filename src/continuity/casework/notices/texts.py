"""Which act sends which notice, and its words in both languages: data, to which rooms above add.

A text is short and exact, and says nothing but the number of the case, the agency and a day: whoever
reads it over a shoulder learns no more. A short message is written without marks, as those of Viet Nam's
offices are: so it is 160 letters of the GSM alphabet instead of 70, one message and one price.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from continuity.core.finding import said_day
from continuity.core.procedure import Words
from continuity.packs.names import unmarked

SHORT = 160
"""The letters of one short message in the GSM 03.38 alphabet."""

GSM = frozenset(
    "@$_!\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz \n"
)
"""Those of that alphabet that take one place each and are ASCII."""


class Kind(NamedTuple):
    """A kind of notice: its subject and its words; `{agency}`, `{number}` and `{day}` are filled in.

    `{heir}` is who is competent from that day on, where the words name it; `dayless` are the words
    where there is no day.
    """

    subject: Words
    words: Words
    dayless: Words | None = None


class Sends(NamedTuple):
    """An act that sends a notice: its verb, and the status that it leads to, '' for any."""

    kind: str
    verb: str
    status: str = ""


KINDS: dict[str, Kind] = {
    "filed": Kind(
        Words("Hồ sơ {number} đã được gửi", "Application {number} was sent"),
        Words(
            "{agency} đã nhận được hồ sơ {number} nộp trực tuyến và sẽ báo khi tiếp nhận.",
            "{agency} has your online application {number} and will tell you when it is accepted.",
        ),
    ),
    "received": Kind(
        Words("Đã tiếp nhận hồ sơ {number}", "Application {number} was received"),
        Words(
            "Hồ sơ {number} đã được tiếp nhận. Cơ quan giải quyết: {agency}. Hẹn trả kết quả: {day}.",
            "Application {number} was received. Handled by: {agency}. Result due: {day}.",
        ),
        Words(
            "Hồ sơ {number} đã được tiếp nhận. Cơ quan giải quyết: {agency}.",
            "Application {number} was received. Handled by: {agency}.",
        ),
    ),
    "not-received": Kind(
        Words("Hồ sơ {number} chưa được tiếp nhận", "Application {number} was not accepted"),
        Words(
            "{agency} không tiếp nhận hồ sơ {number}; lý do có trong hồ sơ.",
            "{agency} did not accept application {number}; the reason stands in the case.",
        ),
    ),
    "supplement": Kind(
        Words("Đề nghị bổ sung hồ sơ {number}", "Something is missing in application {number}"),
        Words(
            "{agency} đề nghị bổ sung hồ sơ {number}; nội dung cần bổ sung có trong hồ sơ.",
            "{agency} asks for more in application {number}; the case says what is missing.",
        ),
    ),
    "payment": Kind(
        Words("Đề nghị nộp phí, lệ phí hồ sơ {number}", "A fee is due in application {number}"),
        Words(
            "{agency} đề nghị nộp phí, lệ phí của hồ sơ {number}; số tiền có trong hồ sơ.",
            "{agency} asks for the fee of application {number}; the case says how much.",
        ),
    ),
    "overdue": Kind(
        Words("Hồ sơ {number} đã quá hạn", "Application {number} is overdue"),
        Words(
            "Hồ sơ {number} đã quá hạn trả kết quả ngày {day}. {agency} sẽ xin lỗi và hẹn lại ngày trả.",
            "Application {number} was due on {day} and is late. {agency} owes you an apology.",
        ),
    ),
    "apology": Kind(
        Words("Xin lỗi vì hồ sơ {number} quá hạn", "Apology: application {number} is late"),
        Words(
            "{agency} xin lỗi vì hồ sơ {number} quá hạn. Hẹn lại ngày trả kết quả: {day}.",
            "{agency} apologises: application {number} is late. New day for the result: {day}.",
        ),
    ),
    "decided": Kind(
        Words("Hồ sơ {number} đã được giải quyết", "Application {number} was decided"),
        Words(
            "{agency} đã có quyết định về hồ sơ {number}; nội dung có trong hồ sơ.",
            "{agency} has decided on application {number}; the case says how.",
        ),
    ),
    "ready": Kind(
        Words("Đã có kết quả hồ sơ {number}", "The result of application {number} is ready"),
        Words(
            "Kết quả hồ sơ {number} đã sẵn sàng để trả. {agency} mời đến nhận hoặc xem trực tuyến.",
            "The result of application {number} is ready: at {agency}, or on line.",
        ),
    ),
    "stopped": Kind(
        Words("Hồ sơ {number} đã dừng giải quyết", "Application {number} was stopped"),
        Words(
            "{agency} đã dừng giải quyết hồ sơ {number}; lý do có trong hồ sơ.",
            "{agency} has stopped application {number}; the reason stands in the case.",
        ),
    ),
    "withdrawn": Kind(
        Words("Hồ sơ {number} đã được rút", "Application {number} was withdrawn"),
        Words(
            "Hồ sơ {number} đã được rút theo yêu cầu của người nộp. {agency}.",
            "Application {number} was withdrawn as the applicant asked. {agency}.",
        ),
    ),
    "successor": Kind(
        Words("Hồ sơ {number} chuyển cơ quan giải quyết", "Application {number} changes hands"),
        Words(
            "Từ {day}, {agency} giải quyết hồ sơ {number}. Mã số, hạn trả giữ nguyên, không nộp lại gì.",
            "From {day}, {agency} handles application {number}. Number and due day stay.",
        ),
    ),
}  # fmt: skip

SENDS: list[Sends] = [
    Sends("filed", "file", "registered"),
    Sends("received", "file", "received"),
    Sends("received", "receive"),
    Sends("not-received", "refuse-receipt"),
    Sends("supplement", "ask-supplement"),
    Sends("supplement", "pause", "supplement"),
    Sends("payment", "pause", "payment"),
    Sends("overdue", "overdue"),
    Sends("apology", "apologise"),
    Sends("decided", "decide"),
    Sends("ready", "issue"),
    Sends("stopped", "stop"),
    Sends("withdrawn", "withdraw"),
    Sends("withdrawn", "close", "withdrawn"),
    Sends("stopped", "close", "stopped"),
    Sends("not-received", "close", "not-received"),
]


def add(kind: str, words: Kind, *sends: Sends) -> None:
    """A kind of notice of a room above, and the acts that send it."""
    KINDS[kind] = words
    SENDS.extend(one for one in sends if one not in SENDS)


def sent_by(verb: str, status: str) -> list[str]:
    """The kinds of notices that an act sends, each once."""
    found = [s.kind for s in SENDS if s.verb == verb and s.status in ("", status)]
    return list(dict.fromkeys(found))


def subject(kind: str, language: str, number: str) -> str:
    """The subject of a letter."""
    return _in(KINDS[kind].subject, language).format(number=number)


def names_heir(kind: str) -> bool:
    """True for a kind that is told before its day, and names who acts from then on."""
    return "{heir}" in KINDS[kind].words.vi


def text(
    kind: str, language: str, number: str, agency: str, day: date | None, heir: str = ""
) -> str:
    """The whole text of a notice, with its day as people write it."""
    one = KINDS[kind]
    words = one.dayless if day is None and one.dayless else one.words
    told = {"number": number, "agency": agency, "day": _day(day, language), "heir": heir}
    return _in(words, language).format(**told)


def short(
    kind: str, language: str, number: str, agency: str, day: date | None, heir: str = ""
) -> str:
    """The text as one short message: without marks, and the agency's name cut where it must be."""
    whole = _plain(text(kind, language, number, agency, day, heir))
    if len(whole) > SHORT:
        name = _plain(heir or agency)
        whole = whole.replace(name, name[: len(name) - (len(whole) - SHORT) - 1].rstrip() + ".", 1)
    return whole[:SHORT]


def _plain(words: str) -> str:
    return "".join(c if c in GSM else "-" if c in "–—" else "?" for c in unmarked(words))


def _in(words: Words, language: str) -> str:
    return words.en if language == "en" else words.vi


def _day(day: date | None, language: str) -> str:
    if day is None:
        return "…"
    said = said_day(day)
    return said if language == "en" else said.vi
