"""What a certificate says, field by field as on the printed form, in one language at a time.

No. 1 says of a judgment what is a record: offence with its clause, main and additional penalties. No. 2
says everything: what else was ordered and whether it is complete, how the penalty ended, and what became
of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from continuity.casework.documents.kinds import Kind, Language, Said, Slots
from continuity.casework.verbs.deciding import Issue
from continuity.core.procedure import Field, Words
from continuity.core.procedure import Kind as Kinds
from continuity.services.records.procedure import PERSON
from continuity.services.records.rules.certificate import Certificate, Number
from continuity.services.records.rules.certificate import Shown as Row
from continuity.services.records.rules.facts import Ban, Judgment, Offence, Order, Penalty, Person
from continuity.services.records.rules.facts import Served as State
from continuity.services.records.rules.reckon import RECORD as RECORDS
from continuity.services.records.rules.reckon import Status
from continuity.services.records.rules.words import HOW, PENALTIES, STATES, STATUSES, WHAT

Facts = list[tuple[str, Said]]


def slots(
    made: Certificate, who: Person, told: dict[str, str], kind: Kind, issue: Issue,
    language: Language = "vi",
) -> Slots:  # fmt: skip
    """What the paper says of somebody whose answers are told."""
    said = attrgetter(language)
    facts: Facts = [(said(NAME), told["name"])]
    facts += [
        (said(label), _answer(id, told[id], language)) for id, label in BORN.items() if told.get(id)
    ]
    facts.append((said(IDENTITY), told["identity"]))
    facts += [(said(label), told[id]) for id, label in REST.items() if told.get(id)]
    if not made.convictions:
        facts.append((said(RECORD), said(NONE)))
    judgments = {one.key: one for one in who.judgments}
    for row in made.convictions:
        facts += _conviction(row, judgments[row.key], language, whole=made.number is Number.TWO)
    if made.bans is not None:
        facts += [(said(BAN), _ban(ban, language)) for ban in made.bans]
        facts += [] if made.bans else [(said(BAN), said(NOT_BANNED))]
    facts.append((said(CASE), issue.case.number))
    return Slots(
        title=said(kind.label),
        bases=tuple(f"{said(UNDER)} {one.source}" for one in issue.procedure.bases),
        facts=tuple(facts),
        closing=(said(AS_OF),),
        recipients=(said(APPLICANT), f"{said(FILE)} {issue.case.number}"),
    )


FIELDS: dict[str, Field] = {field.id: field for field in PERSON}


def _answer(id: str, text: str, language: Language) -> Said:
    """An answer as a paper says it: of a choice its label, a day as that language writes it."""
    field = FIELDS[id]
    if field.kind is Kinds.DATE:
        return date.fromisoformat(text)
    labels = {one.id: one.label for one in field.choices}
    return str(attrgetter(language)(labels[text])) if text in labels else text


def _conviction(row: Row, judgment: Judgment, language: Language, *, whole: bool) -> Facts:
    said = attrgetter(language)
    status = said(STATUSES[Status.ACTIVE if row.status in RECORDS else row.status])
    since: Said = (status, " (", said(SINCE), " ", row.since, ")") if row.since else status
    number = judgment.number or judgment.key
    extras: Facts = [
        (said(EXTRA), (said(WHAT[one.kind]), ", ", said(UNTIL), " ", one.until or "–"))
        for one in judgment.extras or ()
    ]
    rest = list(_executed(judgment, language)) if whole else []
    return [
        (said(JUDGMENT), (number, ", ", judgment.effective, ", ", judgment.court)),
        (said(OFFENCES), "; ".join(_offences(judgment.offences)) or "–"),
        (said(MAIN), _penalty(judgment.penalty, language)),
        *extras,
        *rest,
        (said(RECORD), since),
    ]


def _offences(all: tuple[Offence, ...]) -> Iterator[str]:
    """Each with the clause that was applied, as the judgment cites both."""
    for one in all:
        if one.title or one.article:
            yield f"{one.title or '–'} ({one.article})" if one.article else one.title


def _penalty(one: Penalty, language: Language) -> str:
    said = attrgetter(language)
    length = f", {one.months} {said(MONTHS)}" if one.months else ""
    return f"{said(PENALTIES[one.kind])}{length}"


def _executed(judgment: Judgment, language: Language) -> Iterator[tuple[str, Said]]:
    """What else was ordered, and how far all of it was executed, as No. 2 says."""
    said, penalty = attrgetter(language), judgment.penalty
    if judgment.orders is not None and not judgment.orders:
        yield said(ORDERS), said(NO_ORDERS)
    for order in judgment.orders or ():
        yield said(ORDERS), _done(order, language)
    ended = penalty.ended if penalty.state is State.DONE else None
    how = said(HOW[penalty.how] if ended else STATES[penalty.state])
    yield said(EXECUTION), (how, " ", ended) if ended else how


def _done(order: Order, language: Language) -> Said:
    said = attrgetter(language)
    name = said(WHAT[order.kind])
    if order.done:
        return name, ": ", said(STATES[State.DONE]), " ", order.done
    state = State.UNKNOWN if order.state is State.DONE else order.state
    return f"{name}: {said(STATES[state])}"


def _ban(ban: Ban, language: Language) -> Said:
    said = attrgetter(language)
    by = (", ", ban.court) if ban.court else ()
    post = (", ", ban.post or "–")
    end = (", ", said(UNTIL), " ", ban.until) if ban.until else (", ", said(NO_END))
    return (ban.decision, ", ", ban.since, *by, *post, *end)


NAME, IDENTITY = Words("Họ và tên", "Name"), Words("Số định danh", "Identity number")
BORN = {
    "sex": Words("Giới tính", "Sex"),
    "born": Words("Ngày sinh", "Date of birth"),
    "birth-place": Words("Nơi sinh", "Place of birth"),
    "nationality": Words("Quốc tịch", "Nationality"),
    "ethnicity": Words("Dân tộc", "Ethnic group"),
}
REST = {
    "residence": Words("Nơi thường trú", "Permanent residence"),
    "father": Words("Họ tên cha", "Father"),
    "mother": Words("Họ tên mẹ", "Mother"),
    "spouse": Words("Họ tên vợ hoặc chồng", "Spouse"),
}
RECORD, NONE = Words("Tình trạng án tích", "Record"), Words("không có án tích", "no record")
JUDGMENT, OFFENCES = Words("Bản án", "Judgment"), Words("Tội danh", "Offence")
MAIN, EXTRA = Words("Hình phạt chính", "Main penalty"), Words("Hình phạt bổ sung", "Additional")
MONTHS, SINCE = Words("tháng", "months"), Words("từ", "since")
UNTIL, NO_END = Words("đến", "until"), Words("không thời hạn", "without an end")
ORDERS = Words("Nghĩa vụ dân sự, án phí", "Civil part, court fees")
NO_ORDERS, EXECUTION = Words("không có", "none"), Words("Tình trạng thi hành án", "Execution")
BAN = Words("Cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp", "Ban after a bankruptcy")
NOT_BANNED = Words(
    "không bị cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã", "not banned"
)
SHOWN = frozenset({NAME, IDENTITY, RECORD, JUDGMENT, OFFENCES, MAIN, EXTRA, BAN})
CASE, UNDER = Words("Mã hồ sơ", "Dossier"), Words("Căn cứ Luật Lý lịch tư pháp số", "Under Law")
AS_OF = Words(
    "Nội dung được xác định vào ngày cấp phiếu.",
    "What it says was worked out on the day of its issue.",
)
APPLICANT, FILE = Words("Người yêu cầu", "The applicant"), Words("Lưu: hồ sơ", "File:")
