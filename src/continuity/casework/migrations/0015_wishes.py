"""The languages that an applicant chose for a case; nothing of it says who they are."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

WISH = """
create table casework_wish (
    case_id uuid primary key references casework_case,
    told text not null check (told in ('vi', 'en')),
    english boolean not null
);
alter table casework_wish enable row level security;
create policy casework_wish_seen on casework_wish for select
    using (exists (select from casework_case c where c.id = case_id));
create policy casework_wish_made on casework_wish for insert
    with check (exists (select from casework_case c where c.id = case_id));
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_decided_anew")]
    operations = [
        migrations.RunSQL(WISH, "drop table casework_wish"),
        migrations.RunSQL(APPEND_ONLY.format(table="casework_wish"), migrations.RunSQL.noop),
        grant("casework_wish", "select, insert", reader=False),
    ]
