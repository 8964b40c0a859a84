"""A seal that was handed in at the desk of the register is in, though no label of it was scanned."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

DUE: str = import_module("continuity.services.seals.migrations.0001_register").DUE
SCANNED = "coalesce(came.verdict in ('accepted', 'wrong-point'), false) as taken"
HANDED_IN = (
    SCANNED
    + """,
        exists (select from seals_act h where h.seal = t.seal and h.act = 'handed-in'
            and not exists (select from seals_act b where b.seal = h.seal
                and b.act = 'given-back' and b.position > h.position)) as handed_in"""
)
assert SCANNED in DUE


def again(view: str) -> str:
    """The view in place of the one that is there."""
    return view.replace("create view", "create or replace view")


class Migration(migrations.Migration):
    dependencies = [("seals", "0003_night_cases")]
    operations = [
        migrations.RunSQL(again(DUE.replace(SCANNED, HANDED_IN)), migrations.RunSQL.noop),
    ]
