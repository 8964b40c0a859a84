"""What may be done with a seal. Each verb is one transaction: lock, load, decide, write, record.

Who may is asked first, of the day on which it is done; a refusal changes nothing and says why.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from continuity.accounts.roles import Role
from continuity.core.terms import TERMS
from continuity.journal.record import Actor
from continuity.register.write import hold
from continuity.services.seals import acts
from continuity.services.seals import kept as seals
from continuity.services.seals.kept import Kept
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import Act, Kind, in_place, may_deliver, may_register
from continuity.services.seals.seat import competent, seated, standing


@transaction.atomic
def register(
    body: str,
    kind: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    allowed: str = "",
    replaces: uuid.UUID | None = None,
    case: str = "",
) -> Kept:
    """A specimen, registered; `allowed` names the decision by which it may be a second wet one.

    `case` is the number of the dossier that asked for it, if one did.

    Refused for a second wet seal without one, for a body that is none, and to who is no registrar.
    """
    told = {"actor": actor, "agency": agency, "on": on}
    made = prepare(body, kind, **told, allowed=allowed, replaces=replaces)  # type: ignore[arg-type]
    return confirm(made.id, **told, reason="; ".join(filter(None, (allowed, case))))  # type: ignore[arg-type]


@transaction.atomic
def prepare(
    body: str,
    kind: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    allowed: str = "",
    replaces: uuid.UUID | None = None,
) -> Kept:
    """A specimen with its number, which may be registered; the one that waits, where one does.

    Refused as its registration would be.
    """
    hold()
    there, waits = preparable(
        body, kind, actor=actor, agency=agency, on=on, allowed=allowed, replaces=replaces
    )
    return waits or acts.specimen(body, Kind(kind), on, there, replaces=replaces)


def preparable(
    body: str,
    kind: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    allowed: str = "",
    replaces: uuid.UUID | None = None,
) -> tuple[list[Kept], Kept | None]:
    """The seals of a body that may have one more, and the specimen that waits, if one does.

    Refused as its registration would be; nothing is changed.
    """
    seated(actor, agency, on)
    competent(agency, body, on)
    standing(body, on)
    named = acts.named_then(body, on)
    there = seals.of(body)
    old = next((one for one in there if one.id == replaces), None)
    waits = next((one for one in there if _waits(one, Kind(kind), named, replaces)), None)

    if replaces and old is None:
        raise Refused("no-seal", seal=replaces)
    law = [one.seal for one in there if one is not waits]
    may = bool(allowed) or (old is not None and in_place(old.seal, law))
    if why := may_register(Kind(kind), law, allowed=may, replaces=old.seal if old else None):
        raise Refused(why, body=body)
    return there, waits


@transaction.atomic
def confirm(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str = "") -> Kept:
    """A specimen that was prepared is registered; refused where its body has ended."""
    standing(seals.one(id).seal.body, on)
    return _done(id, Act.REGISTERED, actor, agency, on, "", reason)


@transaction.atomic
def deliver(
    id: uuid.UUID, *, actor: Actor, agency: str, on: date, allowed: str = "", reason: str = ""
) -> Kept:
    """The seal is with its body, which may use it from the first day on which both are there.

    Refused while an old seal is out; with `allowed`, the decision by which both may be, a head
    gives it out all the same and says why.
    """
    hold()
    seated(actor, agency, on, *([Role.HEAD] if allowed else []))
    kept = seals.one(id)
    competent(agency, kept.seal.body, on)
    standing(kept.seal.body, on)
    if allowed and not reason.strip():
        raise Refused("no-reason")
    old = [one for one in seals.before(kept, on) if one.seal.out]

    if may_deliver(kept.seal, [one.seal for one in old], allowed=bool(allowed)) == "hand-in-first":
        raise Refused("hand-in-first", body=kept.vi, old=", ".join(one.certificate for one in old))

    why = f"{allowed}: {reason.strip()}" if allowed else ""
    return acts.act(kept, Act.DELIVERED, actor=actor, agency=agency, on=on, reason=why)


@transaction.atomic
def hand_in(
    id: uuid.UUID, *, actor: Actor, agency: str, on: date, point: str = "", reason: str = ""
) -> Kept:
    """The seal and its certificate are with the registrar."""
    return _done(id, Act.HANDED_IN, actor, agency, on, point, reason)


@transaction.atomic
def lose(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """The seal is lost, and stands on the public list from this moment on."""
    if not reason.strip():
        raise Refused("no-reason")
    return _done(id, Act.LOST, actor, agency, on, "", reason)


@transaction.atomic
def void(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """The seal is worth nothing any more, wherever it lies; for one that is not handed in."""
    if not reason.strip():
        raise Refused("no-reason")
    return _done(id, Act.VOID, actor, agency, on, "", reason)


@transaction.atomic
def give_back(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """A seal that was handed in for nothing is back with its body and may be used again."""
    if not reason.strip():
        raise Refused("no-reason")
    return _done(id, Act.GIVEN_BACK, actor, agency, on, "", reason)


@transaction.atomic
def destroy(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str = "") -> Kept:
    """The seal does not exist any more."""
    return _done(id, Act.DESTROYED, actor, agency, on, "", reason)


def _waits(one: Kept, kind: Kind, named: tuple[str, str], replaces: uuid.UUID | None) -> bool:
    """True for a specimen that was only prepared, and is the very one that is asked for."""
    same = one.seal.kind is kind and (one.vi, one.en) == named and one.replaces == replaces
    return same and one.seal.state is None


def _done(
    id: uuid.UUID, what: Act, actor: Actor, agency: str, on: date, point: str, reason: str
) -> Kept:
    hold()
    seated(actor, agency, on)
    kept = seals.one(id)
    competent(agency, kept.seal.body, on)
    return acts.act(
        kept, what, actor=actor, agency=agency, on=on, point=point, reason=reason.strip()
    )


TERMS.update(
    {
        "take-over": "nhập con dấu đã có",
        "prepared": "đã chuẩn bị",
        "registered": "đã đăng ký",
        "delivered": "đã giao",
        "handed-in": "đã nộp lại",
        "given-back": "đã trả lại",
        "void": "hết giá trị sử dụng",
        "destroyed": "đã hủy",
        "wet": "dấu ướt",
        "embossed": "dấu nổi",
        "mini": "dấu thu nhỏ",
        "wax": "dấu xi",
    }
)
