"""What nobody listed is summed under the unit that was said of it, as the account and the minutes do.

The sums took it for a thing without a unit. The giver's word goes before the receiver's.
"""

from __future__ import annotations

from django.db import migrations

SAID = """coalesce(max("values"::text) filter (where side = 'giver'),
                max("values"::text) filter (where side = 'receiver'))::jsonb"""
LAST = """(select distinct on (handover, side, annex, number) * from {}
                order by handover, side, annex, number, position desc)"""
NEWER = """when excluded.given is not null or handover_thing.given is null then"""

COUNTED = f"""
create or replace function handover_count_in() returns trigger language plpgsql as $$
begin
    insert into handover_thing (handover, annex, number, unit, part, given, received,
            given_otherwise, received_otherwise)
        select handover, annex, number, coalesce({SAID}->>'unit', ''),
            coalesce({SAID}->>'part-of', '') <> '',
            max(quantity) filter (where side = 'giver'),
            max(quantity) filter (where side = 'receiver'),
            coalesce(bool_or("values" <> '{{}}') filter (where side = 'giver'), false),
            coalesce(bool_or("values" <> '{{}}') filter (where side = 'receiver'), false)
            from {LAST.format("touched")} c group by 1, 2, 3
        on conflict (handover, annex, number) do update set
            unit = case when handover_thing.listed is not null then handover_thing.unit
                {NEWER} excluded.unit else handover_thing.unit end,
            part = case when handover_thing.listed is not null then handover_thing.part
                {NEWER} excluded.part else handover_thing.part end,
            given = coalesce(excluded.given, handover_thing.given),
            received = coalesce(excluded.received, handover_thing.received),
            given_otherwise = case when excluded.given is null
                then handover_thing.given_otherwise else excluded.given_otherwise end,
            received_otherwise = case when excluded.received is null
                then handover_thing.received_otherwise else excluded.received_otherwise end;
    return null;
end $$;
"""
BEFORE = f"""
update handover_thing t set unit = c.unit, part = c.part
    from (select handover, annex, number, coalesce({SAID}->>'unit', '') as unit,
            coalesce({SAID}->>'part-of', '') <> '' as part
        from {LAST.format("handover_count")} l group by 1, 2, 3) c
    where t.handover = c.handover and t.annex = c.annex and t.number = c.number
        and t.listed is null and (t.unit, t.part) <> (c.unit, c.part);
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0018_counted_by_export")]
    operations = [
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
