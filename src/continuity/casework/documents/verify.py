"""What anybody may know who holds a paper: is it genuine, what it says, was its issuer competent.

Asked by number and code, by the QR code, or by the file itself. A wrong code and a number that was
never given have one answer, so that nobody learns which numbers exist. What is told holds no person
beyond what the paper's own drafter chose to show; each paper that was found leaves an entry.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from continuity.casework import keys
from continuity.casework.documents import qr
from continuity.casework.documents.drafts import Shown
from continuity.casework.documents.kinds import kind_of
from continuity.casework.documents.rows import shown_of
from continuity.casework.documents.words import Refused
from continuity.casework.sealed import blind
from continuity.core.procedure import NO_WORDS, Words
from continuity.journal.record import Actor, record
from continuity.register.ask import competent
from continuity.register.called import called, successor

ANYBODY = Actor("anybody", "whoever holds the paper")
LONGEST = 200


class Outcome(StrEnum):
    """What a verification comes to; `unknown` says nothing against a paper, only that it is not here."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    UNKNOWN = "unknown"
    ALTERED = "altered"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer. `competent` is None where the register does not reach back to that day.

    `altered`: signed, and not as it was signed. `unregistered`: well signed by an agency's key, but
    no paper of ours. `successor` is empty where the issuer still stands.
    """

    outcome: Outcome
    kind: Words = NO_WORDS
    number: str = ""
    issued: date | None = None
    agency: str = ""
    agency_then: Words = NO_WORDS
    competent: bool | None = None
    successor: str = ""
    successor_now: Words = NO_WORDS
    profile: str = ""
    ended: date | None = None
    reason: str = ""
    shown: tuple[Shown, ...] = ()


UNKNOWN = Verified(Outcome.UNKNOWN)

Look = Callable[[bytes, date], Verified | None]
"""Given the digest of a file and today: what is told of it; None where it is no paper of theirs."""

_also: list[Look] = []


def also(look: Look) -> None:
    """From now on this is asked, too, for a file that is no paper of a case."""
    if look not in _also:
        _also.append(look)


COLUMNS = (
    "case_id", "id", "kind", "number", "function", "place", "filed", "agency", "agency_vi",
    "agency_en", "issued", "thumbprint", "digest", "shown", "profile", "status", "ended", "reason",
)  # fmt: skip


def by_code(number: str, code: str, on: date) -> Verified:
    """The answer for a number and its code, both as people write them."""
    written = "".join(number.split())
    letters = "".join(letter for letter in code if letter.isalnum())
    fits = 0 < len(written) <= LONGEST and 0 < len(letters) <= LONGEST
    if not fits or not written.isprintable():
        return UNKNOWN
    # Letters that are not in a code are taken for those that they look like.
    letters = letters.upper().translate(str.maketrans("OILU", "011V"))
    return _told(_found(written, blind(keys.blind_key(), letters), None), on, "code")


def by_qr(text: str, on: date) -> Verified:
    """The answer for what a camera read; unknown where it is no code of a paper."""
    try:
        told = qr.read(text)
    except ValueError:
        return UNKNOWN
    return by_code(told.number, told.code, on)


def by_file(pdf: bytes, on: date) -> Verified:
    """The answer for a file: every byte must be as it was issued.

    Raises `Refused` where the file is too large or cannot be read at all.
    """
    digest = hashlib.sha256(pdf).digest()
    found = _found(None, None, digest)
    if found:
        return _told(found, on, "file")
    if told := next(filter(None, (look(digest, on) for look in _also)), None):
        return told
    from continuity.casework.documents.looked_at import opened, signature

    try:
        seen = signature(opened(pdf, strict=False))
    except Refused as fault:
        if fault.code in ("paper-unsigned", "paper-signed-twice"):
            return UNKNOWN
        if fault.code == "signature-unreadable":
            return Verified(Outcome.ALTERED)
        if fault.code == "paper-unreadable" and b"/ByteRange" in pdf:
            return Verified(Outcome.ALTERED)
        raise
    if not seen.intact or not seen.whole:
        return Verified(Outcome.ALTERED)
    return Verified(Outcome.UNREGISTERED) if _ours(seen.thumbprint) else UNKNOWN


def _told(row: dict[str, Any] | None, on: date, way: str) -> Verified:
    if row is None:
        return UNKNOWN
    _entered(row, way, on)
    heir = successor(row["agency"], on)
    moved = heir != row["agency"]
    status = row["status"]
    return Verified(
        Outcome.GENUINE if status == "issued" else Outcome(status),
        _label(row["kind"]), row["number"], row["issued"], row["agency"],
        Words(row["agency_vi"], row["agency_en"]), _was_competent(row),
        heir if moved else "", called(heir, on) if moved else NO_WORDS,
        row["profile"], row["ended"], row["reason"], shown_of(row["id"], row["shown"]),
    )  # fmt: skip


def _was_competent(row: dict[str, Any]) -> bool | None:
    """Whether the register, as it is known now, makes the issuer competent on the day of issue."""
    try:
        ruling = competent(row["function"], row["place"], filed=row["filed"], on=row["issued"])
    except (LookupError, ValueError):
        return None
    return ruling.acting == row["agency"] if ruling.acting else None


def _found(number: str | None, code: bytes | None, digest: bytes | None) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(COLUMNS)} from documents_verified(%s, %s, %s)",
            [number, code, digest],
        )
        row = cursor.fetchone()
    return dict(zip(COLUMNS, row, strict=True)) if row else None


def _entered(row: dict[str, Any], way: str, on: date) -> None:
    """The person concerned is shown that their paper was verified; by whom, nobody knows."""
    case: uuid.UUID = row["case_id"]
    told = {"document": str(row["id"]), "way": way, "on": str(on)}
    with transaction.atomic():
        record(f"case:{case}", "verify-paper", ANYBODY, told)


def _label(kind: str) -> Words:
    try:
        return kind_of(kind).label
    except KeyError:
        return Words(kind, kind)


def _ours(thumbprint: bytes) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from documents_key where thumbprint = %s)", [thumbprint]
        )
        return bool(cursor.fetchone()[0])
