"""Sight follows duty: row security, which shows a case only to who has business with it.

A reader is named for one transaction. What the reader's agency must do on the day is reckoned once
into slots (function, place, filing days, mandate); a policy then costs one look into an index.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.purposes import JOBS, OFFICIAL
from continuity.journal.grants import callable_by_app, grant

# A derived table: a set of slots belongs to an agency, a day and a state of the register, and is never
# changed. After a reform the next reader reckons another set; nothing has to be invalidated.
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
# from, and the units that hold it or held it on their last day.
DUE = """
create function casework_due(who text, acting date)
returns table (function text, place text, intake daterange, mandate uuid)
language sql stable as $$
    with recursive down (function, intake, mandate, holes, thing) as (
        select m.function, m.intake, m.key, m.holes, m.area from register_mandate m
            where m.agency = who and m.mode = 'must' and upper_inf(m.known) and m.valid @> acting
        union all
        select d.function, d.intake, d.mandate, d.holes, w.thing
            from down d join register_within w on w.parent = d.thing
            where upper_inf(w.known) and w.since <= acting and w.thing <> all (d.holes)
                and not exists (
                    select from register_within l where l.thing = w.thing and upper_inf(l.known)
                        and l.since > w.since and l.since <= acting)
    ), leaves as (
        select d.function, d.intake, d.mandate, d.thing as leaf, leaf.site
            from down d join register_leaf leaf on leaf.id = d.thing and upper_inf(leaf.known)
            join register_function f on f.id = d.function and upper_inf(f.known)
            where case
                when f.owed <> 'everywhere' then leaf.site = f.owed
                when leaf.site <> '' then false
                when f.follows = 'residents' then leaf.residents
                else leaf.territory end
    )
    select l.function, array_to_string(cut.parts[1:n], '>'), l.intake, l.mandate
        from leaves l
        cross join lateral (select string_to_array(l.leaf, '>') as parts) cut
        cross join lateral generate_series(1, cardinality(cut.parts)) n
    union
    select l.function, a.id, l.intake, l.mandate
        from leaves l
        join register_within w on w.thing = l.leaf and upper_inf(w.known)
        join register_area a on a.id = w.parent and upper_inf(a.known) and a.since <= acting
        left join register_heir h on h.thing = a.id and upper_inf(h.known)
        cross join lateral (select least(acting, h.since - 1) as day) nearest
        where w.since <= nearest.day and not exists (
            select from register_within later where later.thing = w.thing and upper_inf(later.known)
                and later.since > w.since and later.since <= nearest.day)
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
    at_head bigint := coalesce((select entry from register_head), 0);
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


def setting(name: str, kind: str, empty: str) -> str:
    """A function that reads one setting of the transaction; one that was never made is empty."""
    return f"""
create function casework_{name}() returns {kind} language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('continuity.{name}', true), ''), '{empty}')::{kind} $$;
"""


READER = "".join(
    (
        setting("reader", "text", ""),
        setting("agency", "text", ""),
        setting("purpose", "text", ""),
        setting("duty", "bigint", "0"),
        setting("applicant", "bytea", ""),
        setting("day", "date", "-infinity"),
    )
)

# For the length of a transaction: the next one on this connection begins without a reader.
NAME = """
create function casework_name(who text, body text, why text, acting date, seeker text)
returns void language plpgsql as $$
begin
    -- A policy looks dear to the planner, which then compiles for 600 ms what runs for 2.
    perform set_config('jit', 'off', true),
        set_config('continuity.reader', who, true),
        set_config('continuity.agency', body, true),
        set_config('continuity.purpose', why, true),
        set_config('continuity.day', acting::text, true),
        set_config('continuity.applicant', case when seeker = '' then '' else '\\x' || seeker end, true),
        set_config('continuity.duty',
            case when body = '' then '' else casework_reckon(body, acting)::text end, true);
end $$;
"""

# `offset 0` keeps the planner from hashing all that an agency ever did, to look up one case in it.
HAS_DUTY = """exists (
    select from casework_slot s where s.duty = (select casework_duty())
        and s.function = casework_case.function and s.place = casework_case.place
        and s.intake @> casework_case.filed)"""
HAS_ACTED = """exists (
    select from casework_act a where a.case_id = casework_case.id
        and a.agency = (select casework_agency()) offset 0)"""


def among(words: object) -> str:
    """A list of words as SQL has it."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"  # type: ignore[attr-defined]


FOR_OFFICERS = f"(select casework_purpose() in {among(OFFICIAL)} and casework_agency() <> '')"
FOR_JOBS = f"(select casework_purpose() in {among(f'system:{job}' for job in JOBS)})"
AS_APPLICANT = "(select casework_purpose() = 'applicant')"

# `(select …)` is worked out once for each statement and not for each row.
POLICIES = f"""
alter table casework_case enable row level security;
alter table casework_case force row level security;

