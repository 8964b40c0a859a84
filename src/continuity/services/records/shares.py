"""A code with which the holder lets somebody check a certificate No. 1, until a day, for a purpose.

The code is reckoned from the request under a key and kept as a hash: asked for again with the same key
it is the same code, and a copy of the tables holds none. Whoever checks says who they are and on which
legal basis; what they said stands in the list that the holder sees. Wrong, over, ended and unknown codes
are one answer after the same work.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from continuity.accounts.ids import uuid7
from continuity.casework import keys
from continuity.casework.documents import rows as documents
from continuity.casework.intake.tracking import LETTERS, tracked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused as NotSeen
from continuity.casework.sealed import blind, opened, sealed
from continuity.casework.sight import Reader, entered, present
from continuity.core.procedure import Words
from continuity.journal.record import Actor, record
from continuity.services.records.refused import Refused
from continuity.services.records.rules.sharing import MOST_OPEN, Line, good, last_day

KIND, NUMBER_OF_TWO = "criminal-record-1", "LLTP2"
LONGEST, CODE = 200, 12
HOLDING = Actor("holder", "whoever holds the slip and the paper")
CHECKING = Actor("checker", "whoever was given a code")


@dataclass(frozen=True, slots=True)
class Check:
    """One look of a third party: when, who they said they are, why, on which text."""

    at: datetime
    who: str
    need: str
    basis: str
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """A code that was given out, without the code itself."""

    id: uuid.UUID
    paper: uuid.UUID
    purpose: str
    made: date
    until: date
    ended: date | None
    checks: tuple[Check, ...] = ()

    def good(self, on: date) -> bool:
        """True while it may be used."""
        return good(self.made, self.until, self.ended, on)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a third party is shown: the paper, what became of it, and what it says while it stands."""

    number: str
    issued: date
    agency: str
    agency_then: Words
    status: str
    ended: date | None
    until: date
    lines: tuple[Line, ...]


@contextmanager
def by_slip(number: str, code: str, printed: str, *, on: date) -> Iterator[uuid.UUID]:
    """Whoever holds the slip of a case and the certificate: a transaction that sees that one case.

    The slip alone tells nothing of a person, so the code on the paper is asked for as well; whoever has
    the paper has read it. Gives the id of the case; anything wrong is told in the words of a wrong slip.
    """
    written = tracked(number, code).number

    def name() -> None:
        with connection.cursor() as cursor:
            told: list[Any] = [HOLDING.id, "", Purpose.APPLICANT, str(on), "", []]
            cursor.execute("select casework_name(%s, %s, %s, %s, %s, %s)", told)
            cursor.execute("select set_config('continuity.tracked', %s, true)", [written])

    with entered(Reader(HOLDING, "", Purpose.APPLICANT, on), name):
        with connection.cursor() as cursor:
            cursor.execute(
                "select c.id from casework_case c join documents_document d on d.case_id = c.id "
                "where c.number = %s and d.code = %s and d.kind = %s",
                [written, _of_paper(printed), KIND],
            )
            found = cursor.fetchone()
        if found is None:
            raise NotSeen("not-tracked")
        yield found[0]
        with connection.cursor() as cursor:
            cursor.execute("select set_config('continuity.tracked', '', true)")


def _of_paper(printed: str) -> bytes:
    letters = "".join(letter for letter in printed if letter.isalnum()) or "0"
    letters = letters[:LONGEST].upper().translate(str.maketrans("OILU", "011V"))
    return blind(keys.blind_key(), letters)


def stated(case: uuid.UUID, lines: tuple[Line, ...]) -> None:
    """Keeps what may be shown of the certificate that was just issued, inside its issue."""
    papers = [one for one in documents.papers(case) if (one.kind, one.status) == (KIND, "issued")]
    if not papers:
        raise NotSeen("no-such-case", on=present().on)
    id = papers[-1].id
    text = json.dumps([[*line.label, *line.value] for line in lines], ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into records_statement (case_id, id, sealed_lines) values (%s, %s, %s)",
            [case, id, sealed(keys.ring(), case, f"statement:{id}", text)],
        )


def offer(case: uuid.UUID, paper: uuid.UUID, purpose: str, until: date, *, key: str) -> str:
    """A code for a certificate No. 1 that stands, good until a day; inside a reading of its holder.

    Raises `Refused`: two, not-in-force, share-days, share-purpose, share-many.
    """
    reader = _holder()
    found, number = documents.given_out(case, paper), ""
    if found.kind != KIND:
        raise Refused("two")
    number, code = found.number, _code(case, paper, reader.actor, key)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"share {paper}"])
    if _known(case, secret(number, code)):
        return code
    if found.status != "issued":
        raise Refused("not-in-force", number=number)
    if not reader.on <= until <= last_day(reader.on):
        raise Refused(
            "share-days", on=f"{reader.on:%d/%m/%Y}", last=f"{last_day(reader.on):%d/%m/%Y}"
        )
    if not purpose.strip() or len(purpose) > LONGEST:
        raise Refused("share-purpose", most=LONGEST)
    if sum(one.good(reader.on) for one in shares(case) if one.paper == paper) >= MOST_OPEN:
        raise Refused("share-many", most=MOST_OPEN)

    id = uuid7()
    way = "slip" if reader.actor == HOLDING else "login"
    text = sealed(keys.ring(), case, f"share:{id}", purpose.strip())
    row: list[Any] = [case, id, paper, secret(number, code), text, reader.on, until, way]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into records_share (case_id, id, paper, secret, sealed_purpose, made, until, way) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s)",
            row,
        )
    _entered(case, "share", share=str(id), document=str(paper), until=str(until), way=way)
    return code


