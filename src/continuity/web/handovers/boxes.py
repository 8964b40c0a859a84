"""One thing of an annex and who had it in hand when; and the labels that are put on things."""

from __future__ import annotations

import uuid
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from continuity.handover import custody, kept
from continuity.handover.batches.sheets import sheets
from continuity.handover.progress import line
from continuity.handover.refused import Refused
from continuity.handover.verbs.counting import label
from continuity.handover.verbs.scanning import batches
from continuity.pages.words import language, t
from continuity.web.desk.page import names_of
from continuity.web.desk.seat import Seat
from continuity.web.handovers.annex import MOST_NUMBER, line_shown
from continuity.web.handovers.returned import file
from continuity.web.handovers.room import at_handovers, enter, name, open_, parties, told, written

A_SHEET = 24
HOWS = {
    "typed": ("đếm", "counted"),
    "scanned": ("quét nhãn", "scanned"),
    "sheet": ("phiếu kiểm đếm", "on a sheet"),
    "confirmed": ("xác nhận", "confirmed"),
}


def drawn(code: str) -> SafeString:
    """A label's QR code as SVG; it reads through a scratch or a stamp over a quarter of it."""
    made = segno.make(code, error="h", micro=False)
    return mark_safe(made.svg_inline(omitsize=True, svgclass=None, lineclass=None))


@at_handovers
def labels(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """A sheet of labels to print and put on, in the order of the list."""
    after = request.GET.get("after", "").replace("\0", "")[:MOST_NUMBER]
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        found = kept.listed(id, annex, after, A_SHEET + 1)
    sheet = [(one, label(n), drawn(label(n))) for one, n in found[:A_SHEET]]
    following = found[A_SHEET - 1][0].number if len(found) > A_SHEET else ""
    shown = told(request, room, annex=form, sheet=sheet, next=following, after=after)
    return render(request, "web/handovers/labels.html", shown)


@at_handovers
def separators(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """Separator sheets to print, as many as there are labels on a sheet of them."""
    after = request.GET.get("after", "").replace("\0", "")[:MOST_NUMBER]
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        found = kept.listed(id, annex, after, A_SHEET)
        if not found:
            raise Refused("no-line", annex=t(*form.label), number=after or "1")
    about = " → ".join(one["name"] for one in parties(room.handover, seat)[:2])
    made = sheets(id, form, found, about=about, body=about, on=seat.on, language=language())
    return file(made, "application/pdf", f"{annex}-to-phan-cach.pdf")


@at_handovers
def thing(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """One thing: what is said of it, its label, and its chain of custody through all handovers."""
    number = written(request.GET, "number", MOST_NUMBER)
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        one = line(id, annex, number)
        if one is None:
            raise Refused("no-line", annex=t(*form.label), number=number)
        hands = custody.chain(annex, number)
        passings = custody.passings(annex, number)
        scanned = batches(id, annex, number)
    called = names_of({hand.actor for hand in hands})
    shown = told(
        request, room, annex=form, one=line_shown(form, one), label=label(one.label),
        qr=drawn(label(one.label)), hands=[_hand(hand, called, seat) for hand in hands],
        passings=[(one, name(one.agency, seat)) for one in passings],
        scanned=[(batch, name(batch.agency, seat)) for batch in scanned],
    )  # fmt: skip
    return render(request, "web/handovers/thing.html", shown)


def _hand(hand: custody.Hand, called: dict[str, str], seat: Seat) -> dict[str, Any]:
    out = hand.side == "giver"
    return {
        "hand": hand, "who": called.get(hand.actor, hand.actor), "agency": name(hand.agency, seat),
        "way": t("xuất", "out") if out else t("nhập", "in"), "how": t(*HOWS[hand.how]),
    }  # fmt: skip
