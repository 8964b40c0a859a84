"""A bundle sets Continuity up where no network is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Nobody listens there: whatever asks an index fails at once.
NOWHERE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0", "PIP_NO_COMPILE": "1",  # half a minute less
}  # fmt: skip
KEPT = ("PATH", "HOME", "LANG", "LC_ALL")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="continuity.cmd is untried")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bundle") / "continuity.tar.gz"
    run = [sys.executable, "-P", "-m", "continuity", "bundle", "--out", str(out)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "CONTINUITY_LANG": "en"}
    done = subprocess.run(run, env=env, capture_output=True, text=True)
    if "NewConnectionError" in done.stderr:
        pytest.skip("no index of packages can be reached to make a bundle from")
    assert done.returncode == 0, done.stderr
    assert "sha256" in done.stdout
    return out


def test_it_holds_what_runs_and_nothing_of_who_made_it(bundle: Path) -> None:
    with tarfile.open(bundle) as archive:
        entries = archive.getmembers()

    names = {entry.name.partition("/")[2] for entry in entries}
    assert {"continuity", "requirements.lock", "src/continuity/core/fold.py"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith((".", "tests"))]
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries} == {(0, "", 0)}


def test_it_answers_on_a_machine_without_network(bundle: Path, tmp_path: Path) -> None:
    with tarfile.open(bundle) as archive:
        archive.extractall(tmp_path, filter="data")
    (top,) = tmp_path.iterdir()
    env = {name: os.environ[name] for name in KEPT if name in os.environ} | NOWHERE
    env |= {"CONTINUITY_LANG": "en", "PYTHON": os.path.realpath(sys.executable)}
    ask = ["who", "driving-licences", "Tỉnh Hải Dương", "--on", "2025-07-01", "--pack"]

    done = subprocess.run([top / "continuity", *ask], env=env, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Hai Phong City Police")
    assert "no network is needed" in done.stderr
