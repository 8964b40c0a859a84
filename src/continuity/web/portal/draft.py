"""Writing an application, a page at a time: what is typed is kept first, and looked at afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from continuity.accounts.models import Person
from continuity.casework import catalogue
from continuity.casework import page as case_page
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.intake.drafts import Draft
from continuity.casework.intake.evidence import MEGABYTE
from continuity.casework.intake.papers import Paper
from continuity.casework.intake.sending import unowed
from continuity.casework.refused import Refused
from continuity.core.procedure import Procedure
from continuity.pages.words import t
from continuity.web.known import known
from continuity.web.portal import course, fields, said
from continuity.web.portal.course import CHECK, FEE, PLACE, Page
from continuity.web.portal.offered import fee, lived
from continuity.web.portal.places import line, located
from continuity.web.portal.serving import attachment
from continuity.web.resume import asks, given_back


@dataclass(frozen=True)
class Writing:
    """A draft with what its pages need: its procedure, its pages, its papers, and who writes."""

    draft: Draft
    procedure: Procedure
    pages: list[Page]
    papers: list[Paper]
    person: Person
    on: date
    is_proved: bool

    @property
    def answers(self) -> Mapping[str, str]:
        """What was typed so far."""
        return self.draft.filled.answers


def writing(id: uuid.UUID, person: Person, on: date) -> Writing:
    """Somebody's own draft; no page for anybody else's, nor for one whose days are over."""
    with reading_as(person.actor, on):
        try:
            draft = drafts.one(id)
            if draft.about and not draft.number:
                told = case_page.page(draft.about)
                items, rules = told.asked, told.procedure
            else:
                items, rules = (), catalogue.procedure(draft.procedure, on)
        except Refused as refused:
            raise Http404(refused.en) from None
        if rules is None:
            raise Http404(draft.procedure)
        answers = draft.filled.answers
        pages = (
            course.pages_of(rules, answers, items) if draft.about else course.pages(rules, answers)
        )
        there = papers.of_draft(id)
        return Writing(draft, rules, pages, there, person, on, applicant() is not None)


def writes(view: Any) -> Any:
    """A view of a draft that may still be changed; one that was sent leads to its case."""

    @wraps(view)
    @asks
    def answer(request: HttpRequest, person: Person, id: uuid.UUID, **named: Any) -> HttpResponse:
        here = writing(id, person, lived(request))
        if here.draft.case:
            return _to("web:my-case", here.draft.case)
        return view(request, here, **named)

    return answer


@writes
def next_page(request: HttpRequest, here: Writing) -> HttpResponse:
    """On to the first page that was not answered."""
    return _to(
        "web:draft-page", here.draft.id, course.first_open(here.pages, here.draft.filled.gone_by)
    )


@writes
def page(request: HttpRequest, here: Writing, page: str) -> HttpResponse:
    """One page of an application; what is posted is kept whether it is right or not."""
    found = next((one for one in here.pages if one.id == page), None)
    if found is None:
        return _to("web:draft-next", here.draft.id)
    if request.method == "POST":
        return _posted(request, here, found, request.POST)
    typed = given_back(request)
    if typed is not None:
        _kept(here, found, {name: values[-1] for name, values in typed.items() if values})
        here = writing(here.draft.id, here.person, here.on)
    return _shown(request, here, found, restored=typed is not None)


@require_POST
@writes
def discard(request: HttpRequest, here: Writing) -> HttpResponse:
    """The draft goes, and its files."""
    drafts.discard(here.draft.id, person=here.person.actor, on=here.on)
    return _to("web:my")


@writes
def paper(request: HttpRequest, here: Writing, paper: uuid.UUID) -> HttpResponse:
    """A file of one's own draft, to look at or to take away."""
    found = next((one for one in here.papers if one.id == paper), None)
    if request.method == "POST":
        papers.detach(here.draft.id, paper, person=here.person.actor, on=here.on)
        at = f"p-{found.evidence}" if found else CHECK
        return _to("web:draft-page", here.draft.id, at)
    if found is None:
        raise Http404
    return attachment(found)


def _posted(
    request: HttpRequest, here: Writing, page: Page, post: Mapping[str, Any]
) -> HttpResponse:
    draft, person, on = here.draft.id, here.person, here.on
    _kept(here, page, post)
    errors = _uploaded(request, here, page)
    here = writing(draft, person, on)
    if "later" in post:
        return _to("web:my")
    choices: list[tuple[str, str]] = []
    if not errors:
        errors, choices = _wrong(here, page, post)
    if errors or choices:
        return _shown(request, here, page, errors=errors, choices=choices)
    if "more" in post or (page.paper and request.FILES):
        return _to("web:draft-page", draft, page.id)
    here_after = drafts.save(draft, person=person.actor, on=on, page=page.id)
    # Somebody who came back to mend one answer goes back to where everything is shown.
    done = course.first_open(here.pages, here_after.filled.gone_by) == CHECK
    following = CHECK if done else course.following(here.pages, page.id)
    if following == CHECK:
        return _to("web:draft-check", draft)
    return _to("web:draft-page", draft, following)


