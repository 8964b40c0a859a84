"""The tables of casework: cases, acts, verb keys and blocks of numbers.

A case has no column for an agency: who must act is resolved. A case's own id is its only unique key,
so that cases can be spread over machines.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.status import CLOSED, PHASES
from continuity.journal.grants import APPEND_ONLY, grant

STATUSES = ", ".join(f"'{status}'" for status in PHASES)
OVER = ", ".join(f"'{status}'" for status in sorted(CLOSED))

CASE = f"""
create table casework_case (
    id uuid primary key,
    function text not null check (function <> ''),
    place text not null check (place <> ''),
    filed date not null,
    number text not null check (number ~ '^[0-9]{{4}}-[0-9]{{4}}-[0-9]{{4}}-[0-9]{{2}}$'),
    status text not null check (status in ({STATUSES})),
    due date,
    paused boolean not null default false,
    closed date check (closed >= filed),
    seeker bytea not null check (octet_length(seeker) = 32),
    sealed_name bytea not null,
    sealed_identity bytea not null,
    sealed_contact bytea not null,
    constraint casework_case_over check ((closed is not null) = (status in ({OVER}))),
    constraint casework_case_paused check (not (paused and closed is not null))
);
create index casework_case_desk on casework_case (function, place, due, id) where closed is null;
create index casework_case_at on casework_case (function, place, status, due) where closed is null;
create index casework_case_due on casework_case (due, id) where closed is null;
create index casework_case_number on casework_case (number);
create index casework_case_seeker on casework_case (seeker);
"""

# What the verbs decide in Python the table keeps for itself: a later program cannot move a case back.
FORWARD = f"""
create function casework_phase(status text) returns integer language sql immutable strict
as $$ select case status {" ".join(f"when '{s}' then {n}" for s, n in PHASES.items())} end $$;

create function casework_forward() returns trigger language plpgsql as $$
begin
    if casework_phase(new.status) < casework_phase(old.status)
        or (old.closed is not null and (new.status, new.closed) is distinct from (old.status, old.closed))
    then
        raise exception 'a status never goes back: % after %', new.status, old.status
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger casework_case_forward before update of status, closed on casework_case
    for each row execute function casework_forward();
"""

ACT = """
create table casework_act (
    case_id uuid not null references casework_case,
    agency text not null check (agency <> ''),
    verb text not null check (verb <> ''),
    mandate uuid,
    day date not null,
    at timestamptz not null default clock_timestamp(),
    constraint casework_act_mandate check (mandate is not null or verb = 'file')
);
create index casework_act_agency on casework_act (case_id, agency);
"""

VERB_KEY = """
create table casework_verb_key (
    actor text not null check (actor <> ''),
    key text not null check (key <> ''),
    digest bytea not null,
    result jsonb not null,
    at timestamptz not null default clock_timestamp(),
    primary key (actor, key)
);
"""

# A sequence does not go back with a transaction, so no number of a block can be given twice.
BLOCK = """
create sequence casework_serial as bigint increment by 100;
create table casework_number_block (
    first bigint primary key default nextval('casework_serial'),
    size integer not null default 100 check (size = 100),
    at timestamptz not null default clock_timestamp()
);
"""

OPEN = ("status", "due", "paused", "closed", "sealed_name", "sealed_identity", "sealed_contact")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("journal", "0001_journal"), ("register", "0001_register")]
    operations = [
        migrations.RunSQL(CASE, "drop table casework_case"),
        migrations.RunSQL(
            FORWARD,
            "drop function casework_forward cascade; drop function casework_phase(text)",
        ),
        migrations.RunSQL(ACT, "drop table casework_act"),
        migrations.RunSQL(VERB_KEY, "drop table casework_verb_key"),
        migrations.RunSQL(BLOCK, "drop table casework_number_block; drop sequence casework_serial"),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)
            for table in ("casework_act", "casework_verb_key", "casework_number_block")
        ),
        grant("casework_case", f"select, insert, update ({', '.join(OPEN)})", reader=False),
        grant("casework_act", "select, insert", reader=False),
        grant("casework_verb_key", "select, insert", reader=False),
        grant("casework_number_block", "select, insert"),
        grant("sequence casework_serial", "usage", reader=False),
    ]
