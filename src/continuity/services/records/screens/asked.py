"""The questions of the calculator, and what was typed into them as facts for the rules.

Each question is a field of the core, so that it is read like every form; a question that is left open
stays a fact that nobody has told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from continuity.core.form import meaning
from continuity.core.procedure import Choice, Field, Kind, Words
from continuity.pages.words import t
from continuity.services.records.rules.facts import (
    Due,
    Extra,
    How,
    Judgment,
    Lasting,
    Main,
    Offence,
    Order,
    Penalty,
    Pending,
    Person,
    Served,
    Weight,
)

MOST, MOST_YEARS = 3, 100
UNKNOWN = Choice("unknown", Words("Không rõ", "Not known"))
OPEN = ("", UNKNOWN.id)
"""Answers that tell nothing: none at all, and that it is not known."""


def _choices(*told: tuple[str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(id, Words(vi, en)) for id, vi, en in told)


def _chosen(id: str, vi: str, en: str, *told: tuple[str, str, str], unknown: bool = True) -> Field:
    choices = _choices(*told) + ((UNKNOWN,) if unknown else ())
    return Field(id, Words(vi, en), Kind.CHOICE, required=not unknown, choices=choices)


DAY_HINT = Words("Ví dụ: 30/06/2022.", "For example 30/06/2022.")

COURT = (
    Field("effective", Words("Ngày bản án có hiệu lực", "Day on which the judgment took effect"),
          Kind.DATE, hint=DAY_HINT),
    Field("offence", Words("Ngày phạm tội", "Day of the offence"), Kind.DATE, required=False,
          hint=Words("Để trống nếu không rõ.", "Leave it empty if you do not know.")),
    Field("age", Words("Tuổi khi phạm tội", "Age at the offence"), Kind.NUMBER, required=False,
          hint=Words("Số tuổi tròn; để trống nếu không rõ.", "In full years; empty if not known.")),
    _chosen("chapter", "Tội thuộc chương nào của Bộ luật Hình sự?",
            "In which chapter of the Penal Code is the offence?",
            ("other", "Chương khác", "Another chapter"),
            ("XIII", "Chương XIII (an ninh quốc gia)", "Chapter XIII (national security)"),
            ("XXVI", "Chương XXVI (phá hoại hòa bình, tội phạm chiến tranh)",
             "Chapter XXVI (peace, mankind, war crimes)")),
    _chosen("weight", "Loại tội phạm, theo khung hình phạt của điều luật",
            "How grave, by the bracket that the law threatens",
            (Weight.LESS, "Ít nghiêm trọng (đến 3 năm)", "Less serious (up to 3 years)"),
            (Weight.SERIOUS, "Nghiêm trọng (trên 3 đến 7 năm)", "Serious (over 3, up to 7 years)"),
            (Weight.VERY, "Rất nghiêm trọng (trên 7 đến 15 năm)",
             "Very serious (over 7, up to 15 years)"),
            (Weight.EXTREMELY, "Đặc biệt nghiêm trọng (trên 15 năm)",
             "Extremely serious (over 15 years)")),
    _chosen("intent", "Lỗi", "Intended or negligent?",
            ("yes", "Cố ý", "Intended"), ("no", "Vô ý", "Negligent")),
)  # fmt: skip
PENALTY = (
    _chosen("kind", "Hình phạt chính Tòa án đã tuyên", "Main penalty that the court imposed",
            (Main.PRISON, "Tù có thời hạn", "Prison"),
            (Main.SUSPENDED, "Tù nhưng cho hưởng án treo", "Suspended prison"),
            (Main.FINE, "Phạt tiền", "Fine"), (Main.WARNING, "Cảnh cáo", "Warning"),
            (Main.NON_CUSTODIAL, "Cải tạo không giam giữ", "Non-custodial reform"),
            (Main.LIFE, "Tù chung thân", "Life"),
            (Main.DEATH, "Tử hình đã được giảm", "Death, commuted"),
            (Main.NONE, "Được miễn hình phạt", "Exempted from punishment"),
            (Main.MEASURE, "Biện pháp tư pháp (dưới 18 tuổi)", "A judicial measure (under 18)"),
            unknown=False),
    Field("years", Words("Mức án: số năm", "Length imposed: years"), Kind.NUMBER, required=False),
    Field("months", Words("và số tháng", "and months"), Kind.NUMBER, required=False,
          hint=Words("Lẻ ngày thì tính thêm một tháng.", "Days over count as one month more.")),
    _chosen("state", "Việc chấp hành hình phạt chính", "What became of it",
            (Served.DONE, "Đã chấp hành xong", "It is complete"),
            (Served.RUNNING, "Đang chấp hành", "It is still being served"),
            (Served.NEVER, "Chưa bao giờ thi hành, không trốn tránh", "Never executed, no flight"),
            (Served.FLED, "Đã trốn tránh", "Execution was evaded")),
    Field("ended",
          Words("Ngày chấp hành xong, hoặc hết thử thách", "Day of completion, or end of probation"),
          Kind.DATE, required=False),
)  # fmt: skip
REST = (
    Field("extra",
          Words("Ngày hết hình phạt bổ sung, nếu có", "Last day of an additional penalty, if any"),
          Kind.DATE, required=False,
          hint=Words("Quản chế, cấm cư trú, cấm hành nghề, cấm chức vụ.",
                     "Supervision, or a ban on residence, practice or office.")),
    _chosen("orders", "Bồi thường, án phí, nghĩa vụ khác", "Damages, court fees, other orders",
            ("none", "Không có", "None"), ("done", "Đã thi hành xong", "All complete"),
            ("open", "Chưa thi hành xong", "Not complete yet")),
    Field("done", Words("Ngày thi hành xong các nghĩa vụ đó", "Day on which they were complete"),
          Kind.DATE, required=False),
    _chosen("merged", "Hình phạt có được tổng hợp với bản án khác không?",
            "Was the penalty joined with that of another judgment?",
            ("no", "Không", "No"), ("yes", "Có", "Yes")),
)  # fmt: skip
GROUPS = (
    (Words("Bản án", "The judgment"), COURT),
    (Words("Hình phạt", "The penalty"), PENALTY),
    (Words("Nghĩa vụ khác", "What else was ordered"), REST),
)
OPEN_CASE = (
    _chosen("case", "Hiện có vụ án nào đang điều tra, xét xử không?",
            "Is a case open at the moment?", ("no", "Không", "No"), ("yes", "Có", "Yes"),
            unknown=False),
    Field("case-offence", Words("Ngày xảy ra việc đó", "Day of what it is about"), Kind.DATE,
          required=False),
)  # fmt: skip
ON = Field("on", Words("Hỏi về ngày nào?", "Which day do you ask about?"), Kind.DATE, required=False,
           hint=Words("Để trống là hôm nay.", "Empty means today."))  # fmt: skip
WHOLE = (*OPEN_CASE, ON)

Read = dict[str, str]


def wrong(field: Field, text: str) -> str:
    """What is wrong with an answer and how to mend it, '' where nothing is."""
    read = meaning(field, text)
    if read == "" and field.required:
        return t(f"Trả lời câu “{field.label.vi}”.", f"Answer “{field.label.en}”.")
    if read is not None and (field.kind is not Kind.NUMBER or _counts(read)):
        return ""
    if field.kind is Kind.DATE:
        return t(
            f"“{field.label.vi}”: ghi ngày như 30/06/2022.",
            f"“{field.label.en}”: write a day such as 30/06/2022.",
        )
    if field.kind is Kind.NUMBER:
        return t(
            f"“{field.label.vi}”: cần một số nguyên từ 0 đến {MOST_YEARS}.",
            f"“{field.label.en}”: a whole number from 0 to {MOST_YEARS} is needed.",
        )
    if field.kind is Kind.IDENTITY:
        return t(
            f"“{field.label.vi}”: cần 12 chữ số.", f"“{field.label.en}”: 12 digits are needed."
        )
    if field.kind is Kind.CHOICE:
        return t(
            f"“{field.label.vi}”: chọn một mục.", f"“{field.label.en}”: choose one of the list."
        )
    return t(
        f"“{field.label.vi}”: nhiều nhất {field.most} ký tự, không có ký tự điều khiển.",
        f"“{field.label.en}”: at most {field.most} characters, none of them a control character.",
    )


def _counts(text: str) -> bool:
    return text == "" or (text.isdecimal() and int(text) <= MOST_YEARS)


def read(sent: Mapping[str, str], count: int) -> tuple[Read, dict[str, str]]:
    """What was typed in the form in which it is meant, and what is wrong with it, by field."""
    asked = [
        (f"{one.id}-{n}", one) for n in range(1, count + 1) for _, part in GROUPS for one in part
    ]
    told, errors = answers([*asked, *((one.id, one) for one in WHOLE)], sent)
    for n in range(1, count + 1):
        if not errors.get(f"effective-{n}") and not errors.get(f"ended-{n}"):
            errors |= in_order(told, n)
    return told, errors


def answers(
    asked: Iterable[tuple[str, Field]], sent: Mapping[str, str]
) -> tuple[Read, dict[str, str]]:
    """What was typed under some names, and what is wrong with it; fields each alone."""
    told, errors = {}, {}
    for name, field in asked:
        if error := wrong(field, sent.get(name, "")):
            errors[name] = error
        told[name] = meaning(field, sent.get(name, "")) or ""
    return told, errors


def in_order(told: Read, n: int) -> dict[str, str]:
    """Days of one judgment that cannot follow each other."""
    effective, ended, offence = (told[f"{name}-{n}"] for name in ("effective", "ended", "offence"))
    if offence and offence > effective:
        return {
            f"offence-{n}": t(
                "Ngày phạm tội phải trước ngày bản án có hiệu lực.",
                "The offence comes before the judgment takes effect.",
            )
        }
    if ended and offence and ended < offence:
        return {
            f"ended-{n}": t(
                "Ngày chấp hành xong phải sau ngày phạm tội.",
                "A penalty is complete after the offence.",
            )
        }
    return {}


def person(told: Read, count: int, today: date) -> tuple[Person, date]:
    """The facts that were told, and the day asked about."""
    on = _day(told["on"]) or today
    pending = (Pending(on, _day(told["case-offence"])),) if told["case"] == "yes" else ()
    return Person(tuple(judgment(told, n) for n in range(1, count + 1)), pending), on


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _known(text: str, **values: Any) -> Any:
    """What a choice means; None for one that says that it is not known."""
    return values.get(text)


def judgment(told: Read, n: int) -> Judgment:
    """The conviction that some answers tell of, under its number among them."""

    def of(name: str) -> str:
        return told[f"{name}-{n}"]

    chapter = of("chapter")
    offence = Offence(
        _day(of("offence")),
        None if chapter in OPEN else "XIV" if chapter == "other" else chapter,
        None if of("weight") in OPEN else Weight(of("weight")),
        _known(of("intent"), yes=True, no=False),
        int(of("age")) if of("age") else None,
    )
    months = int(of("years") or 0) * 12 + int(of("months") or 0)
    ended, state = _day(of("ended")), Served(of("state") or UNKNOWN.id)
    penalty = Penalty(
        Main(of("kind")), months, ended if state is Served.DONE else None, state, How.SERVED
    )
    extra = _day(of("extra"))
    return Judgment(
        str(n),
        date.fromisoformat(of("effective")),
        (offence,),
        penalty,
        (Extra(Lasting.ANY, extra),) if extra else (),
        _orders(of("orders"), _day(of("done"))),
        merged=_known(of("merged"), yes=True, no=False),
    )


def _orders(told: str, done: date | None) -> tuple[Order, ...] | None:
    if told in OPEN:
        return None
    if told == "none":
        return ()
    return (Order(Due.OTHER, done, Served.RUNNING if told == "open" else Served.DONE),)
