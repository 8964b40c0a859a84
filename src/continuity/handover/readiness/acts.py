"""What is done about readiness: show evidence, take it back, try the key, attend, walk a case, decide.

Each is one transaction with an entry in the reform's stream, and does nothing twice under one key.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import vault
from continuity.casework.cases import by_number
from continuity.casework.documents.holding import key_of
from continuity.casework.documents.kinds import Frame, Kind, Slots
from continuity.casework.documents.typeset import typeset
from continuity.casework.purposes import Purpose
from continuity.casework.sight import present, reading
from continuity.casework.status import Status
from continuity.casework.story import story
from continuity.core.procedure import Words
from continuity.core.terms import TERMS
from continuity.handover.readiness.grid import grid
from continuity.handover.readiness.judge import Evidence, State
from continuity.handover.readiness.requirements import (
    Bound,
    Requirement,
    Source,
    Unit,
    requirements,
)
from continuity.handover.readiness.room import Readiness, at, own
from continuity.handover.refused import Refused
from continuity.handover.serials import serial
from continuity.handover.sides import ACTING
from continuity.handover.written import added, again, entered
from continuity.journal.record import Actor
from continuity.register.called import called

TRIAL = Kind("trial", Words("Văn bản thử", "Test paper"), "THU")
SHOWING = (*ACTING, Role.PLANNER)
WALKED = (Status.DONE, Status.DELIVERED)
MOST = 10 * 1024 * 1024


def show(
    decree: str,
    unit: str,
    requirement: str,
    day: date,
    reference: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    until: date | None = None,
    holding: str = "",
    serials: tuple[str, str] = ("", ""),
    lent: bool = False,
    file: bytes = b"",
) -> str:
    """Evidence that a person enters: the day, a reference, and what it is bound to; its id.

    Refused where the system itself is to show it, and for what says no end, no seat or no serials
    where one is asked for.
    """
    with at(decree, actor, agency, on, seats=SHOWING) as room:
        one, need = own(room, unit), _need(room, requirement)
        if Source.ENTERED not in need.sources:
            raise Refused("shown-by-itself", requirement=requirement)
        if not reference.strip() or not date(2000, 1, 1) <= day <= on:
            raise Refused("no-evidence-day", on=on)
        if (until is not None and until <= day) or (lent and need.end and until is None):
            raise Refused("no-evidence-end")
        if len(file) > MOST:
            raise Refused("evidence-too-large", most=MOST // 1024 // 1024)
        counted = _counted(serials) if need.least else 0
        if need.bound is Bound.SEAT and holding not in _sitting(room, one):
            raise Refused("no-such-seat", unit=unit)
        words = f"{serials[0]}–{serials[1]}, " if need.least else ""
        made = Evidence(one.id, need.id, day, until, Source.ENTERED,
                        words + reference.strip(), holding, counted)  # fmt: skip
        return _kept(room, one, made, key, file)


def take_back(
    decree: str, unit: str, id: str, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Evidence that was wrong, or is true no longer, counts no more; it stays with the reason."""
    with at(decree, actor, agency, on, seats=SHOWING) as room:
        one = own(room, unit)
        if not reason.strip():
            raise Refused("no-words")
        with connection.cursor() as cursor:
            cursor.execute(
                "select requirement, source from handover_evidence "
                "where unit = %s and id::text = %s and against is null",
                [one.id, id],
            )
            there = cursor.fetchone()
        if there is None:
            raise Refused("no-unit", unit=unit, decree=decree)
        made = Evidence(one.id, there[0], on, None, Source(there[1]), reason.strip())
        _kept(room, one, made, key, against=id)


def attend(decree: str, unit: str, *, actor: Actor, agency: str, on: date, key: str) -> str:
    """Whoever is signed in at the own seat of a unit is seen there today."""
    with at(decree, actor, agency, on, seats=ACTING) as room:
        one = room.unit(unit)
        mine = [to for to in _sitting(room, one, on) if to.split(" ")[0] == actor.id]
        if not mine:
            raise Refused("no-such-seat", unit=unit)
        made = Evidence(one.id, "staff", on, None, Source.JOURNAL, actor.name, mine[0])
        return _kept(room, one, made, key)


def walk(
    decree: str, unit: str, number: str, *, actor: Actor, agency: str, on: date, key: str
) -> str:
    """A case that this agency's people have taken to its result shows that the counter works."""
    with at(decree, actor, agency, on, seats=ACTING) as room:
        one = room.unit(unit)
        if one.agency != agency:
            raise Refused("not-own-unit", unit=unit, agency=agency)
        with reading(actor, agency, Purpose.PROCESSING, on):
            case = by_number(number)
            days = [act.day for act in story(case.id).acts if act.agency == agency]
        if case.function not in one.functions or case.status not in WALKED or not days:
            raise Refused("not-walked", number=number, agency=agency)
        made = Evidence(one.id, "walk", min(max(days), on), None, Source.COUNTER, case.number)
        return _kept(room, one, made, key)


def sign_test(decree: str, unit: str, *, actor: Actor, agency: str, on: date, key: str) -> str:
    """A paper marked TEST is typeset and signed with the unit's very key; its digest is the evidence.

    Refused with what is missing: no key, one that has ended, a file that is gone.
    """
    with at(decree, actor, agency, on, seats=ACTING) as room:
        one = room.unit(unit)
        if one.id != agency:
            raise Refused("not-own-unit", unit=unit, agency=agency)
        held = key_of(agency, on)
        pdf = _signed(held, agency, actor, on)
        made = Evidence(
            one.id, "signature", on, None, Source.TEST, called(agency, on).vi,
            held.thumbprint.hex(),
        )  # fmt: skip
        return _kept(room, one, made, key, pdf)


