"""A case with a term in hours is late from its moment on, in the counts of an agency's load too.

The function without a moment stays for a program of the release before, which counts by the day.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

SHARES: str = import_module("continuity.casework.migrations.0009_shares").SHARES
BY_DAY = "count(*) filter (where not c.paused and c.due < today)"
AT_ONCE = "count(*) filter (where not c.paused and (c.due < today or c.due_at < present))"

BY_THE_MOMENT = SHARES.replace("casework_shares()", "casework_shares(present timestamptz)").replace(
    BY_DAY, AT_ONCE
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_withdrawn")]
    operations = [
        migrations.RunSQL(BY_THE_MOMENT, "drop function casework_shares(timestamptz)"),
    ]
