"""People for the stories: Ms Hoa plans, Captain Dung leads, Mr Minh has no business here."""

from __future__ import annotations

from datetime import date

from continuity.accounts.appointments import OPERATOR
from continuity.accounts.models import Person
from continuity.accounts.people import appoint
from continuity.journal.record import Actor

THE_OPERATOR = Actor(OPERATOR, "the machine's operator")
SINCE = date(2025, 1, 1)


def seated(actor: Actor, *seats: tuple[str, str], since: date = SINCE) -> Actor:
    """An actor as a person with seats: pairs of a role and an agency."""
    login = actor.id.replace("p-", "")
    Person.objects.get_or_create(
        id=actor.id, defaults={"login": login, "name": actor.name, "password": "!"}
    )
    for role, agency in seats:
        seat = f"{role} {login} {agency}"
        appoint(login, role, agency, since, actor=THE_OPERATOR, seat=seat)
    return actor
