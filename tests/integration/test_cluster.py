"""The embedded server starts when somebody needs it, and ends after the last, whoever is killed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import (
    GRACE,
    GRANTED,
    ROWS,
    ask,
    client,
    copied,
    count,
    end,
    ended,
    holder,
    kill,
    open_folder,
    seeded,
    server,
    supervisor,
)

# isort: split
import psycopg

from continuity.config.cluster import verbs
from continuity.config.cluster.connect import connect
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.generation import generations
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease
from continuity.config.cluster.processes import workers


@pytest.fixture(scope="module")
def seed() -> Iterator[Path]:
    with seeded() as folder:
        yield folder


@pytest.fixture
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture
def folder(seed: Path, home: Path) -> Path:
    """A stopped cluster with the rows of the seed."""
    return copied(seed, home / "cluster")


def test_the_first_start_makes_a_safe_server_and_three_roles(home: Path) -> None:
    with lease(home / "cluster", grace=GRACE) as cluster:
        ask(cluster, "CREATE TABLE fact (day date)", "owner")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(cluster, "SELECT * FROM fact", "app")
        ask(cluster, GRANTED.format("fact"), "owner")
        ask(cluster, "INSERT INTO fact VALUES ('2025-07-01')", "app")

        assert ask(cluster, "SELECT count(*) FROM fact", "reader") == [(1,)]
        for role, sql in (
            ("app", "CREATE TABLE other (day date)"),
            ("app", "DROP TABLE fact"),
            ("reader", "INSERT INTO fact VALUES ('2025-07-02')"),
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                ask(cluster, sql, role)  # type: ignore[arg-type]
        for name, value in {
            "listen_addresses": "",
            "fsync": "on",
            "data_checksums": "on",
            "server_encoding": "UTF8",
            "unix_socket_permissions": "0700",
        }.items():
            assert ask(cluster, f"SHOW {name}") == [(value,)]


def test_every_role_has_a_password_of_its_own_which_only_the_owner_can_read(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        words = cluster.passwords

        assert len(set(words.values())) == len(words) == 4
        assert Layout(folder).passwords.stat().st_mode & 0o777 == 0o600
        assert not any(word in repr(cluster) for word in words.values())
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.url("app").replace(words["continuity_app"], "guess"))


def test_a_later_start_finds_every_row(folder: Path) -> None:
    assert count(folder) == ROWS
    assert ended(folder)
    assert count(folder) == ROWS


def test_the_server_ends_after_its_last_client_was_killed(folder: Path) -> None:
    first, second = holder(folder), holder(folder)
    pid = server(folder)

    kill(first)
    time.sleep(GRACE + 1)
    assert server(folder) == pid

    kill(second)
    assert ended(folder)
    assert not verbs.status(folder).running


def test_a_client_that_comes_in_the_grace_finds_the_same_server(folder: Path) -> None:
    with lease(folder, grace=5) as cluster:
        pid = server(folder)

    with lease(folder) as cluster:
        assert ask(cluster, "SELECT count(*) FROM deed") == [(ROWS,)]
        assert server(folder) == pid


def test_clients_that_come_and_go_never_meet_a_server_that_ends(folder: Path) -> None:
    for pause in (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        with lease(folder, grace=0.0) as cluster:
            assert ask(cluster, "SELECT count(*) FROM deed") == [(ROWS,)]
        time.sleep(pause)


def test_the_next_client_takes_over_the_server_of_a_killed_supervisor(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        pid, dead = server(folder), supervisor(folder)
        end(dead)
        assert ask(cluster, "SELECT count(*) FROM deed") == [(ROWS,)]

        with lease(folder, grace=GRACE):
            assert server(folder) == pid
            assert supervisor(folder) != dead
    assert ended(folder)


def test_a_stop_ends_a_server_whose_supervisor_was_killed(folder: Path) -> None:
    with lease(folder, grace=GRACE):
        end(supervisor(folder))

    verbs.stop(folder)

    assert ended(folder)


def test_a_killed_server_comes_back_with_what_was_committed(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "INSERT INTO deed VALUES (0, 'just before')")
        pid = server(folder)
        end(pid)

        assert count(folder) == ROWS + 1
        assert server(folder) != pid


def test_supervisor_and_server_killed_at_once_lose_nothing(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "INSERT INTO deed VALUES (0, 'just before')")
        end(supervisor(folder), server(folder))

    assert count(folder) == ROWS + 1


def test_eight_starters_at_once_make_one_cluster_and_one_server(home: Path) -> None:
    processes = [client(home / "cluster") for _ in range(8)]

    addresses = {process.stdout.readline() for process in processes if process.stdout}

    assert len(addresses) == 1
    assert addresses.pop().startswith("postgresql://")
    assert [path.name for path in generations(Layout(home / "cluster"))] == ["data-1"]
    with lease(home / "cluster", grace=GRACE) as cluster:
        assert ask(cluster, "SELECT pg_postmaster_start_time() IS NOT NULL") == [(True,)]
        postmasters = [
            pid for pid in workers(home / "cluster/data-1") if pid == server(home / "cluster")
        ]
        assert len(postmasters) == 1
    for process in processes:
        kill(process)
    assert ended(home / "cluster")


@pytest.mark.parametrize("moment", [0.1, 0.4, 0.8, 1.2])
def test_a_first_start_that_is_killed_is_made_anew(home: Path, moment: float) -> None:
    folder = home / "cluster"
    starting = client(folder)
    time.sleep(moment)
    if Layout(folder).supervisor.exists() and Layout(folder).supervisor.read_text("utf-8"):
        end(supervisor(folder))
    kill(starting)

    with lease(folder, grace=GRACE) as cluster:
        assert ask(cluster, "SELECT current_user") == [("continuity_app",)]
    assert len(generations(Layout(folder))) == 1


@pytest.mark.parametrize(
    "name",
    ["Ủy ban nhân dân xã Kỳ Lợi", "a" * 120 + "/" + "b" * 120, "$HOME 'quoted' \"twice\", 100%"],
    ids=["marks", "long", "odd-signs"],
)
def test_any_name_of_a_folder_will_do(seed: Path, home: Path, name: str) -> None:
    (home / name).parent.mkdir(exist_ok=True, parents=True)
    folder = copied(seed, home / name)

    with lease(folder, grace=GRACE) as cluster:
        assert ask(cluster, "SELECT count(*) FROM deed") == [(ROWS,)]
        assert cluster.socket.stat().st_mode & 0o777 == 0o700
        assert len(os.fsencode(cluster.socket)) < 90
    assert ended(folder)
    assert not cluster.socket.exists()


def test_a_moved_folder_is_the_same_cluster(folder: Path, home: Path) -> None:
    with lease(folder, grace=60):
        folder.rename(home / "elsewhere")
    # The server sees within a moment that its folder has gone; who comes sooner meets it at its end.
    assert ended(home / "elsewhere")

    assert count(home / "elsewhere") == ROWS


def test_a_server_ends_when_its_folder_is_deleted(folder: Path) -> None:
    with lease(folder, grace=60):
        pid = server(folder)
        subprocess.run(["rm", "-rf", folder], check=True)

        until = time.monotonic() + 20
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.05)

        assert not Path(f"/proc/{pid}").exists()


def test_up_keeps_the_server_until_it_is_stopped(folder: Path) -> None:
    verbs.up(folder)
    time.sleep(1)
    assert verbs.status(folder).running
    assert verbs.status(folder).kept

    verbs.stop(folder)
    assert not verbs.status(folder).running
    assert not verbs.status(folder).kept


def test_a_stop_is_refused_while_somebody_works_unless_forced(folder: Path) -> None:
    working = holder(folder)

    with pytest.raises(ClusterError) as refused:
        verbs.stop(folder)
    assert refused.value.code == "cluster-in-use"
    assert verbs.status(folder).leased

    verbs.stop(folder, force=True)
    assert ended(folder)
    kill(working)


def test_a_reset_needs_a_yes_and_then_leaves_nothing(folder: Path) -> None:
    with pytest.raises(ClusterError, match="Make a backup first"):
        verbs.reset(folder)
    assert count(folder) == ROWS

    verbs.reset(folder, confirmed=True)
    assert not verbs.status(folder).made
    with (
        lease(folder, grace=GRACE) as cluster,
        pytest.raises(psycopg.errors.UndefinedTable),
        connect(cluster, "app") as connection,
    ):
        connection.execute("SELECT FROM deed")
