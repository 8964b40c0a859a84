"""`./continuity` sets itself up once, says what is missing, and otherwise gets out of the way.

Nothing is downloaded here: a stand-in interpreter makes stand-in environments and keeps a list of
what it was asked for.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    "continuity",
    "pyproject.toml",
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-pack.lock",
]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="continuity.cmd is the one for Windows")

# It answers as Python does to the few things that the launcher asks, and writes each one down.
STAND_IN = """#!/bin/sh
case "$*" in
    *ensurepip.version*) echo "$STAND_IN_VERSION ${STAND_IN_ABLE-able} $STAND_IN" ;;
    *"-m venv"*)
        echo venv >>"$STAND_IN_LOG"
        for last; do :; done
        mkdir -p "$last/bin" "$last/lib/python3.11/site-packages"
        cp "$STAND_IN" "$last/bin/python" ;;
    *"-m pip"*)
        echo pip >>"$STAND_IN_LOG"
        [ -z "${STAND_IN_SLOW-}" ] || exec sleep "$STAND_IN_SLOW"
        exit "${STAND_IN_FAILS-0}" ;;
    *continuity.pth*)
        for last; do :; done
        : >"$last/lib/python3.11/site-packages/continuity.pth"
        echo 3.11 ;;
    *"-m continuity"*) printf '%s|' "$@" ;;
