"""What costs seconds to make is made by one process, whatever xdist and pytest do next."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spread import ALONE, TOGETHER, piece

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import pytest

@pytest.mark.parametrize("n", range(6))
def test_probe(n, worker_id):
    print("ran in", worker_id, __file__)
"""


@pytest.mark.parametrize(
    ("test", "stays_with"),
    [
        ("tests/browser/test_who.py::test_a[vi-phone-/who]", "pages to read"),
        ("tests/browser/test_units.py::test_b[26740@2025-01-01]", "pages to read"),
        ("tests/browser/test_room.py::test_b", "pages to act on"),
        ("tests/browser/test_desk.py::test_b", "tests/browser/test_desk.py"),
        ("tests/integration/test_api.py::test_c", "tests/integration/test_api.py"),
        ("tests/integration/test_x.py::test_d[embedded]", "tests/integration/test_x.py embedded"),
        ("tests/integration/test_x.py::test_d[debian-1]", "tests/integration/test_x.py debian"),
        ("tests/property/test_x.py::test_law", "tests/property/test_x.py::test_law"),
    ],
)
def test_a_test_goes_with_those_that_need_the_same(test, stays_with):
    assert piece(test) == stays_with


def test_every_name_of_the_table_is_one_of_tests_that_are_there():
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]

    for pattern in [ALONE, *(one for one, _ in TOGETHER)]:
        assert [file for file in files if pattern.match(file)], pattern.pattern


def test_pages_of_the_demo_share_one_and_others_bring_their_own_country():
    for path in sorted((ROOT / "tests/browser").glob("test_*.py")):
        own = "listening(" in path.read_text(encoding="utf-8")
        file = path.relative_to(ROOT).as_posix()

        assert piece(file).startswith("pages") != own, f"{file} would make a demo for itself"


def test_two_processes_do_not_share_a_piece(tmp_path):
    """With pytest 9.2 the marks of xdist's release 3.8 were lost, and nobody was told."""
    pytest.importorskip("xdist")
    folder = tmp_path / "tests" / "browser"
    folder.mkdir(parents=True)
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_xdist_make_scheduler\n"
    )
    for name in ("test_who", "test_units"):
        (folder / f"{name}.py").write_text(PROBE)
    (tmp_path / "tests" / "test_rest.py").write_text(PROBE)
    options = [
        "-p",
        "xdist.plugin",
        "-n",
        "2",
        "--dist",
        "loadscope",
        "-rP",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        ".",
    ]
    run = [sys.executable, "-m", "pytest", "--import-mode=importlib", "-c", os.devnull, *options]

    told = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [*run, "tests"], cwd=tmp_path, env=os.environ | told, capture_output=True, text=True
    )

    ran = re.findall(r"ran in (gw\d) .*/tests/(browser|test_rest)", done.stdout)
    assert len(ran) == 18, done.stdout + done.stderr
    assert len({worker for worker, where in ran if where == "browser"}) == 1
