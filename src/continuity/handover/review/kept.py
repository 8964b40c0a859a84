"""Documents and their reviews as they are kept: read by everybody, entered by planners and by bodies."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from psycopg.types.range import Range

from continuity.accounts.appointments import require
from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework.once import earlier
from continuity.core.interval import FOREVER, Interval
from continuity.core.terms import TERMS
from continuity.handover.plans.lateness import Kind
from continuity.handover.plans.telling import ended
from continuity.handover.readiness.room import at
from continuity.handover.refused import Refused
from continuity.handover.review.documents import Document
from continuity.handover.review.rules import actions
from continuity.handover.written import added, entered
from continuity.journal.record import Actor, record
from continuity.packs.spreadsheet import uncelled
from continuity.register import read

STREAM = "documents"
MOST = 50_000
COLUMNS = (
    "id", "number", "title", "adopted", "issuer", "territory", "since", "last", "guides", "bases",
    "functions", "articles", "kept", "source",
)  # fmt: skip
NEEDED = ("id", "number", "title", "adopted", "issuer", "source")
REVIEWING = (Role.OFFICER, Role.HEAD, Role.PLANNER)
SELECT = """
select distinct on (document) document, number, title, adopted, issuer, territory, lower(valid),
    upper(valid), guides, bases, functions, articles, kept, source from handover_document
order by document, at desc, id desc
"""
REVIEWS = """
select distinct on (document) document, action, lead, due, result, closed, name, agency
from handover_review where decree = %s order by document, at desc, id desc
"""


class Wrong(NamedTuple):
    """A row that cannot be read: its line, the column, and what was written."""

    line: int
    field: str
    written: str


class Review(NamedTuple):
    """What is to become of a document: the action, who leads, by when, and what came of it."""

    document: str
    action: str
    lead: str
    due: date | None
    result: str
    closed: date | None
    name: str
    agency: str

    def late(self, on: date) -> bool:
        """True where its day has passed and nothing came of it."""
        return self.due is not None and self.due < on and self.closed is None


def documents() -> dict[str, Document]:
    """All documents, by id."""
    with connection.cursor() as cursor:
        cursor.execute(SELECT)
        rows = cursor.fetchall()
    return {row[0]: _document(row) for row in rows}


def _document(row: Any) -> Document:
    id, number, title, adopted, issuer, territory, since, until, guides, *rest = row
    bases, functions, articles, kept, source = rest
    valid = Interval(since, until or FOREVER)
    return Document(id, number, title, adopted, issuer, territory, valid, guides, tuple(bases),
                    tuple(functions), articles, kept, source)  # fmt: skip


def reviews(decree: str) -> dict[str, Review]:
    """The last review of each document for a reform."""
    with connection.cursor() as cursor:
        cursor.execute(REVIEWS, [decree])
        return {row[0]: Review(*row) for row in cursor.fetchall()}


def from_table(content: bytes) -> tuple[list[Document], list[Wrong]]:
    """The rows of a CSV with the columns of `COLUMNS`, and each that cannot be read with its column."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        return [], [Wrong(1, "UTF-8 CSV", "")]
    if not rows or not set(NEEDED) <= set(rows[0]):
        return [], [Wrong(1, ",".join(NEEDED), ",".join(rows[0]) if rows else "")]
    world = read.present()
    found, wrong = [], []
    for n, row in enumerate(rows[:MOST], start=2):
        told = {key: uncelled((row.get(key) or "").strip()) for key in COLUMNS}
        field = _wrong(told, world.agencies, world.lineage.areas)
        if field:
            wrong.append(Wrong(n, field, told[field]))
        else:
            found.append(_made(told))
    return found, wrong


def _wrong(told: dict[str, str], bodies: Collection[str], areas: Collection[str]) -> str:
    for field in NEEDED:
        if not told[field]:
            return field
    if told["issuer"] not in bodies and told["issuer"] not in areas:
        return "issuer"
    if told["territory"] and told["territory"] not in areas:
        return "territory"
    if told["guides"] == told["id"]:
        return "guides"
    for field in ("adopted", "since", "last"):
        try:
            date.fromisoformat(told[field] or "2025-01-01")
        except ValueError:
            return field
    since = told["since"] or told["adopted"]
    return "last" if told["last"] and told["last"] < since else ""


def _made(told: dict[str, str]) -> Document:
    since = date.fromisoformat(told["since"] or told["adopted"])
    end = date.fromisoformat(told["last"]) + timedelta(1) if told["last"] else FOREVER
    return Document(
        told["id"], told["number"], told["title"], date.fromisoformat(told["adopted"]),
        told["issuer"], told["territory"], Interval(since, end), told["guides"],
        _listed(told["bases"]), _listed(told["functions"]), told["articles"],
        told["kept"].lower() in ("yes", "có", "true"), told["source"],
    )  # fmt: skip


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


@transaction.atomic
def enter(found: Iterable[Document], *, actor: Actor, agency: str, on: date) -> int:
    """How many documents are new or read otherwise now. Refused for who is no planner."""
    require(actor, Role.PLANNER, on=on)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [STREAM])
    there = documents()
    new = [one for one in {one.id: one for one in found}.values() if there.get(one.id) != one]
    if not new:
        return 0
    ids = [one.id for one in new]
    record(STREAM, "enter-documents", actor, {"agency": agency, "on": str(on), "documents": ids})
    by = (on, actor.id, actor.name, agency)
    rows: list[tuple[Any, ...]] = [
        (one.id, uuid7(), one.number, one.title, one.adopted, one.issuer, one.territory,
         Range(one.valid.start, None if one.valid.end == FOREVER else one.valid.end), one.guides,
         list(one.bases), list(one.functions), one.articles, one.kept, one.source, *by)
        for one in new
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into handover_document (document, id, number, title, adopted, issuer, territory, "
            "valid, guides, bases, functions, articles, kept, source, day, actor, name, agency) "
            f"values ({', '.join(['%s'] * 18)})",
            rows,
        )
    return len(new)


def review(
    decree: str,
    document: str,
    action: str,
    lead: str,
    due: date | None,
    result: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """What is to become of a document, or what came of it: with a result it is closed.

    Refused without who leads and by when, unless it is kept as it is.
    """
    with at(decree, actor, agency, on, seats=REVIEWING):
        if document not in documents():
            raise Refused("no-reviewed-document", document=document)
        if action not in actions():
            raise Refused("no-such-kind", field="action", got=action)
        lead, result = lead.strip(), result.strip()
        if action != "keep" and not (lead and due):
            raise Refused("no-lead")
        told = {"verb": "review-document", "decree": decree, "document": document}
        told |= {"action": action, "lead": lead, "due": str(due or ""), "result": result}
        if earlier(actor, key, told | {"agency": agency}, {"id": ""}):
            return
        row: dict[str, Any] = {"decree": decree, "id": uuid7(), "document": document}
        row |= {"action": action, "lead": lead, "due": due, "result": result}
        row |= {"closed": on if result else None}
        added("review", row)
        ended(Kind.REVIEW, decree, document)
        entered(
            f"review:{decree}", "review-document", {k: v for k, v in told.items() if k != "verb"}
        )


TERMS.update({"enter-documents": "nhập văn bản", "review-document": "rà soát văn bản"})