esac
"""


class Machine:
    """A checkout in a folder with a space and a diacritic, and one interpreter that fits."""

    def __init__(self, place: Path) -> None:
        self.checkout = place / "Tài liệu của tôi"
        self.checkout.mkdir()
        for name in FILES:
            shutil.copy(ROOT / name, self.checkout)
        tools = place / "tools"
        tools.mkdir()
        self.python = tools / "python3"
        self.python.write_text(STAND_IN)
        self.python.chmod(0o755)
        self.log = place / "log"
        kept = ("CONTINUITY_", "PYTHON", "PIP_")
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(kept)}
        self.env |= {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "STAND_IN": str(self.python),
            "STAND_IN_VERSION": "3.11",
            "STAND_IN_LOG": str(self.log),
        }

    def start(self, *args: str, script: str = "", **env: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [script or str(self.checkout / "continuity"), *args],
            env=self.env | env,
            cwd=self.checkout.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *args: str, script: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        started = self.start(*args, script=script, **env)
        out, err = started.communicate(timeout=60)
        return subprocess.CompletedProcess(started.args, started.returncode, out, err)

    @property
    def asked(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_read_the_script(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")

    found = subprocess.run([shell, "-n", ROOT / "continuity"], capture_output=True, text=True)

    assert found.returncode == 0, found.stderr


def test_the_scripts_may_be_executed() -> None:
    assert os.access(ROOT / "continuity", os.X_OK)
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_first_run_says_what_it_downloads_and_hands_over(machine: Machine) -> None:
    found = machine.run("who", "two words", "")

    assert found.returncode == 0, found.stderr
    assert found.stdout == "-P|-m|continuity|who|two words||"
    assert "tải về nhiều nhất khoảng 159 MB (70 gói)" in found.stderr
    assert "at most about 159 MB (70 packages)" in found.stderr
    assert machine.asked == ["venv", "pip"]


def test_a_second_run_asks_for_nothing_and_says_nothing(machine: Machine) -> None:
    machine.run()

    again = machine.run("who")

    assert (again.returncode, again.stderr) == (0, "")
    assert machine.asked == ["venv", "pip"]


def test_a_new_lock_file_is_installed_into_the_same_environment(machine: Machine) -> None:
    machine.run()
    with (machine.checkout / "requirements.lock").open("a") as lock:
        lock.write("\n")

    machine.run()

    assert machine.asked == ["venv", "pip", "pip"]


def test_a_set_up_that_failed_is_done_again_from_the_start(machine: Machine) -> None:
    failed = machine.run(STAND_IN_FAILS="1")

    mended = machine.run()

    assert failed.returncode == 3
    assert "The set-up did not finish" in failed.stderr
    assert mended.returncode == 0
    assert machine.asked == ["venv", "pip", "venv", "pip"]


def test_an_interrupted_set_up_leaves_no_lock_and_is_done_again(machine: Machine) -> None:
    first = machine.start(STAND_IN_SLOW="30")
    while "pip" not in machine.asked:
        time.sleep(0.01)
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=20)

    mended = machine.run()

    assert first.returncode == 128 + signal.SIGTERM
    assert mended.returncode == 0, mended.stderr
    assert "Another set-up" not in mended.stderr


def test_a_killed_set_up_is_seen_to_be_dead(machine: Machine) -> None:
    lock = machine.checkout / ".venv/.continuity-lock"
    lock.mkdir(parents=True)
    gone = subprocess.Popen(["true"])
    gone.wait()
    (lock / "holder").write_text(f"{os.uname().nodename} {gone.pid}\n")

    found = machine.run()

    assert found.returncode == 0, found.stderr
    assert not lock.exists()


def test_two_at_once_set_up_once(machine: Machine) -> None:
    both = [machine.start(STAND_IN_SLOW="1") for _ in range(2)]

    ends = [one.communicate(timeout=60) for one in both]

    assert [one.returncode for one in both] == [0, 0], ends
    assert machine.asked == ["venv", "pip"]


def test_a_damaged_environment_is_made_again(machine: Machine) -> None:
    machine.run()
    (machine.checkout / ".venv/bin/python").unlink()

    found = machine.run()

    assert found.returncode == 0, found.stderr
    assert machine.asked == ["venv", "pip"] * 2


def test_a_checkout_that_moved_is_set_up_again(machine: Machine) -> None:
    machine.run()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("elsewhere"))

    found = machine.run()

    assert found.returncode == 0, found.stderr
    assert machine.asked == ["venv", "pip"] * 2


def test_it_runs_through_links_from_anywhere(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    near = machine.checkout / "near"
    near.symlink_to("continuity")
    far = tmp_path / "bin" / "continuity"
    far.symlink_to(os.path.relpath(near, far.parent))

    found = machine.run("demo", script=str(far))

    assert found.stdout == "-P|-m|continuity|demo|", found.stderr
    assert (machine.checkout / ".venv").is_dir()


@pytest.mark.parametrize(
    ("env", "vietnamese", "english"),
    [
        ({"PYTHON": "/nowhere/python"}, "không dùng được", "cannot be used"),
        ({"STAND_IN_VERSION": "3.9"}, "Cần Python 3.11 trở lên", "Python 3.11 or newer"),
        ({"STAND_IN_ABLE": "bare"}, "thiếu venv/ensurepip", "apt-get install python3-venv"),
    ],
    ids=["not-there", "too-old", "no-venv"],
)
def test_it_says_what_is_wrong_with_python(
    machine: Machine, env: dict[str, str], vietnamese: str, english: str
) -> None:
    found = machine.run(**({"PYTHON": str(machine.python)} | env))

    assert found.returncode == 3
    assert vietnamese in found.stderr
    assert english in found.stderr
    assert found.stdout == ""
    assert not (machine.checkout / ".venv").exists()


def test_it_says_that_there_is_no_python(machine: Machine, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in ("sh", "cat", "ls", "mkdir", "readlink", "sha256sum", "shasum"):
        if (found_at := shutil.which(name)) is not None:
            (bare / name).symlink_to(found_at)

    found = machine.run(PATH=str(bare))

    assert found.returncode == 3
    assert "Không tìm thấy Python" in found.stderr
    assert "apt-get install python3 python3-venv" in found.stderr


def test_a_place_that_cannot_be_written_names_the_way_out(machine: Machine, tmp_path: Path) -> None:
    # A file where a folder should be stops root too, whom permissions do not.
    (tmp_path / "file").touch()

    found = machine.run(CONTINUITY_VENV=str(tmp_path / "file" / "venv"))

    assert found.returncode == 3
    assert "Không ghi được" in found.stderr
    assert "CONTINUITY_VENV=" in found.stderr


def test_a_folder_with_other_things_in_it_is_never_cleared(
    machine: Machine, tmp_path: Path
) -> None:
    thesis = tmp_path / "thesis" / "chapter-1"
    thesis.parent.mkdir()
    thesis.touch()

    found = machine.run(CONTINUITY_VENV=str(thesis.parent))

    assert found.returncode == 3
    assert "holds something else" in found.stderr
    assert thesis.exists()
