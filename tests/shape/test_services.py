"""A service is one folder: it can be deleted with its line, and the rest does not miss it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from continuity.services import NAMES, SERVICES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/continuity"
ABOVE = ("web", "oversight", "demo", "config", "cli")

SERVES = """
import pkgutil, importlib, sys
import continuity
from continuity.config.database import set_up
set_up("postgresql:///nowhere", "postgresql:///nowhere", {"CONTINUITY_SECRET_KEY": "a trial"})
for found in pkgutil.walk_packages(continuity.__path__, "continuity."):
    if not found.name.endswith(("__main__", ".wsgi")):  # these two begin to run when they are imported
        importlib.import_module(found.name)
from django.test import Client
answer = Client(headers={"host": "localhost"}).get("/accessibility")
print(answer.status_code, *(service.id for service in continuity.services.SERVICES))
"""


def without(name: str, tree: Path) -> Path:
    """A copy of the code in which a service has neither folder nor line."""
    skipped = shutil.ignore_patterns("data", "__pycache__", "static")
    shutil.copytree(SOURCE, tree / "continuity", ignore=skipped)
    for big in ("packs/vn/data", "pages/static"):
        (tree / "continuity" / big).symlink_to(SOURCE / big)
    shutil.rmtree(tree / "continuity/services" / name)
    listed = tree / "continuity/services/__init__.py"
    text = listed.read_text(encoding="utf-8")
    assert text.count(f'    "{name}",\n') == 1
    listed.write_text(text.replace(f'    "{name}",\n', ""), encoding="utf-8")
    return tree


@pytest.mark.parametrize("name", NAMES)
def test_a_service_is_deleted_with_its_folder_and_its_line(name: str, tmp_path: Path) -> None:
    told = {**os.environ, "PYTHONPATH": str(without(name, tmp_path))}

    done = subprocess.run(
        [sys.executable, "-P", "-c", SERVES], env=told, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["200", *(other for other in NAMES if other != name)]


def test_every_folder_is_a_service_and_has_the_files_of_one() -> None:
    folders = {path.name for path in (SOURCE / "services").iterdir() if path.is_dir()}

    assert folders - {"__pycache__"} == set(NAMES)
    for name in NAMES:
        folder = SOURCE / "services" / name
        for file in ("__init__.py", "procedure.py"):
            assert (folder / file).is_file(), f"{name} has no {file}"
        rules = [folder / "rules.py", folder / "rules/__init__.py"]  # a long law is a folder
        assert any(path.is_file() for path in rules), f"{name} has no rules"


@pytest.mark.parametrize("room", ABOVE)
def test_no_room_above_names_a_service(room: str) -> None:
    named = re.compile(rf"continuity\.services\.({'|'.join(NAMES)})\b|services import (?!SERVICES)")

    for path in (SOURCE / room).rglob("*.py"):
        assert not named.search(path.read_text(encoding="utf-8")), path.relative_to(ROOT)


def test_a_service_says_what_it_is_and_what_it_stands_on() -> None:
    for service in SERVICES:
        assert all(service.label)
        assert service.law
        assert service.procedures
        assert len({(one.code, one.version) for one in service.procedures}) == len(
            service.procedures
        )
