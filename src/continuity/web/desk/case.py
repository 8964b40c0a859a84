"""The page of one case at the desk, and what is done there."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from continuity.casework import cases
from continuity.casework.groups import GROUPS
from continuity.casework.intake.evidence import CALLED
from continuity.casework.refused import Refused
from continuity.casework.status import Status
from continuity.core.finding import Flawed
from continuity.pages.words import language, number, t
from continuity.services import SERVICES
from continuity.web import inflight
from continuity.web.answered import answers_said
from continuity.web.desk import acts, forms, words
from continuity.web.desk.act import Act, Missing, done, shown
from continuity.web.desk.inbox import frame
from continuity.web.desk.moved import MOVED, moved
from continuity.web.desk.notices import unreached
from continuity.web.desk.page import Page, competent, opened
from continuity.web.desk.seat import Seat, at_desk, posted
from continuity.web.known import known
from continuity.web.resume import given_back, sent_again

GROUP_WORDS: dict[str, tuple[str, str]] = {
    "name": ("Họ tên", "Name"),
    "identity": ("Số định danh", "Identity number"),
    "contact": ("Liên hệ", "Contact"),
    "answers": ("Nội dung đơn", "What the form says"),
}
VERBS: dict[str, tuple[str, str]] = {
    "file": ("tiếp nhận đơn", "filed"),
    "receive": ("tiếp nhận hồ sơ trực tuyến", "received"),
    "refuse-receipt": ("không tiếp nhận", "not received"),
    "claim": ("nhận xử lý", "taken up"),
    "release": ("trả lại hàng chờ", "put back"),
    "assign": ("giao việc", "given to a colleague"),
    "check": ("kiểm tra hồ sơ", "checked"),
    "ask-supplement": ("yêu cầu bổ sung", "supplement asked for"),
    "answer-supplement": ("bổ sung hồ sơ", "supplement given"),
    "review": ("soát xét", "reviewed"),
    "decide": ("quyết định", "decided"),
    "issue": ("ban hành kết quả", "result issued"),
    "issue-paper": ("ký số giấy kết quả", "paper signed"),
    "hand-out-paper": ("trao giấy để lãnh đạo ký", "paper handed out to be signed"),
    "take-in-paper": ("nhận giấy đã ký số", "signed paper taken in"),
    "revoke-paper": ("thu hồi giấy", "paper taken back"),
    "correct-paper": ("đính chính giấy", "paper corrected"),
    "reissue-paper": ("cấp giấy thay thế", "paper issued anew"),
    "drop-paper": ("bỏ giấy chưa ký", "unsigned paper dropped"),
    "deliver": ("trả kết quả", "result handed over"),
    "pause": ("tạm dừng đồng hồ", "clock stopped"),
    "resume": ("đồng hồ chạy tiếp", "clock runs on"),
    "consult": ("hỏi cơ quan khác", "another agency asked"),
    "answer-consult": ("trả lời cơ quan hỏi", "answered the agency that asked"),
    "apologise": ("xin lỗi, hẹn lại", "apologised with a new day"),
    "pay": ("nộp phí", "fee paid"),
    "waive": ("miễn, giảm phí", "fee waived"),
    "hand-back": ("trả lại bước trước", "handed back a step"),
    "withdraw": ("rút hồ sơ", "withdrawn"),
    "stop": ("dừng xử lý", "stopped"),
    "close": ("kết thúc", "closed"),
    "choose-law": ("chọn quy định mới", "the new law chosen"),
}
ABOUT = {
    "no-words": "words", "too-many-words": "words", "no-ground": "reason", "anothers-step": "reason",
    "checked-complete": "fault", "sits-elsewhere": "to",
}  # fmt: skip
"""Which field of an act a refusal is about, where the act has it."""


@at_desk
def case(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """One case: what is asked now, the clock, who may act and why."""
    try:
        with seat.reading():
            page = opened(number, seat)
            return render(request, "web/desk/case.html", frame(request, seat) | told(page))
    except Refused as refused:
        return refusal(request, seat, refused)


@at_desk
def act(request: HttpRequest, seat: Seat, number: str, verb: str) -> HttpResponse:
    """Does one act; what was typed stays where it is refused, where the session was over, and where
    the case has gone to another agency meanwhile."""
    chosen = acts.BY_ID.get(verb)
    typed = given_back(request)
    sent = sent_again(typed) if typed else request.POST
    try:
        with seat.reading():
            page = opened(number, seat)
            if request.method != "POST":
                return _again(request, page, chosen, sent if typed else None)
        errors = _tried(chosen, page, request)
        if chosen and not errors:
            said = t("Đã xong: {label}.", "Done: {label}.").format(label=t(*chosen.label))
            messages.success(request, said)
            return redirect("web:desk-case", number=page.case.number)
        with seat.reading():
            page = opened(number, seat)
            answer = frame(request, seat) | told(page, chosen, request.POST, errors)
            return render(request, "web/desk/case.html", answer, status=422)
    except Refused as refused:
        if refused.code in MOVED and (typed or request.method == "POST"):
            return moved(request, seat, number, chosen, sent, refused)
        return refusal(request, seat, refused)


@at_desk
@posted("web:desk-case")
def read(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """Shows what is personal, some groups at a time; the reading is written into the case's log."""
    wanted = [group for group in request.POST.getlist("group") if group in GROUPS]
    try:
        with seat.reading():
            page = opened(number, seat)
            answer = (
                frame(request, seat)
                | told(page)
                | {"clear": _clear(page, wanted), "wanted": wanted}
            )
            return render(request, "web/desk/case.html", answer)
    except Refused as refused:
        return refusal(request, seat, refused)


