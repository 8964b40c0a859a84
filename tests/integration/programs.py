"""Programs for the stories: each bears the token of somebody's seat and speaks JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client

from continuity.accounts import tokens
from continuity.accounts.today import today
from continuity.journal.record import Actor
from tests.people import THE_OPERATOR

ROOT = "/api/v1"
KEYS = count()
WORK = ("processing", "intake")


def token(
    actor: Actor, agency: str = "", role: str = "officer", purposes: Any = WORK, days: int = 30
) -> str:
    """A token of a seat; without an agency, somebody's own."""
    told = {"agency": agency, "role": role, "purposes": purposes} if agency else {}
    until = today() + timedelta(days=days)
    return tokens.give(actor.id[2:], until, actor=THE_OPERATOR, **told).text


class Program:
    """A client with a token, on a day of the demo where one is given."""

    def __init__(self, token: str = "", on: str = "", language: str = "en") -> None:
        headers = {"accept-language": language}
        headers |= {"authorization": f"Bearer {token}"} if token else {}
        headers |= {"continuity-day": on} if on else {}
        self.client = Client(
            headers=headers, SERVER_NAME="localhost", raise_request_exception=False
        )

    def get(self, address: str) -> Any:
        """What is answered."""
        return self.client.get(ROOT + address)

    def post(self, address: str, body: Any = None, key: str | None = None) -> Any:
        """What is answered to something that is sent, under a key of its own unless one is given."""
        key = f"k-{next(KEYS)}" if key is None else key
        headers = {"idempotency-key": key} if key else {}
        sent = b"" if body is None else json.dumps(body)
        return self.client.post(
            ROOT + address, sent, content_type="application/json", headers=headers
        )

    def act(self, number: str, verb: str, key: str | None = None, **sent: Any) -> Any:
        """One verb of a case."""
        return self.post(f"/cases/{number}/{verb}", sent, key)


def right(response: Any, status: int = 200) -> Any:
    """The answer, which is a right one."""
    assert response.status_code == status, response.content.decode()
    return json.loads(response.content)


def wrong(response: Any, status: int, code: str) -> Any:
    """The problem, which is this one."""
    assert response["Content-Type"] == "application/problem+json", response.content
    told = json.loads(response.content)
    assert (response.status_code, told["code"]) == (status, code), told
    assert told["detail"]
    return told
