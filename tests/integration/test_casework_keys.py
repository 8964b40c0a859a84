"""Sealed columns and numbers: moved nowhere, given once, rotated."""

from __future__ import annotations

import dataclasses
import os
import signal
import threading

import pytest
from django.conf import settings as configured
from django.db import connection, transaction

from continuity.casework import cases, numbers, verbs
from continuity.casework.rotate import rotate
from continuity.casework.sight import reading
from continuity.casework.story import story, words
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    HER,
    JUSTICE,
    LATER,
    hers,
    refused,
)
from tests.integration.service import ANSWERS, by, hers_by_law, staffed


def test_a_ciphertext_moved_to_another_row_or_column_does_not_open(land):
    one, two = hers(key="1").case, hers(key="2").case
    with as_owner() as owner:
        owner.execute("alter table casework_case no force row level security")
        owner.execute(
            "update casework_case set sealed_name = "
            "(select sealed_name from casework_case where id = %s) where id = %s",
            (one, two),
        )
        owner.execute(
            "update casework_case set sealed_contact = sealed_identity where id = %s", (one,)
        )

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.personal(one, ["name"]) == {"name": HER.name}
        for case, field in ((two, "name"), (one, "contact")):
            with refused("unreadable"), transaction.atomic():
                cases.personal(case, [field])


def test_rotation_seals_all_under_the_new_key_and_the_old_one_can_go(land, monkeypatch):
    made = [hers(key=f"k{n}").case for n in range(5)]
    old = configured.CONTINUITY_KEYS
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32)), **old})

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.personal(made[0])["name"] == HER.name
    assert rotate(LATER, batch=2) == 5
    assert rotate(LATER) == 0

    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32))})
    with reading(BINH, JUSTICE, "processing", LATER):
        assert all(cases.personal(case) == dataclasses.asdict(HER) for case in made)
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", old)
    with refused("unreadable"), reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(made[0])


def test_rotation_seals_answers_and_words_anew_too(db, monkeypatch):
    staffed()
    case = hers_by_law().case
    verbs.check(case, False, **by(BINH), words="Bản sao mờ")
    old = configured.CONTINUITY_KEYS
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32)), **old})

    assert rotate(LATER) == 2
    assert rotate(LATER) == 0
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32))})
    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.answers(case)["purpose"] == ANSWERS["purpose"]
        assert words(case, story(case).last("check").id) == "Bản sao mờ"


# Numbers


def test_no_number_is_given_twice_by_many_threads_and_rollbacks(land):
    found = []

    def draw():
        for n in range(60):
            try:
                with transaction.atomic():
                    found.append(numbers.next_number())
                    if n % 3 == 0:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
        connection.close()

    threads = [threading.Thread(target=draw) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == len(set(found)) == 480
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(first order by first) from casework_number_block")
        assert cursor.fetchone()[0] == [1, 101, 201, 301, 401]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_no_number_is_given_twice_by_processes_one_of_which_is_killed(land):
    """Children inherit a block that their parent has begun; one dies with numbers in its hand."""
    own = [numbers.next_number() for _ in range(5)]
    connection.close()
    pipes = [drawn(250, killed=child == 0) for child in range(4)]
    own += [numbers.next_number() for _ in range(250)]

    given = [pipe.read().split() for pipe in pipes]

    assert [len(some) for some in given] == [30, 250, 250, 250]
    everything_given = [*own, *(number for some in given for number in some)]
    assert len(set(everything_given)) == len(everything_given) == 1035


def drawn(many, *, killed):
    """What a child draws, as a pipe to read; one that is killed falls after thirty."""
    read, write_end = os.pipe()
    if os.fork():
        os.close(write_end)
        return os.fdopen(read)
    for n in range(many):
        os.write(write_end, f"{numbers.next_number()}\n".encode())
        if killed and n == 29:
            break
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")
