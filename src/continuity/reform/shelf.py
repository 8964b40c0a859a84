"""The shelf: drafts as they are written, and the decrees that are in force, in the database.

A draft is changed by whoever has read its last version; somebody who has read an older one is told.
A decree in force is kept as a document with its lines, so that its findings can still be placed.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from django.db import connection, transaction

from continuity.journal.record import Actor, record
from continuity.packs.text import Text
from continuity.reform.draft import name
from continuity.reform.refused import Refused, refusal


class Draft(NamedTuple):
    """A draft as it stands: its document, its version, and who wrote it last."""

    text: Text
    version: int
    drafter: Actor


NEW = """
insert into reform_draft (version, content, drafter, drafter_name, name) values (1, %s, %s, %s, %s)
on conflict (name) do nothing
"""
CHANGED = """
update reform_draft set version = version + 1, content = %s, drafter = %s, drafter_name = %s,
    at = clock_timestamp() where name = %s and version = %s
"""


def stream(decree: str) -> str:
    """The journal's stream of one decree, from its first draft on."""
    return f"reform:{decree}"


@transaction.atomic
def save(text: Text, version: int, *, actor: Actor) -> int:
    """The new version of a draft; `version` is the one that was read, 0 for a new draft.

    Raises `Refused` where the document cannot be read, or somebody else saved meanwhile.
    """
    if text.findings or not isinstance(text.tree, dict) or not text.tree:
        raise Refused(list(text.findings) or [refusal("not-a-decree", name(text))])
    kept = [written(text), actor.id, actor.name, name(text)]
    with connection.cursor() as cursor:
        if version:
            cursor.execute(CHANGED, [*kept, version])
        else:
            cursor.execute(NEW, kept)
        if not cursor.rowcount:
            raise Refused([refusal("draft-changed", name(text), version=version)])
    record(stream(name(text)), "draft", actor, {"version": version + 1, "content": text.tree})
    return version + 1


def draft_of(decree: str, *, lock: bool = False) -> Draft:
    """A draft as it stands; raises `Refused` where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select content, version, drafter, drafter_name from reform_draft where name = %s"
            + (" for update" if lock else ""),
            [decree],
        )
        found = cursor.fetchone()
    if found is None:
        raise Refused([refusal("no-draft", decree)])
    return Draft(read(decree, found[0]), found[1], Actor(found[2], found[3]))


def drafted(decree: str) -> bool:
    """True where there is a draft of a name."""
    with connection.cursor() as cursor:
        cursor.execute("select from reform_draft where name = %s", [decree])
        return cursor.fetchone() is not None


def entries() -> dict[str, int]:
    """The entry by which each decree in force came to read as it does."""
    with connection.cursor() as cursor:
        cursor.execute("select name, lower(known) from reform_decree where upper_inf(known)")
        return dict(cursor.fetchall())


def in_force(known: int | None = None) -> dict[str, Text]:
    """The decrees in force, by name; with `known`, those that were after that entry."""
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    with connection.cursor() as cursor:
        cursor.execute(
            f"select name, content from reform_decree where {when} order by effective, name",
            [] if known is None else [known],
        )
        return {decree: read(decree, content) for decree, content in cursor.fetchall()}


def written(text: Text) -> str:
    """A document as it is kept: its tree and its lines, as JSON."""
    return json.dumps({"tree": text.tree, "lines": text.lines}, ensure_ascii=False)


def read(decree: str, content: str) -> Text:
    """A document as it was kept."""
    kept = json.loads(content)
    return Text(kept["tree"], kept["lines"], (), decree)