def end(case: uuid.UUID, id: uuid.UUID) -> None:
    """A code is good no more, from now on; one that has ended already stays as it is."""
    reader = _holder()
    with connection.cursor() as cursor:
        cursor.execute(
            "update records_share set ended = %s where case_id = %s and id = %s and ended is null",
            [reader.on, case, id],
        )
        done = cursor.rowcount
    if done:
        _entered(case, "end-share", share=str(id))


def shares(case: uuid.UUID) -> list[Share]:
    """All codes of a case and who looked, the newest first; inside a reading of the holder."""
    _holder()
    looked: dict[uuid.UUID, list[Check]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, share, at, basis, need, sealed_told from records_check "
            "where case_id = %s order by at",
            [case],
        )
        for id, share, at, basis, need, text in cursor.fetchall():
            told = json.loads(_clear(case, f"check:{id}", text) or '["–", "–"]')
            looked.setdefault(share, []).append(Check(at, told[0], need, basis, told[1]))
        cursor.execute(
            "select id, paper, sealed_purpose, made, until, ended from records_share "
            "where case_id = %s order by id desc",
            [case],
        )
        found = cursor.fetchall()
    return [_share(case, row, looked) for row in found]


def _share(case: uuid.UUID, row: tuple[Any, ...], looked: dict[uuid.UUID, list[Check]]) -> Share:
    id, paper, text, made, until, ended = row
    purpose = _clear(case, f"share:{id}", text)
    return Share(id, paper, purpose, made, until, ended, tuple(looked.get(id, ())))


def check(
    number: str, code: str, *, who: str, need: str, basis: str, text: str, on: date
) -> Shared:
    """What may be shown to somebody who was given a code; the look is in the list of the holder.

    Raises `Refused`: two for a number of certificate No. 2, whatever the code; not-shared for every
    code that opens nothing, in the same words.
    """
    if NUMBER_OF_TWO in number.upper():
        raise Refused("two")
    hashed = secret(number, code)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from records_shared(%s, %s)", [hashed, on])
        row = cursor.fetchone()
        if row is None:
            raise Refused("not-shared")
        case, share, _, until, *paper, lines = row
        id = uuid7()
        told = sealed(keys.ring(), case, f"check:{id}", json.dumps([who, text], ensure_ascii=False))
        cursor.execute(
            "select records_checked(%s, %s, %s, %s, %s, %s)", [hashed, on, id, basis, need, told]
        )
        if not cursor.fetchone()[0]:
            raise Refused("not-shared")
        looked = {
            "share": str(share),
            "check": str(id),
            "basis": basis,
            "need": need,
            "on": str(on),
        }
        record(f"case:{case}", "check-share", CHECKING, looked)
    return _shared(case, row[2], until, paper, bytes(lines))


def _shared(case: uuid.UUID, paper: uuid.UUID, until: date, told: list[Any], text: bytes) -> Shared:
    number, issued, agency, vi, en, status, ended = told
    # What was taken back or corrected is not repeated: it may be wrong about somebody.
    stands = status in ("issued", "replaced")
    said = json.loads(_clear(case, f"statement:{paper}", text)) if stands else []
    lines = tuple(Line(Words(*one[:2]), Words(*one[2:])) for one in said)
    return Shared(number, issued, agency, Words(vi, en), status, ended, until, lines)


def secret(number: str, code: str) -> bytes:
    """What a number and a code are found by, however they are typed."""
    plain = "".join(one for one in f"{number} {code}".upper() if one.isalnum())[: 2 * LONGEST]
    return hmac.new(_key(), f"share {plain}".encode(), hashlib.sha256).digest()


def _code(case: uuid.UUID, paper: uuid.UUID, actor: Actor, key: str) -> str:
    """Of 58 bits, without letters that are taken for others; the same for the same request."""
    asked = f"code {case} {paper} {actor.id} {key}".encode()
    value = int.from_bytes(hmac.new(_key(), asked, hashlib.sha256).digest())
    letters = []
    for _ in range(CODE):
        value, place = divmod(value, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters[n : n + 4]) for n in range(0, CODE, 4))


def _key() -> bytes:
    if not keys.blind_key():
        raise NotSeen("no-key", setting="CONTINUITY_BLIND_KEY")
    return keys.blind_key()


def _known(case: uuid.UUID, hashed: bytes) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from records_share where case_id = %s and secret = %s)",
            [case, hashed],
        )
        return bool(cursor.fetchone()[0])


def _holder() -> Reader:
    """The holder who reads; refused to every officer, whatever else they may."""
    reader = present()
    if reader.purpose != Purpose.APPLICANT:
        raise NotSeen("not-for-purpose", purpose=reader.purpose)
    return reader


def _clear(case: uuid.UUID, field: str, text: Any) -> str:
    return opened(keys.ring(), case, field, bytes(text)) if bytes(text) else ""


def _entered(case: uuid.UUID, verb: str, **told: str) -> None:
    reader = present()
    record(
        f"case:{case}", verb, reader.actor, told | {"on": str(reader.on)}, purpose=reader.purpose
    )
