"""Notices: one row for each channel; who sees the case sees that somebody was told, and when.

Address and text are sealed. A row is written by the job that tells, and its state goes forward.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

NOTICE = """
create table notices_notice (
    case_id uuid not null references casework_case,
    id uuid not null,
    kind text not null check (kind <> ''),
    channel text not null check (channel in ('email', 'sms', 'portal')),
    language text not null check (language in ('vi', 'en')),
    key text not null check (key <> ''),
    day date,
    sender text not null,
    sealed_address bytea,
    sealed_text bytea not null,
    state text not null check (state in ('queued', 'sent', 'delivered', 'failed')),
    tries integer not null default 0,
    why text not null default '',
    made timestamptz not null default clock_timestamp(),
    at timestamptz not null default clock_timestamp(),
    primary key (case_id, id),
    unique (case_id, key, kind, channel),
    check ((sealed_address is null) = (channel = 'portal'))
);
create index notices_notice_failed on notices_notice (at) where state = 'failed';
"""

# What was delivered stays so, and what was handed over is not queued again but by hand, once it failed.
FORWARD = """
create function notices_forward() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) in (
        ('delivered', 'queued'), ('delivered', 'sent'), ('delivered', 'failed'), ('sent', 'queued'),
        ('failed', 'sent')
    ) then
        raise exception 'a notice that is % cannot become %', old.state, new.state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger notices_notice_forward before update of state on notices_notice
    for each row execute function notices_forward();
create trigger notices_notice_kept
    before update of case_id, id, kind, channel, key, made on notices_notice
    for each statement execute function journal_refuse();
create trigger notices_notice_whole before delete or truncate on notices_notice
    for each statement execute function journal_refuse();
"""

JOB = "(select casework_purpose() = 'system:notices')"
SEEN = "exists (select from casework_case c where c.id = case_id)"
POLICIES = f"""
alter table notices_notice enable row level security;
create policy notices_notice_of_case on notices_notice for select using ({SEEN});
create policy notices_notice_told on notices_notice for insert with check ({JOB});
create policy notices_notice_sent on notices_notice for update using ({JOB});
create policy notices_notice_rekeyed on notices_notice for update
    using ((select casework_purpose() = 'system:rotation'));
create policy notices_notice_again on notices_notice for update
    using ((select casework_purpose() = 'processing') and state = 'failed' and {SEEN})
    with check (state = 'queued');
"""
OPEN = ("state", "tries", "why", "at", "sender", "sealed_address", "sealed_text")


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_events")]
    operations = [
        migrations.RunSQL(NOTICE, "drop table notices_notice"),
        migrations.RunSQL(FORWARD, "drop function notices_forward cascade"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        grant("notices_notice", f"select, insert, update ({', '.join(OPEN)})", reader=False),
    ]
