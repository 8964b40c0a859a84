"""Applicants, drafts, and the papers of drafts and of cases.

A draft is seen by whoever writes it and by nobody else, officers included. A paper is seen by whoever
sees its case. The number of a dossier, asked for with its code, shows one case without its applicant.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

# One identity has one login: somebody who proved another's number would see their cases.
APPLICANT = """
create table intake_applicant (
    id uuid primary key,
    person text not null unique references accounts_person,
    seeker bytea not null unique check (octet_length(seeker) = 32),
    sealed_name bytea not null,
    sealed_identity bytea not null,
    sealed_contact bytea not null,
    how text not null check (how in ('counter')),
    agency text not null check (agency <> ''),
    proved date not null
);
"""

DRAFT = """
create table intake_draft (
    id uuid primary key,
    person text not null references accounts_person,
    procedure text not null check (procedure <> ''),
    begun date not null,
    touched timestamptz not null default clock_timestamp(),
    until date not null check (until > begun),
    sealed_answers bytea not null,
    case_id uuid,
    number text,
    constraint intake_draft_sent check ((case_id is null) = (number is null))
);
create index intake_draft_person on intake_draft (person);
create index intake_draft_until on intake_draft (until);
"""

KEPT = """
    id uuid not null,
    evidence text not null check (evidence <> ''),
    sealed_name bytea not null,
    media text not null check (media <> ''),
    size integer not null check (size > 0),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    kept text not null check (kept ~ '^[0-9a-f]{32}$'),
    wrapped bytea not null,
"""
PAPERS = f"""
create table intake_draft_paper (
    draft uuid not null references intake_draft on delete cascade,
    {KEPT}
    primary key (draft, id)
);
create table intake_paper (
    case_id uuid not null references casework_case,
    {KEPT}
    actor text not null check (actor <> ''),
    agency text not null,
    day date not null,
    primary key (case_id, id)
);
"""

# One statement names the applicant, as casework_name() does for others; false before a proof.
NAME = """
create function intake_name(who text, acting date) returns boolean language plpgsql as $$
declare
    proved bytea;
begin
    perform casework_name(who, '', 'applicant', acting, '', '{}');
    select seeker into proved from intake_applicant where person = who;
    if proved is null then
        return false;
    end if;
    perform set_config('continuity.applicant', '\\x' || encode(proved, 'hex'), true);
    return true;
end $$;
"""

# The setting is made and taken back inside the function: no other query sees a case by its number.
TRACKED = """
create function intake_tracked(which text) returns table (
    function text, place text, filed date, status text, due date, paused boolean, closed date
) language plpgsql as $$
begin
    perform set_config('continuity.tracked', which, true);
    return query select c.function, c.place, c.filed, c.status, c.due, c.paused, c.closed
        from casework_case c where c.number = which;
    perform set_config('continuity.tracked', '', true);
end $$;
create policy casework_case_by_number on casework_case for select using (
    number = (select nullif(current_setting('continuity.tracked', true), '')));
"""

HOME = "(select casework_purpose() = 'applicant' and casework_agency() = '')"
COUNTER = "(select casework_purpose() = 'intake' and casework_agency() <> '')"
PROVING = "person = (select nullif(current_setting('continuity.proving', true), ''))"
OWN = f"(person = (select casework_reader()) and {HOME})"
ROTATION = "(select casework_purpose() = 'system:rotation')"
JOBS = "(select casework_purpose() in ('system:rotation', 'system:deadlines'))"
OF_DRAFT = "exists (select from intake_draft d where d.id = draft)"
OF_CASE = "exists (select from casework_case c where c.id = case_id)"
HANDED = "(select casework_purpose() in ('applicant', 'intake', 'processing'))"

TABLES = ("intake_applicant", "intake_draft", "intake_draft_paper", "intake_paper")
POLICIES = f"""
create policy intake_applicant_own on intake_applicant for select using {OWN};
create policy intake_applicant_changed on intake_applicant for update using {OWN};
create policy intake_applicant_looked on intake_applicant for select using ({COUNTER} and {PROVING});
create policy intake_applicant_proved on intake_applicant for insert with check ({COUNTER} and {PROVING});
create policy intake_applicant_again on intake_applicant for update using ({COUNTER} and {PROVING});

create policy intake_draft_own on intake_draft using {OWN} with check {OWN};
create policy intake_draft_paper_own on intake_draft_paper using ({HOME} and {OF_DRAFT});
create policy intake_draft_by_job on intake_draft for select using ({JOBS});
create policy intake_draft_paper_by_job on intake_draft_paper for select using ({JOBS});
create policy intake_draft_over on intake_draft for delete
    using ((select casework_purpose() = 'system:deadlines'));

create policy intake_paper_seen on intake_paper for select using ({OF_CASE});
create policy intake_paper_handed on intake_paper for insert with check ({HANDED} and {OF_CASE});
create policy intake_applicant_by_job on intake_applicant for select using ({ROTATION});
"""
REKEYED = "".join(
    f"create policy {table}_rekeyed on {table} for update using ({ROTATION});" for table in TABLES
)

GUARDED = "".join(
    f"alter table {table} enable row level security; alter table {table} force row level security;"
    for table in TABLES
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("casework", "0003_sight"), ("accounts", "0002_sign_in")]
    operations = [
        migrations.RunSQL(APPLICANT, "drop table intake_applicant"),
        migrations.RunSQL(DRAFT, "drop table intake_draft"),
        migrations.RunSQL(PAPERS, "drop table intake_draft_paper; drop table intake_paper"),
        migrations.RunSQL(NAME, "drop function intake_name(text, date)"),
        migrations.RunSQL(
            TRACKED,
            "drop policy casework_case_by_number on casework_case;"
            "drop function intake_tracked(text)",
        ),
        migrations.RunSQL(GUARDED + POLICIES + REKEYED, migrations.RunSQL.noop),
        grant(
            "intake_applicant",
            "select, insert, update (sealed_name, sealed_identity, sealed_contact, agency, proved)",
            reader=False,
        ),
        grant("intake_draft", "select, insert, update, delete", reader=False),
        grant("intake_draft_paper", "select, insert, update, delete", reader=False),
        grant("intake_paper", "select, insert, update (sealed_name, wrapped)", reader=False),
    ]
