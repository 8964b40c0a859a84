"""Any counter of the province: whoever is shown the number of a case may help there, and sees little.

The number that an applicant shows opens this one case to a counter in its province, for the length of
a transaction: to take papers and money for it and to hand out its result. The words beside acts stay
shut, and having helped gives no sight afterwards.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.purposes import OFFICIAL


def among(words: object) -> str:
    """A list of words as SQL has it."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"  # type: ignore[attr-defined]


FOR_OFFICERS = f"(select casework_purpose() in {among(OFFICIAL)} and casework_agency() <> '')"
AT_COUNTER = "(select casework_purpose() = 'intake' and casework_agency() <> '')"
HAS_DUTY = """exists (
    select from casework_slot s where s.duty = (select casework_duty())
        and s.function = casework_case.function and s.place = casework_case.place
        and s.intake @> casework_case.filed)"""
ACTED = """exists (
    select from casework_act a where a.case_id = casework_case.id
        and a.agency = (select casework_agency()) and a.verb <> 'answer-consult'{} offset 0)"""
BY_DUTY_OR_INTAKE = " and (a.mandate is not null or a.verb = 'file')"
NEIGHBOUR_VERBS = among(("answer-supplement", "pay", "deliver"))

# Where the place of a case lies today, in whatever it was cut since, and where the counter is.
QUESTIONS = """
create function casework_presented() returns text language sql stable parallel safe as
$$ select coalesce(current_setting('continuity.presented', true), '') $$;

create function casework_neighbour(at_place text) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from register_agency g cross join lateral register_reach(g.seat, casework_day()) s
            join register_area p on p.id = s.area and upper_inf(p.known) and p.level = 'province'
        where g.id = casework_agency() and upper_inf(g.known) and p.id in (
            select r.area from (
                select l.id from register_leaf l where upper_inf(l.known)
                    and (l.id = at_place or starts_with(l.id, at_place || '>'))
                union
                select l.id from register_within w
                    join register_leaf l on l.id = w.thing and upper_inf(l.known)
                    where w.parent = at_place and upper_inf(w.known)
            ) l cross join lateral register_reach(l.id, casework_day()) r));
end $$;

create function casework_helped(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_case c where c.id = one
        and c.number = casework_presented() and casework_neighbour(c.place));
end $$;
"""
NO_QUESTIONS = (
    "drop function casework_presented(); drop function casework_neighbour(text);"
    "drop function casework_helped(uuid)"
)

SHOWN = f"{AT_COUNTER} and number = (select casework_presented()) and casework_neighbour(place)"
POLICIES = f"""
alter policy casework_case_by_duty on casework_case
    using ({FOR_OFFICERS} and ({HAS_DUTY} or {ACTED.format(BY_DUTY_OR_INTAKE)}));
create policy casework_case_shown on casework_case for select using ({SHOWN});
create policy casework_case_helped on casework_case for update
    using ({SHOWN} and closed is null) with check ({AT_COUNTER});
create policy casework_act_helped on casework_act for insert with check (
    agency = (select casework_agency()) and {AT_COUNTER} and verb in {NEIGHBOUR_VERBS}
    and mandate is null and casework_helped(case_id));
create policy casework_note_shut on casework_note as restrictive for select
    using ((select casework_presented() = ''));
"""
NO_POLICIES = f"""
alter policy casework_case_by_duty on casework_case
    using ({FOR_OFFICERS} and ({HAS_DUTY} or {ACTED.format("")}));
drop policy casework_case_shown on casework_case;
drop policy casework_case_helped on casework_case;
drop policy casework_act_helped on casework_act;
drop policy casework_note_shut on casework_note;
"""

# Whoever is named anew has been shown nothing yet.
NAME = """
create or replace function casework_name(
    who text, body text, why text, acting date, seeker text, seats text[]
) returns boolean language plpgsql as $$
begin
    if body <> '' and not (accounts_roles(who, body, acting) && seats) then
        return false;
    end if;
    -- A policy looks dear to the planner, which then compiles for 600 ms what runs for 2.
    perform set_config('jit', 'off', true),{presented}
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


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_shares")]
    operations = [
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(
            NAME.replace("{presented}", " set_config('continuity.presented', '', true),"),
            NAME.replace("{presented}", ""),
        ),
    ]
