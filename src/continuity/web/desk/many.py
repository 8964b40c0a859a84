"""One act with many cases: each by a transaction of its own, and told for itself.

What is the same for many may be said once: who takes them, that they are whole, why their clocks stand
still, that we are sorry. A view of one case may not: nobody reviews, decides or issues in bulk.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from continuity.casework import desk, verbs
from continuity.casework.cases import Case, by_number
from continuity.casework.desk import Wanted
from continuity.casework.refused import Refused
from continuity.casework.status import Reason, Status
from continuity.core.finding import Flawed
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.web.desk import words
from continuity.web.desk.act import WORDS, Act, Input, Missing, faults, key, named, shown
from continuity.web.desk.inbox import frame, lines
from continuity.web.desk.seat import Seat, at_desk
from continuity.web.resume import given_back, sent_again

MOST = 200
"""So many at once; whoever has more presses again."""
NOT_AT_WORK = (Status.REGISTERED, Status.DONE)
HERE = "{số}"
"""What stands for a case's number in words that are said to many."""

Do = Callable[[Case, Seat, QueryDict, str], None]


@dataclass(frozen=True)
class Many:
    """An act that many may be given, what it asks once for all of them, and what it does with each.

    `back` leads on to the list where all was done: who shares out work goes on with the list.
    """

    label: tuple[str, str]
    do: Do
    inputs: tuple[Input, ...] = ()
    back: bool = False

    def asks(self) -> Act:
        """Its questions as the desk's forms have them."""
        return Act("many", self.label, bool, lambda *told: None, self.inputs)


def _each(verb: Any) -> Do:
    def do(case: Case, seat: Seat, sent: QueryDict, key: str) -> None:
        verb(case.id, **named(seat, key))

    return do


def _assign(case: Case, seat: Seat, sent: QueryDict, key: str) -> None:
    verbs.assign(case.id, sent.get("to", ""), **named(seat, key))


def _check(case: Case, seat: Seat, sent: QueryDict, key: str) -> None:
    verbs.check(case.id, True, **named(seat, key))


def _pause(case: Case, seat: Seat, sent: QueryDict, key: str) -> None:
    told = named(seat, key) | {"words": _for(case, sent)}
    verbs.pause(case.id, sent.get("reason", ""), **told)


def _apologise(case: Case, seat: Seat, sent: QueryDict, key: str) -> None:
    until = days.read(sent.get("until", ""))
    if until is None:
        raise Missing({"until": _unread()})
    verbs.apologise(case.id, until, _for(case, sent), **named(seat, key))


def _unread() -> str:
    return t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")


def _for(case: Case, sent: QueryDict) -> str:
    return sent.get("words", "").replace(HERE, case.number)


def _reasons(page: Any) -> list[tuple[str, str]]:
    kinds = (Reason.VERIFICATION, Reason.SURVEY, Reason.PAYMENT)
    return [(str(one), words.reason(one)) for one in kinds]


def _sorry(page: Any) -> list[str]:
    return [t(
        f"Hồ sơ số {HERE} chưa có kết quả đúng hẹn. Chúng tôi xin lỗi và hẹn lại ngày trả kết quả.",
        f"Your application {HERE} was not finished in time. We apologise and name a new day.",
    )]  # fmt: skip


SAID = Input(
    "words", WORDS.label, chosen=_sorry,
    hint=(f"{HERE} được thay bằng số của từng hồ sơ.", f"{HERE} becomes the number of each case."),
)  # fmt: skip

ACTS: Mapping[str, Many] = {
    "claim": Many(("Nhận xử lý", "Take them"), _each(verbs.claim), back=True),
    "release": Many(("Trả lại hàng chờ", "Put them back"), _each(verbs.release), back=True),
    "assign": Many(("Giao cho người khác", "Give them to somebody"), _assign, back=True),
    "receive": Many(("Tiếp nhận", "Receive them"), _each(verbs.receive)),
    "check": Many(("Hồ sơ đầy đủ, hợp lệ", "The dossiers are complete"), _check),
    "pause": Many(
        ("Tạm dừng đồng hồ", "Stop their clocks"), _pause,
        (Input("reason", ("Lý do", "Reason"), "choice", options=_reasons), WORDS),
    ),
    "apologise": Many(
        ("Xin lỗi và hẹn lại", "Apologise with a new day"), _apologise,
        (Input("until", ("Hẹn trả ngày", "New day"), "day"), SAID),
    ),
}  # fmt: skip
"""What may be done with many; what is a judgement of one case is not here."""


