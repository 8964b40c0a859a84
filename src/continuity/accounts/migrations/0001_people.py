"""People and their appointments; an appointment is stated and retracted, never edited."""

from __future__ import annotations

from django.db import migrations, models

from continuity.accounts.models import person_id
from continuity.accounts.roles import Role
from continuity.journal.grants import grant

# A seat has one holder at a time. The wheel's server has no contrib extension, so the constraint on a
# text is written on a range of its 64-bit hash, as in the register.
SEAT = "hashtextextended(agency || chr(1) || sub_unit || chr(1) || seat, 0)"
APPOINTMENT = f"""
create table accounts_appointment (
    key uuid not null,
    person text not null references accounts_person,
    role text not null check (role in ({", ".join(f"'{role}'" for role in Role)})),
    agency text not null check (agency <> ''),
    sub_unit text not null,
    seat text not null check (seat <> ''),
    valid daterange not null check (not isempty(valid) and lower(valid) is not null),
    known int8range not null check (not isempty(known) and lower(known) is not null),
    constraint accounts_appointment_alone exclude using gist (
        int8range({SEAT}, {SEAT}, '[]') with &&, valid with &&
    ) where (upper_inf(known))
);
create unique index accounts_appointment_key on accounts_appointment (key) where upper_inf(known);
create index accounts_appointment_person on accounts_appointment (person) where upper_inf(known);
create trigger accounts_appointment_retracted before update of known on accounts_appointment
    for each row execute function journal_only_retract();
create trigger accounts_appointment_kept
    before update of key, person, role, agency, sub_unit, seat, valid on accounts_appointment
    for each statement execute function journal_refuse();
create trigger accounts_appointment_whole before delete or truncate on accounts_appointment
    for each statement execute function journal_refuse();

create function accounts_roles(who text, body text, acting date) returns text[]
language sql stable parallel safe as $$
    select coalesce(array_agg(distinct a.role), '{{}}') from accounts_appointment a
        join accounts_person p on p.id = a.person and p.is_active
        where a.person = who and a.agency = body and a.valid @> acting and upper_inf(a.known)
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("journal", "0001_journal")]
    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128)),
                ("last_login", models.DateTimeField(blank=True, null=True)),
                (
                    "id",
                    models.CharField(
                        default=person_id, max_length=64, primary_key=True, serialize=False
                    ),
                ),
                ("login", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("language", models.CharField(default="vi", max_length=2)),
                ("is_active", models.BooleanField(default=True)),
                ("temporary", models.BooleanField(default=True)),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(APPOINTMENT),
        # What somebody is called stays with what they did; nobody is deleted.
        grant("accounts_person", "select, insert, update", reader=False),
        grant("accounts_appointment", "select, insert, update (known)"),
    ]
