"""Drafting: by text, by file, by form; what was typed is never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from continuity.accounts.appointments import roles
from continuity.accounts.models import Person
from continuity.accounts.roles import Role
from continuity.accounts.today import today
from continuity.core.finding import Finding, Flawed
from continuity.packs.functions import labels
from continuity.packs.names import sort_key
from continuity.packs.text import MOST_BYTES, Text, parse
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.reform import shelf
from continuity.reform.chronicle import events
from continuity.reform.draft import name as name_of
from continuity.reform.shelf import Act, Draft
from continuity.web.known import Known, known
from continuity.web.reforms import acts, forms, reckoned
from continuity.web.reforms.mends import pressed, ways
from continuity.web.reforms.read import soon, told
from continuity.web.reforms.spoken import dated, titled
from continuity.web.views.sign_in import asks

LISTED = 3_000
PROPOSED = ("function", "in", "where", "to")


@never_cache
@told
@asks
def new(request: HttpRequest, person: Person) -> HttpResponse:
    """A draft begun by form, or brought along as a file or as text."""
    shelf.drafting(person.actor)
    if request.method != "POST":
        return render(request, "web/draft-new.html", {"here": "reforms"})
    source, errors = _brought(request)
    text = parse(source.encode(), "draft")
    findings = [] if errors else _unreadable(text)
    if not errors and not findings:
        try:
            shelf.save(text, 0, actor=person.actor, reason=request.POST.get("reason", ""))
            return redirect("web:draft", name_of(text))
        except Flawed as flawed:
            findings = list(flawed.findings)
    shown = {"errors": errors, "problems": _said(findings), "sent": request.POST}
    more = {**shown, "source": source, "here": "reforms"}
    return render(request, "web/draft-new.html", more, status=422)


def _brought(request: HttpRequest) -> tuple[str, dict[str, str]]:
    """The document that somebody sent in one of three ways, and what is wrong with the form."""
    if request.POST.get("way") == "form":
        return _begun(request)
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > MOST_BYTES:
            return "", {"file": t("Tệp lớn hơn 4 MiB.", "The file is larger than 4 MiB.")}
        return sent.read().decode("utf-8-sig", "replace"), {}
    text = request.POST.get("text", "")
    missing = t("Chọn một tệp, hoặc dán văn bản.", "Choose a file, or paste the text.")
    return text, {} if text.strip() else {"text": missing}


def _begun(request: HttpRequest) -> tuple[str, dict[str, str]]:
    sent = {k: request.POST.get(k, "").strip() for k in ("name", "day", "vi", "en", "instrument")}
    errors: dict[str, str] = {}
    on = days.read(sent["day"])
    if not forms.PLAIN.fullmatch(sent["name"]):
        errors["name"] = t(
            "Tên gồm chữ thường không dấu, số và gạch nối, từ 3 đến 60 ký tự.",
            "A name of 3 to 60 small letters, digits and hyphens.",
        )
    if on is None:
        errors["day"] = t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")
    if not sent["vi"]:
        errors["vi"] = t("Hãy ghi tiêu đề.", "Give it a title in Vietnamese.")
    if not sent["instrument"]:
        errors["instrument"] = t("Hãy ghi số văn bản.", "Give the number of the instrument.")
    if errors or on is None:
        return "", errors
    titles = {"vi": sent["vi"], "en": sent["en"]}
    return forms.begun(sent["name"], on.isoformat(), titles, sent["instrument"]), {}


def _unreadable(text: Text) -> list[Finding]:
    if text.findings:
        return list(text.findings)
    if not isinstance(text.tree, dict) or not text.tree:
        return [Finding("not-a-decree")]
    if not forms.PLAIN.fullmatch(name_of(text)):
        return [Finding("another-name", values={"name": "vn-2027-01-01-vi-du"})]
    return []


@never_cache
@told
@asks
def draft(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """A draft as it stands: its text, what is wrong with it, what it would do, who may approve it."""
    shelf.drafting(person.actor)
    found = shelf.draft_of(name)
    if request.method == "POST":
        return _saved(request, person, found)
    return show(request, person, found)


def show(
    request: HttpRequest, person: Person, found: Draft, stopped: Flawed | None = None
) -> HttpResponse:
    """The page of a draft; with what stands against its approval where that was asked for."""
    here = known()
    tried = None if found.act is Act.UNDO else reckoned.tried(here, found.text)
    more = _about(person, found) | {"stopped": _said(stopped.findings) if stopped else []}
    if found.act is Act.UNDO:
        return render(request, "web/draft.html", more)
    if tried is not None:
        more |= {"problems": _said(tried.findings, found.text)}
    if found.act is Act.SLIP:
        more["slipped"] = reckoned.slipped(here, found.text)
        tried = tried if more["slipped"] else None  # the page waits for both
    return soon(request, "web/draft.html", tried, more)


def _about(person: Person, found: Draft) -> dict[str, Any]:
    head = Role.HEAD in roles(person.id, today())
    lines = forms.source_of(found.text).splitlines()
    return {
        "draft": found,
        "events": events(name_of(found.text), drafts=True),
        "name": name_of(found.text),
        "title": titled(found.text),
        "source": "\n".join(lines),
        "lines": lines if len(lines) <= LISTED else [],
        "own": found.drafter.id == person.id,
        "head": head,
        "may_approve": head and found.drafter.id != person.id,
        "here": "reforms",
    }


def _saved(request: HttpRequest, person: Person, found: Draft) -> HttpResponse:
    """A new version; where somebody else was first, both are shown and neither is lost."""
    source = request.POST.get("text", "").replace("\r\n", "\n")
    if "mend" in request.POST:
        mended = pressed(found.text, request.POST["mend"])
        if mended is None or request.POST.get("version") != str(found.version):
            return redirect("web:draft", name_of(found.text))  # the draft has moved on
        source = mended
    version, text = request.POST.get("version", ""), parse(source.encode(), "draft")
    problems = _unreadable(text)
    if not problems and name_of(text) != name_of(found.text):
        problems = [Finding("another-name", values={"name": name_of(found.text)})]
    if not problems:
        try:
            read = int(version) if version.isascii() and version.isdecimal() else 0
            reason = request.POST.get("reason", found.reason)
            shelf.save(text, read, actor=person.actor, reason=reason)
            return redirect("web:draft", name_of(text))
        except Flawed as flawed:
            problems = list(flawed.findings)
    theirs = forms.source_of(found.text)
    more = _about(person, found) | {
        "source": source, "version": version, "unsaved": True, "problems": _said(problems),
        "theirs": theirs if str(found.version) != version else "",
    }  # fmt: skip
    return render(request, "web/draft.html", more, status=409)


def _said(findings: Any, text: Text | None = None) -> list[dict[str, Any]]:
    """Findings as the page shows them: what, expected, how to mend, the line, and a ready way."""
    lines = text.source.splitlines() if text else []
    made = []
    for finding in findings:
        what, expected, mend = dated(finding).parts(language())
        line = finding.cite.line
        made.append(
            {
                "what": what, "expected": expected, "mend": mend, "line": line, "cite": finding.cite,
                "text": forms.clause_at(lines, line),
                "ways": ways(finding, findings, text) if text else None,
            }
        )  # fmt: skip
    return made


@never_cache
@told
@asks
def discard(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """Asks whether a draft shall be put away, and puts away the version that was shown."""
    shelf.drafting(person.actor)
    found = shelf.draft_of(name)
    if request.method == "POST":
        written = request.POST.get("version", "")
        version = int(written) if written.isascii() and written.isdecimal() else 0
        shelf.discard(name, version, actor=person.actor, reason=request.POST.get("reason", ""))
        return redirect("web:reforms")
    return render(request, "web/draft-discard.html", _about(person, found))


@never_cache
@told
@asks
def add(request: HttpRequest, person: Person, name: str, kind: str) -> HttpResponse:
    """One act by form; it becomes the last clause of the draft."""
    shelf.drafting(person.actor)
    if kind not in acts.KINDS:
        raise Http404
    found, here = shelf.draft_of(name), known()
    sent = acts.Filled(_proposed(request, found, here))
    if request.method == "POST":
        sent = acts.filled(here, kind, request.POST, _day(found))
        if not sent.errors:
            text = parse(forms.added(found.text, sent.clause).encode(), "draft")
            shelf.save(text, found.version, actor=person.actor, reason=found.reason)
            return redirect("web:draft", name)
    told = {
        "kind": kind,
        "name": name,
        "title": titled(found.text),
        "draft": found,
        "sent": sent,
        "here": "reforms",
    }
    told |= {
        "functions": _functions(here),
        "kinds": acts.kinds(here),
        "instruments": forms.instruments(found.text),
    }
    status = 422 if sent.errors else 200
    return render(request, "web/draft-add.html", told, status=status)


def _proposed(request: HttpRequest, found: Draft, here: Known) -> dict[str, str]:
    """What a form begins with: the last instrument, its next clause, and what a finding asks for."""
    known_numbers = forms.instruments(found.text)
    number = known_numbers[-1] if known_numbers else ""
    proposed = {"instrument": number, "clause": forms.next_clause(found.text, number)}
    asked = {key: request.GET.get(key, "")[:200] for key in PROPOSED}
    if asked["function"] in here.pack.functions:
        asked["function"] = dict(_functions(here))[asked["function"]]
    return proposed | asked


def _functions(here: Known) -> list[tuple[str, str]]:
    which = 1 if language() == "en" else 0
    found = [(id, labels(here.pack, id)[which]) for id in here.pack.functions]
    return sorted(found, key=lambda one: sort_key(one[1]))


def _day(found: Draft) -> date:
    tree = found.text.tree if isinstance(found.text.tree, dict) else {}
    return days.read(str(tree.get("effective") or "")) or today()
