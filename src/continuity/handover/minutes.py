"""What the minutes say: parties, bases, what is handed over, where the counts differ, and what follows.

No official form of a record of handover was found; the order of its parts is ours, after what the
provinces wrote in 2025.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from continuity.casework.documents.kinds import Frame, Kind, Slots
from continuity.casework.documents.typeset import Typeset, typeset
from continuity.core.procedure import Words
from continuity.handover.account import Account
from continuity.handover.balance import Balance
from continuity.handover.kept import Handover
from continuity.handover.lines import LENT, PREMISES
from continuity.handover.shown import SIDES, grouped, named, passing, whole
from continuity.handover.sides import Side
from continuity.register.called import called

MINUTES = Kind("minutes", Words("Biên bản bàn giao", "Minutes of handover"), "BBBG",
               "handover/templates/minutes.typ")  # fmt: skip
NOTHING = "không có"
"""Of a list that the giver closed without a line: it was not forgotten."""
MOST_SHOWN = 40
"""Of differences; all of them are in the balance, which belongs to the minutes."""
KINDS = {"missing": "bên nhận không có", "extra": "không có trong danh sách", "doubled": "đếm hai lần",
         "changed": "ghi khác nhau"}  # fmt: skip


class Said(NamedTuple):
    """What people add to what was counted: legal bases, duties after signing, the place."""

    bases: tuple[str, ...]
    duties: tuple[str, ...]
    place: str = ""


def order(handover: Handover) -> list[Side]:
    """In which order the sides sign."""
    return [side for side in Side if side is not Side.WITNESS or handover.witness]


def minutes(
    handover: Handover, account: Account, said: Said, digests: str, number: str, on: date
) -> Typeset:
    """The minutes as PDF/A, with a place for each signature in its order."""
    root = account.statement
    contents = hashlib.sha256(digests.encode()).hexdigest()
    sides = {side: called(getattr(handover, side), on).vi for side in order(handover)}
    roots = {"bên giao": root["giver"]["root"], "bên nhận": root["receiver"]["root"]}
    slots = Slots(
        title="Biên bản bàn giao", about=passing(handover), bases=said.bases,
        facts=tuple((SIDES[side].vi, name) for side, name in sides.items()),
        columns=("Phụ lục", "Số mục", "Bên giao", "Bên nhận", "Chênh lệch", "Đã giải trình", "Còn lại"),
        widths=(3.2, 1, 1.4, 1.4, 1.4, 1.4, 1.2), rows=tuple(_rows(account)),
        lines=tuple(_open(account)),
        articles=(*(said.duties or ("Hai bên tiếp tục phối hợp.",)), *_lent(account)),
        closing=("Biên bản lập bằng tệp ký số; ba bên giữ các bản như nhau.",),
        more={
            "marks": (contents, *roots.values()),
            "headings": ("Phụ lục", "Mục", "Chênh lệch", "Lý do, người xử lý"),
            "differences": [list(row) for row in _differences(account)],
            "roots": [
                *((f"Mã gốc của {side}", grouped(code)) for side, code in roots.items()),
                ("Mã của các tệp kèm theo (contents-sha256.txt)", grouped(contents)),
            ],
            "parties": [(SIDES[side].vi, name) for side, name in sides.items()],
        },
    )  # fmt: skip
    return typeset(MINUTES, slots, Frame(sides[Side.GIVER], on, number, place=said.place))


def _about(handover: Handover) -> str:
    what = handover.function or handover.subject
    return f"{what}, theo {handover.decree}, hiệu lực từ {handover.planned:%d/%m/%Y}"


def _rows(account: Account) -> Sequence[tuple[str, ...]]:
    items = Counter((one.annex, one.unit) for one in account.things)
    rows = []
    for annex in account.annexes:
        units = sorted(unit for id, unit in account.totals if id == annex)
        for unit in units:
            counted = _amounts(account.totals[annex, unit])
            rows.append((named(account.annexes[annex], unit), whole(items[annex, unit]), *counted))
        if not units:
            rows.append((named(account.annexes[annex]), NOTHING, *(5 * ("–",))))
    return rows


def _lent(account: Account) -> Sequence[str]:
    """Premises that the giver only lends: until when, which whoever signs has read."""
    premises = [
        (one.number, one.columns)
        for one in account.things
        if one.annex == PREMISES and one.listed is not None
    ]
    return [
        f"Cho sử dụng tạm {number}, {values.get('address', '')}, đến ngày "
        f"{date.fromisoformat(values['until']):%d/%m/%Y}; khi hết hạn trả lại có biên bản."
        for number, values in premises
        if values.get("plan") == LENT and "until" in values
    ]


def _amounts(one: Balance) -> tuple[str, ...]:
    return tuple(map(whole, (one.listed, one.counted, one.difference, one.explained, one.open)))


def _differences(account: Account) -> Sequence[tuple[str, str, str, str]]:
    """The first of them: by how much, or in what, and why."""
    told = {one.name: KINDS[one.kind] for one in account.differences}
    told |= {
        one.name: whole(balance.difference) for one, balance in account.uneven if balance.difference
    }
    return [
        (
            named(account.annexes[name[0]]),
            name[1],
            told[name],
            account.reasons.get(name, "Chưa có lý do"),
        )
        for name in sorted(told)[:MOST_SHOWN]
    ]


def _open(account: Account) -> Sequence[str]:
    n = len(account.unsettled)
    if not n:
        return ("Mọi chênh lệch đều đã có lý do.",)
    return (f"Còn {n} mục chênh lệch chưa giải trình hết; xem balance.csv.",)
