"""What may be done with a case. Each verb is one transaction: lock, load, decide, write, record.

A verb is asked for with a key; asked again with it, by the same actor, it does nothing and gives the
first answer. Filing is open to every counter; everything else needs the agency that is competent.
"""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import keys
from continuity.casework.cases import FIELDS, Case, Personal, locked
from continuity.casework.numbers import next_number
from continuity.casework.once import earlier
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind, sealed
from continuity.casework.sight import present, reading
from continuity.casework.status import CLOSED, WAITING, Reason, Status, may_follow
from continuity.journal.record import Actor, record


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a filing gives: the case, and the number that it keeps for ever."""

    case: uuid.UUID
    number: str


def file(
    function: str,
    place: str,
    filed: date,
    personal: Personal,
    *,
    actor: Actor,
    key: str,
    agency: str = "",
    due: date | None = None,
) -> Receipt:
    """A new case: received where an agency took it in, registered where the applicant filed alone.

    Any agency may take it in, competent or not. Raises `Refused` for an unknown function or place.
    """
    id = uuid7()
    asked: dict[str, Any] = {"verb": "file", "function": function, "place": place}
    asked |= {"filed": str(filed), "due": str(due), "agency": agency, "personal": asdict(personal)}
    purpose = Purpose.INTAKE if agency else Purpose.APPLICANT
    identity = "" if agency else personal.identity
    with reading(actor, agency, purpose, filed, identity=identity):
        number = next_number()
        given = earlier(actor, key, asked, {"case": str(id), "number": number})
        if given:
            return Receipt(uuid.UUID(given["case"]), given["number"])
        _know(function, place)
        if due and due < filed:
            raise Refused("due-earlier", due=due, before=filed)

        status = Status.RECEIVED if agency else Status.REGISTERED
        case = Case(id, function, place, filed, number, status, due, False, None)

        _insert(case, personal)
        told = {"number": number, "function": function, "place": place, "filed": str(filed)}
        told |= {"status": status, "due": str(due or ""), "agency": agency}
        record(f"case:{id}", "file", actor, told, purpose=purpose)
    return Receipt(id, number)


def pause(
    case_id: uuid.UUID, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Stops a case's clock for a reason of the closed list; its due day stays as it is."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if _again(case_id, key, verb="pause", reason=reason):
            return
        case = locked(case_id)

        if reason not in tuple(Reason):
            raise Refused("no-reason", reason=reason)
        why = Reason(reason)
        following = WAITING.get(why, Status.PROCESSING)
        if case.paused:
            raise Refused("paused")
        if following is not case.status and not may_follow(case.status, following):
            raise Refused("illegal-move", status=case.status, following=following)

        _done(case, "pause", {"status": following, "paused": True}, reason=why)


def resume(case_id: uuid.UUID, due: date, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """Lets a paused clock run on, until a new due day that is not before the old one."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if _again(case_id, key, verb="resume", due=str(due)):
            return
        case = locked(case_id)

        if not case.paused:
            raise Refused("not-paused")
        if case.due and due < case.due:
            raise Refused("due-earlier", due=due, before=case.due)

        _done(case, "resume", {"status": Status.PROCESSING, "paused": False, "due": due})


def close(
    case_id: uuid.UUID, status: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Ends a case: delivered, not-received, withdrawn or stopped; nothing opens it again."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if _again(case_id, key, verb="close", status=status):
            return
        case = locked(case_id)

        if case.paused:
            raise Refused("paused")
        if status not in CLOSED or not may_follow(case.status, Status(status)):
            raise Refused("illegal-move", status=case.status, following=status)

        _done(case, "close", {"status": Status(status), "closed": on})


def _again(case_id: uuid.UUID, key: str, **asked: str) -> bool:
    """True where the present actor has done just this with the key before."""
    reader, case = present(), str(case_id)
    told = {"case": case, "agency": reader.agency, "on": str(reader.on), **asked}
    return earlier(reader.actor, key, told, {"case": case}) is not None


def _know(function: str, place: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select casework_function(%s), casework_ground(%s)", [function, place])
        known, ground = cursor.fetchone()
    if not known:
        raise Refused("unknown-function", function=function)
    if not ground:
        raise Refused("unknown-place", place=place)


def _insert(case: Case, personal: Personal) -> None:
    texts = asdict(personal)
    row = {
        **asdict(case),
        # Whoever has no number is found by none: all of them must not share one index.
        "seeker": blind(keys.blind_key(), personal.identity or uuid7().hex),
        **{f"sealed_{f}": sealed(keys.ring(), case.id, f, texts[f]) for f in FIELDS},
    }
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into casework_case ({', '.join(row)}) values ({marks})", list(row.values())
        )


def _done(case: Case, verb: str, changed: dict[str, Any], **why: str) -> None:
    """The change, the act with its mandate and the entry that tells of them."""
    reader, after = present(), replace(case, **changed)
    row = (case.id, verb, after.status, after.paused, after.due, after.closed)
    with connection.cursor() as cursor:
        cursor.execute("select casework_done(%s, %s, %s, %s, %s, %s)", row)
        mandate = str(cursor.fetchone()[0])
    told = {column: v if isinstance(v, bool) else str(v) for column, v in changed.items()}
    told |= {"agency": reader.agency, "mandate": mandate, "on": str(reader.on), **why}
    record(f"case:{case.id}", verb, reader.actor, told, purpose=reader.purpose)
