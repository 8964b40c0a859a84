"""Any counter of the province takes a withdrawal, too, for whoever shows the number."""

from __future__ import annotations

from django.db import migrations


def helped(*verbs: str) -> str:
    """What a counter that was shown a number may do with the case."""
    among = ", ".join(f"'{verb}'" for verb in verbs)
    return f"""
alter policy casework_act_helped on casework_act with check (
    agency = (select casework_agency())
    and (select casework_purpose() = 'intake' and casework_agency() <> '')
    and verb in ({among}) and mandate is null and casework_helped(case_id));
"""


BEFORE = ("answer-supplement", "pay", "deliver")


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_moments")]
    operations = [migrations.RunSQL(helped(*BEFORE, "withdraw"), helped(*BEFORE))]
