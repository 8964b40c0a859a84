"""A case as its applicant is shown it: sentences and rows, from what casework knows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from continuity.casework import clock
from continuity.casework.documents.kinds import kind_of
from continuity.casework.intake.applicants import reading_as
from continuity.casework.intake.beside import Issued, Reading, beside
from continuity.casework.page import Page
from continuity.casework.story import Act, story, words
from continuity.casework.verbs.deciding import Outcome
from continuity.handover.mine import crossing
from continuity.journal.record import SYSTEM, Actor
from continuity.pages.words import t
from continuity.web import inflight
from continuity.web.known import Known
from continuity.web.portal import said
from continuity.web.portal.crossings import crossings
from continuity.web.portal.holder import called, holder
from continuity.web.portal.places import line

QUIET = ("claim", "assign", "release")
"""Who among the officers has it on the desk is the agency's own matter."""

TELLING = ("decide", "refuse-receipt", "stop")
"""Acts whose ground and words are written to the applicant."""


def told(here: Known, whole: Page, on: date) -> dict[str, Any]:
    """All that the page of a case says; inside `reading_as`."""
    case, rules = whole.case, whole.procedure
    labels = {one.id: t(*one.label) for one in rules.evidence} if rules else {}
    there = beside(case.id, (act.id for act in whole.story.acts if act.verb in TELLING))
    return {
        "case": case,
        "label": t(*rules.label) if rules else called(here, case.function, on),
        "status": said.words(said.STATUSES, case.status),
        "holder": holder(here, case.function, case.place, case.filed, on),
        "inflight": inflight.told(here, whole, on),
        "place": line(here, case.place, on),
        "until": "" if case.closed else said.until(case.promised, on),
        "late": clock.lateness(case, on),
        "wanted": _wanted(whole),
        "owed": said.dong(case.owed) if case.owed else "",
        "waits_for": _waits_for(whole),
        "acts": [*_filed(whole), *_done(here, whole, there.reasons)],
        "paid": [_payment(one) for one in whole.story.payments if one.kind == "paid"],
        "readings": [_reading(here, one) for one in there.readings],
        "papers": [(id, name, labels.get(kind, kind)) for id, kind, name in there.papers],
        "documents": [_document(one) for one in there.issued],
        "notices": there.notices,
        "crossed": crossings(map(crossing, there.more["crossed"])),
        "may_withdraw": not case.closed and not case.outcome,
    }  # fmt: skip


def asked_words(person: Actor, case: uuid.UUID, on: date) -> str:
    """What the officer wrote when asking for more; '' where nothing was asked."""
    with reading_as(person, on):
        asked = story(case).last("ask-supplement")
        return words(case, asked.id) if asked else ""


def _wanted(whole: Page) -> list[str]:
    """What is asked of the applicant now, each by its own name."""
    if whole.procedure is None:
        return []
    things = {one.id: one.label for one in whole.procedure.fields}
    things |= {one.id: one.label for one in whole.procedure.evidence}
    return [t(*things[item]) for item in whole.asked if item in things]


def _waits_for(whole: Page) -> str:
    """What happens next, or for whom everything waits."""
    case = whole.case
    if case.closed:
        return ""
    if case.paused:
        stopped = whole.story.last("pause")
        reason = stopped.told.get("reason", "") if stopped else ""
        return REASONS[reason]() if reason in REASONS else t("Đang chờ bạn.", "It waits for you.")
    step = whole.next
    if step is None:
        return ""
    return t(step.label.vi, step.label.en or step.label.vi)


REASONS = {
    "verification": lambda: t(
        "Đang chờ xác minh ở nơi khác.", "It waits for a verification elsewhere."
    ),
    "survey": lambda: t("Đang chờ khảo sát tại chỗ.", "It waits for a survey on site."),
    "supplement": lambda: t("Đang chờ bạn bổ sung.", "It waits for papers from you."),
    "payment": lambda: t("Đang chờ bạn nộp phí.", "It waits for your payment."),
}


def _filed(whole: Page) -> list[dict[str, Any]]:
    """Filing from home is no act of an agency, and still the first thing that was done."""
    if whole.story.last("file"):
        return []
    what = said.words(said.DONE, "file")
    return [{"day": whole.case.filed, "what": what, "who": t("Bạn", "You"), "more": ""}]


def _done(here: Known, whole: Page, reasons: Mapping[uuid.UUID, str]) -> list[dict[str, Any]]:
    """What was done, but for who among the officers had it; and where something is refused, why."""
    acts = (act for act in whole.story.acts if act.verb not in QUIET)
    return [_act(here, act, whole.case.outcome) | _why(whole, act, reasons) for act in acts]


def _why(whole: Page, act: Act, reasons: Mapping[uuid.UUID, str]) -> dict[str, Any]:
    """The ground of an act of `TELLING`, its article, and what the officer wrote; blanks without one."""
    id, refusals = act.told.get("reason", ""), whole.procedure.refusals if whole.procedure else ()
    if act.verb not in TELLING or not id:
        return {}
    ground = next((one for one in refusals if act.verb == "decide" and one.id == id), None)
    return {
        "ground": t(*ground.label) if ground else said.words(said.GROUNDS, id),
        "basis": ground.basis if ground else None,
        "words": reasons.get(act.id, ""),
    }


def _act(here: Known, act: Act, outcome: str) -> dict[str, Any]:
    own = t("Tự động", "By itself") if act.person == SYSTEM.id else t("Bạn", "You")
    return {
        "day": act.day,
        "what": said.words(said.DONE, act.verb),
        "who": called(here, act.agency, act.day) or own,
        "more": _more(act, outcome),
    }


def _more(act: Act, outcome: str) -> str:
    """What an act says of itself that its applicant wants to know; a case is decided once."""
    if act.verb == "decide":
        granted = outcome == Outcome.GRANTED
        return t("chấp thuận", "granted") if granted else t("từ chối", "refused")
    if act.verb == "pay":
        return t(f"biên lai {act.told['receipt']}", f"receipt {act.told['receipt']}")
    return ""


def _document(one: Issued) -> dict[str, Any]:
    """A paper that was issued, with what became of it."""
    return {
        "id": one.id,
        "label": t(*kind_of(one.kind).label),
        "number": one.number,
        "issued": one.issued,
        "agency": t(*one.agency),
        "over": said.words(said.ENDED, one.status) if one.status in said.ENDED else "",
        "there": one.there,
    }


def _reading(here: Known, one: Reading) -> dict[str, Any]:
    return {
        "at": one.at,
        "who": one.who if one.purpose != "applicant" else "",
        "agency": called(here, one.agency, one.on),
        "fields": said.reads(one.groups),
        "purpose": said.words(said.PURPOSES, one.purpose),
    }


def _payment(one: Any) -> dict[str, Any]:
    return {"day": one.day, "amount": said.dong(one.amount), "receipt": one.receipt}
