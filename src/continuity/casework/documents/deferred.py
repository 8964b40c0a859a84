"""Signing elsewhere: a leader takes the file away, signs it with a token of their own, brings it back.

What goes out has its number, its code and an empty field. What comes back is believed in nothing: it
must be the same file and one signature more, by somebody who may sign for the agency that day. Only
then is there a paper; until then nobody who verifies the number finds one.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import connection

from continuity.accounts.roles import Role
from continuity.accounts.today import today
from continuity.casework import vault
from continuity.casework.cases import locked
from continuity.casework.documents import rows
from continuity.casework.documents.drafts import Draft
from continuity.casework.documents.holding import Key, keys_of, may_sign
from continuity.casework.documents.making import Issued, archival, entered, kept, made, sealed_by
from continuity.casework.documents.verbs import as_issued, asked
from continuity.casework.documents.words import Refused
from continuity.casework.purposes import Purpose
from continuity.casework.sight import present, reading
from continuity.core.procedure import Words
from continuity.journal.record import Actor
from continuity.packs.vn import ZONE

if TYPE_CHECKING:
    from continuity.casework.documents.looked_at import Signature

MARK = Words("Ký số", "Signed digitally")
"""What stands where the signature would be seen."""


class HandedOut(NamedTuple):
    """A file to be signed elsewhere: the paper that it will be, and its bytes."""

    id: uuid.UUID
    number: str
    pdf: bytes


def hand_out(
    case_id: uuid.UUID, draft: Draft, *, actor: Actor, agency: str, on: date, key: str
) -> HandedOut:
    """A paper that waits for a signature made elsewhere; asked again, the same bytes.

    Refuses a body without a registered seal, and one for which nobody signs with a key of their own.
    """
    from continuity.casework.documents.sign import fielded

    with reading(actor, agency, Purpose.PROCESSING, on):
        id, again = asked(case_id, key, verb="hand-out-paper", draft=draft)
        if again:
            held = rows.paper(case_id, id)
            return HandedOut(id, held.number, rows.content(held))
        case = locked(case_id)
        sealed_by(agency, on)
        if not any(one.kind == "elsewhere" for one in keys_of(agency)):
            raise Refused("nobody-signs", agency=agency, on=on)
        one = made(case, draft, id, mark=MARK)
        pdf = fielded(one.typeset.pdf)
        paper = kept(case, draft, one, pdf, verb="hand-out-paper")
        rows.added(paper, case, one.code, draft.shown)
        entered(paper, "hand-out-paper")
    return HandedOut(id, one.number, pdf)


def take_in(
    case_id: uuid.UUID, id: uuid.UUID, pdf: bytes, *, actor: Actor, agency: str, on: date, key: str
) -> Issued:
    """The paper that was signed elsewhere, issued; each thing that is wrong with it has its words."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        digest = hashlib.sha256(pdf).hexdigest()
        again = asked(case_id, key, verb="take-in-paper", paper=id, digest=digest)[1]
        if again:
            return as_issued(rows.paper(case_id, id))
        locked(case_id)
        paper = waiting(case_id, id)
        if paper.drafted:
            raise Refused("waits-for-issue", number=paper.number)
        return signed_in(paper, pdf, checked(paper, pdf))


def signed_in(paper: rows.Document, pdf: bytes, seen: Signature) -> Issued:
    """A paper that waited is issued, with the file that was found good."""
    file = vault.put(pdf)
    mandate = rows.acted(paper.case_id, "take-in-paper")
    rows.changed(
        paper, status="issued", digest=bytes.fromhex(file.digest), file=file.name,
        size=file.size, wrapped=file.wrapped, profile="B-T" if seen.timestamped else "B-B",
        issued_at=datetime.now(UTC), thumbprint=seen.thumbprint,
    )  # fmt: skip
    after = rows.paper(paper.case_id, paper.id)
    entered(after, "take-in-paper", signed_by=seen.name, acted_as=str(mandate))
    return as_issued(after)


def drop(
    case_id: uuid.UUID, id: uuid.UUID, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """A paper that was handed out is not to come back; its number stays unused."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if asked(case_id, key, verb="drop-paper", paper=id, reason=reason)[1]:
            return
        locked(case_id)
        paper = rows.paper(case_id, id, held=True)
        if paper.status != "handed-out":
            raise Refused("not-handed-out", number=paper.number, status=paper.status)
        if not reason.strip():
            raise Refused("no-reason-given")
        mandate = rows.acted(case_id, "drop-paper")
        rows.changed(
            paper, status="dropped", ended=on, ended_by=agency, ended_mandate=mandate, reason=reason
        )
        entered(paper, "drop-paper", reason=reason, acted_as=str(mandate))


def waiting(case_id: uuid.UUID, id: uuid.UUID) -> rows.Document:
    """The paper as it was handed out; by the same body, since another's number is not its own."""
    reader, paper = present(), rows.paper(case_id, id, held=True)
    if paper.status != "handed-out":
        raise Refused("not-handed-out", number=paper.number, status=paper.status)
    if paper.agency != reader.agency:
        raise Refused("handed-out-by", number=paper.number, agency=paper.names)
    return paper


def checked(paper: rows.Document, pdf: bytes) -> Signature:
    """The signature of a file that came back, which is the one that went out; else refused."""
    from continuity.casework.documents.looked_at import opened, signature, unchanged

    reader, file = present(), opened(pdf)
    claimed = signature(file)
    unchanged(rows.content(paper), pdf, file)
    if not claimed.whole:
        raise Refused("signature-partial")
    if not claimed.intact:
        raise Refused("signature-broken")
    day = _day(claimed, reader.on)
    key = _entitled(claimed, paper, {reader.on, day or reader.on})
    seen = signature(file, [_root(key)], _noon(reader.on))
    if not seen.trusted:
        raise Refused("chain-wrong", name=seen.name, on=reader.on)
    if day is None or not paper.issued <= day <= reader.on:
        raise Refused("signed-another-day", day=day or "–", issued=paper.issued, on=reader.on)
    archival(pdf)
    return seen


def _entitled(seen: Signature, paper: rows.Document, days: Iterable[date]) -> Key:
    """The key of whoever signed, who might on each of some days; the one whom the paper names."""
    found = {on: may_sign(seen.thumbprint, paper.agency, on) for on in sorted(days)}
    for on, key in found.items():
        if key is None or not _leads(key, on):
            raise Refused("not-entitled", name=seen.name, agency=paper.names, on=on)
        if paper.drafted and key.person != paper.signer:
            raise Refused("signed-by-another", name=seen.name, signer=paper.signer_name)
    assert key is not None, "there is a day at least"
    return key


def _day(seen: Signature, on: date) -> date | None:
    """The day on which it was signed, as the signature says; in the demo that on which one lives,
    since no token is told of it."""
    if settings.CONTINUITY_DEMO and on != today():
        return on
    return seen.said_at.astimezone(ZoneInfo(ZONE)).date() if seen.said_at else None


def _leads(key: Key, on: date) -> bool:
    """True for an agency's own key, and for a person who leads the agency that day."""
    if not key.person:
        return True
    with connection.cursor() as cursor:
        cursor.execute("select accounts_roles(%s, %s, %s)", [key.person, key.agency, on])
        return Role.HEAD in cursor.fetchone()[0]


def _root(key: Key) -> x509.Certificate:
    return x509.Certificate.load(key.chain[-1].public_bytes(Encoding.DER))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(ZONE))
