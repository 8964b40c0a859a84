"""What an act on the desk is: when it is offered, what it asks, and the verb that it calls.

Acts are data, so that the page, its form and what a program sends are made from one list.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from continuity.casework.refused import MOST_WORDS
from continuity.pages.words import number, t
from continuity.web.desk.page import Page
from continuity.web.desk.seat import Seat

LONGEST = 300
"""Letters of a line; words have more."""
Options = list[tuple[str, str]]
Texts = tuple[str, str]


@dataclass(frozen=True)
class Input:
    """One field of an act: `words`, `line`, `choice`, `items` or `day`."""

    id: str
    label: Texts
    kind: str = "words"
    required: bool = True
    hint: Texts = ("", "")
    options: Callable[[Page], Options] = lambda page: []
    chosen: Callable[[Page], list[str]] = lambda page: []


@dataclass(frozen=True)
class Act:
    """Something that can be done with a case now; `first` where it is what is asked next."""

    id: str
    label: Texts
    now: Callable[[Page], bool]
    do: Callable[[Page, QueryDict, str], Any]
    inputs: tuple[Input, ...] = ()
    hint: Texts = ("", "")
    first: bool = False
    warns: bool = False


WORDS = Input("words", ("Nêu rõ bằng lời", "Say it in words"))


class Missing(ValueError):
    """What an act asks and was not given, by the id of the field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


def named(seat: Seat, key: str) -> dict[str, Any]:
    """Who does a verb, where, when and with which key."""
    return {"actor": seat.person.actor, "agency": seat.agency, "on": seat.on, "key": key}


def open_(page: Page) -> bool:
    """Offered while work goes on: the agency must act, and the clock is not stopped."""
    return page.ours and not page.case.closed and not page.case.paused


def done(act: Act, page: Page, sent: QueryDict) -> None:
    """Does an act with what was sent; raises `Missing` with all that was left out."""
    if errors := faults(act, sent):
        raise Missing(errors)
    act.do(page, sent, key(sent))


def faults(act: Act, sent: QueryDict) -> dict[str, str]:
    """What was left out or is too long, by the id of the field."""
    errors = {
        one.id: t("Mục này chưa có: {label}.", "Still to be given: {label}.").format(
            label=t(*one.label)
        )
        for one in act.inputs
        if one.required and not any(value.strip() for value in sent.getlist(one.id))
    }
    for one in act.inputs:
        most = MOST_WORDS if one.kind == "words" else LONGEST
        if said := too_long(sent.getlist(one.id), most):
            errors[one.id] = said
    return errors


def too_long(values: list[str], most: int = LONGEST) -> str:
    """What is said of a field in which more stands than anybody reads; '' where it fits."""
    if (count := max(map(len, values), default=0)) <= most:
        return ""
    return t(
        f"Mục này dài {number(count)} ký tự; nhiều nhất {number(most)}. Hãy rút gọn.",
        f"This is {number(count)} characters long; {number(most)} at most. Shorten it.",
    )


def key(sent: QueryDict) -> str:
    """The key under which a form does its work once; one that was sent without is its own."""
    return sent.get("key", "")[:200] or secrets.token_urlsafe(18)


def shown(act: Act, page: Page, sent: QueryDict | None, errors: dict[str, str]) -> dict[str, Any]:
    """An act as its template needs it, with what was typed before."""
    inputs = []
    for one in act.inputs:
        values = sent.getlist(one.id) if sent else one.chosen(page)
        options = [(id, label, id in values) for id, label in one.options(page)]
        inputs.append(
            {
                "id": f"{act.id}-{one.id}", "name": one.id, "label": t(*one.label), "kind": one.kind,
                "hint": t(*one.hint), "options": options, "value": values[0] if values else "",
                "error": errors.get(one.id, ""), "required": one.required,
            }
        )  # fmt: skip
    return {
        "id": act.id, "label": t(*act.label), "hint": t(*act.hint), "inputs": inputs,
        "warns": act.warns, "open": bool(sent) or act.first, "first": act.first,
    }  # fmt: skip
