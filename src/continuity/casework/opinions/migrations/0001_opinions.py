"""Opinions, apart from the cases that they are about; read by nobody one by one.

Who answers is asked by a function that finds the agency and the procedure itself, so that nobody answers
for another case or twice. Counts come from a function that leaves out what is fewer than five.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, callable_by_app, grant

TABLES = """
create table opinions_asked (
    case_id uuid primary key references casework_case,
    day date not null
);
create table opinions_opinion (
    id uuid primary key,
    agency text not null check (agency <> ''),
    procedure text not null check (procedure <> ''),
    quarter date not null check (quarter = date_trunc('quarter', quarter)),
    score smallint not null check (score between 1 and 5),
    words bytea not null default ''
);
create index opinions_opinion_agency on opinions_opinion (agency, quarter);
create trigger opinions_opinion_kept before update of id, agency, procedure, quarter, score
    on opinions_opinion for each statement execute function journal_refuse();
create trigger opinions_opinion_whole before delete or truncate on opinions_opinion
    for each statement execute function journal_refuse();
"""

OF_CASE = "exists (select from casework_case c where c.id = case_id)"
OVER = "(select casework_purpose() in ('system:rotation', 'system:deadlines'))"
POLICIES = f"""
alter table opinions_asked enable row level security;
create policy opinions_asked_seen on opinions_asked for select using ({OF_CASE});
alter table opinions_opinion enable row level security;
create policy opinions_opinion_by_job on opinions_opinion for select using ({OVER});
create policy opinions_opinion_rekeyed on opinions_opinion for update using ({OVER});
"""

GIVE = """
create function opinions_give(one uuid, anew uuid, given integer, said bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    body text;
    what text;
begin
    if casework_purpose() <> 'applicant' or not casework_own(one) then
        return false;
    end if;
    select a.agency, c.procedure into body, what
        from casework_case c join casework_act a on a.case_id = c.id and a.verb = 'issue'
        where c.id = one and c.status in ('done', 'delivered');
    if body is null then
        return false;
    end if;
    insert into opinions_asked values (one, casework_day()) on conflict do nothing;
    if not found then
        return false;
    end if;
    insert into opinions_opinion
        values (anew, body, what, date_trunc('quarter', casework_day()), given, said);
    return true;
end $$;
"""

# Of the reader's own agency, and of quarters that are over: a count that grows tells what was added.
COUNTED = """
create function opinions_counted() returns table (
    procedure text, quarter date, many bigint, mean numeric, scores bigint[]
) language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query select o.procedure, o.quarter,
        case when count(*) >= 5 then count(*) end,
        case when count(*) >= 5 then round(avg(o.score), 1) end,
        case when count(*) >= 5 then array[
            count(*) filter (where o.score = 1), count(*) filter (where o.score = 2),
            count(*) filter (where o.score = 3), count(*) filter (where o.score = 4),
            count(*) filter (where o.score = 5)] end
    from opinions_opinion o
    where o.agency = casework_agency() and casework_agency() <> ''
        and o.quarter < date_trunc('quarter', casework_day())
    group by o.procedure, o.quarter;
end $$;
create function opinions_words() returns table (procedure text, quarter date, id uuid, words bytea)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return query select o.procedure, o.quarter, o.id, o.words from opinions_opinion o
    where o.agency = casework_agency() and casework_agency() <> '' and o.words <> ''
        and o.quarter < date_trunc('quarter', casework_day())
        and (select count(*) from opinions_opinion p where p.agency = o.agency
            and p.procedure = o.procedure and p.quarter = o.quarter) >= 5
    order by o.id;
end $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("casework", "0014_decided_anew"), ("intake", "0006_promised")]
    operations = [
        migrations.RunSQL(
            TABLES + POLICIES, "drop table opinions_asked; drop table opinions_opinion"
        ),
        migrations.RunSQL(APPEND_ONLY.format(table="opinions_asked"), migrations.RunSQL.noop),
        migrations.RunSQL(GIVE, "drop function opinions_give(uuid, uuid, integer, bytea)"),
        migrations.RunSQL(
            COUNTED, "drop function opinions_counted(); drop function opinions_words()"
        ),
        callable_by_app("opinions_give(uuid, uuid, integer, bytea)"),
        callable_by_app("opinions_counted()"),
        callable_by_app("opinions_words()"),
        grant("opinions_asked", "select", reader=False),
        grant("opinions_opinion", "select, update (words)", reader=False),
    ]
