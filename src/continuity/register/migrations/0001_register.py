"""The register's tables: one for each kind of fact, all with `key` and `known`.

The wheel's server has no contrib extension, so an exclusion constraint on a text is written on a
range of its 64-bit hash. Two different texts with one hash would be refused, not confused.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app, grant
from continuity.register.rows import TABLES, Table

COMMON = """
    key uuid not null,
    known int8range not null check (not isempty(known) and lower(known) is not null)
"""
# What makes a fact the only one of its kind among those that are known now. Writers retract before they
# state, under one lock, so what is alone now was alone at every entry.
ALONE = {
    "area": ("id",),
    "leaf": ("id",),
    "within": ("thing", "since"),
    "heir": ("thing",),
    "function": ("id",),
    "agency": ("id",),
    "under": ("thing", "since"),
    "label": ("thing", "language", "since"),
    "charge": ("id",),
    "custody": ("thing", "since"),
}
EVER = {"mandate": ("function || chr(1) || area",)}
PARENTS = {"within": ("parent",), "mandate": ("area",)}
INDEXED = {
    "within": ("parent",),
    "heir": ("heir",),
    "agency": ("seat",),
    "mandate": ("agency", "area"),
    "label": ("folded",),
    "custody": ("parent",),
    "under": ("parent",),
    "area": ("code",),
}


def table(one: Table) -> str:
    """A table with its constraint, its indexes and its trigger."""
    name = f"register_{one.name}"
    columns = ",\n    ".join(f"{column} {kind} not null" for column, kind in one.columns)
    made = [f"create table {name} (\n    {columns},{COMMON});"]
    made.append(f"create unique index {name}_key on {name} (key) where upper_inf(known);")
    alone = ALONE.get(one.name, ())
    if alone:
        told = ", ".join(alone)
        made.append(f"create unique index {name}_alone on {name} ({told}) where upper_inf(known);")
    for column in PARENTS.get(one.name, ()):
        made.append(
            f"create index {name}_had on {name} using gist (register_spot({column}), known) "
            "where not upper_inf(known);"
        )
    for column in INDEXED.get(one.name, ()):
        made.append(f"create index {name}_{column} on {name} ({column}) where upper_inf(known);")
    # What is known now is found by the indexes above; only what was retracted is in this one.
    spots = ", ".join(f"register_spot({column})" for column in EVER.get(one.name, alone[:1]))
    made.append(
        f"create index {name}_ever on {name} using gist ({spots}, known) where not upper_inf(known);"
        f"create trigger {name}_retracted before update of known on {name} "
        "for each row execute function journal_only_retract();"
        f"create trigger {name}_kept before update of {', '.join([*one.names, 'key'])} on {name} "
        "for each statement execute function journal_refuse();"
        f"create trigger {name}_whole before delete or truncate on {name} "
        "for each statement execute function journal_refuse();"
    )
    return "\n".join(made)


# No two mandates may say who must act at one place for the same days, filings and knowledge. Disputed
# ones are the old order's own overlaps; others may act beside the one that must. Two with holes may share
# an area out between them, commune by commune; whether they do, only the proof can tell.
MANDATE_ALONE = """
alter table register_mandate add constraint register_mandate_alone exclude using gist (
    register_spot(function || chr(1) || area) with &&,
    valid with &&, intake with &&
) where (not disputed and mode = 'must' and cardinality(holes) = 0 and upper_inf(known));
"""

FUNCTIONS = """
create function register_spot(thing text) returns int8range language sql immutable strict parallel safe
as $$ select int8range(hashtextextended(thing, 0), hashtextextended(thing, 0), '[]') $$;

create table register_means (
    unit text not null,
    kind text not null check (kind in
        ('seal', 'signature', 'account', 'treasury', 'staff', 'stock', 'premises')),
    reference text not null,
    valid daterange not null check (not isempty(valid)),
    key uuid not null,
    known int8range not null check (not isempty(known) and lower(known) is not null)
);
create unique index register_means_key on register_means (key) where upper_inf(known);
create index register_means_unit on register_means (unit) where upper_inf(known);
create trigger register_means_retracted before update of known on register_means
    for each row execute function journal_only_retract();
create trigger register_means_kept before update of unit, kind, reference, valid, key on register_means
    for each statement execute function journal_refuse();
create trigger register_means_whole before delete or truncate on register_means
    for each statement execute function journal_refuse();

create table register_head (
    entry bigint not null,
    loaded bigint not null,
    starts date not null,
    ground bigint not null default 0,
    one boolean primary key default true check (one)
);
"""

# A leaf and all that contains it on a day, itself at height 0, as it is known now or was after an entry.
REACH = """
create function register_reach(leaf text, acting date, believed bigint default null)
returns table (area text, height integer) language sql stable parallel safe as $$
    with recursive climb (area, height) as (
        select leaf, 0
        union all
        select w.parent, c.height + 1 from climb c cross join lateral (
            select parent from (
                (select parent, since from register_within
                    where thing = c.area and upper_inf(known) and since <= acting
                        and (believed is null or lower(known) <= believed)
                    order by since desc limit 1)
                union all
                (select parent, since from register_within
                    where believed is not null and not upper_inf(known)
                        and register_spot(thing) && register_spot(c.area) and known @> believed
                        and thing = c.area and since <= acting
                    order by since desc limit 1)
            ) either order by since desc limit 1
        ) w
    )
    select area, height from climb
$$;
"""

# Who must act: the mandates that reach a leaf on a day for a filing day. A hole lets go where it lies
# on the way from the leaf up to the mandate's area, as in continuity.core.mandate.
HOLDERS = """
create function register_holders(
    what text, at_leaf text, acting date, filed date, believed bigint default null
) returns setof register_mandate language sql stable parallel safe as $$
    with reach as materialized (select * from register_reach(at_leaf, acting, believed))
    select m.* from reach r cross join lateral (
        select * from register_mandate
            where area = r.area and function = what and upper_inf(known)
                and (believed is null or lower(known) <= believed)
        union all
        select * from register_mandate
            where believed is not null and not upper_inf(known)
                and register_spot(function || chr(1) || area) && register_spot(what || chr(1) || r.area)
                and known @> believed and function = what and area = r.area
    ) m
    where m.mode = 'must' and m.valid @> acting and m.intake @> filed
        and not exists (
            select from reach below where below.height < r.height and below.area = any (m.holes))
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("journal", "0001_journal")]
    operations = [
        migrations.RunSQL(FUNCTIONS),
        *(migrations.RunSQL(table(one)) for one in TABLES),
        migrations.RunSQL(MANDATE_ALONE),
        migrations.RunSQL(REACH),
        migrations.RunSQL(HOLDERS),
        callable_by_app("register_reach(text, date, bigint)"),
        callable_by_app("register_holders(text, text, date, date, bigint)"),
        *(grant(f"register_{one.name}", "select, insert, update (known)") for one in TABLES),
        grant("register_means", "select, insert, update (known)"),
        grant("register_head", "select, insert, update"),
    ]
