"""What goes wrong around a reform: each fault ends in a clear word, and nothing is half written."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections, transaction

import continuity.reform.enact as enacting
from continuity.config.cluster import verbs as cluster_verbs
from continuity.config.cluster.lease import lease
from continuity.config.trouble import DatabaseError, words
from continuity.journal.record import Actor, record
from continuity.journal.verify import verify
from continuity.reform.enact import enact
from continuity.reform.history import history
from continuity.reform.refused import Refused
from continuity.reform.shelf import in_force, save
from continuity.register.load import load
from continuity.register.read import entry_of, head, world
from tests.database import as_owner, migrate, reachable
from tests.people import seated
from tests.unit.country import JULY, KINDS, MARCH, country, text

HOA, DUNG = Actor("hoa", "Ms Hoa"), Actor("dung", "Captain Dung")
BINH = Actor("binh", "Officer Binh, who heads")


@pytest.fixture
def drafts(db: str) -> str:
    """The small country, and both decrees drafted; the name of the database."""
    prepared()
    return db


def prepared(march: str = MARCH) -> None:
    load(country(), "the small country")
    seated(HOA, ("planner", "vn.01.justice"))
    seated(DUNG, ("head", "vn.01.police"))
    seated(BINH, ("head", "vn.02.justice"))
    for written in (march, JULY):
        save(text(written), 0, actor=HOA)


def approve(decree: str, approver: Actor = DUNG) -> int:
    return enact(decree, 1, approver=approver, kinds=KINDS)


def whole() -> None:
    """The register is the fold of what is in force, and the journal holds."""
    assert world() == history(country(), list(in_force().values()), KINDS).world
    assert verify().holds


def test_of_two_who_enact_at_once_one_wins_and_the_other_plans_again(drafts, monkeypatch):
    ready, planned = threading.Barrier(2), enacting.worked_out

    def together(*told, **named):
        change = planned(*told, **named)
        ready.wait(10)
        return change

    def attempt(decree: str, approver: Actor) -> str:
        try:
            approve(decree, approver)
            return "done"
        except Refused as refused:
            return refused.findings[0].code
        finally:
            connection.close()

    monkeypatch.setattr(enacting, "worked_out", together)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(attempt, ("functions", "map"), (DUNG, BINH)))
    assert sorted(found) == ["done", "outrun"]
    whole()

    monkeypatch.undo()
    approve("map" if found[0] == "done" else "functions")
    assert world() == history(country(), [text(MARCH), text(JULY)], KINDS).world


def test_a_database_that_takes_no_more_connections_says_so(drafts):
    with as_owner() as owner:
        limited(owner, drafts, 0)
        connection.close()

        with pytest.raises(DatabaseError) as refused, words():
            approve("functions")

        assert refused.value.finding.code == "connections-full"
        limited(owner, drafts, -1)
    approve("functions")
    whole()


def limited(owner: psycopg.Cursor, database: str, most: int) -> None:
    owner.execute(f'alter database "{database}" connection limit {most}')
    owner.connection.commit()


def test_a_server_that_goes_away_in_the_middle_leaves_nothing(drafts, monkeypatch):
    before, state = head(), enacting._state

    def cut(*told):
        state(*told)
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            (mine,) = cursor.fetchone()
        with psycopg.connect(dsn()) as other:
            other.execute("select pg_terminate_backend(%s)", [mine])

    monkeypatch.setattr(enacting, "_state", cut)
    with pytest.raises(DatabaseError) as refused, words():
        approve("functions")
    assert refused.value.finding.code == "server-gone"
    monkeypatch.undo()
    connection.close()

    assert head() == before
    assert in_force() == {}
    approve("functions")
    whole()


def dsn() -> str:
    """Django's own database as a string for libpq."""
    settings = connection.settings_dict
    names = {
        "host": "HOST",
        "port": "PORT",
        "user": "USER",
        "password": "PASSWORD",
        "dbname": "NAME",
    }
    told = {key: settings[name] for key, name in names.items() if settings[name]}
    return psycopg.conninfo.make_conninfo(**told)


def test_a_clock_that_runs_back_changes_no_order(drafts):
    """The entries of an hour that the clock put into another year are still where they were."""
    first = approve("functions")
    with as_owner(unguarded=True) as thief:
        thief.execute(
            "update journal_entry set at = at + interval '5 years' where number = %s", [first]
        )
    second = approve("map")

    today = datetime.now(UTC).date()
    assert entry_of(today + timedelta(1), "UTC") == second
    assert entry_of(date(today.year + 6, 1, 1), "UTC") == second
    assert world(first) == history(country(), [text(MARCH)], KINDS).world
    with transaction.atomic():
        assert record("register", "note", HOA, {}) > second


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A server on a disk of 250 MiB, to which Django points; the disk."""
    with reachable() as home:
        place = home / "disk"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", "size=250m,mode=755", "tmpfs", str(place)]
        if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("A disk of its own needs root and the right to mount.")
        try:
            with lease(place / "cluster") as cluster:
                migrate(cluster.url("app"), cluster.url("owner"))
                yield place
                connections.close_all()
        finally:
            cluster_verbs.stop(place / "cluster", force=True)
            while subprocess.run(["umount", place], capture_output=True, check=False).returncode:
                pass


def test_a_reform_that_finds_no_room_on_the_disk_is_not_there(small_disk):
    noise = os.urandom(1_000_000).hex()  # what cannot be packed needs room
    prepared(MARCH.replace("clauses:", f"title: {{vi: {noise}, en: e}}\nclauses:"))
    before, filler = head(), small_disk / "filler"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    filler.write_bytes(bytes(free))

    with pytest.raises(DatabaseError) as refused, words():
        approve("functions")
    assert refused.value.finding.code in ("disk-full", "server-gone")

    filler.unlink()
    connection.close()
    assert head() == before
    assert in_force() == {}
    approve("functions")
    assert list(in_force()) == ["functions"]
    assert verify().holds


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"dbname": "nowhere"}, "no-database"),
        ({"user": "nobody_of_ours"}, "not-let-in"),
        ({"port": "1"}, "server-gone"),
    ],
)
def test_a_wrong_address_is_told_in_both_languages(drafts, change, code, monkeypatch):
    names = {"dbname": "NAME", "user": "USER", "port": "PORT"}
    connection.close()
    for key, value in change.items():
        monkeypatch.setitem(connection.settings_dict, names[key], value)

    with pytest.raises(DatabaseError) as refused, words():
        head()

    assert refused.value.finding.code == code
    for language in ("vi", "en"):
        assert all("{" not in part for part in refused.value.finding.parts(language))
    connection.close()


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"DATABASE_URL": "nonsense"}, "no PostgreSQL URL"),
        ({"DATABASE_URL": "postgresql://x@127.0.0.1:1/y"}, "cannot be reached"),
        ({"DATABASE_URL": "postgresql://x@127.0.0.1:1/y", "CONTINUITY_KEYS": "zz"}, "no key"),
    ],
)
def test_the_command_ends_with_a_word_and_never_with_a_traceback(told, word):
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root / "src"), "CONTINUITY_LANG": "en", **told}
    asked = [sys.executable, "-P", "-m", "continuity", "reform", "list"]

    done = subprocess.run(asked, env=env, capture_output=True, text=True, check=False)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert word in done.stderr
