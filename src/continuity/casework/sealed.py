"""Personal data at rest: sealed with AES-256-GCM, found by a blind index.

A ciphertext names its key and is bound to its case and its field: moved to another row or column it
cannot be opened. The first key of the ring seals, all of them open. The blind index is an HMAC under
a key of its own, so that whoever copies the table cannot try out identity numbers.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
import uuid
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from continuity.casework.refused import Refused

VERSION = b"\x01"
NONCE = 12
"""Bytes; random ones are safe for 2^32 messages under one key (NIST SP 800-38D, 8.3)."""

Ring = Mapping[str, bytes]
"""Keys of 32 bytes by their ids, the one that seals first."""


def sealed(ring: Ring, case: uuid.UUID, field: str, text: str) -> bytes:
    """The ciphertext of a field of a case, under the ring's first key."""
    if not ring:
        raise Refused("no-key", setting="CONTINUITY_KEYS")
    id, key = next(iter(ring.items()))
    head = VERSION + bytes([len(id.encode())]) + id.encode()
    nonce = os.urandom(NONCE)
    return head + nonce + AESGCM(key).encrypt(nonce, text.encode(), _bound(head, case, field))


def opened(ring: Ring, case: uuid.UUID, field: str, ciphertext: bytes) -> str:
    """The text of a field; refused under a lost key, or where it belongs to another case or field."""
    head, rest = _split(ciphertext)
    key = ring.get(key_of(ciphertext))
    if key is None or len(rest) < NONCE:
        raise Refused("unreadable", field=field)
    try:
        text = AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], _bound(head, case, field))
    except InvalidTag:
        raise Refused("unreadable", field=field) from None
    return text.decode()


def key_of(ciphertext: bytes) -> str:
    """The id of the key under which something is sealed, or '' where it is no ciphertext of ours."""
    head, _ = _split(ciphertext)
    return head[2:].decode(errors="replace") if head[:1] == VERSION else ""


def renewed(ring: Ring, case: uuid.UUID, field: str, ciphertext: bytes | None) -> bytes | None:
    """A field sealed anew under the ring's first key; None where that is done, or nothing is kept."""
    text = bytes(ciphertext or b"")
    if not text or key_of(text) == next(iter(ring)):
        return None
    return sealed(ring, case, field, opened(ring, case, field, text))


def blind(key: bytes, identity: str) -> bytes:
    """What an identity number is found by; the same however it is spaced or cased.

    Refuses one without a letter or digit: it would find everybody who has none.
    """
    if not key:
        raise Refused("no-key", setting="CONTINUITY_BLIND_KEY")
    plain = unicodedata.normalize("NFKC", identity).upper()
    letters = "".join(letter for letter in plain if letter.isalnum())
    if not letters:
        raise Refused("no-identity", identity=identity)
    return hmac.new(key, letters.encode(), hashlib.sha256).digest()


def _split(ciphertext: bytes) -> tuple[bytes, bytes]:
    end = 2 + (ciphertext[1] if len(ciphertext) > 1 else 0)
    return ciphertext[:end], ciphertext[end:]


def _bound(head: bytes, case: uuid.UUID, field: str) -> bytes:
    return head + case.bytes + field.encode()
