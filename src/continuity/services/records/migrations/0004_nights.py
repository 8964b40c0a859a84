"""The list of the night: whose terms have ended since a keeper last looked, for who keeps them today.

A row bears a place and no keeper: who must look is resolved on the day. The job that draws it reads the
whole register and writes nothing else; a keeper sees the rows of the own ground, and opens one person.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app, grant

TABLES = """
create table records_night (
    day date primary key,
    persons integer not null check (persons >= 0),
    at timestamptz not null default clock_timestamp()
);
create table records_listed (
    day date not null,
    person uuid not null references records_person,
    place text not null check (place <> ''),
    sealed_what bytea not null,
    primary key (day, person)
);
create table records_reviewed (
    person uuid not null references records_person,
    entry bigint not null,
    day date not null,
    agency text not null,
    actor text not null,
    primary key (person, entry)
);
"""

JOB = "(select casework_purpose() = 'system:records')"
ROTATION = "(select casework_purpose() = 'system:rotation')"
LISTING = """(select casework_purpose() = 'records-listing') and exists (
    select from casework_slot s where s.duty = (select casework_duty())
        and s.function = 'criminal-records' and s.place = records_listed.place
        and s.intake @> records_listed.day)"""
SIGHT = f"""
create policy records_person_by_night on records_person for select using ({JOB});

alter table records_night enable row level security;
create policy records_night_seen on records_night for select using (
    {JOB} or (select casework_purpose() = 'records-listing' and casework_agency() <> ''));
create policy records_night_drawn on records_night using ({JOB});
alter table records_listed enable row level security;
create policy records_listed_seen on records_listed for select using ({LISTING});
create policy records_listed_drawn on records_listed using ({JOB});
create policy records_listed_rotated on records_listed using ({ROTATION});
alter table records_reviewed enable row level security;
create policy records_reviewed_seen on records_reviewed for select using (
    exists (select from records_person p where p.id = person));
create policy records_reviewed_done on records_reviewed for insert with check (
    (select casework_purpose() = 'records-keeping') and agency = (select casework_agency())
    and actor = (select casework_reader()) and exists (select from records_person p where p.id = person));
create trigger records_reviewed_append_only before update or delete or truncate on records_reviewed
    for each statement execute function journal_refuse();
"""

# By what a keeper opens the one person of a row: given only to who sees that row.
NAMED = """
create function records_listed_seeker(one uuid) returns bytea language plpgsql stable as $$
begin
    if not exists (select from records_listed l where l.person = one) then
        return null;
    end if;
    return records_seeker(one);
end $$;
create function records_seeker(one uuid) returns bytea
language sql stable security definer set search_path = public, pg_temp as $$
    select seeker from records_person where id = one and casework_purpose() = 'records-listing'
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_questions")]
    operations = [
        migrations.RunSQL(
            TABLES,
            "drop table records_reviewed; drop table records_listed; drop table records_night",
        ),
        migrations.RunSQL(SIGHT, "drop policy records_person_by_night on records_person"),
        migrations.RunSQL(
            NAMED, "drop function records_listed_seeker(uuid); drop function records_seeker(uuid)"
        ),
        callable_by_app("records_seeker(uuid)"),
        grant("records_night", "select, insert, delete", reader=False),
        grant("records_listed", "select, insert, delete, update (sealed_what)", reader=False),
        grant("records_reviewed", "select, insert", reader=False),
    ]
