"""Documents and what a review makes of them; both are public, and each row is a version of one."""

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
create table handover_document (
    document text not null check (document <> ''),
    id uuid not null,
    number text not null check (number <> ''),
    title text not null check (title <> ''),
    adopted date not null,
    issuer text not null check (issuer <> ''),
    territory text not null,
    valid daterange not null check (not isempty(valid) and lower(valid) is not null),
    guides text not null check (guides <> document),
    bases text[] not null,
    functions text[] not null,
    articles text not null,
    kept boolean not null,
    source text not null check (source <> ''),
    {BY},
    primary key (document, id)
);
create table handover_review (
    decree text not null check (decree <> ''),
    id uuid not null,
    document text not null check (document <> ''),
    action text not null check (action <> ''),
    lead text not null,
    due date,
    result text not null,
    closed date,
    {BY},
    check (action = 'keep' or (lead <> '' and due is not null)),
    check (closed is null or result <> ''),
    primary key (decree, id)
);
create index handover_review_document on handover_review (decree, document);
"""
BACK = "drop table handover_review; drop table handover_document"
POLICIES = """
alter table handover_document enable row level security;
create policy handover_document_public on handover_document for select using (true);
create policy handover_document_entered on handover_document for insert with check (true);
alter table handover_review enable row level security;
create policy handover_review_public on handover_review for select using (true);
create policy handover_review_entered on handover_review for insert
    with check (casework_purpose() = 'readiness' and agency = casework_agency());
"""
NAMES = ("handover_document", "handover_review")


class Migration(migrations.Migration):
    dependencies = [("handover", "0009_counted_in")]
    operations = [
        migrations.RunSQL(TABLES, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=one), migrations.RunSQL.noop)
            for one in NAMES
        ),
        *(grant(one, "select, insert") for one in NAMES),
    ]
