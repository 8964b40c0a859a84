"""The catalogue: procedures by version, written once and never changed."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

PROCEDURE = """
create table casework_procedure (
    code text not null check (code <> ''),
    version integer not null check (version > 0),
    function text not null check (function <> ''),
    since date not null,
    digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
    content jsonb not null,
    at timestamptz not null default clock_timestamp(),
    primary key (code, version),
    unique (code, since)
);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_sight")]
    operations = [
        migrations.RunSQL(PROCEDURE, "drop table casework_procedure"),
        migrations.RunSQL(APPEND_ONLY.format(table="casework_procedure"), migrations.RunSQL.noop),
        grant("casework_procedure", "select, insert"),
    ]
