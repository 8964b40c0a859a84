"""A counter that was only shown a number reads no notice."""

from __future__ import annotations

from django.db import migrations

SHUT = """
create policy notices_notice_shut on notices_notice as restrictive for select
    using ((select casework_presented() = ''));
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0005_erased"), ("casework", "0010_presented")]
    operations = [migrations.RunSQL(SHUT, "drop policy notices_notice_shut on notices_notice")]
