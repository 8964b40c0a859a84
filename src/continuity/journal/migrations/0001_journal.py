"""The journal's tables, the function that alone writes entries, and the triggers that keep them."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, callable_by_app, grant

TABLES = """
create table journal_era (
    era integer primary key,
    since timestamptz not null default clock_timestamp()
);
insert into journal_era values (1);

create table journal_entry (
    number bigint primary key,
    era integer not null,
    xact bigint not null,
    stream text not null check (stream <> ''),
    position bigint not null check (position > 0),
    at timestamptz not null,
    actor text not null check (actor <> ''),
    actor_name text not null,
    verb text not null check (verb <> ''),
    purpose text not null,
    content text not null,
    previous bytea not null check (octet_length(previous) = 32),
    hash bytea not null check (octet_length(hash) = 32),
    unique (stream, position)
);
create index journal_entry_xact on journal_entry (era, xact);
create sequence journal_number as bigint owned by journal_entry.number;

create table journal_block (
    number bigint primary key check (number > 0),
    era integer not null,
    from_xact bigint not null,
    until_xact bigint not null check (from_xact < until_xact),
    entries bigint not null check (entries > 0),
    at timestamptz not null,
    root bytea not null check (octet_length(root) = 32),
    previous bytea not null check (octet_length(previous) = 32),
    hash bytea not null check (octet_length(hash) = 32)
);
"""

REFUSE = """
create function journal_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege';
end $$;

create function journal_only_retract() returns trigger language plpgsql as $$
begin
    if not upper_inf(old.known) or upper_inf(new.known) or lower(new.known) <> lower(old.known) then
        raise exception 'facts are retracted once, never edited' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
"""

# The stream's lock orders its writers; each statement of a volatile function sees what was committed
# before it, so the last entry is the last one even for a writer who has waited. The number is drawn
# under the transaction's id: see seal.py.
RECORD = """
create function journal_record(
    to_stream text, by_actor text, by_name text, did text, why text, what text
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last record;
    new journal_entry;
begin
    perform pg_advisory_xact_lock(hashtextextended('journal:' || to_stream, 0));
    select e.position, e.hash into last from journal_entry e
        where e.stream = to_stream order by e.position desc limit 1;
    new.xact := pg_current_xact_id()::text::bigint;
    new.number := nextval('journal_number');
    new.era := (select max(e.era) from journal_era e);
    new.stream := to_stream;
    new.position := coalesce(last.position, 0) + 1;
    new.at := clock_timestamp();
    new.actor := by_actor;
    new.actor_name := by_name;
    new.verb := did;
    new.purpose := why;
    new.content := what;
    new.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    new.hash := (
        select sha256(string_agg(convert_to(octet_length(f) || ':' || f || ',', 'UTF8'), '' order by n))
        from unnest(array[
            encode(new.previous, 'hex'), new.number::text, new.era::text, new.xact::text, new.stream,
            new.position::text, (extract(epoch from new.at) * 1000000)::bigint::text, new.actor,
            new.actor_name, new.verb, new.purpose, new.content
        ]) with ordinality as field (f, n)
    );
    insert into journal_entry values (new.*);
    return new.number;
end $$;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(TABLES),
        migrations.RunSQL(REFUSE),
        migrations.RunSQL(APPEND_ONLY.format(table="journal_entry")),
        migrations.RunSQL(APPEND_ONLY.format(table="journal_block")),
        migrations.RunSQL(RECORD),
        callable_by_app("journal_record(text, text, text, text, text, text)"),
        grant("journal_entry"),
        grant("journal_block", "select, insert"),
        grant("journal_era"),
    ]
