"""Counting, by both sides at once: typed, scanned from a label, brought back on a sheet, or confirmed.

Counting the same thing twice changes nothing and says so. A thing that nobody listed is counted as such
and is a difference from then on. Another number than before needs a reason, and the old one stays.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from continuity.casework.sight import present
from continuity.core.number import checked, numbered
from continuity.core.terms import TERMS
from continuity.handover import kept
from continuity.handover.annexes import Annex
from continuity.handover.kept import Handover
from continuity.handover.lines import line
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.doing import before, entered, on_side
from continuity.journal.record import Actor

PREFIX = "BG"
"""What a label says before its number, so that it is not taken for a dossier's or a seal's."""
LIES_THERE = ("archives", "assets", "premises", "seals", "forms")
"""The annexes of things that one can touch: each is counted, none is confirmed in one."""


class Verdict(StrEnum):
    """What came of counting a thing."""

    COUNTED = "counted"
    AGAIN = "again"  # the same as before: nothing was changed
    RECOUNTED = "recounted"
    UNLISTED = "unlisted"  # counted, and nobody has listed it
    STRANGE = "strange"  # no label of this handover: nothing was counted


class Scanned(NamedTuple):
    """The answer to a scan; annex and number are '' for a strange label."""

    verdict: Verdict
    annex: str = ""
    number: str = ""


def label(serial: int) -> str:
    """What the QR code on a box says."""
    return f"{PREFIX}-{numbered(serial)}"


def count(
    handover_id: uuid.UUID,
    annex: str,
    number: str,
    quantity: int,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    side: str = "",
    values: Mapping[str, str] | None = None,
    reason: str = "",
) -> Verdict:
    """What came of counting a thing; `values` are the columns of which this side says otherwise."""
    with acting(actor, agency, on):
        handover, by = may_count(handover_id, annex, side)
        told = {"verb": "count", "annex": annex, "number": number, "quantity": quantity, "side": by}
        told |= {"values": dict(values or {}), "reason": reason}
        verdict = _verdict(handover, by, annex, number, quantity, values or {})
        if again := before(handover_id, key, {"verdict": verdict}, **told):
            return Verdict(again["verdict"])
        _count(handover, by, annex, number, quantity, values or {}, "typed", verdict, reason)
    return verdict


def scan(
    handover_id: uuid.UUID,
    written: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    side: str = "",
) -> Scanned:
    """A label was read: its line is counted as it is listed, once."""
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        found = labelled(handover, written)
        if not found:
            return Scanned(Verdict.STRANGE)
        _, by = may_count(handover_id, found.annex, side)
        verdict = Verdict.COUNTED
        if kept.counts(handover_id, by, found.annex, found.number):
            verdict = Verdict.AGAIN
        told = {"verb": "scan", "written": written[:40], "side": by}
        again = before(handover_id, key, {"verdict": verdict}, **told)
        if not again:
            amount = found.quantity
            _count(handover, by, found.annex, found.number, amount, {}, "scanned", verdict, "")
    return Scanned(Verdict(again["verdict"]) if again else verdict, found.annex, found.number)


def count_all(
    handover_id: uuid.UUID,
    annex: str,
    rows: Iterable[tuple[str, int]],
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    side: str = "",
    reason: str = "",
) -> dict[Verdict, int]:
    """How many of each verdict a counting sheet gave that was filled on paper and brought back."""
    told_rows = dict(rows)
    with acting(actor, agency, on):
        handover, by = may_count(handover_id, annex, side)
        return in_bulk(handover, by, annex, told_rows, "sheet", key, reason)


def confirm(
    handover_id: uuid.UUID,
    annex: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    side: str = "",
) -> int:
    """How many lines that nobody on this side has counted are confirmed as they are listed.

    Refused for things that lie there.
    """
    with acting(actor, agency, on):
        handover, by = may_count(handover_id, annex, side)
        if annex in LIES_THERE:
            raise Refused("not-by-confirming", annex=annex)
        done = {one.number for one in kept.counts(handover_id, by, annex)}
        there = kept.amounts(handover_id, annex)
        rest = {number: n for number, n in there.items() if number not in done}
        return in_bulk(handover, by, annex, rest, "confirmed", key, "").get(Verdict.COUNTED, 0)


def may_count(handover_id: uuid.UUID, annex: str, side: str) -> tuple[Handover, Side]:
    """A handover that may be counted, and the side that counts; an annex is closed before."""
    handover = kept.unsigned(handover_id)
    by = on_side(handover, side)
    kept.annex_of(handover, annex)
    if annex not in kept.closed(handover_id):
        raise Refused("annex-open", annex=annex)
    return handover, by


def labelled(handover: Handover, written: str) -> kept.Line | None:
    """The line that a label stands for; None for a strange label and for one that was misread."""
    digits = written.strip().upper().removeprefix(PREFIX).lstrip("-")
    try:
        serial = int(checked(digits).replace("-", "")[:-2])
    except ValueError:
        return None
    return kept.labelled(handover.id, serial)


def _verdict(
    handover: Handover,
    side: Side,
    annex: str,
    number: str,
    quantity: int,
    values: Mapping[str, str],
) -> Verdict:
    form = kept.annex_of(handover, annex)
    _possible(form, [quantity])
    if names := form.personal & values.keys():
        raise Refused("no-names-here", columns=", ".join(sorted(names)))
    last = kept.counts(handover.id, side, annex, number)
    if last:
        same = (last[0].quantity, last[0].values) == (quantity, dict(values))
        return Verdict.AGAIN if same else Verdict.RECOUNTED
    if not kept.line_of(handover.id, annex, number):
        told = {form.key: number, **values} | (
            {form.measure: str(quantity)} if form.measure else {}
        )
        # Of what nobody listed, little is known: only what was written must be readable.
        unread = [one for one in line(form, told)[1] if one.code != "missing"]
        if unread or not number.strip():
            raise Refused("no-table", why="; ".join(one.say("vi") for one in unread) or "?")
        return Verdict.UNLISTED
    return Verdict.COUNTED


def _possible(form: Annex, amounts: Iterable[int]) -> None:
    """Refuses less than nothing of a thing; an account may be owed on."""
    wrong = [] if form.owes else [amount for amount in amounts if amount < 0]
    if wrong:
        raise Refused("no-quantity", quantity=wrong[0])


def _count(
    handover: Handover,
    side: Side,
    annex: str,
    number: str,
    quantity: int,
    values: Mapping[str, str],
    how: str,
    verdict: Verdict,
    reason: str,
) -> None:
    if verdict is Verdict.AGAIN:
        return
    last = kept.counts(handover.id, side, annex, number)
    if verdict is Verdict.RECOUNTED and not reason.strip():
        was = last[0].quantity
        raise Refused("recount-no-reason", number=number, before=was, quantity=quantity)
    position = last[0].position + 1 if last else 1
    with connection.cursor() as cursor:
        cursor.execute(
            'insert into handover_count (handover, side, annex, number, position, quantity, "values", '
            "how, day, actor, reason) values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s)",
            [
                handover.id, side, annex, number, position, quantity, json.dumps(dict(values)), how,
                present().on, present().actor.id, reason.strip(),
            ],
        )  # fmt: skip
    told = {"side": side, "annex": annex, "number": number, "quantity": quantity, "how": how}
    entered(handover, "count", **told, verdict=verdict, reason=reason.strip(), values=dict(values))


def in_bulk(
    handover: Handover,
    side: Side,
    annex: str,
    rows: Mapping[str, int],
    how: str,
    key: str,
    reason: str,
) -> dict[Verdict, int]:
    """Many counts in one statement and one entry; what was counted otherwise before needs a reason."""
    _possible(kept.annex_of(handover, annex), rows.values())
    last = {one.number: one for one in kept.counts(handover.id, side, annex)}
    listed = kept.amounts(handover.id, annex)
    fresh = {number: n for number, n in rows.items() if number not in last}
    other = {
        number: n for number, n in rows.items() if number in last and n != last[number].quantity
    }
    if other and not reason.strip():
        number, quantity = next(iter(other.items()))
        was = last[number].quantity
        raise Refused("recount-no-reason", number=number, before=was, quantity=quantity)
    verdicts = {
        Verdict.COUNTED: sum(number in listed for number in fresh),
        Verdict.UNLISTED: sum(number not in listed for number in fresh),
        Verdict.RECOUNTED: len(other),
        Verdict.AGAIN: len(rows) - len(fresh) - len(other),
    }
    told = {"verb": how, "annex": annex, "side": side, "reason": reason}
    said = {str(verdict): str(n) for verdict, n in verdicts.items()}
    asked = sorted(rows.items()) if how == "sheet" else []
    if again := before(handover.id, key, said, **told, rows=asked):
        return {Verdict(verdict): int(n) for verdict, n in again.items()}
    _insert(handover, side, annex, fresh | other, last, how, reason)
    if fresh or other:
        entered(handover, "count-all", **told, counted=len(fresh), recounted=len(other))
    return verdicts


def _insert(
    handover: Handover,
    side: Side,
    annex: str,
    rows: Mapping[str, int],
    last: Mapping[str, kept.Count],
    how: str,
    reason: str,
) -> None:
    written = kept.written(
        {
            "number": number,
            "quantity": n,
            "position": last[number].position + 1 if number in last else 1,
        }
        for number, n in rows.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            'insert into handover_count (handover, side, annex, number, position, quantity, "values", '
            "how, day, actor, reason) select %s, %s, %s, r.number, r.position, r.quantity, '{}', "
            "%s, %s, %s, case when r.position > 1 then %s else '' end from jsonb_to_recordset(%s::jsonb) "
            "as r (number text, quantity bigint, position integer)",
            [
                handover.id, side, annex, how, present().on, present().actor.id, reason.strip(), written,
            ],
        )  # fmt: skip


TERMS.update(
    {
        "counted": "đã đếm",
        "again": "đã đếm trước đó",
        "recounted": "đã đếm lại",
        "unlisted": "không có trong danh sách",
        "strange": "nhãn không thuộc cuộc bàn giao này",
    }
)
