"""The server runs as you, or for root as somebody with fewer rights; nothing else changes."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import (
    AS_ROOT,
    GRACE,
    GRANTED,
    ROOT,
    ask,
    open_folder,
    server,
    supervisor,
)

# isort: split
import psycopg

from continuity.config.cluster import agent, verbs
from continuity.config.cluster.backup import backup, restore
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.lease import lease
from continuity.config.cluster.programs import FOLDER, Programs, installed

root_only = pytest.mark.skipif(not AS_ROOT, reason="Only root can be somebody else.")

# All of it, as an ordinary user; prints what the user has seen.
DRILL = """
import json, os, sys
from pathlib import Path
from continuity.config.cluster import verbs
from continuity.config.cluster.backup import backup, restore
from continuity.config.cluster.connect import connect
from continuity.config.cluster.doctor import doctor
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease

home = Path(sys.argv[1])
folder = home / "cluster"
with lease(folder, grace=0.2) as cluster:
    with connect(cluster, "owner") as owner:
        owner.execute("CREATE TABLE deed AS SELECT generate_series(1, 10) AS number")
        owner.execute("GRANT SELECT ON deed TO continuity_app")
    ill = [check.name for check in doctor(folder) if not check.ok]
    backup(folder, home / "saved")
    with connect(cluster, "owner") as owner:
        owner.execute("DROP TABLE deed")
verbs.stop(folder)
restore(folder, home / "saved")
with lease(folder, grace=0.2) as cluster, connect(cluster, "app") as app:
    rows = app.execute("SELECT count(*) FROM deed").fetchone()[0]
    pid = int((Layout(folder).data / "postmaster.pid").read_text().split()[0])
    owner = os.stat(f"/proc/{pid}").st_uid
verbs.stop(folder)
print(json.dumps({"ill": ill, "rows": rows, "server": owner, "client": os.geteuid()}))
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


def owners(*folders: Path) -> dict[str, tuple[int, int, int]]:
    """Owner, group and mode of folders and of everything in them."""
    every = {path for folder in folders for path in (folder, *folder.rglob("*"))}
    seen = {str(path): path.lstat() for path in every}
    return {name: (found.st_uid, found.st_gid, found.st_mode) for name, found in seen.items()}


