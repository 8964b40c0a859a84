"""Evidence of readiness, decisions to go or not, and what was overridden: only added to.

Who works at a unit's own agency sees and writes what is shown of it; heads, planners and inspectors
see all of it. A mistake is taken back by another row that says so.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

SOURCES = "'register', 'test', 'journal', 'counter', 'entered'"
"""Those that are written down here; what is published has a table of its own."""

NAME = """
create function readiness_name(who text, body text, acting date, seats text[])
returns boolean language plpgsql as $$
declare
    held text[] := accounts_roles(who, body, acting);
begin
    if not (held && seats) then
        return false;
    end if;
    perform set_config('jit', 'off', true),
        set_config('continuity.reader', who, true),
        set_config('continuity.agency', body, true),
        set_config('continuity.purpose', 'readiness', true),
        set_config('continuity.day', acting::text, true),
        set_config('continuity.applicant', '', true),
        set_config('continuity.duty',
            case when held && '{head,planner,inspector}' then 'oversees' else '' end, true);
    return true;
end $$;
create function readiness_oversees() returns boolean language sql stable as $$
    select casework_purpose() = 'readiness'
        and coalesce(current_setting('continuity.duty', true), '') = 'oversees'
$$;
"""
NAME_BACK = (
    "drop function readiness_oversees(); drop function readiness_name(text, text, date, text[])"
)

TABLES = f"""
create table handover_evidence (
    unit text not null check (unit <> ''),
    id uuid not null,
    agency text not null check (agency <> ''),
    requirement text not null check (requirement <> ''),
    day date not null,
    until date check (until > day),
    source text not null check (source in ({SOURCES})),
    reference text not null check (reference <> ''),
    holding text not null,
    quantity bigint not null check (quantity >= 0),
    against uuid,
    file uuid,
    file_digest bytea check (octet_length(file_digest) = 32),
    file_size bigint,
    file_wrapped bytea,
    noted date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    by_agency text not null,
    primary key (unit, id),
    check ((file is null) = (file_wrapped is null)),
    check (day <= noted)
);
create unique index handover_evidence_against on handover_evidence (unit, against)
    where against is not null;

create table handover_override (
    decree text not null check (decree <> ''),
    id uuid not null,
    unit text not null check (unit <> ''),
    requirement text not null check (requirement <> ''),
    reason text not null check (reason <> ''),
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    agency text not null,
    primary key (decree, id)
);

create table handover_decision (
    decree text not null check (decree <> ''),
    id uuid not null,
    go boolean not null,
    words text not null check (words <> ''),
    red integer not null check (red >= 0),
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    agency text not null,
    primary key (decree, id)
);
"""
BACK = "drop table handover_decision; drop table handover_override; drop table handover_evidence"

OWN = "casework_purpose() = 'readiness' and agency = casework_agency()"
POLICIES = f"""
alter table handover_evidence enable row level security;
create policy handover_evidence_seen on handover_evidence for select
    using ({OWN} or readiness_oversees());
create policy handover_evidence_shown on handover_evidence for insert
    with check ((({OWN}) or readiness_oversees()) and by_agency = casework_agency());
"""
for table in ("override", "decision"):
    POLICIES += f"""
alter table handover_{table} enable row level security;
create policy handover_{table}_seen on handover_{table} for select
    using (casework_purpose() = 'readiness');
create policy handover_{table}_done on handover_{table} for insert
    with check (readiness_oversees() and agency = casework_agency());
"""


def appended(table: str) -> migrations.RunSQL:
    """A table that is only ever added to."""
    return migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("handover", "0003_at_once")]
    operations = [
        migrations.RunSQL(NAME, NAME_BACK),
        migrations.RunSQL(TABLES, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(appended(f"handover_{one}") for one in ("evidence", "override", "decision")),
        grant("handover_evidence", "select, insert", reader=False),
        grant("handover_override", "select, insert", reader=False),
        grant("handover_decision", "select, insert", reader=False),
    ]
