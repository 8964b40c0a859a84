"""Orders: what an applicant began to pay at a provider, and what became of it.

An order ends once: taken, or to be given back. Its applicant begins it; the rest is written by the job
that heard the provider, and a line of its own for what was paid a second time under one order.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import grant

ORDER = """
create table payments_order (
    case_id uuid not null references casework_case,
    id uuid not null,
    way text not null check (way <> ''),
    amount bigint not null check (amount > 0),
    person text not null check (person <> ''),
    day date not null,
    state text not null default 'begun'
        check (state in ('begun', 'failed', 'taken', 'refund', 'refunded')),
    address text not null default '',
    reference text not null default '',
    paid bigint check (paid > 0),
    why text not null default '',
    at timestamptz not null default now(),
    primary key (case_id, id),
    check ((state in ('refund', 'refunded')) = (why <> '')),
    check ((paid is null) = (state in ('begun', 'failed')))
);
create unique index payments_order_open on payments_order (case_id, way, amount)
    where state = 'begun';
create index payments_order_owed on payments_order (at) where state = 'refund';
create function payments_forward() returns trigger language plpgsql as $$
begin
    if old.state in ('taken', 'refunded') or old.state = 'refund' and new.state <> 'refunded' then
        raise exception 'an order ends once: % after %', new.state, old.state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger payments_order_forward before update on payments_order
    for each row execute function payments_forward();
create trigger payments_order_kept before update of case_id, id, way, amount, person, day
    on payments_order for each statement execute function journal_refuse();
create trigger payments_order_whole before delete or truncate on payments_order
    for each statement execute function journal_refuse();
"""

JOB = "(select casework_purpose() = 'system:payments')"
OWN = "(select casework_purpose() = 'applicant') and person = (select casework_reader())"
OF_CASE = "exists (select from casework_case c where c.id = case_id)"
POLICIES = f"""
alter table payments_order enable row level security;
create policy payments_order_seen on payments_order for select using ({OF_CASE} or {JOB});
create policy payments_order_begun on payments_order for insert
    with check ({OWN} and {OF_CASE} and state = 'begun');
create policy payments_order_led on payments_order for update
    using ({OWN} and {OF_CASE} and state = 'begun') with check (state = 'begun');
create policy payments_order_heard on payments_order for update using ({JOB});
create policy payments_order_twice on payments_order for insert with check ({JOB} and state = 'refund');
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("casework", "0014_decided_anew"), ("intake", "0006_promised")]
    operations = [
        migrations.RunSQL(
            ORDER + POLICIES, "drop table payments_order; drop function payments_forward()"
        ),
        grant(
            "payments_order",
            "select, insert, update (state, address, reference, paid, why, at)",
            reader=False,
        ),
    ]
