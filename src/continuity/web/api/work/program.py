"""The program that asks: whose token it bears, for which seat, and on which day it acts.

The day is today. In the demo, and only there, the header Continuity-Day names another one, so that a
program can live through the night of a reform as a page can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from continuity.accounts import tokens
from continuity.accounts.refused import Refused as NotSignedIn
from continuity.accounts.today import today
from continuity.accounts.tokens import Bearer
from continuity.casework.intake.applicants import Applicant, applicant, reading_as
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import Scope, reading, within
from continuity.pages import days
from continuity.pages.words import t
from continuity.web.api.problems import Stop

DAY_HEADER = "Continuity-Day"
KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
KEY_PARAMETER = {
    "in": "header", "name": KEY_HEADER, "required": True,
    "description": "The act's own key: sent again, the first answer comes again, nothing is done twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[\x21-\x7e]+$"},
    "example": "5f0c1d3e-7a51-4b1e-9d59-3a8f1c2b7e60",
}  # fmt: skip
ACTS: dict[str, Any] = {"parameters": [KEY_PARAMETER]}


@dataclass(frozen=True, slots=True)
class Program:
    """A bearer on a day; one without an agency acts for the person alone."""

    bearer: Bearer
    on: date

    @property
    def agency(self) -> str:
        """The agency for which it acts, '' for somebody's own."""
        return self.bearer.agency

    @contextmanager
    def reading(self, purpose: str = Purpose.PROCESSING) -> Iterator[None]:
        """A transaction that sees what the program may see, for a purpose of its token."""
        actor = self.bearer.actor
        if not self.agency:
            with reading_as(actor, self.on):
                yield
            return
        with self.scope(), reading(actor, self.agency, purpose, self.on):
            yield

    def scope(self) -> Any:
        """A block in which the verbs let the program do no more than its token says."""
        return within(Scope(self.bearer.role, self.bearer.purposes))

    def named(self, key: str) -> dict[str, Any]:
        """Who does a verb of the desk, where, when and by which key; refused without a seat."""
        if not self.agency:
            raise Refused("not-for-purpose", purpose=Purpose.APPLICANT)
        return {"actor": self.bearer.actor, "agency": self.agency, "on": self.on, "key": key}

    def bringing(self, key: str) -> dict[str, Any]:
        """The same for what an applicant does, alone or at a counter."""
        if self.agency:
            return self.named(key)
        identity = self.applicant().personal.identity
        return {"actor": self.bearer.actor, "identity": identity, "on": self.on, "key": key}

    def on_the_counter(self, papers: list[str]) -> list[str]:
        """The papers that an agency has before it; a problem where somebody's own program names any."""
        if papers and not self.agency:
            said = t("Mục này dành cho giấy tờ nộp tại quầy; hãy tải giấy tờ lên ở trang của bạn.",
                     "Only a counter says which papers lie there; upload on your page.")  # fmt: skip
            raise Stop("wrong-input", [("#/body/papers", said)])
        return papers

    def applicant(self) -> Applicant:
        """The proved identity of whoever's token it is; refused where none is proved."""
        with reading_as(self.bearer.actor, self.on):
            found = applicant()
        if found is None:
            raise Refused("not-proved")
        return found


class Token(HttpBearer):
    """Asks for a token; what it finds is the view's `request.auth`."""

    def __call__(self, request: HttpRequest) -> Program:
        """The program; raises `Stop` without a token that is good."""
        found: Program | None = super().__call__(request)
        if found is None:
            raise Stop("no-token")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Program:
        """Asks the tokens of today, whatever day the program lives on."""
        try:
            bearer = tokens.bearer(token.strip(), today())
        except NotSignedIn as refused:
            raise Stop("no-token", code=refused.code) from None
        return Program(bearer, _day(request))


token = Token()


def asks(request: HttpRequest) -> Program:
    """The program that sent a request."""
    found: Program = request.auth  # type: ignore[attr-defined]
    return found


def key_of(request: HttpRequest) -> str:
    """The key of an act; a problem where none was sent, or one that cannot be kept."""
    found = request.headers.get(KEY_HEADER, "")
    if not KEY.fullmatch(found):
        raise Stop("key-missing")
    # Keys of pages and of programs never meet, whatever somebody sends.
    return f"api:{found}"


def _day(request: HttpRequest) -> date:
    written = request.headers.get(DAY_HEADER, "")
    if not written:
        return today()
    found = days.read(written)
    if not settings.CONTINUITY_DEMO or found is None:
        raise Stop("demo-only")
    return found
