"""Handovers, what they list, what each side counted, and how differences were settled.

A handover is seen by its giver, its receiver and its witness, and by whoever continues one of them; by
nobody else. Lists change until the giver closes an annex; what was counted and settled is only added to.
"""

from __future__ import annotations

from django.db import migrations

from continuity.handover.balance import Reason
from continuity.journal.grants import APPEND_ONLY, grant

REASONS = ", ".join(f"'{reason}'" for reason in Reason)

# Named for one transaction, as readers of cases are; the purpose keeps it away from every case.
NAME = """
create function handover_name(who text, body text, acting date, seats text[])
returns boolean language plpgsql as $$
begin
    if not (accounts_roles(who, body, acting) && seats) then
        return false;
    end if;
    perform set_config('jit', 'off', true),
        set_config('continuity.reader', who, true),
        set_config('continuity.agency', body, true),
        set_config('continuity.purpose', 'handover', true),
        set_config('continuity.day', acting::text, true),
        set_config('continuity.applicant', '', true),
        set_config('continuity.duty', '', true);
    return true;
end $$;

-- For whom the present agency stands: itself, and all that it continues on the day.
create function handover_parties() returns text[] language sql stable as $$
    with recursive line (body) as (
        select casework_agency() where casework_purpose() = 'handover' and casework_agency() <> ''
        union
        select h.thing from line l join register_heir h on h.heir = l.body
            where upper_inf(h.known) and h.since <= casework_day()
    )
    select coalesce(array_agg(body), '{}') from line
$$;
"""
NAME_BACK = (
    "drop function handover_parties(); drop function handover_name(text, text, date, text[])"
)

HANDOVER = """
create table handover_handover (
    id uuid primary key,
    decree text not null check (decree <> ''),
    function text not null,
    subject text not null,
    giver text not null check (giver <> ''),
    receiver text not null check (receiver <> '' and receiver <> giver),
    witness text not null,
    begun date not null,
    planned date not null,
    moved date,
    signed date,
    completed date,
    secret bytea not null,
    check (function = '' or subject = ''),
    check (completed is null or (signed is not null and moved is not null)),
    unique (decree, giver, receiver, function, subject)
);
create index handover_handover_giver on handover_handover (giver);
create index handover_handover_receiver on handover_handover (receiver);
create index handover_handover_witness on handover_handover (witness) where witness <> '';
create trigger handover_handover_kept before update of
    id, decree, function, subject, giver, receiver, begun on handover_handover
    for each statement execute function journal_refuse();

create table handover_member (
    handover uuid not null references handover_handover,
    person text not null,
    name text not null,
    agency text not null,
    duty text not null check (duty <> ''),
    since date not null,
    primary key (handover, person, duty)
);

create table handover_annex (
    handover uuid not null references handover_handover,
    annex text not null,
    closed date not null,
    actor text not null,
    primary key (handover, annex)
);
"""

LINE = f"""
create sequence handover_label;
create table handover_line (
    handover uuid not null references handover_handover,
    annex text not null,
    number text not null check (number <> ''),
    label bigint not null default nextval('handover_label'),
    quantity bigint not null,
    "values" jsonb not null,
    sealed bytea,
    actor text not null,
    primary key (handover, annex, number)
);
create unique index handover_line_label on handover_line (handover, label);

create table handover_count (
    handover uuid not null references handover_handover,
    side text not null check (side in ('giver', 'receiver')),
    annex text not null,
    number text not null check (number <> ''),
    position integer not null check (position > 0),
    quantity bigint not null check (quantity >= 0),
    "values" jsonb not null,
    how text not null check (how in ('typed', 'scanned', 'sheet', 'confirmed')),
    day date not null,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    reason text not null,
    primary key (handover, side, annex, number, position),
    check (position = 1 or reason <> '')
);
create index handover_count_actor on handover_count (handover, actor, side);
create view handover_counted with (security_invoker = true) as
    select distinct on (handover, side, annex, number) * from handover_count
    order by handover, side, annex, number, position desc;

create table handover_settlement (
    handover uuid not null references handover_handover,
    id uuid not null,
    annex text not null,
    number text not null,
    amount bigint not null,
    reason text not null check (reason in ({REASONS})),
    words text not null check (words <> ''),
    owner text not null,
    until date,
    evidence text not null,
    day date not null,
    actor text not null,
    agency text not null,
    primary key (handover, id),
    check (amount = 0 or evidence <> ''),
    check (amount <> 0 or owner <> '')
);
create index handover_settlement_line on handover_settlement (handover, annex, number);
"""
LINE_BACK = (
    "drop table handover_settlement; drop view handover_counted; drop table handover_count; "
    "drop table handover_line; drop sequence handover_label"
)

