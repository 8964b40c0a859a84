"""The documents tell the truth: what they name exists, and what exists is named."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
import tomllib
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer

import continuity.cli.commands

ROOT = Path(__file__).resolve().parents[2]
CORE = sorted((ROOT / "src/continuity/core").glob("*.py"))
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RECORD_LINES = 45
GROUPS = {"address", "hook", "key", "reform", "points"}  # commands with commands of their own

OBLIGATION = re.compile(r"\bO-[A-Z]+-\d\d\b")
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
LINK = re.compile(r"\]\(([^()\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
MODULE = re.compile(r"`([\w/]+\.py)`")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def rows(page: str, width: int) -> list[list[str]]:
    """The rows of the tables of a page that have so many columns, without their headings."""
    lines = [line for line in text(page).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]
    headings = {"id", "English"}
    return [row for row in cells if len(row) == width and row[0] not in headings]


GLOSSARY = rows("docs/glossary.md", 5)
MISSION = rows("docs/mission.md", 4)
NAMED_TESTS = sorted({(file, name) for file, name in TEST.findall(text("docs/mission.md"))})


def public_classes() -> list[tuple[str, str]]:
    return [
        (path.name, node.name)
        for path in CORE
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize(("module", "name"), public_classes(), ids=lambda part: part)
def test_the_glossary_names_every_public_class_of_the_core(module: str, name: str) -> None:
    beside = [row[4] for row in GLOSSARY if f"`{name}`" in row[4]]

    assert any(f"`core/{module}`" in where for where in beside), (
        f"docs/glossary.md has no row for `{name}`, `core/{module}`."
    )


def test_every_word_of_the_glossary_has_all_five_columns() -> None:
    lines = [line for line in text("docs/glossary.md").splitlines() if line.startswith("| ")]
    headings = [line for line in lines if line.startswith("| English |")]

    assert len(GLOSSARY) == len(lines) - len(headings)
    assert not [row for row in GLOSSARY if not all(row)]


def test_every_word_of_the_glossary_has_a_vietnamese_term() -> None:
    unmarked = [row[:2] for row in GLOSSARY if row[1].isascii() or not row[1][0].isalpha()]

    assert not unmarked, "A Vietnamese term bears marks."


def test_no_word_stands_twice_in_the_glossary() -> None:
    twice = [word for word, n in Counter(row[0] for row in GLOSSARY).items() if n > 1]

    assert not twice


def test_every_module_that_the_glossary_names_is_there() -> None:
    modules = set(MODULE.findall(text("docs/glossary.md")))

    missing = [name for name in sorted(modules) if not (ROOT / "src/continuity" / name).is_file()]

    assert modules
    assert not missing


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_is_short_and_says_what_was_given_up(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    number = int(path.name[:4])

    assert len(lines) <= RECORD_LINES
    assert lines[0].startswith(f"# {number}. ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context", "## Decision", "## What we gave up",
    ]  # fmt: skip


def test_decisions_are_numbered_without_a_hole() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == [*range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    links = LINK.findall(FENCED.sub("", path.read_text(encoding="utf-8")))
    targets = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:", link)]

    dead = [target for target in targets if not (path.parent / unquote(target)).exists()]

    assert not dead, f"{named(path)}: {dead}"


def test_the_examples_about_time_are_true() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs/time.md"), module_relative=False)

    assert tried
    assert not failed


def later(row: list[str]) -> str:
    """The room that will meet an obligation, or '' for one that is met."""
    found = re.fullmatch(r"later \(([a-z]+)(?:/[a-z-]+)?\)", row[2])
    return found[1] if found else ""


@cache
def rooms() -> set[str]:
    """Every room of the design, those in brackets that are still to come among them."""
    project = tomllib.loads(text("pyproject.toml"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return set(re.findall(r"\w+", " ".join(layers)))


def test_every_line_of_the_mission_is_an_obligation_with_an_id_of_its_own() -> None:
    ids = [row[0] for row in MISSION]

    assert len(ids) > 100
    assert not [id for id in ids if not OBLIGATION.fullmatch(id)]
    assert not [id for id, n in Counter(ids).items() if n > 1]
    assert set(OBLIGATION.findall(text("docs/mission.md"))) == set(ids)


def test_the_ids_of_each_report_run_without_a_hole() -> None:
    by_report: dict[str, list[int]] = {}
    for row in MISSION:
        report, number = row[0].rsplit("-", 1)
        by_report.setdefault(report, []).append(int(number))

    for report, numbers in by_report.items():
        assert numbers == [*range(1, len(numbers) + 1)], report


@pytest.mark.parametrize("row", MISSION, ids=lambda row: row[0])
def test_an_obligation_is_met_or_has_its_room(row: list[str]) -> None:
    room = later(row)

    if room:
        assert room in rooms(), f"{row[0]}: there is no room {room!r} in the design."
        assert not TEST.search(row[3]), f"{row[0]} has a test; then it is met and not for later."
    else:
        assert not row[2].startswith("later"), f"{row[0]}: expected `later (room)`."
        assert TEST.search(row[3]) or commands(row[3]), f"{row[0]} names no test and no command."


@cache
def functions(file: str) -> dict[str, str]:
    """The tests of a file, each with its docstring and its markers as text."""
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return {
        node.name: " ".join([ast.get_docstring(node) or "", *map(ast.unparse, node.decorator_list)])
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize(("file", "name"), NAMED_TESTS, ids=lambda part: part)
def test_a_test_that_the_mission_names_exists_and_bears_the_ids(file: str, name: str) -> None:
    ids = {row[0] for row in MISSION if f"{file}::{name}`" in row[3]}

    assert name in functions(file), f"{file} has no test {name}."
    borne = set(OBLIGATION.findall(functions(file)[name]))
    assert borne == ids, f"{name}: missing {sorted(ids - borne)}, more {sorted(borne - ids)}."


def test_no_test_bears_an_obligation_that_the_mission_gives_to_another() -> None:
    known = set(NAMED_TESTS)
    stray = [
        f"{named(path)}::{name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for name, words in functions(named(path)).items()
        if OBLIGATION.search(words) and (named(path), name) not in known
    ]

    assert not stray


def commands(words: str) -> set[tuple[str, ...]]:
    """The commands in some text, without their arguments; `a|b` stands for both."""
    found: set[tuple[str, ...]] = set()
    for quoted in re.findall(r"`(?:\./)?continuity ([^`]+)`", words):
        parts = shlex.split(quoted)
        if parts[0].islower():  # COMMAND stands for any
            depth = 2 if parts[0] in GROUPS else 1
            found.update(product(*(part.split("|") for part in parts[:depth])))
    return found


def test_commands_are_found_in_a_sentence() -> None:
    found = commands("`./continuity demo` and `continuity reform plan|check FILE`, not `who`.")

    assert found == {("demo",), ("reform", "plan"), ("reform", "check")}


@cache
def spoken() -> set[tuple[str, ...]]:
    """Every command that the program has, its groups and its own options among them."""
    top: Any = typer.main.get_command(continuity.cli.app.app)
    found = {(option,) for one in top.params for option in one.opts}
    if '[ "${1-}" = test ]' in text("continuity"):  # the script's own, not the program's
        found.add(("test",))
    waiting = [((), top)]
    while waiting:
        path, command = waiting.pop()
        found.add(path)
        waiting += [((*path, id), one) for id, one in getattr(command, "commands", {}).items()]
    return found


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_the_commands_that_a_page_names_are_there(path: Path) -> None:
    unknown = commands(text(named(path))) - spoken()

    assert not unknown, f"{named(path)}: {unknown}"


def test_no_two_rooms_of_casework_refuse_with_one_code() -> None:
    files = sorted((ROOT / "src/continuity/casework").rglob("*.py"))
    code = re.compile(r'^    "([a-z-]+)": \($', re.MULTILINE)
    found = [
        (id, file.name)
        for file in files
        for id in code.findall(file.read_text("utf-8"))
        if "WORDS" in file.read_text("utf-8")
    ]
    codes = [id for id, _ in found]

    assert [pair for pair in found if codes.count(pair[0]) > 1] == []
