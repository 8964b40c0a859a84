"""The verbs of a case: done once, refused in words, never backwards."""

from __future__ import annotations

import dataclasses
import string
import threading
import uuid
from datetime import date
from itertools import product

import psycopg
import pytest
from django.db import DatabaseError, connection

from continuity.casework import cases, sealed, verbs
from continuity.casework.refused import WORDS, Refused
from continuity.casework.sight import reading
from continuity.casework.status import CLOSED, PHASES, Status, may_follow
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUE,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MINH,
    STRANGERS,
    everything,
    hers,
    refused,
    seen,
    stream,
)


def test_a_verb_asked_for_twice_is_done_once(land):
    one, two = hers(), hers()
    for _ in range(2):
        verbs.pause(one.case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key="p")

    assert one == two
    assert [entry[1] for entry in stream(one.case)] == ["file", "pause"]
    assert len(seen(BINH, JUSTICE, LATER)) == 1


def test_a_key_that_was_used_for_something_else_is_refused(land):
    case = hers().case
    for other in (
        lambda: hers(personal=dataclasses.replace(HER, name="Lê Thị Lan")),
        lambda: hers(place="ground:00002"),
        lambda: verbs.pause(case, "payment", actor=CLERK, agency=COUNTER, on=LATER, key="k1"),
    ):
        with refused("key-reused"):
            other()

    assert hers(actor=BINH, agency=JUSTICE).case != case


def test_a_verb_that_was_refused_leaves_its_key_free(land):
    case = hers().case
    with refused("not-paused"):
        verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=LATER, key="k")

    verbs.pause(case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key="p")
    verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=LATER, key="k")
    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.one(case).status is Status.PROCESSING


def test_two_at_once_with_one_key_make_one_case(land):
    found, gate = [], threading.Barrier(6)

    def ask():
        gate.wait()
        found.append(hers())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 6
    assert len(set(found)) == 1
    assert seen(BINH, JUSTICE, LATER) == {found[0].case}


def test_of_two_officers_who_close_at_once_one_is_told_that_it_is_closed(land):
    case, told, gate = hers().case, [], threading.Barrier(2)

    def end(key):
        gate.wait()
        try:
            verbs.close(case, "delivered", actor=BINH, agency=JUSTICE, on=LATER, key=key)
            told.append("done")
        except Refused as error:
            told.append(error.code)
        connection.close()

    threads = [threading.Thread(target=end, args=(key,)) for key in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["done", "illegal-move"]
    assert [entry[1] for entry in stream(case)] == ["file", "close"]


def test_nobody_sees_what_another_asked_for(land):
    hers()

    for actor, agency, keys in ((CLERK, COUNTER, 1), (MINH, STRANGERS, 0)):
        with reading(actor, agency, "processing", LATER), connection.cursor() as cursor:
            cursor.execute("select count(*) from casework_verb_key")
            assert cursor.fetchone() == (keys,)


def test_nobody_writes_down_what_another_asked_for(land):
    """Else Mr Minh could answer Ms Lan's next request before she makes it."""
    insert = (
        "insert into casework_verb_key (actor, key, digest, result) "
        "values (%s, 'k9', sha256('x'), '{}')"
    )
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        reading(MINH, STRANGERS, "processing", LATER),
    ):
        connection.cursor().execute(insert, [LAN.id])
    with reading(MINH, STRANGERS, "processing", LATER):
        connection.cursor().execute(insert, [MINH.id])


def test_a_due_day_before_the_filing_day_is_refused(land):
    with refused("due-earlier"):
        hers(filed=date(2025, 3, 7))


def test_nothing_is_done_before_the_filing_day(land):
    case = hers(filed=LATER).case

    with refused("too-early"):
        verbs.close(case, "stopped", actor=BINH, agency=JUSTICE, on=FILED, key="c")


