"""The shelf: drafts as they are written, and the decrees that are in force, in the database.

A draft is changed by whoever has read its last version; somebody who has read an older one is told.
A decree in force is kept as a document with its lines, so that its findings can still be placed.
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.roles import Role
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.packs.text import Text
from continuity.reform.draft import name
from continuity.reform.refused import Refused, refusal


class Act(StrEnum):
    """What becomes of a decree when somebody else approves the draft."""

    ENACT = "enact"
    CORRECT = "correct"
    SLIP = "slip"
    UNDO = "undo"


class Draft(NamedTuple):
    """A draft as it stands: its document, its version, who wrote it last, and what it is to do."""

    text: Text
    version: int
    drafter: Actor
    act: Act
    reason: str


# A draft that was enacted is over: the next one of its name begins where its versions ended.
SAVED = """
insert into reform_draft (name, version, content, drafter, drafter_name, act, reason)
select %(name)s, 1, %(content)s, %(drafter)s, %(drafter_name)s, %(act)s, %(reason)s
    where %(version)s = 0 or exists (select from reform_draft where name = %(name)s)
on conflict (name) do update set version = reform_draft.version + 1, content = excluded.content,
    drafter = excluded.drafter, drafter_name = excluded.drafter_name, act = excluded.act,
    reason = excluded.reason, enacted = null, at = clock_timestamp()
where case when reform_draft.enacted is null then reform_draft.version = %(version)s
    else %(version)s in (0, reform_draft.version) end
returning version
"""


def stream(decree: str) -> str:
    """The journal's stream of one decree, from its first draft on."""
    return f"reform:{decree}"


def drafting(actor: Actor) -> None:
    """Raises `Refused` of accounts where somebody may not draft."""
    require(actor, Role.PLANNER, Role.HEAD)


@transaction.atomic
def save(text: Text, version: int, *, actor: Actor, reason: str = "") -> int:
    """The new version of a draft; `version` is the one that was read, 0 for a new draft.

    For a decree in force it is a correction, which needs a reason. Raises `Refused` where the document
    cannot be read, or somebody else saved meanwhile.
    """
    drafting(actor)
    if text.findings or not isinstance(text.tree, dict) or not text.tree:
        raise Refused(list(text.findings) or [refusal("not-a-decree", name(text))])
    act = Act.CORRECT if name(text) in in_force() else Act.ENACT
    return propose(text, version, act, actor=actor, reason=reason)


def propose(text: Text, version: int, act: Act, *, actor: Actor, reason: str = "") -> int:
    """The new version of a draft that does a certain thing to a decree once it is approved."""
    drafting(actor)
    reason = " ".join(reason.replace("\0", " ").split())  # PostgreSQL keeps no NUL
    if not reason and act in (Act.CORRECT, Act.UNDO):
        raise Refused([refusal("reason-missing", name(text))])
    kept: dict[str, str | int] = {
        "name": name(text),
        "version": version,
        "content": written(text),
        "drafter": actor.id,
    }
    kept |= {"drafter_name": actor.name, "act": act, "reason": reason}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SAVED, kept)
        saved = cursor.fetchone()
        if saved is None:
            raise Refused([refusal("draft-changed", name(text), version=version)])
        told = {"version": saved[0], "act": act, "reason": reason, "content": text.tree}
        record(stream(name(text)), "draft", actor, told)
    return int(saved[0])


@transaction.atomic
def discard(decree: str, version: int, *, actor: Actor, reason: str = "") -> int:
    """The entry by which an open draft was put away; its versions stay in the journal.

    Whoever may draft may do it. Raises `Refused` where there is none, or somebody saved meanwhile.
    """
    drafting(actor)
    if draft_of(decree).version != version:
        raise Refused([refusal("draft-changed", decree, version=version)])
    told = {"version": version, "reason": " ".join(reason.replace("\0", " ").split())}
    entry = record(stream(decree), "discard", actor, told)
    over(decree, version, entry)
    return entry


