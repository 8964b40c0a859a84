"""Subscriptions: which address gets which events of an agency's cases. Nothing in them is of a case."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

HOOK = """
create table notices_hook (
    id uuid primary key,
    agency text not null check (agency <> ''),
    url text not null check (url <> ''),
    functions text[] not null,
    verbs text[] not null,
    sealed_secret bytea not null,
    state text not null default 'active' check (state in ('active', 'disabled', 'ended')),
    failing timestamptz,
    why text not null default '',
    made timestamptz not null default clock_timestamp()
);
create trigger notices_hook_kept
    before update of id, agency, url, functions, verbs, made on notices_hook
    for each statement execute function journal_refuse();
create trigger notices_hook_whole before delete or truncate on notices_hook
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_notices")]
    operations = [
        migrations.RunSQL(HOOK, "drop table notices_hook"),
        grant(
            "notices_hook",
            "select, insert, update (state, failing, why, sealed_secret)",
            reader=False,
        ),
    ]
