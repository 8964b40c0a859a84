"""Lists of communes: which hamlet or stretch of street of a divided unit went where."""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

PLACES = """
create table register_place (
    old_code text not null,
    kind text not null check (kind in ('hamlet', 'group', 'street')),
    name text not null check (name <> ''),
    first integer not null,
    last integer not null,
    side text not null check (side in ('all', 'odd', 'even')),
    new_code text not null,
    source text not null check (source <> ''),
    valid daterange not null check (not isempty(valid)),
    key uuid not null,
    known int8range not null check (not isempty(known) and lower(known) is not null)
);
create unique index register_place_key on register_place (key) where upper_inf(known);
create trigger register_place_retracted before update of known on register_place
    for each row execute function journal_only_retract();
create trigger register_place_kept before update of
    old_code, kind, name, first, last, side, new_code, source, valid, key on register_place
    for each statement execute function journal_refuse();
create trigger register_place_whole before delete or truncate on register_place
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0002_points")]
    operations = [
        migrations.RunSQL(PLACES, "drop table register_place"),
        grant("register_place", "select, insert, update (known)"),
    ]
