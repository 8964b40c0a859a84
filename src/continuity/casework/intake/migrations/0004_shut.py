"""A counter that was only shown a number opens no file that was handed in."""

from __future__ import annotations

from django.db import migrations

SHUT = """
create policy intake_paper_shut on intake_paper as restrictive for select
    using ((select casework_presented() = ''));
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_own"), ("casework", "0010_presented")]
    operations = [migrations.RunSQL(SHUT, "drop policy intake_paper_shut on intake_paper")]
