"""By which decision a procedure that a reform changes was published; public, and only added to."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

TABLE = """
create table handover_publication (
    decree text not null check (decree <> ''),
    id uuid not null,
    procedure text not null check (procedure <> ''),
    number text not null check (number <> ''),
    place text not null check (place <> ''),
    published date not null check (published <= day),
    digest text not null,
    content jsonb not null,
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    agency text not null,
    primary key (decree, id)
);
create index handover_publication_procedure on handover_publication (decree, procedure);
"""
BACK = "drop table handover_publication"
POLICIES = """
alter table handover_publication enable row level security;
create policy handover_publication_public on handover_publication for select using (true);
create policy handover_publication_entered on handover_publication for insert
    with check (casework_purpose() = 'readiness' and agency = casework_agency());
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0012_crossed")]
    operations = [
        migrations.RunSQL(TABLE, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY.format(table="handover_publication"), migrations.RunSQL.noop),
        grant("handover_publication", "select, insert"),
    ]
