"""The receiver counts by an export as well, and what came of it is kept like the giver's."""

from __future__ import annotations

from django.db import migrations

POLICY = """
drop policy handover_takeover_told on handover_takeover;
create policy handover_takeover_told on handover_takeover for insert with check (
    handover in (select id from handover_handover h where {}));
"""
MINE = "any (array(select unnest(handover_parties())))"
GIVER, EITHER = f"h.giver = {MINE}", f"h.giver = {MINE} or h.receiver = {MINE}"


class Migration(migrations.Migration):
    dependencies = [("handover", "0017_passing")]
    operations = [migrations.RunSQL(POLICY.format(EITHER), POLICY.format(GIVER))]
