"""A draft may be the answer to what was asked for in a case, instead of an application."""

from __future__ import annotations

from django.db import migrations

ABOUT = """
alter table intake_draft add column about uuid;
create unique index intake_draft_about on intake_draft (about) where case_id is null;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_intake")]
    operations = [migrations.RunSQL(ABOUT, "alter table intake_draft drop column about")]