def python_for(user: int) -> str:
    """A Python that an ordinary user may run and that knows psycopg; skips where there is none."""
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        try:
            done = subprocess.run(
                [python, "-c", "import psycopg"], user=user, env=paths(), cwd="/", check=False
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip("No Python here may be run by an ordinary user.")


def paths() -> dict[str, str]:
    packages = Path(psycopg.__file__).parent.parent
    return {"PATH": os.defpath, "PYTHONPATH": f"{ROOT / 'src'}:{packages}", "PYTHONUTF8": "1"}


def test_an_ordinary_user_has_a_server_of_their_own(home: Path) -> None:
    user = pwd.getpwnam("nobody") if AS_ROOT else pwd.getpwuid(os.geteuid())
    own = home / "own"
    own.mkdir(mode=0o700)
    os.chown(own, user.pw_uid, user.pw_gid)
    python = python_for(user.pw_uid) if AS_ROOT else sys.executable
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if AS_ROOT else {}

    done = subprocess.run(
        [python, "-c", DRILL, str(own)],
        env=paths(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **who,  # type: ignore[arg-type]
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen == {"ill": [], "rows": 10, "server": user.pw_uid, "client": user.pw_uid}
    assert {uid for uid, _, _ in owners(own).values()} == {user.pw_uid}


@root_only
@pytest.mark.parametrize("sudo", [None, "root", "daemon"])
def test_the_server_of_root_runs_as_who_called_sudo_or_as_nobody(
    home: Path, monkeypatch: pytest.MonkeyPatch, sudo: str | None
) -> None:
    monkeypatch.delenv("SUDO_USER", raising=False)
    if sudo:
        monkeypatch.setenv("SUDO_USER", sudo)
    user = pwd.getpwnam("daemon" if sudo == "daemon" else "nobody")

    with lease(home / "cluster", grace=GRACE):
        for pid in (server(home / "cluster"), supervisor(home / "cluster")):
            assert os.stat(f"/proc/{pid}").st_uid == user.pw_uid
            groups = Path(f"/proc/{pid}/status").read_text("utf-8").split("Groups:")[1]
            assert groups.splitlines()[0].strip() == ""

    assert {uid for uid, _, _ in owners(home / "cluster").values()} == {user.pw_uid}


@root_only
def test_root_changes_nothing_outside_the_folder(home: Path) -> None:
    for name in ("sibling", "up/beside", "up/over/beside"):
        (home / name).mkdir(parents=True)
        (home / name / "file").write_text("x", "utf-8")
        (home / name / "file").chmod(0o640)
    folder = home / "up/over/cluster"
    above = {str(path): path.stat() for path in folder.parents}
    before = owners(home)

    with lease(folder, grace=GRACE) as cluster:
        ask(cluster, "CREATE TABLE deed (number int)", "owner")
        ask(cluster, GRANTED.format("deed"), "owner")
        backup(folder, home / "saved")
    verbs.stop(folder)
    restore(folder, home / "saved")
    verbs.up(folder)
    verbs.stop(folder)

    after = owners(home)
    assert {name: after[name] for name in before} == before
    ours = {name for name in after if name.startswith((str(folder), str(home / "saved")))}
    assert set(after) - set(before) == ours
    for name, was in above.items():
        now = Path(name).stat()
        assert (now.st_uid, now.st_gid, now.st_mode) == (was.st_uid, was.st_gid, was.st_mode)


@root_only
def test_a_closed_folder_above_is_refused_and_named(home: Path) -> None:
    (home / "closed").mkdir(mode=0o700)
    before = owners(home)

    with pytest.raises(ClusterError) as refused, lease(home / "closed/in/cluster"):
        pass

    assert refused.value.code == "cluster-closed-parent"
    assert str(home / "closed") in refused.value.what
    assert "CONTINUITY_HOME" in refused.value.mend
    assert owners(home) == before


@root_only
def test_the_folder_of_another_user_is_refused(home: Path) -> None:
    (home / "cluster").mkdir(mode=0o700)
    os.chown(home / "cluster", 1, 1)
    before = owners(home)

    with pytest.raises(ClusterError) as refused, lease(home / "cluster"):
        pass

    assert refused.value.code == "cluster-wrong-owner"
    assert owners(home) == before


@root_only
def test_a_link_leads_to_the_cluster_and_not_to_a_second_one(home: Path) -> None:
    (home / "link").symlink_to(home / "real")
    with lease(home / "link", grace=GRACE) as cluster:
        assert cluster.folder == home / "real"
        with lease(home / "real", grace=GRACE) as same:
            assert same.socket == cluster.socket


@root_only
def test_programs_that_the_user_cannot_read_are_copied_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = installed()[0].folder.parents[1]
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    for part in (wheel, wheel.with_name(f"{FOLDER}.libs")):
        if part.exists():
            shutil.copytree(part, closed / part.name, symlinks=True)
    hidden = Programs(closed / FOLDER / installed()[0].folder.relative_to(wheel))
    monkeypatch.setattr(agent, "installed", lambda: [hidden])

    for _ in range(2):
        with lease(home / "place/cluster", grace=GRACE) as cluster:
            assert ask(cluster, "SELECT 1") == [(1,)]
        verbs.stop(home / "place/cluster")

    assert [path.name for path in (home / "place").glob("*server*")] == [f"server-{hidden.version}"]
    copies = owners(home / "place" / f"server-{hidden.version}")
    assert {uid for uid, _, _ in copies.values()} == {0}
    assert closed.stat().st_mode & 0o777 == 0o700


CLOSED = """
import sys
from pathlib import Path
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.lease import lease
try:
    with lease(Path(sys.argv[1])):
        pass
except ClusterError as refused:
    print(refused.code)
"""


def test_a_folder_that_is_closed_to_you_is_named(home: Path) -> None:
    (home / "closed").mkdir(mode=0o000)
    # Nothing is closed to root, who therefore sends somebody else.
    user = pwd.getpwnam("nobody").pw_uid if AS_ROOT else os.geteuid()
    python = python_for(user)

    done = subprocess.run(
        [python, "-c", CLOSED, home / "closed/cluster"],
        user=user if AS_ROOT else None, env=paths(), cwd="/", capture_output=True, text=True,
        check=False,
    )  # fmt: skip

    assert done.stdout.strip() == "cluster-closed-parent", done.stderr
    (home / "closed").chmod(0o700)
