"""The words of officers about a case are emptied with it, and those that an earlier erasure left.

That a case was destroyed is known to whoever sees the case, whichever agency did it.
"""

from __future__ import annotations

from django.db import migrations

ERASED = """
create policy casework_note_erased on casework_note for update
    using (
        (select casework_purpose() = 'processing')
        and exists (select from casework_case c where c.id = case_id))
    with check (sealed = '');
create policy retention_erased_seen on retention_erased for select
    using (exists (select from casework_case c where c.id = case_id));
update casework_note set sealed = ''
    where sealed <> '' and case_id in (select case_id from retention_erased);
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_lists"), ("casework", "0010_presented")]
    operations = [
        migrations.RunSQL(
            ERASED,
            "drop policy casework_note_erased on casework_note;"
            "drop policy retention_erased_seen on retention_erased",
        ),
    ]
