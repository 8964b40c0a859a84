"""The register of seals: what was done with each, and what a reform asks of it.

The state of a seal is not stored: it is the last thing that was done with it. What may follow what
is a trigger made from the rules, so that no program can write a history that the law does not know.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant
from continuity.services.seals.rules import FOLLOWS, Act, Duty, Kind


def among(words: object) -> str:
    """A list of words as SQL has it."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"  # type: ignore[attr-defined]


ALLOWED = ", ".join(
    f"('{last or ''}', '{act}')" for last, acts in FOLLOWS.items() for act in sorted(acts)
)

SEALS = f"""
create table seals_seal (
    id uuid primary key,
    body text not null check (body <> ''),
    kind text not null check (kind in {among(Kind)}),
    version integer not null check (version > 0),
    vi text not null check (vi <> ''),
    en text not null,
    folded text not null,
    certificate text not null unique check (certificate <> ''),
    replaces uuid references seals_seal,
    unique (body, kind, version)
);
create index seals_seal_folded on seals_seal (folded);

create table seals_act (
    seal uuid not null references seals_seal,
    position integer not null check (position > 0),
    act text not null check (act in {among(Act)}),
    day date not null,
    at timestamptz not null default clock_timestamp(),
    agency text not null,
    actor text not null,
    point text not null default '',
    reason text not null default '',
    entry bigint not null,
    primary key (seal, position)
);

create function seals_follows() returns trigger language plpgsql as $$
declare
    before seals_act;
begin
    select * into before from seals_act where seal = new.seal order by position desc limit 1;
    if new.position <> coalesce(before.position, 0) + 1
        or (coalesce(before.act, ''), new.act) not in ({ALLOWED}) then
        raise exception 'seal %: % cannot follow %', new.seal, new.act, coalesce(before.act, 'nothing')
            using errcode = 'check_violation';
    end if;
    if new.day < before.day then
        raise exception 'seal %: % on % is before %', new.seal, new.act, new.day, before.day
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger seals_act_follows before insert on seals_act
    for each row execute function seals_follows();

create view seals_now as
    select s.*, a.act, a.day, a.at, a.point, a.reason from seals_seal s
        left join lateral (
            select * from seals_act where seal = s.id order by position desc limit 1) a on true;

-- Given out in order and never twice; a hole is no harm.
create sequence seals_certificate;
"""

NIGHT = f"""
create table seals_night (
    id uuid primary key,
    decree text not null,
    area text not null,
    day date not null,
    entry bigint not null,
    registrars text[] not null check (cardinality(registrars) > 0),
    prepared_by text not null,
    unique (decree, area)
);

create table seals_point (
    night uuid not null references seals_night,
    id text not null check (id <> ''),
    vi text not null check (vi <> ''),
    en text not null,
    area text not null,
    opens timestamptz not null,
    minutes integer not null check (minutes between 5 and 240),
    slots integer not null check (slots between 1 and 500),
    capacity integer not null check (capacity between 1 and 10000),
    primary key (night, id)
);

create table seals_task (
    id uuid primary key,
    night uuid not null references seals_night,
    duty text not null check (duty in {among(Duty)}),
    body text not null,
    vi text not null,
    en text not null,
    heir text not null,
    seal uuid references seals_seal,
    fresh uuid references seals_seal,
    code text unique,
    point text,
    slot integer check (slot >= 0),
    entry bigint not null,
    gone boolean not null default false,
    check ((duty = 'register') = (code is null)),
    check (duty <> 'register' or fresh is not null),
    foreign key (night, point) references seals_point
);
create unique index seals_task_once on seals_task (night, duty, body, coalesce(seal, id)) where not gone;
create index seals_task_heir on seals_task (heir) where not gone;
create index seals_task_fresh on seals_task (fresh) where not gone;

create table seals_scan (
    number bigint generated always as identity primary key,
    night uuid not null references seals_night,
    task uuid references seals_task,
    written text not null,
    verdict text not null,
    point text not null,
    actor text not null,
    at timestamptz not null default clock_timestamp()
);
create index seals_scan_task on seals_scan (task, number);
create index seals_scan_night on seals_scan (night, number);

-- Half of the numbers that fourteen digits can be: no dossier will ever bear one of these.
create sequence seals_code start 500000000001 minvalue 500000000001;
"""

# A task with what became of it: the last time that its seal came or went, and both seals as they are.
DUE = """
create view seals_due as
    select t.*, old.certificate, old.act as state, new.certificate as fresh_certificate,
        new.act as fresh_state, came.number as receipt, came.at, came.point as taken_at, came.actor,
        coalesce(came.verdict in ('accepted', 'wrong-point'), false) as taken
    from seals_task t
        left join seals_now old on old.id = t.seal
        left join seals_now new on new.id = t.fresh
        left join lateral (
            select * from seals_scan s where s.task = t.id
                and s.verdict in ('accepted', 'wrong-point', 'given-back')
            order by s.number desc limit 1) came on true
    where not t.gone;
"""

# A guard in the database too: of a task only its place in the night may change, and that it is gone.
KEPT = """
create trigger seals_task_kept before update of
    id, night, duty, body, heir, seal, fresh, code on seals_task
    for each statement execute function journal_refuse();
create trigger seals_task_whole before delete or truncate on seals_task
    for each statement execute function journal_refuse();
"""


def appended(table: str) -> migrations.RunSQL:
    """A table that is only ever added to."""
    return migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("journal", "0001_journal"), ("register", "0001_register")]
    operations = [
        migrations.RunSQL(
            SEALS,
            "drop view seals_now; drop table seals_act; drop table seals_seal; "
            "drop function seals_follows(); drop sequence seals_certificate",
        ),
        migrations.RunSQL(
            NIGHT,
            "drop table seals_scan; drop table seals_task; drop table seals_point; "
            "drop table seals_night; drop sequence seals_code",
        ),
        migrations.RunSQL(DUE, "drop view seals_due"),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        appended("seals_seal"),
        appended("seals_act"),
        appended("seals_scan"),
        grant("seals_seal", "select, insert"),
        grant("seals_act", "select, insert"),
        grant("seals_now"),
        grant("seals_night", "select, insert, update"),
        grant("seals_point", "select, insert, update, delete"),
        grant("seals_task", "select, insert, update (point, slot, entry, gone)"),
        grant("seals_scan", "select, insert", reader=False),
        grant("seals_due", reader=False),
        grant("sequence seals_certificate", "usage", reader=False),
        grant("sequence seals_code", "usage", reader=False),
    ]
