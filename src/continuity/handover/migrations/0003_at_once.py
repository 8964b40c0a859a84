"""The guards of lists and counts look once at a statement and not at each of its rows.

Row by row, 100,000 lines asked 200,000 times whether one and the same annex is closed.
"""

from __future__ import annotations

from django.db import migrations

STILL = """
drop trigger handover_line_still on handover_line;
drop function handover_still();
create function handover_still() returns trigger language plpgsql as $$
declare
    one record;
begin
    for one in select distinct handover, annex from touched loop
        if exists (select from handover_annex a where a.handover = one.handover and a.annex = one.annex)
            or exists (select from handover_handover h where h.id = one.handover and h.drawn is not null)
        then
            raise exception 'annex % of handover % is closed', one.annex, one.handover
                using errcode = 'check_violation';
        end if;
    end loop;
    return null;
end $$;
create trigger handover_line_listed after insert on handover_line
    referencing new table as touched for each statement execute function handover_still();
create trigger handover_line_taken after delete on handover_line
    referencing old table as touched for each statement execute function handover_still();

drop trigger handover_count_still on handover_count;
drop function handover_count_still();
create function handover_count_still() returns trigger language plpgsql as $$
begin
    if exists (select from handover_handover h
        where h.id in (select handover from touched) and h.drawn is not null) then
        raise exception 'the minutes are drawn up' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger handover_count_still after insert on handover_count
    referencing new table as touched for each statement execute function handover_count_still();
"""

# As the migrations before it left them.
BACK = """
drop trigger handover_line_listed on handover_line;
drop trigger handover_line_taken on handover_line;
drop function handover_still();
create function handover_still() returns trigger language plpgsql as $$
declare
    one record := coalesce(new, old);
begin
    if exists (select from handover_annex a where a.handover = one.handover and a.annex = one.annex)
        or exists (select from handover_handover h where h.id = one.handover and h.drawn is not null)
    then
        raise exception 'annex % of handover % is closed', one.annex, one.handover
            using errcode = 'check_violation';
    end if;
    return one;
end $$;
create trigger handover_line_still before insert or delete on handover_line
    for each row execute function handover_still();

drop trigger handover_count_still on handover_count;
drop function handover_count_still();
create function handover_count_still() returns trigger language plpgsql as $$
begin
    if exists (select from handover_handover h where h.id = new.handover and h.drawn is not null) then
        raise exception 'the minutes of handover % are drawn up', new.handover
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger handover_count_still before insert on handover_count
    for each row execute function handover_count_still();
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0002_minutes")]
    operations = [migrations.RunSQL(STILL, BACK)]
