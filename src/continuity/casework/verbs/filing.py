"""A case comes in: filed by its procedure, received or not; or taken over without a procedure."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import (
    bodies,
    catalogue,
    clock,
    groups,
    keys,
    listed,
    money,
    names,
    places,
    wishes,
)
from continuity.casework.cases import Case, Personal, locked
from continuity.casework.concerned import apart
from continuity.casework.numbers import next_number
from continuity.casework.once import earlier
from continuity.casework.plainly import plain
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind
from continuity.casework.sight import present, reading
from continuity.casework.status import Status
from continuity.casework.verbs.beforehand import Moment, ask
from continuity.casework.verbs.doing import again, done, law, moved, running, taken
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from continuity.core.form import kept, problems
from continuity.core.procedure import Channel, Duty, Procedure, Unit
from continuity.journal.record import Actor, record


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a filing gives: the case, and the number that it keeps for ever."""

    case: uuid.UUID
    number: str


class Unreceived(StrEnum):
    """Why what was filed online is not received. A reorganisation is none of them."""

    DUPLICATE = "duplicate"
    OTHER_PROCEDURE = "other-procedure"
    ILLEGIBLE = "illegible"


def file(
    procedure: str,
    place: str,
    filed: date,
    personal: Personal,
    answers: Mapping[str, str],
    *,
    actor: Actor,
    key: str,
    agency: str = "",
    papers: Collection[str] = (),
    exemption: str = "",
    copies: int = 1,
    channel: str = "",
    lodged: datetime | None = None,
    wish: Wish | None = None,
) -> Receipt:
    """A new case by a procedure of the catalogue, with due day and fee under the law of its day.

    Any agency may take it in, competent or not; an applicant alone files online. A term in hours runs
    from the moment at which it was lodged, which is now unless somebody says. Raises Flawed with
    everything that is wrong with the form, and `Refused` for a place that nobody knows or need act for.
    """
    by = channel or (Channel.COUNTER if agency else Channel.ONLINE)
    asked: dict[str, Any] = {"verb": "file", "procedure": procedure, "place": place}
    asked |= {"filed": str(filed), "agency": agency, "personal": asdict(personal), "channel": by}
    asked |= {"answers": dict(answers), "papers": sorted(papers), "lodged": str(lodged or "")}
    asked |= (more := {"exemption": exemption, "copies": copies, **wishes.plain(wish)})
    with _taking(actor, agency, personal, filed):
        id, number = uuid7(), next_number()
        if given := earlier(actor, key, asked, {"case": str(id), "number": number}):
            return Receipt(uuid.UUID(given["case"]), given["number"])
        rules = catalogue.procedure(procedure, filed)
        places.known(rules.function, place, filed)
        _possible(rules, by, agency, wish)
        read = _read(rules, answers, papers, filed)
        fee = money.charge(rules, filed, exemption, copies)

        case = Case(id, rules.function, place, filed, number, *NEW)
        case = _course(rules, case, agency, lodged, read)
        case = replace(case, held=(*sorted(read), *sorted(papers)), owed=fee.amount)
        _insert(case, personal, groups.sorted_in(rules, read), wish)
        money.charged(case, fee)
        _record(case, agency, channel=by, **more)
        ask(Moment.FILE, case, rules, read)
    return Receipt(id, number)


def lodge(
    function: str,
    place: str,
    filed: date,
    personal: Personal,
    *,
    actor: Actor,
    key: str,
    agency: str = "",
    due: date | None = None,
) -> Receipt:
    """A new case of a function for which the catalogue has no procedure, as it came from elsewhere.

    Raises `Refused` for an unknown function or place, and for a place where nobody need act.
    """
    asked: dict[str, Any] = {"verb": "lodge", "function": function, "place": place}
    asked |= {"filed": str(filed), "due": str(due), "agency": agency, "personal": asdict(personal)}
    with _taking(actor, agency, personal, filed):
        id, number = uuid7(), next_number()
        given = earlier(actor, key, asked, {"case": str(id), "number": number})
        if given:
            return Receipt(uuid.UUID(given["case"]), given["number"])
        places.known(function, place, filed)
        if due and due < filed:
            raise Refused("due-earlier", due=due, before=filed)

        status = Status.RECEIVED if agency else Status.REGISTERED
        case = Case(id, function, place, filed, number, status, due, False, None)

        _insert(case, personal, {})
        _record(case, agency)
    return Receipt(id, number)


