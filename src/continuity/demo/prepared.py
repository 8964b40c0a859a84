"""How the bodies of the demo made ready for the reforms, by real verbs: notices, people, plan, review.

Played beside the site, after the handovers; whole or not at all, and once. Who is whose heir is of the
real reform; people, papers and numbers are in `prepared.yaml`, and made up.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from continuity.accounts import people
from continuity.accounts.appointments import appointments
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.demo import seats
from continuity.demo.people import OPERATES, PLANNER, actor
from continuity.handover.notice import acts as notices
from continuity.handover.notice import contacts
from continuity.handover.people import acts as holders
from continuity.handover.plans import acts as plans
from continuity.handover.readiness.room import at
from continuity.handover.review import kept as review
from continuity.journal.record import Actor
from continuity.reform.shelf import stands
from continuity.register.called import successor

SCRIPT = Path(__file__).with_name("prepared.yaml")
JULY = date(2025, 7, 1)
Tree = dict[str, Any]


@cache
def script() -> Tree:
    """Who made ready how."""
    found: Tree = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    return found


def done() -> bool:
    """True where all of it was played."""
    ids = {line.partition(",")[0] for line in script()["documents"].splitlines()[1:]}
    return ids <= review.documents().keys()


@transaction.atomic
def play() -> bool:
    """Everything that is not there yet; False where a reform is not in force or it was played before."""
    if done() or not all(stands(script()[season]) for season in ("march", "july")):
        return False
    _seated()
    _published()
    _settled()
    _lent()
    _learned()
    _planned()
    _reviewed()
    return True


def _by(body: str, on: date, key: str) -> Tree:
    """The head of a body, who acts for it on a day."""
    return _as(seats.of(body, Role.HEAD, successor(body, on)), successor(body, on), on, key)


def _as(who: Actor, agency: str, on: date, key: str) -> Tree:
    return {"actor": who, "agency": agency, "on": on, "key": f"demo prepared {key}"}


def _decree(tree: Tree) -> str:
    return str(script()[tree["of"]])


def _seated() -> None:
    """Each in their seats, and whose body is merged while they sit there in that of its heir."""
    for one in script()["seats"]:
        try:
            person = people.person_of(one["login"])
        except Refused:
            person = people.add(one["login"], one["name"], actor=OPERATES).person
        if appointments(person.id):
            continue
        for body, (since, *until) in one["at"].items():
            told = {"until": until[0]} if until else {}
            people.appoint(one["login"], Role(one["role"]), body, since, actor=OPERATES, **told)
            if not until:
                heir = successor(body, JULY)
                people.appoint(one["login"], Role(one["role"]), heir, JULY, actor=OPERATES)


def _published() -> None:
    for one in script()["notices"]:
        who = _by(one["by"], one["day"], f"notice {one['of']} {one['unit']}")
        notices.publish(_decree(one), one["unit"], one["place"], **who)
    found, wrong = contacts.from_table(script()["contacts"].encode())
    assert not wrong, wrong
    contacts.enter(found, actor=actor(PLANNER), agency=PLANNER.agency, on=date(2025, 2, 20))


def _settled() -> None:
    for one in script()["outcomes"]:
        person, body = people.person_of(one["person"]), one["by"]
        more = {k: v for k, v in one.items() if k not in ("of", "by", "person", "day", "ends")}
        who = _by(body, one["day"], f"outcome {one['person']}")
        holders.settle(_decree(one), person.id, body, one["ends"], **more, **who)


def _lent() -> None:
    for one in script()["secondments"]:
        who = _as(people.person_of(one["by"]).actor, one["home"], one["day"], one["person"])
        holders.second(
            one["person"], one["home"], one["host"], Role.OFFICER, one["since"], one["until"],
            one["words"], one["decision"], **who,
        )  # fmt: skip


def _learned() -> None:
    """Each has read what is newly theirs and answers rightly."""
    for one in script()["learned"]:
        who, decree = people.person_of(one["person"]).actor, _decree(one)
        for task in one["functions"]:
            asked = holders.check(decree, one["at"], task, who.id)
            answers = {it.id: it.right for it in asked}
            key = f"learned {one['person']} {task}"
            holders.learn(decree, task, answers, **_as(who, one["at"], one["day"], key))


def _planned() -> None:
    """The plan of the police: from a template, made clear, done as far as it went; and its questions."""
    tree = script()["plan"]
    decree, body, begun = _decree(tree), tree["by"], tree["begun"]
    who = _by(body, begun, "plan")
    plans.begin(decree, tree["template"], **who)
    with at(decree, who["actor"], who["agency"], begun) as room:
        tasks = plans.plan(room, body).tasks
    clear = {"responsibility": tree["responsible"], "authority": tree["authority"]}
    for task in tasks:
        made = task._replace(person=tree["people"][task.id], **clear)
        plans.write(decree, made, **_by(body, begun, f"task {task.id}"))
    for one in tree["done"]:
        told = _by(body, one["day"], f"done {one['task']}")
        plans.finish(decree, one["task"], one["shown"], **told)
    for n, one in enumerate(tree["questions"]):
        told = _by(body, one["asked"], f"question {n}")
        id = plans.ask(decree, one["said"], one["owner"], one["due"], **told)
        if "held" in one:
            told = _by(body, one["held"], f"held {n}")
            plans.hold(decree, id, one["words"], one["source"], one["until"], **told)
        if "answered" in one:
            told = _by(body, one["answered"], f"answered {n}")
            plans.answer(decree, id, one["answer"], **told)


def _reviewed() -> None:
    found, wrong = review.from_table(script()["documents"].encode())
    assert not wrong, wrong
    review.enter(found, actor=actor(PLANNER), agency=PLANNER.agency, on=date(2025, 2, 14))
    for one in script()["reviews"]:
        who = _by(one["by"], one["day"], f"review {one['document']} {one['day']}")
        told = (one["document"], one["action"], one["lead"], one["due"], one["result"])
        review.review(_decree(one), *told, **who)
