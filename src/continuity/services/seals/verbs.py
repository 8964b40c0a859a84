"""What may be done with a seal. Each verb is one transaction: lock, load, decide, write, record.

Who may is asked first, of the day on which it is done; a refusal changes nothing and says why. What
the public register says nobody changes alone: most verbs only ask, and another person agrees.
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
from continuity.services.seals.second import asks, for_another, looked, needed, vouched


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
) -> Kept:
    """A specimen, which is registered once another person agrees; `allowed` is the decision by which
    it may be a second wet one.

    Refused for a second wet seal without one, for a body that is none, and to who is no registrar.
    """
    told = {"actor": actor, "agency": agency, "on": on}
    made = prepare(body, kind, **told, allowed=allowed, replaces=replaces)  # type: ignore[arg-type]
    return asks(made, Act.REGISTERED, **told, allowed=allowed)  # type: ignore[arg-type]


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
def confirm(
    id: uuid.UUID, *, actor: Actor, agency: str, on: date, asked_by: str, reason: str = ""
) -> Kept:
    """A specimen that was prepared is registered; refused where its body has ended."""
    kept = _one(id, actor, agency, on)
    standing(kept.seal.body, on)
    by = {"actor": actor, "agency": agency, "on": on, "reason": reason.strip()}
    return acts.act(kept, Act.REGISTERED, **by, asked_by=asked_by)  # type: ignore[arg-type]


@transaction.atomic
def deliver(
    id: uuid.UUID, *, actor: Actor, agency: str, on: date, allowed: str = "", reason: str = ""
) -> Kept:
    """The seal is with its body once another person agrees; at once, if that one confirmed it in a night.

    Refused while an old seal is out; with `allowed`, the decision by which both may be, a head asks
    for it all the same and says why.
    """
    kept = _one(id, actor, agency, on)
    if allowed:
        seated(actor, agency, on, Role.HEAD)
    _givable(kept, on, allowed, reason)

    by = {"actor": actor, "agency": agency, "on": on}
    if (another := vouched(id, actor)) and not allowed:
        return acts.act(kept, Act.DELIVERED, **by, asked_by=another)  # type: ignore[arg-type]
    return asks(kept, Act.DELIVERED, **by, reason=reason.strip(), allowed=allowed)  # type: ignore[arg-type]


@transaction.atomic
def agree(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> Kept:
    """What another person asked for is done, if it may still be; a reported loss is final.

    The seal may be used by its body from the first day on which both are there.
    """
    kept = _one(id, actor, agency, on)
    there = for_another(kept, actor)
    match there.act:
        case Act.REGISTERED:
            standing(kept.seal.body, on)
        case Act.DELIVERED:
            _givable(kept, on, there.allowed, there.reason)

    by = {"actor": actor, "agency": agency, "on": on, "reason": there.why}
    looked(there, agreed=True, **by)  # type: ignore[arg-type]
    return acts.act(kept, Act(there.act), **by, asked_by=there.actor)  # type: ignore[arg-type]


@transaction.atomic
def decline(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str = "") -> Kept:
    """What was asked for is not done. A reported loss is taken back, and the body may use its seal.

    Whoever asked may take it back without a word, but not the report of a loss: that is published.
    """
    kept = _one(id, actor, agency, on)
    there = needed(kept)
    reported = there.number is None
    if reported or there.actor != actor.id:
        for_another(kept, actor)
        _reasoned(reason)

    by = {"actor": actor, "agency": agency, "on": on, "reason": reason.strip()}
    looked(there, agreed=False, **by)  # type: ignore[arg-type]
    if not reported:
        return kept
    return acts.act(kept, Act.GIVEN_BACK, **by, asked_by=there.actor)  # type: ignore[arg-type]


@transaction.atomic
def hand_in(
    id: uuid.UUID, *, actor: Actor, agency: str, on: date, point: str = "", reason: str = ""
) -> Kept:
    """The seal and its certificate are with the registrar."""
    kept = _one(id, actor, agency, on)
    by = {"actor": actor, "agency": agency, "on": on, "reason": reason.strip()}
    return acts.act(kept, Act.HANDED_IN, **by, point=point)  # type: ignore[arg-type]


@transaction.atomic
def lose(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """The seal is reported lost and stands on the public list from this moment on.

    Another person confirms that, or takes it back.
    """
    kept = _one(id, actor, agency, on)
    _reasoned(reason)
    by = {"actor": actor, "agency": agency, "on": on, "reason": reason.strip()}
    return acts.act(kept, Act.REPORTED, **by)  # type: ignore[arg-type]


@transaction.atomic
def void(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """The seal is worth nothing any more, wherever it lies, once another person agrees."""
    kept = _one(id, actor, agency, on)
    _reasoned(reason)
    return _asked(kept, Act.VOID, actor, agency, on, reason)


@transaction.atomic
def give_back(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """A seal that was handed in for nothing is back with its body once another person agrees."""
    kept = _one(id, actor, agency, on)
    _reasoned(reason)
    return _asked(kept, Act.GIVEN_BACK, actor, agency, on, reason)


@transaction.atomic
def destroy(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str = "") -> Kept:
    """The seal does not exist any more, once another person agrees."""
    kept = _one(id, actor, agency, on)
    return _asked(kept, Act.DESTROYED, actor, agency, on, reason)


def _waits(one: Kept, kind: Kind, named: tuple[str, str], replaces: uuid.UUID | None) -> bool:
    """True for a specimen that was only prepared, and is the very one that is asked for."""
    same = one.seal.kind is kind and (one.vi, one.en) == named and one.replaces == replaces
    return same and one.seal.state is None


def _one(id: uuid.UUID, actor: Actor, agency: str, on: date) -> Kept:
    """A seal for somebody who may act on it; refused to everybody else. Nobody else writes meanwhile."""
    hold()
    seated(actor, agency, on)
    kept = seals.one(id)
    competent(agency, kept.seal.body, on)
    return kept


def _givable(kept: Kept, on: date, allowed: str, reason: str) -> None:
    """Refuses what may not be given out: not registered, or before an old one is in."""
    standing(kept.seal.body, on)
    if allowed:
        _reasoned(reason)
    acts.possible(kept, Act.DELIVERED, on)
    old = [one for one in seals.before(kept, on) if one.seal.due]
    if may_deliver(kept.seal, [one.seal for one in old], allowed=bool(allowed)) == "hand-in-first":
        raise Refused("hand-in-first", body=kept.vi, old=", ".join(one.certificate for one in old))


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise Refused("no-reason")


def _asked(kept: Kept, what: Act, actor: Actor, agency: str, on: date, reason: str) -> Kept:
    """It waits for another person; refused where it could not be done at all."""
    acts.possible(kept, what, on)
    return asks(kept, what, actor=actor, agency=agency, on=on, reason=reason.strip())


TERMS.update(
    {
        "take-over": "nhập con dấu đã có",
        "reported-lost": "đã báo mất",
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
