"""What is done about people: enter how it ends for somebody, lend them, call them back, pass a check.

Each is one transaction with an entry in the person's stream, and does nothing twice under one key.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from continuity.accounts import people
from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import catalogue
from continuity.core.interval import eve
from continuity.core.procedure import Procedure, Words
from continuity.core.terms import TERMS
from continuity.handover.notice.kept import changes
from continuity.handover.people import room
from continuity.handover.people.lent import MOST_DAYS
from continuity.handover.people.lent import wrong as no_days
from continuity.handover.people.mine import Ask, asks, wrong
from continuity.handover.people.rules import kinds
from continuity.handover.people.settled import End
from continuity.handover.refused import Refused
from continuity.handover.written import added, again, entered
from continuity.journal.record import Actor
from continuity.register.called import called

WORDED = ("question", "owner", "words", "reason", "pay", "regime", "category")
"""What the journal does not repeat: it is for ever, and these are for few."""
LENDING = (Role.OFFICER, Role.INSPECTOR)


def settle(
    decree: str,
    person: str,
    body: str,
    ends: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    category: str = "",
    pay: str = "",
    regime: str = "",
    decision: str = "",
    decided: date | None = None,
    question: str = "",
    owner: str = "",
    due: date | None = None,
) -> str:
    """How it ends for somebody who sat in a body on the eve; its id. The last word counts.

    An appointment is none by this: it is one once the register has it. Refused where a leaving has no
    regime, decision and day, and a question no words, name and day to come.
    """
    with room.people_at(actor, agency, on, seats=room.LEADING):
        there = room.moved(decree, agency)
        if body not in {*there.ended, *there.gives}:
            raise Refused("no-such-holder", person=person, body=body)
        sat = room.sitting(bodies=[body], on=eve(there.day))
        if person not in {one.person for one in sat}:
            raise Refused("no-such-holder", person=person, body=body)
        told: dict[str, Any] = {
            "person": person, "body": body, "heir": there.ended.get(body, ""), "ends": ends,
            "category": category, "pay": pay, "regime": regime, "decision": decision.strip(),
            "decided": decided, "question": question.strip(), "owner": owner.strip(), "due": due,
        }  # fmt: skip
        _whole(told, there.day, on)
        id = str(uuid7())
        if before := again(key, "settle-person", _plain({"decree": decree, **told}), id):
            return before
        added("outcome", {"decree": decree, "id": id, **told})
        _entry(person, "settle-person", {"decree": decree, **told})
    return id


def _whole(told: dict[str, Any], day: date, on: date) -> None:
    if told["ends"] not in tuple(End):
        raise Refused("no-such-end", ends=told["ends"], known=", ".join(End))
    for field, section in (("category", "categories"), ("pay", "pay"), ("regime", "regimes")):
        if told[field] and told[field] not in kinds(section, max(day, on)):
            raise Refused("no-such-kind", field=field, got=told[field])
    leaves, asked = told["ends"] == End.LEAVES, told["ends"] == End.QUESTION
    if leaves and not (told["regime"] and told["decision"] and told["decided"]):
        raise Refused("no-leaving")
    if told["decided"] and told["decided"] > on:
        raise Refused("no-leaving")
    if asked and not (told["question"] and told["owner"] and told["due"] and told["due"] >= on):
        raise Refused("no-question", on=on)


def second(
    login: str,
    home: str,
    host: str,
    role: str,
    since: date,
    until: date,
    words: str,
    decision: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> str:
    """Somebody of one body helps another from a day to a day, in a seat that ends by itself; the id.

    What they may see there they may by that seat alone. Refused for days without an end or over a year.
    """
    with room.people_at(actor, agency, on, seats=(Role.STEWARD,)):
        one = people.person_of(login)
        if agency not in (home, host) or home == host:
            raise Refused("not-own-unit", unit=home, agency=agency)
        if not room.seated(one.id, home, max(since, on)):
            raise Refused("no-such-holder", person=one.name, body=home)
        if no_days(since, until) or role not in LENDING:
            raise Refused("no-secondment", most=MOST_DAYS, roles=", ".join(LENDING))
        if not (words.strip() and decision.strip()):
            raise Refused("no-words")
        told: dict[str, Any] = {"person": one.id, "home": home, "host": host, "role": role}
        told |= {"since": since, "until": until, "words": words.strip()}
        told |= {"decision": decision.strip()}
        id = str(uuid7())
        if before := again(key, "second-person", _plain(told), id):
            return before
        people.appoint(login, role, host, since, until=until, seat=_seat(id), actor=actor)
        added("secondment", {"id": id, **told})
        _entry(one.id, "second-person", {"id": id, **told})
    return id


def call_back(id: str, reason: str, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """A secondment ends before its day, and with it what could be seen by it."""
    with room.people_at(actor, agency, on, seats=(Role.STEWARD,)):
        found = next((one for one in room.secondments() if one.id == id), None)
        if found is None or found.ended or on >= found.until:
            raise Refused("no-such-secondment")
        if not reason.strip():
            raise Refused("no-words")
        told = {"id": id, "reason": reason.strip(), "on": str(on)}
        if again(key, "call-back", _plain(told)):
            return
        login = people.Person.objects.get(pk=found.person).login
        people.end(login, found.agency, on, seat=_seat(id), actor=actor)
        row = {"id": uuid7(), "person": found.person, "home": found.home, "host": found.agency}
        row |= {"role": found.role, "since": found.since, "until": found.until}
        row |= {"words": reason.strip(), "decision": found.decision, "against": uuid.UUID(id)}
        added("secondment", row)
        _entry(found.person, "call-back", told)


def check(decree: str, agency: str, function: str, person: str) -> list[Ask]:
    """The questions on a task that a reform has given to an agency; refused where it gave it none."""
    there = room.stands(decree) if decree.isprintable() else None
    here = changes(there[0]) if there else None
    if here is None or agency not in here.world.agencies:
        raise Refused("not-newly-yours", function=function)
    taken = next((one for one in here.of(agency).takes if one.function == function), None)
    if taken is None:
        raise Refused("not-newly-yours", function=function)
    before = called(taken.givers[0], eve(here.day))
    kin = [one for one in here.world.agencies.values() if here.day in one.valid]
    seat = here.world.agencies[agency].seat
    near = [one.id for one in kin if one.seat == seat and one.id not in taken.givers]
    others: list[Words] = [called(one, here.day) for one in near[:3]]
    return asks(function, before, others, procedures(function, here.day), person)


def procedures(function: str, on: date) -> list[Procedure]:
    """The public services of a task that are offered on a day."""
    return [one for one in catalogue.offered(on) if one.function == function]


def learn(
    decree: str,
    function: str,
    answers: Mapping[str, str],
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Somebody in a seat has answered all questions on a task; refused with what to read again.

    Who was wrong may try again at once, and nothing of it is kept.
    """
    with room.own(actor, on):
        seat = room.seated(actor.id, agency, on)
        if not seat:
            raise Refused("not-seated-there", person=actor.name, agency=agency, on=on)
        asked = check(decree, agency, function, actor.id)
        if missed := wrong(asked, answers):
            raise Refused("not-passed", n=len(missed), items=",".join(missed))
        told = {"decree": decree, "body": agency, "function": function, "on": str(on)}
        if again(key, "learn-task", _plain(told)):
            return
        row = {
            "person": actor.id,
            "id": uuid7(),
            "body": agency,
            "function": function,
            "seat": seat,
        }
        added("learned", row, agency=agency)
        _entry(actor.id, "learn-task", told)


def _seat(id: str) -> str:
    return f"{room.LENT}{id}"


def _plain(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in told.items()}


def _entry(person: str, verb: str, told: dict[str, Any]) -> None:
    unsaid = {*WORDED, "agency", "on"}
    content = {name: str(value or "") for name, value in told.items() if name not in unsaid}
    entered(people.stream(person), verb, content)


TERMS.update(
    {
        "settle-person": "ghi kết quả bố trí",
        "second-person": "biệt phái",
        "call-back": "kết thúc biệt phái",
        "learn-task": "nắm việc mới",
    }
)
