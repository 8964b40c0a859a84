"""An applicant may choose the languages anew: each choice is a line, and the last one holds.

Whoever brings the wish writes it: the applicant, or a counter to which they show the number.
"""

from __future__ import annotations

from django.db import migrations

ANEW = """
alter table casework_wish drop constraint casework_wish_pkey;
alter table casework_wish add column id bigint generated always as identity;
alter table casework_wish add primary key (case_id, id);
drop policy casework_wish_made on casework_wish;
create policy casework_wish_made on casework_wish for insert with check (
    casework_purpose() in ('intake', 'applicant')
    and exists (select from casework_case c where c.id = case_id));
"""
ONCE = """
drop policy casework_wish_made on casework_wish;
create policy casework_wish_made on casework_wish for insert
    with check (exists (select from casework_case c where c.id = case_id));
alter table casework_wish drop constraint casework_wish_pkey;
alter table casework_wish drop column id;
alter table casework_wish add primary key (case_id);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0017_owed")]
    operations = [migrations.RunSQL(ANEW, ONCE)]
