"""Tokens of programs: the hash of each, for which seat it acts, and until when."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TOKEN = """
create table accounts_token (
    id uuid primary key,
    hash bytea not null unique check (octet_length(hash) = 32),
    person text not null references accounts_person,
    agency text not null,
    role text not null check ((role = '') = (agency = '')),
    purposes text[] not null check (cardinality(purposes) > 0),
    label text not null check (length(label) <= 200),
    valid daterange not null
        check (not isempty(valid) and lower(valid) is not null and not upper_inf(valid)),
    known int8range not null check (not isempty(known) and lower(known) is not null)
);
create index accounts_token_person on accounts_token (person);
create trigger accounts_token_retracted before update of known on accounts_token
    for each row execute function journal_only_retract();
create trigger accounts_token_kept
    before update of id, hash, person, agency, role, purposes, label, valid on accounts_token
    for each statement execute function journal_refuse();
create trigger accounts_token_whole before delete or truncate on accounts_token
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sign_in")]
    operations = [
        migrations.RunSQL(TOKEN, "drop table accounts_token"),
        grant("accounts_token", "select, insert, update (known)", reader=False),
    ]
