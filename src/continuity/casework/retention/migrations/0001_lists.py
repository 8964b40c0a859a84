"""Lists of what is to be destroyed, and what was: who drew them, who reviewed them, what was spared.

A list says nothing personal. What was destroyed stays known by its case, so that a restored backup
can be made to forget it again.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

LIST = """
create table retention_list (
    id uuid primary key,
    agency text not null check (agency <> ''),
    drawn date not null,
    drawer text not null check (drawer <> ''),
    reviewed date check (reviewed >= drawn),
    reviewer text not null default '',
    constraint retention_list_reviewed check ((reviewed is not null) = (reviewer <> '')),
    constraint retention_list_two check (reviewer <> drawer)
);
create table retention_line (
    list uuid not null references retention_list,
    case_id uuid not null,
    until date not null,
    spared text not null default '',
    primary key (list, case_id)
);
create table retention_erased (
    case_id uuid primary key,
    list uuid not null references retention_list,
    day date not null
);
"""

OWN = "(agency = (select casework_agency()) and (select casework_purpose() = 'processing'))"
OF_LIST = "exists (select from retention_list l where l.id = list)"
POLICIES = f"""
alter table retention_list enable row level security;
alter table retention_line enable row level security;
alter table retention_erased enable row level security;
create policy retention_list_own on retention_list using {OWN} with check {OWN};
create policy retention_line_own on retention_line using ({OF_LIST}) with check ({OF_LIST});
create policy retention_erased_own on retention_erased using ({OF_LIST}) with check ({OF_LIST});
create policy retention_erased_by_job on retention_erased for select
    using ((select starts_with(casework_purpose(), 'system:')));
"""

# What is sealed is emptied by whoever must act on the case, and by nobody else.
OF_CASE = (
    "(select casework_purpose() = 'processing') "
    "and exists (select from casework_case c where c.id = case_id)"
)
AGAIN = "(select casework_purpose() = 'system:rotation')"
EMPTIED = f"""
create policy casework_name_word_erased on casework_name_word for update
    using ({OF_CASE} or {AGAIN}) with check (words = '{{}}');
create policy intake_paper_erased on intake_paper for update
    using ({OF_CASE}) with check ({OF_CASE});
"""
FULL = """
drop policy casework_name_word_erased on casework_name_word;
drop policy intake_paper_erased on intake_paper;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("casework", "0008_names"), ("intake", "0001_intake")]
    operations = [
        migrations.RunSQL(
            LIST,
            "drop table retention_erased; drop table retention_line; drop table retention_list",
        ),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(EMPTIED, FULL),
        migrations.RunSQL(APPEND_ONLY.format(table="retention_erased"), migrations.RunSQL.noop),
        grant("retention_list", "select, insert, update (reviewed, reviewer)", reader=False),
        grant("retention_line", "select, insert, update (spared)", reader=False),
        grant("retention_erased", "select, insert", reader=False),
        grant("casework_case", "update (seeker)", reader=False),
        grant("casework_name_word", "update (words)", reader=False),
    ]
