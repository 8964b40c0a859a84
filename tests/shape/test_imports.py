"""Rooms import downward only; the core imports nothing but the standard library.

That the contract holds is half of it: the other half is that it would notice.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = sorted((ROOT / "src/continuity/core").rglob("*.py"))
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """What lint-imports says about a tree, read from that tree and not from what is installed."""
    return subprocess.run(
        [sys.executable, "-P", "-c", LINT, "--no-logo", "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    only_code = shutil.ignore_patterns("data", "__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=only_code)
    return tmp_path


def write(tree: Path, module: str, line: str) -> None:
    path = tree / "src/continuity" / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'"""A trial."""\n\nfrom __future__ import annotations\n\n{line}\n')


def test_every_room_keeps_the_contract() -> None:
    found = lint(ROOT)

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("module", "line", "said"),
    [
        ("core/trial.py", "import continuity.reform", "core is not allowed to import"),
        ("packs/trial.py", "import continuity.cli", "packs is not allowed to import"),
        ("core/trial.py", "import yaml", "core is not allowed to import yaml"),
        ("packs/trial.py", "import django", "packs is not allowed to import django"),
        ("reform/plan.py", "import django", "reform.plan is not allowed to import django"),
        ("attic/__init__.py", "", "continuity.attic"),
    ],
    ids=[
        "core-up",
        "packs-up",
        "core-yaml",
        "packs-django",
        "reform-django",
        "room-without-a-place",
    ],
)
def test_the_contract_notices(copy: Path, module: str, line: str, said: str) -> None:
    write(copy, module, line)

    found = lint(copy)

    assert found.returncode != 0
    assert said in found.stdout


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_needs_the_standard_library_and_itself(path: Path) -> None:
    strangers = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            strangers |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            strangers |= {f"{node.module}.{name.name}" for name in node.names}

    strangers = {
        name
        for name in strangers
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("continuity.core")
    }

    assert not strangers, f"{path.relative_to(ROOT)} imports {sorted(strangers)}"
