"""The register of papers, their numbers, and the keys with which agencies sign.

A paper belongs to a case and is seen with it. What it says of its issue is written once; afterwards
only its end is added: revoked, corrected or replaced, by whom and why. Anybody may ask about one paper
by its number and code, or by its bytes, and is told what the function below gives and no more.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app, grant

# A series is an agency's own and begins anew each year. Each process takes a few numbers at a time, so
# nobody waits for somebody else's signature; what a killed process had left is never used.
SERIES = """
create table documents_series (
    agency text not null check (agency <> ''),
    symbol text not null check (symbol <> ''),
    year integer not null,
    taken integer not null default 0 check (taken >= 0),
    primary key (agency, symbol, year)
);
create function documents_block(body text, sign text, in_year integer, many integer)
returns integer language sql security definer set search_path = public, pg_temp as $$
    insert into documents_series as s (agency, symbol, year, taken) values (body, sign, in_year, many)
        on conflict (agency, symbol, year) do update set taken = s.taken + excluded.taken
        returning taken - many + 1
$$;
"""

KEY = """
create table documents_key (
    agency text not null check (agency <> ''),
    person text not null,
    kind text not null check (kind in ('pkcs12', 'pkcs11', 'elsewhere')),
    place text not null,
    certificate text not null check (certificate <> ''),
    thumbprint bytea not null check (octet_length(thumbprint) = 32),
    valid daterange not null check (not isempty(valid) and lower(valid) is not null),
    key uuid not null,
    known int8range not null check (not isempty(known) and lower(known) is not null),
    check ((place = '') = (kind = 'elsewhere')),
    check ((person <> '') = (kind = 'elsewhere'))
);
create unique index documents_key_key on documents_key (key) where upper_inf(known);
create index documents_key_agency on documents_key (agency) where upper_inf(known);
create index documents_key_thumbprint on documents_key (thumbprint);
create trigger documents_key_retracted before update of known on documents_key
    for each row execute function journal_only_retract();
create trigger documents_key_kept
    before update of agency, person, kind, place, certificate, thumbprint, valid, key on documents_key
    for each statement execute function journal_refuse();
create trigger documents_key_whole before delete or truncate on documents_key
    for each statement execute function journal_refuse();
"""

# function, place and filed are those of the case: for what the issuer had to be competent that day.
DOCUMENT = """
create table documents_document (
    case_id uuid not null,
    id uuid not null,
    kind text not null check (kind <> ''),
    language text not null check (language in ('vi', 'en')),
    number text not null check (number <> ''),
    code bytea not null check (octet_length(code) = 32),
    function text not null,
    place text not null,
    filed date not null,
    agency text not null check (agency <> ''),
    agency_vi text not null check (agency_vi <> ''),
    agency_en text not null check (agency_en <> ''),
    mandate uuid not null,
    signer text not null check (signer <> ''),
    signer_name text not null,
    issued date not null,
    issued_at timestamptz,
    thumbprint bytea check (octet_length(thumbprint) = 32),
    digest bytea not null check (octet_length(digest) = 32),
    file text not null,
    size integer not null check (size > 0),
    wrapped bytea,
    shown bytea not null,
    profile text not null check (profile in ('', 'B-B', 'B-T')),
    note text not null default '',
    status text not null
        check (status in ('handed-out', 'issued', 'revoked', 'corrected', 'replaced', 'dropped')),
    ended date check (ended >= issued),
    ended_by text not null default '',
    ended_mandate uuid,
    reason text not null default '',
    replaces uuid,
    primary key (case_id, id),
    check ((profile = '') = (status in ('handed-out', 'dropped'))),
    check ((status in ('handed-out', 'issued')) = (ended is null)),
    check ((ended is null) = (ended_by = '' and ended_mandate is null and reason = ''))
);
create index documents_document_number on documents_document (number);
create index documents_document_digest on documents_document (digest);
create unique index documents_document_once on documents_document (case_id, replaces)
    where replaces is not null and status <> 'dropped';

create function documents_forward() returns trigger language plpgsql as $$
begin
    if old.status in ('revoked', 'corrected', 'replaced', 'dropped')
        and (new.status, new.ended, new.reason) is distinct from (old.status, old.ended, old.reason)
        or old.status = 'issued' and new.status in ('handed-out', 'dropped')
        or old.status = 'issued'
            and (new.digest, new.file, new.profile, new.issued_at, new.thumbprint) is distinct from
                (old.digest, old.file, old.profile, old.issued_at, old.thumbprint)
        or new.shown <> '' and new.shown is distinct from old.shown
            and casework_purpose() <> 'system:rotation'
    then
        raise exception 'a paper that was issued stays as it is: % after %', new.status, old.status
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger documents_document_forward before update on documents_document
    for each row execute function documents_forward();