def test_people_without_an_identity_number_are_not_found_together(land):
    nobody = dataclasses.replace(HER, identity="")
    made = [hers(personal=nobody, key=f"k{n}").case for n in range(2)]

    for identity in (" ", "-", "–"):
        with refused("no-identity"), reading(MINH, "", "applicant", LATER, identity=identity):
            everything()
    with refused("no-identity"):
        hers(personal=dataclasses.replace(HER, identity="-"), key="k3")
    with refused("not-for-purpose"):
        hers(personal=nobody, key="k4", agency="", actor=LAN)
    assert seen(BINH, JUSTICE, LATER) == set(made)


def test_a_paused_case_is_not_paused_again_nor_closed_and_never_due_earlier(land):
    case, by = hers().case, {"actor": BINH, "agency": JUSTICE, "on": LATER}
    verbs.pause(case, "verification", key="1", **by)

    with refused("paused"):
        verbs.pause(case, "payment", key="2", **by)
    with refused("paused"):
        verbs.close(case, "stopped", key="3", **by)
    with refused("due-earlier"):
        verbs.resume(case, date(2025, 3, 5), key="4", **by)


def test_a_closed_case_stays_closed(land):
    case, by = hers().case, {"actor": BINH, "agency": JUSTICE, "on": LATER}
    verbs.close(case, "delivered", key="1", **by)

    with refused("illegal-move"):
        verbs.close(case, "stopped", key="2", **by)
    with refused("closed"):
        verbs.pause(case, "payment", key="3", **by)
    with refused("illegal-move"):
        verbs.close(hers(key="k2").case, "done", key="4", **by)


def test_a_reorganisation_is_no_reason_for_a_pause(land):
    case = hers().case

    with refused("no-reason"):
        verbs.pause(case, "reorganisation", actor=BINH, agency=JUSTICE, on=LATER, key="p")


def test_a_place_is_ground_and_a_function_is_known(land):
    for place in ("01@2025-01-01", "vn.01.justice", "nowhere", ""):
        with refused("unknown-place"):
            hers(place=place)
    with refused("unknown-function"):
        verbs.lodge("tarot", GROUND, FILED, HER, actor=CLERK, key="k", agency=COUNTER)
    assert hers(place="00001@2025-01-01")


def test_a_status_never_goes_back_in_python():
    for status, following in product(Status, Status):
        if may_follow(status, following):
            assert PHASES[following] >= PHASES[status]
            assert status not in CLOSED


def test_a_status_never_goes_back_in_the_database(land):
    """Also where a later program forgets to ask: the table itself refuses, and only what is wrong."""
    hers()
    with as_owner() as owner:
        owner.execute("alter table casework_case no force row level security")
        for status, following in product(Status, Status):
            back = PHASES[following] < PHASES[status]
            reopened = status in CLOSED and following is not status
            assert moved(owner, status, following) is not (back or reopened), (status, following)
        owner.connection.rollback()


def moved(owner, *statuses):
    """True where the only case goes through some statuses; it is brought to the first by force."""
    with owner.connection.transaction(force_rollback=True):
        for status, trigger in zip(statuses, ("disable", "enable"), strict=True):
            owner.execute(f"alter table casework_case {trigger} trigger casework_case_forward")
            closed = DUE if status in CLOSED else None
            try:
                owner.execute("update casework_case set status = %s, closed = %s", (status, closed))
            except psycopg.errors.CheckViolation as error:
                if "never goes back" not in str(error):
                    raise
                return False
    return True


def test_a_refusal_speaks_both_languages_and_leaves_no_blank():
    for code, (vi, en) in WORDS.items():
        names = {name for _, name, _, _ in string.Formatter().parse(vi) if name}
        assert names == {name for _, name, _, _ in string.Formatter().parse(en) if name}, code
        assert not vi.isascii()


def test_a_key_ring_without_a_key_refuses_to_seal():
    with refused("no-key"):
        sealed.sealed({}, uuid.uuid4(), "name", "x")
