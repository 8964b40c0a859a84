"""The people of the demo: each sits somewhere, nobody has a password, and all are marked as made up."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import transaction

from continuity.accounts import people
from continuity.accounts.appointments import OPERATOR, appointments
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.casework.cases import Personal
from continuity.casework.intake.applicants import prove
from continuity.journal.record import Actor
from continuity.register.called import successor

OPERATES = Actor(OPERATOR, "Continuity (demo)")
SINCE = date(2025, 1, 1)


class Invented(NamedTuple):
    """Somebody of the demo, and the seat that they hold."""

    login: str
    name: str
    role: Role
    agency: str


PLANNER = Invented("demo.hoa", "Nguyễn Thu Hoa (demo)", Role.PLANNER, "vn.01.home-affairs")
HEAD = Invented("demo.quang", "Lê Văn Quang (demo)", Role.HEAD, "vn.01.home-affairs")
BINH = Invented("demo.binh", "Phạm Bình (demo)", Role.OFFICER, "vn.31.justice")
PEOPLE = (
    PLANNER,
    HEAD,
    BINH,
    Invented("demo.dung", "Trần Quang Dũng (demo)", Role.OFFICER, "vn.31.police"),
    Invented("demo.mai", "Vũ Thị Mai (demo)", Role.INSPECTOR, "vn.31.people-committee"),
    Invented("demo.minh", "Lê Minh (demo)", Role.OFFICER, "vn.79.justice"),
)


class Citizen(NamedTuple):
    """Somebody of the demo who holds no seat, and whose identity an officer of the demo has seen."""

    login: str
    name: str
    personal: Personal


LAN = Citizen(
    "demo.lan",
    "Nguyễn Thị Lan (demo)",
    Personal("Nguyễn Thị Lan", "031190000001", "0912 345 678; lan@example.vn"),
)


def seated() -> None:
    """Everybody is there and in their seat; nothing happens for those who are."""
    for one in PEOPLE:
        actor(one)
    with transaction.atomic():
        citizen(LAN)


def moved(on: date) -> None:
    """Whoever's agency has been merged sits in its heir from that day on; done once."""
    for one in PEOPLE:
        person, heir = people.person_of(one.login), successor(one.agency, on)
        if heir not in {held.agency for held in appointments(person.id)}:
            people.appoint(one.login, one.role, heir, on, actor=OPERATES)


def citizen(one: Citizen) -> Actor:
    """A citizen of the demo, whose identity is proved the first time."""
    try:
        return people.person_of(one.login).actor
    except Refused:
        person = people.add(one.login, one.name, actor=OPERATES).person
    by, at = actor(BINH), BINH.agency
    prove(one.login, one.personal, actor=by, agency=at, on=SINCE, key=f"demo {one.login}")
    return person.actor


def actor(one: Invented) -> Actor:
    """Somebody of the demo as an actor, added and appointed the first time."""
    try:
        return people.person_of(one.login).actor
    except Refused:
        person = people.add(one.login, one.name, actor=OPERATES).person
        people.appoint(one.login, one.role, one.agency, SINCE, actor=OPERATES)
        return person.actor
