"""What applicants said of the service of one's agency: counts of five or more, and words of nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework import catalogue
from continuity.casework.opinions.opinions import Counted, counted
from continuity.pages.words import t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat, at_desk


@at_desk
def opinions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Each quarter that is over, by procedure."""
    with seat.reading():
        found = counted()
    labels = {one.code: t(*one.label) for one in catalogue.known()}
    told = {"lines": [_line(one, labels) for one in found], "at": "load"}
    return render(request, "web/desk/opinions.html", frame(request, seat) | told)


def _line(one: Counted, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "label": labels.get(one.procedure, one.procedure), "quarter": _quarter(one.quarter),
        "many": one.many, "mean": f"{one.mean:.1f}" if one.mean else "",
        "scores": list(reversed(list(enumerate(one.scores, 1)))), "words": one.words,
    }  # fmt: skip


def _quarter(day: date) -> str:
    return f"{(day.month + 2) // 3}/{day.year}"
