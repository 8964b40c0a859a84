"""What a notice keeps sealed is emptied with its case, and once more after a restore."""

from __future__ import annotations

from django.db import migrations

ERASED = """
create policy notices_notice_erased on notices_notice for update
    using (
        (select casework_purpose() = 'processing')
            and exists (select from casework_case c where c.id = case_id)
        or (select casework_purpose() = 'system:rotation'))
    with check (sealed_text = '' and coalesce(sealed_address, '') = '' and state <> 'queued');
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_hooks")]
    operations = [
        migrations.RunSQL(ERASED, "drop policy notices_notice_erased on notices_notice"),
    ]
