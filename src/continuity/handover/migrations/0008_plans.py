"""Plans and questions of a body for a reform; each row is a version of one, and the last one counts."""

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
create table handover_task (
    decree text not null check (decree <> ''),
    body text not null check (body <> ''),
    id uuid not null,
    task text not null check (task <> ''),
    work text not null check (work <> ''),
    person text not null,
    start date,
    due date,
    responsibility text not null,
    product text not null,
    authority text not null,
    after text[] not null,
    done date,
    shown text not null,
    {BY},
    check (done is null or (due is not null and shown <> '' and person <> '' and product <> ''
        and responsibility <> '' and authority <> '')),
    check (start is null or due is null or start <= due),
    primary key (decree, id)
);
create index handover_task_body on handover_task (decree, body, task);
create table handover_question (
    decree text not null check (decree <> ''),
    body text not null check (body <> ''),
    id uuid not null,
    question text not null check (question <> ''),
    said text not null check (said <> ''),
    asked date not null,
    owner text not null check (owner <> ''),
    due date not null,
    interim text not null,
    until date,
    source text not null,
    answer text not null,
    answered date,
    {BY},
    check (interim = '' or source <> ''),
    check ((answer = '') = (answered is null)),
    primary key (decree, id)
);
create index handover_question_body on handover_question (decree, body, question);
"""
BACK = "drop table handover_question; drop table handover_task"
OWN = "casework_purpose() = 'readiness' and body = casework_agency()"
POLICIES = "".join(
    f"""
alter table {table} enable row level security;
create policy {table}_seen on {table} for select using (({OWN}) or readiness_oversees());
create policy {table}_written on {table} for insert
    with check ({OWN} and agency = casework_agency());
"""
    for table in ("handover_task", "handover_question")
)


class Migration(migrations.Migration):
    dependencies = [("handover", "0007_afterwards")]
    operations = [
        migrations.RunSQL(TABLES, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=one), migrations.RunSQL.noop)
            for one in ("handover_task", "handover_question")
        ),
        *(
            grant(one, "select, insert", reader=False)
            for one in ("handover_task", "handover_question")
        ),
    ]
