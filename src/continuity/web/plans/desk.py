"""The plan of one's own body for a reform: what is late and waits, a picture, and open questions."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.handover.plans import acts
from continuity.handover.plans.questions import Answered, Question, Standing, standing
from continuity.handover.plans.tasks import CLEARS, Bar, Stand, State, Task, bars, stand
from continuity.handover.plans.templates import steps, templates
from continuity.handover.readiness.room import at
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, name, said, written

STATES = {
    State.DONE: ("đã xong", "done"), State.UNCLEAR: ("chưa rõ", "not clear"),
    State.LATE: ("trễ hạn", "late"), State.WAITING: ("chờ việc trước", "waits"),
    State.OPEN: ("đang làm", "under way"),
}  # fmt: skip
TONES = {State.DONE: "in-force", State.UNCLEAR: "need", State.LATE: "need",
         State.WAITING: "ended", State.OPEN: "change"}  # fmt: skip
NAMED = {
    "person": ("ai làm", "who"), "work": ("việc", "what"), "due": ("hạn", "by when"),
    "responsibility": ("ai chịu trách nhiệm", "who is responsible"),
    "product": ("sản phẩm", "what it yields"), "authority": ("thẩm quyền", "authority"),
}  # fmt: skip
SAID = {
    "product": ("Sản phẩm", "Yields"), "responsibility": ("Chịu trách nhiệm", "Responsible"),
    "authority": ("Căn cứ", "By"),
}  # fmt: skip
LEVELS = (
    ("", ""), ("báo người chịu trách nhiệm", "whoever is responsible is told"),
    ("báo lãnh đạo", "the head is told"), ("báo cấp trên", "whoever stands above is told"),
)  # fmt: skip
ANSWERS = {
    Answered.OPEN: ("chưa trả lời", "open"), Answered.INTERIM: ("tạm trả lời", "interim answer"),
    Answered.ANSWERED: ("đã trả lời", "answered"),
}  # fmt: skip


@at_handovers
def plan(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """The tasks in order of their days, and the questions."""
    return _plan(request, seat, name)


@at_handovers
def act(request: HttpRequest, seat: Seat, name: str, verb: str) -> HttpResponse:
    """Does what a form asks for; a refusal is told on the page, with what was typed."""
    if request.method != "POST" or verb not in VERBS:
        return _plan(request, seat, name)
    try:
        VERBS[verb](request, seat, name)
    except Refused as refused:
        if refused.code in ("no-readiness", "no-unit"):
            raise
        return _plan(request, seat, name, said(refused), 422)
    to = reverse("web:plan", args=[name])
    answer: HttpResponse = back(request, to, t("Đã ghi nhận.", "It is noted."))
    return answer


def _plan(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    with at(decree, seat.person.actor, seat.agency, seat.on) as room:
        body = written(request.GET, "of", 200) or seat.agency
        if body != seat.agency:
            room.unit(body)
        found = acts.plan(room, body)
    stands = stand(found.tasks, seat.on, steps(seat.on))
    drawn, line = bars(found.tasks, room.day)
    asked = [(one, standing(one, seat.on, steps(seat.on))) for one in found.questions]
    late = [one for one in stands.values() if one.late]
    works = {one.id: one.work for one in found.tasks}
    shown = frame(request, seat) | {
        "at": "handovers", "decree": decree, "day": room.day, "wrong": wrong, "sent": request.POST,
        "body": name(body, seat), "key": secrets.token_urlsafe(18), "line": line, "n": len(stands),
        "late": len(late), "unclear": sum(one.state is State.UNCLEAR for one in stands.values()),
        "done": sum(one.state is State.DONE for one in stands.values()),
        "rows": [_row(one, stands[one.id], drawn.get(one.id), works) for one in found.tasks],
        "questions": [_question(*pair) for pair in asked],
        "bare": sum(how.bare for _, how in asked), "clears": [t(*NAMED[one]) for one in CLEARS],
        "templates": [(one.id, t(*one.label)) for one in templates().values()],
        "writes": body == seat.agency
        and bool({Role.OFFICER, Role.HEAD, Role.PLANNER} & set(seat.roles)),
    }  # fmt: skip
    return render(request, "web/plans/plan.html", shown, status=status)


def _row(one: Task, how: Stand, bar: Bar | None, works: Mapping[str, str]) -> dict[str, Any]:
    return {
        "one": one, "state": t(*STATES[how.state]), "tone": TONES[how.state], "late": how.late,
        "level": t(*LEVELS[min(how.level, 3)]),
        "waits": [works.get(id, id) for id in how.waits],
        "behind": [works.get(id, id) for id in how.behind],
        "clears": [
            (t(*SAID[name]), getattr(one, name))
            for name in ("product", "responsibility", "authority")
            if getattr(one, name)
        ],
        "missing": [t(*NAMED[name]) for name in one.missing], "bar": bar,
        "open": how.state is not State.DONE,
        "finishes": how.state in (State.OPEN, State.LATE) and not how.waits and not one.missing,
    }  # fmt: skip


def _question(one: Question, how: Standing) -> dict[str, Any]:
    tone = "in-force" if how.state is Answered.ANSWERED else "need" if how.late else "change"
    return {"one": one, "state": t(*ANSWERS[how.state]), "late": how.late, "tone": tone,
            "level": t(*LEVELS[min(how.level, 3)]), "open": how.state is not Answered.ANSWERED,
            "bare": how.bare}  # fmt: skip


def _begin(request: HttpRequest, seat: Seat, decree: str) -> None:
    chosen = written(request.POST, "template", 60)
    acts.begin(decree, chosen, language=language(), **by(request, seat))


def _write(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    after = tuple(one.strip() for one in written(sent, "after", 600).split(",") if one.strip())
    work, person, responsibility, product, authority = (
        written(sent, field, 300)
        for field in ("work", "person", "responsibility", "product", "authority")
    )
    id, start, due = written(sent, "task", 60), _day(sent, "start"), _day(sent, "due")
    task = Task(id, work, person, start, due, responsibility, product, authority, after)
    acts.write(decree, task, **by(request, seat))


def _finish(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    acts.finish(decree, written(sent, "task", 60), written(sent, "shown", 300), **by(request, seat))


def _ask(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    due, owner = _day(sent, "due") or date.min, written(sent, "owner", 200)
    acts.ask(decree, written(sent, "said", 1000), owner, due, **by(request, seat))


def _hold(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    words, source = written(sent, "words", 1000), written(sent, "source", 300)
    until = _day(sent, "until") or date.min
    acts.hold(decree, written(sent, "question", 60), words, source, until, **by(request, seat))


def _answer(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    words = written(sent, "words", 1000)
    acts.answer(decree, written(sent, "question", 60), words, **by(request, seat))


def _day(sent: Any, field: str) -> date | None:
    text = written(sent, field, 20)
    return days.read(text) if text else None


VERBS: dict[str, Callable[[HttpRequest, Seat, str], None]] = {
    "begin": _begin, "write": _write, "finish": _finish, "ask": _ask, "hold": _hold,
    "answer": _answer,
}  # fmt: skip
