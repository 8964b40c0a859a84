"""A key where it lies, as something that signs: a PKCS#12 file or a token over PKCS#11.

Whatever the key turns out to be, its certificate must be the one that the register has for the agency;
else a file that somebody exchanged would sign in an agency's name.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509
from asn1crypto.pem import armor
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner

from continuity.casework.documents.holding import Key
from continuity.casework.documents.words import Refused

_token = threading.Lock()
"""A token is logged in to once for a process; threads take turns."""


@contextmanager
def ready(key: Key, on: date) -> Iterator[Signer]:
    """The key of a row, ready to sign; refused where it is missing, locked, another, or expired."""
    own = key.chain[0]
    if not own.not_valid_before_utc.date() <= on <= own.not_valid_after_utc.date():
        raise Refused("certificate-expired", agency=key.agency, on=on,
                      until=own.not_valid_after_utc.date())  # fmt: skip
    if key.kind == "pkcs12":
        yield _of_file(key)
    elif key.kind == "pkcs11":
        with _of_token(key) as signer:
            yield signer
    else:
        raise Refused("key-elsewhere", agency=key.agency)


def certificates_at(kind: str, place: str) -> str:
    """The certificates of a key in a file of ours as PEM, its own first; refused where it opens not."""
    if kind != "pkcs12":
        raise Refused("no-certificate")
    signer = _opened(place)
    own = _own(signer)
    chain = [own, *(one for one in signer.cert_registry if one.sha256 != own.sha256)]
    return "".join(armor("CERTIFICATE", one.dump()).decode("ascii") for one in chain)


def _of_file(key: Key) -> Signer:
    signer = _opened(key.place)
    if _own(signer).sha256 != key.thumbprint:
        raise Refused("key-another", place=key.place, agency=key.agency)
    return signer


def _own(signer: Signer) -> x509.Certificate:
    assert signer.signing_cert is not None, "whoever opened it has looked"
    return signer.signing_cert


def _opened(place: str) -> Signer:
    if "/" in place or place.startswith("."):
        raise Refused("key-place-wrong", place=place)
    path = _folder() / place
    try:
        changed = path.stat().st_mtime_ns
    except OSError as fault:
        raise Refused("key-file-missing", place=place, fault=fault.strerror) from None
    if not path.is_file():
        raise Refused("key-file-wrong", place=place)
    signer = _loaded(str(path), changed, _secret(place, "CONTINUITY_KEY_SECRET"))
    if signer is None or signer.signing_cert is None:
        raise Refused("key-file-wrong", place=place)
    return signer


@lru_cache(maxsize=64)  # deriving the key of the file from its password takes longer than signing
def _loaded(path: str, changed: int, secret: str) -> Signer | None:
    return SimpleSigner.load_pkcs12(path, passphrase=secret.encode() or None)


@contextmanager
def _of_token(key: Key) -> Iterator[Signer]:
    module = settings.CONTINUITY_PKCS11
    if not module:
        raise Refused("no-token-module")
    label, _, name = key.place.partition("/")
    own, *above = [
        x509.Certificate.load(one.public_bytes(encoding=Encoding.DER)) for one in key.chain
    ]
    with _token:
        try:
            session = open_pkcs11_session(
                module,
                token_criteria=TokenCriteria(label=label),
                user_pin=_secret(label, "CONTINUITY_PKCS11_PIN"),
            )
        except (PKCS11Error, RuntimeError, OSError) as fault:
            raise Refused("token-closed", place=label, fault=type(fault).__name__) from None
        try:
            # A token that signs by elliptic curves may leave the hashing to whoever asks.
            bare = own.public_key.algorithm == "ec"
            yield PKCS11Signer(
                session, signing_cert=own, ca_chain=set(above), key_label=name,
                use_raw_mechanism=bare,
            )  # fmt: skip
        except (PKCS11Error, SigningError) as fault:
            raise Refused("token-closed", place=label, fault=type(fault).__name__) from None
        finally:
            session.close()


def _folder() -> Path:
    if not settings.CONTINUITY_HOME:
        raise Refused("no-files")
    return Path(settings.CONTINUITY_HOME) / "keys"


def _secret(place: str, setting: str) -> str:
    """What opens a key: a file beside it that only we may read, or a setting for all of them."""
    path = _folder() / f"{place}.secret" if settings.CONTINUITY_HOME else None
    if path and path.is_file():
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise Refused("secret-open", place=path.name)
        return path.read_text(encoding="utf-8").strip()
    return str(getattr(settings, setting))
