"""Telling an applicant: a notice in the portal at once, and by each address that they left, later.

The agency in whose name it is told is the one that is competent at that moment, for each try anew: a
case that was filed with Justice is told of by the police when the letter goes after the reform.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.accounts import today as clock
from continuity.accounts.ids import uuid7
from continuity.casework import jobs, keys
from continuity.casework.notices import mail, sms, texts
from continuity.casework.notices.contact import contact
from continuity.casework.notices.senders import named, sender
from continuity.casework.sealed import opened, sealed
from continuity.casework.sight import present
from continuity.journal.record import record

_languages: list[Callable[[uuid.UUID], str]] = []


def speaks(language: Callable[[uuid.UUID], str]) -> None:
    """From now on this says in which language the applicant of a case is told."""
    _languages[:] = [language]


class About(NamedTuple):
    """What a notice says of its case."""

    function: str
    place: str
    filed: date
    number: str
    due: date | None
    contact: bytes


def about(case: uuid.UUID) -> About | None:
    """What can be told of a case; None where it is not there for this reader."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select function, place, filed, number, due, sealed_contact from casework_case "
            "where id = %s",
            [case],
        )
        row = cursor.fetchone()
    return About(*row) if row else None


def tell(case: uuid.UUID, kind: str, key: str, day: date | None) -> bool:
    """Tells the applicant once; False where the same was told before under this key, or all is erased.

    Inside `working("notices", …)`. Where they left no address, or no driver is set, the portal is all.
    """
    one = about(case)
    if one is None or not one.contact:  # erased: nobody is there any more who could be told
        return False
    language = next((ask(case) for ask in _languages), "vi")
    notice = Notice(case, one, kind, key, language, day)
    if not notice.insert("portal"):
        return False
    if not (mail.ready() or sms.ready()):
        return True
    found = contact(opened(keys.ring(), case, "contact", bytes(one.contact)))
    _logged(case)
    for channel, address in (("email", found.email), ("sms", found.phone)):
        if address and DRIVERS[channel].ready():
            id = notice.insert(channel, address)
            jobs.later("notices.send", case=str(case), notice=str(id))
    return True


DRIVERS = {"email": mail, "sms": sms}


class Notice(NamedTuple):
    """One thing to be told, in whichever channel."""

    case: uuid.UUID
    about: About
    kind: str
    key: str
    language: str
    day: date | None

    def insert(self, channel: str, address: str = "") -> uuid.UUID | None:
        """The id of the row for a channel; None where there is one already."""
        agency, text = self.said(channel)
        ring, id = keys.ring(), uuid7()
        row: dict[str, Any] = {
            "case_id": self.case, "id": id, "kind": self.kind, "channel": channel,
            "language": self.language, "key": self.key, "day": self.day, "sender": agency,
            "sealed_address": sealed(ring, self.case, f"address {id}", address) if address else None,
            "sealed_text": sealed(ring, self.case, f"notice {id}", text),
            "state": "queued" if address else "delivered",
        }  # fmt: skip
        marks = ", ".join(["%s"] * len(row))
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into notices_notice ({', '.join(row)}) values ({marks}) "
                "on conflict do nothing",
                list(row.values()),
            )
            return id if cursor.rowcount else None

    def said(self, channel: str) -> tuple[str, str]:
        """The agency that says it on this day, and its words."""
        on = clock.today()
        agency = sender(self.about.function, self.about.place, self.about.filed, on)
        say = texts.short if channel == "sms" else texts.text
        name = named(agency, on, self.language)
        told = (self.kind, self.language, self.about.number, name, self.day)
        return agency, say(*told, self._heir() if texts.names_heir(self.kind) else "")

    def _heir(self) -> str:
        """Who acts from the day on that a notice speaks of."""
        day = self.day or clock.today()
        to = sender(self.about.function, self.about.place, self.about.filed, day)
        return named(to, day, self.language)


def _logged(case: uuid.UUID) -> None:
    """That the contact was opened stands in the case's stream, as every reading does."""
    reader = present()
    told = {"agency": "", "fields": ["contact"], "on": str(reader.on)}
    record(f"case:{case}", "read", reader.actor, told, purpose=reader.purpose)
