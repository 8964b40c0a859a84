"""Jobs: enqueued with their act or not at all, done once in effect whoever is killed, lost never."""

from __future__ import annotations

import logging
import signal
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils.module_loading import import_string

from continuity.casework import jobs, regular
from continuity.casework.worker import MOST_TRIES, Patience, work_off
from tests.database import as_owner
from tests.integration import workers
from tests.integration.casework import DUE, hers, stream
from tests.integration.workers import mark, marks, registered, until, worker

registered()


def enqueued(name, version=1, **told):
    with transaction.atomic():
        return jobs.later(name, version=version, **told)


def standing():
    """What is not done of the jobs of these tests, and nothing of the regular ones."""
    found = jobs.standing()
    return {(one.state, one.name): one.many for one in found if one.name.startswith("tests.")}


def test_a_job_is_there_exactly_when_its_act_is(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert jobs.later("tests.fail", word="x") / 0
    with pytest.raises(ValueError, match="transaction"):
        jobs.later("tests.fail", word="x")
    with pytest.raises(ValueError, match="No job"), transaction.atomic():
        jobs.later("tests.unheard-of")

    assert standing() == {}
    enqueued("tests.fail", word="x")
    assert standing() == {("waiting", "tests.fail"): 1}


def test_a_job_whose_worker_is_killed_in_the_middle_is_done_once_by_the_next(server, db, tmp_path):
    enqueued("tests.mark", folder=str(tmp_path))
    with worker(server, db) as first:
        until((tmp_path / "in-hand").exists)
        first.kill()
        first.wait()
    assert marks() == 0
    assert standing() == {("running", "tests.mark"): 1}

    (tmp_path / "in-hand").unlink()
    with worker(server, db) as second:
        until((tmp_path / "in-hand").exists)
        # Told to end, it ends what it has in hand.
        second.send_signal(signal.SIGTERM)
        (tmp_path / "go").touch()
        assert second.wait(30) == 0

    assert marks() == 1
    assert standing() == {}


def test_a_job_that_ran_to_its_end_does_nothing_when_it_runs_again(db, tmp_path):
    (tmp_path / "go").touch()
    mark(str(tmp_path))
    mark(str(tmp_path))

    assert marks() == 1


def test_what_no_worker_understands_is_kept_until_one_does(server, db, tmp_path, monkeypatch):
    (tmp_path / "go").touch()
    monkeypatch.setitem(jobs._known, ("tests.mark", 7), "nowhere")
    enqueued("tests.mark", version=7, folder=str(tmp_path))
    monkeypatch.delitem(jobs._known, ("tests.mark", 7))

    work_off()
    assert [tuple(one) for one in jobs.standing()] == [("kept", "tests.mark", 7, 1)]

    # The next release has it again.
    monkeypatch.setitem(jobs._known, ("tests.mark", 7), jobs.path_of("tests.mark", 1))
    with connection.cursor() as cursor:
        cursor.execute(jobs.CLAIM, {"known": ["tests.mark 7"]})
    work_off()
    assert marks() == 1
    assert standing() == {}


def test_a_job_that_fails_is_tried_later_and_its_words_are_in_no_log(db, caplog):
    enqueued("tests.fail", word="0912345678")

    with caplog.at_level(logging.DEBUG):
        work_off()

    assert standing() == {("waiting", "tests.fail"): 1}
    told = [record.getMessage() for record in caplog.records if record.name == "continuity.worker"]
    assert any("tests.fail" in line and "RuntimeError" in line for line in told)
    assert "0912345678" not in "".join(told)


def test_one_that_fails_for_good_is_kept_as_failed_and_can_be_tried_again(db):
    enqueued("tests.fail", word="x")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set attempts = %s", [MOST_TRIES - 1])
    work_off()
    assert standing() == {("failed", "tests.fail"): 1}

    assert jobs.again() == 1
    assert standing() == {("waiting", "tests.fail"): 1}


def test_the_waits_grow_and_end():
    class Tried:
        attempts = 0

    waits, strategy = [], Patience()
    for Tried.attempts in range(MOST_TRIES):
        decided = strategy.get_retry_decision(exception=OSError(), job=Tried)
        waits.append(decided and decided.retry_at)

    assert waits[-1] is None
    assert sorted(waits[:-1]) == waits[:-1]
    assert waits[-2] - waits[0] > timedelta(minutes=15)


def test_every_job_that_is_registered_can_be_found():
    for name, version in jobs.known():
        assert callable(import_string(jobs.path_of(name, version))), name
    assert {"journal.seal", "casework.forget", "casework.expire"} <= set(jobs.regular())


def test_old_slots_go_and_whatever_is_over_expires(db, monkeypatch):
    with as_owner() as cursor:
        cursor.execute(
            "insert into casework_duty (agency, day, head, at) values "
            "('a', '2025-01-01', 1, now() - interval '30 days'), ('b', '2025-01-01', 1, now())"
        )
    regular.forget()
    with as_owner() as cursor:
        cursor.execute("select agency from casework_duty")
        assert cursor.fetchall() == [("b",)]

    monkeypatch.setattr(regular, "_expiring", {"a": "tests.integration.workers.fail"})
    regular.expires("b", "tests.integration.workers.note")
    with pytest.raises(RuntimeError):
        regular.expire()
    assert workers.seen, "one room that fails keeps no other from it"


def test_each_late_case_is_said_to_be_overdue_once(land, monkeypatch):
    monkeypatch.setattr(regular, "today", lambda: DUE + timedelta(days=1))
    monkeypatch.setattr(regular, "BATCH", 2)
    cases = [hers(key=f"k{n}").case for n in range(5)]
    for _ in range(2):
        regular.overdue()

    for case in cases:
        assert [entry[1] for entry in stream(case)] == ["file", "overdue"]
