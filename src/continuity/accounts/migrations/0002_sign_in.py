"""The tables of the sign-in parts, and what the application may do with them.

Failed attempts and used codes are counted in a table that all processes share: a limit that each of
them keeps for itself is multiplied by their number.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

# Django's own shape of a cache table. Unlogged: after a crash everybody begins with no attempts.
CACHE = """
create unlogged table accounts_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index accounts_cache_expires on accounts_cache (expires);
"""
ALL = "select, insert, update, delete"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "drop table accounts_cache"),
        *(
            grant(table, ALL, reader=False)
            for table in (
                "accounts_cache", "account_emailaddress", "mfa_authenticator", "django_session",
            )
        ),
        grant("sequence account_emailaddress_id_seq", "usage", reader=False),
        grant("sequence mfa_authenticator_id_seq", "usage", reader=False),
    ]  # fmt: skip