# Worked out once for each statement and not for each row.
MINE = "array(select unnest(handover_parties()))"
SEEN = "handover in (select id from handover_handover)"
TABLES = ("member", "annex", "line", "count", "settlement")


def given_by(side: str) -> str:
    """True for the rows of handovers of which the reader is one side."""
    return f"handover in (select id from handover_handover h where h.{side} = any ({MINE}))"


GIVING, RECEIVING = given_by("giver"), given_by("receiver")
BOTH = f"({GIVING} or {RECEIVING})"
ROTATING = "(select casework_purpose() = 'system:rotation')"

POLICIES = f"""
alter table handover_handover enable row level security;
alter table handover_handover force row level security;
create policy handover_seen on handover_handover for select using (
    giver = any ({MINE}) or receiver = any ({MINE}) or witness = any ({MINE}) or {ROTATING});
create policy handover_begun on handover_handover for insert with check (
    giver = any ({MINE}) or receiver = any ({MINE}));
create policy handover_done on handover_handover for update using (
    giver = any ({MINE}) or receiver = any ({MINE}) or witness = any ({MINE}) or {ROTATING});
"""
for table in TABLES:
    POLICIES += f"""
alter table handover_{table} enable row level security;
create policy handover_{table}_seen on handover_{table} for select using ({SEEN});
"""
POLICIES += f"""
create policy handover_member_added on handover_member for insert with check ({BOTH});
create policy handover_annex_closed on handover_annex for insert with check ({GIVING});
create policy handover_annex_opened on handover_annex for delete using ({GIVING});
create policy handover_line_listed on handover_line for insert with check ({GIVING});
create policy handover_line_turned on handover_line for select using ({ROTATING});
create policy handover_line_resealed on handover_line for update using ({ROTATING});
create policy handover_line_taken on handover_line for delete using ({GIVING});
create policy handover_count_given on handover_count for insert with check (
    side = 'giver' and {GIVING} or side = 'receiver' and {RECEIVING});
create policy handover_settled on handover_settlement for insert with check ({BOTH});
"""

# Lists stand still while an annex is closed, whatever a program asks for.
CLOSED = """
create function handover_still() returns trigger language plpgsql as $$
declare
    one record := coalesce(new, old);
begin
    if exists (select from handover_annex a where a.handover = one.handover and a.annex = one.annex)
        or exists (select from handover_handover h where h.id = one.handover and h.signed is not null)
    then
        raise exception 'annex % of handover % is closed', one.annex, one.handover
            using errcode = 'check_violation';
    end if;
    return one;
end $$;
create trigger handover_line_still before insert or delete on handover_line
    for each row execute function handover_still();
"""


def appended(table: str) -> migrations.RunSQL:
    """A table that is only ever added to."""
    return migrations.RunSQL(APPEND_ONLY.format(table=table), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("casework", "0009_shares"),
        ("register", "0001_register"),
        ("reform", "0001_reform"),
    ]
    operations = [
        migrations.RunSQL(NAME, NAME_BACK),
        migrations.RunSQL(
            HANDOVER,
            "drop table handover_annex; drop table handover_member; drop table handover_handover",
        ),
        migrations.RunSQL(LINE, LINE_BACK),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSED, "drop function handover_still() cascade"),
        appended("handover_member"),
        appended("handover_count"),
        appended("handover_settlement"),
        grant(
            "handover_handover",
            "select, insert, update (witness, planned, moved, signed, completed, secret)",
            reader=False,
        ),
        grant("handover_member", "select, insert", reader=False),
        grant("handover_annex", "select, insert, delete", reader=False),
        grant("handover_line", "select, insert, update (sealed), delete", reader=False),
        grant("handover_count", "select, insert", reader=False),
        grant("handover_counted", "select", reader=False),
        grant("handover_settlement", "select, insert", reader=False),
        grant("sequence handover_label", "usage", reader=False),
    ]
