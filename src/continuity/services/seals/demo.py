"""The demo's night of 1 July 2025 in Hải Phòng: made-up seals of real bodies, two points, until four.

What happened is in the press: nearly 7,000 seals and certificates of merged bodies came in by 04:00.
The demo knows the 500 bodies of this kind that the pack has, and prepares their night; whoever plays it
scans the labels in.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from continuity.accounts import people
from continuity.accounts.appointments import OPERATOR, appointments
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.casework.documents.trial_keys import given
from continuity.journal.record import Actor
from continuity.packs.names import Names
from continuity.packs.vn import ZONE, pack
from continuity.reform.shelf import stands
from continuity.register.called import called
from continuity.register.read import present
from continuity.services.seals import acts, night
from continuity.services.seals.night import Point
from continuity.services.seals.plan import owed
from continuity.services.seals.rules import Duty

DECREE, AREA = "vn-2025-07-01-map", "31@2025-07-01"
MARCH, JUNE, DAY = date(2025, 3, 1), date(2025, 6, 20), date(2025, 7, 1)
LAST = date(2045, 1, 1)
"""Until then the trial keys are good."""
OLD, NEW = "vn.31.police", "vn.31.police@2025-07-01"
OPENS = datetime(2025, 6, 30, 18, tzinfo=ZoneInfo(ZONE))
POINTS = tuple(
    Point(id, vi, en, f"{code}@2025-01-01", OPENS, minutes=30, slots=20, capacity=20)
    for id, vi, en, code in (
        ("hai-phong", "Điểm thu Hải Phòng (ví dụ)", "Hai Phong point (example)", "31"),
        ("hai-duong", "Điểm thu Hải Dương (ví dụ)", "Hai Duong point (example)", "30"),
    )
)
OPERATES = Actor(OPERATOR, "Continuity (demo)")
DUNG = ("demo.dung", "Trần Quang Dũng (demo)", Role.OFFICER)
HAI = ("demo.hai", "Đỗ Hải, lãnh đạo Công an (demo)", Role.HEAD)


def play() -> None:
    """The night is prepared and its new specimens are confirmed; the second time nothing happens.

    Both registrars have a trial key; the new one has its seal once somebody has given it out.
    """
    if stands(DECREE) is None:
        return
    for agency, since in ((OLD, MARCH), (NEW, DAY)):
        given(agency, called(agency, since).vi, since, LAST, actor=OPERATES)
    if night.nights("decree = %s and area = %s", DECREE, AREA):
        return
    dung, hai = _seated(*DUNG), _seated(*HAI)
    ending = {
        task.body: task.before
        for task in owed(Names(present(), pack().kinds), DAY, AREA)
        if task.duty is not Duty.REGISTER
    }
    with transaction.atomic():
        acts.taken_over(ending, actor=OPERATES, agency=OLD, on=MARCH)
        made = night.prepare(DECREE, POINTS, actor=dung, agency=OLD, on=JUNE, area=AREA)
        night.confirm(made.night, actor=hai, agency=OLD, on=JUNE)


def _seated(login: str, name: str, role: Role) -> Actor:
    """Somebody of the demo with a seat at the police, before the merger and after it."""
    try:
        person = people.person_of(login)
    except Refused:
        person = people.add(login, name, actor=OPERATES).person
    held = {one.agency for one in appointments(person.id)}
    for agency, since in ((OLD, date(2025, 1, 1)), (NEW, DAY)):
        if agency not in held:
            people.appoint(login, role, agency, since, actor=OPERATES)
    return person.actor
