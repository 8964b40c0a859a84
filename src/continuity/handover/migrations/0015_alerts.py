"""Who was told that something of a reform is late or near its end: a row a person and step, once.

The job that tells sees what has a day, of all bodies; a person sees the own rows, and says that they
were seen; whoever does the thing ends them.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TABLE = """
create table handover_alert (
    person text not null check (person <> ''),
    id uuid not null,
    decree text not null,
    body text not null,
    kind text not null check (kind <> ''),
    thing text not null check (thing <> ''),
    step text not null check (step ~ '^(late|ahead) [0-9]+$'),
    said text not null,
    day date not null,
    made date not null,
    at timestamptz not null default clock_timestamp(),
    seen date,
    over date,
    mail text not null check (mail in ('', 'queued', 'sent', 'failed')),
    tries integer not null default 0 check (tries >= 0),
    primary key (person, id)
);
create unique index handover_alert_once
    on handover_alert (person, kind, decree, body, thing, step, day);
create index handover_alert_open on handover_alert (decree, body) where over is null;
"""
BACK = "drop table handover_alert"
JOB = "(select casework_purpose() = 'system:escalation')"
WATCHED = (
    "handover_task", "handover_question", "handover_secondment", "handover_handover",
    "handover_line", "handover_returned",
)  # fmt: skip
POLICIES = f"""
alter table handover_alert enable row level security;
create policy handover_alert_own on handover_alert for select using (people_own(person));
create policy handover_alert_seen on handover_alert for update using (people_own(person));
create policy handover_alert_job on handover_alert for all using ({JOB}) with check ({JOB});
create policy handover_alert_of on handover_alert for select
    using (casework_purpose() = 'readiness' and body = casework_agency());
create policy handover_alert_over on handover_alert for update
    using (casework_purpose() = 'readiness' and body = casework_agency());
"""
WATCHING = "".join(
    f"create policy {table}_watched on {table} for select using ({JOB});\n" for table in WATCHED
)
UNWATCHED = "".join(f"drop policy {table}_watched on {table};\n" for table in WATCHED)


class Migration(migrations.Migration):
    dependencies = [("handover", "0014_takeover")]
    operations = [
        migrations.RunSQL(TABLE, BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(WATCHING, UNWATCHED),
        grant("handover_alert", "select, insert, update (seen, over, mail, tries)", reader=False),
    ]
