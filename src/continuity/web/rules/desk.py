"""The review of documents for a reform, and the procedures that it changes with who published in time."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.accounts.refused import Refused as NotByAccounts
from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.handover.notice.kept import changes
from continuity.handover.readiness.room import at
from continuity.handover.review import kept
from continuity.handover.review.differing import What
from continuity.handover.review.documents import Document, Reason, affected, bare
from continuity.handover.review.kept import Review
from continuity.handover.review.published import Changed, changed
from continuity.handover.review.publishing import PUBLISHING, SAID, drafted, publish
from continuity.handover.review.rules import actions, sunset
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, name, said, written

PAGE, SHOWN = 100, 20
REASONS = {
    Reason.BODY: ("cơ quan ban hành đã kết thúc", "its issuer has ended"),
    Reason.TERRITORY: ("địa bàn đã thay đổi", "its ground has changed"),
    Reason.COMPETENCE: ("nhiệm vụ đã chuyển", "the task has moved"),
    Reason.BASIS: ("căn cứ đã hết hiệu lực", "what it rests on has ended"),
}  # fmt: skip


@at_handovers
def review(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """The documents that a reform touches, the unreviewed and late ones first."""
    if request.method != "POST":
        return _review(request, seat, name)
    try:
        if request.FILES.get("file"):
            told = _import(request, seat)
        else:
            verb = _publish if "procedure" in request.POST else _one
            told = verb(request, seat, name)
    except Refused as refused:
        if refused.code in ("no-readiness", "no-unit"):
            raise
        return _review(request, seat, name, said(refused), 422)
    except NotByAccounts as refused:
        return _review(request, seat, name, refused.findings[0].say(language()), 422)
    if told:
        return _review(request, seat, name, told, 422)
    made: HttpResponse = back(request, "web:review", t("Đã ghi nhận.", "It is noted."), name=name)
    return made


def _review(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    with at(decree, seat.person.actor, seat.agency, seat.on) as room:
        day = room.day
    here = changes(day)
    known_ = kept.documents()
    touched = affected(known_, here.world, day, sunset())
    ways = bare(known_, here.world.lineage, sunset(), day)
    reviewed = kept.reviews(decree)
    rows = [
        _row(known_[id], why, reviewed.get(id), ways.get(id, ()), seat)
        for id, why in touched.items()
    ]
    rows.sort(key=lambda row: (row["review"] is not None, not row["late"], row["document"].adopted))
    skip = written(request.GET, "after", 6)
    start = int(skip) if skip.isdecimal() else 0
    procedures = changed(decree, day)
    shown = frame(request, seat) | {
        "at": "handovers", "decree": decree, "day": day, "wrong": wrong, "sent": request.POST,
        "key": secrets.token_urlsafe(18), "n": len(rows), "known": len(known_),
        "open": sum(row["review"] is None for row in rows), "late": sum(row["late"] for row in rows),
        "closed": sum(bool(row["review"] and row["review"].closed) for row in rows),
        "rows": rows[start : start + PAGE], "next": start + PAGE if len(rows) > start + PAGE else 0,
        "actions": [(id, t(*words)) for id, words in actions().items()],
        "columns": ", ".join(kept.COLUMNS), "imports": Role.PLANNER in seat.roles,
        "writes": bool({Role.OFFICER, Role.HEAD, Role.PLANNER} & set(seat.roles)),
        "procedures": [_procedure(one) for one in procedures],
        "publishes": bool(set(PUBLISHING) & set(seat.roles)),
        "share": _share(procedures),
    }  # fmt: skip
    return render(request, "web/rules/review.html", shown, status=status)


def _row(
    one: Document, why: frozenset[Reason], told: Review | None, way: tuple[str, ...], seat: Seat
) -> dict[str, Any]:
    words = actions().get(told.action) if told else None
    return {
        "document": one, "issuer": name(one.issuer, seat), "way": " → ".join(way),
        "reasons": [t(*REASONS[reason]) for reason in sorted(why)], "review": told,
        "action": t(*words) if words else "", "late": bool(told and told.late(seat.on)),
    }  # fmt: skip


def _procedure(one: Changed) -> dict[str, Any]:
    """A procedure that changes: each thing from what to what, the draft, and what was published."""
    what = [
        {"what": t(*SAID[what]), "rows": [(t(*it.before), t(*it.after)) for it in found[:SHOWN]],
         "more": max(0, len(found) - SHOWN)}
        for what in What if (found := one.of(what))
    ]  # fmt: skip
    return {"one": one, "label": t(*one.procedure.label), "what": what, "drafted": t(*drafted(one))}


def _share(found: list[Changed]) -> dict[str, int]:
    """In time, of all: procedures that were published, and bodies that gave notice."""
    return {
        "procedures": len(found), "in_time": sum(one.in_time for one in found),
        "bodies": sum(one.bodies for one in found), "told": sum(one.published for one in found),
    }  # fmt: skip


def _publish(request: HttpRequest, seat: Seat, decree: str) -> str:
    sent = request.POST
    published = days.read(written(sent, "published", 20)) or date.min
    publish(
        decree, written(sent, "procedure", 100), written(sent, "number", 100),
        written(sent, "place", 300), published, **by(request, seat),
    )  # fmt: skip
    return ""


def _one(request: HttpRequest, seat: Seat, decree: str) -> str:
    sent = request.POST
    typed = written(sent, "due", 20)
    due = days.read(typed) if typed else None
    kept.review(
        decree, written(sent, "document", 200), written(sent, "action", 20),
        written(sent, "lead", 200), due, written(sent, "result", 300), **by(request, seat),
    )  # fmt: skip
    return ""


def _import(request: HttpRequest, seat: Seat) -> str:
    upload = request.FILES.get("file")
    found, wrong = kept.from_table(upload.read(20_000_000) if upload else b"")
    if wrong:
        said_ = [
            t("dòng {n}, cột {field}: {written}", "line {n}, column {field}: {written}").format(
                n=one.line, field=one.field, written=one.written or "–"
            )
            for one in wrong[:20]
        ]
        head = t(
            "{n} dòng không đọc được, chưa ghi gì: ", "{n} rows cannot be read, nothing is kept: "
        )
        return head.format(n=len(wrong)) + "; ".join(said_)
    kept.enter(found, actor=seat.person.actor, agency=seat.agency, on=seat.on)
    return ""
