"""Whoever follows a case by its number is told the day that was promised with an apology, too."""

from __future__ import annotations

from django.db import migrations

TRACKED = """
drop function intake_tracked(text);
create function intake_tracked(which text) returns table (
    function text, place text, filed date, status text, due date, paused boolean, closed date{column}
) language plpgsql as $$
begin
    perform set_config('continuity.tracked', which, true);
    return query select c.function, c.place, c.filed, c.status, c.due, c.paused, c.closed{value}
        from casework_case c where c.number = which;
    perform set_config('continuity.tracked', '', true);
end $$;
"""
NEW = TRACKED.format(column=", apologised date", value=", c.apologised")
OLD = TRACKED.format(column="", value="")


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_told")]
    operations = [migrations.RunSQL(NEW, OLD)]
