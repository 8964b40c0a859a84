"""One may see that an identity was proved for oneself, in any seat: nobody judges a case of one's own."""

from __future__ import annotations

from django.db import migrations

OWN = """
create policy intake_applicant_mine on intake_applicant for select
    using (person = (select casework_reader()));
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_supplements")]
    operations = [migrations.RunSQL(OWN, "drop policy intake_applicant_mine on intake_applicant")]
