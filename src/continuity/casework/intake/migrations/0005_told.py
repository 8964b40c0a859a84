"""Whoever tells applicants of their cases may see which login is theirs, for the language they chose."""

from __future__ import annotations

from django.db import migrations

TOLD = """
create policy intake_applicant_by_notices on intake_applicant for select
    using ((select casework_purpose() = 'system:notices'));
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_shut")]
    operations = [
        migrations.RunSQL(TOLD, "drop policy intake_applicant_by_notices on intake_applicant")
    ]
