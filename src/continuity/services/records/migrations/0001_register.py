"""The register of convictions: whose it is, sealed, and each version of what was believed.

A row is shown to who must decide an open case of the person that it is about, and to a keeper who has
named that one person; to nobody else, and never several at once. A correction is another version.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

TABLES = """
create table records_person (
    id uuid primary key,
    seeker bytea not null unique check (octet_length(seeker) = 32),
    sealed_name bytea not null,
    sealed_identity bytea not null
);

create table records_version (
    person uuid not null references records_person,
    version integer not null check (version > 0),
    sealed_facts bytea not null,
    day date not null,
    at timestamptz not null default clock_timestamp(),
    agency text not null,
    actor text not null,
    entry bigint not null,
    primary key (person, version)
);
"""

# Whoever must decide an open case of criminal records sees its applicant's row, and no other. A
# keeper sees the one row that the transaction names, at an agency that has criminal records today.
SIGHT = """
alter table records_person enable row level security;
create policy records_person_by_case on records_person for select using (
    (select casework_purpose() = 'processing') and exists (
        select from casework_case c join casework_slot s
            on s.duty = (select casework_duty()) and s.function = c.function and s.place = c.place
                and s.intake @> c.filed
        where c.seeker = records_person.seeker and c.function = 'criminal-records'
            and c.closed is null));
create policy records_person_kept on records_person for select using (
    (select casework_purpose() = 'records-keeping') and seeker = (select casework_applicant())
    and (select exists (select from casework_slot s
        where s.duty = casework_duty() and s.function = 'criminal-records')));
create policy records_person_entered on records_person for insert with check (
    (select casework_purpose() = 'records-keeping') and seeker = (select casework_applicant())
    and (select exists (select from casework_slot s
        where s.duty = casework_duty() and s.function = 'criminal-records')));
create policy records_person_rotated on records_person
    using ((select casework_purpose() = 'system:rotation'));

alter table records_version enable row level security;
create policy records_version_seen on records_version for select using (
    exists (select from records_person p where p.id = person));
create policy records_version_entered on records_version for insert with check (
    (select casework_purpose() = 'records-keeping')
    and agency = (select casework_agency()) and actor = (select casework_reader())
    and exists (select from records_person p where p.id = person));
create policy records_version_rotated on records_version for update
    using ((select casework_purpose() = 'system:rotation'));
"""

# What is sealed may be sealed anew under another key; everything else stays as it was written.
KEPT = """
create trigger records_person_kept before update of id, seeker on records_person
    for each statement execute function journal_refuse();
create trigger records_person_whole before delete or truncate on records_person
    for each statement execute function journal_refuse();
create trigger records_version_kept
    before update of person, version, day, at, agency, actor, entry on records_version
    for each statement execute function journal_refuse();
create trigger records_version_whole before delete or truncate on records_version
    for each statement execute function journal_refuse();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("journal", "0001_journal"), ("casework", "0003_sight")]
    operations = [
        migrations.RunSQL(TABLES, "drop table records_version; drop table records_person"),
        migrations.RunSQL(SIGHT, migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        grant(
            "records_person",
            "select, insert, update (sealed_name, sealed_identity)",
            reader=False,
        ),
        grant("records_version", "select, insert, update (sealed_facts)", reader=False),
    ]
