"""Duty: what an agency must do on a day, reckoned once from the register.

Slots (function, place, filing days, mandate) are what a policy looks into: one look into an index,
where a climb from the place to its mandates would have to be made for each row.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app, grant

# A derived table: a set of slots belongs to an agency, a day and a state of the map and the mandates
# (the entry that last touched them), and is never changed. After a reform the next reader reckons
# another set; nothing has to be invalidated, and a new name or a new seal reckons nothing.
SLOTS = """
create table casework_duty (
    id bigint generated always as identity primary key,
    agency text not null,
    day date not null,
    head bigint not null,
    at timestamptz not null default clock_timestamp(),
    unique (agency, day, head)
);
create table casework_slot (
    duty bigint not null references casework_duty on delete cascade,
    function text not null,
    place text not null,
    intake daterange not null,
    mandate uuid not null
);
create index casework_slot_place on casework_slot (duty, function, place);
"""

# Down from each mandate to its leaves, as register_reach() goes up from a leaf: a hole lets go. Then to
# all that a case may be filed under and that has one of the leaves today: the leaf, what it was cut
# from, and the units that hold it or held it on their last day. Mandates that share their area and
# holes, as those of one body mostly do, share the way down.
DUE = """
create function casework_due(who text, acting date)
returns table (function text, place text, intake daterange, mandate uuid)
language sql stable as $$
    with recursive held as (
        select m.function, m.intake, m.key as mandate, m.holes, m.area from register_mandate m
            where m.agency = who and m.mode = 'must' and upper_inf(m.known) and m.valid @> acting
    ), down (area, holes, thing) as (
        select distinct h.area, h.holes, h.area from held h
        union all
        select d.area, d.holes, w.thing from down d join register_within w on w.parent = d.thing
            where upper_inf(w.known) and w.since <= acting and w.thing <> all (d.holes)
                and not exists (
                    select from register_within l where l.thing = w.thing and upper_inf(l.known)
                        and l.since > w.since and l.since <= acting)
    ), leaves as (
        select d.area, d.holes, leaf.* from down d
            join register_leaf leaf on leaf.id = d.thing and upper_inf(leaf.known)
    ), places as (
        select l.*, array_to_string(cut.parts[1:n], '>') as place from leaves l
            cross join lateral (select string_to_array(l.id, '>') as parts) cut
            cross join lateral generate_series(1, cardinality(cut.parts)) n
        union all
        select l.*, a.id from leaves l
            join register_within w on w.thing = l.id and upper_inf(w.known)
            join register_area a on a.id = w.parent and upper_inf(a.known) and a.since <= acting
            left join register_heir h on h.thing = a.id and upper_inf(h.known)
            cross join lateral (select least(acting, h.since - 1) as day) nearest
            where w.since <= nearest.day and not exists (
                select from register_within later where later.thing = w.thing
                    and upper_inf(later.known)
                    and later.since > w.since and later.since <= nearest.day)
    )
    select distinct h.function, p.place, h.intake, h.mandate
        from held h join places p on p.area = h.area and p.holes = h.holes
        join register_function f on f.id = h.function and upper_inf(f.known)
        where case
            when f.owed <> 'everywhere' then p.site = f.owed
            when p.site <> '' then false
            when f.follows = 'residents' then p.residents
            else p.territory end
$$;
"""

# What a case may be filed under: a leaf, one that was cut since, or a unit that holds ground directly.
KNOWN = """
create function casework_function(what text) returns boolean language sql stable as $$
    select exists (select from register_function where id = what and upper_inf(known))
$$;
create function casework_ground(place text) returns boolean language sql stable as $$
    select exists (select from register_leaf where id = place and upper_inf(known))
        or exists (
            select from register_leaf
            where upper_inf(known) and starts_with(id, place || '>'))
        or exists (
            select from register_within w join register_leaf l on l.id = w.thing
            where w.parent = place and upper_inf(w.known) and upper_inf(l.known) and l.site = '')
$$;
"""

RECKON = """
create function casework_reckon(who text, acting date) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    at_head bigint := coalesce((select ground from register_head), 0);
    made bigint;
begin
    select id into made from casework_duty where agency = who and day = acting and head = at_head;
    if made is not null then
        return made;
    end if;
    insert into casework_duty (agency, day, head) values (who, acting, at_head)
        on conflict do nothing returning id into made;
    if made is null then
        return (select id from casework_duty where agency = who and day = acting and head = at_head);
    end if;
    insert into casework_slot select made, due.* from casework_due(who, acting) due;
    return made;
end $$;

create function casework_forget(older interval) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    gone bigint;
begin
    delete from casework_duty where at < clock_timestamp() - greatest(older, interval '1 day');
    get diagnostics gone = row_count;
    return gone;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_cases")]
    operations = [
        migrations.RunSQL(SLOTS, "drop table casework_slot; drop table casework_duty"),
        migrations.RunSQL(DUE, "drop function casework_due(text, date)"),
        migrations.RunSQL(
            KNOWN, "drop function casework_function(text); drop function casework_ground(text)"
        ),
        migrations.RunSQL(
            RECKON,
            "drop function casework_reckon(text, date); drop function casework_forget(interval)",
        ),
        callable_by_app("casework_reckon(text, date)"),
        callable_by_app("casework_forget(interval)"),
        grant("casework_slot", "select", reader=False),
    ]
