"""The minutes of a handover and who signed them, in order.

Once they are drawn up, lists and counts stand still: the minutes say what they say of. Nothing that
was signed is changed; only the keys of files are wrapped anew.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

MINUTES = """
alter table handover_handover add drawn date;

create table handover_minutes (
    handover uuid primary key references handover_handover,
    day date not null,
    actor text not null,
    statement text not null,
    contents text not null,
    boxes jsonb not null,
    pdf uuid not null,
    pdf_digest bytea not null check (octet_length(pdf_digest) = 32),
    pdf_size bigint not null,
    pdf_wrapped bytea not null,
    bundle uuid not null,
    bundle_digest bytea not null check (octet_length(bundle_digest) = 32),
    bundle_size bigint not null,
    bundle_wrapped bytea not null
);

create table handover_signature (
    handover uuid not null references handover_handover,
    position integer not null check (position between 1 and 3),
    side text not null check (side in ('giver', 'receiver', 'witness')),
    agency text not null check (agency <> ''),
    actor text not null,
    name text not null,
    day date not null,
    at timestamptz not null,
    thumbprint bytea not null check (octet_length(thumbprint) = 32),
    profile text not null,
    cms bytea not null,
    pdf uuid not null,
    pdf_digest bytea not null check (octet_length(pdf_digest) = 32),
    pdf_size bigint not null,
    pdf_wrapped bytea not null,
    primary key (handover, position),
    unique (handover, side),
    unique (handover, actor)
);
create trigger handover_signature_kept before update of
    handover, position, side, agency, actor, name, day, at, thumbprint, profile, cms, pdf, pdf_digest,
    pdf_size on handover_signature for each statement execute function journal_refuse();
create trigger handover_signature_whole before delete or truncate on handover_signature
    for each statement execute function journal_refuse();

create function handover_unsigned() returns trigger language plpgsql as $$
begin
    if exists (select from handover_signature s where s.handover = old.handover) then
        raise exception 'the minutes of handover % are signed', old.handover
            using errcode = 'check_violation';
    end if;
    return old;
end $$;
create trigger handover_minutes_unsigned before delete on handover_minutes
    for each row execute function handover_unsigned();
"""
MINUTES_BACK = """
drop table handover_minutes;
drop table handover_signature;
drop function handover_unsigned();
alter table handover_handover drop drawn;
"""

SEEN = "handover in (select id from handover_handover)"
ROTATING = "(select casework_purpose() = 'system:rotation')"
MINE = "array(select unnest(handover_parties()))"
COUNTING = (
    f"handover in (select id from handover_handover h where h.giver = any ({MINE}) "
    f"or h.receiver = any ({MINE}))"
)
POLICIES = f"""
alter table handover_minutes enable row level security;
create policy handover_minutes_seen on handover_minutes for select using ({SEEN} or {ROTATING});
create policy handover_minutes_drawn on handover_minutes for insert with check ({COUNTING});
create policy handover_minutes_torn on handover_minutes for delete using ({COUNTING});
create policy handover_minutes_rewrapped on handover_minutes for update using ({ROTATING});

alter table handover_signature enable row level security;
create policy handover_signature_seen on handover_signature for select using ({SEEN} or {ROTATING});
create policy handover_signature_made on handover_signature for insert with check (
    handover in (select id from handover_handover h where case side
        when 'giver' then h.giver when 'receiver' then h.receiver else h.witness end = any ({MINE})));
create policy handover_signature_rewrapped on handover_signature for update using ({ROTATING});
"""

STILL = """
create or replace function handover_still() returns trigger language plpgsql as $$
declare
    one record := coalesce(new, old);
begin
    if exists (select from handover_annex a where a.handover = one.handover and a.annex = one.annex)
        or exists (select from handover_handover h where h.id = one.handover and {stands} is not null)
    then
        raise exception 'annex % of handover % is closed', one.annex, one.handover
            using errcode = 'check_violation';
    end if;
    return one;
end $$;
"""
COUNTED = """
create function handover_count_still() returns trigger language plpgsql as $$
begin
    if exists (select from handover_handover h where h.id = new.handover and h.drawn is not null) then
        raise exception 'the minutes of handover % are drawn up', new.handover
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger handover_count_still before insert on handover_count
    for each row execute function handover_count_still();
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_handover"), ("documents", "0001_documents")]
    operations = [
        migrations.RunSQL(MINUTES, MINUTES_BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(STILL.format(stands="h.drawn"), STILL.format(stands="h.signed")),
        migrations.RunSQL(COUNTED, "drop function handover_count_still() cascade"),
        grant("handover_handover", "update (drawn)", reader=False),
        grant(
            "handover_minutes",
            "select, insert, delete, update (pdf_wrapped, bundle_wrapped)",
            reader=False,
        ),
        grant("handover_signature", "select, insert, update (pdf_wrapped)", reader=False),
    ]
