"""Minutes as they are kept: the paper with its latest signature, its files, and who signed."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework.vault import Kept
from continuity.handover.refused import Refused

FILE = "{0}, {0}_digest, {0}_size, {0}_wrapped"


class Paper(NamedTuple):
    """Minutes that are drawn up; `pdf` bears every signature that was made so far."""

    day: date
    statement: dict[str, Any]
    contents: str
    boxes: list[list[int]]
    pdf: Kept
    bundle: Kept


class Signature(NamedTuple):
    """Who signed for a side, as whom, when, and the signature over the digests of the files."""

    position: int
    side: str
    agency: str
    actor: str
    name: str
    day: date
    at: datetime
    cms: bytes
    pdf: Kept


def drawn_up(handover: uuid.UUID) -> Paper:
    """The minutes of a handover; refused where they are not drawn up."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select day, statement, contents, boxes, {FILE.format('pdf')}, {FILE.format('bundle')} "
            "from handover_minutes where handover = %s",
            [handover],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused("not-drawn-up")
    boxes = json.loads(row[3]) if isinstance(row[3], str) else row[3]
    paper = Paper(row[0], json.loads(row[1]), row[2], boxes, _file(row[4:8]), _file(row[8:12]))
    done = signatures(handover)
    return paper._replace(pdf=done[-1].pdf) if done else paper


def signatures(handover: uuid.UUID) -> list[Signature]:
    """The signatures of a handover's minutes, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select position, side, agency, actor, name, day, at, cms, {FILE.format('pdf')} "
            "from handover_signature where handover = %s order by position",
            [handover],
        )
        return [
            Signature._make((*row[:7], bytes(row[7]), _file(row[8:12])))
            for row in cursor.fetchall()
        ]


def _file(row: Any) -> Kept:
    name, digest, size, wrapped = row
    return Kept(name.hex, bytes(digest).hex(), size, bytes(wrapped))
