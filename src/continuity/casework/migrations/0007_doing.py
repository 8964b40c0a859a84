"""Who may do what to a case beside the agency that must act, and the statements of every verb.

The applicant answers and withdraws; the counter that took a case in takes money and papers for it and
hands the result out; an agency that was asked something looks into that one case until it answered.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.purposes import JOBS, OFFICIAL
from continuity.journal.grants import callable_by_app
from continuity.register.write import LOCK


def among(words: object) -> str:
    """A list of words as SQL has it."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"  # type: ignore[attr-defined]


FOR_OFFICERS = f"(select casework_purpose() in {among(OFFICIAL)} and casework_agency() <> '')"
FOR_JOBS = f"(select casework_purpose() in {among(f'system:{job}' for job in JOBS)})"
AS_APPLICANT = "(select casework_purpose() = 'applicant')"
AT_COUNTER = "(select casework_purpose() = 'intake' and casework_agency() <> '')"
MINE = "seeker = (select casework_applicant())"
AT_WORK = "(select casework_purpose() in ('processing', 'appeal'))"
HAS_DUTY = """exists (
    select from casework_slot s where s.duty = (select casework_duty())
        and s.function = casework_case.function and s.place = casework_case.place
        and s.intake @> casework_case.filed)"""
ACTED = """exists (
    select from casework_act a where a.case_id = casework_case.id
        and a.agency = (select casework_agency()){} offset 0)"""
ASKED = """id in (
    select q.case_id from casework_consultation q
        where q.agency = (select casework_agency()) and q.answered is null)"""
OPEN_TO_APPLICANT = among(
    ("registered", "received", "processing", "supplement", "payment", "withdrawn")
)
COUNTER_VERBS = among(("answer-supplement", "pay", "deliver", "withdraw"))
OWN_VERBS = among(("answer-supplement", "pay", "withdraw", "choose-law"))

# In functions, since two policies that look into each other's tables would recurse.
QUESTIONS = f"""
create function casework_dutiful(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_case where id = one and {HAS_DUTY});
end $$;
create function casework_took_in(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_act a
        where a.case_id = one and a.agency = casework_agency() and a.verb = 'file');
end $$;
create function casework_own(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_case where id = one and seeker = casework_applicant());
end $$;
create function casework_asked(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_consultation
        where case_id = one and agency = casework_agency() and answered is null);
end $$;
"""
NO_QUESTIONS = (
    "drop function casework_dutiful(uuid), casework_took_in(uuid), casework_own(uuid), "
    "casework_asked(uuid)"
)

VISIBLE = "exists (select from casework_case c where c.id = case_id)"
POLICIES = f"""
alter policy casework_case_by_duty on casework_case
    using ({FOR_OFFICERS} and ({HAS_DUTY} or {ACTED.format(" and a.verb <> 'answer-consult'")}));
create policy casework_case_by_question on casework_case for select
    using ({FOR_OFFICERS} and {ASKED});
create policy casework_case_own on casework_case for update
    using ({AS_APPLICANT} and {MINE})
    with check ({AS_APPLICANT} and {MINE} and status in {OPEN_TO_APPLICANT});
create policy casework_case_at_counter on casework_case for update
    using ({AT_COUNTER} and closed is null and ({HAS_DUTY} or {ACTED.format(" and a.verb = 'file'")}))
    with check ({AT_COUNTER});

create policy casework_act_at_counter on casework_act for insert with check (
    agency = (select casework_agency()) and {AT_COUNTER} and verb in {COUNTER_VERBS}
    and (mandate is null and casework_took_in(case_id) or casework_mandated(case_id, mandate)));
create policy casework_act_by_applicant on casework_act for insert with check (
    {AS_APPLICANT} and agency = '' and mandate is null and verb in {OWN_VERBS}
    and casework_own(case_id));
create policy casework_act_answered on casework_act for insert with check (
    agency = (select casework_agency()) and (select casework_purpose() = 'processing')
    and mandate is null and verb = 'answer-consult' and casework_asked(case_id));

alter table casework_note enable row level security;
create policy casework_note_seen on casework_note for select using ({VISIBLE});
create policy casework_note_made on casework_note for insert with check ({VISIBLE});
create policy casework_note_rekeyed on casework_note for update
    using ((select casework_purpose() = 'system:rotation'));

alter table casework_consultation enable row level security;
create policy casework_consultation_seen on casework_consultation for select
    using (casework_agency() in (agency, asker) or {FOR_JOBS});
create policy casework_consultation_made on casework_consultation for insert
    with check (asker = (select casework_agency()) and {AT_WORK} and casework_dutiful(case_id));
create policy casework_consultation_done on casework_consultation for update
    using (agency = (select casework_agency()) and (select casework_purpose() = 'processing'));

alter table casework_payment enable row level security;
create policy casework_payment_seen on casework_payment for select using ({VISIBLE});
create policy casework_payment_made on casework_payment for insert with check (
    {VISIBLE} and ({AT_COUNTER} or {AT_WORK} or {AS_APPLICANT}));
"""
NO_POLICIES = f"""
alter policy casework_case_by_duty on casework_case
    using ({FOR_OFFICERS} and ({HAS_DUTY} or {ACTED.format("")}));
drop policy casework_case_by_question on casework_case;
drop policy casework_case_own on casework_case;
drop policy casework_case_at_counter on casework_case;
drop policy casework_act_at_counter on casework_act;
drop policy casework_act_by_applicant on casework_act;
drop policy casework_act_answered on casework_act;
drop policy casework_note_seen on casework_note;
drop policy casework_note_made on casework_note;
drop policy casework_note_rekeyed on casework_note;
drop policy casework_consultation_seen on casework_consultation;
drop policy casework_consultation_made on casework_consultation;
drop policy casework_consultation_done on casework_consultation;
drop policy casework_payment_seen on casework_payment;
drop policy casework_payment_made on casework_payment;
"""