def _again(
    request: HttpRequest, page: Page, chosen: Act | None, typed: QueryDict | None
) -> HttpResponse:
    """The page of the case, with what was typed when the session was over."""
    if typed is None or chosen is None:
        return redirect("web:desk-case", number=page.case.number)
    answer = frame(request, page.seat) | told(page, chosen, typed)
    return render(request, "web/desk/case.html", answer | {"restored": True})


def refusal(request: HttpRequest, seat: Seat, refused: Refused) -> HttpResponse:
    """The page for what may not be seen or done."""
    said = refused.en if language() == "en" else refused.vi
    told = frame(request, seat) | {"said": said}
    return render(
        request, "web/desk/refused.html", told, status=404 if "no-such" in refused.code else 403
    )


def _tried(chosen: Act | None, page: Page, request: HttpRequest) -> dict[str, str]:
    """Does an act; what speaks against it, by the field that it is about.

    Raises `Refused` where the case is not the agency's any more.
    """
    if chosen is None:
        return {"": t("Không có việc này.", "There is no such act.")}
    try:
        done(chosen, page, request.POST)
    except Missing as missing:
        return missing.errors
    except Refused as refused:
        if refused.code in MOVED:
            raise
        field = ABOUT.get(refused.code, "")
        here = field in {one.id for one in chosen.inputs}
        return {field if here else "": refused.en if language() == "en" else refused.vi}
    except Flawed as flawed:
        return {"": " ".join(one.say(language()) for one in flawed.findings)}
    return {}


def told(
    page: Page,
    tried: Act | None = None,
    sent: QueryDict | None = None,
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    """All that the template shows."""
    here, found = known(), page.case
    offered = acts.offered(page)
    shows = [
        shown(one, page, sent if one is tried else None, (errors or {}) if one is tried else {})
        for one in offered
    ]
    asking = [one for one in shows if one["inputs"]]
    for one in asking[1:] if not tried else asking:
        one["open"] = bool(tried and one["id"] == tried.id)
    return {
        "clicks": [one for one in shows if not one["inputs"]], "acts": asking,
        "page": page, "case": found, "seat": page.seat, "lives": True, "at": "case",
        "label": label(page),
        "place": here.names.of(found.place, page.seat.on, here.language),
        "status": words.status(found.status), "clock": words.clock(found, page.seat.on),
        "competent": competent(page), "key": secrets.token_urlsafe(18),
        "errors": errors or {}, "tried": tried.id if tried else "",
        "step": t(*page.step.label) if page.step else "",
        "lacks": words.lacks(page.lacks), "waits": forms.waits(page),
        "asked": [page.item(id) for id in page.told.asked],
        "assignee": page.people.get(found.assignee, ""),
        "history": _history(page), "held": [page.item(id) for id in found.held],
        "uploads": _uploads(page),
        "owed": number(found.owed) if found.owed else "",
        "beside": beside(found) if page.ours and not found.closed else [],
        "payments": page.story.payments, "consultations": _consultations(page),
        "unreached": unreached(page.failed, found.number) if page.ours else [],
        "groups": [(id, t(*GROUP_WORDS[id])) for id in GROUPS],
        "wish": page.story.wish,
        "at_counter": bool(page.told.asked or found.status is Status.DONE),
        "inflight": inflight.told(here, page.told, page.seat.on),
        "issued": forms.issued(page), "forms": forms.offered(page),
    }  # fmt: skip


def beside(found: cases.Case) -> list[tuple[str, str]]:
    """What a service shows of its own for an open case: what it is called, and where it is."""
    kin = [one for one in SERVICES if found.procedure in {each.code for each in one.procedures}]
    return [
        (t(*one.beside[0]), reverse(f"{one.id}:{one.beside[1]}", args=[found.number]))
        for one in kin
        if one.beside
    ]


def _clear(page: Page, wanted: list[str]) -> list[tuple[str, str]]:
    personal = [group for group in wanted if group in cases.FIELDS]
    texts = cases.personal(page.case.id, personal) if personal else {}
    found = [(t(*GROUP_WORDS[group]), text) for group, text in texts.items() if text]
    if "answers" in wanted:
        told = cases.answers(page.case.id, ["answers"])
        said = answers_said(page.procedure, told, page.case.filed)
        found += [(page.item(id), text) for id, text in said.items()]
    return found


def _uploads(page: Page) -> list[dict[str, Any]]:
    """The files that were handed in; what each is called is told only to whoever opens it."""
    return [
        {
            "id": one["upload"], "label": page.item(one["evidence"]),
            "kind": CALLED.get(one["media"], one["media"]), "size": one["size"],
        }
        for one in page.uploads
    ]  # fmt: skip


def _history(page: Page) -> list[dict[str, Any]]:
    here = known()
    steps = {one.id: t(*one.label) for one in page.procedure.steps} if page.procedure else {}
    return [
        {
            "day": one.day, "at": one.at, "verb": t(*VERBS.get(one.verb, (one.verb, one.verb))),
            "agency": here.names.of(one.agency, one.day, here.language)
            if one.agency
            else t("người nộp", "the applicant"),
            "person": page.people.get(one.person, "") if one.agency else "",
            "step": steps.get(one.step, ""),
        }
        for one in reversed(page.story.acts)
    ]  # fmt: skip


def _consultations(page: Page) -> list[dict[str, Any]]:
    here = known()
    return [
        {
            "agency": here.names.of(one.agency, one.since, here.language),
            "due": one.due,
            "answered": one.answered,
        }
        for one in page.story.consultations
    ]


def label(page: Page) -> str:
    """What a case is about: its procedure by name, else its function."""
    here = known()
    if page.procedure:
        return t(*page.procedure.label)
    return here.names.of(page.case.function, page.seat.on, here.language)
