"""The register of a case that is over opens only to correct its paper; who is hidden is never clear.

A row that a reader may not see looks like a row that is not there, and that would be "no record". So
whoever works on a case is told whether there is somebody, and a correction after the end of a case names
the case for its transaction. A question is asked in a case of its own procedures alone.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app

DUTY = """s.duty = (select casework_duty()) and s.function = c.function and s.place = c.place
                and s.intake @> c.filed"""
PROCESSING = "(select casework_purpose() = 'processing')"
REDRAWN = "c.id::text = (select current_setting('continuity.redrawn', true))"


def seen(open_: str) -> str:
    """The two policies by which a case opens one row, for cases that are `open_`."""
    return f"""
create policy records_person_by_case on records_person for select using (
    {PROCESSING} and exists (
        select from casework_case c join casework_slot s on {DUTY}
        where c.seeker = records_person.seeker and c.function = 'criminal-records' and ({open_})));
create policy records_person_by_question on records_person for select using (
    {PROCESSING} and exists (
        select from records_asked a join casework_case c on c.id = a.case_id
            join casework_slot s on {DUTY}
        where a.seeker = records_person.seeker and c.function = 'criminal-records' and ({open_})));
"""


DROP = """
drop policy records_person_by_case on records_person;
drop policy records_person_by_question on records_person;
"""

FILED = """
drop policy records_asked_filed on records_asked;
create policy records_asked_filed on records_asked for insert with check (
    (select casework_purpose() = 'intake' and casework_agency() <> '') and exists (
        select from casework_case c where c.id = case_id{more}));
"""
OWN = """ and c.procedure = records_asked.procedure
        and c.procedure in ('records-agency', 'records-proceedings')"""

# Not whether it may be seen, but whether it is there: told to who works on the case, and of no other.
THERE = """
create function records_there(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
        select from casework_case c left join records_asked a on a.case_id = c.id
            join records_person p on p.seeker = coalesce(a.seeker, c.seeker)
        where c.id = one and casework_purpose() = 'processing')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0004_nights")]
    operations = [
        migrations.RunSQL(
            DROP + seen(f"c.closed is null or {REDRAWN}"), DROP + seen("c.closed is null")
        ),
        migrations.RunSQL(FILED.format(more=OWN), FILED.format(more="")),
        migrations.RunSQL(THERE, "drop function records_there(uuid)"),
        callable_by_app("records_there(uuid)"),
    ]
