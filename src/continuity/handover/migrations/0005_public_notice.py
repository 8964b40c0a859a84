"""Public notices as they were published, their texts in other languages, and sites and lines of bodies.

All of it is public, so whoever asks may read it; it is only added to, and what was wrong is taken back
by another row. Who publishes is named as for readiness.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

BY = """
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    agency text not null
"""
TABLES = f"""
create table handover_notice (
    decree text not null check (decree <> ''),
    unit text not null check (unit <> ''),
    id uuid not null,
    digest text not null,
    content jsonb not null,
    place text not null check (place <> ''),
    against uuid,
    {BY},
    primary key (decree, unit, id)
);
create unique index handover_notice_against on handover_notice (decree, unit, against)
    where against is not null;

create table handover_notice_text (
    decree text not null check (decree <> ''),
    unit text not null check (unit <> ''),
    id uuid not null,
    digest text not null,
    language text not null check (language ~ '^[a-z]{{2,3}}$'),
    said text not null check (said <> ''),
    translator text not null check (translator <> ''),
    checker text not null check (checker <> '' and lower(checker) <> lower(translator)),
    reference text not null check (reference <> ''),
    {BY},
    primary key (decree, unit, id)
);

create table handover_contact (
    body text not null check (body <> ''),
    id uuid not null,
    way text not null check (way in ('site', 'telephone')),
    value text not null check (value <> ''),
    valid daterange not null check (not isempty(valid) and lower(valid) is not null),
    source text not null check (source <> ''),
    against uuid,
    {BY},
    primary key (body, id)
);
create unique index handover_contact_against on handover_contact (body, against)
    where against is not null;
"""
BACK = "drop table handover_contact; drop table handover_notice_text; drop table handover_notice"

POLICIES = "".join(
    f"""
alter table {table} enable row level security;
create policy {table}_public on {table} for select using (true);
create policy {table}_entered on {table} for insert with check ({check});
"""
    for table, check in (
        ("handover_notice", "casework_purpose() = 'readiness' and agency = casework_agency()"),
        ("handover_notice_text", "casework_purpose() = 'readiness' and agency = casework_agency()"),
        ("handover_contact", "true"),
    )
)
NAMES = ("handover_notice", "handover_notice_text", "handover_contact")


class Migration(migrations.Migration):
    dependencies = [("handover", "0004_readiness")]
    operations = [
        migrations.RunSQL(TABLES, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=one), migrations.RunSQL.noop)
            for one in NAMES
        ),
        *(grant(one, "select, insert") for one in NAMES),
    ]
