"""The balance sheet: every sum of a handover on one page, and why it is not even.

It is a file of the minutes and bears the digest of the sums that lie beside it; before minutes are
drawn up it can be had as things stand. A page in Vietnamese, and one in English.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from continuity.casework.documents.kinds import Frame, Kind, Language, Slots
from continuity.casework.documents.typeset import typeset
from continuity.core.procedure import Words
from continuity.handover import progress
from continuity.handover.account import Account, account
from continuity.handover.annexes import Annex, annexes
from continuity.handover.balance import Balance, Reason
from continuity.handover.kept import Handover
from continuity.handover.shown import FLAGS, REASONS, SIDES, grouped, named, passing, whole
from continuity.handover.sides import Side
from continuity.register.called import called

SHEET = Kind("balance-sheet", Words("Bảng cân đối bàn giao", "Balance sheet of the handover"), "BCĐ",
             "handover/templates/balance.typ")  # fmt: skip
MOST = 10
"""Of things that differ; all of them are in balance.csv."""
LONGEST = 110
COLUMNS = (
    Words("Phụ lục", "Annex"), SIDES[Side.GIVER], SIDES[Side.RECEIVER],
    Words("Chênh lệch", "Difference"), Words("Đã giải trình", "Explained"), Words("Còn lại", "Open"),
    Words("Vì sao", "Why"),
)  # fmt: skip
UNBOUND = Words(
    "Tính đến ngày ghi trên; chưa lập biên bản.",
    "As things stand on the day above; no minutes are drawn up yet.",
)
BOUND = Words(
    "Kèm theo biên bản số {number}; các số này là của tệp totals.csv, có mã:",
    "Belongs to minutes No. {number}; its sums are those of totals.csv, whose code is:",
)
Sum = tuple[str, str]
"""An annex and the unit in which it is counted."""


class Differs(NamedTuple):
    """A thing of which the sides say different things, and what was said last of it."""

    annex: str
    number: str
    balance: Balance
    words: str


class Sheet(NamedTuple):
    """What a balance sheet shows: the sums, how much of each is why, and the first things that differ."""

    annexes: Mapping[str, Annex]
    sums: Mapping[Sum, Balance]
    why: Mapping[Sum, Mapping[Reason, int]]
    things: int
    open: int
    first: Sequence[Differs]


class Bound(NamedTuple):
    """The minutes to which a sheet belongs, and the digest of their sums."""

    number: str
    digest: str


def sheet(account: Account) -> Sheet:
    """The sheet of a whole account."""
    differ = {one.name: balance for one, balance in account.uneven}
    otherwise = {one.name for one in account.differences} | account.reasons.keys()
    names = sorted(differ.keys() | otherwise)[: MOST + 1]
    rest = set(names) - differ.keys()
    there = {one.name: one for one in account.things if one.name in rest}
    differ |= {name: account.balance(one) for name, one in there.items()}
    return Sheet(
        account.annexes, account.totals, _reasons(account), len(account.things), len(account.unsettled),
        [Differs(*name, differ[name], account.reasons.get(name, "")) for name in names],
    )  # fmt: skip


def as_kept(handover: Handover) -> Sheet:
    """The sheet as things stand, of the sums that are kept, unless things are parts of others.

    Read inside `looking(...)`.
    """
    id, sums = handover.id, progress.totals(handover.id)
    if any(one.parts for one in sums):
        return sheet(account(handover))
    by: dict[Sum, dict[Reason, int]] = defaultdict(dict)
    for annex, unit, reason, amount in progress.reasons(id):
        by[annex, unit][Reason(reason)] = amount
    first = progress.differing(id, size=MOST + 1, every=True)
    words = progress.said(id, [(one.annex, one.number) for one in first])
    found = [
        Differs(
            one.annex, one.number, Balance(one.given, one.received or 0, one.explained),
            said[-1].words if (said := words.get((one.annex, one.number))) else "",
        )
        for one in first
    ]  # fmt: skip
    return Sheet(
        annexes(handover.planned), {(one.annex, one.unit): one.balance for one in sums}, by,
        sum(one.things for one in sums), sum(one.open for one in sums), found,
    )  # fmt: skip


def _reasons(account: Account) -> dict[Sum, Counter[Reason]]:
    """How much of each sum is explained by what; parts are in their wholes."""
    found: dict[Sum, Counter[Reason]] = defaultdict(Counter)
    settled = {(one.annex, one.number) for one in account.settled}
    there = {one.name: one for one in account.things if one.name in settled}
    parts = {(one.annex, one.part_of) for one in there.values() if one.part_of}
    wholes = {one.name for one in account.things if one.name in parts} if parts else set()
    for one in account.settled:
        thing = there[one.annex, one.number]
        if one.amount and (one.annex, thing.part_of) not in wholes:
            found[one.annex, thing.unit][one.reason] += one.amount
    return dict(found)


def paper(
    handover: Handover, told: Sheet, on: date, *, place: str = "", minutes: Bound | None = None
) -> bytes:
    """The sheet as PDF/A: a page a language."""
    vietnamese, english = (_said(handover, told, on, place, minutes, one) for one in ("vi", "en"))
    return typeset(SHEET, *vietnamese, beside=english).pdf


def why(one: Balance, by: Mapping[Reason, int], language: Language) -> str:
    """What makes up a difference: each reason with its amount, and what is still open."""
    if not (one.difference or any(by.values())):
        return FLAGS[one.flag][language == "en"]
    told = [
        f"{_signed(n, language)} {_lower(REASONS[reason][language == 'en'])}"
        for reason, n in by.items()
        if n
    ]
    if one.open:
        told.append(
            _signed(one.open, language) + (" still open" if language == "en" else " chưa rõ")
        )
    return "; ".join(told)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _signed(n: int, language: Language) -> str:
    return ("+" if n > 0 else "") + whole(n, language)


def _said(
    handover: Handover, told: Sheet, on: date, place: str, minutes: Bound | None, language: Language
) -> tuple[Slots, Frame]:
    n = int(language == "en")
    slots = Slots(
        title=SHEET.label[n], about=passing(handover, language), columns=tuple(one[n] for one in COLUMNS),
        facts=tuple(
            (SIDES[side][n], called(getattr(handover, side), on)[n])
            for side in Side
            if getattr(handover, side)
        ),
        rows=tuple(_rows(told, language)), lines=(_answer(told, n),),
        closing=_closing(told, minutes, n), more=_more(told, minutes, language),
    )  # fmt: skip
    return slots, Frame(called(handover.giver, on)[n], on, place=place)


def _rows(told: Sheet, language: Language) -> Sequence[tuple[str, ...]]:
    ordered = sorted(told.sums, key=lambda one: (told.annexes[one[0]].number, one[1]))
    rows = []
    for key in ordered:
        one, by = told.sums[key], told.why.get(key, {})
        amounts = (one.listed, one.counted, one.difference, one.explained, one.open)
        name = named(told.annexes[key[0]], key[1], language)
        rows.append((name, *(whole(n, language) for n in amounts), why(one, by, language)))
    return rows


def _answer(told: Sheet, n: int) -> str:
    if told.open:
        there, every = (whole(one, "en" if n else "vi") for one in (told.open, told.things))
        return (
            f"{there} trên {every} mục chưa cân.",
            f"{there} of {every} items do not balance yet.",
        )[n]
    return ("Mọi mục đều cân hoặc đã có lý do.", "Every item balances or has its reason.")[n]


def _closing(told: Sheet, minutes: Bound | None, n: int) -> tuple[str, ...]:
    there = {annex for annex, _ in told.sums}
    nothing = [one for one in told.annexes.values() if one.id not in there]
    said = []
    if nothing:
        names = "; ".join(named(one, language="en" if n else "vi") for one in nothing)
        said.append((f"Không có mục nào: {names}.", f"Nothing in: {names}.")[n])
    if minutes is None:
        said.append(UNBOUND[n])
    else:
        said.append(BOUND[n].format(number=minutes.number))
    return tuple(said)


def _more(told: Sheet, minutes: Bound | None, language: Language) -> dict[str, Any]:
    n = int(language == "en")
    return {
        "marks": [minutes.digest] if minutes else [],
        "code": grouped(minutes.digest) if minutes else "",
        "rule": ("Ở mỗi dòng: bên nhận − bên giao = chênh lệch = đã giải trình + còn lại.",
                 "In each row: receiver − giver = difference = explained + open.")[n],
        "heading": ("Những mục chênh lệch", "Items that differ")[n],
        "first": [
            (f"{named(told.annexes[one.annex], language=language)}, {one.number}",
             _by_how_much(one.balance, language), _cut(one.words) or _unsaid(n))
            for one in told.first[:MOST]
        ],
        "rest": ("Các mục khác: xem balance.csv.", "For the others see balance.csv.")[n]
        if len(told.first) > MOST
        else "",
    }  # fmt: skip


def _by_how_much(one: Balance, language: Language) -> str:
    """The difference; where both counted as many, they wrote something else down otherwise."""
    otherwise = "written otherwise" if language == "en" else "ghi khác nhau"
    return _signed(one.difference, language) if one.difference else otherwise


def _unsaid(n: int) -> str:
    return ("Chưa có lý do", "No reason yet")[n]


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
