"""The vault keeps a file whole or not at all, and only who has its row can read it."""

from __future__ import annotations

import os
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import override_settings

from continuity.casework import keys, vault
from continuity.casework.sealed import key_of
from tests.integration.casework import refused

PAPER = "Giấy chứng nhận".encode() * 1000


@pytest.fixture
def home(tmp_path):
    with override_settings(CONTINUITY_HOME=str(tmp_path)):
        yield tmp_path


def files(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", PAPER, os.urandom(3_000_000)], ids=len)
def test_what_was_put_is_got_back_and_nobody_reads_it_on_the_disk(home, content):
    kept = vault.put(content)

    (path,) = files(home)
    assert vault.get(kept) == content
    assert kept.size == len(content)
    assert path.stat().st_mode & 0o077 == 0
    assert not content or content[:8] not in path.read_bytes()
    assert list(vault.names()) == [kept.name]


def test_the_same_bytes_twice_are_two_files_that_have_nothing_in_common(home):
    one, two = vault.put(PAPER), vault.put(PAPER)

    a, b = (path.read_bytes() for path in files(home))
    assert one.digest == two.digest
    assert sum(x == y for x, y in zip(a, b, strict=True)) < len(a) / 20


@pytest.mark.parametrize("spot", [0, 1, 12, 13, 500, -1])
def test_a_changed_byte_is_noticed(home, spot):
    kept = vault.put(PAPER)
    (path,) = files(home)
    held = bytearray(path.read_bytes())
    held[spot] ^= 1
    path.write_bytes(held)

    # The first byte is the version; it is bound to the rest.
    if spot:
        with refused("file-changed"):
            vault.get(kept)
    path.write_bytes(path.read_bytes()[: len(held) // 2])
    with refused("file-changed"):
        vault.get(kept)


def test_a_file_does_not_open_under_the_name_or_the_key_of_another(home):
    one, two = vault.put(PAPER), vault.put(b"other")
    paths = {path.name: path for path in files(home)}
    paths[two.name.hex].write_bytes(paths[one.name.hex].read_bytes())

    with refused("file-changed"):
        vault.get(two)
    with refused("unreadable"):
        vault.get(replace(one, wrapped=two.wrapped))


def test_keys_rotate_and_the_file_stays_as_it_is(home):
    kept = vault.put(PAPER)
    before = files(home)[0].read_bytes()
    older = dict(keys.ring())

    with override_settings(CONTINUITY_KEYS={"new": b"\7" * 32, **older}):
        anew = replace(kept, wrapped=vault.rewrapped(kept))
        assert key_of(anew.wrapped) == "new"
    with override_settings(CONTINUITY_KEYS={"new": b"\7" * 32}):
        assert vault.get(anew) == PAPER
        with refused("unreadable"):
            vault.get(kept)

    assert files(home)[0].read_bytes() == before


def test_what_was_shredded_is_gone_and_says_so(home):
    kept = vault.put(PAPER)

    assert vault.shred(kept.name)
    assert not vault.shred(kept.name)
    assert not files(home)
    with refused("file-gone"):
        vault.get(kept)


def test_a_full_disk_leaves_nothing_behind_and_a_clear_word(home, monkeypatch):
    resource = pytest.importorskip("resource")
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(
        signal.SIGXFSZ, signal.SIG_IGN
    )  # as on a full disk: write() fails in midst
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with refused("not-kept"):
            vault.put(os.urandom(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)

    assert not files(home)
    assert vault.get(vault.put(PAPER)) == PAPER


def test_a_folder_that_may_not_be_made_is_refused(tmp_path):
    (tmp_path / "files").write_text("somebody's file")

    with override_settings(CONTINUITY_HOME=str(tmp_path)), refused("not-kept"):
        vault.put(PAPER)
    with override_settings(CONTINUITY_HOME=""), refused("no-home"):
        vault.put(PAPER)


def test_what_is_still_being_written_is_no_file_of_the_vault(home):
    kept = vault.put(PAPER)
    (home / "files" / "ab").mkdir()
    (home / "files" / "ab" / f"{uuid.uuid4().hex}.part").write_bytes(b"half")

    assert list(vault.names()) == [kept.name]
