"""The course of a case: by which procedure, at which step, who took which, what is held and owed.

What is here is never personal; the answers of the form are sealed like the rest.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

COURSE = """
alter table casework_case
    add column procedure text not null default '',
    add column version integer not null default 0,
    add column step text not null default '',
    add column assignee text not null default '',
    add column lodged timestamptz,
    add column paused_on date,
    add column taken jsonb not null default '{}' check (jsonb_typeof(taken) = 'object'),
    add column held text[] not null default '{}',
    add column outcome text not null default '' check (outcome in ('', 'granted', 'refused')),
    add column owed bigint not null default 0 check (owed >= 0),
    add column apologised date,
    add column sealed_answers bytea not null default '',
    add constraint casework_case_procedure check ((procedure = '') = (version = 0)),
    add constraint casework_case_paused_on check (paused_on is null or paused),
    add constraint casework_case_apologised check (apologised > due);
create index casework_case_assignee on casework_case (assignee, due, id)
    where closed is null and assignee <> '';
"""
BACK = ", ".join(
    f"drop column {name}"
    for name in (
        "procedure", "version", "step", "assignee", "lodged", "paused_on", "taken", "held",
        "outcome", "owed", "apologised", "sealed_answers",
    )
)  # fmt: skip

# What was decided stays decided, whatever a later program forgets.
DECIDED = """
create function casework_decided() returns trigger language plpgsql as $$
begin
    if old.outcome <> '' and new.outcome <> old.outcome then
        raise exception 'a decision stays: % after %', new.outcome, old.outcome
            using errcode = 'check_violation';
    end if;
    if old.apologised is not null and new.apologised is distinct from old.apologised then
        raise exception 'a new day is promised once at most' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger casework_case_decided before update of outcome, apologised on casework_case
    for each row execute function casework_decided();
"""
OPEN = (
    "procedure", "version", "step", "assignee", "paused_on", "taken", "held", "outcome", "owed",
    "apologised", "sealed_answers",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_procedures")]
    operations = [
        migrations.RunSQL(COURSE, f"alter table casework_case {BACK}"),
        migrations.RunSQL(DECIDED, "drop function casework_decided cascade"),
        grant("casework_case", f"update ({', '.join(OPEN)})", reader=False),
    ]