create trigger documents_document_kept before update of case_id, id, kind, language, number, code,
    function, place, filed, agency, agency_vi, agency_en, mandate, signer, signer_name, issued, replaces
    on documents_document
    for each statement execute function journal_refuse();
create trigger documents_document_whole before delete or truncate on documents_document
    for each statement execute function journal_refuse();
"""
OPEN = (
    "status", "ended", "ended_by", "ended_mandate", "reason", "digest", "file", "size", "wrapped",
    "profile", "note", "issued_at", "thumbprint", "shown",
)  # fmt: skip

VISIBLE = "exists (select from casework_case c where c.id = case_id)"
AT_WORK = "(select casework_purpose() in ('processing', 'appeal') and casework_agency() <> '')"
POLICIES = f"""
alter table documents_document enable row level security;
create policy documents_document_seen on documents_document for select using ({VISIBLE});
create policy documents_document_issued on documents_document for insert with check (
    agency = (select casework_agency()) and {AT_WORK} and casework_mandated(case_id, mandate));
create policy documents_document_ended on documents_document for update
    using ({AT_WORK} and documents_mandate(case_id) is not null);
create policy documents_document_rekeyed on documents_document for update
    using ((select casework_purpose() = 'system:rotation'));
"""

# The mandate under which the present agency must act on a case today, and the act itself.
ACTED = """
create function documents_mandate(one uuid) returns uuid language plpgsql stable as $$
begin
    return (
        select s.mandate from casework_case c join casework_slot s
            on s.duty = casework_duty() and s.function = c.function and s.place = c.place
                and s.intake @> c.filed
        where c.id = one order by s.mandate limit 1);
end $$;
create function documents_acted(one uuid, did text) returns uuid language plpgsql as $$
declare
    under uuid := documents_mandate(one);
begin
    insert into casework_act (case_id, agency, person, verb, mandate, day)
        values (one, casework_agency(), casework_reader(), did, under, casework_day());
    return under;
end $$;
"""

# What anybody may know who holds a paper, or its number and its code. It gives no case and no person.
VERIFIED = """
create function documents_verified(which text, secret bytea, bytes bytea)
returns table (case_id uuid, id uuid, kind text, number text, function text, place text, filed date,
    agency text, agency_vi text, agency_en text, issued date, thumbprint bytea, digest bytea,
    shown bytea, profile text, status text, ended date, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.case_id, d.id, d.kind, d.number, d.function, d.place, d.filed, d.agency, d.agency_vi,
        d.agency_en, d.issued, d.thumbprint, d.digest, d.shown, d.profile, d.status, d.ended, d.reason
    from documents_document d
    where d.status not in ('handed-out', 'dropped') and (
        which is not null and d.number = which and d.code = secret
        or bytes is not null and d.digest = bytes)
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("casework", "0008_names")]
    operations = [
        migrations.RunSQL(
            SERIES,
            "drop function documents_block(text, text, integer, integer); drop table documents_series",
        ),
        migrations.RunSQL(KEY, "drop table documents_key"),
        migrations.RunSQL(
            DOCUMENT, "drop table documents_document; drop function documents_forward()"
        ),
        migrations.RunSQL(
            ACTED,
            "drop function documents_acted(uuid, text); drop function documents_mandate(uuid)",
        ),
        migrations.RunSQL(
            POLICIES,
            "drop policy documents_document_seen on documents_document;"
            "drop policy documents_document_issued on documents_document;"
            "drop policy documents_document_ended on documents_document;"
            "drop policy documents_document_rekeyed on documents_document;"
            "alter table documents_document disable row level security;",
        ),
        migrations.RunSQL(VERIFIED, "drop function documents_verified(text, bytea, bytea)"),
        callable_by_app("documents_block(text, text, integer, integer)"),
        callable_by_app("documents_verified(text, bytea, bytea)"),
        grant("documents_key", "select, insert, update (known)"),
        grant("documents_document", f"select, insert, update ({', '.join(OPEN)})", reader=False),
    ]
