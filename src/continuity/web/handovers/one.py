"""One handover: parties, dates, annexes with both counts, what is open, minutes, what to do now."""

from __future__ import annotations

import io
import tempfile
import uuid
import zipfile
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from continuity.accounts.roles import Role
from continuity.casework import vault
from continuity.casework.refused import Refused
from continuity.handover import kept, package, verbs
from continuity.handover.afterwards import found_late, loans
from continuity.handover.annexes import annexes
from continuity.handover.minutes import order
from continuity.handover.progress import Progress, differing, progress, said
from continuity.handover.signed import drawn_up, signatures
from continuity.pages.words import t
from continuity.web.desk.page import people
from continuity.web.desk.seat import Seat
from continuity.web.handovers.listed import asked, dates
from continuity.web.handovers.returned import PDF, ZIP, file
from continuity.web.handovers.room import (
    Room,
    at_handovers,
    back,
    by,
    enter,
    name,
    open_,
    told,
    whole,
    written,
)
from continuity.web.handovers.room import said as why

CLICKS = {"plan-again", "close-empty", "move", "sign", "complete"}
"""What one button does; the rest asks for more."""
FEW = 10
"""Discrepancies that the handover's own page shows; the others are one link away."""


@at_handovers
def handover(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """The page of a handover."""
    return _page(request, seat, id)


def _page(
    request: HttpRequest, seat: Seat, id: uuid.UUID, wrong: str = "", status: int = 200
) -> HttpResponse:
    with open_(seat):
        room = enter(seat, id)
        far, closed, signed = progress(id), kept.closed(id), signatures(id)
        few = differing(id, size=FEW)
        words = said(id, [(one.annex, one.number) for one in few])
        group, lent, late = kept.members(id), loans(id, seat.on), found_late(id)
    known = annexes(room.handover.planned)
    colleagues = people(set(), seat)[1] if room.gives or room.takes else []
    open_ones = sum(one.open for one in far.values())
    shown = told(
        request, room, dates=dates(room.handover), wrong=wrong, sent=request.POST,
        annexes=[
            {"annex": one, "far": far.get(one.id, Progress()), "closed": closed.get(one.id)}
            for one in known.values()
            if one.id in far
        ],
        empty=[one for one in known.values() if one.id not in far and one.id not in closed],
        asked=asked(room, len(closed), len(signed)), open=open_ones,
        unsaid=sum(one.unsaid for one in far.values()),
        few=[(one, known[one.annex], words.get((one.annex, one.number), [])) for one in few if one.open],
        signing=_signing(room, [(one.side, one.name, one.day) for one in signed]),
        acts=(acts := _acts(room, bool(far), len(signed), len(known) - len(far.keys() | closed.keys()))),
        steps=acts & (CLICKS | {"draw-up", "tear-up"}), clicks=acts & CLICKS,
        colleagues=colleagues, found=late, every=known.values(),
        group=[{**one._asdict(), "agency": name(one.agency, seat)} for one in group],
        loans=[{"loan": one, "late": one.late(seat.on)} for one in lent],
        nothing=[one for id, one in known.items() if id in closed and id not in far],
    )  # fmt: skip
    return render(request, "web/handovers/handover.html", shown, status=status)


def _signing(room: Room, done: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
    """The places for signatures, in their order."""
    rows = []
    for n, side in enumerate(order(room.handover)):
        there = done[n] if n < len(done) else None
        body = name(getattr(room.handover, side), room.seat)
        rows.append({"side": str(side), "body": body, "signed": there, "next": n == len(done)})
    return rows


def _acts(room: Room, listed: bool, signed: int, unsaid: int) -> set[str]:
    """What this seat may do with the handover as a whole now."""
    one, party = room.handover, room.gives or room.takes
    rest = order(one)[signed:]
    heads = Role.HEAD in room.seat.roles and room.acts
    offered = {
        "plan-again": room.acts and one.slipped and not one.drawn,
        "close-empty": room.gives and not one.drawn and listed and bool(unsaid),
        "move": room.takes and not one.moved,
        "draw-up": room.gives and not one.drawn and listed,
        "tear-up": party and bool(one.drawn) and not signed,
        "sign": heads and bool(one.drawn) and bool(rest) and rest[0] in room.sides,
        "include": party and not one.drawn,
        "find": party and bool(one.signed),
        "give-back": party and bool(one.signed),
        "complete": party and bool(one.signed and one.moved) and not one.completed,
    }
    return {act for act, now in offered.items() if now}


@at_handovers
def act(request: HttpRequest, seat: Seat, id: uuid.UUID, verb: str) -> HttpResponse:
    """One act with the whole handover; what is refused is told on its page."""
    if request.method != "POST" or verb not in DONE:
        return back(request, "web:handover", id=id)
    try:
        _do(request, seat, id, verb)
    except Refused as refused:
        if refused.code == "no-handover":
            raise
        return _page(request, seat, id, why(refused), 409)
    return back(request, "web:handover", t(*DONE[verb]), id=id)


DONE = {
    "plan-again": ("Đã lập lại kế hoạch theo ngày mới.", "It is planned for the new day."),
    "close-empty": (
        "Đã khoá các phụ lục không có mục nào.",
        "The lists without a line are closed.",
    ),
    "move": ("Đã ghi nhận tiếp nhận tại chỗ.", "It is noted that everything has arrived."),
    "draw-up": ("Đã lập biên bản.", "The minutes are drawn up."),
    "tear-up": ("Đã huỷ bản chưa ký.", "The unsigned minutes are torn up."),
    "include": ("Đã thêm vào tổ công tác.", "They belong to the working group now."),
    "find": ("Đã ghi nhận phát hiện.", "What was found is noted."),
    "give-back": ("Đã ghi nhận trả lại.", "It is noted that they came back."),
    "sign": ("Đã ký biên bản.", "The minutes are signed."),
    "complete": ("Cuộc bàn giao đã hoàn tất.", "The handover is completed."),
}


def _do(request: HttpRequest, seat: Seat, id: uuid.UUID, verb: str) -> None:
    sent, doing = request.POST, by(request, seat)
    match verb:
        case "plan-again":
            verbs.plan_again(id, **doing)
        case "close-empty":
            verbs.close_empty(id, **doing)
        case "move":
            verbs.move(id, **doing)
        case "complete":
            verbs.complete(id, **doing)
        case "tear-up":
            verbs.tear_up(id, written(sent, "reason"), **doing)
        case "sign":
            verbs.sign(id, **doing)
        case "include" | "find" | "give-back":
            _more(seat, id, verb, sent, doing)
        case _:
            bases, duties = (_lines(written(sent, field, 10_000)) for field in ("bases", "duties"))
            verbs.draw_up(id, bases=bases, duties=duties, town=written(sent, "town", 100), **doing)


def _more(seat: Seat, id: uuid.UUID, verb: str, sent: QueryDict, doing: dict[str, Any]) -> None:
    """What asks for a line or more: who belongs to the group, what was found, what came back."""
    if verb == "include":
        there = dict(people(set(), seat)[1])
        who = written(sent, "person", 80)
        if who not in there:
            raise Refused("no-such-seat", unit=seat.name)
        verbs.include(id, who, there[who], written(sent, "duty"), **doing)
        return
    number, evidence = written(sent, "number", 500), written(sent, "evidence")
    if verb == "give-back":
        verbs.give_back(id, number, evidence=evidence, **doing)
        return
    amount = whole(sent.get("quantity", "")) or 0
    words = written(sent, "words")
    verbs.find(id, written(sent, "annex", 60), number, amount, words, evidence=evidence, **doing)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


@at_handovers
def minutes(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """The minutes as they are, with every signature that was made so far."""
    with open_(seat):
        enter(seat, id)
        pdf = vault.get(drawn_up(id).pdf)
    return file(pdf, PDF, f"minutes-{id}.pdf")


@at_handovers
def bag(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """The package, as one file that is unpacked and checked without us."""
    out = io.BytesIO()
    with open_(seat), tempfile.TemporaryDirectory() as place:
        enter(seat, id)
        folder = package.write(Path(place) / f"handover-{id}", id)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    packed.write(path, path.relative_to(place))
    return file(out.getvalue(), ZIP, f"handover-{id}.zip")
