"""Who hands over and receives in the demo: a head for each party, and the officer who counts.

Whoever's body is merged sits in its heir from that day on, and answers there for what it gave.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from continuity.accounts import people
from continuity.accounts.appointments import appointments
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.demo.people import OPERATES as OPERATES
from continuity.demo.people import SINCE, Invented
from continuity.journal.record import Actor
from continuity.register.called import successor

MERGED = (date(2025, 3, 1), date(2025, 7, 1))
CITY = "vn.31.police"


@cache
def heads() -> dict[str, Invented]:
    """The head of each party, by the body that they lead at the beginning."""
    text = Path(__file__).with_name("handovers.yaml").read_text(encoding="utf-8")
    told = yaml.safe_load(text)["people"]
    found = {body: Invented(login, name, Role.HEAD, body) for body, (login, name) in told.items()}
    found[CITY] = Invented("demo.hai", "Đỗ Hải, lãnh đạo Công an (demo)", Role.HEAD, CITY)
    return found


COUNTS = Invented("demo.dung", "Trần Quang Dũng (demo)", Role.OFFICER, CITY)


def of(agency: str, role: Role, body: str) -> Actor:
    """Who acts for a body, by the one of which it is the heir; seated there where they are not yet."""
    first = agency.partition("@")[0]
    one = COUNTS if role is Role.OFFICER and first == CITY else heads()[first]
    try:
        person = people.person_of(one.login)
    except Refused:
        person = people.add(one.login, one.name, actor=OPERATES).person
    held, since = {seat.agency for seat in appointments(person.id)}, {one.agency: SINCE}
    for day in MERGED:
        since.setdefault(successor(one.agency, day), day)
    for seat, day in since.items():
        if seat not in held:
            people.appoint(one.login, one.role, seat, day, actor=OPERATES)
    assert body in since, f"{one.login} does not sit at {body}"
    return person.actor
