"""Scanned batches are bound to their lines: how many pages each has, and what each page hashes to.

The same pages again change nothing. Other pages of a line that has a batch need a reason, and the
earlier batch stays.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from django.db import connection

from continuity.handover import kept, written
from continuity.handover.batches.split import Batch, Page
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.counting import Verdict
from continuity.handover.verbs.doing import before, entered
from continuity.journal.record import Actor


@dataclass(frozen=True, slots=True)
class Bound:
    """What became of a batch; `digest` is that of all its pages in their order."""

    number: str
    pages: int
    digest: str
    verdict: Verdict


class Kept(NamedTuple):
    """A batch as it is kept."""

    position: int
    pages: int
    digest: str
    day: date
    name: str
    agency: str
    reason: str


def digest_of(pages: Sequence[Page]) -> str:
    """The hash over the hashes of some pages, one a line: `sha256sum` makes it of a list of them."""
    return hashlib.sha256("".join(f"{one.digest}\n" for one in pages).encode()).hexdigest()


def bind(
    handover_id: uuid.UUID,
    annex: str,
    batches: Sequence[Batch],
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    reason: str = "",
) -> list[Bound]:
    """What became of each batch; one that differs from what is kept is `strange` without a reason."""
    with acting(actor, agency, on):
        handover = kept.held(handover_id)
        if not handover.sides() & {Side.GIVER, Side.RECEIVER}:
            raise Refused("not-your-side", agency=agency, side=Side.GIVER)
        kept.annex_of(handover, annex)
        there = _last(handover_id, annex)
        found = [_bound(one, there.get(one.number), reason.strip()) for one in batches]
        digests = [[one.number, one.digest] for one in found]
        asked = {"verb": "bind", "annex": annex, "reason": reason, "batches": digests}
        said = {"verdicts": " ".join(one.verdict for one in found)}
        if again := before(handover_id, key, said, **asked):
            verdicts = map(Verdict, str(again["verdicts"]).split())
            return [
                Bound(one.number, one.pages, one.digest, verdict)
                for one, verdict in zip(found, verdicts, strict=True)
            ]
        fresh = [
            (batch, one, there.get(one.number, (0, ""))[0] + 1)
            for batch, one in zip(batches, found, strict=True)
            if one.verdict in (Verdict.COUNTED, Verdict.RECOUNTED)
        ]
        for batch, one, position in fresh:
            _write(handover_id, annex, batch, one, position, reason.strip())
        if fresh:
            told = {one.number: [one.pages, one.digest] for _, one, _ in fresh}
            entered(handover, "bind", annex=annex, batches=told, reason=reason.strip())
    return found


def batches(handover: uuid.UUID, annex: str, number: str) -> list[Kept]:
    """The batches of a line, the latest first; read inside `looking(...)`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select position, jsonb_array_length(pages), digest, day, name, agency, reason "
            "from handover_batch where handover = %s and annex = %s and number = %s "
            "order by position desc",
            [handover, annex, number],
        )
        return [Kept._make(row) for row in cursor.fetchall()]


def _bound(batch: Batch, there: tuple[int, str] | None, reason: str) -> Bound:
    digest = digest_of(batch.pages)
    verdict = Verdict.COUNTED
    if there:
        other = Verdict.RECOUNTED if reason else Verdict.STRANGE
        verdict = Verdict.AGAIN if there[1] == digest else other
    return Bound(batch.number, len(batch.pages), digest, verdict)


def _last(handover: uuid.UUID, annex: str) -> dict[str, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (number) number, position, digest from handover_batch "
            "where handover = %s and annex = %s order by number, position desc",
            [handover, annex],
        )
        return {number: (position, digest) for number, position, digest in cursor.fetchall()}


def _write(
    handover: uuid.UUID, annex: str, batch: Batch, one: Bound, position: int, reason: str
) -> None:
    pages = [[PurePath(page.file).name, page.number, page.digest] for page in batch.pages]
    row = {"handover": handover, "annex": annex, "number": one.number, "position": position}
    written.added(
        "batch",
        row | {"pages": json.dumps(pages), "digest": one.digest, "reason": reason},
    )
