"""What is done to a case: acts with who did them, their words, consultations and payments.

An act is written once and says what it did, without anything personal; words about a person are
sealed beside it. Of some acts a case has one at most, and the database keeps it so.
"""

from __future__ import annotations

from django.db import migrations

from continuity.journal.grants import APPEND_ONLY, grant

UNMANDATED = (
    "file",
    "answer-supplement",
    "withdraw",
    "choose-law",
    "pay",
    "deliver",
    "answer-consult",
)
"""What somebody may do without a mandate: the applicant, who took the case in, who was asked."""
ALONE = ("withdraw", "answer-supplement", "choose-law", "pay")
"""What an applicant does for no agency."""
ONCE = ("file", "ask-supplement", "decide", "apologise", "choose-law", "pay", "issue", "deliver")


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


ACT = f"""
alter table casework_act
    add column id uuid not null default gen_random_uuid(),
    add column person text not null default '',
    add column step text not null default '',
    add column told jsonb not null default '{{}}',
    drop constraint casework_act_mandate,
    drop constraint casework_act_agency_check,
    add constraint casework_act_mandate check (mandate is not null or verb in ({listed(UNMANDATED)})),
    add constraint casework_act_agency check (agency <> '' or verb in ({listed(ALONE)}));
alter table casework_act add primary key (case_id, id);
create unique index casework_act_once on casework_act (case_id, verb) where verb in ({listed(ONCE)});
"""
ACT_BACK = """
drop index casework_act_once;
alter table casework_act
    drop constraint casework_act_mandate,
    drop constraint casework_act_agency,
    drop column id, drop column person, drop column step, drop column told,
    add constraint casework_act_mandate check (mandate is not null or verb = 'file'),
    add constraint casework_act_agency_check check (agency <> '');
"""

# Words about a person, sealed; `id` is the act's. Only a new key may change a line, and only its seal.
NOTE = """
create table casework_note (
    case_id uuid not null references casework_case,
    id uuid not null,
    sealed bytea not null,
    primary key (case_id, id)
);
create trigger casework_note_kept before update of case_id, id on casework_note
    for each statement execute function journal_refuse();
create trigger casework_note_whole before delete or truncate on casework_note
    for each statement execute function journal_refuse();
"""

# A look into exactly one case, for an agency that is asked something, until it has answered.
CONSULTATION = """
create table casework_consultation (
    case_id uuid not null references casework_case,
    id uuid not null,
    agency text not null check (agency <> ''),
    asker text not null check (asker <> '' and asker <> agency),
    due date not null,
    since date not null,
    answered date check (answered >= since),
    primary key (case_id, id)
);
create index casework_consultation_agency on casework_consultation (agency, due)
    where answered is null;
create unique index casework_consultation_open on casework_consultation (case_id, agency)
    where answered is null;
create function casework_answered_once() returns trigger language plpgsql as $$
begin
    if old.answered is not null then
        raise exception 'a consultation is answered once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger casework_consultation_once before update on casework_consultation
    for each row execute function casework_answered_once();
create trigger casework_consultation_whole before delete or truncate on casework_consultation
    for each statement execute function journal_refuse();
"""

# What was charged, by which tariff, and what came of it. One payment a case, by constraint.
PAYMENT = """
create table casework_payment (
    case_id uuid not null references casework_case,
    id uuid not null,
    kind text not null check (kind in ('charged', 'paid', 'waived')),
    amount bigint not null check (amount >= 0),
    tariff text not null default '',
    source text not null default '',
    exemption text not null default '',
    way text not null default '',
    receipt text not null default '',
    reference text not null default '',
    day date not null,
    primary key (case_id, id),
    check ((kind = 'paid') = (receipt <> '' and way <> '')),
    check (kind <> 'waived' or exemption <> '')
);
create unique index casework_payment_once on casework_payment (case_id, kind);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_course")]
    operations = [
        migrations.RunSQL(ACT, ACT_BACK),
        migrations.RunSQL(NOTE, "drop table casework_note"),
        migrations.RunSQL(
            CONSULTATION,
            "drop table casework_consultation; drop function casework_answered_once()",
        ),
        migrations.RunSQL(PAYMENT, "drop table casework_payment"),
        migrations.RunSQL(APPEND_ONLY.format(table="casework_payment"), migrations.RunSQL.noop),
        grant("casework_note", "select, insert, update (sealed)", reader=False),
        grant("casework_consultation", "select, insert, update (answered)", reader=False),
        grant("casework_payment", "select, insert", reader=False),
    ]
