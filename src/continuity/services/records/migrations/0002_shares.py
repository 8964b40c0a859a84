"""What a third party may be shown of a certificate, the codes of its holder, and each check.

A statement is written once, at the issue, and only for certificate No. 1: the database takes no other.
Codes are kept as hashes under a key. Whoever has a code is told of that one statement by the function
below, and a code that is wrong, over or ended finds no row in the same way.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app, grant

TABLES = """
create table records_statement (
    case_id uuid not null,
    id uuid not null,
    sealed_lines bytea not null,
    primary key (case_id, id)
);
create table records_share (
    case_id uuid not null,
    id uuid not null,
    paper uuid not null,
    secret bytea not null check (octet_length(secret) = 32),
    sealed_purpose bytea not null,
    made date not null,
    until date not null check (until >= made),
    ended date check (ended >= made),
    way text not null check (way in ('login', 'slip')),
    primary key (case_id, id),
    foreign key (case_id, paper) references records_statement (case_id, id)
);
create index records_share_secret on records_share (secret);
create table records_check (
    case_id uuid not null,
    id uuid not null,
    share uuid not null,
    basis text not null check (basis <> ''),
    need text not null check (need <> ''),
    sealed_told bytea not null,
    day date not null,
    at timestamptz not null default clock_timestamp(),
    primary key (case_id, id),
    foreign key (case_id, share) references records_share (case_id, id)
);
"""

VISIBLE = "exists (select from casework_case c where c.id = case_id)"
HOLDER = f"(select casework_purpose() = 'applicant' and casework_agency() = '') and {VISIBLE}"
AT_WORK = "(select casework_purpose() = 'processing') and documents_mandate(case_id) is not null"
ROTATION = "(select casework_purpose() = 'system:rotation')"
SIGHT = f"""
alter table records_statement enable row level security;
create policy records_statement_held on records_statement for select using ({HOLDER});
create policy records_statement_worked on records_statement for select using ({AT_WORK});
create policy records_statement_issued on records_statement for insert with check (
    {AT_WORK} and exists (select from documents_document d where d.case_id = records_statement.case_id
        and d.id = records_statement.id and d.kind = 'criminal-record-1' and d.status = 'issued'));
alter table records_share enable row level security;
create policy records_share_held on records_share for select using ({HOLDER});
create policy records_share_worked on records_share for select using ({AT_WORK});
create policy records_share_made on records_share for insert with check ({HOLDER});
create policy records_share_ended on records_share for update using ({HOLDER});
alter table records_check enable row level security;
create policy records_check_held on records_check for select using ({HOLDER});
create policy records_check_worked on records_check for select using ({AT_WORK});
""" + "".join(
    f"create policy {table}_rotated on {table} using ({ROTATION});"
    f"create policy {table}_erased on {table} for update using ({AT_WORK});"
    for table in ("records_statement", "records_share", "records_check")
)

# What is sealed is sealed anew by a rotation or emptied for ever; a code ends once.
KEPT = """
create function records_share_forward() returns trigger language plpgsql as $$
begin
    if old.ended is not null and new.ended is distinct from old.ended then
        raise exception 'a code that has ended stays ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger records_share_forward before update on records_share
    for each row execute function records_share_forward();
create function records_sealed() returns trigger language plpgsql as $$
declare
    was bytea := to_jsonb(old) ->> tg_argv[0];
    becomes bytea := to_jsonb(new) ->> tg_argv[0];
begin
    if becomes is distinct from was and becomes <> '' and casework_purpose() <> 'system:rotation' then
        raise exception 'what was sealed stays as it is' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger records_statement_sealed before update on records_statement
    for each row execute function records_sealed('sealed_lines');
create trigger records_share_sealed before update on records_share
    for each row execute function records_sealed('sealed_purpose');
create trigger records_check_sealed before update on records_check
    for each row execute function records_sealed('sealed_told');
create trigger records_share_kept before update of case_id, id, paper, secret, made, until, way
    on records_share for each statement execute function journal_refuse();
create trigger records_check_kept before update of case_id, id, share, basis, need, day, at
    on records_check for each statement execute function journal_refuse();
create trigger records_statement_kept before update of case_id, id
    on records_statement for each statement execute function journal_refuse();
""" + "".join(
    f"create trigger {table}_whole before delete or truncate on {table} "
    "for each statement execute function journal_refuse();"
    for table in ("records_statement", "records_share", "records_check")
)

# Whoever has a good code, and nobody else: one row, without a case's number and without its applicant.
SHARED = """
create function records_shared(hashed bytea, acting date)
returns table (case_id uuid, share uuid, paper uuid, until date, number text, issued date,
    agency text, agency_vi text, agency_en text, status text, ended date, lines bytea)
language sql stable security definer set search_path = public, pg_temp as $$
    select s.case_id, s.id, s.paper, s.until, d.number, d.issued, d.agency, d.agency_vi, d.agency_en,
        d.status, d.ended, t.sealed_lines
    from records_share s
        join records_statement t on t.case_id = s.case_id and t.id = s.paper
        join documents_document d on d.case_id = s.case_id and d.id = s.paper
    where s.secret = hashed and s.ended is null and s.made <= acting and s.until >= acting
        and d.status not in ('handed-out', 'dropped') and t.sealed_lines <> ''
$$;
create function records_checked(
    hashed bytea, acting date, one uuid, base text, needed text, told bytea
) returns boolean language sql security definer set search_path = public, pg_temp as $$
    with shared as (select case_id, share from records_shared(hashed, acting)), added as (
        insert into records_check (case_id, id, share, basis, need, sealed_told, day)
        select case_id, one, share, base, needed, told, acting from shared returning 1)
    select exists (select from added)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_register"), ("documents", "0002_results")]
    operations = [
        migrations.RunSQL(
            TABLES,
            "drop table records_check; drop table records_share; drop table records_statement",
        ),
        migrations.RunSQL(SIGHT, migrations.RunSQL.noop),
        migrations.RunSQL(
            KEPT,
            "drop function records_share_forward() cascade; drop function records_sealed() cascade",
        ),
        migrations.RunSQL(
            SHARED,
            "drop function records_checked(bytea, date, uuid, text, text, bytea);"
            "drop function records_shared(bytea, date)",
        ),
        callable_by_app("records_shared(bytea, date)"),
        callable_by_app("records_checked(bytea, date, uuid, text, text, bytea)"),
        grant("records_statement", "select, insert, update (sealed_lines)", reader=False),
        grant("records_share", "select, insert, update (ended, sealed_purpose)", reader=False),
        grant("records_check", "select, update (sealed_told)", reader=False),
    ]
