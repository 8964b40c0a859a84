"""The minutes: drawn up from the account, signed in order, and from then on as they are.

Drawing up freezes lists and counts; while nobody has signed, the minutes can be torn up again. Each side
signs the paper (PAdES) and the digests of the files that belong to it (CMS), with its agency's key.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework import vault
from continuity.casework.documents.making import archival, may_issue
from continuity.casework.documents.numbers import numbered
from continuity.casework.documents.typeset import Box
from continuity.casework.sight import present
from continuity.handover import kept
from continuity.handover.account import account
from continuity.handover.contents import SHEETED, TOTALED, bundled, contents, digests
from continuity.handover.kept import Handover
from continuity.handover.minutes import MINUTES, Said, minutes, order
from continuity.handover.refused import Refused
from continuity.handover.sheet import Bound, paper, sheet
from continuity.handover.sides import Side, acting
from continuity.handover.signed import drawn_up, signatures
from continuity.handover.verbs.doing import before, entered
from continuity.journal.record import Actor
from continuity.register.called import called

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


def draw_up(
    handover_id: uuid.UUID,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    bases: tuple[str, ...] = (),
    duties: tuple[str, ...] = (),
    town: str = "",
) -> str:
    """The number of the minutes, which are drawn up from what both sides counted.

    Refused while one of the lists is open (also an empty one is closed: nothing was forgotten), and
    while a difference has neither a reason nor somebody to settle it.
    """
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        if Side.GIVER not in handover.sides():
            raise Refused("not-your-side", agency=agency, side=Side.GIVER)
        there = account(handover)
        _ripe(handover, set(there.annexes), there.unsaid)
        number = numbered(handover.giver, called(handover.giver, on).vi, MINUTES.symbol, on.year)
        told = {"verb": "draw-up", "bases": bases, "duties": duties, "town": town}
        if again := before(handover_id, key, {"number": number}, **told):
            return str(again["number"])
        files = contents(there)
        bound = Bound(number, hashlib.sha256(files[TOTALED]).hexdigest())
        files[SHEETED] = paper(handover, sheet(there), on, place=town, minutes=bound)
        archival(files[SHEETED])
        manifest = digests(files)
        made = minutes(handover, there, Said(bases, duties, town), manifest, number, on)
        archival(made.pdf)
        pdf, bundle = vault.put(made.pdf), vault.put(bundled(files))
        statement = json.dumps(there.statement, ensure_ascii=False)
        _insert(handover, statement, manifest, made.boxes, pdf, bundle)
        roots = {side: there.statement[side]["root"] for side in ("giver", "receiver")}
        entered(handover, "draw-up", number=number, digest=pdf.digest, roots=roots,
                differences=there.statement["differences"])  # fmt: skip
    return number


def tear_up(
    handover_id: uuid.UUID, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Minutes that nobody has signed are drawn up no longer; lists and counts can change again."""
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="tear-up", reason=reason):
            return
        handover = kept.held(handover_id)
        if not reason.strip():
            raise Refused("no-words")
        if not handover.sides() & {Side.GIVER, Side.RECEIVER}:
            raise Refused("not-your-side", agency=agency, side=Side.GIVER)
        if signatures(handover_id):
            raise Refused("signed-already", on=signatures(handover_id)[0].day)
        drawn_up(handover_id)
        with connection.cursor() as cursor:
            cursor.execute("delete from handover_minutes where handover = %s", [handover_id])
            cursor.execute("update handover_handover set drawn = null where id = %s", [handover_id])
        entered(handover, "tear-up", reason=reason.strip())


def sign(handover_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> Side:
    """The side for which the minutes were signed: giver, receiver, witness, in this order and each once.

    By a head, with the agency's key; by the heir where a party is dissolved. Nobody signs twice.
    """
    with acting(actor, agency, on, seats=(Role.HEAD,)):
        handover = kept.held(handover_id)
        done = signatures(handover_id)
        rest = order(handover)[len(done) :]
        side = rest[0] if rest else Side.WITNESS
        if again := before(handover_id, key, {"side": side}, verb="sign"):
            return Side(again["side"])
        paper = drawn_up(handover_id)
        if not rest:
            raise Refused("signed-already", on=done[-1].day)
        if side not in handover.sides():
            raise Refused("out-of-order", side=side, agency=agency)
        if actor.id in {one.actor for one in done}:
            raise Refused("other-side", person=actor.name, side=done[0].side)
        _signed(handover, side, len(done), paper)
        if len(rest) == 1:
            with connection.cursor() as cursor:
                cursor.execute(
                    "update handover_handover set signed = %s where id = %s", [on, handover_id]
                )
    return side


def _ripe(handover: Handover, annexes: set[str], unsaid: list[Any]) -> None:
    missing = sorted(annexes - kept.closed(handover.id).keys())
    missing += [f"{annex} {number}" for annex, number in unsaid[:5]]
    if missing:
        raise Refused("not-that-order", missing=", ".join(missing))


def _signed(handover: Handover, side: Side, there: int, paper: Any) -> None:
    from continuity.casework.documents.sign import signed
    from continuity.casework.documents.signers import ready

    reader, at = present(), datetime.now(UTC)
    key = may_issue(reader.agency, reader.on)
    box = Box(*paper.boxes[there]) if there < len(paper.boxes) else None
    body = called(reader.agency, reader.on).vi
    with ready(key, reader.on) as signer:
        done = signed(
            vault.get(paper.pdf), signer,
            by=reader.actor.name, body=body, at=at, box=box, field=f"ChuKy{there + 1}",
        )  # fmt: skip
        cms = _cms(signer, paper.contents)
    file = vault.put(done.pdf)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into handover_signature (handover, position, side, agency, actor, name, day, at, "
            "thumbprint, profile, cms, pdf, pdf_digest, pdf_size, pdf_wrapped) values "
            "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                handover.id, there + 1, side, reader.agency, reader.actor.id, reader.actor.name,
                reader.on, at, key.thumbprint, done.profile, cms, uuid.UUID(file.name),
                bytes.fromhex(file.digest), file.size, file.wrapped,
            ],
        )  # fmt: skip
    told = {"side": side, "digest": file.digest, "thumbprint": key.thumbprint.hex()}
    entered(handover, "sign", **told, profile=done.profile, note=done.note)


def _cms(signer: Signer, manifest: str) -> bytes:
    """A signature of its own over the digests of the files, which any program for CMS can check."""
    made = asyncio.run(signer.async_sign_general_data(manifest.encode(), "sha256", detached=True))
    return bytes(made.dump())


def _insert(
    handover: Handover,
    statement: str,
    manifest: str,
    boxes: tuple[Box, ...],
    pdf: vault.Kept,
    bundle: vault.Kept,
) -> None:
    files = [
        value
        for file in (pdf, bundle)
        for value in (uuid.UUID(file.name), bytes.fromhex(file.digest), file.size, file.wrapped)
    ]
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into handover_minutes (handover, day, actor, statement, contents, boxes, pdf, "
            "pdf_digest, pdf_size, pdf_wrapped, bundle, bundle_digest, bundle_size, bundle_wrapped) "
            "values (%s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                handover.id,
                reader.on,
                reader.actor.id,
                statement,
                manifest,
                json.dumps(boxes),
                *files,
            ],
        )
        cursor.execute(
            "update handover_handover set drawn = %s where id = %s", [reader.on, handover.id]
        )
