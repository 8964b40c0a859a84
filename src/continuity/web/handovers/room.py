"""What all pages of handovers share: who asks, which one, how a form is read, how a refusal looks."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.handover import kept
from continuity.handover.annexes import Annex
from continuity.handover.kept import Handover
from continuity.handover.sides import LOOKING, Side, looking
from continuity.pages.words import language, t
from continuity.web.desk.act import key, named
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat, at_desk
from continuity.web.known import known

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MOST = 2000
AWAY = ("no-handover", "no-annex", "no-line", "no-readiness", "no-unit", "no-requirement")

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Room:
    """One handover before one seat: on which sides it stands, and whether it may do anything there."""

    seat: Seat
    handover: Handover
    sides: frozenset[Side]
    wanted: str = ""
    """The side that a seat on both of them has chosen to count for."""

    @property
    def acts(self) -> bool:
        """True for a seat that does things, while the reform stands."""
        return self.handover.effective is not None and bool(
            {Role.OFFICER, Role.HEAD} & set(self.seat.roles)
        )

    @property
    def gives(self) -> bool:
        return self.acts and Side.GIVER in self.sides

    @property
    def takes(self) -> bool:
        return self.acts and Side.RECEIVER in self.sides

    @property
    def counts(self) -> str:
        """The side on which this seat counts, or '' where it is neither or unclear."""
        both = [str(side) for side in (Side.GIVER, Side.RECEIVER) if side in self.sides]
        if not self.acts or self.handover.drawn or not both:
            return ""
        return both[0] if len(both) == 1 else self.wanted if self.wanted in both else ""

    @property
    def both(self) -> bool:
        """True for a body that counts on both sides, itself or for whom it continues."""
        return self.acts and not self.handover.drawn and {Side.GIVER, Side.RECEIVER} <= self.sides

    def annex(self, id: str) -> Annex:
        """An annex of the day for which the handover is planned."""
        return kept.annex_of(self.handover, id)


def at_handovers(view: View, roles: frozenset[Role] = frozenset(LOOKING)) -> View:
    """A view for whoever may look at handovers; a refusal that none of them answers is a page."""

    def answer(request: HttpRequest, seat: Seat, **told: Any) -> HttpResponse:
        try:
            return view(request, seat, **told)
        except Refused as refused:
            shown = frame(request, seat) | {"said": said(refused), "at": "handovers"}
            status = 404 if refused.code in AWAY else 409
            return render(request, "web/handovers/refused.html", shown, status=status)

    made: View = at_desk(wraps(view)(answer), roles)
    return made


def enter(seat: Seat, id: uuid.UUID, wanted: str = "") -> Room:
    """The handover of an address; call it inside `open_(seat)`. Refused where it is another's."""
    found = kept.one(id)
    return Room(seat, found, frozenset(found.sides()), wanted)


def open_(seat: Seat) -> Any:
    """A transaction that sees the handovers of a seat's agency."""
    return looking(seat.person.actor, seat.agency, seat.on)


def told(request: HttpRequest, room: Room, **more: Any) -> dict[str, Any]:
    """What every page of one handover needs."""
    shown = frame(request, room.seat) | {"room": room, "handover": room.handover, "at": "handovers"}
    shown |= {"parties": parties(room.handover, room.seat), "about": about(room.handover)}
    return shown | {"key": secrets.token_urlsafe(18)} | more


def parties(handover: Handover, seat: Seat) -> list[dict[str, Any]]:
    """Who gives, who receives and who witnesses, by the names of the day."""
    return [
        {"side": str(side), "name": name(agency, seat)}
        for side, agency in (
            (Side.GIVER, handover.giver),
            (Side.RECEIVER, handover.receiver),
            (Side.WITNESS, handover.witness),
        )
        if agency
    ]


def name(thing: str, seat: Seat) -> str:
    """What a body or a function is called on the seat's day."""
    return known().names.of(thing, seat.on, known().language)


def about(handover: Handover) -> str:
    """What passes, in words."""
    if handover.function or handover.subject:
        thing = handover.function or handover.subject
        return known().names.of(thing, handover.planned, known().language)
    return t("toàn bộ cơ quan", "the whole body")


def said(refused: Refused) -> str:
    """Why not, in the language of the page."""
    return refused.en if language() == "en" else refused.vi


def written(sent: QueryDict, field: str, most: int = MOST) -> str:
    """What was typed into a field, without what no database keeps."""
    return _UNWRITABLE.sub("", sent.get(field, "")).strip()[:most]


def whole(text: str) -> int | None:
    """A number as people type it, 1.200 or 1200; None where it is none."""
    plain = text.strip().replace(".", "").replace(",", "").replace("\u00a0", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else None


def by(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """Who does a verb, where, when, and under which key."""
    return named(seat, key(request.POST))


def back(
    request: HttpRequest, to: str, said: str = "", *, warns: bool = False, **named: Any
) -> Any:
    """The page to which one returns after an act, with a sentence on it."""
    if said:
        (messages.warning if warns else messages.success)(request, said)
    return redirect(to, **named)
