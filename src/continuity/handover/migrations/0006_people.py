"""Where people end in a reform, who helps whom, and who has passed the check of what is newly theirs.

Whoever leads or plans at a body, or at the one that continues it, sees its people; everybody sees what
is about themselves. Rows are only added to.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

NAME = """
create function people_name(who text, body text, acting date, seats text[])
returns boolean language plpgsql as $$
begin
    if body <> '' and not (accounts_roles(who, body, acting) && seats) then
        return false;
    end if;
    perform set_config('jit', 'off', true),
        set_config('continuity.reader', who, true),
        set_config('continuity.agency', body, true),
        set_config('continuity.purpose', case when body = '' then 'own-post' else 'people' end, true),
        set_config('continuity.day', acting::text, true),
        set_config('continuity.applicant', '', true),
        set_config('continuity.duty', '', true);
    return true;
end $$;
create function people_own(who text) returns boolean language sql stable as $$
    select casework_purpose() = 'own-post'
        and who = coalesce(current_setting('continuity.reader', true), '')
$$;
"""
NAME_BACK = "drop function people_own(text); drop function people_name(text, text, date, text[])"

BY = """
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    name text not null,
    agency text not null
"""
TABLES = f"""
create table handover_outcome (
    decree text not null check (decree <> ''),
    id uuid not null,
    person text not null check (person <> ''),
    body text not null check (body <> ''),
    heir text not null,
    ends text not null check (ends in ('appointed', 'leaves', 'question', 'nothing')),
    category text not null,
    pay text not null,
    regime text not null,
    decision text not null,
    decided date,
    question text not null,
    owner text not null,
    due date,
    {BY},
    check (ends <> 'leaves' or (regime <> '' and decision <> '' and decided is not null)),
    check (ends <> 'question' or (question <> '' and owner <> '' and due is not null)),
    primary key (decree, id)
);
create index handover_outcome_person on handover_outcome (person);

create table handover_secondment (
    id uuid not null,
    person text not null check (person <> ''),
    home text not null check (home <> ''),
    host text not null check (host <> '' and host <> home),
    role text not null,
    since date not null,
    until date not null check (until > since),
    words text not null check (words <> ''),
    decision text not null check (decision <> ''),
    against uuid,
    {BY},
    primary key (id)
);
create unique index handover_secondment_against on handover_secondment (against)
    where against is not null;

create table handover_learned (
    person text not null check (person <> ''),
    id uuid not null,
    body text not null check (body <> ''),
    function text not null check (function <> ''),
    seat text not null,
    {BY},
    primary key (person, id)
);
create index handover_learned_body on handover_learned (body);
"""
BACK = "drop table handover_learned; drop table handover_secondment; drop table handover_outcome"

THERE = "casework_purpose() = 'people' and casework_agency() in"
POLICIES = f"""
alter table handover_outcome enable row level security;
create policy handover_outcome_seen on handover_outcome for select
    using (({THERE} (body, heir)) or people_own(person));
create policy handover_outcome_entered on handover_outcome for insert
    with check ({THERE} (body, heir) and agency = casework_agency());
alter table handover_secondment enable row level security;
create policy handover_secondment_seen on handover_secondment for select
    using (({THERE} (home, host)) or people_own(person));
create policy handover_secondment_entered on handover_secondment for insert
    with check ({THERE} (home, host) and agency = casework_agency());
alter table handover_learned enable row level security;
create policy handover_learned_seen on handover_learned for select
    using (people_own(person) or ({THERE} (body)) or (casework_purpose() = 'readiness'
        and (body = casework_agency() or readiness_oversees())));
create policy handover_learned_passed on handover_learned for insert
    with check (people_own(person) and actor = person);
"""
TABLES_OF = ("handover_outcome", "handover_secondment", "handover_learned")


class Migration(migrations.Migration):
    dependencies = [("handover", "0005_public_notice")]
    operations = [
        migrations.RunSQL(NAME, NAME_BACK),
        migrations.RunSQL(TABLES, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=one), migrations.RunSQL.noop)
            for one in TABLES_OF
        ),
        *(grant(one, "select, insert", reader=False) for one in TABLES_OF),
    ]
