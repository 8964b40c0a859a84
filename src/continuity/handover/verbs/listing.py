"""What the giver lists: rows that are typed, imported or generated become lines, all in one way.

A row with a mistake is told with all that is wrong with it. Whoever imports chooses: the good rows are
kept and the others come back, or nothing is kept until all are good.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import sealed
from continuity.casework.sight import present
from continuity.handover import kept
from continuity.handover.annexes import Annex, annexes
from continuity.handover.kept import Handover
from continuity.handover.lines import Line, Problem, line
from continuity.handover.refused import Refused
from continuity.handover.resealed import of_line
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.doing import before, entered, on_side
from continuity.journal.record import Actor

BATCH = 5000


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of some rows: how many are lines now, and what is wrong with which others.

    A row is named by its place among those that were given, from 0 on.
    """

    kept: int
    wrong: Mapping[int, tuple[Problem, ...]]


def enter(
    handover_id: uuid.UUID,
    annex: str,
    rows: Sequence[Mapping[str, str]],
    *,
    keep: bool,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    source: str = "",
) -> Entered:
    """Rows by the ids of columns become lines; with `keep` the good ones, else all of them or none."""
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        form = may_list(handover, annex)
        found, wrong = checked(form, rows, kept.amounts(handover_id, annex))
        good = found if keep or not wrong else []
        digest = digest_of(good)
        told = {"verb": "enter", "annex": annex, "keep": keep, "rows": len(rows), "digest": digest}
        result = {"kept": str(len(good))}
        if again := before(handover_id, key, result, **told | {"digest": _asked(rows)}):
            return Entered(int(again["kept"]), checked(form, rows)[1])
        put(handover, form, good)
        if good:
            entered(handover, "enter", **told, kept=len(good), wrong=len(wrong), source=source)
    return Entered(len(good), wrong)


def checked(
    form: Annex, rows: Iterable[Mapping[str, str]], there: Iterable[str] = ()
) -> tuple[list[Line], dict[int, tuple[Problem, ...]]]:
    """The lines of some rows and what is wrong with the others; a number stands once."""
    seen: dict[str, str] = dict.fromkeys(there, "0")
    key = form.column(form.key)
    found, wrong = [], {}
    for n, row in enumerate(rows):
        made, problems = line(form, row)
        if made and made.number in seen:
            problems = [Problem("twice", key.id, key.label, made.number, seen[made.number])]
        if problems or made is None:
            wrong[n] = tuple(problems)
            continue
        seen[made.number] = str(n + 1)
        found.append(made)
    return found, wrong


def digest_of(lines: Iterable[Line]) -> str:
    """The hash of some lines in the order of their numbers: what was entered, and nothing of it shown."""
    ordered = sorted(lines, key=lambda one: one.number)
    return _hash([dict(one.values) for one in ordered])


def remove(
    handover_id: uuid.UUID,
    annex: str,
    number: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """A line that was listed by mistake is taken off an annex that is not closed."""
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="remove", annex=annex, number=number):
            return
        handover = kept.unsigned(handover_id)
        may_list(handover, annex)
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from handover_line where handover = %s and annex = %s and number = %s",
                [handover_id, annex, number],
            )
            if not cursor.rowcount:
                raise Refused("no-line", annex=annex, number=number)
        entered(handover, "remove", annex=annex, number=number)


def close(
    handover_id: uuid.UUID, annex: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """The giver says that an annex is complete; from then on it is counted and not changed."""
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="close", annex=annex):
            return
        handover = kept.unsigned(handover_id)
        may_list(handover, annex)
        there = kept.lines(handover_id, annex)
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into handover_annex (handover, annex, closed, actor) values (%s, %s, %s, %s)",
                [handover_id, annex, on, actor.id],
            )
        entered(handover, "close", annex=annex, lines=len(there), digest=digest_of(there))


def close_empty(
    handover_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str
) -> list[str]:
    """The lists without a line that are closed at once: of these, the giver says, there is nothing."""
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        on_side(handover, Side.GIVER)
        shut = kept.filled(handover_id) | kept.closed(handover_id).keys()
        rest = [annex for annex in annexes(handover.planned) if annex not in shut]
        if again := before(handover_id, key, {"closed": " ".join(rest)}, verb="close-empty"):
            return str(again["closed"]).split()
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into handover_annex (handover, annex, closed, actor) values (%s, %s, %s, %s)",
                [(handover_id, annex, on, actor.id) for annex in rest],
            )
        if rest:
            entered(handover, "close-empty", annexes=rest)
    return rest


def reopen(
    handover_id: uuid.UUID, annex: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """The giver changes a closed annex after all, as long as the receiver has not begun to count it."""
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="reopen", annex=annex):
            return
        handover = kept.unsigned(handover_id)
        on_side(handover, Side.GIVER)
        if kept.counts(handover_id, Side.RECEIVER, annex):
            raise Refused("annex-counted", annex=annex)
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from handover_annex where handover = %s and annex = %s",
                [handover_id, annex],
            )
        entered(handover, "reopen", annex=annex)


def may_list(handover: Handover, annex: str) -> Annex:
    """The form of an annex that the giver may still change; refused to others and where it is closed."""
    on_side(handover, Side.GIVER)
    form = kept.annex_of(handover, annex)
    if annex in kept.closed(handover.id):
        raise Refused("annex-closed", annex=annex)
    return form


def put(handover: Handover, form: Annex, lines: Sequence[Line]) -> None:
    """The lines stand in an annex, as many in a statement as fit well; nobody asks whether they may."""
    with connection.cursor() as cursor:
        for start in range(0, len(lines), BATCH):
            rows = [_row(handover, form, one) for one in lines[start : start + BATCH]]
            cursor.execute(
                'insert into handover_line (handover, annex, number, quantity, "values", sealed, '
                "actor) select %s, %s, r.number, r.quantity, r.\"values\", decode(r.sealed, 'hex'), %s "
                "from jsonb_to_recordset(%s::jsonb) as r "
                '(number text, quantity bigint, "values" jsonb, sealed text)',
                [handover.id, form.id, present().actor.id, kept.written(rows)],
            )


def _row(handover: Handover, form: Annex, one: Line) -> dict[str, Any]:
    """A line as it is kept: what names persons sealed, and bound to it."""
    names = {id: one.values[id] for id in form.personal if id in one.values}
    plain = {id: text for id, text in one.values.items() if id not in names}
    field, told = of_line(form.id, one.number), json.dumps(names, ensure_ascii=False)
    hidden = sealed(keys.ring(), handover.id, field, told).hex() if names else None
    return {"number": one.number, "quantity": one.quantity, "values": plain, "sealed": hidden}


def _asked(rows: Iterable[Mapping[str, str]]) -> str:
    return _hash([dict(row) for row in rows])


def _hash(rows: list[dict[str, str]]) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
