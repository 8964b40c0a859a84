"""The keeper's desk: one person at a time, what is known, why it is what it is, and one fact more.

An identity number is only ever in the body of a request, so that it stands in no address and no log of
a server. Every look is an entry in the person's own stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from continuity.core.form import meaning
from continuity.core.procedure import Field, Kind, Words
from continuity.packs.names import Names
from continuity.packs.vn import pack
from continuity.pages.words import day, t
from continuity.register.read import present
from continuity.services.records import acts, nights, register
from continuity.services.records.acts import ACTS, BY_ID, NUMBERED, Act
from continuity.services.records.refused import Refused
from continuity.services.records.register import Version
from continuity.services.records.rules.facts import Offence, Person
from continuity.services.records.rules.words import PENALTIES, STATES, WHAT
from continuity.services.records.screens import asked, calculator
from continuity.services.records.screens.calculator import answered, question
from continuity.services.records.screens.room import Keeper, keeping, seated

IDENTITY = Field("identity", Words("Số định danh cá nhân", "Identity number"), Kind.IDENTITY,
                 hint=Words("12 chữ số, như trên thẻ căn cước.", "12 digits."))  # fmt: skip
NAME = Field("name", Words("Họ và tên như trong bản án", "Name as in the judgment"))
SOURCE = Field("source", Words("Văn bản làm căn cứ", "Document that it rests on"),
               hint=Words("Ví dụ: Giấy chứng nhận chấp hành xong hình phạt số 12/GCN.",
                          "For example: Certificate of completion No. 12/GCN."))  # fmt: skip
JUDGMENT = "judgment"


@seated
def home(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The look-up and the way to a table; who keeps no register is led to the calculator."""
    if not keeper.agency:
        return render(request, "records/no-keeper.html", {"lives": True}, status=403)
    return _home(request, keeper, {}, {})


def _home(
    request: HttpRequest, keeper: Keeper, sent: Mapping[str, str], errors: dict[str, str]
) -> HttpResponse:
    told: dict[str, Any] = {
        "identity": question(IDENTITY, IDENTITY.id, sent, errors),
        "errors": errors,
    }
    told["night"] = nights.night(**keeper.by)
    status = 422 if errors else 200
    return render(
        request, "records/home.html", told | {"keeper": keeper, "lives": True}, status=status
    )


