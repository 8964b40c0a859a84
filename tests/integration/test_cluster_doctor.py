"""The doctor names everything that is wrong with a cluster, and touches nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.clusters import GRACE, copied, open_folder, seeded

# isort: split
from continuity.config.cluster.doctor import doctor
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease


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


def forge_version(folder: Path, version: str) -> None:
    (folder / "data-1/PG_VERSION").write_text(f"{version}\n", "utf-8")


def test_the_doctor_finds_nothing_wrong_with_a_sound_cluster(folder: Path) -> None:
    with lease(folder, grace=GRACE):
        checks = doctor(folder)

    assert [(check.name, str(check.finding)) for check in checks if not check.ok] == []
    assert len(checks) == 16


def leave_a_note(folder: Path) -> None:
    (folder / "data-1/postmaster.pid").write_text("999999999\n", "utf-8")


def open_socket(folder: Path) -> None:
    Layout(folder).socket.mkdir()
    Layout(folder).socket.chmod(0o777)


@pytest.mark.parametrize(
    ("harm", "name", "code"),
    [
        (lambda folder: folder.chmod(0o750), "folder", "cluster-open-folder"),
        (lambda folder: (folder / "current").unlink(), "data", "cluster-lost-data"),
        (lambda folder: forge_version(folder, "99"), "version", "cluster-newer"),
        (lambda folder: forge_version(folder, "15"), "version", "cluster-older"),
        (
            lambda folder: (folder / "passwords.json").unlink(),
            "passwords",
            "cluster-lost-passwords",
        ),
        (
            lambda folder: (folder / "passwords.json").chmod(0o644),
            "passwords",
            "cluster-open-folder",
        ),
        (leave_a_note, "lock", "cluster-stale-lock"),
        (lambda folder: (folder / "data-7").mkdir(), "left-overs", "cluster-left-over"),
        (
            lambda folder: (folder / "supervisor.lock").write_text("1 9999999999", "utf-8"),
            "clock",
            "cluster-clock-back",
        ),
        (open_socket, "socket", "cluster-hostile-socket"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_the_doctor_names_what_is_wrong_and_changes_nothing(
    folder: Path, harm: Callable[[Path], object], name: str, code: str
) -> None:
    harm(folder)
    before = sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*"))

    found = {check.name: check.finding for check in doctor(folder) if check.finding}

    assert name in found
    assert found[name].code == code
    assert sorted((str(path), path.stat().st_mtime_ns) for path in folder.rglob("*")) == before
