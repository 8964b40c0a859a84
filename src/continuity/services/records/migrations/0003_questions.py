"""What agencies ask of the issuer: about whom, on which basis; the person concerned sees it.

The applicant of such a case is an agency and not the person whose record it is. So the case names that
person here, by the blind index of the number, and whoever must decide the case sees that one row of the
register while it is open. The person sees the question, unless it was asked in criminal proceedings.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TABLE = """
create table records_asked (
    case_id uuid not null,
    id uuid not null,
    seeker bytea not null check (octet_length(seeker) = 32),
    agency text not null check (agency <> ''),
    procedure text not null check (procedure <> ''),
    told boolean not null,
    sealed_why bytea not null,
    day date not null,
    answered date check (answered >= day),
    answered_by text not null default '',
    primary key (case_id, id),
    check ((answered is null) = (answered_by = ''))
);
create unique index records_asked_once on records_asked (case_id);
create index records_asked_seeker on records_asked (seeker);
"""

VISIBLE = "exists (select from casework_case c where c.id = case_id)"
AT_WORK = "(select casework_purpose() = 'processing') and documents_mandate(case_id) is not null"
ROTATION = "(select casework_purpose() = 'system:rotation')"
SIGHT = f"""
alter table records_asked enable row level security;
create policy records_asked_by_case on records_asked for select using (
    (select casework_purpose() in ('intake', 'processing') and casework_agency() <> '') and {VISIBLE});
create policy records_asked_concerned on records_asked for select using (
    told and (select casework_purpose() = 'applicant' and casework_agency() = '')
    and seeker = (select casework_applicant()));
create policy records_asked_filed on records_asked for insert with check (
    (select casework_purpose() = 'intake' and casework_agency() <> '') and {VISIBLE});
create policy records_asked_done on records_asked for update using ({AT_WORK});
create policy records_asked_rotated on records_asked using ({ROTATION});

create policy records_person_by_question on records_person for select using (
    (select casework_purpose() = 'processing') and exists (
        select from records_asked a join casework_case c on c.id = a.case_id
            join casework_slot s on s.duty = (select casework_duty()) and s.function = c.function
                and s.place = c.place and s.intake @> c.filed
        where a.seeker = records_person.seeker and c.function = 'criminal-records'
            and c.closed is null));
"""

# With the case it may be emptied, and then it is found by nobody; otherwise it stays as it was asked.
KEPT = """
create function records_asked_forward() returns trigger language plpgsql as $$
begin
    if new.seeker is distinct from old.seeker and new.sealed_why <> ''
        or old.answered is not null
            and (new.answered, new.answered_by) is distinct from (old.answered, old.answered_by)
    then
        raise exception 'a question stays as it was asked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger records_asked_forward before update on records_asked
    for each row execute function records_asked_forward();
create trigger records_asked_sealed before update on records_asked
    for each row execute function records_sealed('sealed_why');
create trigger records_asked_kept before update of case_id, id, agency, procedure, told, day
    on records_asked for each statement execute function journal_refuse();
create trigger records_asked_whole before delete or truncate on records_asked
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0002_shares")]
    operations = [
        migrations.RunSQL(TABLE, "drop table records_asked"),
        migrations.RunSQL(SIGHT, "drop policy records_person_by_question on records_person"),
        migrations.RunSQL(KEPT, "drop function records_asked_forward() cascade"),
        grant(
            "records_asked",
            "select, insert, update (answered, answered_by, sealed_why, seeker)",
            reader=False,
        ),
    ]
