"""Handovers as they are kept, read inside `acting(...)`: the database shows the reader's own."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import opened
from continuity.casework.sight import present
from continuity.handover.annexes import Annex, annexes
from continuity.handover.balance import Reason, Settlement
from continuity.handover.lines import Line
from continuity.handover.refused import Refused
from continuity.handover.resealed import FIELD, of_line
from continuity.handover.sides import Side, sides_of
from continuity.journal.record import record

PAGE = 100


@dataclass(frozen=True, slots=True)
class Handover:
    """One giver, one receiver, and what passes; four days, and the day that the reform says now.

    `effective` is None where the reform was withdrawn: then nothing passes, and nothing is signed.
    """

    id: uuid.UUID
    decree: str
    function: str
    subject: str
    giver: str
    receiver: str
    witness: str
    begun: date
    planned: date
    effective: date | None
    moved: date | None
    drawn: date | None
    signed: date | None
    completed: date | None

    @property
    def stream(self) -> str:
        """Its stream in the journal."""
        return f"handover:{self.id}"

    @property
    def slipped(self) -> bool:
        """True where the reform takes effect on another day than the one this was planned for."""
        return self.effective is not None and self.effective != self.planned

    def sides(self) -> set[Side]:
        """The sides on which the present agency stands."""
        return sides_of(self.giver, self.receiver, self.witness)


class Count(NamedTuple):
    """What a side counted last of a thing, and how."""

    annex: str
    number: str
    quantity: int
    values: dict[str, str]
    how: str
    actor: str
    position: int


SELECT = """
select h.id, h.decree, h.function, h.subject, h.giver, h.receiver, h.witness, h.begun, h.planned,
    d.effective, h.moved, h.drawn, h.signed, h.completed
from handover_handover h left join reform_decree d on d.name = h.decree and upper_inf(d.known)
"""


def one(id: uuid.UUID) -> Handover:
    """A handover; refused in the same words whether it is not there or another's."""
    found = _handovers("where h.id = %s", id)
    if not found:
        raise Refused("no-handover")
    return found[0]


def held(id: uuid.UUID) -> Handover:
    """A handover that is held until the transaction ends; refused where its reform was withdrawn."""
    with connection.cursor() as cursor:
        cursor.execute("select from handover_handover where id = %s for update", [id])
    found = one(id)
    if found.effective is None:
        raise Refused("decree-not-in-force", decree=found.decree)
    return found


def unsigned(id: uuid.UUID) -> Handover:
    """A handover that is held and whose minutes are not drawn up yet."""
    found = held(id)
    if found.signed:
        raise Refused("signed-already", on=found.signed)
    if found.drawn:
        raise Refused("minutes-drawn", on=found.drawn)
    return found


def mine(after: uuid.UUID | None = None) -> list[Handover]:
    """The handovers of the present agency, a page of them, in order of their making."""
    return _handovers("where h.id > %s order by h.id limit %s", after or uuid.UUID(int=0), PAGE)


def _handovers(which: str, *told: Any) -> list[Handover]:
    with connection.cursor() as cursor:
        cursor.execute(SELECT + which, told)
        return [Handover(*row) for row in cursor.fetchall()]


def annex_of(handover: Handover, id: str) -> Annex:
    """An annex as it is in force on the day for which the handover was planned."""
    known = annexes(handover.planned)
    if id not in known:
        raise Refused("no-annex", annex=id, known=", ".join(known))
    return known[id]


class Member(NamedTuple):
    """Somebody of the working group, and what they are to do."""

    name: str
    agency: str
    duty: str
    since: date


def members(handover: uuid.UUID) -> list[Member]:
    """The working group, in the order in which they joined it."""
    rows = _rows(
        "select name, agency, duty, since from handover_member where handover = %s "
        "order by since, agency, name",
        handover,
    )
    return [Member._make(row) for row in rows]


def closed(handover: uuid.UUID) -> dict[str, date]:
    """The annexes that the giver has closed, with the day."""
    with connection.cursor() as cursor:
        cursor.execute("select annex, closed from handover_annex where handover = %s", [handover])
        return dict(cursor.fetchall())


def filled(handover: uuid.UUID) -> set[str]:
    """The annexes in which at least one line stands, one look into the index each."""
    rows = _rows(
        "with recursive annexes (annex) as ("
        "  (select annex from handover_line where handover = %s order by annex limit 1)"
        "  union all select (select l.annex from handover_line l where l.handover = %s"
        "    and l.annex > a.annex order by l.annex limit 1) from annexes a where a.annex is not null"
        ") select annex from annexes where annex is not null",
        handover, handover,
    )  # fmt: skip
    return {row[0] for row in rows}


