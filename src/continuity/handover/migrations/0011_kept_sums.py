"""What pages show of a handover is kept and not added up at each visit: things, and their sums.

Triggers keep both: a count of one box changes one row of each, an import of 100,000 lines is one
statement. What is signed is still worked out from lines and counts themselves.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TABLES = """
create table handover_thing (
    handover uuid not null references handover_handover,
    annex text not null,
    number text not null,
    unit text not null default '',
    part boolean not null default false,
    listed bigint,
    given bigint,
    received bigint,
    given_otherwise boolean not null default false,
    received_otherwise boolean not null default false,
    explained bigint not null default 0,
    said bigint not null default 0,
    gave bigint generated always as (coalesce(given, listed, 0)) stored,
    otherwise boolean generated always as (given_otherwise or received_otherwise) stored,
    primary key (handover, annex, number)
);
create index handover_thing_open on handover_thing (handover, annex, number)
    where coalesce(received, 0) <> gave + explained or otherwise or said > 0;
create index handover_thing_differs on handover_thing (handover, annex, number)
    where received is not null and (received <> gave or otherwise);
create table handover_sum (
    handover uuid not null references handover_handover,
    annex text not null,
    unit text not null,
    items bigint not null default 0,
    given bigint not null default 0,
    received bigint not null default 0,
    differences bigint not null default 0,
    open bigint not null default 0,
    unsaid bigint not null default 0,
    things bigint not null default 0,
    parts bigint not null default 0,
    gave numeric not null default 0,
    got numeric not null default 0,
    explained numeric not null default 0,
    primary key (handover, annex, unit)
);
"""
TABLES_BACK = """
drop table handover_sum;
drop table handover_thing;
"""

DIFFERS = "received is not null and (received <> gave or otherwise)"
OPEN = "(coalesce(received, 0) <> gave + explained or otherwise and said = 0)"
SUMS = f"""handover, annex, unit, count(t.listed) * {{s}}, count(t.given) * {{s}},
    count(t.received) * {{s}},
    count(*) filter (where {DIFFERS}) * {{s}},
    count(*) filter (where {OPEN}) * {{s}},
    count(*) filter (where said = 0 and {OPEN}) * {{s}}, count(*) * {{s}},
    count(*) filter (where part) * {{s}}, sum(gave) * {{s}}, sum(coalesce(received, 0)) * {{s}},
    sum(explained) * {{s}}"""
COLUMNS = (
    """items, given, received, differences, open, unsaid, things, parts, gave, got, explained"""
)
ADDED = ", ".join(f"{name} = s.{name} + excluded.{name}" for name in COLUMNS.split(", "))
ADD = """
    insert into handover_sum as s (handover, annex, unit, {columns})
        select {sums} from {table} t group by 1, 2, 3
        on conflict (handover, annex, unit) do update set {added};
"""


def add(table: str, sign: int) -> str:
    """The statement that adds the things of a transition table to the sums, or takes them off."""
    sums = SUMS.format(s=sign)
    return ADD.format(columns=COLUMNS, sums=sums, table=table, added=ADDED)


TRIGGERS = f"""
create function handover_things_in() returns trigger language plpgsql as $$
begin {add("as_new", 1)} return null; end $$;
create function handover_things_out() returns trigger language plpgsql as $$
begin {add("as_old", -1)} return null; end $$;
create function handover_things_other() returns trigger language plpgsql as $$
begin {add("as_old", -1)} {add("as_new", 1)} return null; end $$;
create trigger handover_thing_in after insert on handover_thing referencing new table as as_new
    for each statement execute function handover_things_in();
create trigger handover_thing_out after delete on handover_thing referencing old table as as_old
    for each statement execute function handover_things_out();
create trigger handover_thing_other after update on handover_thing
    referencing old table as as_old new table as as_new
    for each statement execute function handover_things_other();

create function handover_line_in() returns trigger language plpgsql as $$
begin
    insert into handover_thing (handover, annex, number, unit, part, listed)
        select handover, annex, number, coalesce("values"->>'unit', ''),
            coalesce("values"->>'part-of', '') <> '', quantity from touched
        on conflict (handover, annex, number) do update
            set listed = excluded.listed, unit = excluded.unit, part = excluded.part;
    return null;
end $$;
create function handover_line_out() returns trigger language plpgsql as $$
begin
    update handover_thing t set listed = null from touched o
        where t.handover = o.handover and t.annex = o.annex and t.number = o.number;
    delete from handover_thing t using touched o
        where t.handover = o.handover and t.annex = o.annex and t.number = o.number
            and t.listed is null and t.given is null and t.received is null and t.said = 0;
    return null;
