"""Papers: the files of a draft and of a case, in the vault, with a row that names and opens each.

A file is judged and shown to the scanner before anything of it is kept. It is given out as something
to save and never as a page of ours.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import cases, keys, vault
from continuity.casework.intake import drafts
from continuity.casework.intake.applicants import reading_as
from continuity.casework.intake.clamd import scanned
from continuity.casework.intake.evidence import judged
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened, sealed
from continuity.casework.sight import present
from continuity.core.procedure import Evidence
from continuity.journal.record import Actor, record

MOST = 20
"""Files of one draft; whoever has more puts pages together."""
FIELD = "paper"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that somebody handed in: which paper of the procedure, what it is called and is."""

    id: uuid.UUID
    evidence: str
    name: str
    media: str
    kept: vault.Kept


COLUMNS = "id, evidence, sealed_name, media, kept, digest, size, wrapped"


def received(content: bytes, name: str, wanted: Evidence) -> Paper:
    """A file judged, scanned and kept, without a row yet; raises `Refused` and then keeps nothing."""
    found = judged(content, name, wanted)
    scanned(content, found.name)
    return Paper(uuid7(), wanted.id, found.name, found.media, vault.put(content))


def attach(
    draft: uuid.UUID, content: bytes, name: str, wanted: Evidence, *, person: Actor, on: Any
) -> Paper:
    """A file more in a draft; the same content for the same paper again is the one already there."""
    with reading_as(person, on):
        _room(draft, wanted)
    paper = received(content, name, wanted)
    try:
        with reading_as(person, on):
            there = _room(draft, wanted)
            for one in there:
                if (one.evidence, one.kept.digest) == (wanted.id, paper.kept.digest):
                    vault.shred(paper.kept)
                    return one
            _insert("intake_draft_paper", paper, draft=draft)
    except BaseException:
        vault.shred(paper.kept)
        raise
    return paper


def detach(draft: uuid.UUID, id: uuid.UUID, *, person: Actor, on: Any) -> None:
    """A file less in a draft; nothing happens where it is gone already."""
    with reading_as(person, on):
        drafts.unsent(draft)
        gone = [paper for paper in of_draft(draft) if paper.id == id]
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from intake_draft_paper where draft = %s and id = %s", [draft, id]
            )
    for paper in gone:
        vault.shred(paper.kept)


def of_draft(draft: uuid.UUID) -> list[Paper]:
    """The files of a draft of whoever reads."""
    return _papers("intake_draft_paper where draft = %s", draft)


def of_case(case: uuid.UUID) -> list[Paper]:
    """The files of a case that the reader may see; one whose key was destroyed is none any more."""
    return _papers("intake_paper where wrapped <> '' and case_id = %s", case)


def hand_over(draft: uuid.UUID, case: uuid.UUID) -> None:
    """The files of a draft become those of the case that it became; nothing is copied on the disk."""
    for paper in of_draft(draft):
        add(case, paper)
    with connection.cursor() as cursor:
        cursor.execute("delete from intake_draft_paper where draft = %s", [draft])


def add(case: uuid.UUID, paper: Paper) -> None:
    """A file more in a case, by whoever reads."""
    reader = present()
    by = {"actor": reader.actor.id, "agency": reader.agency, "day": reader.on}
    _insert("intake_paper", paper, case_id=case, **by)


def content(case: uuid.UUID, id: uuid.UUID) -> tuple[Paper, bytes]:
    """A file of a case; the reading is an entry in the case's stream, as of any personal field."""
    reader = present()
    cases.one(case)
    for paper in of_case(case):
        if paper.id == id:
            told = {"agency": reader.agency, "fields": ["papers"], "paper": paper.evidence}
            told |= {"on": str(reader.on)}
            record(f"case:{case}", "read", reader.actor, told, purpose=reader.purpose)
            return paper, vault.get(paper.kept)
    raise Refused("no-such-paper")


def _room(draft: uuid.UUID, wanted: Evidence) -> list[Paper]:
    """What a draft that may still be changed has so far; refused where nothing more goes in."""
    drafts.unsent(draft)
    there = of_draft(draft)
    if len(there) >= MOST:
        raise Refused("paper-many", most=MOST)
    return there


def _papers(which: str, key: uuid.UUID) -> list[Paper]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from {which} order by id", [key])
        return [_paper(*row) for row in cursor.fetchall()]


def _paper(
    id: uuid.UUID,
    evidence: str,
    name: bytes,
    media: str,
    file: str,
    digest: str,
    size: int,
    key: bytes,
) -> Paper:
    clear = opened(keys.ring(), id, FIELD, bytes(name))
    return Paper(id, evidence, clear, media, vault.Kept(file, digest, size, bytes(key)))


def _insert(table: str, paper: Paper, **more: Any) -> None:
    row = {
        **more,
        "id": paper.id,
        "evidence": paper.evidence,
        "sealed_name": sealed(keys.ring(), paper.id, FIELD, paper.name),
        "media": paper.media,
        "kept": paper.kept.name,
        "digest": paper.kept.digest,
        "size": paper.kept.size,
        "wrapped": paper.kept.wrapped,
    }
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", [*row.values()])
