"""Files at rest: papers and evidence, each sealed under a key of its own, under CONTINUITY_HOME/files.

A file's key is random and is kept beside the row that names the file, wrapped by the ring. So keys
rotate without a file being touched, and a file of which the row has gone can be read by nobody, in
no backup either. A file is written whole or not at all, and is never written twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from continuity.casework import keys
from continuity.casework.refused import WORDS, Refused
from continuity.casework.sealed import NONCE, VERSION, opened, sealed

FIELD = "file"
"""To what a wrapped key is bound, beside the file's name."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row must keep of a file: without `wrapped` it can never be read again."""

    name: uuid.UUID
    digest: bytes
    size: int
    wrapped: bytes


def put(content: bytes) -> Kept:
    """Keeps some bytes; when this returns they are on the disk, and so is the folder's line of them.

    Where the transaction of the row is rolled back, what stays behind has lost its key.
    Raises `Refused` where the disk is full or may not be written; then nothing is left of it.
    """
    name, key, nonce = uuid.uuid4(), AESGCM.generate_key(256), os.urandom(NONCE)
    wrapped = sealed(keys.ring(), name, FIELD, key.hex())
    _write(_path(name), VERSION + nonce + AESGCM(key).encrypt(nonce, content, _bound(name)))
    return Kept(name, hashlib.sha256(content).digest(), len(content), wrapped)


def get(kept: Kept) -> bytes:
    """The bytes of a file; refused where it is gone, changed, or its key cannot be unwrapped."""
    key = bytes.fromhex(opened(keys.ring(), kept.name, FIELD, kept.wrapped))
    try:
        held = _path(kept.name).read_bytes()
    except FileNotFoundError:
        raise Refused("file-gone", name=kept.name) from None
    except OSError as fault:
        raise Refused("file-unreadable", name=kept.name, fault=fault.strerror) from None
    nonce, rest = held[1 : NONCE + 1], held[NONCE + 1 :]
    try:
        content = AESGCM(key).decrypt(nonce, rest, _bound(kept.name))
    except (InvalidTag, ValueError):
        raise Refused("file-changed", name=kept.name) from None
    if hashlib.sha256(content).digest() != kept.digest:
        raise Refused("file-changed", name=kept.name)
    return content


def rewrapped(kept: Kept) -> bytes:
    """The file's key, wrapped by the first key of the ring; the file stays as it is."""
    ring = keys.ring()
    return sealed(ring, kept.name, FIELD, opened(ring, kept.name, FIELD, kept.wrapped))


def shred(name: uuid.UUID) -> bool:
    """Takes a file away for good, and says whether it was there; its row forgets the wrapped key."""
    path = _path(name)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as fault:
        raise Refused("file-unreadable", name=name, fault=fault.strerror) from None
    _settle(path.parent)
    return True


def names() -> Iterator[uuid.UUID]:
    """Every file that lies in the vault; one that no row names has lost its key and may go."""
    for path in sorted(_folder().glob("??/*")):
        with contextlib.suppress(ValueError):  # one that is still being written
            yield uuid.UUID(path.name)


def _folder() -> Path:
    if not settings.CONTINUITY_HOME:
        raise Refused("no-home")
    return Path(settings.CONTINUITY_HOME) / "files"


def _path(name: uuid.UUID) -> Path:
    return _folder() / name.hex[:2] / name.hex


def _bound(name: uuid.UUID) -> bytes:
    return VERSION + name.bytes


def _write(path: Path, content: bytes) -> None:
    """To a file beside it first, which is renamed when the disk has it all."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        _settle(path.parent)
    except OSError as fault:
        for left in (part, path):
            with contextlib.suppress(OSError):
                left.unlink()
        raise Refused("not-kept", fault=fault.strerror) from None


def _settle(folder: Path) -> None:
    """A rename is on the disk only when its folder is; Windows has no such thing to ask for."""
    if os.name == "nt":
        return
    opened_folder = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened_folder)
    finally:
        os.close(opened_folder)


WORDS.update(
    {
        "no-home": (
            "Chưa có thư mục lưu tệp; đặt CONTINUITY_HOME.",
            "There is no folder for files; set CONTINUITY_HOME.",
        ),
        "not-kept": (
            "Không lưu được tệp ({fault}), chưa có gì được ghi; hãy giải phóng ổ đĩa rồi thử lại.",
            "The file could not be kept ({fault}), nothing was written; make room, then try again.",
        ),
        "file-gone": (
            "Tệp {name} không còn: đã được tiêu huỷ, hoặc thư mục tệp chưa được khôi phục.",
            "File {name} is gone: it was destroyed, or the folder of files was not restored.",
        ),
        "file-unreadable": (
            "Không truy cập được tệp {name} ({fault}); hãy báo quản trị viên.",
            "File {name} cannot be reached ({fault}); call whoever runs the machine.",
        ),
        "file-changed": (
            "Tệp {name} đã bị thay đổi hoặc hỏng kể từ khi lưu; hãy lấy lại từ bản sao lưu.",
            "File {name} was changed or damaged since it was kept; bring it back from a backup.",
        ),
    }
)
