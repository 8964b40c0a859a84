"""How the open cases of an agency are shared out: counts, and no row of a case.

A policy asks for each row whether it may be seen, which takes seconds where thousands are counted. What
an agency must do is what its slots say, so here the slots are joined, as a job that counts may do.
"""

from __future__ import annotations

from django.db import migrations

SHARES = """
create function casework_shares()
returns table (person text, procedure text, step text, status text, cases bigint, late bigint)
language plpgsql as $$
declare
    meant text := casework_purpose();
    today date := casework_day();
    seated text[] := array(
        select a.person from accounts_appointment a where a.agency = casework_agency()
            and a.valid @> today and upper_inf(a.known));
begin
    if casework_agency() = '' then
        return;
    end if;
    perform set_config('continuity.purpose', 'system:statistics', true);
    return query
        select case when c.assignee = any (seated) then c.assignee else '' end, c.procedure, c.step,
            c.status, count(*), count(*) filter (where not c.paused and c.due < today)
        -- From slot to slot, and not through all open cases of the country. One mandate covers a case
        -- where the register has no overlap, so none is counted twice.
        from (select distinct function, place, intake from casework_slot
            where duty = (select casework_duty())) s cross join lateral (
            select k.* from casework_case k where k.function = s.function and k.place = s.place
                and s.intake @> k.filed and k.closed is null offset 0) c
        group by 1, 2, 3, 4;
    perform set_config('continuity.purpose', meant, true);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_names")]
    operations = [migrations.RunSQL(SHARES, "drop function casework_shares()")]
