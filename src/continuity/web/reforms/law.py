"""From the text of the law: what was read, every phrase that was not understood in its place, a draft."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.core.finding import Finding
from continuity.packs.text import MOST_BYTES
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.reform import shelf
from continuity.reform.law.read import Given, Law, read_law
from continuity.web.known import known
from continuity.web.reforms.read import told
from continuity.web.reforms.spoken import dated
from continuity.web.views.sign_in import asks

TO_CHECK = {"law-no-code", "law-count", "law-numbering"}
"""Findings about what was understood: a code that is to come, totals and numbers that differ."""


class Piece(NamedTuple):
    """A stretch of the text; `marks` are the numbers of the findings about it."""

    text: str
    marks: tuple[int, ...]


@never_cache
@told
@asks
def law(request: HttpRequest, person: Person) -> HttpResponse:
    """The form; with a text, the draft that it gives. Nothing is stored until that is saved."""
    shelf.drafting(person.actor)
    if request.method != "POST":
        return render(request, "web/law.html", {"here": "reforms"})
    source, errors = _text(request)
    given = _given(request, errors)
    found = None if errors else read_law(source, known().places, given)
    shown = {"source": source, "errors": errors, "sent": request.POST, "here": "reforms"}
    more = _told(found) if found else {}
    return render(request, "web/law.html", shown | more, status=422 if errors else 200)


def _text(request: HttpRequest) -> tuple[str, dict[str, str]]:
    sent = request.FILES.get("file")
    if sent is not None:
        if (sent.size or 0) > MOST_BYTES:
            return "", {"file": t("Tệp lớn hơn 4 MiB.", "The file is larger than 4 MiB.")}
        try:
            return sent.read().decode("utf-8-sig"), {}
        except UnicodeDecodeError:
            mend = t(
                "Tệp không phải văn bản UTF-8; hãy lưu lại dạng .txt UTF-8, hoặc dán vào ô.",
                "The file is no UTF-8 text; save it as .txt in UTF-8, or paste it.",
            )
            return "", {"file": mend}
    text = request.POST.get("text", "").replace("\r\n", "\n")
    missing = t("Chọn một tệp, hoặc dán văn bản.", "Choose a file, or paste the text.")
    return text, {} if text.strip() else {"text": missing}


def _given(request: HttpRequest, errors: dict[str, str]) -> Given:
    """What the reader says of a text that does not say it."""
    written = request.POST.get("day", "").strip()
    on = days.read(written) if written else None
    if written and on is None:
        errors["day"] = t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")
    number, province = (request.POST.get(key, "").strip()[:200] for key in ("number", "province"))
    return Given(number, on, province)


def _told(found: Law) -> dict[str, object]:
    codes = [mark.finding.code for mark in found.marks]
    return {
        "to_check": sum(code in TO_CHECK for code in codes),
        "not_read": sum(code not in TO_CHECK for code in codes),
        "law": found,
        "pieces": pieces(found.source, [mark.span for mark in found.marks]),
        "problems": [
            _said(n, mark.finding) | {"marked": mark.span[0] < mark.span[1]}
            for n, mark in enumerate(found.marks, 1)
        ],
        "clauses": len(found.tree.get("clauses") or ()),
    }


def _said(number: int, finding: Finding) -> dict[str, object]:
    what, expected, mend = dated(finding).parts(language())
    return {"number": number, "what": what, "expected": expected, "mend": mend}


def pieces(source: str, spans: list[tuple[int, int]]) -> list[Piece]:
    """A text cut where findings begin and end, so that each can be marked where it stands."""
    real = [(n, start, end) for n, (start, end) in enumerate(spans, 1) if start < end]
    cuts = sorted({0, len(source), *(at for _, start, end in real for at in (start, end))})
    made = []
    for start, end in pairwise(cuts):
        about = tuple(n for n, first, last in real if first <= start and end <= last)
        made.append(Piece(source[start:end], about))
    return made
