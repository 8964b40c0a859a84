"""A module opens by saying what it is about and fits in a head; a function fits on a hand."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 400
FUNCTION_LINES = 40

OURS = sorted(path for room in ("src", "tools") for path in (ROOT / room).rglob("*.py"))
ALL = OURS + sorted((ROOT / "tests").rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def read(path: Path) -> tuple[str, ast.Module]:
    """The text of a module and its tree; all of them together, two thousand tests cost a minute."""
    text = path.read_text(encoding="utf-8")
    return text, ast.parse(text)


def length(function: ast.AST) -> int:
    """The lines of a function without its docstring, which is prose and not load."""
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    first = function.body[0]
    prose = 0
    if ast.get_docstring(function) is not None:
        prose = (first.end_lineno or first.lineno) - first.lineno + 1
    return (function.end_lineno or function.lineno) - function.lineno + 1 - prose


def test_a_module_fits_in_a_head() -> None:
    lines = {named(path): len(read(path)[0].splitlines()) for path in OURS}

    long = {name: count for name, count in lines.items() if count > MODULE_LINES}
    assert not long, (
        f"more than {MODULE_LINES} lines; split them where a docstring says 'and': {long}"
    )


def test_a_function_fits_on_a_hand() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": length(node)
        for path in OURS
        for node in ast.walk(read(path)[1])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > FUNCTION_LINES
    }

    assert not long, f"functions of more than {FUNCTION_LINES} lines: {long}"


def test_a_module_opens_by_saying_what_it_is_about() -> None:
    opening = {named(path): (ast.get_docstring(read(path)[1]) or "").splitlines() for path in OURS}

    dumb = [name for name, lines in opening.items() if not lines or not lines[0].strip()]
    assert not dumb, f"begin with a docstring of one to five plain sentences: {dumb}"


def test_annotations_are_never_evaluated_at_import() -> None:
    lacking = [
        named(path) for path in ALL if read(path)[1].body and not postponed(read(path)[1].body)
    ]

    assert not lacking, f"without `from __future__ import annotations`: {lacking}"


def postponed(body: list[ast.stmt]) -> bool:
    """True where a module's annotations are only read and never evaluated."""
    return any(
        name.name == "annotations"
        for node in body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for name in node.names
    )
