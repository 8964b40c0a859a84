"""The lock files name packages and hashes, and nothing about where anybody fetched them from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
RUN, TEST, PACK = "requirements.lock", "requirements-dev.lock", "requirements-pack.lock"
PIN = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>[A-Za-z0-9.+!]+)( ; (?P<marker>[^\\]+?))?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

# What decides a marker, for the machines that the launchers run on.
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}


def entries(lock: str) -> list[str]:
    """One line per package: the lock with its continued lines joined."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def pins(lock: str) -> dict[str, Requirement]:
    found = [Requirement(entry.split("--hash")[0].strip()) for entry in entries(lock)]
    return {pin.name: pin for pin in found}


def wanted(lock: str, machine: dict[str, str], *, python: str = "3.11") -> set[str]:
    """The packages that a lock installs on a machine."""
    here = {**machine, "python_version": python, "python_full_version": f"{python}.0"}
    return {
        name for name, pin in pins(lock).items() if pin.marker is None or pin.marker.evaluate(here)
    }


def told(launcher: str, name: str) -> int:
    found = re.search(rf"{name}=(\d+)", (ROOT / launcher).read_text(encoding="utf-8"))
    assert found, f"{launcher} does not say {name}."
    return int(found[1])


@pytest.mark.parametrize("lock", [RUN, TEST, PACK])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    for entry in entries(lock):
        pin, *hashes = re.split(r"\s+(?=--)", entry.strip())

        assert PIN.fullmatch(pin), f"{lock}: not a plain pin: {pin}"
        assert hashes, f"{lock}: no hash for {pin}"
        assert all(HASH.fullmatch(part) for part in hashes), f"{lock}: {entry}"


@pytest.mark.parametrize("lock", [RUN, TEST, PACK])
def test_a_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert ":" + "//" not in text
    assert "@" not in text
    assert "/" not in text


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_a_lock_installs_the_same_on_every_python(lock: str) -> None:
    oldest, *newer = (wanted(lock, LINUX, python=version) for version in ("3.11", "3.12", "3.13"))

    assert newer == [oldest, oldest]


def test_what_runs_is_tested_at_the_same_versions() -> None:
    tested = pins(TEST)

    for name, pin in pins(RUN).items():
        assert str(tested[name]) == str(pin)


def test_the_project_asks_for_nothing_that_is_not_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    runs = project["dependencies"] + extra["server"] + extra["tables"]
    asked = {RUN: runs, TEST: runs + extra["dev"]}

    for lock, wishes in asked.items():
        locked = pins(lock)
        for wish in map(Requirement, wishes):
            pin = locked.get(wish.name.lower())
            assert pin is not None, f"{lock} lacks {wish.name}"
            assert wish.specifier.contains(next(iter(pin.specifier)).version), f"{lock}: {pin}"


def test_the_pack_is_built_from_one_pinned_package() -> None:
    assert [str(pin) for pin in pins(PACK).values()] == ["vietnamadminunits==1.0.4"]


@pytest.mark.parametrize(
    ("launcher", "machine"), [("continuity", LINUX), ("continuity.cmd", WINDOWS)]
)
def test_the_launcher_tells_the_true_number_of_packages(
    launcher: str, machine: dict[str, str]
) -> None:
    assert told(launcher, "run_packages") == len(wanted(RUN, machine))
    assert told(launcher, "test_packages") == len(wanted(TEST, machine) | wanted(PACK, machine))