def receive(case_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """What was filed online is received by the competent agency, which takes the step of intake."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="receive"):
            return
        case = locked(case_id)

        running(case)
        changed: dict[str, Any] = {"status": moved(case, Status.RECEIVED)}
        if case.status is not Status.REGISTERED:
            raise Refused("illegal-move", status=case.status, following=Status.RECEIVED)
        changed |= taken(case, law(case), Duty.INTAKE)
        ask(Moment.RECEIVE, case, law(case))

        done(case, "receive", changed, at=case.step)


def refuse_receipt(
    case_id: uuid.UUID, reason: str, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """What was filed online is not received, for a reason of a closed list and in words."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="refuse-receipt", reason=reason, words=words):
            return
        case = locked(case_id)

        if reason not in tuple(Unreceived):
            raise Refused("no-ground", reason=reason, known=listed.reasons(Unreceived))
        if not words.strip():
            raise Refused("no-words")
        status = moved(case, Status.NOT_RECEIVED)

        changed = {"status": status, "closed": on, "step": "", "assignee": ""}
        done(case, "refuse-receipt", changed, at=case.step, words=words, reason=reason)


def _taking(actor: Actor, agency: str, personal: Personal, filed: date) -> Any:
    purpose = Purpose.INTAKE if agency else Purpose.APPLICANT
    return reading(actor, agency, purpose, filed, identity="" if agency else personal.identity)


def _read(
    rules: Procedure, answers: Mapping[str, str], papers: Collection[str], filed: date
) -> dict[str, str]:
    """The answers as they are kept; Flawed with all that is wrong with the form."""
    told = bodies.named(rules, answers, filed)
    if found := problems(rules, answers, papers, on=filed) + told.findings:
        raise Flawed(found)
    return kept(rules, told.answers)


def _possible(rules: Procedure, channel: str, agency: str, wish: Wish | None) -> None:
    """Refuses a channel or a language that the procedure has not; online files the applicant alone."""
    wishes.possible(wish, rules)
    if channel not in rules.channels or (channel == Channel.ONLINE) == bool(agency):
        raise Refused("no-channel", channel=listed.reasons([channel]))


NEW = (Status.REGISTERED, None, False, None)


def _course(
    rules: Procedure, case: Case, agency: str, lodged: datetime | None, answers: Mapping[str, str]
) -> Case:
    """A case on its course: at the counter the step of intake is taken, online it is still to be."""
    if rules.term.unit is Unit.HOURS:
        lodged = lodged or clock.moment(case.filed)
    case = replace(
        case, procedure=rules.code, version=rules.version, step=rules.steps[0].id, lodged=lodged,
        due=clock.due(rules, case.filed, lodged, answers),
        due_at=clock.due_at(rules, case.filed, lodged),
    )  # fmt: skip
    if not agency:
        return case
    return replace(case, status=Status.RECEIVED, **taken(case, rules, Duty.INTAKE))


def _insert(
    case: Case,
    personal: Personal,
    answers: Mapping[str, dict[str, str]],
    wish: Wish | None = None,
) -> None:
    texts = asdict(personal)
    told = {group: (texts.get(group, ""), answers.get(group, {})) for group in groups.GROUPS}
    row = {
        **{name: getattr(case, name) for name in case.__slots__},
        # Whoever has no number is found by none: all of them must not share one index.
        "seeker": blind(keys.blind_key(), personal.identity or uuid7().hex),
        **groups.sealed_in(case.id, told),
    }
    row |= {"taken": json.dumps(case.taken), "held": list(case.held)}
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into casework_case ({', '.join(row)}) values ({marks})", list(row.values())
        )
    names.enter(case.id, personal.name)
    if wish:
        wishes.enter(case.id, wish)
    apart(case.id)


def _record(case: Case, agency: str, **more: Any) -> None:
    """The first entry: all that the row holds of the case itself."""
    reader = present()
    row = {name: plain(getattr(case, name)) for name in case.__slots__ if name != "id"}
    told = {name: value for name, value in row.items() if value not in ("", [], {}, False, 0)}
    told |= {name: value for name, value in more.items() if value}
    told |= {"status": case.status, "due": row["due"], "agency": agency}
    record(f"case:{case.id}", "file", reader.actor, told, purpose=reader.purpose)
