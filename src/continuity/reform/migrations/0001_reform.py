"""Drafts, which change and are counted; and the decrees in force, which are stated and retracted."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TABLES = """
create table reform_draft (
    name text primary key check (name <> ''),
    version integer not null check (version > 0),
    content text not null,
    drafter text not null check (drafter <> ''),
    drafter_name text not null,
    act text not null check (act in ('enact', 'correct', 'slip', 'undo')),
    reason text not null check (reason <> '' or act in ('enact', 'slip')),
    enacted bigint,
    at timestamptz not null default clock_timestamp()
);

create table reform_decree (
    name text not null,
    effective date not null,
    content text not null,
    drafter text not null,
    approver text not null check (approver <> drafter),
    known int8range not null check (not isempty(known) and lower(known) is not null)
);
create unique index reform_decree_name on reform_decree (name) where upper_inf(known);
create trigger reform_decree_retracted before update of known on reform_decree
    for each row execute function journal_only_retract();
create trigger reform_decree_kept
    before update of name, effective, content, drafter, approver on reform_decree
    for each statement execute function journal_refuse();
create trigger reform_decree_whole before delete or truncate on reform_decree
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("register", "0001_register")]
    operations = [
        migrations.RunSQL(TABLES),
        grant("reform_draft", "select, insert, update"),
        grant("reform_decree", "select, insert, update (known)"),
    ]
