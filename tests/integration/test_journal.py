"""The journal: chained, append-only, sealed; whatever is changed in it is found."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuity.journal.digest import merkle
from continuity.journal.record import Actor, record
from continuity.journal.seal import seal
from continuity.journal.verify import verify
from tests.database import as_owner

LAN = Actor("p1", "Ms Lan")
ENTRY = ("era", "xact", "stream", "position", "at", "actor", "actor_name", "verb", "purpose")
COLUMNS = {
    "journal_entry": (*ENTRY, "content", "previous", "hash", "number"),
    "journal_block": (
        "era",
        "from_xact",
        "until_xact",
        "entries",
        "at",
        "root",
        "previous",
        "hash",
    ),
}


def written(stream="case:1", verb="file", content=None, purpose="intake"):
    with transaction.atomic():
        return record(stream, verb, LAN, content or {"tên": "Đắk Lắk"}, purpose=purpose)


@pytest.fixture
def journal(db):
    """Three streams of four entries in two blocks, and one entry that is not sealed yet."""
    for n in range(12):
        written(f"case:{n % 3}", content={"n": n})
        if n in (5, 11):
            seal()
    written("case:0", content={"n": 12})


def test_an_untouched_journal_verifies(journal):
    verdict = verify()

    assert verdict.holds
    assert (verdict.entries, verdict.blocks) == (13, 2)


def test_sealing_twice_seals_nothing_twice(journal):
    assert seal() == 1
    assert seal() == 0
    assert verify().blocks == 3


def test_what_the_application_may_not_do_it_cannot(journal):
    for attempt in (
        "insert into journal_entry select * from journal_entry",
        "update journal_entry set verb = 'x'",
        "delete from journal_entry",
        "truncate journal_entry",
        "update journal_block set entries = 1",
        "delete from journal_block",
        "select nextval('journal_number')",
        "update journal_era set era = 7",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(attempt)
    assert verify().holds


def test_not_even_the_owner_changes_a_line_by_mistake(journal):
    for attempt in ("update journal_entry set verb = 'x'", "delete from journal_block"):
        with pytest.raises(Exception, match="append-only"), as_owner() as owner:
            owner.execute(attempt)


def test_an_entry_belongs_into_the_transaction_of_its_change(db):
    with pytest.raises(ValueError, match="transaction"):
        record("case:1", "file", LAN, {})


def test_an_entry_goes_with_a_change_that_is_rolled_back(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert record("case:1", "file", LAN, {}) / 0

    written()
    assert seal() == 1
    assert verify().entries == 1


OTHER = {
    "text": "{column} || 'x'",
    "bigint": "{column} + {step}",
    "integer": "{column} + {step}",
    "timestamp with time zone": "{column} + interval '1 microsecond'",
    "bytea": "set_byte({column}, 7, (get_byte({column}, 7) + 1) % 256)",
}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_change_of_any_column_of_any_row_is_found(journal, data):
    table = data.draw(st.sampled_from(sorted(COLUMNS)))
    column = data.draw(st.sampled_from(COLUMNS[table]))
    row = data.draw(st.integers(0, 11 if table == "journal_entry" else 1))
    with as_owner(unguarded=True) as owner:
        owner.execute(
            "select data_type from information_schema.columns "
            "where table_name = %s and column_name = %s",
            (table, column),
        )
        kind = owner.fetchone()[0]
        step = 1 if column in ("from_xact", "until_xact") else 1000
        other = OTHER[kind].format(column=column, step=step)
        owner.execute(
            f"update {table} set {column} = {other} where number = "
            f"(select number from {table} order by number offset {row} limit 1)"
        )
        assert owner.rowcount == 1
        owner.connection.commit()
        try:
            assert not verify().holds, (table, column, row)
        finally:
            _restore(owner, table, column, kind, row, step)


def _restore(owner, table, column, kind, row, step):
    back = {
        "text": f"left({column}, -1)",
        "timestamp with time zone": f"{column} - interval '1 microsecond'",
        "bytea": f"set_byte({column}, 7, (get_byte({column}, 7) + 255) % 256)",
    }.get(kind, f"{column} - {step}")
    # A number that grew has moved its row to the end of the order.
    nth = (
        f"(select max(number) from {table})"
        if column == "number"
        else f"(select number from {table} order by number offset {row} limit 1)"
    )
    owner.execute(f"update {table} set {column} = {back} where number = {nth}")
    owner.connection.commit()
    assert verify().holds


@pytest.mark.parametrize("number", [1, 6, 12])
def test_a_line_that_is_gone_is_found(journal, number):
    with as_owner(unguarded=True) as owner:
        owner.execute("delete from journal_entry where number = %s", (number,))

    assert not verify().holds


def test_the_first_broken_link_is_named(journal):
    with as_owner(unguarded=True) as owner:
        owner.execute("update journal_entry set verb = 'forged' where number = 5")

    broken = verify().broken

    assert broken.where == "case:1 #2, entry 5"
    assert "changed" in broken.why


def test_many_writers_of_one_stream_and_of_many_make_one_unbroken_journal(db):
    def write(stream):
        for n in range(20):
            written(stream, content={"n": n})
        connection.close()

    threads = [threading.Thread(target=write, args=(f"case:{n % 3}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(10):
        seal()
    for thread in threads:
        thread.join()
    seal()

    verdict = verify()
    assert verdict.holds, verdict
    assert verdict.entries == 120


def test_an_entry_that_commits_late_is_sealed_later(db):
    started, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record("case:slow", "file", LAN, {})
            started.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    started.wait(10)
    written("case:fast")
    early = seal()
    go_on.set()
    thread.join()
    late = seal()

    assert early + late == 2
    assert verify().holds


def test_a_merkle_root_tells_lists_apart():
    one, two, three = (bytes([n]) * 32 for n in range(3))
    roots = [merkle(x) for x in ([], [one], [one, two], [two, one], [one, two, three], [one, one])]

    assert len(set(roots)) == len(roots)
