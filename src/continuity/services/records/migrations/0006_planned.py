"""Who sees a row of the register is asked in functions, whose plans stay with a connection.

The policies say what they said before. As conditions they were planned anew with every statement, through
the policies of cases and of questions, and that took longer than everything else that an entry does.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

before = import_module("continuity.services.records.migrations.0005_redrawn")

OPEN = f"c.closed is null or {before.REDRAWN}"
DUTY = before.DUTY
FUNCTIONS = f"""
create function records_worked(wanted bytea) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from casework_case c join casework_slot s on {DUTY}
        where c.seeker = wanted and c.function = 'criminal-records' and ({OPEN}));
end $$;
create function records_answered(wanted bytea) returns boolean language plpgsql stable as $$
begin
    return exists (
        select from records_asked a join casework_case c on c.id = a.case_id
            join casework_slot s on {DUTY}
        where a.seeker = wanted and c.function = 'criminal-records' and ({OPEN}));
end $$;
create function records_kept() returns boolean language plpgsql stable as $$
begin
    return exists (select from casework_slot s
        where s.duty = casework_duty() and s.function = 'criminal-records');
end $$;
create function records_seen(one uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from records_person p where p.id = one);
end $$;
"""
KEEPING = """(select casework_purpose() = 'records-keeping') and seeker = (select casework_applicant())
    and (select records_kept())"""
JOB = "(select casework_purpose() = 'system:records')"
SIGHT = f"""
create policy records_person_by_case on records_person for select using (
    {before.PROCESSING} and records_worked(seeker));
create policy records_person_by_question on records_person for select using (
    {before.PROCESSING} and records_answered(seeker));
drop policy records_person_kept on records_person;
create policy records_person_kept on records_person for select using ({KEEPING});
drop policy records_person_entered on records_person;
create policy records_person_entered on records_person for insert with check ({KEEPING});
drop policy records_version_seen on records_version;
create policy records_version_seen on records_version for select using ({JOB} or records_seen(person));
drop policy records_version_entered on records_version;
create policy records_version_entered on records_version for insert with check (
    (select casework_purpose() = 'records-keeping')
    and agency = (select casework_agency()) and actor = (select casework_reader())
    and records_seen(person));
"""
SLOT = """(select exists (select from casework_slot s
        where s.duty = casework_duty() and s.function = 'criminal-records'))"""
KEEPING_BEFORE = KEEPING.replace("(select records_kept())", SLOT)
SIGHT_BEFORE = (
    before.seen(OPEN)
    + f"""
drop policy records_person_kept on records_person;
create policy records_person_kept on records_person for select using ({KEEPING_BEFORE});
drop policy records_person_entered on records_person;
create policy records_person_entered on records_person for insert with check ({KEEPING_BEFORE});
drop policy records_version_seen on records_version;
create policy records_version_seen on records_version for select using (
    exists (select from records_person p where p.id = person));
drop policy records_version_entered on records_version;
create policy records_version_entered on records_version for insert with check (
    (select casework_purpose() = 'records-keeping')
    and agency = (select casework_agency()) and actor = (select casework_reader())
    and exists (select from records_person p where p.id = person));
drop function records_seen(uuid);
drop function records_kept();
drop function records_answered(bytea);
drop function records_worked(bytea);
"""
)


class Migration(migrations.Migration):
    dependencies = [("records", "0005_redrawn")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS + before.DROP + SIGHT,
            before.DROP + SIGHT_BEFORE,
        )
    ]
