"""Migrations of casework go forward, back and forward again, and the tables are what they were."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.database import as_owner

TABLES = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like 'casework%'
order by 1, 2
"""
RULES = """
select tablename, policyname, qual, with_check from pg_policies where tablename like 'casework%'
order by 1, 2
"""
FUNCTIONS = "select proname from pg_proc where proname like 'casework%' order by 1"


def shape():
    told = []
    with as_owner() as owner:
        for question in (TABLES, RULES, FUNCTIONS):
            owner.execute(question)
            told.append(owner.fetchall())
    return told


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_the_course_of_a_case_is_migrated_forward_back_and_forward_again(db):
    whole = shape()

    call_command("migrate", "casework", "0003", database="owner", verbosity=0)
    bare = shape()
    call_command("migrate", database="owner", verbosity=0)

    assert not [row for row in bare[0] if row[0] in ("casework_note", "casework_procedure")]
    assert "casework_done" in [row[0] for row in bare[2]]
    assert shape() == whole
