"""What came of each take-over of an old system's records: counts, and digests before and after.

It is only added to, by the giver, whose lists these are; the parties see it.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

TABLE = """
create table handover_takeover (
    handover uuid not null references handover_handover,
    id uuid not null,
    annex text not null check (annex <> ''),
    told jsonb not null,
    at timestamptz not null default clock_timestamp(),
    day date not null,
    actor text not null,
    name text not null,
    agency text not null check (agency <> ''),
    primary key (handover, id)
);
alter table handover_takeover enable row level security;
alter table handover_takeover force row level security;
create policy handover_takeover_seen on handover_takeover for select using (
    handover in (select id from handover_handover));
create policy handover_takeover_told on handover_takeover for insert with check (
    handover in (select id from handover_handover h
        where h.giver = any (array(select unnest(handover_parties())))));
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0013_publication")]
    operations = [
        migrations.RunSQL(TABLE, "drop table handover_takeover"),
        migrations.RunSQL(APPEND_ONLY.format(table="handover_takeover"), migrations.RunSQL.noop),
        grant("handover_takeover", "select, insert", reader=False),
    ]
