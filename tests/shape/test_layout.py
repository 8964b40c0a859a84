"""A module opens by saying what it is about and fits in a head; a function fits on a hand."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 400
FUNCTION_LINES = 40

OURS = sorted(path for room in ("src", "tools") for path in (ROOT / room).rglob("*.py"))
ALL = OURS + sorted((ROOT / "tests").rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def length(function: ast.AST) -> int:
    """The lines of a function without its docstring, which is prose and not load."""
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    first = function.body[0]
    prose = 0
    if ast.get_docstring(function) is not None:
        prose = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - prose


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_module_fits_in_a_head(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= MODULE_LINES, (
        f"{named(path)} has {lines} lines, more than {MODULE_LINES}. Split it where its docstring "
        "says 'and'."
    )


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_function_fits_on_a_hand(path: Path) -> None:
    long = {
        f"{node.name}, line {node.lineno}": length(node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > FUNCTION_LINES
    }

    assert not long, f"{named(path)}: functions of more than {FUNCTION_LINES} lines: {long}"


@pytest.mark.parametrize("path", OURS, ids=named)
def test_a_module_opens_by_saying_what_it_is_about(path: Path) -> None:
    opening = ast.get_docstring(tree(path))

    assert opening, f"{named(path)} has no docstring. Begin with one to five plain sentences."
    assert opening.splitlines()[0].strip(), f"{named(path)}: the first line is empty."


@pytest.mark.parametrize("path", ALL, ids=named)
def test_annotations_are_never_evaluated_at_import(path: Path) -> None:
    body = tree(path).body
    future = {
        name.name
        for node in body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for name in node.names
    }

    assert not body or "annotations" in future, (
        f"{named(path)} lacks `from __future__ import annotations`."
    )
