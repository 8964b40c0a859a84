"""A result that is out to be signed by a leader: which draft it was made from.

The hash is under a key and never changes; when the paper is back, it is drafted once more and compared.
"""

from __future__ import annotations

from django.db import migrations

DRAFTED = """
alter table documents_document add column drafted bytea check (octet_length(drafted) = 32);
create trigger documents_document_drafted before update of drafted on documents_document
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]
    operations = [
        migrations.RunSQL(
            DRAFTED,
            "drop trigger documents_document_drafted on documents_document;"
            "alter table documents_document drop column drafted",
        ),
    ]
