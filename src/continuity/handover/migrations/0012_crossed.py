"""Whether a case crossed is told beside the case, in the statement that its page asks anyway.

Whoever asks sees the case by the rules of casework; of the handovers they learn what was signed about
this one number, and nothing else.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import callable_by_app

SAID = """left join lateral (select quantity, "values" <> '{{}}' as otherwise from handover_count c
        where c.handover = l.handover and c.side = '{side}' and c.annex = l.annex and c.number = l.number
        order by position desc limit 1) {side} on true"""
CROSSED = f"""
create function handover_crossed(case_number text, on_day date) returns setof jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_build_object('id', h.id, 'giver', h.giver, 'receiver', h.receiver, 'signed', h.signed,
        'whole', coalesce(receiver.quantity = coalesce(giver.quantity, l.quantity), false)
            and not coalesce(receiver.otherwise, false) and not coalesce(giver.otherwise, false))
    from handover_line l join handover_handover h on h.id = l.handover
    {SAID.format(side="giver")}
    {SAID.format(side="receiver")}
    where l.annex = 'cases' and l.number = case_number and h.signed <= on_day
    order by h.signed desc, h.id desc
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0011_kept_sums")]
    operations = [
        migrations.RunSQL(CROSSED, "drop function handover_crossed(text, date)"),
        callable_by_app("handover_crossed(text, date)"),
    ]
