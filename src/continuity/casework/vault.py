"""Files of cases: each sealed under a random key of its own, which is wrapped by the ring.

A file on the disk is unreadable without the wrapped key in its row: where the row goes, the file is
shredded, in every backup of the folder too. What is put is whole on the disk before its row is
written, and never half: a transaction that fails afterwards leaves a file that nobody can open.
"""

from __future__ import annotations

import errno
import hashlib
import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from continuity.accounts.ids import uuid7
from continuity.casework import keys
from continuity.casework.refused import Refused
from continuity.casework.sealed import NONCE, opened, sealed
from continuity.core.procedure import Words

FIELD = "file"


class Kept(NamedTuple):
    """What a row keeps of a file: its name in the vault, what it was, and its own key, wrapped."""

    name: str
    digest: str
    """SHA-256 of the content, in hex."""
    size: int
    wrapped: bytes


def put(content: bytes) -> Kept:
    """Keeps a file; raises `Refused` (not-kept) where the disk is full, and leaves nothing there."""
    id, key, nonce = uuid7(), os.urandom(32), os.urandom(NONCE)
    wrapped = sealed(keys.ring(), id, FIELD, key.hex())
    path = _path(id.hex)
    try:
        _written(path, nonce + AESGCM(key).encrypt(nonce, content, id.bytes))
    except OSError as fault:
        raise Refused("not-kept", why=_why(fault)) from None
    return Kept(id.hex, hashlib.sha256(content).hexdigest(), len(content), wrapped)


def get(kept: Kept) -> bytes:
    """The content of a file; raises `Refused` where it is gone or is not what was put."""
    id = uuid.UUID(kept.name)
    key = bytes.fromhex(opened(keys.ring(), id, FIELD, bytes(kept.wrapped)))
    try:
        found = _path(kept.name).read_bytes()
        content = AESGCM(key).decrypt(found[:NONCE], found[NONCE:], id.bytes)
    except (OSError, InvalidTag, ValueError):
        raise Refused("file-lost", name=kept.name) from None
    if hashlib.sha256(content).hexdigest() != kept.digest:
        raise Refused("file-lost", name=kept.name)
    return content


def shred(kept: Kept) -> None:
    """The file goes; whoever shreds deletes the row as well, which holds the only key."""
    with suppress(FileNotFoundError):
        _path(kept.name).unlink()


def rewrapped(kept: Kept) -> bytes:
    """The file's own key, wrapped anew under the ring's first key; the file stays as it is."""
    id = uuid.UUID(kept.name)
    return sealed(keys.ring(), id, FIELD, opened(keys.ring(), id, FIELD, bytes(kept.wrapped)))


def _folder() -> Path:
    if not settings.CONTINUITY_HOME:
        raise Refused("no-files")
    return Path(settings.CONTINUITY_HOME) / "files"


def _path(name: str) -> Path:
    # The end of a UUIDv7 is random; its beginning is the time, which would fill one folder a day.
    return _folder() / name[-2:] / uuid.UUID(name).hex


def _written(path: Path, content: bytes) -> None:
    """Whole or not at all, also where the power goes: a file of another name, made sure, then named."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        _settle(path.parent)
    except OSError:
        half.unlink(missing_ok=True)
        raise


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def _why(fault: OSError) -> Words:
    """What the disk said, for somebody who has never heard of one; the system's own words are English."""
    if fault.errno in FULL:
        return Words("máy chủ đã hết chỗ chứa", "the server has no space left")
    return Words("máy chủ không ghi được lên ổ đĩa", "the server cannot write to its disk")


def _settle(folder: Path) -> None:
    """A name is on the disk only when its folder is; Windows has no such thing to ask for."""
    if os.name == "nt":
        return
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)
