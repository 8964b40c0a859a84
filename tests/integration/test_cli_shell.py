"""The command in a shell: streams that are closed or full, folders that are missing, bad caches."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from continuity.cli import cache
from continuity.cli.state import loaded
from continuity.core.lineage import Lineage
from continuity.core.packed import packed
from continuity.core.world import World

ROOT = Path(__file__).resolve().parents[2]
WHO = "who seals 'Hà Nội' --on 2025-07-01"
TABLE = "crosswalk 2025-06-30 2025-07-01"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.getbasetemp() / "home"


def shell(line, home, **environment):
    """Runs a line of bash in which `continuity` is the command."""
    command = f'continuity() {{ "{sys.executable}" -P -m continuity "$@"; }}; set -o pipefail; '
    settings = {"CONTINUITY_HOME": str(home), "CONTINUITY_LANG": "en", **environment}
    return subprocess.run(
        ["bash", "-c", command + line],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (f"continuity {WHO} >&-", {0}),
        (f"continuity {WHO} >&- 2>&-", {0}),
        ("continuity who dragons 'Hà Nội' --on 2025-07-01 2>&-", {2}),
        (f"continuity {TABLE} | head -1", {0, 141}),
        pytest.param(
            f"continuity {WHO} >/dev/full",
            {74},
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full"),
        ),
        pytest.param(
            f"continuity {TABLE} >/dev/full",
            {74},
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full"),
        ),
    ],
)
def test_nobody_who_listens_is_no_traceback(line, codes, home):
    ended = shell(line, home)

    assert ended.returncode in codes
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == (1 if codes == {74} else 0)


def test_without_a_home_nothing_is_kept(monkeypatch):
    def homeless():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CONTINUITY_HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(cache, "PACKAGE", Path("/usr/lib/python3/continuity"))
    monkeypatch.setattr(cache.Path, "home", homeless)

    assert cache.homes() == []
    assert cache.kept("world-1.json", lambda: {"made": 1}, lambda content: content) == {"made": 1}


def test_a_relative_xdg_folder_is_ignored(monkeypatch, tmp_path):
    monkeypatch.delenv("CONTINUITY_HOME", raising=False)
    monkeypatch.setattr(cache, "PACKAGE", Path("/usr/lib/python3/continuity"))
    monkeypatch.setenv("HOME", str(tmp_path))

    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache.homes() == [tmp_path / ".cache" / "continuity"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.homes() == [tmp_path / "xdg" / "continuity"]


def test_a_checkout_that_cannot_be_written_to_keeps_in_the_xdg_folder(monkeypatch, tmp_path):
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / ".continuity").write_text("a file where the folder would be")
    monkeypatch.delenv("CONTINUITY_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr(cache, "PACKAGE", tmp_path / "src" / "continuity")
    made = iter([{"made": 1}])

    first = cache.kept("world-1.json", lambda: next(made), lambda content: content)
    again = cache.kept("world-1.json", lambda: next(made), lambda content: content)

    assert first == again == {"made": 1}
    assert len(list((tmp_path / "xdg/continuity/cache").iterdir())) == 1


@pytest.mark.parametrize(
    "content",
    [{}, [], None, {"world": []}, {"world": {"spans": [], "cites": []}, "index": {}}],
)
def test_what_is_no_world_is_not_believed(content):
    with pytest.raises(cache.BROKEN):
        loaded(content)


def test_an_index_that_is_no_map_of_lists_is_not_believed():
    rows = packed(World(date(2025, 1, 1), Lineage({}, {}, {}, {}), {}, {}, ()))

    assert loaded({"world": rows, "index": {"ha noi": ["01"]}})[1] == {"ha noi": ["01"]}
    for index in ([], {}, {"ha noi": "01"}, None):
        with pytest.raises(cache.BROKEN):
            loaded({"world": rows, "index": index})


def test_a_cache_that_is_not_ours_is_made_again(monkeypatch, tmp_path):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path))

    def kept():
        return cache.kept("world-1.json", lambda: {"made": [1]}, lambda content: content["made"][0])

    assert kept() == 1
    (file,) = (tmp_path / "cache").iterdir()
    ours = file.read_bytes()
    for content in ("{}", '{"made": []}', "[" * 100_000, "", "\xe9"):
        file.write_text(content, encoding="latin-1")
        assert kept() == 1
        assert file.read_bytes() == ours
