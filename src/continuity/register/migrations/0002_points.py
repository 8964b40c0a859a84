"""Service points: where a matter is handed in, with both times of every fact."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

POINTS = """
create table register_point (
    id text not null,
    vi text not null,
    en text not null,
    address text not null,
    unit text not null,
    telephone text not null,
    step_free text not null check (step_free in ('yes', 'no', 'unknown')),
    valid daterange not null check (not isempty(valid)),
    hours text not null,
    closed text[] not null,
    functions text[] not null check (cardinality(functions) > 0),
    serves text[] not null check (cardinality(serves) > 0),
    example boolean not null,
    source text not null check (source <> ''),
    key uuid not null,
    known int8range not null check (not isempty(known) and lower(known) is not null),
    -- One row for each stretch of days: a counter has one address and one table of hours on a day.
    constraint register_point_alone exclude using gist (register_spot(id) with &&, valid with &&)
        where (upper_inf(known))
);
create unique index register_point_key on register_point (key) where upper_inf(known);
create index register_point_functions on register_point using gin (functions) where upper_inf(known);
create trigger register_point_retracted before update of known on register_point
    for each row execute function journal_only_retract();
create trigger register_point_kept before update of
    id, vi, en, address, unit, telephone, step_free, valid, hours, closed, functions, serves, example,
    source, key on register_point for each statement execute function journal_refuse();
create trigger register_point_whole before delete or truncate on register_point
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_register")]
    operations = [
        migrations.RunSQL(POINTS, "drop table register_point"),
        grant("register_point", "select, insert, update (known)"),
    ]
