"""What was granted and cannot be issued goes back to be decided anew; what was issued stays decided.

The decision that was is in the story and in the journal all the same.
"""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

DECIDED = """
create or replace function casework_decided() returns trigger language plpgsql as $$
begin
    if old.outcome <> '' and new.outcome <> old.outcome{unless} then
        raise exception 'a decision stays: % after %', new.outcome, old.outcome
            using errcode = 'check_violation';
    end if;
    if old.apologised is not null and new.apologised is distinct from old.apologised then
        raise exception 'a new day is promised once at most' using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
UNISSUED = (
    "\n        and not (new.outcome = '' and old.outcome = 'granted' and old.closed is null"
    "\n            and old.status = 'processing' and new.status = 'processing')"
)

ONCE: tuple[str, ...] = import_module("continuity.casework.migrations.0006_acts").ONCE


def once(verbs: tuple[str, ...]) -> str:
    """The index by which a case has one act of some verbs at most."""
    among = ", ".join(f"'{verb}'" for verb in verbs)
    return (
        "drop index casework_act_once; create unique index casework_act_once "
        f"on casework_act (case_id, verb) where verb in ({among});"
    )


AGAIN = tuple(verb for verb in ONCE if verb != "decide")


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_late_at_once")]
    operations = [
        migrations.RunSQL(DECIDED.format(unless=UNISSUED), DECIDED.format(unless="")),
        # Two decisions at once are kept apart by the lock on the case and by the outcome that stays.
        migrations.RunSQL(once(AGAIN), once(ONCE)),
    ]