def _kept(here: Writing, page: Page, post: Mapping[str, Any]) -> None:
    told: dict[str, str] = {}
    if page.id == PLACE and "f-place" in post:
        written, chosen = str(post["f-place"])[:300], str(post.get("f-chosen", ""))
        same = written == here.draft.filled.written
        units = [one for one, _ in located(known(), written, here.on).units]
        sure = units[0] if len(units) == 1 else ""
        again = here.draft.filled.place if same and here.draft.filled.place in units else ""
        told = {"written": written, "place": chosen if chosen in units else sure or again}
    if page.id == FEE and "f-exemption" in post:
        known_grounds = {choice.id for choice in here.procedure.exemptions}
        ground = str(post["f-exemption"])
        told = {"exemption": ground if ground in known_grounds else ""}
    answers = fields.typed(page.fields, post) if page.fields else {}
    drafts.save(here.draft.id, answers, person=here.person.actor, on=here.on, **told)


def _uploaded(request: HttpRequest, here: Writing, page: Page) -> dict[str, str]:
    """Keeps what was uploaded; what is wrong with it by the field of the page."""
    sent = request.FILES.get("file")
    if page.paper is None:
        return {}
    if sent is None:
        # So much that it was not read at all.
        size, most = int(request.headers.get("Content-Length") or 0), page.paper.most_bytes
        told = {"size": f"{size / MEGABYTE:.0f}", "most": f"{most / MEGABYTE:.0f}", "name": ""}
        return {"file": said.refusal(Refused("paper-big", **told))} if size > most else {}
    try:
        papers.attach(
            here.draft.id, sent.read(), sent.name or "", page.paper,
            person=here.person.actor, on=here.on,
        )  # fmt: skip
    except Refused as refused:
        return {"file": said.refusal(refused)}
    return {}


def _wrong(
    here: Writing, page: Page, post: Mapping[str, Any]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What is wrong with a page, and the places that its text may mean where they are several."""
    if page.id == PLACE:
        if here.draft.filled.place:
            wrong = unowed(here.procedure, here.draft.filled.place, here.on)
            return ({"f-place": said.finding(wrong[0])} if wrong else {}), []
        found = located(known(), here.draft.filled.written, here.on)
        if found.error:
            return {"f-place": found.error}, []
        asked = {"f-chosen": t("Hãy chọn một nơi.", "Choose one of the places.")}
        return (asked if post.get("choosing") else {}), found.units
    if page.paper:
        there = any(one.evidence == page.paper.id for one in here.papers)
        if page.paper.required and not there and "more" not in post:
            return {"file": t("Hãy chọn tệp cho giấy tờ này.", "Choose a file for this paper.")}, []
        return {}, []
    found_errors = fields.errors(here.procedure, page.fields, here.answers, here.on)
    return {f"f-{id}": text for id, text in found_errors.items()}, []


def _shown(
    request: HttpRequest,
    here: Writing,
    page: Page,
    *,
    errors: Mapping[str, str] | None = None,
    choices: list[tuple[str, str]] | None = None,
    restored: bool = False,
) -> HttpResponse:
    wrong = errors or {}
    ids = [one.id for one in here.pages]
    at = ids.index(page.id)
    told = {
        "writing": here, "page": page, "errors": wrong, "restored": restored, "choices": choices,
        "step": at + 1, "steps": len(ids) + 1, "before": ids[at - 1] if at else "",
        "label": t(*here.procedure.label), "title": _title(here, page),
        "fields": [
            fields.shown(one, here.answers.get(one.id, ""), wrong.get(f"f-{one.id}", ""))
            for one in page.fields
        ],
        "here": "services",
    }  # fmt: skip
    told |= {"fee": fee(here.procedure, here.on)} if page.id == FEE else {}
    told |= _of_paper(here, page) if page.paper else {}
    told |= _of_place(here) if page.id == PLACE else {}
    name = page.id if page.id in (PLACE, FEE) else "paper" if page.paper else "questions"
    status = 422 if wrong else 200
    return render(request, f"web/portal/draft-{name}.html", told, status=status)


def _title(here: Writing, page: Page) -> str:
    if page.id == PLACE:
        follows = known().world.functions.get(here.procedure.function)
        if follows and follows.follows == "territory":
            return t("Cơ quan, tổ chức ở đâu?", "Where is the body concerned?")
        return t("Bạn cư trú ở đâu?", "Where do you live?")
    if page.id == FEE:
        return t("Phí và đối tượng được miễn, giảm", "The fee, and who pays less")
    if page.paper:
        return t(*page.paper.label)
    if len(page.fields) == 1:
        return fields.shown(page.fields[0], "").label
    return t(*said.TITLES[page.fields[0].group])


def _of_paper(here: Writing, page: Page) -> dict[str, Any]:
    assert page.paper is not None, "asked for pages of papers only"
    kinds = ", ".join(KINDS.get(one, one) for one in page.paper.media)
    most = page.paper.most_bytes // 1024 // 1024
    there = [one for one in here.papers if one.evidence == page.paper.id]
    return {"there": there, "kinds": kinds, "most": most}


def _of_place(here: Writing) -> dict[str, Any]:
    place = here.draft.filled.place
    return {"understood": line(known(), place, here.on) if place else ""}


KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


def _to(name: str, *told: object) -> HttpResponse:
    """On to a page by GET (303), so that going back and reloading send nothing again."""
    return HttpResponseRedirect(reverse(name, args=told), status=303)
