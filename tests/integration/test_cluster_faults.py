"""Whatever is wrong with the embedded server has a name, and an error that says how to mend it."""

from __future__ import annotations

import os
import re
import string
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import (
    AS_ROOT,
    GRACE,
    ROOT,
    ROWS,
    ask,
    copied,
    count,
    ended,
    open_folder,
    seeded,
)

# isort: split
import psycopg

from continuity.config.cluster import verbs
from continuity.config.cluster.connect import connect
from continuity.config.cluster.doctor import doctor
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease
from continuity.config.cluster.user import server_user
from continuity.core.messages import MESSAGES

MODULES = sorted((ROOT / "src/continuity/config/cluster").glob("*.py"))


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
    return copied(seed, home / "cluster")


def refusal(folder: Path) -> str:
    """The code with which a start is refused."""
    with pytest.raises(ClusterError) as refused, lease(folder, grace=GRACE):
        pass
    return refused.value.code


def test_every_fault_has_its_words_in_two_languages_with_the_same_facts() -> None:
    source = "".join(path.read_text("utf-8") for path in MODULES if "words" not in path.name)
    raised = set(re.findall(r'"(cluster-[a-z-]+)"', source))
    known = {code for code in MESSAGES if code.startswith("cluster-")}

    assert raised == known
    for code in known:
        facts = [
            {
                name
                for text in MESSAGES[code][language]
                for _, name, *_ in string.Formatter().parse(text)
            }
            for language in ("en", "vi")
        ]
        assert facts[0] == facts[1], code


def test_an_error_says_what_is_wrong_what_was_expected_and_how_to_mend_it() -> None:
    fault = ClusterError("cluster-newer", path="x", found=99, known=18)

    assert fault.what == "The data in x were made by server version 99."
    assert fault.expected == "Expected version 18 or older."
    assert fault.mend == "Update Continuity; the data were not touched."
    assert fault.parts("vi")[0] == "Dữ liệu trong x do máy chủ phiên bản 99 tạo."


def forge_version(folder: Path, version: str) -> None:
    (folder / "data-1/PG_VERSION").write_text(f"{version}\n", "utf-8")


def test_data_of_a_newer_server_are_refused_and_not_touched(folder: Path) -> None:
    forge_version(folder, "99")

    assert refusal(folder) == "cluster-newer"

    forge_version(folder, "18")
    assert count(folder) == ROWS


def test_data_that_nothing_names_are_never_replaced(folder: Path) -> None:
    (folder / "current").unlink()

    assert refusal(folder) == "cluster-lost-current"

    (folder / "current").write_text("data-1", "utf-8")
    assert count(folder) == ROWS


def test_lost_passwords_are_told_and_not_made_anew(folder: Path) -> None:
    kept = (folder / "passwords.json").rename(folder.with_name("kept"))

    assert refusal(folder) == "cluster-lost-passwords"

    kept.rename(folder / "passwords.json")
    assert count(folder) == ROWS