create policy casework_case_by_duty on casework_case for select
    using ({FOR_OFFICERS} and ({HAS_DUTY} or {HAS_ACTED}));
create policy casework_case_by_applicant on casework_case for select
    using ({AS_APPLICANT} and seeker = (select casework_applicant()));
create policy casework_case_by_job on casework_case for select using ({FOR_JOBS});

create policy casework_case_filed on casework_case for insert with check (
    (select casework_purpose() = 'intake' and casework_agency() <> '')
    or {AS_APPLICANT} and seeker = (select casework_applicant()));
create policy casework_case_done on casework_case for update
    using ((select casework_purpose() in ('processing', 'appeal')) and {HAS_DUTY});
create policy casework_case_rekeyed on casework_case for update
    using ((select casework_purpose() = 'system:rotation'));

alter table casework_act enable row level security;
create policy casework_act_own on casework_act for select
    using (agency = (select casework_agency()) or {FOR_JOBS});
create policy casework_act_done on casework_act for insert with check (
    agency = (select casework_agency()) and verb <> 'file'
    and (select casework_purpose() in ('processing', 'appeal'))
    and casework_mandated(case_id, mandate));

alter table casework_verb_key enable row level security;
create policy casework_verb_key_own on casework_verb_key
    using (actor = (select casework_reader())) with check (actor = (select casework_reader()));
"""

# In a function, since two policies that look into each other's tables would recurse.
MANDATED = """
create function casework_mandated(one uuid, under uuid) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from casework_case c join casework_slot s
            on s.duty = casework_duty() and s.function = c.function and s.place = c.place
                and s.intake @> c.filed and s.mandate = under
        where c.id = one);
end $$;
"""

# The two statements of every verb, in functions that keep their plans: planning a statement under
# the policies takes longer than running it. They run with the caller's rights and under its policies.
VERBS = """
create function casework_lock(one uuid) returns setof casework_case language plpgsql as $$
begin
    return query select * from casework_case where id = one for update;
end $$;

create function casework_done(
    one uuid, did text, becomes text, stands boolean, until date, ended date
) returns uuid language plpgsql as $$
declare
    under uuid := (
        select s.mandate from casework_case c join casework_slot s
            on s.duty = casework_duty() and s.function = c.function and s.place = c.place
                and s.intake @> c.filed
        where c.id = one order by s.mandate limit 1);
begin
    update casework_case set status = becomes, paused = stands, due = until, closed = ended
        where id = one;
    insert into casework_act (case_id, agency, verb, mandate, day)
        values (one, casework_agency(), did, under, casework_day());
    return under;
end $$;
"""

# Whoever takes a case in has acted on it. Only the filing itself can say so: if the application could
# write such a line by itself, anybody could see any case after one insert.
FILED = """
create function casework_filed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if casework_purpose() = 'intake' then
        insert into casework_act (case_id, agency, verb, day)
            values (new.id, casework_agency(), 'file', casework_day());
    end if;
    return null;
end $$;
create trigger casework_case_filed after insert on casework_case
    for each row execute function casework_filed();
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
        migrations.RunSQL(
            READER,
            "drop function casework_reader(), casework_agency(), casework_purpose(), "
            "casework_duty(), casework_applicant(), casework_day()",
        ),
        migrations.RunSQL(NAME, "drop function casework_name(text, text, text, date, text)"),
        migrations.RunSQL(MANDATED, "drop function casework_mandated(uuid, uuid)"),
        migrations.RunSQL(
            POLICIES,
            "drop policy casework_case_by_duty on casework_case;"
            "drop policy casework_case_by_applicant on casework_case;"
            "drop policy casework_case_by_job on casework_case;"
            "drop policy casework_case_filed on casework_case;"
            "drop policy casework_case_done on casework_case;"
            "drop policy casework_case_rekeyed on casework_case;"
            "drop policy casework_act_own on casework_act;"
            "drop policy casework_act_done on casework_act;"
            "drop policy casework_verb_key_own on casework_verb_key;"
            "alter table casework_case no force row level security, disable row level security;"
            "alter table casework_act disable row level security;"
            "alter table casework_verb_key disable row level security;",
        ),
        migrations.RunSQL(
            VERBS,
            "drop function casework_lock(uuid);"
            "drop function casework_done(uuid, text, text, boolean, date, date)",
        ),
        migrations.RunSQL(FILED, "drop function casework_filed cascade"),
        callable_by_app("casework_reckon(text, date)"),
        callable_by_app("casework_forget(interval)"),
        grant("casework_slot", "select", reader=False),
    ]
