"""What is committed is the same for everybody: no registry host, no path of one machine."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# In pieces, or this file would be the first to break its own rule.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmjs", "com"),
        ("registry", "yarnpkg", "com"),
        ("proxy", "golang", "org"),
        ("static", "crates", "io"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    )
]
LEFT_OUT = {".git", ".venv", ".continuity", "__pycache__", "node_modules", "dist", "build"}


def listed_by_git() -> list[Path] | None:
    """What git would commit, or None where there is no git or no repository of this user's."""
    if not (ROOT / ".git").exists():
        return None
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [ROOT / os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def walked() -> list[Path]:
    found = []
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [
            name
            for name in inner
            if name not in LEFT_OUT
            and not name.endswith("_cache")
            and not (Path(folder, name) / "pyvenv.cfg").exists()
        ]
        found += [Path(folder, name) for name in names]
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    listed = listed_by_git()
    files = walked() if listed is None else listed
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace")
        for path in files
        if path.is_file()
    }


def test_the_tree_is_looked_at(texts: dict[str, str]) -> None:
    assert "pyproject.toml" in texts
    assert "tests/shape/test_tree.py" in texts


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_registry(texts: dict[str, str], host: str) -> None:
    naming = [name for name, text in texts.items() if host in text]

    assert not naming, f"{host} is named in {naming}. Say what is installed, not from where."


def test_no_file_names_the_place_of_this_checkout(texts: dict[str, str]) -> None:
    if len(ROOT.parts) < 3:
        pytest.skip(f"{ROOT} is too common a word to look for.")
    # Not behind another path: "docs/app/x" does not name the checkout "/app".
    place = re.compile(r"(?<![\w./-])" + re.escape(str(ROOT)) + r"(?![\w-])")

    naming = [name for name, text in texts.items() if place.search(text)]

    assert not naming, f"{ROOT} is named in {naming}."
