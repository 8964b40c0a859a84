"""After the signing: what was found late, and premises that came back to who lent them.

Both are only added to, by giver and receiver or who continues them. And an account on which something
is owed is counted as it is listed, below zero.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

BY = """
    day date not null,
    actor text not null,
    agency text not null check (agency <> '')"""

TABLES = f"""
create table handover_found (
    handover uuid not null references handover_handover,
    id uuid not null,
    annex text not null,
    number text not null check (number <> ''),
    quantity bigint not null check (quantity > 0),
    words text not null check (words <> ''),
    evidence text not null check (evidence <> ''),{BY},
    primary key (handover, id)
);
create table handover_returned (
    handover uuid not null references handover_handover,
    number text not null check (number <> ''),
    evidence text not null check (evidence <> ''),{BY},
    primary key (handover, number)
);
"""

NAMES = ("found", "returned")
MINE = "array(select unnest(handover_parties()))"
POLICIES = "".join(
    f"""
alter table handover_{name} enable row level security;
create policy handover_{name}_seen on handover_{name} for select using (
    handover in (select id from handover_handover));
create policy handover_{name}_told on handover_{name} for insert with check (
    handover in (select id from handover_handover h where h.signed is not null
        and (h.giver = any ({MINE}) or h.receiver = any ({MINE}))));
"""
    for name in NAMES
)


OWED = """
alter table handover_count drop constraint handover_count_quantity_check;
alter table handover_count add constraint handover_count_quantity_check
    check (quantity >= 0 or annex = 'finance');
"""
OWED_BACK = """
alter table handover_count drop constraint handover_count_quantity_check;
alter table handover_count add constraint handover_count_quantity_check check (quantity >= 0) not valid;
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0006_people")]
    operations = [
        migrations.RunSQL(
            TABLES, "".join(f"drop table handover_{name};" for name in reversed(NAMES))
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=f"handover_{name}"), migrations.RunSQL.noop)
            for name in NAMES
        ),
        migrations.RunSQL(OWED, OWED_BACK),
        *(grant(f"handover_{name}", "select, insert", reader=False) for name in NAMES),
    ]
