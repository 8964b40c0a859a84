"""Short messages by HTTP: JSON to the address of a gateway, which reports what became of each.

Gateways differ in the names of their fields, so the body is a template. Ours is signed, and so must
the report be: see docs/notices.md.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings

from continuity.casework.notices.letter import Letter, NotSent
from continuity.casework.notices.signed import headers

TIMEOUT = 15.0
REPORTS = "/api/v1/notices/reports"
BUSY = (408, 425, 429)
"""Answers of the 400s that mean: later."""


def ready() -> bool:
    """True where the settings name a gateway."""
    return bool(settings.CONTINUITY_SMS)


def send(letter: Letter) -> None:
    """Hands a message to the gateway; raises `NotSent`, lasting where it will never take it."""
    told = {
        "id": letter.id, "to": letter.address, "text": letter.text,
        "from": settings.CONTINUITY_SMS_FROM,
        "report": settings.CONTINUITY_SITE.rstrip("/") + REPORTS if settings.CONTINUITY_SITE else "",
    }  # fmt: skip
    import requests  # with a gateway only: 4 MB

    body = json.dumps(_filled(settings.CONTINUITY_SMS_BODY, told)).encode()
    shared = settings.CONTINUITY_SMS_SECRET
    signed = headers(shared, letter.id, int(time.time()), body)
    more = {"Content-Type": "application/json", "Authorization": f"Bearer {shared}"}
    try:
        answer = requests.post(
            settings.CONTINUITY_SMS, data=body, headers={**more, **signed}, timeout=TIMEOUT,
            allow_redirects=False, stream=True,
        )  # fmt: skip
        answer.close()
    except requests.Timeout:
        raise NotSent("sms-slow") from None
    except requests.RequestException:
        raise NotSent("sms-away") from None
    status = answer.status_code
    if not 200 <= status < 300:
        lasting = 400 <= status < 500 and status not in (*BUSY, 401, 403)
        raise NotSent(f"sms-{status}", lasting=lasting)


def _filled(template: Any, told: dict[str, str]) -> Any:  # any JSON value
    """The template with `{name}` in its texts replaced; nothing else in them has a meaning."""
    if isinstance(template, str):
        for name, text in told.items():
            if template == f"{{{name}}}":
                return text
        return template
    if isinstance(template, dict):
        return {key: _filled(one, told) for key, one in template.items()}
    if isinstance(template, list):
        return [_filled(one, told) for one in template]
    return template
