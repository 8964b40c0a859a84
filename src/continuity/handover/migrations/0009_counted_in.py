"""A job finds the signed handovers of one case, for the person whose case it is.

It reads what the file of that case is made of, and nothing of a handover that is not signed.
"""

from __future__ import annotations

from django.db import migrations

JOB = "(select casework_purpose() = 'system:counted-in')"
SIGNED = "handover in (select id from handover_handover h where h.signed is not null)"
TABLES = ("line", "count", "minutes")

POLICIES = f"""
create policy handover_counted_in on handover_handover for select using ({JOB} and signed is not null);
create index handover_line_case on handover_line (number) where annex = 'cases';
""" + "".join(
    f"""
create policy handover_{table}_counted_in on handover_{table} for select using ({JOB} and {SIGNED});
"""
    for table in TABLES
)
BACK = (
    "drop index handover_line_case; drop policy handover_counted_in on handover_handover;"
    + "".join(f"drop policy handover_{table}_counted_in on handover_{table};" for table in TABLES)
)


class Migration(migrations.Migration):
    dependencies = [("handover", "0008_plans")]
    operations = [migrations.RunSQL(POLICIES, BACK)]
