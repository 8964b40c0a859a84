"""The calculator: when a conviction is no longer a record, with every reason; nothing is kept.

What is typed comes in the body of a request and so stands in no address; the answer is computed, shown
and forgotten. It says nothing of what stands in the register about anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.core.interval import EVER, FOREVER
from continuity.core.procedure import Field, Kind, Words
from continuity.pages.words import language, t
from continuity.services.records.rules.bans import WHOM, Clause
from continuity.services.records.rules.bans import basis as resting_on
from continuity.services.records.rules.reckon import (
    DAY,
    Answer,
    Conclusion,
    Mark,
    Standing,
    Status,
    answer,
)
from continuity.services.records.rules.together import viet_nam
from continuity.services.records.rules.words import OPEN, STANDINGS, STATUSES, law, named, said
from continuity.services.records.screens.asked import GROUPS, MOST, WHOLE, person, read
from continuity.services.records.screens.timeline import Lane, drawn


class Question(NamedTuple):
    """A question as the page shows it, with what was typed."""

    id: str
    name: str
    kind: str
    label: str
    hint: str
    choices: list[tuple[str, str]]
    value: str
    error: str
    numeric: bool


class Reason(NamedTuple):
    """A reason as the page says it."""

    number: int
    on: date | None
    text: str
    source: str
    article: str
    verified: bool


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The form; with an answer above it once it was sent, or one judgment more."""
    sent = request.POST if request.method == "POST" else {}
    count = _count(sent)
    told: dict[str, Any] = {"count": count}
    errors: dict[str, str] = {}
    if "answer" in sent:
        values, errors = read(sent, count)
        if not errors:
            told |= answered(*person(values, count, request.lived))  # type: ignore[attr-defined]
    elif "more" in sent:
        told["count"] = count = min(MOST, count + 1)
    told |= {
        "errors": errors,
        "can_add": count < MOST,
        "judgments": _judgments(sent, count, errors),
    }
    told["whole"] = [question(one, one.id, sent, errors) for one in WHOLE]
    return render(request, "records/when.html", told, status=422 if errors else 200)


def _count(sent: Mapping[str, str]) -> int:
    """How many judgments the form asks about; one for anything that is no such number."""
    written = sent.get("count", "")
    return int(written) if written in [str(n) for n in range(1, MOST + 1)] else 1


def _judgments(
    sent: Mapping[str, str], count: int, errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "n": n,
            "groups": [
                (
                    _in(label),
                    [question(one, f"{one.id}-{n}", sent, errors) for one in fields],
                )
                for label, fields in GROUPS
            ],
        }
        for n in range(1, count + 1)
    ]


def question(
    field: Field, name: str, sent: Mapping[str, str], errors: Mapping[str, str], *, before: str = ""
) -> Question:
    """A field as a page asks it; `before` tells its id apart from those of other forms on the page."""
    choices = [(choice.id, _in(choice.label)) for choice in field.choices]
    kind = "choice" if field.kind is Kind.CHOICE else "text"
    value = sent.get(name, "")[:200]
    hint = _in(field.hint)
    return Question(
        before + name,
        name,
        kind,
        _in(field.label),
        hint,
        choices,
        value,
        errors.get(name, ""),
        field.kind is Kind.NUMBER,
    )


def answered(who: Any, on: date) -> dict[str, Any]:
    """What the page says of an answer: a sentence, the drawing, each conviction with its reasons."""
    found: Answer = answer(who, viet_nam, on)
    told: dict[str, Any] = {"answer": found, "standing": _in(STANDINGS[found.standing])}
    told["tone"] = {Standing.CLEAR: "clear", Standing.RECORD: "record"}.get(found.standing, "open")
    told["bans"] = [
        (one, _in(WHOM[Clause(one.clause)]), basis._replace(source=law(basis.source, language())))
        for one in who.bans
        if (basis := resting_on(Clause(one.clause), one.since))
    ]
    if found.conclusions:
        line = drawn(found)
        told |= {"line": line, "lanes": [_shown(lane) for lane in line.lanes]}
    return told


def _shown(lane: Lane) -> dict[str, Any]:
    one = lane.one
    return {
        "key": lane.key,
        "status": _in(STATUSES[lane.status]),
        "drawn": lane,
        "reasons": [_reason(n, mark) for n, mark in lane.marks],
        "missing": [named(code, language()) for code in one.missing],
        "open": [_in(OPEN[code]) for code in one.open],
        "between": _between(one, lane.status),
        "changes": [_reason(0, mark) for mark in lane.changes],
    }


def _between(one: Conclusion, status: Status) -> tuple[date, date] | None:
    """The first days without a record by the milder and by the stricter reading, where they differ."""
    if status is not Status.MANUAL or one.least == EVER or max(one.most, one.older) == FOREVER:
        return None
    return one.least + DAY, max(one.most, one.older) + DAY


def _reason(n: int, mark: Mark) -> Reason:
    basis = mark.basis
    source = law(basis.source, language())
    return Reason(n, mark.on, said(mark, language()), source, basis.article, basis.verified)


def _in(words: Words) -> str:
    return t(words.vi, words.en)
