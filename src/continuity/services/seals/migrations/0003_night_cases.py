"""In which case a seal that a night registered gets its certificate; it has one such case and no more."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

CASES = """
create table seals_case (
    seal uuid primary key references seals_seal,
    case_id uuid not null,
    number text not null check (number <> '')
);
"""


class Migration(migrations.Migration):
    dependencies = [("seals", "0002_papers")]
    operations = [
        migrations.RunSQL(CASES, "drop table seals_case"),
        migrations.RunSQL(APPEND_ONLY.format(table="seals_case"), migrations.RunSQL.noop),
        grant("seals_case", "select, insert"),
    ]
