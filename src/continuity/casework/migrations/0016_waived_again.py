"""A ground for which less is owed may be recognised after another one; charged and paid stay once.

A student of a poor household pays half until somebody sees that nothing is owed at all.
"""

from __future__ import annotations

from django.db import migrations

AGAIN = """
drop index casework_payment_once;
create unique index casework_payment_once on casework_payment (case_id, kind) where kind <> 'waived';
"""
ONCE = """
drop index casework_payment_once;
create unique index casework_payment_once on casework_payment (case_id, kind);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_wishes")]
    operations = [migrations.RunSQL(AGAIN, ONCE)]
