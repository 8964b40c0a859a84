"""The vault: what is put comes back whole, and nobody reads it off the disk."""

from __future__ import annotations

import errno
import os
import signal

import pytest
from django.conf import settings

from continuity.casework import vault
from continuity.casework.refused import Refused
from tests.integration.casework import refused

CONTENT = "Giấy chứng nhận đăng ký mẫu con dấu".encode() * 40


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path), raising=False)
    return tmp_path / "files"


def lying(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_comes_back_and_the_disk_holds_nothing_of_it(folder):
    kept = vault.put(CONTENT)

    assert vault.get(kept) == CONTENT
    assert kept.size == len(CONTENT)
    (path,) = lying(folder)
    assert CONTENT[:20] not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_the_same_content_twice_is_two_files_that_share_nothing(folder):
    one, two = vault.put(CONTENT), vault.put(CONTENT)

    first, second = (path.read_bytes() for path in lying(folder))
    assert first != second
    with refused("file-lost"):
        vault.get(two._replace(name=one.name, wrapped=one.wrapped, digest="0" * 64))


def test_a_key_opens_no_other_file(folder):
    one, two = vault.put(CONTENT), vault.put(CONTENT)

    with refused("unreadable"):
        vault.get(one._replace(wrapped=two.wrapped))


@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_file_that_was_harmed_is_said_and_never_given(folder, harm):
    kept = vault.put(CONTENT)
    (path,) = lying(folder)
    held = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(held[:9] if harm == "cut" else held[:-1] + bytes([held[-1] ^ 1]))

    with refused("file-lost"):
        vault.get(kept)


@pytest.mark.parametrize(
    ("fault", "en", "vi"),
    [
        (errno.ENOSPC, "no space left", "hết chỗ"),
        (errno.EIO, "cannot write to its disk", "không ghi được"),
    ],
)
def test_a_disk_that_fails_is_a_word_and_leaves_nothing_half(folder, monkeypatch, fault, en, vi):
    def full(handle):
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(Refused) as error:
        vault.put(CONTENT)

    assert error.value.code == "not-kept"
    assert en in error.value.en
    assert vi in error.value.vi
    assert lying(folder) == []


def test_what_is_shredded_is_gone_and_may_be_shredded_again(folder):
    kept = vault.put(CONTENT)

    vault.shred(kept)
    vault.shred(kept)

    assert lying(folder) == []
    with refused("file-lost"):
        vault.get(kept)


def test_a_new_key_wraps_the_old_files_anew_and_the_old_key_may_go(folder, monkeypatch):
    kept = vault.put(CONTENT)
    old = dict(settings.CONTINUITY_KEYS)

    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32, **old})
    anew = kept._replace(wrapped=vault.rewrapped(kept))
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32})

    assert vault.get(anew) == CONTENT
    with refused("unreadable"):
        vault.get(kept)


def test_without_a_folder_it_says_which_setting(monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_HOME", "")

    with refused("no-files"):
        vault.put(CONTENT)


def test_a_disk_that_fills_up_in_midst_leaves_nothing_behind(folder):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then write() fails as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with refused("not-kept"):
            vault.put(os.urandom(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)

    assert not lying(folder)
    assert vault.get(vault.put(CONTENT)) == CONTENT
