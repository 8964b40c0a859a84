"""What an authenticator shows (RFC 6238), worked out by ourselves."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time


def code(secret: str, ahead: int = 0) -> str:
    """Six digits of this half minute, or of one ahead."""
    counter = int(time.time()) // 30 + ahead
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06}"
