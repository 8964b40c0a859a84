"""Events: one for each act, whole and in an order that misses none, to whoever may see the case."""

from __future__ import annotations

import threading
import uuid

import psycopg
import pytest
from django.db import connection, connections, transaction

from continuity.casework import verbs
from continuity.casework.notices.events import START, feed
from continuity.casework.sight import reading
from continuity.journal.record import Actor, record
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUE,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MINH,
    STRANGERS,
    hers,
    refused,
    stream,
)


def read(actor=BINH, agency=JUSTICE, cursor=START, limit=100, purpose="processing"):
    with reading(actor, agency, purpose, LATER):
        return feed(cursor, limit)


def all_of(limit):
    """Everything, page by page, as a program polls."""
    events, cursor = [], START
    while True:
        page = read(cursor=cursor, limit=limit)
        events += page.events
        if not page.more:
            return events
        cursor = page.cursor


def test_each_act_is_an_event_without_anybody_in_it(land):
    case = hers().case
    told = {"actor": BINH, "agency": JUSTICE, "on": LATER}
    verbs.pause(case, "supplement", key="a", **told)
    verbs.resume(case, DUE, key="b", **told)
    verbs.close(case, "stopped", key="c", **told)

    events = all_of(100)
    # Reading is an entry and no event.
    entries = [entry[1] for entry in stream(case) if entry[1] != "read"]
    assert [one.verb for one in events] == entries == ["file", "pause", "resume", "close"]
    assert [one.status for one in events] == ["received", "supplement", "processing", "stopped"]
    assert {str(one.on) for one in events[1:]} == {str(LATER)}
    written = str([one.plain() for one in events])
    assert not [text for text in (HER.name, HER.identity, HER.contact, "p-binh") if text in written]
    assert {one.case for one in events} == {case}


def test_an_agency_sees_the_events_of_its_cases_only(land):
    case = hers().case

    assert [one.case for one in read().events] == [case]
    assert [one.case for one in read(CLERK, COUNTER).events] == [case], "it took the case in"
    assert read(MINH, STRANGERS).events == []
    with reading(LAN, "", "applicant", LATER, identity=HER.identity):
        assert [one.case for one in feed().events] == [case]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from notices_event")
        assert cursor.fetchone()[0] == 0, "without a reader there is none"
    with refused("no-reader"):
        feed()


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_of_any_size_give_every_event_once_in_order(land, limit):
    cases = [hers(key=f"k{n}").case for n in range(5)]

    events = all_of(limit)
    assert [one.case for one in events] == cases
    assert len({one.id for one in events}) == 5


@pytest.mark.parametrize(
    "cursor", ["", "x", "1.2", "1.2.3.4", "-1.0.0", "9" * 40 + ".0.0", "1.٢.3"]
)
def test_what_is_no_cursor_is_refused(land, cursor):
    with refused("no-cursor"):
        read(cursor=cursor)


def test_an_event_that_commits_late_is_not_missed(land):
    """A number is drawn before its transaction commits; whoever polled meanwhile must get it yet."""
    first, second = hers(key="a").case, hers(key="b").case
    start = read().cursor
    drawn, finish = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with reading(BINH, JUSTICE, "processing", LATER):
                record(f"case:{first}", "pause", BINH, {"on": str(LATER)})
                drawn.set()
                assert finish.wait(30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slowly)
    thread.start()
    assert drawn.wait(30)
    with reading(BINH, JUSTICE, "processing", LATER):
        record(f"case:{second}", "claim", BINH, {"on": str(LATER)})
    meanwhile = read(cursor=start)
    finish.set()
    thread.join()

    assert meanwhile.events == [], "the quicker one waits for the slower"
    assert [one.verb for one in read(cursor=start).events] == ["pause", "claim"]


def test_an_act_without_a_transaction_of_its_own_leaves_no_event_behind(land):
    case = hers().case
    with pytest.raises(ZeroDivisionError), reading(BINH, JUSTICE, "processing", LATER):
        assert record(f"case:{case}", "claim", BINH, {"on": str(LATER)}) / 0
    with transaction.atomic():
        record("case:1", "file", Actor("x", "X"), {})
        record(f"case:{uuid.uuid4()}", "file", Actor("x", "X"), {})

    assert [one.verb for one in read().events] == ["file"]


def test_events_are_written_by_the_database_alone_and_never_changed(land):
    hers()
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("insert into notices_event select * from notices_event")
    for change in ("delete from notices_event", "update notices_event set verb = 'x'"):
        with pytest.raises(psycopg.DatabaseError, match="append-only"), as_owner() as cursor:
            cursor.execute(change)