def draft_of(decree: str) -> Draft:
    """The open draft of a name; raises `Refused` where there is none."""
    if "\0" in decree:  # PostgreSQL cannot even be asked
        raise Refused([refusal("no-draft", decree.replace("\0", "\ufffd"))])
    with connection.cursor() as cursor:
        cursor.execute(
            "select content, version, drafter, drafter_name, act, reason from reform_draft "
            "where name = %s and enacted is null",
            [decree],
        )
        found = cursor.fetchone()
    if found is None:
        raise Refused([refusal("no-draft", decree)])
    content, version, drafter, named, act, reason = found
    return Draft(read(decree, content), version, Actor(drafter, named), Act(act), reason)


def drafts() -> list[Draft]:
    """All open drafts, in order of their names."""
    with connection.cursor() as cursor:
        cursor.execute("select name from reform_draft where enacted is null order by name")
        names = [row[0] for row in cursor.fetchall()]
    return [draft_of(decree) for decree in names]


def over(decree: str, version: int, entry: int) -> None:
    """Marks a draft as over: enacted, or discarded. Raises `Refused` where it was saved meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update reform_draft set enacted = %s "
            "where name = %s and version = %s and enacted is null",
            [entry, decree, version],
        )
        if not cursor.rowcount:
            raise Refused([refusal("draft-changed", decree, version=version)])


def entries() -> dict[str, int]:
    """The entry by which each decree in force came to read as it does, in the order of their days."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, lower(known) from reform_decree where upper_inf(known) "
            "order by effective, name"
        )
        return dict(cursor.fetchall())


def stands(decree: str) -> tuple[date, int] | None:
    """The day of a decree in force and the entry by which it reads as it does; None where it is not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select effective, lower(known) from reform_decree where name = %s and upper_inf(known)",
            [decree],
        )
        found = cursor.fetchone()
    return (found[0], int(found[1])) if found else None


def in_force(known: int | None = None) -> dict[str, Text]:
    """The decrees in force, by name; with `known`, those that were after that entry."""
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select name, content from reform_decree where {when} order by effective, name",
            [] if known is None else [known],
        )
        return {decree: read(decree, content) for decree, content in cursor.fetchall()}


def text_of(decree: str) -> Text | None:
    """One decree in force; None where there is none of that name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select content from reform_decree where name = %s and upper_inf(known)", [decree]
        )
        found = cursor.fetchone()
    return read(decree, found[0]) if found else None


def resting() -> dict[str, str]:
    """Of each instrument on which a decree in force rests, that decree; of several, the latest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select one ->> 'number', name from reform_decree, lateral jsonb_array_elements("
            "coalesce(content::jsonb #> '{tree,instruments}', '[]')) as one "
            "where upper_inf(known) and one ->> 'number' is not null order by effective, name"
        )
        return dict(cursor.fetchall())


def alone_since(decree: str) -> int | None:
    """The entry by which a decree first came, if no other one came, changed or went since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with own as (select min(lower(known)) as since from reform_decree where name = %s) "
            "select since from own where not exists (select from reform_decree "
            "where name <> %s and (lower(known) > since or upper(known) > since))",
            [decree, decree],
        )
        found = cursor.fetchone()
    return int(found[0]) if found and found[0] else None


def written(text: Text) -> str:
    """A document as it is kept: its tree, its lines and what was written, as JSON."""
    kept = {"tree": text.tree, "lines": text.lines} | (
        {"source": text.source} if text.source else {}
    )
    return json.dumps(kept, ensure_ascii=False)


def read(decree: str, content: str) -> Text:
    """A document as it was kept."""
    kept = json.loads(content)
    return Text(kept["tree"], kept["lines"], (), decree, kept.get("source", ""))


TERMS.update(
    {
        "adopt": "nạp văn bản đã ban hành",
        "correct": "đính chính",
        "discard": "bỏ dự thảo",
        "draft": "soạn",
        "enact": "ban hành",
        "slip": "dời ngày",
        "undo": "thu hồi",
        "withdraw": "thu hồi",
    }
)
