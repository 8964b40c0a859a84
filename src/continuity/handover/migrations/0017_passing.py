"""Things that leave the giver and arrive at the receiver: each scan at either end, and what it met."""

from __future__ import annotations

from django.db import migrations

from continuity.handover.custody import Met
from continuity.journal.grants import APPEND_ONLY, grant

MET = ", ".join(f"'{one}'" for one in Met)
TABLE = f"""
create table handover_passing (
    handover uuid not null references handover_handover,
    id bigint generated always as identity,
    annex text not null check (annex <> ''),
    number text not null check (number <> ''),
    way text not null check (way in ('out', 'in')),
    met text not null check (met in ({MET})),
    at timestamptz not null default clock_timestamp(),
    day date not null,
    actor text not null,
    name text not null,
    agency text not null check (agency <> ''),
    primary key (handover, id),
    check (way = 'out' or met not in ('left', 'left-again')),
    check (way = 'in' or met not in ('arrived', 'arrived-unsent'))
);
create index handover_passing_thing on handover_passing (handover, annex, number);
create unique index handover_passing_once on handover_passing
    (handover, annex, number, (met = 'left')) where met in ('left', 'arrived', 'arrived-unsent');
alter table handover_passing enable row level security;
alter table handover_passing force row level security;
create policy handover_passing_seen on handover_passing for select using (
    handover in (select id from handover_handover));
create policy handover_passing_out on handover_passing for insert with check (
    handover in (select id from handover_handover h
        where way = 'out' and h.giver = any (array(select unnest(handover_parties())))
            or way = 'in' and h.receiver = any (array(select unnest(handover_parties())))));
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0016_batches")]
    operations = [
        migrations.RunSQL(TABLE, "drop table handover_passing"),
        migrations.RunSQL(APPEND_ONLY.format(table="handover_passing"), migrations.RunSQL.noop),
        grant("handover_passing", "select, insert", reader=False),
    ]
