"""The application's rights in the tables of jobs, and the one way to enqueue.

Those tables are procrastinate's own, made by its migrations. Its functions run with the caller's rights.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.jobs import QUEUE, TASK
from continuity.journal.grants import callable_by_app, grant

# In the database, since triggers enqueue too. The function of procrastinate is the one that its own
# `defer` calls; it changes only with a release of theirs, and the tests run it.
LATER = f"""
create function jobs_later(name text, version integer, told jsonb, at timestamptz default null)
returns bigint language sql as $$
    select (procrastinate_defer_jobs_v1(array[row(
        '{QUEUE}', '{TASK}', 0, null, null,
        jsonb_build_object('job', name, 'version', version, 'told', told), at
    )::procrastinate_job_to_defer_v1]))[1]
$$;
"""

TABLES = {
    "procrastinate_jobs": "select, insert, update, delete",
    "procrastinate_events": "select, insert",
    "procrastinate_periodic_defers": "select, insert, update, delete",
    "procrastinate_workers": "select, insert, update, delete",
}
SEQUENCES = ("jobs", "events", "periodic_defers")


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0003_sight"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        *(grant(table, rights, reader=False) for table, rights in TABLES.items()),
        *(
            grant(f"sequence procrastinate_{name}_id_seq", "usage", reader=False)
            for name in SEQUENCES
        ),
        migrations.RunSQL(LATER, "drop function jobs_later(text, integer, jsonb, timestamptz)"),
        callable_by_app("jobs_later(text, integer, jsonb, timestamptz)"),
    ]
