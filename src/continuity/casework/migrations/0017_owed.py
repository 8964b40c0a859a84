"""Whether anybody must ever act on a function at a place, asked before a case is filed there.

It looks at a place as `casework_due` does: where a duty follows residents and none live, or where it is
owed at sites only, no agency's slots hold the place, and a case filed there would be seen by nobody.
"""

from __future__ import annotations

from django.db import migrations

AT = """exists (
        select from register_leaf l where upper_inf(l.known) and {at} and case
            when f.owed <> 'everywhere' then l.site = f.owed
            when l.site <> '' then false
            when f.follows = 'residents' then l.residents
            else l.territory end)"""
# One way after another: the first two look into an index, and the last is hardly ever asked.
WAYS = (
    "l.id = place",
    "l.id in (select w.thing from register_within w where w.parent = place and upper_inf(w.known))",
    "starts_with(l.id, place || '>')",
)
OWED = f"""
create function casework_owed(what text, place text) returns boolean language sql stable as $$
    select exists (select from register_function f where f.id = what and upper_inf(f.known) and (
        {" or ".join(AT.format(at=way) for way in WAYS)}))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_waived_again")]
    operations = [migrations.RunSQL(OWED, "drop function casework_owed(text, text)")]