end $$;
create function handover_count_in() returns trigger language plpgsql as $$
begin
    insert into handover_thing
        (handover, annex, number, given, received, given_otherwise, received_otherwise)
        select handover, annex, number, max(quantity) filter (where side = 'giver'),
            max(quantity) filter (where side = 'receiver'),
            coalesce(bool_or("values" <> '{{}}') filter (where side = 'giver'), false),
            coalesce(bool_or("values" <> '{{}}') filter (where side = 'receiver'), false)
            from (select distinct on (handover, side, annex, number) * from touched
                order by handover, side, annex, number, position desc) c group by 1, 2, 3
        on conflict (handover, annex, number) do update set
            given = coalesce(excluded.given, handover_thing.given),
            received = coalesce(excluded.received, handover_thing.received),
            given_otherwise = case when excluded.given is null
                then handover_thing.given_otherwise else excluded.given_otherwise end,
            received_otherwise = case when excluded.received is null
                then handover_thing.received_otherwise else excluded.received_otherwise end;
    return null;
end $$;
create function handover_settled_in() returns trigger language plpgsql as $$
begin
    insert into handover_thing (handover, annex, number, explained, said)
        select handover, annex, number, sum(amount), count(*) from touched group by 1, 2, 3
        on conflict (handover, annex, number) do update set
            explained = handover_thing.explained + excluded.explained,
            said = handover_thing.said + excluded.said;
    return null;
end $$;
create trigger handover_line_kept_in after insert on handover_line
    referencing new table as touched for each statement execute function handover_line_in();
create trigger handover_line_kept_out after delete on handover_line
    referencing old table as touched for each statement execute function handover_line_out();
create trigger handover_count_kept after insert on handover_count
    referencing new table as touched for each statement execute function handover_count_in();
create trigger handover_settlement_kept after insert on handover_settlement
    referencing new table as touched for each statement execute function handover_settled_in();
"""
TRIGGERS_BACK = """
drop function handover_line_in() cascade;
drop function handover_line_out() cascade;
drop function handover_count_in() cascade;
drop function handover_settled_in() cascade;
drop function handover_things_in() cascade;
drop function handover_things_out() cascade;
drop function handover_things_other() cascade;
"""

FILLED = """
insert into handover_thing (handover, annex, number, unit, part, listed)
    select handover, annex, number, coalesce("values"->>'unit', ''),
        coalesce("values"->>'part-of', '') <> '', quantity from handover_line;
insert into handover_thing
    (handover, annex, number, given, received, given_otherwise, received_otherwise)
    select handover, annex, number, max(quantity) filter (where side = 'giver'),
        max(quantity) filter (where side = 'receiver'),
        coalesce(bool_or("values" <> '{}') filter (where side = 'giver'), false),
        coalesce(bool_or("values" <> '{}') filter (where side = 'receiver'), false)
    from (select distinct on (handover, side, annex, number) * from handover_count
        order by handover, side, annex, number, position desc) c group by 1, 2, 3
    on conflict (handover, annex, number) do update set given = excluded.given,
        received = excluded.received, given_otherwise = excluded.given_otherwise,
        received_otherwise = excluded.received_otherwise;
insert into handover_thing (handover, annex, number, explained, said)
    select handover, annex, number, sum(amount), count(*) from handover_settlement group by 1, 2, 3
    on conflict (handover, annex, number) do update set explained = excluded.explained,
        said = excluded.said;
"""

MINE = "array(select unnest(handover_parties()))"
SEEN = "handover in (select id from handover_handover)"
PARTY = (
    f"handover in (select id from handover_handover h where h.giver = any ({MINE}) "
    f"or h.receiver = any ({MINE}))"
)
POLICIES = "".join(
    f"""
alter table handover_{name} enable row level security;
create policy handover_{name}_seen on handover_{name} for select using ({SEEN});
create policy handover_{name}_in on handover_{name} for insert with check ({PARTY});
create policy handover_{name}_other on handover_{name} for update using ({PARTY});
create policy handover_{name}_out on handover_{name} for delete using ({PARTY});
"""
    for name in ("thing", "sum")
)


class Migration(migrations.Migration):
    dependencies = [("handover", "0010_review")]
    operations = [
        migrations.RunSQL(TABLES, TABLES_BACK),
        migrations.RunSQL(TRIGGERS, TRIGGERS_BACK),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        grant("handover_thing", "select, insert, update, delete", reader=False),
        grant("handover_sum", "select, insert, update, delete", reader=False),
    ]
