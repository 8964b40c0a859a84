"""The rows of papers: written, ended, and read inside `reading(...)` by whoever may see the case."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from continuity.casework import keys, vault
from continuity.casework.cases import Case
from continuity.casework.documents.drafts import Shown
from continuity.casework.documents.words import Refused
from continuity.casework.sealed import opened, sealed
from continuity.casework.sight import present
from continuity.casework.vault import Kept
from continuity.core.procedure import Words


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a case. What it says of its issue never changes; `status` may still end.

    `drafted` is a keyed hash of its draft, where a case waits for it to be signed elsewhere.
    """

    case_id: uuid.UUID
    id: uuid.UUID
    kind: str
    language: str
    number: str
    agency: str
    agency_vi: str
    agency_en: str
    mandate: uuid.UUID
    signer: str
    signer_name: str
    issued: date
    issued_at: datetime | None
    thumbprint: bytes | None
    digest: bytes
    file: str
    size: int
    wrapped: bytes | None
    profile: str
    note: str
    status: str
    ended: date | None
    ended_by: str
    reason: str
    replaces: uuid.UUID | None
    drafted: bytes | None = None

    @property
    def names(self) -> Words:
        """What the agency was called when it issued this."""
        return Words(self.agency_vi, self.agency_en)

    @property
    def kept(self) -> Kept:
        """Where the vault has it; refused where its key was destroyed."""
        if self.wrapped is None:
            raise Refused("paper-destroyed", number=self.number)
        return Kept(self.file, self.digest.hex(), self.size, self.wrapped)


COLUMNS = tuple(Document.__dataclass_fields__)
BYTES = ("thumbprint", "digest", "wrapped", "drafted")
SHOWN = "shown"
UNISSUED = frozenset({"handed-out", "dropped"})
"""What is no paper yet, or was none ever: it waits to be signed elsewhere, or did not come back."""


def papers(case_id: uuid.UUID) -> list[Document]:
    """The papers of a case that the reader may see, in the order of their issue."""
    present()
    return _rows("case_id = %s order by id", case_id)


def paper(case_id: uuid.UUID, id: uuid.UUID, *, held: bool = False) -> Document:
    """One paper of a case, with `held` until the transaction ends; refused where it is not seen."""
    present()
    found = _rows(f"case_id = %s and id = %s{' for update' if held else ''}", case_id, id)
    if not found:
        raise Refused("no-such-document")
    return found[0]


def given_out(case_id: uuid.UUID, id: uuid.UUID) -> Document:
    """A paper that was issued, for whoever it is for; one that never was is refused as none."""
    found = paper(case_id, id)
    if found.status in UNISSUED:
        raise Refused("no-such-document")
    return found


def content(one: Document) -> bytes:
    """The file of a paper, as it was issued."""
    return vault.get(one.kept)


def added(one: Document, case: Case, code: bytes, shown: tuple[Shown, ...]) -> None:
    """A new row."""
    told = {name: getattr(one, name) for name in COLUMNS}
    told |= {"code": code, "function": case.function, "place": case.place, "filed": case.filed}
    text = json.dumps([list(line) for line in shown], ensure_ascii=False)
    told[SHOWN] = sealed(keys.ring(), one.id, SHOWN, text)
    marks = ", ".join(["%s"] * len(told))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into documents_document ({', '.join(told)}) values ({marks})",
            list(told.values()),
        )


def changed(one: Document, **made: Any) -> None:
    """Some columns of a row; the database says which may change, and when."""
    columns = ", ".join(f"{name} = %s" for name in made)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update documents_document set {columns} where case_id = %s and id = %s",
            [*made.values(), one.case_id, one.id],
        )
        if cursor.rowcount != 1:
            raise Refused("no-such-document")


def acted(case_id: uuid.UUID, verb: str) -> uuid.UUID:
    """The mandate under which the present agency does this to a case; the act is written."""
    with connection.cursor() as cursor:
        cursor.execute("select documents_acted(%s, %s)", [case_id, verb])
        found: uuid.UUID = cursor.fetchone()[0]
    return found


def shown_of(id: uuid.UUID, ciphertext: bytes) -> tuple[Shown, ...]:
    """What may be shown of a paper to whoever has its code."""
    if not ciphertext:  # erased with the case
        return ()
    text = opened(keys.ring(), id, SHOWN, bytes(ciphertext))
    return tuple(Shown(*line) for line in json.loads(text))


def _rows(which: str, *values: Any) -> list[Document]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(COLUMNS)} from documents_document where {which}", values)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row |= {name: bytes(row[name]) for name in BYTES if row[name] is not None}
    return [Document(**row) for row in rows]