@at_desk
def many(request: HttpRequest, seat: Seat) -> HttpResponse:
    """One act with many cases: what it asks is asked once, then each case has a line of what was done."""
    typed = given_back(request)
    sent = sent_again(typed) if typed else request.POST
    verb, restored = sent.get("verb", ""), typed is not None
    act = ACTS.get(verb)
    if request.method != "POST" and not restored:
        return redirect("web:desk")
    if act is None:
        messages.warning(request, _one_at_a_time(verb))
        return redirect("web:desk")
    with seat.reading():
        chosen, refused = _chosen(sent)
    if not chosen and not refused:
        messages.warning(request, t("Chưa chọn hồ sơ nào.", "No case was chosen."))
        return redirect("web:desk")
    asked, errors = sent.get("sure") == "yes" or not act.inputs, {}
    if asked and not restored:
        errors = faults(act.asks(), sent) | _day_wrong(act, sent, seat)
    if chosen and (restored or not asked or errors):
        told = {"errors": errors, "restored": restored, "refused": refused}
        return _form(request, seat, verb, chosen, sent if asked else None, told)
    return _reported(
        request, seat, act, [_tried(act, case, seat, sent) for case in chosen] + refused
    )


def _one_at_a_time(verb: str) -> str:
    if verb in ("review", "decide", "issue", "hand-back"):
        return t(
            "Việc này là ý kiến về từng hồ sơ: hãy mở hồ sơ. Chưa có gì được thực hiện.",
            "This is a judgement of one case: open the case. Nothing was done.",
        )
    return t("Không có việc này.", "There is no such act.")


def _chosen(sent: QueryDict) -> tuple[list[Case], list[dict[str, Any]]]:
    """The cases that were ticked, or all late ones; and a line for each that is not of this desk."""
    if sent.get("all") == "late":
        return _late(), []
    chosen, refused = [], []
    for number in dict.fromkeys(sent.getlist("case")[:MOST]):
        try:
            chosen.append(by_number(number))
        except Refused as why:
            refused.append({"number": number[:40], "done": False, "why": _said(why)})
    return chosen, refused


def _late() -> list[Case]:
    """The late ones that somebody works on and nobody has apologised for, the longest late first."""
    found: list[Case] = []
    after = None
    while len(found) < MOST:
        some = desk.page(MOST, Wanted(late=True, after=after))
        found += [case for case in some if not case.apologised and case.status not in NOT_AT_WORK]
        if len(some) < MOST:
            break
        after = (some[-1].due, some[-1].id)
    return found[:MOST]


def _day_wrong(act: Many, sent: QueryDict, seat: Seat) -> dict[str, str]:
    """A day that cannot be read is wrong for all of them, and is said before any is touched."""
    day = str(sent.get("until", ""))
    if not any(one.kind == "day" for one in act.inputs) or not day.strip():
        return {}
    return {} if days.read(day) else {"until": _unread()}


def _tried(act: Many, case: Case, seat: Seat, sent: QueryDict) -> dict[str, Any]:
    """A line of the report: done, or why not. One that is refused keeps no other from being done."""
    line = {"number": case.number, "done": True, "why": "", "link": True}
    try:
        act.do(case, seat, sent, f"{key(sent)[:120]}:{case.id}")
    except Refused as why:
        return line | {"done": False, "why": _said(why)}
    except Flawed as flawed:
        said = " ".join(one.say(language()) for one in flawed.findings)
        return line | {"done": False, "why": said}
    return line


def _said(why: Refused) -> str:
    return why.en if language() == "en" else why.vi


def _form(
    request: HttpRequest,
    seat: Seat,
    verb: str,
    chosen: list[Case],
    sent: QueryDict | None,
    told: dict[str, Any],
) -> HttpResponse:
    act, errors = ACTS[verb], told["errors"]
    form: Any = shown(act.asks(), None, sent, errors)  # type: ignore[arg-type]  # asks no page
    if sent is None and verb == "apologise":
        form["inputs"][0]["value"] = f"{seat.on + timedelta(days=7):%d/%m/%Y}"
    told |= {
        "act": form, "verb": verb, "lines": lines(chosen, seat), "at": "inbox",
        "key": (sent or request.POST).get("key") or secrets.token_urlsafe(18),
    }  # fmt: skip
    return render(
        request, "web/desk/many.html", frame(request, seat) | told, status=422 if errors else 200
    )


def _reported(
    request: HttpRequest, seat: Seat, act: Many, told: list[dict[str, Any]]
) -> HttpResponse:
    done = sum(one["done"] for one in told)
    if act.back and done == len(told):
        messages.success(request, t(f"Đã xong với {done} hồ sơ.", f"Done with {done} cases."))
        return redirect("web:desk")
    said = {
        "label": t(*act.label), "told": sorted(told, key=lambda one: one["done"]), "done": done,
        "refused": len(told) - done, "at": "inbox",
    }  # fmt: skip
    return render(request, "web/desk/many-done.html", frame(request, seat) | said)
