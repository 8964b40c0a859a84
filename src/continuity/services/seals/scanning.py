"""Seals coming in: a label is scanned, and the point is told what to do with what lies before it.

A scan never fails in silence and never counts twice. The wrong point takes a seal as well as the
right one: whoever stands there has come, and is told where the seal was expected.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db import connection, transaction

from continuity.core.number import checked
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.reform.shelf import stands
from continuity.register.write import hold
from continuity.services.seals import kept as seals
from continuity.services.seals.acts import act
from continuity.services.seals.kept import HandedIn, handed_in
from continuity.services.seals.night import Night, night, stream
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import Act, follows
from continuity.services.seals.seat import registers, seated

PREFIX = "CD"
"""What a label says before its number, so that a dossier's receipt is not taken for one."""
LONGEST = 64


class Verdict(StrEnum):
    """What came of a scan; a seal is taken in by the first two."""

    ACCEPTED = "accepted"
    WRONG_POINT = "wrong-point"
    AGAIN = "again"
    HANDED_IN = "handed-in"
    UNKNOWN = "unknown"
    MISREAD = "misread"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    GIVEN_BACK = "given-back"


TAKEN = frozenset({Verdict.ACCEPTED, Verdict.WRONG_POINT})


@dataclass(frozen=True, slots=True)
class Task:
    """What a label stands for: whose seal, where it was expected, and what became of it.

    `handed_in` is its receipt where it came in at the desk of the register and no label was scanned.
    """

    id: uuid.UUID
    night: uuid.UUID
    vi: str
    en: str
    seal: uuid.UUID | None
    certificate: str
    code: str
    point: str
    gone: bool
    taken: bool
    receipt: int | None
    at: datetime | None
    taken_at: str
    handed_in: HandedIn | None = None


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer to a scan: what to do, and with which seal; `task` is None for a strange label."""

    verdict: Verdict
    task: Task | None
    receipt: int


def label(code: str) -> str:
    """What the QR code of a label says."""
    return f"{PREFIX}-{code}"


@transaction.atomic
def scan(
    written: str, point: str, *, night_id: uuid.UUID, actor: Actor, agency: str, on: date
) -> Scanned:
    """What to do with a label that was read at a point; a seal that comes the first time is in.

    Every scan is kept, also of what is no label. Refused to who is no registrar of this night.
    """
    hold()
    seated(actor, agency, on)
    one = night(night_id)
    _registrar(one, agency, on)
    _known(one, point)
    read = _read(written)
    task = _task(read, one.id) if read else None

    verdict = _verdict(one, task, read, point)

    receipt = _kept(one, task, written[:LONGEST], verdict, point, actor)
    if verdict in TAKEN and task is not None:
        _in(one, task, actor=actor, agency=agency, on=on, point=point)
        task = task_of(task.id)
    return Scanned(verdict, task, receipt)


@transaction.atomic
def give_back(
    task_id: uuid.UUID, point: str, *, actor: Actor, agency: str, on: date, reason: str
) -> Task:
    """A seal goes back to its body, since the reform was withdrawn or the body does not end after all.

    Refused while the task stands, and for a seal that never came.
    """
    hold()
    seated(actor, agency, on)
    task = task_of(task_id)
    one = night(task.night)
    _registrar(one, agency, on)
    if not reason.strip():
        raise Refused("no-reason")
    if not task.taken or (stands(one.decree) and not task.gone):
        state = {"certificate": task.certificate or task.code, "state": "handed-in"}
        raise Refused("not-now", **state, act="given-back", possible="–")

    _kept(one, task, task.code, Verdict.GIVEN_BACK, point, actor)
    if task.seal:
        told = {"actor": actor, "agency": agency, "on": on, "reason": reason}
        # Not one person's wish: the decree was withdrawn, or asks for this seal no longer.
        act(seals.one(task.seal), Act.GIVEN_BACK, **told, asked_by=stream(one.id))  # type: ignore[arg-type]
    else:
        record(stream(one.id), "give-back", actor, {"task": str(task.id), "reason": reason})
    return task_of(task.id)


def allowed(one: Night, actor: Actor, agency: str, on: date) -> None:
    """Raises `Refused` where somebody does not sit with a registrar of this night."""
    seated(actor, agency, on)
    _registrar(one, agency, on)


def _registrar(one: Night, agency: str, on: date) -> None:
    if agency not in one.registrars or not registers(agency, on):
        raise Refused("not-registrar", agency=agency, body=one.decree, on=on)


def task_of(id: uuid.UUID) -> Task:
    """A task by its key; refused where there is none."""
    found = _tasks("t.id = %s", id)
    if not found:
        raise Refused("no-night")
    return found[0]


def _read(written: str) -> str:
    """The number of a label, or '' where this is none or a digit is wrong."""
    text = written.strip().upper()
    try:
        return checked(text.removeprefix(PREFIX)) if len(text) <= LONGEST else ""
    except ValueError:
        return ""


def _verdict(one: Night, task: Task | None, read: str, point: str) -> Verdict:
    found = stands(one.decree)
    if not read:
        return Verdict.MISREAD
    if task is None:
        return Verdict.UNKNOWN
    if task.taken:
        return Verdict.AGAIN
    if task.handed_in:
        return Verdict.HANDED_IN
    if found is None:
        return Verdict.WITHDRAWN
    if found != (one.day, one.entry):
        raise Refused("outdated")
    if task.gone:
        return Verdict.GONE
    return Verdict.ACCEPTED if task.point == point else Verdict.WRONG_POINT


def _in(one: Night, task: Task, *, actor: Actor, agency: str, on: date, point: str) -> None:
    """The seal is handed in; one that the register does not know, or has written off, only came."""
    kept = seals.one(task.seal) if task.seal else None
    if kept and follows(kept.seal.state, Act.HANDED_IN):
        act(kept, Act.HANDED_IN, actor=actor, agency=agency, on=on, point=point)
    else:
        told = {"task": str(task.id), "code": task.code, "point": point, "on": str(on)}
        record(stream(one.id), "take-in", actor, told)


def _known(one: Night, point: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select id from seals_point where night = %s order by id", [one.id])
        known = [row[0] for row in cursor.fetchall()]
    if point not in known:
        raise Refused("no-point", point=point[:LONGEST] or "–", known=", ".join(known))


def _kept(
    one: Night, task: Task | None, written: str, verdict: Verdict, point: str, actor: Actor
) -> int:
    """The number under which a scan is kept; the receipt of a seal that came bears it."""
    told = [one.id, task.id if task else None, written.replace("\0", "�"), verdict, point, actor.id]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_scan (night, task, written, verdict, point, actor) "
            "values (%s, %s, %s, %s, %s, %s) returning number",
            told,
        )
        return int(cursor.fetchone()[0])


def _task(code: str, night_id: uuid.UUID) -> Task | None:
    found = _tasks("t.code = %s and t.night = %s", code, night_id)
    return found[0] if found else None


# Also what is gone from the list: whoever comes with such a label must be told.
TASK = """
select t.id, t.night, t.vi, t.en, t.seal, coalesce(s.certificate, ''), t.code, coalesce(t.point, ''),
    t.gone, coalesce(c.verdict in ('accepted', 'wrong-point'), false), c.number, c.at,
    coalesce(c.point, '')
from seals_task t left join seals_seal s on s.id = t.seal
    left join lateral (
        select * from seals_scan x where x.task = t.id
            and x.verdict in ('accepted', 'wrong-point', 'given-back')
        order by x.number desc limit 1) c on true
where """


def _tasks(which: str, *told: str | uuid.UUID) -> list[Task]:
    with connection.cursor() as cursor:
        cursor.execute(TASK + which, told)
        found = [Task(*row) for row in cursor.fetchall()]
    return [replace(one, handed_in=_at_the_desk(one)) for one in found]


def _at_the_desk(one: Task) -> HandedIn | None:
    return handed_in(one.seal) if one.seal and not one.taken else None


TERMS.update({"take-in": "nhận con dấu chưa có trong sổ", "give-back": "trả lại con dấu"})
