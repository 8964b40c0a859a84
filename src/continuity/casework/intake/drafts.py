"""Drafts: what somebody has typed so far, kept for them alone until it is sent or its days are over.

A draft is sealed, and no journal tells of it: what people think of writing to an office is not the
office's. Sending files a case under the draft's own id as key, so that a double click, a refresh
and a lost connection file once.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import keys, vault
from continuity.casework.intake import refused as refused  # its words must be there to be said
from continuity.casework.intake.applicants import reading_as
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened, sealed
from continuity.casework.sight import present, working
from continuity.journal.record import Actor

DAYS = 30
"""For so long a draft is kept after somebody last wrote in it."""
FIELD = "draft"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed: the place as it was written and as it was understood, answers, a ground."""

    place: str = ""
    written: str = ""
    exemption: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    gone_by: tuple[str, ...] = ()
    """The pages that were answered: one with nothing to fill in must not be asked for ever."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An application that is being written, or what it became.

    With `about` it is no application but the answer to what was asked for in that case.
    """

    id: uuid.UUID
    procedure: str
    begun: date
    until: date
    filled: Filled
    case: uuid.UUID | None = None
    number: str | None = None
    about: uuid.UUID | None = None


SELECT = (
    "select id, procedure, begun, until, sealed_answers, case_id, number, about from intake_draft"
)


def begin(
    procedure: str,
    *,
    person: Actor,
    on: date,
    about: uuid.UUID | None = None,
    id: uuid.UUID | None = None,
) -> Draft:
    """A new draft of a service's application, with nothing in it; about a case, the one that is there.

    With an `id` of the caller's, the one of that id where there is one.
    """
    until = on + timedelta(days=DAYS)
    draft = Draft(id or uuid7(), procedure, on, until, Filled(), about=about)
    told = (draft.id, person.id, procedure, on, draft.until, _sealed(draft.id, draft.filled), about)
    with reading_as(person, on), connection.cursor() as cursor:
        cursor.execute(
            "insert into intake_draft (id, person, procedure, begun, until, sealed_answers, about) "
            "values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            told,
        )
        if not cursor.rowcount and about is None:
            return one(draft.id)
        if not cursor.rowcount:
            cursor.execute(f"{SELECT} where about = %s and case_id is null", [about])
            row = cursor.fetchone()
            if row is None:
                raise Refused("no-such-draft", days=DAYS)
            return _draft(row)
    return draft


def mine() -> list[Draft]:
    """The applications that whoever reads has not sent, the one that was touched last first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{SELECT} where case_id is null and about is null and until > %s "
            "order by touched desc",
            [present().on],
        )
        return [_draft(row) for row in cursor.fetchall()]


def one(id: uuid.UUID, *, locked: bool = False) -> Draft:
    """A draft of whoever reads; raises `Refused` (no-such-draft), for somebody else's as well."""
    with connection.cursor() as cursor:
        asked = f"{SELECT} where id = %s and (until > %s or case_id is not null)"
        cursor.execute(asked + (" for update" if locked else ""), [id, present().on])
        row = cursor.fetchone()
    if row is None:
        raise Refused("no-such-draft", days=DAYS)
    return _draft(row)


def unsent(id: uuid.UUID) -> Draft:
    """A draft that may still be changed, held until the transaction ends."""
    draft = one(id, locked=True)
    if draft.number:
        raise Refused("draft-sent", number=draft.number)
    return draft


def save(
    id: uuid.UUID,
    answers: Mapping[str, str] | None = None,
    *,
    person: Actor,
    on: date,
    page: str = "",
    **told: str,
) -> Draft:
    """The draft with some answers more; what another device wrote in other fields stays.

    `told` are place, written and exemption. The days begin anew.
    """
    with reading_as(person, on):
        draft = unsent(id)
        given = {**draft.filled.answers, **(answers or {})}
        pages = tuple(dict.fromkeys((*draft.filled.gone_by, page))) if page else ()
        filled = replace(draft.filled, answers=given, gone_by=pages or draft.filled.gone_by, **told)
        draft = replace(draft, filled=filled, until=on + timedelta(days=DAYS))
        _write(draft)
    return draft


def sent(draft: Draft, case: uuid.UUID, number: str) -> None:
    """The draft became a case, in which all of it now stands; here nothing of it is left."""
    _write(replace(draft, filled=Filled(), case=case, number=number))


def discard(id: uuid.UUID, *, person: Actor, on: date) -> None:
    """A draft goes, and its files with it."""
    with reading_as(person, on):
        unsent(id)
        kept = _files("draft = %s", [id])
        with connection.cursor() as cursor:
            cursor.execute("delete from intake_draft where id = %s", [id])
    _shredded(kept)


def expire(on: date) -> int:
    """Lets go the drafts whose days are over, sent or not; how many."""
    with working("deadlines", on):
        kept = _files(
            "draft in (select id from intake_draft where until <= %s and case_id is null)", [on]
        )
        with connection.cursor() as cursor:
            cursor.execute("delete from intake_draft where until <= %s", [on])
            gone = int(cursor.rowcount)
    _shredded(kept)
    return gone


def _files(which: str, told: list[Any]) -> list[vault.Kept]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select kept, digest, size, wrapped from intake_draft_paper where {which}", told
        )
        found = cursor.fetchall()
    return [vault.Kept(name, digest, size, bytes(key)) for name, digest, size, key in found]


def _shredded(kept: list[vault.Kept]) -> None:
    # After the rows: a file without a row is swept, a row without its file would be a loss.
    for one in kept:
        vault.shred(one)


def _write(draft: Draft) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update intake_draft set sealed_answers = %s, until = %s, case_id = %s, number = %s, "
            "touched = clock_timestamp() where id = %s",
            [_sealed(draft.id, draft.filled), draft.until, draft.case, draft.number, draft.id],
        )


def _sealed(id: uuid.UUID, filled: Filled) -> bytes:
    return sealed(keys.ring(), id, FIELD, json.dumps(asdict(filled), ensure_ascii=False))


def _draft(row: tuple[Any, ...]) -> Draft:
    id, procedure, begun, until, text, case, number, about = row
    told = json.loads(opened(keys.ring(), id, FIELD, bytes(text)))
    told["gone_by"] = tuple(told["gone_by"])
    return Draft(id, procedure, begun, until, Filled(**told), case, number, about)