def _unread(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """The look-up again, with what is wrong about the number."""
    wrong = asked.wrong(IDENTITY, request.POST.get("identity", ""))
    return _home(request, keeper, request.POST, {"identity": wrong})


@require_POST
@keeping
def person(request: HttpRequest, keeper: Keeper) -> HttpResponse:
    """Somebody in the register: what is known, how it stands and why; or that nothing is kept."""
    identity = meaning(IDENTITY, request.POST.get("identity", ""))
    if not identity:
        return _unread(request, keeper)
    return shown(request, keeper, identity)


@require_POST
@keeping
def entered(request: HttpRequest, keeper: Keeper, act: str) -> HttpResponse:
    """One fact more about somebody; what was typed stays where something is wrong with it."""
    identity = meaning(IDENTITY, request.POST.get("identity", ""))
    if not identity or (act != JUDGMENT and act not in BY_ID):
        return _unread(request, keeper)
    versions = register.history(identity, **keeper.by)
    who = versions[-1].facts if versions else Person()
    told, errors = _read(act, who, request.POST, known=bool(versions))
    if errors:
        return shown(request, keeper, identity, versions, act, request.POST, errors)

    facts = _facts(act, who, told)
    after = request.POST.get("after", "")
    register.enter(
        identity, told.get("name", "") or "-", facts, **keeper.by, source=told["source"],
        reason=told["source"] if versions else "", after=int(after) if after.isdecimal() else None,
    )  # fmt: skip
    return shown(request, keeper, identity, done=act)


def _fields(act: str, who: Person, *, known: bool) -> list[tuple[str, Field]]:
    """What an act asks, under the names of its form; [] where it cannot be done to somebody."""
    if act == JUDGMENT:
        inner = [*((one.id, one) for one in NUMBERED)]
        inner += [(f"{one.id}-1", one) for _, part in asked.GROUPS for one in part]
    else:
        inner = [(one.id, one) for one in BY_ID[act].asked(who)]
    if not inner:
        return []
    name = [] if known else [("name", NAME)]
    return [*name, *inner, ("source", SOURCE)]


def _read(
    act: str, who: Person, sent: Mapping[str, str], *, known: bool
) -> tuple[dict[str, str], dict[str, str]]:
    fields = _fields(act, who, known=known)
    if not fields:
        raise Refused("unknown", identity="")
    told, errors = asked.answers(fields, sent)
    if act == JUDGMENT and not errors:
        errors = asked.in_order(told, 1)
    if not errors and act == "completed":
        errors = _early(who, told)
    if not errors and told.get("until") and told["until"] < told["since"]:
        errors["until"] = t(
            "Ngày hết phải sau ngày bắt đầu.", "The last day comes after the first."
        )
    return told, errors


def _early(who: Person, told: dict[str, str]) -> dict[str, str]:
    one = next(one for one in who.judgments if one.key == told["judgment"])
    days = [offence.on for offence in one.offences if offence.on]
    if days and date.fromisoformat(told["ended"]) < max(days):
        return {"ended": t("Ngày chấp hành xong phải sau ngày phạm tội.",
                           "A penalty is complete after the offence.")}  # fmt: skip
    return {}


def _facts(act: str, who: Person, told: dict[str, str]) -> Person:
    if act != JUDGMENT:
        return BY_ID[act].done(who, told)
    one = asked.judgment(told, 1)
    number = told["number"]
    offences: tuple[Offence, ...] = tuple(
        replace(each, title=told["title"], article=told["article"]) for each in one.offences
    )
    one = replace(one, key=number, number=number, court=told["court"], offences=offences)
    return acts.with_judgment(who, one)


def shown(
    request: HttpRequest, keeper: Keeper, identity: str, versions: list[Version] | None = None,
    tried: str = "", sent: Mapping[str, str] | None = None, errors: dict[str, str] | None = None,
    done: str = "",
) -> HttpResponse:  # fmt: skip
    if versions is None:
        versions = register.history(identity, **keeper.by)
    who = versions[-1].facts if versions else Person()
    forms = [_form(one, who, bool(versions), tried, sent, errors) for one in ACTS]
    told: dict[str, Any] = {
        "keeper": keeper, "identity": identity, "who": who,
        "versions": [
            (one, _named(one.agency, one.day), list(_believed(one.facts))) for one in versions[::-1]
        ],
        "after": len(versions), "errors": errors or {}, "lives": True, "tried": tried,
        "prefix": "" if tried == JUDGMENT else f"{tried}-", "done": _label(done),
        "forms": [one for one in forms if one],
        "judgment": _judgment(bool(versions), tried, sent, errors),
    } | answered(who, keeper.on)  # fmt: skip
    return render(request, "records/person.html", told, status=422 if errors else 200)


def _believed(who: Person) -> Iterator[str]:
    """Everything that was believed of a person, a line for each thing."""
    for one in who.judgments:
        crimes = "; ".join(each.title for each in one.offences if each.title) or "–"
        penalty, ended = t(*PENALTIES[one.penalty.kind]), one.penalty.ended
        length = t(f", {one.penalty.months} tháng", f", {one.penalty.months} months")
        length = length if one.penalty.months else ""
        end = day(ended) if ended else t(*STATES[one.penalty.state])
        yield f"{one.number or one.key}, {day(one.effective)}: {crimes}; {penalty}{length}; {end}"
        for order in one.orders or ():
            yield f"{t(*WHAT[order.kind])}: {day(order.done) if order.done else t(*STATES[order.state])}"
        for petition in one.petitions:
            granted = t("xóa án tích", "expunged") if petition.granted else t("bác đơn", "refused")
            yield t("Tòa án", "Court") + f" {day(petition.on)}: {granted}"
    for case in who.pending:
        closed = f" – {day(case.closed)}" if case.closed else ""
        yield t("Vụ án từ", "Case since") + f" {day(case.since)}{closed}"
    for ban in who.bans:
        until = day(ban.until) if ban.until else t("không thời hạn", "no end")
        yield t("Lệnh cấm", "Ban") + f" {ban.decision}: {day(ban.since)} – {until}"


def _named(agency: str, on: date) -> str:
    """What a body was called on a day."""
    both = Names(present(), pack().kinds).both(agency, on)
    return t(*both)


def _label(act: str) -> str:
    words = BY_ID[act].label if act in BY_ID else Words("Bản án", "The judgment")
    return t(words.vi, words.en) if act else ""


def _form(
    act: Act, who: Person, known: bool, tried: str, sent: Mapping[str, str] | None,
    errors: dict[str, str] | None,
) -> dict[str, Any] | None:  # fmt: skip
    fields = _fields(act.id, who, known=known) if known or act.first else []
    if not fields:
        return None
    mine = act.id == tried
    typed, wrong = (sent or {}, errors or {}) if mine else ({}, {})
    return {
        "id": act.id, "label": t(act.label.vi, act.label.en), "open": mine and bool(errors),
        "questions": [question(one, name, typed, wrong, before=f"{act.id}-") for name, one in fields],
    }  # fmt: skip


def _judgment(
    known: bool, tried: str, sent: Mapping[str, str] | None, errors: dict[str, str] | None
) -> dict[str, Any]:
    mine = tried == JUDGMENT
    typed, wrong = (sent or {}, errors or {}) if mine else ({}, {})

    def asks(name: str, one: Field) -> calculator.Question:
        return question(one, name, typed, wrong)

    groups = [
        (t(label.vi, label.en), [asks(f"{one.id}-1", one) for one in part])
        for label, part in asked.GROUPS
    ]
    first = [asks(one.id, one) for one in (() if known else (NAME,))]
    return {
        "first": [*first, *(asks(one.id, one) for one in NUMBERED)], "groups": groups,
        "source": asks(SOURCE.id, SOURCE), "open": (mine and bool(errors)) or not known,
    }  # fmt: skip
