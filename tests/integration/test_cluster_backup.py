"""A backup gives every row back, and whatever is damaged or killed leaves the data as they were."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import (
    CALL,
    GRACE,
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
    processes_of,
    seeded,
)

# isort: split
from continuity.config.cluster.backup import DUMP, MANIFEST, backup, checked, restore
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.generation import generations
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease

BACKUP = CALL.format(module="backup", verb="backup", name="to")
RESTORE = CALL.format(module="backup", verb="restore", name="source")


@pytest.fixture(scope="module")
def seed() -> Iterator[Path]:
    with seeded() as folder:
        yield folder


@pytest.fixture(scope="module")
def saved(seed: Path) -> Path:
    """A backup of the seed, not to be changed."""
    place = seed.parent / "saved"
    backup(copied(seed, seed.parent / "source"), place)
    return place


@pytest.fixture
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture
def folder(seed: Path, home: Path) -> Path:
    return copied(seed, home / "cluster")


def damage(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "DELETE FROM deed WHERE number % 2 = 0")
    assert ended(folder)


def test_a_restore_gives_every_row_right_and_owner_back(folder: Path, saved: Path) -> None:
    damage(folder)
    assert count(folder) == ROWS // 2

    restore(folder, saved)

    assert not Layout(folder).socket.exists()
    with lease(folder, grace=GRACE) as cluster:
        rows = ask(cluster, "SELECT number, text FROM deed ORDER BY number", "reader")
        assert rows == [(number, f"số {number}") for number in range(1, ROWS + 1)]
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'deed'"
        assert ask(cluster, owner) == [("continuity_owner",)]
        ask(cluster, "INSERT INTO deed VALUES (0, 'after')", "app")
    assert [path.name for path in generations(Layout(folder))] == ["data-2"]


def test_a_backup_can_be_restored_where_there_was_nothing(home: Path, saved: Path) -> None:
    restore(home / "new" / "cluster", saved)

    assert count(home / "new" / "cluster") == ROWS


def test_a_backup_is_taken_while_others_work(folder: Path, home: Path) -> None:
    working = holder(folder)

    made = backup(folder, home / "saved")

    assert checked(home / "saved") == made
    assert sorted(path.name for path in (home / "saved").iterdir()) == [DUMP, MANIFEST]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (home / "saved").iterdir())
    kill(working)


def test_a_backup_holds_rows_that_row_security_hides(folder: Path, home: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        for sql in ("ENABLE", "FORCE"):
            ask(cluster, f"ALTER TABLE deed {sql} ROW LEVEL SECURITY", "owner")
        assert ask(cluster, "SELECT count(*) FROM deed", "owner") == [(0,)]
    backup(folder, home / "saved")
    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "DROP TABLE deed", "owner")
    assert ended(folder)

    restore(folder, home / "saved")

    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "ALTER TABLE deed DISABLE ROW LEVEL SECURITY", "owner")
        assert ask(cluster, "SELECT count(*) FROM deed") == [(ROWS,)]


def test_a_backup_replaces_nothing(folder: Path, home: Path) -> None:
    (home / "saved").mkdir()

    with pytest.raises(ClusterError) as refused:
        backup(folder, home / "saved")

    assert refused.value.code == "cluster-backup-exists"


def test_a_backup_to_nowhere_says_so(folder: Path, home: Path) -> None:
    with pytest.raises(ClusterError) as refused:
        backup(folder, home / "no" / "such" / "folder")

    assert refused.value.code == "cluster-no-place"


def cut(place: Path) -> None:
    with open(place / DUMP, "r+b") as dump:
        dump.truncate(dump.seek(0, os.SEEK_END) // 2)


def flip(place: Path) -> None:
    with open(place / DUMP, "r+b") as dump:
        dump.seek(200)
        dump.write(bytes([dump.read(1)[0] ^ 1]))


def retell(place: Path) -> None:
    (place / MANIFEST).write_text('{"form": 1}', "utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        cut,
        flip,
        retell,
        lambda place: (place / MANIFEST).write_text("[", "utf-8"),
        lambda place: (place / MANIFEST).unlink(),
        lambda place: (place / DUMP).unlink(),
    ],
    ids=["cut", "flip", "no-digest", "no-json", "no-manifest", "no-dump"],
)
def test_a_damaged_backup_is_refused(seed: Path, home: Path, saved: Path, harm) -> None:  # type: ignore[no-untyped-def]
    folder, place = copied(seed, home / "cluster"), copied(saved, home / "saved")
    harm(place)

    with pytest.raises(ClusterError) as refused:
        restore(folder, place)

    assert refused.value.code == "cluster-damaged-backup"
    assert count(folder) == ROWS


def test_a_backup_that_deceives_its_manifest_changes_nothing(
    folder: Path, home: Path, saved: Path
) -> None:
    place = copied(saved, home / "saved")
    cut(place)
    told = json.loads((place / MANIFEST).read_bytes())
    told["sha256"] = hashlib.sha256((place / DUMP).read_bytes()).hexdigest()
    (place / MANIFEST).write_text(json.dumps(told), "utf-8")

    with pytest.raises(ClusterError) as refused:
        restore(folder, place)

    assert refused.value.code == "cluster-failed"
    assert count(folder) == ROWS
    assert [path.name for path in generations(Layout(folder))] == ["data-1"]


def test_a_restore_is_refused_while_somebody_works(folder: Path, saved: Path) -> None:
    working = holder(folder)

    with pytest.raises(ClusterError) as refused:
        restore(folder, saved)

    assert refused.value.code == "cluster-in-use"
    kill(working)


@pytest.mark.parametrize("moment", [0.2, 0.5, 0.8, 1.1])
def test_a_backup_that_is_killed_leaves_no_backup(folder: Path, home: Path, moment: float) -> None:
    at_work = client(folder, BACKUP, str(home / "saved"))
    time.sleep(moment)
    kill(at_work)

    if (home / "saved").exists():  # it had been quicker
        checked(home / "saved")
    backup(folder, home / "again")
    assert count(folder) == ROWS


@pytest.mark.parametrize("moment", [0.3, 0.6, 1.0, 1.5, 2.0, 2.5])
@pytest.mark.parametrize("both", [True, False], ids=["both-sides", "client"])
def test_a_restore_that_is_killed_is_done_or_not_done(
    folder: Path, saved: Path, moment: float, both: bool
) -> None:
    damage(folder)
    at_work = client(folder, RESTORE, str(saved))
    time.sleep(moment)
    end(*(processes_of(folder) if both else []))
    kill(at_work)

    assert count(folder) in (ROWS // 2, ROWS)
    assert len(generations(Layout(folder))) == 1
