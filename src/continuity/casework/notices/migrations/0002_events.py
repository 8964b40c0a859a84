"""The feed of events: what stands in a case's stream of the journal, without anybody in it.

The database itself writes an event with its entry, so that no verb can forget one, and enqueues the job
that follows it. Commits come in another order than numbers are drawn; so the feed goes by transactions,
like the journal's blocks, and shows an event when no older transaction is under way any more.
"""

from __future__ import annotations

from django.db import migrations

from continuity.casework.jobs import QUEUE, TASK
from continuity.journal.grants import APPEND_ONLY, callable_by_app, grant

# Jobs of one line run one after the other in the order in which they were enqueued: what was done to a
# case is told in its order.
LATER = f"""
drop function jobs_later(text, integer, jsonb, timestamptz);
create function jobs_later(
    name text, version integer, told jsonb, at timestamptz default null, line text default null
) returns bigint language sql as $$
    select (procrastinate_defer_jobs_v1(array[row(
        '{QUEUE}', '{TASK}', 0, line, null,
        jsonb_build_object('job', name, 'version', version, 'told', told), at
    )::procrastinate_job_to_defer_v1]))[1]
$$;
"""
BEFORE = f"""
drop function jobs_later(text, integer, jsonb, timestamptz, text);
create function jobs_later(name text, version integer, told jsonb, at timestamptz default null)
returns bigint language sql as $$
    select (procrastinate_defer_jobs_v1(array[row(
        '{QUEUE}', '{TASK}', 0, null, null,
        jsonb_build_object('job', name, 'version', version, 'told', told), at
    )::procrastinate_job_to_defer_v1]))[1]
$$;
"""

EVENT = """
create table notices_event (
    case_id uuid not null,
    entry bigint not null,
    era integer not null,
    xact bigint not null,
    number text not null,
    verb text not null,
    status text not null,
    step text not null,
    function text not null,
    place text not null,
    day date not null,
    at timestamptz not null,
    primary key (case_id, entry)
);
create index notices_event_order on notices_event (era, xact, entry);

alter table notices_event enable row level security;
create policy notices_event_of_case on notices_event for select
    using (exists (select from casework_case c where c.id = case_id));
"""

# Reading is no event, nor is telling. A case of which the recorder sees nothing has none either: the
# trigger looks through the recorder's own eyes. `step` is there or not, as casework's migrations go.
WRITTEN = """
create function notices_written() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told jsonb := new.content::jsonb;
    one casework_case;
begin
    select * into one from casework_case where id = substr(new.stream, 6)::uuid;
    if one.id is null then
        return null;
    end if;
    insert into notices_event values (
        one.id, new.number, new.era, new.xact, one.number, new.verb, one.status,
        coalesce(to_jsonb(one)->>'step', ''), one.function, one.place,
        coalesce(told->>'on', told->>'filed', one.filed::text)::date, new.at);
    perform jobs_later('notices.follow', 1, jsonb_build_object('case', one.id, 'entry', new.number),
        null, new.stream);
    return null;
end $$;
create trigger notices_written after insert on journal_entry for each row
    when (new.stream ~ '^case:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        and new.verb not in ('read', 'notify', 'notify-again'))
    execute function notices_written();
"""

# Each insert of a job would notify, and transactions that notify commit one after the other, since
# PostgreSQL keeps their order: all verbs would wait for each other's disk. Workers look every second.
QUIET = """
alter table procrastinate_jobs {} trigger procrastinate_jobs_notify_queue_job_inserted_v1;
"""

# So far an event of the feed can come no more: transactions older than the oldest that still runs. The
# end of a stretch of the feed is told without a look at what is in it, so that each poll is bounded.
UNTIL = """
create function notices_until(from_era integer, from_xact bigint, from_entry bigint, most integer)
returns table (era integer, xact bigint, entry bigint)
language sql stable security definer set search_path = public, pg_temp as $$
    select last.era, last.xact, last.entry from (
        select e.era, e.xact, e.entry from notices_event e
            where (e.era, e.xact, e.entry) > (from_era, from_xact, from_entry)
                and (e.era < (select max(j.era) from journal_era j)
                    or e.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
            order by e.era, e.xact, e.entry limit most
    ) last order by 1 desc, 2 desc, 3 desc limit 1
$$;
"""

JOB = "(select casework_purpose() = 'system:notices')"
POLICIES = f"""
create policy casework_case_by_notices on casework_case for select using ({JOB});
create policy casework_act_by_notices on casework_act for select using ({JOB});
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_jobs")]
    operations = [
        migrations.RunSQL(LATER, BEFORE),
        callable_by_app("jobs_later(text, integer, jsonb, timestamptz, text)"),
        migrations.RunSQL(EVENT, "drop table notices_event"),
        migrations.RunSQL(APPEND_ONLY.format(table="notices_event"), migrations.RunSQL.noop),
        grant("notices_event", reader=False),
        migrations.RunSQL(WRITTEN, "drop function notices_written cascade"),
        migrations.RunSQL(UNTIL, "drop function notices_until(integer, bigint, bigint, integer)"),
        callable_by_app("notices_until(integer, bigint, bigint, integer)"),
        migrations.RunSQL(QUIET.format("disable"), QUIET.format("enable")),
        migrations.RunSQL(
            POLICIES,
            "drop policy casework_case_by_notices on casework_case;"
            "drop policy casework_act_by_notices on casework_act;",
        ),
    ]