# A verb under way and a reform that is being written wait for each other; whoever waited reckons anew,
# since what was asked before the wait is not what holds after it.
LOCKED = f"""
create or replace function casework_lock(one uuid) returns setof casework_case language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared({LOCK});
    if casework_agency() <> '' then
        perform set_config('continuity.duty',
            casework_reckon(casework_agency(), casework_day())::text, true);
    end if;
    return query select * from casework_case where id = one for update;
end $$;
"""
UNLOCKED = """
create or replace function casework_lock(one uuid) returns setof casework_case language plpgsql as $$
begin
    return query select * from casework_case where id = one for update;
end $$;
"""

STATE = (
    "procedure", "version", "status", "step", "assignee", "due", "paused", "paused_on", "closed",
    "taken", "held", "outcome", "owed", "apologised",
)  # fmt: skip
DID = f"""
create function casework_did(
    one uuid, act uuid, did text, at_step text, why jsonb, after jsonb
) returns uuid language plpgsql as $$
declare
    under uuid := (
        select s.mandate from casework_case c join casework_slot s
            on s.duty = casework_duty() and s.function = c.function and s.place = c.place
                and s.intake @> c.filed
        where c.id = one order by s.mandate limit 1);
begin
    if after is not null then
        update casework_case c set ({", ".join(STATE)}) = (
            select {", ".join(f"n.{name}" for name in STATE)}
                from jsonb_populate_record(null::casework_case, after) n)
            where c.id = one;
        if not found then
            raise exception 'this reader may not change the case' using errcode = '42501';
        end if;
    end if;
    insert into casework_act (case_id, id, agency, person, verb, step, mandate, told, day)
        values (one, act, casework_agency(), casework_reader(), did, at_step, under, why,
            casework_day());
    return under;
end $$;
"""
DONE = """
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
FILED = """
create or replace function casework_filed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if casework_purpose() = 'intake' then
        insert into casework_act (case_id, agency, {person}verb, day)
            values (new.id, casework_agency(), {reader}'file', casework_day());
    end if;
    return null;
end $$;
"""

# All acts of a case that may be seen, whoever did them: a policy on acts cannot ask for the case,
# whose own policy asks for acts.
STORY = """
create function casework_story(one uuid) returns table (kind text, told jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from casework_case where id = one) then
        return;
    end if;
    return query
        (select 'act', to_jsonb(a) from casework_act a where a.case_id = one order by a.at, a.id)
        union all
        (select 'consultation', to_jsonb(q) from casework_consultation q
            where q.case_id = one order by q.id)
        union all
        (select 'payment', to_jsonb(p) from casework_payment p where p.case_id = one order by p.id);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_acts")]
    operations = [
        migrations.RunSQL(QUESTIONS, NO_QUESTIONS),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(LOCKED, UNLOCKED),
        migrations.RunSQL(
            "drop function casework_done(uuid, text, text, boolean, date, date)", DONE
        ),
        migrations.RunSQL(DID, "drop function casework_did(uuid, uuid, text, text, jsonb, jsonb)"),
        migrations.RunSQL(
            FILED.format(person="person, ", reader="casework_reader(), "),
            FILED.format(person="", reader=""),
        ),
        migrations.RunSQL(STORY, "drop function casework_story(uuid)"),
        callable_by_app("casework_story(uuid)"),
    ]
