"""Help, wrong use and the names of functions, in both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import continuity
from continuity.cli.commands import app
from continuity.cli.functions import function_of
from continuity.packs.names import unmarked
from continuity.packs.vn import Pack, pack, texts

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "COMMAND", "Error")


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


def vietnamese(*arguments):
    """The command in a process of its own: help is put into words when it is imported."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "continuity", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "CONTINUITY_LANG": "vi"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["who", "--help"], 0),
        (["crosswalk", "--help"], 0),
        (["reform", "--help"], 0),
        (["who", "seals"], 2),
        (["unit", "--on"], 2),
        (["unit", "--of"], 2),
        (["crosswalk", "1", "2", "3"], 2),
        (["nonsense"], 2),
    ],
)
def test_vietnamese_help_and_wrong_use_have_no_english(arguments, code):
    told = vietnamese(*arguments)
    page = told.stdout + told.stderr

    assert told.returncode == code
    assert not [word for word in ENGLISH if word in page], page
    assert not [word for word in ("Missing", "such", "unexpected", "requires") if word in page]
    assert "python -m" not in page
    assert "Cách dùng: continuity" in page or "Lỗi: " in page


def test_the_version_is_printed():
    assert CliRunner().invoke(app, ["--version"]).stdout == f"continuity {continuity.__version__}\n"


def test_wrong_options_cannot_steer_the_terminal():
    told = CliRunner().invoke(app, ["who", "--\x1b[31m"]).stderr

    assert "\\x1b[31m" in told
    assert "\x1b" not in told


def test_help_of_who_lists_every_function():
    page = " ".join(CliRunner().invoke(app, ["who", "--help"]).stdout.split())

    assert "Functions:" in page
    assert not [id for id in pack().functions if id not in page]
    assert "bằng lái" in page


def test_every_word_of_a_function_means_it_with_and_without_marks():
    for id, tree in pack().functions.items():
        labels = tree["labels"]
        for word in (id, labels["vi"], labels["en"], *texts(tree["words"])):
            for written in (word, word.upper(), unmarked(word), f"  {word} "):
                assert function_of(pack(), written) == id


def test_an_everyday_word_is_answered_by_id():
    told = CliRunner().invoke(
        app, ["who", "BẰNG LÁI", "Tỉnh Hải Dương", "--on", "2025-02-20", "--json"]
    )

    assert json.loads(told.stdout)["function"] == "driving-licences"


def test_a_word_of_several_functions_is_wrong_use_and_lists_them(capsys):
    both = {
        id: {"labels": {"vi": id, "en": id}, "words": ["giấy tờ"]} for id in ("seals", "residence")
    }
    source = Pack()
    source.__dict__["functions"] = {**both, "other": {"labels": {"vi": "Khác", "en": "Other"}}}

    with pytest.raises(SystemExit) as ended:
        function_of(source, "GIAY TO")

    assert ended.value.code == 2
    assert "Choose one: residence, seals." in capsys.readouterr().err
