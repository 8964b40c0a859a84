"""What the sign-in parts ask of an installation: signing up is ours, second factors are sealed."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class People(DefaultAccountAdapter):
    """People are added by a steward, or sign up by `people.sign_up`; the part's own way is shut."""

    def is_open_for_signup(self, request: object) -> bool:
        """Never."""
        return False

    def _get_login_attempts_cache_key(self, request: object, **credentials: str) -> str:
        # By login alone: the part's own key holds the host's name too, which a client chooses.
        return str(credentials.get("username", ""))


class Sealed(DefaultMFAAdapter):
    """Secrets of second factors are sealed; the ring's first key seals, all of them open."""

    def encrypt(self, text: str) -> str:
        """The sealed text."""
        return _ring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text; raises `cryptography.fernet.InvalidToken` under a lost key."""
        return _ring().decrypt(encrypted_text.encode()).decode()


def _ring() -> MultiFernet:
    # Fernet is slow beside what seals a case's fields; here it is asked once a sign-in.
    return MultiFernet([Fernet(_derived(key)) for key in settings.CONTINUITY_KEYS.values()])


def _derived(key: bytes) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"continuity accounts second factor")
    return base64.urlsafe_b64encode(hkdf.derive(key))
