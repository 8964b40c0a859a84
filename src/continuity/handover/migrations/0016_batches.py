"""Batches of scanned paper, each bound to a line: its pages in their order, and what they hash to.

They are only added to, by giver and receiver; another batch of the same line has a reason.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

TABLE = """
create table handover_batch (
    handover uuid not null references handover_handover,
    annex text not null check (annex <> ''),
    number text not null check (number <> ''),
    position integer not null check (position > 0),
    pages jsonb not null check (jsonb_array_length(pages) > 0),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    reason text not null,
    at timestamptz not null default clock_timestamp(),
    day date not null,
    actor text not null,
    name text not null,
    agency text not null check (agency <> ''),
    primary key (handover, annex, number, position),
    check (position = 1 or reason <> '')
);
alter table handover_batch enable row level security;
alter table handover_batch force row level security;
create policy handover_batch_seen on handover_batch for select using (
    handover in (select id from handover_handover));
create policy handover_batch_bound on handover_batch for insert with check (
    handover in (select id from handover_handover h
        where h.giver = any (array(select unnest(handover_parties())))
            or h.receiver = any (array(select unnest(handover_parties())))));
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0015_alerts")]
    operations = [
        migrations.RunSQL(TABLE, "drop table handover_batch"),
        migrations.RunSQL(APPEND_ONLY.format(table="handover_batch"), migrations.RunSQL.noop),
        grant("handover_batch", "select, insert", reader=False),
    ]