def test_a_number_that_now_belongs_to_another_program_stops_nothing(folder: Path) -> None:
    user = server_user()
    with subprocess.Popen(
        ["sleep", "60"], **({"user": user.uid, "group": user.gid} if AS_ROOT else {})
    ) as stranger:
        note = folder / "data-1/postmaster.pid"
        note.write_text(f"{stranger.pid}\n{folder}/data-1\n1\n5432\n\n\n\n", "utf-8")
        socket = Layout(folder).socket
        socket.mkdir(mode=0o700)
        (socket / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n", "utf-8")
        for path in (note, socket, socket / ".s.PGSQL.5432.lock"):
            os.chown(path, user.uid, user.gid)

        assert count(folder) == ROWS

        assert stranger.poll() is None
        stranger.kill()


@pytest.mark.parametrize("dead", ["999999999", "", "garbage", "-1", "0"])
def test_a_stale_or_broken_note_of_a_dead_server_stops_nothing(folder: Path, dead: str) -> None:
    note = folder / "data-1/postmaster.pid"
    note.write_text(f"{dead}\n{folder}/data-1\n1\n5432\n" if dead else "", "utf-8")
    os.chown(note, server_user().uid, server_user().gid)

    assert count(folder) == ROWS


def test_a_socket_folder_that_others_may_enter_is_refused(folder: Path) -> None:
    Layout(folder).socket.mkdir()
    Layout(folder).socket.chmod(0o777)
    os.chown(Layout(folder).socket, server_user().uid, server_user().gid)

    assert refusal(folder) == "cluster-hostile-socket"

    Layout(folder).socket.rmdir()
    assert count(folder) == ROWS


@pytest.mark.skipif(not AS_ROOT, reason="Only root can make a folder of somebody else's.")
@pytest.mark.parametrize("make", ["folder", "link"])
def test_a_socket_folder_that_somebody_else_made_is_refused(
    seed: Path, home: Path, make: str
) -> None:
    folder = copied(seed, home / "Hải Dương")
    socket = Layout(folder).socket
    assert socket.parent == Path("/tmp")
    if make == "folder":
        socket.mkdir(mode=0o700)
    else:
        socket.symlink_to(home)
    os.chown(socket, 1, 1, follow_symlinks=False)

    try:
        assert refusal(folder) == "cluster-hostile-socket"
    finally:
        socket.rmdir() if make == "folder" else socket.unlink()


def test_a_folder_that_is_open_to_others_is_refused_and_not_changed(folder: Path) -> None:
    folder.chmod(0o755)

    assert refusal(folder) == "cluster-open-folder"
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_full_house_is_told_as_such(folder: Path) -> None:
    with lease(folder, grace=GRACE) as cluster:
        held = [connect(cluster, "app") for _ in range(61)]
        with pytest.raises(ClusterError) as refused:
            connect(cluster, "app")
        assert refused.value.code == "cluster-pool-full"
        assert [check.name for check in doctor(folder) if not check.ok] == ["server"]
        for connection in held[:4]:
            connection.close()
        time.sleep(0.2)
        assert [check.name for check in doctor(folder) if not check.ok] == ["connections"]
        for connection in held:
            connection.close()


def test_a_server_that_is_not_there_is_told_as_such(folder: Path) -> None:
    with lease(folder, grace=0.0) as cluster:
        pass
    assert ended(folder)

    with pytest.raises(ClusterError) as refused:
        connect(cluster, "app")

    assert refused.value.code == "cluster-unreachable"


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    """A disk of 250 MiB."""
    place = home / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=250m,mode=755", "tmpfs", place]
    if not AS_ROOT or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("A disk of its own needs root and the right to mount.")
    yield place
    verbs.stop(place / "cluster", force=True)
    while subprocess.run(["umount", place], capture_output=True, check=False).returncode:
        time.sleep(0.1)  # the supervisor has ended its work and is about to end itself


def fill(disk: Path, leave: int) -> Path:
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with open(disk / "filler", "wb") as filler:
        filler.write(bytes(free - leave))
    return disk / "filler"


def test_a_full_disk_stops_the_first_start_and_leaves_nothing_half(small_disk: Path) -> None:
    filler = fill(small_disk, leave=40 << 20)

    assert refusal(small_disk / "cluster") == "cluster-disk-full"

    filler.unlink()
    with lease(small_disk / "cluster", grace=GRACE) as cluster:
        assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_disk_that_fills_up_loses_nothing_that_was_committed(
    seed: Path, small_disk: Path
) -> None:
    folder = copied(seed, small_disk / "cluster")
    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "INSERT INTO deed VALUES (0, 'just before')")
        filler = fill(small_disk, leave=1 << 20)
        more = "INSERT INTO deed SELECT n, repeat('x', 900) FROM generate_series(5000, 95000) n"
        with pytest.raises((psycopg.errors.DiskFull, psycopg.OperationalError)):
            ask(cluster, more)
    assert ended(folder, 60)
    assert refusal(folder) == "cluster-disk-full"

    filler.unlink()
    assert count(folder) == ROWS + 1


def test_a_start_that_takes_long_is_told_and_goes_on(home: Path) -> None:
    with pytest.raises(ClusterError) as refused, lease(home / "cluster", patience=0.3, grace=GRACE):
        pass
    assert refused.value.code == "cluster-slow"

    with lease(home / "cluster", grace=GRACE) as cluster:
        assert ask(cluster, "SELECT 1") == [(1,)]


def test_files_that_are_not_ours_are_left_alone(folder: Path) -> None:
    (folder / ".a-folder").mkdir()
    (folder / ".gitignore").write_text("*", "utf-8")
    (folder / "data-old").mkdir()

    assert count(folder) == ROWS

    assert all((folder / name).exists() for name in (".a-folder", ".gitignore", "data-old"))