def lines(handover: uuid.UUID, annex: str = "") -> list[Line]:
    """The lines of an annex, or of all, in order of their numbers, without what names persons."""
    return [
        Line(name, number, quantity, _tree(values))
        for name, number, quantity, values in _rows(
            'select annex, number, quantity, "values" from handover_line where handover = %s '
            "and (%s = '' or annex = %s) order by annex, number",
            handover, annex, annex,
        )
    ]  # fmt: skip


def amounts(handover: uuid.UUID, annex: str) -> dict[str, int]:
    """How much is listed of each thing of an annex, by its number."""
    return dict(
        _rows(
            "select number, quantity from handover_line where handover = %s and annex = %s "
            "order by number",
            handover, annex,
        )
    )  # fmt: skip


def listed(
    handover: uuid.UUID, annex: str, after: str = "", size: int = PAGE
) -> list[tuple[Line, int]]:
    """A page of an annex, each line with the number of its label."""
    return [
        (Line(annex, number, quantity, _tree(values)), label)
        for number, quantity, values, label in _rows(
            'select number, quantity, "values", label from handover_line where handover = %s '
            "and annex = %s and number > %s order by number limit %s",
            handover, annex, after, size,
        )
    ]  # fmt: skip


def labelled(handover: uuid.UUID, label: int) -> Line | None:
    """The line that bears a label."""
    found = _rows(
        'select annex, number, quantity, "values" from handover_line '
        "where handover = %s and label = %s",
        handover, label,
    )  # fmt: skip
    for name, number, quantity, values in found:
        return Line(name, number, quantity, _tree(values))
    return None


def line_of(handover: uuid.UUID, annex: str, number: str) -> Line | None:
    """One line of an annex."""
    found = _rows(
        'select quantity, "values" from handover_line where handover = %s and annex = %s '
        "and number = %s",
        handover, annex, number,
    )  # fmt: skip
    return Line(annex, number, found[0][0], _tree(found[0][1])) if found else None


def counts(handover: uuid.UUID, side: str, annex: str = "", number: str = "") -> list[Count]:
    """What a side counted last of each thing, in order of annexes and numbers."""
    return [
        Count(name, what, quantity, _tree(values), how, actor, position)
        for name, what, quantity, values, how, actor, position in _rows(
            'select annex, number, quantity, "values", how, actor, position from handover_counted '
            "where handover = %s and side = %s and (%s = '' or annex = %s) and (%s = '' or number = %s)",
            handover, side, annex, annex, number, number,
        )
    ]  # fmt: skip


def settlements(handover: uuid.UUID) -> list[Settlement]:
    """All that was said of differences, in the order in which it was said."""
    rows = _rows(
        "select annex, number, amount, reason, words from handover_settlement where handover = %s "
        "order by id",
        handover,
    )
    return [
        Settlement(name, number, amount, Reason(reason), words)
        for name, number, amount, reason, words in rows
    ]


def personal(handover: Handover, annex: str, number: str) -> dict[str, str]:
    """The columns of a line that name persons, in clear; the reading is an entry in the stream."""
    rows = _rows(
        "select sealed from handover_line where handover = %s and annex = %s and number = %s",
        handover.id, annex, number,
    )  # fmt: skip
    if not rows:
        raise Refused("no-line", annex=annex, number=number)
    if rows[0][0] is None:
        return {}
    reader = present()
    told = {"agency": reader.agency, "on": str(reader.on), "annex": annex, "number": number}
    record(handover.stream, "read", reader.actor, told, purpose=reader.purpose)
    field = of_line(annex, number)
    found: dict[str, str] = json.loads(opened(keys.ring(), handover.id, field, bytes(rows[0][0])))
    return found


def secret(handover: uuid.UUID) -> bytes:
    """The secret with which both sides hide what they count."""
    rows = _rows("select secret from handover_handover where id = %s", handover)
    return bytes.fromhex(opened(keys.ring(), handover, FIELD, bytes(rows[0][0])))


def _rows(query: str, *told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())


def _tree(values: Any) -> dict[str, str]:
    found: dict[str, str] = json.loads(values) if isinstance(values, str) else values
    return found


def written(rows: Iterable[dict[str, Any]]) -> str:
    """Rows for `jsonb_to_recordset`, which row security lets in where COPY is not."""
    return json.dumps(list(rows), ensure_ascii=False)
