"""What a red readiness stops: an approval that brings a reform into force, nearer, or to more units.

Only where the readiness of that reform was begun. To let it slip or to withdraw it is what mends red,
and is never stopped (decision 25).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db import connection

from continuity.core.finding import Finding, Said, said_day
from continuity.core.lineage import Cite
from continuity.core.messages import MESSAGES
from continuity.handover.readiness.found import Cell
from continuity.handover.readiness.grid import Grid, grid
from continuity.handover.readiness.judge import Why
from continuity.handover.readiness.requirements import Requirement, Unit
from continuity.handover.readiness.room import overseen, seen_in
from continuity.handover.readiness.units import units
from continuity.packs.names import Names
from continuity.packs.vn import pack
from continuity.reform.gates import Coming
from continuity.reform.shelf import Act

MOST = 40
"""How many red cells are told one by one; the others are counted, and the page has them."""
WHY = {
    Why.NOTHING: Said("nothing was shown", "chưa có minh chứng"),
    Why.EXPIRED: Said("what was shown is no longer good", "minh chứng đã hết hạn"),
    Why.ROTATED: Said("the person or the key has changed", "người hoặc khoá đã thay đổi"),
    Why.SOME: Said("only some of it was shown", "mới có một phần"),
}


def stop(coming: Coming) -> list[Finding]:
    """Everything red that nobody let pass, for an approval; none where readiness was not begun."""
    nearer = coming.planned is None or coming.day < coming.planned
    if coming.act == Act.UNDO or (coming.act == Act.SLIP and not nearer):
        return []
    with overseen(coming.on):
        if not _begun(coming.decree):
            return []
        there = grid(seen_in(coming.decree, coming.day, coming.on, coming.after))
        open_ = there.open if nearer else [one for one in there.open if _new(coming, there, one)]
        return [*_no_go(there, nearer), *_told(there, open_)]


def _begun(decree: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from journal_entry where stream = %s)", [f"readiness:{decree}"]
        )
        return bool(cursor.fetchone()[0])


def _new(coming: Coming, there: Grid, cell: Cell) -> bool:
    """True for a cell that nobody was asked for before a correction."""
    old, _ = units(coming.before, coming.planned or coming.day)
    unit = there.room.units[cell[0]]
    was: Unit | None = old.get(unit.agency)
    return was is None or not _asked(there.needed[cell[1]], was, unit)


def _asked(need: Requirement, was: Unit, unit: Unit) -> bool:
    return need.applies(Unit(unit.id, unit.agency, unit.sub, was.functions))


def _no_go(there: Grid, nearer: bool) -> Iterator[Finding]:
    last = there.decided
    if nearer and last is not None and not last.go:
        told: dict[str, str] = {"name": last.name, "on": said_day(last.day), "words": last.words}
        yield Finding("told-no-go", Cite(decree=there.room.decree), told)


def _told(there: Grid, cells: Collection[Cell]) -> Iterator[Finding]:
    room = there.room
    decree = Said(room.decree, room.decree)  # a name is no term, and is not translated
    names, cite, day = Names(room.world, pack().kinds), Cite(decree=room.decree), said_day(room.day)
    for unit, need in list(cells)[:MOST]:
        one, asked = room.units[unit], there.needed[need]
        told: dict[str, str] = {"unit": _called(names, one, room.day), "day": day}
        told["need"] = Said(asked.label.en, asked.label.vi)
        told["why"] = WHY.get(there.cells[unit, need].why, "")
        told |= {"mend": Said(asked.mend.en, asked.mend.vi), "decree": decree}
        yield Finding("unit-not-ready", cite, told)
    if len(cells) > MOST:
        told = {"n": str(len(cells) - MOST), "all": str(len(cells)), "decree": decree}
        yield Finding("more-not-ready", cite, told)


def _called(names: Names, unit: Unit, on: date) -> Said:
    vi, en = names.both(unit.agency, on)
    return Said(f"{en}, {unit.sub}", f"{vi}, {unit.sub}") if unit.sub else Said(en, vi)


MESSAGES.update(
    {
        "unit-not-ready": {
            "en": (
                "{unit}, {need}: {why}.",
                "Expected evidence that is good on {day}, or a head who lets it pass by name.",
                "{mend} Or let it pass at /desk/readiness/{decree}, or approve with a reason: --despite.",
            ),
            "vi": (
                "{unit}, {need}: {why}.",
                "Cần minh chứng còn giá trị vào ngày {day}, hoặc lãnh đạo đứng tên cho qua.",
                "{mend} Hoặc cho qua tại /desk/readiness/{decree}, hoặc phê duyệt kèm lý do (--despite).",
            ),
        },
        "more-not-ready": {
            "en": (
                "{n} more of {all} red items are not told here.",
                "Expected none.",
                "/desk/readiness/{decree} shows all of them.",
            ),
            "vi": (
                "Còn {n} trong {all} mục chưa đạt không nêu ở đây.",
                "Cần không còn mục nào.",
                "/desk/readiness/{decree} có đủ danh sách.",
            ),
        },
        "told-no-go": {
            "en": (
                "{name} decided on {on} not to go: {words}",
                "Expected a later decision to go.",
                "Decide anew on the page of readiness, or approve despite it with a reason (--despite).",
            ),
            "vi": (
                "{name} đã quyết định chưa triển khai ngày {on}: {words}",
                "Cần một quyết định triển khai sau đó.",
                "Quyết định lại trên trang sẵn sàng, hoặc phê duyệt kèm lý do (--despite).",
            ),
        },
    }
)
