"""Signatures of what one machine tells another, by the Standard Webhooks: over id, time and body.

Whoever gets a message looks at the signature before anything else, at the time against replays of long
ago, and drops an id that it has seen.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping

PREFIX = "whsec_"
TOLERANCE = 300
"""Seconds by which the two clocks may differ."""


def secret() -> str:
    """A new secret as the receiver is given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(shared: str, id: str, at: int, body: bytes) -> dict[str, str]:
    """The three headers of a message that is sent at an instant (Unix seconds)."""
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{_signature(shared, id, str(at), body)}",
    }


def holds(shared: str, told: Mapping[str, str], body: bytes, now: int) -> bool:
    """True where one of the signatures is ours and the time is near; names of headers are lower case."""
    id, at = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not shared or not id or not (at.isascii() and at.isdigit() and len(at) <= 12):
        return False
    if abs(now - int(at)) > TOLERANCE:
        return False
    expected = _signature(shared, id, at, body).encode()
    given = (one.partition(",") for one in told.get("webhook-signature", "").split(" "))
    # All of them are compared, so that the time tells nothing of which one was near.
    found = [
        hmac.compare_digest(expected, text.encode()) for kind, _, text in given if kind == "v1"
    ]
    return any(found)


def _signature(shared: str, id: str, at: str, body: bytes) -> str:
    message = b".".join((id.encode(), at.encode(), body))
    return base64.b64encode(hmac.new(_key(shared), message, hashlib.sha256).digest()).decode()


def _key(shared: str) -> bytes:
    """The bytes of a secret: those that it spells in Base64 after its prefix, else its own."""
    if shared.startswith(PREFIX):
        return base64.b64decode(shared.removeprefix(PREFIX))
    return shared.encode()
