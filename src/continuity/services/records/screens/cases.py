"""Before a certificate is decided: what it would say today, with every reason, for one open case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from continuity.casework.cases import answers, by_number
from continuity.casework.purposes import Purpose
from continuity.casework.sight import reading
from continuity.pages.words import t
from continuity.services.records import register
from continuity.services.records.informing import ANSWERS
from continuity.services.records.letters import letter
from continuity.services.records.papers import PAPERS
from continuity.services.records.questions import CODES, answered_on
from continuity.services.records.rules.certificate import Number, certificate
from continuity.services.records.rules.facts import Ban, Person
from continuity.services.records.rules.reckon import Answer, Standing, answer
from continuity.services.records.rules.together import viet_nam
from continuity.services.records.screens.calculator import answered
from continuity.services.records.screens.room import Keeper, keeping

KNOWN = PAPERS | ANSWERS


@keeping
def written(request: HttpRequest, keeper: Keeper, number: str) -> HttpResponse:
    """The letter to the person about whom an agency asked, to be printed, signed and posted."""
    with reading(keeper.actor, keeper.agency, Purpose.PROCESSING, keeper.on):
        pdf = letter(number)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="TBLLTP-{number}.pdf"'
    return answer


@keeping
def case(request: HttpRequest, keeper: Keeper, number: str) -> HttpResponse:
    """The reasoning for a case that the officer's body decides; the reading stands in both logs."""
    with reading(keeper.actor, keeper.agency, Purpose.PROCESSING, keeper.on):
        found = by_number(number)
        if found.procedure not in KNOWN:
            raise Http404
        told = bool(CODES.get(found.procedure)) and answered_on(found.id) is not None
        if told and found.closed:
            return redirect("records:letter", number)
        who = register.of_case(found.id, found.number)
        wanted, kind = KNOWN[found.procedure]
        asks = wanted is Number.TWO or answers(found.id, ["answers"]).get("ask-bans") == "yes"
    standing = answer(who, viet_nam, keeper.on)
    shown: dict[str, Any] = {"case": found, "keeper": keeper, "lives": True, "who": who}
    shown["letter"] = told
    shown |= {"kind": t(kind.label.vi, kind.label.en)} | answered(who, keeper.on)
    shown["says"] = _says(standing, who, wanted, asks=asks)
    return render(request, "records/case.html", shown)


def _says(told: Answer, who: Person, wanted: Number, *, asks: bool) -> list[str]:
    """What the certificate would say if it were issued on the day, in a few sentences."""
    if told.standing is Standing.MANUAL:
        return [t("Chưa thể cấp phiếu: còn điều chưa rõ, nêu bên dưới.",
                  "No certificate can be issued yet: something below is open.")]  # fmt: skip
    made = certificate(told, wanted, bans=who.bans, ask_bans=asks)
    said = [t("Phiếu ghi: không có án tích.", "It says: no record.")]
    if made.convictions:
        n = len(made.convictions)
        said = [t(f"Phiếu ghi {n} bản án.", f"It shows {n} judgment{'s' if n > 1 else ''}.")]
    return said + _bans(made.bans)


def _bans(bans: Iterable[Ban] | None) -> list[str]:
    if bans is None:
        return []
    told = [
        t(
            f"Phiếu ghi lệnh cấm theo quyết định {one.decision}.",
            f"It shows the ban of decision {one.decision}.",
        )
        for one in bans
    ]
    return told or [t("Phiếu ghi: không bị cấm.", "It says: no ban.")]
