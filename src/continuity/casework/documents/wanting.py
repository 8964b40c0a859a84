"""What a body lacks to issue with, told before anybody tries: a registered seal, a key for the day.

A key that a leader keeps is no key of ours: with it alone the file goes out to be signed.

The facts are one value of SQL, so that a page which asks for something else may ask for them, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework.documents.holding import LEADERS

ELSEWHERE = "key-elsewhere"
"""What is said where only a leader can sign, with a token of their own."""

FACTS = f"""jsonb_build_object(
    'seal', exists (select from register_means where unit = %(agency)s and kind = 'seal'
        and valid @> %(on)s::date and upper_inf(known)),
    'keys', (select coalesce(jsonb_agg(jsonb_build_object(
            'now', valid @> %(on)s::date, 'ended', upper(valid) <= %(on)s::date)), '[]'::jsonb)
        from documents_key where agency = %(agency)s and kind <> 'elsewhere' and upper_inf(known)),
    'leaders', (select coalesce(jsonb_agg(jsonb_build_array(l.id, l.name) order by l.name), '[]'::jsonb)
        from ({LEADERS}) l))"""
"""Of `agency` on a day `on`."""


def lacking(facts: Mapping[str, Any]) -> list[str]:
    """The codes of what is missing, as a refusal of the issue would have them; empty where nothing is."""
    codes = [] if facts["seal"] else ["no-seal"]
    keys = facts["keys"]
    if not any(key["now"] for key in keys) and facts["leaders"]:
        codes.append(ELSEWHERE)
    elif not any(key["now"] for key in keys):
        codes.append("key-ended" if any(key["ended"] for key in keys) else "no-signing-key")
    return codes


def wanting(agency: str, on: date) -> list[str]:
    """What an agency lacks on a day to issue; empty where it may."""
    with connection.cursor() as cursor:
        cursor.execute(f"select ({FACTS})::text", {"agency": agency, "on": on})
        return lacking(json.loads(cursor.fetchone()[0]))
