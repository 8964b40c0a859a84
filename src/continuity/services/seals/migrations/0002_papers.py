"""What the registrar gave out in writing: certificates of specimens, and lists of what is void.

Both are only ever added to. A certificate is a paper of a case and lies in the vault; a list is for
everybody, so its file is kept as it was published.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

PAPERS = """
create table seals_paper (
    seal uuid not null references seals_seal,
    document uuid not null,
    number text not null check (number <> ''),
    case_number text not null,
    day date not null,
    entry bigint not null,
    primary key (seal, document)
);

create table seals_list (
    id uuid primary key,
    agency text not null,
    vi text not null check (vi <> ''),
    en text not null,
    day date not null,
    number text not null check (number <> ''),
    seals integer not null check (seals >= 0),
    content bytea not null check (length(content) = 32),
    digest bytea not null unique check (length(digest) = 32),
    thumbprint bytea not null check (length(thumbprint) = 32),
    profile text not null,
    note text not null,
    pdf bytea not null,
    entry bigint not null,
    at timestamptz not null default clock_timestamp()
);
create index seals_list_latest on seals_list (agency, entry);
create index seals_list_day on seals_list (day, entry);
"""


class Migration(migrations.Migration):
    dependencies = [("seals", "0001_register"), ("documents", "0001_documents")]
    operations = [
        migrations.RunSQL(PAPERS, "drop table seals_list; drop table seals_paper"),
        *(
            migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)
            for table in ("seals_paper", "seals_list")
        ),
        grant("seals_paper", "select, insert"),
        grant("seals_list", "select, insert"),
    ]
