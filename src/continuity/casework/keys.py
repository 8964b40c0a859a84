"""The keys of the settings, as the ring that seals and the key of the blind index."""

from __future__ import annotations

from django.conf import settings

from continuity.casework.sealed import Ring


def ring() -> Ring:
    """The keys that open personal data, the one that seals first."""
    found: Ring = settings.CONTINUITY_KEYS
    return found


def blind_key() -> bytes:
    """The key under which identity numbers are looked up; it never rotates without a re-index."""
    found: bytes = settings.CONTINUITY_BLIND_KEY
    return found
