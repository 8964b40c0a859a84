"""Nobody changes the public register alone: what one asks for waits until another does it.

A loss is published as it is reported, by an act of its own; only another person makes it final or takes
it back. Each act that needs two names whoever asked for it: a person, or the night that was confirmed.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant
from continuity.services.seals.rules import SECOND, Act

SEALS: str = import_module("continuity.services.seals.migrations.0001_register").SEALS
among = import_module("continuity.services.seals.migrations.0001_register").among

FOLLOWS = SEALS[SEALS.index("create function seals_follows") : SEALS.index("create trigger")]
"""What may follow what, by the rules as they are now: a register of before gets the new ones."""

ACTS = f"""
{FOLLOWS.replace("create function", "create or replace function")}
alter table seals_act drop constraint seals_act_act_check;
alter table seals_act add constraint seals_act_act_check check (act in {among(Act)});
alter table seals_act add column asked_by text not null default '';
-- What was written before stays as it is.
alter table seals_act add constraint seals_act_second check (
    act not in {among(sorted(SECOND))} or (asked_by <> '' and asked_by <> actor)) not valid;
create index seals_act_reported on seals_act (seal, position) where act = 'reported-lost';
"""

ASKED = f"""
create table seals_asked (
    number bigint generated always as identity primary key,
    seal uuid not null references seals_seal,
    position integer not null check (position > 0),
    act text not null check (act in {among(sorted(SECOND))}),
    day date not null,
    agency text not null,
    actor text not null check (actor <> ''),
    allowed text not null default '',
    reason text not null default '',
    entry bigint not null,
    at timestamptz not null default clock_timestamp()
);
create index seals_asked_seal on seals_asked (seal, number);

create table seals_looked (
    asked bigint primary key references seals_asked,
    agreed boolean not null,
    actor text not null check (actor <> ''),
    entry bigint not null,
    at timestamptz not null default clock_timestamp()
);

-- What is asked of a seal waits while nothing else was done with it; so does a reported loss.
create view seals_waiting as
    select q.number, q.seal, s.body, s.kind, s.certificate, s.vi, s.en, q.act, q.day, q.agency, q.actor,
        q.allowed, q.reason, q.entry, q.at
    from seals_asked q join seals_seal s on s.id = q.seal
    where not exists (select from seals_looked l where l.asked = q.number)
        and q.position = 1 + (select count(*) from seals_act a where a.seal = q.seal)
union all
    select null, a.seal, s.body, s.kind, s.certificate, s.vi, s.en, 'lost', a.day, a.agency, a.actor,
        '', a.reason, a.entry, a.at
    from seals_act a join seals_seal s on s.id = a.seal
    where a.act = 'reported-lost'
        and not exists (select from seals_act b where b.seal = a.seal and b.position > a.position);
"""


class Migration(migrations.Migration):
    dependencies = [("seals", "0004_handed_in")]
    operations = [
        migrations.RunSQL(
            ACTS, "drop index seals_act_reported; alter table seals_act drop column asked_by"
        ),
        migrations.RunSQL(
            ASKED, "drop view seals_waiting; drop table seals_looked; drop table seals_asked"
        ),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)
            for table in ("seals_asked", "seals_looked")
        ),
        grant("seals_asked", "select, insert", reader=False),
        grant("seals_looked", "select, insert", reader=False),
        grant("seals_waiting", reader=False),
    ]