def override(
    decree: str,
    unit: str,
    requirement: str,
    reason: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """A head lets a red item pass, with a reason; that is shown for ever and makes nothing green."""
    with at(decree, actor, agency, on, seats=(Role.HEAD,)) as room:
        one, need = room.unit(unit), _need(room, requirement)
        if not reason.strip():
            raise Refused("no-words")
        told = {"unit": one.id, "requirement": need.id, "reason": reason.strip()}
        if again(key, "override", {"decree": room.decree, **told}):
            return
        if grid(room).cells[one.id, need.id].state is not State.RED:
            raise Refused("not-red", unit=unit, requirement=requirement)
        _added("override", room, told)


def decide(
    decree: str, go: bool, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Go or no go. A go is refused while anything is red that nobody has let pass by name."""
    with at(decree, actor, agency, on, seats=(Role.HEAD,)) as room:
        if not room.whole:
            raise Refused("no-readiness", decree=decree)
        if not words.strip():
            raise Refused("no-words")
        told: dict[str, Any] = {"go": go, "words": words.strip()}
        if again(key, "decide", {"decree": room.decree, **told}):
            return
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"readiness:{decree}"])
        there = grid(room)
        if go and there.open:
            raise Refused("still-red", n=len(there.open), first=" · ".join(there.open[0]))
        _added("decision", room, told | {"red": len(there.red)})


def file_of(decree: str, unit: str, id: str, *, actor: Actor, agency: str, on: date) -> bytes:
    """The file that belongs to a piece of evidence; refused where there is none."""
    with at(decree, actor, agency, on) as room, connection.cursor() as cursor:
        cursor.execute(
            "select file, file_digest, file_size, file_wrapped from handover_evidence "
            "where unit = %s and id::text = %s and file is not null",
            [room.unit(unit).id, id],
        )
        found = cursor.fetchone()
    if found is None:
        raise Refused("no-unit", unit=unit, decree=decree)
    name, digest, size, wrapped = found
    return vault.get(vault.Kept(name.hex, bytes(digest).hex(), size, bytes(wrapped)))


def _need(room: Readiness, id: str) -> Requirement:
    known = requirements(room.at)
    if id not in known:
        raise Refused("no-requirement", requirement=id, known=", ".join(known))
    return known[id]


def _sitting(room: Readiness, unit: Unit, on: date | None = None) -> list[str]:
    return [one.to for one in room.seats.get(unit.id, ()) if one.on(on or room.at)]


def _counted(serials: tuple[str, str]) -> int:
    """How many forms lie between two serial numbers, both counted; refused where that is unclear."""
    try:
        (series, first), (same, last) = serial(serials[0].strip()), serial(serials[1].strip())
    except ValueError:
        raise Refused("no-serials") from None
    if series != same or last < first:
        raise Refused("no-serials")
    return last - first + 1


def _signed(held: Any, agency: str, actor: Actor, on: date) -> bytes:
    from continuity.casework.documents.sign import signed
    from continuity.casework.documents.signers import ready

    body = called(agency, on).vi
    slots = Slots(
        title="Văn bản thử – không có giá trị",
        lines=("TEST – văn bản này chỉ để thử khoá ký số của đơn vị; không dùng vào việc gì khác.",),
        facts=(("Đơn vị", body), ("Ngày thử", on)), recipients=("Lưu: VT",),
    )  # fmt: skip
    made = typeset(TRIAL, slots, Frame(body, on, f"TEST-{on:%Y%m%d}"))
    with ready(held, on) as signer:
        done = signed(
            made.pdf, signer, by=actor.name, body=body, at=datetime.now(UTC), box=made.box
        )
    return done.pdf


def _kept(
    room: Readiness, unit: Unit, one: Evidence, key: str, file: bytes = b"", against: str = ""
) -> str:
    """Writes a row and its entry; with a key that was used before, gives what it gave."""
    id, reader = uuid7(), present()
    told = {"unit": one.unit, "requirement": one.requirement, "day": str(one.day)}
    told |= {"until": str(one.until or ""), "source": one.source, "reference": one.reference}
    told |= {"holding": one.to, "quantity": str(one.quantity), "against": against}
    verb = "take-back-evidence" if against else "show-evidence"
    if before := again(key, verb, {"decree": room.decree, **told}, str(id)):
        return before
    kept = vault.put(file) if file else None
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into handover_evidence (unit, id, agency, requirement, day, until, source, "
            "reference, holding, quantity, against, file, file_digest, file_size, file_wrapped, "
            "noted, actor, name, by_agency) values "
            "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                one.unit, id, unit.agency, one.requirement, one.day, one.until, one.source,
                one.reference, one.to, one.quantity, uuid.UUID(against) if against else None,
                uuid.UUID(kept.name) if kept else None,
                bytes.fromhex(kept.digest) if kept else None,
                kept.size if kept else None, kept.wrapped if kept else None,
                reader.on, reader.actor.id, reader.actor.name, reader.agency,
            ],
        )  # fmt: skip
    told |= {"digest": kept.digest} if kept else {}
    _entry(room, verb, {"id": str(id)} | told)
    return str(id)


def _added(table: str, room: Readiness, told: dict[str, Any]) -> None:
    added(table, {"decree": room.decree, "id": uuid7()} | told)
    _entry(room, "override-red" if table == "override" else "decide-go", told)


def _entry(room: Readiness, verb: str, told: dict[str, Any]) -> None:
    entered(f"readiness:{room.decree}", verb, told)


TERMS.update(
    {
        "show-evidence": "ghi minh chứng",
        "take-back-evidence": "rút minh chứng",
        "override-red": "cho qua mục chưa đạt",
        "decide-go": "quyết định triển khai",
    }
)
