"""What a keeper enters, one fact at a time: each act makes another version out of the one that stands.

Pure: facts and a keeper's answers in, facts out. Small acts, because a form that shows everything and
sends it back loses what it has no field for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from continuity.core.procedure import Choice, Field, Kind, Words
from continuity.services.records.rules.bans import WHOM, Clause, last_day
from continuity.services.records.rules.facts import (
    Ban,
    Extra,
    How,
    Judgment,
    Lasting,
    Order,
    Pending,
    Person,
    Petition,
    Served,
)
from continuity.services.records.rules.words import WHAT

Told = Mapping[str, str]
"""Answers in the form in which they are meant, a day as 2025-03-01; '' where nothing was answered."""

Choices = tuple[Choice, ...]


@dataclass(frozen=True)
class Act:
    """Something that a keeper enters: what it asks, what it may be about, and the facts afterwards."""

    id: str
    label: Words
    fields: tuple[Field, ...]
    done: Callable[[Person, Told], Person]
    about: Callable[[Person], Choices] | None = None
    first: bool = False

    def asked(self, who: Person) -> tuple[Field, ...]:
        """Its fields before somebody; () where it is about something that is not there."""
        if self.about is None:
            return self.fields
        choices = self.about(who)
        return (replace(self.fields[0], choices=choices), *self.fields[1:]) if choices else ()


def with_judgment(who: Person, one: Judgment) -> Person:
    """The facts with one judgment more; one of the same number gives way, its decisions stay."""
    old = next((judgment for judgment in who.judgments if judgment.key == one.key), None)
    if old is not None:
        one = replace(one, petitions=old.petitions, merit=old.merit, amnesty=old.amnesty)
    rest = [judgment for judgment in who.judgments if judgment.key != one.key]
    return replace(who, judgments=tuple(sorted([*rest, one], key=_order)))


def _order(one: Judgment) -> tuple[date, str]:
    return one.effective, one.key


def _changed(who: Person, key: str, change: Callable[[Judgment], Judgment]) -> Person:
    return replace(
        who, judgments=tuple(change(one) if one.key == key else one for one in who.judgments)
    )


def _completed(who: Person, told: Told) -> Person:
    ended, how = _day(told["ended"]), How(told["how"])

    def change(one: Judgment) -> Judgment:
        return replace(one, penalty=replace(one.penalty, ended=ended, state=Served.DONE, how=how))

    return _changed(who, told["judgment"], change)


def _ordered(who: Person, told: Told) -> Person:
    done = _day(told["done"])

    def change(one: Judgment) -> Judgment:
        orders = tuple(_fulfilled(order, done) for order in one.orders or ())
        return replace(one, orders=orders)

    return _changed(who, told["judgment"], change)


def _fulfilled(order: Order, done: date) -> Order:
    return order if order.done else Order(order.kind, done, Served.DONE)


def _petitioned(who: Person, told: Told) -> Person:
    answer = Petition(_day(told["on"]), told["granted"] == "yes")
    return _changed(
        who,
        told["judgment"],
        lambda one: replace(one, petitions=tuple(sorted({*one.petitions, answer}))),
    )


def _amnestied(who: Person, told: Told) -> Person:
    return _changed(who, told["judgment"], lambda one: replace(one, amnesty=_day(told["amnesty"])))


def _merited(who: Person, told: Told) -> Person:
    return _changed(who, told["judgment"], lambda one: replace(one, merit=_day(told["merit"])))


def _lasting(who: Person, told: Told) -> Person:
    extra = Extra(Lasting(told["kind"]), _day(told["last"]))

    def change(one: Judgment) -> Judgment:
        rest = [each for each in one.extras or () if each.kind is not extra.kind]
        return replace(one, extras=tuple(sorted([*rest, extra], key=lambda each: each.kind)))

    return _changed(who, told["judgment"], change)


def _opened(who: Person, told: Told) -> Person:
    offence = _day(told["case-offence"]) if told["case-offence"] else None
    case = Pending(_day(told["since"]), offence)
    return replace(who, pending=tuple(dict.fromkeys([*who.pending, case])))


def _closed(who: Person, told: Told) -> Person:
    n, closed = int(told["case"]), _day(told["closed"])
    cases = list(who.pending)
    cases[n] = cases[n]._replace(closed=closed)
    return replace(who, pending=tuple(cases))


def _banned(who: Person, told: Told) -> Person:
    clause, since = Clause(told["clause"]), _day(told["since"])
    until = _day(told["until"]) if told["until"] else last_day(clause, since)
    ban = Ban(told["decision"], since, until, told["post"], clause.value, told["court"])
    rest = [one for one in who.bans if one.decision != ban.decision]
    bans = sorted([*rest, ban], key=lambda one: (one.since, one.decision))
    return replace(who, bans=tuple(bans))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _judgments(who: Person) -> Choices:
    return tuple(_choice(one) for one in who.judgments)


def _unfulfilled(who: Person) -> Choices:
    return tuple(
        _choice(one) for one in who.judgments if any(not order.done for order in one.orders or ())
    )


def _choice(one: Judgment) -> Choice:
    words = f"{one.number or one.key}, {one.effective:%d/%m/%Y}"
    return Choice(one.key, Words(words, words))


def _open(who: Person) -> Choices:
    found = []
    for n, one in enumerate(who.pending):
        if one.closed is None:
            day = f"{one.since:%d/%m/%Y}"
            found.append(Choice(str(n), Words(f"Từ {day}", f"Since {day}")))
    return tuple(found)


def _field(id: str, vi: str, en: str, kind: Kind = Kind.DATE, required: bool = True) -> Field:
    return Field(id, Words(vi, en), kind, required=required)


def _chosen(id: str, vi: str, en: str, *told: tuple[str, str, str]) -> Field:
    choices = tuple(Choice(one, Words(*words)) for one, *words in told)
    return Field(id, Words(vi, en), Kind.CHOICE, choices=choices)


WHICH = _chosen("judgment", "Bản án nào?", "Which judgment?")
ENDS = (
    (How.SERVED, "Chấp hành xong", "Served"),
    (How.REDUCED, "Chấp hành xong sau khi được giảm", "Served after a reduction"),
    (How.EXEMPT, "Được miễn phần còn lại", "Exempted from the rest"),
    (How.SPECIAL_AMNESTY, "Đặc xá", "Special amnesty"),
    (How.PROBATION, "Hết thời gian thử thách của án treo", "Probation of a suspended one ended"),
    (How.TRIAL, "Hết thử thách khi tha tù trước hạn", "Conditional release ended"),
)
UNTIL = Field(
    "until", Words("Đến hết ngày", "Until, inclusive"), Kind.DATE, required=False,
    hint=Words("Để trống thì theo thời hạn của luật.", "Leave it empty for the time that the law names."),
)  # fmt: skip
NUMBERED = (
    _field("number", "Số bản án", "Number of the judgment", Kind.TEXT),
    _field("court", "Tòa án", "Court", Kind.TEXT, required=False),
    _field("title", "Tội danh", "Offence", Kind.TEXT, required=False),
    _field(
        "article", "Điểm, khoản, điều áp dụng", "Clause that was applied", Kind.TEXT, required=False
    ),
)
"""What names a judgment; the rest is asked like by the calculator."""

ACTS = (
    Act("completed", Words("Chấp hành xong hình phạt chính", "The main penalty is complete"),
        (WHICH, _field("ended", "Ngày chấp hành xong", "Day of completion"),
         _chosen("how", "Bằng cách nào?", "In which way?", *ENDS)), _completed, _judgments),
    Act("orders", Words("Thi hành xong nghĩa vụ khác", "Other orders are complete"),
        (WHICH, _field("done", "Ngày thi hành xong", "Day of completion")), _ordered, _unfulfilled),
    Act("petition", Words("Quyết định của Tòa án về xóa án tích", "A court decided on expungement"),
        (WHICH, _field("on", "Ngày quyết định có hiệu lực", "Day on which it takes effect"),
         _chosen("granted", "Tòa án quyết định", "The court", ("yes", "Xóa án tích", "expunged it"),
                 ("no", "Bác đơn", "refused"))), _petitioned, _judgments),
    Act("merit", Words("Lập công, tiến bộ rõ rệt và được đề nghị", "Merit, progress and a proposal"),
        (WHICH, _field("merit", "Ngày có đủ cả ba", "Day on which all three were there")),
        _merited, _judgments),
    Act("extra", Words("Ngày hết một hình phạt bổ sung", "When an additional penalty ends"),
        (WHICH, _chosen("kind", "Hình phạt nào?", "Which one?",
                        *((one, WHAT[one].vi, WHAT[one].en) for one in Lasting)),
         _field("last", "Ngày cuối", "Last day")), _lasting, _judgments),
    Act("amnesty", Words("Đại xá", "An amnesty"),
        (WHICH, _field("amnesty", "Ngày có hiệu lực", "Day on which it takes effect")),
        _amnestied, _judgments),
    Act("pending", Words("Có vụ án đang điều tra, truy tố, xét xử", "A case was opened"),
        (_field("since", "Từ ngày", "Since"),
         _field("case-offence", "Ngày xảy ra việc đó", "Day of what it is about", required=False)),
        _opened, first=True),
    Act("closed", Words("Vụ án đã kết thúc; nếu có tội thì nhập thêm bản án",
                        "A case has ended; where it led to a conviction enter that as well"),
        (_chosen("case", "Vụ án nào?", "Which case?"), _field("closed", "Từ ngày", "On")),
        _closed, _open),
    Act("ban", Words("Lệnh cấm sau phá sản", "A ban after a bankruptcy"),
        (_field("decision", "Số quyết định", "Number of the decision", Kind.TEXT),
         _field("court", "Tòa án", "Court", Kind.TEXT, required=False),
         _chosen("clause", "Theo khoản nào?", "By which clause?",
                 *((one, WHOM[one].vi, WHOM[one].en) for one in Clause)),
         _field("since", "Ngày quyết định", "Day of the decision"), UNTIL,
         _field("post", "Chức vụ", "Post", Kind.TEXT, required=False)), _banned, first=True),
)  # fmt: skip
"""Everything but a judgment; `first` may be the first thing that is known of somebody."""

BY_ID = {act.id: act for act in ACTS}
