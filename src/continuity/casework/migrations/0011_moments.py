"""A term in hours ends at a moment, and its clock is stopped at one.

The due day stands beside it, as that of every case does. A program that does not know the moments yet
leaves them as they are.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

MOMENTS = """
alter table casework_case
    add column due_at timestamptz,
    add column paused_at timestamptz,
    add constraint casework_case_due_at check (due_at is null or due is not null),
    add constraint casework_case_paused_at check (paused_at is null or paused);
"""
BACK = "alter table casework_case drop column due_at, drop column paused_at"

OLD = (
    "procedure", "version", "status", "step", "assignee", "due", "paused", "paused_on", "closed",
    "taken", "held", "outcome", "owed", "apologised",
)  # fmt: skip
NEW = ("due_at", "paused_at")
KEPT = ", ".join(f"case when after ? '{name}' then n.{name} else c.{name} end" for name in NEW)


def did(columns: tuple[str, ...], more: str = "") -> str:
    """The function by which every verb writes, with the columns that it may change."""
    told = ", ".join(f"n.{name}" for name in OLD) + (f", {more}" if more else "")
    return f"""
create or replace function casework_did(
    one uuid, act uuid, did text, at_step text, why jsonb, after jsonb
) returns uuid language plpgsql as $$
declare
    under uuid := (
        select s.mandate from casework_case c join casework_slot s
            on s.duty = casework_duty() and s.function = c.function and s.place = c.place
                and s.intake @> c.filed
        where c.id = one order by s.mandate limit 1);
begin
    if after is not null then
        update casework_case c set ({", ".join(columns)}) = (
            select {told} from jsonb_populate_record(null::casework_case, after) n)
            where c.id = one;
        if not found then
            raise exception 'this reader may not change the case' using errcode = '42501';
        end if;
    end if;
    insert into casework_act (case_id, id, agency, person, verb, step, mandate, told, day)
        values (one, act, casework_agency(), casework_reader(), did, at_step, under, why,
            casework_day());
    return under;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_presented")]
    operations = [
        migrations.RunSQL(MOMENTS, BACK),
        migrations.RunSQL(did((*OLD, *NEW), KEPT), did(OLD)),
        grant("casework_case", f"update ({', '.join(NEW)})", reader=False),
    ]
