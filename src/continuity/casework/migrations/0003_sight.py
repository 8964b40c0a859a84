"""Sight follows duty: row security, which shows a case only to who has business with it.

A reader is named for one transaction; a transaction that names none sees no case and no act.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.purposes import JOBS, OFFICIAL


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
create function casework_name(
    who text, body text, why text, acting date, seeker text, seats text[]
) returns boolean language plpgsql as $$
begin
    if body <> '' and not (accounts_roles(who, body, acting) && seats) then
        return false;
    end if;
    -- A policy looks dear to the planner, which then compiles for 600 ms what runs for 2.
    perform set_config('jit', 'off', true),
        set_config('continuity.reader', who, true),
        set_config('continuity.agency', body, true),
        set_config('continuity.purpose', why, true),
        set_config('continuity.day', acting::text, true),
        set_config('continuity.applicant', case when seeker = '' then '' else '\\x' || seeker end, true),
        set_config('continuity.duty',
            case when body = '' then '' else casework_reckon(body, acting)::text end, true);
    return true;
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
    dependencies = [("casework", "0002_duty"), ("accounts", "0001_people")]
    operations = [
        migrations.RunSQL(
            READER,
            "drop function casework_reader(), casework_agency(), casework_purpose(), "
            "casework_duty(), casework_applicant(), casework_day()",
        ),
        migrations.RunSQL(
            NAME, "drop function casework_name(text, text, text, date, text, text[])"
        ),
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
    ]
