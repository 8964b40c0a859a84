"""Who holds which seat on a day, and what follows: rights come from the appointments of the day.

Whether an agency exists only a higher room knows; it registers how to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.accounts.today import today
from continuity.core.terms import TERMS
from continuity.journal.record import Actor

OPERATOR = "operator"
"""The id of whoever runs the machine: it has the database's keys, and adds the first people."""

_exists: list[Callable[[str, date], bool]] = []


class Appointment(NamedTuple):
    """A person in a seat; the days are half-open, `until` is None where no end is known."""

    key: str
    person: str
    role: str
    agency: str
    sub_unit: str
    seat: str
    since: date
    until: date | None


def asks(exists: Callable[[str, date], bool]) -> None:
    """From now on this tells whether there is an agency of a key on a day."""
    _exists[:] = [exists]


def is_agency(agency: str, on: date) -> bool:
    """True where an agency exists on a day; nobody has one to be appointed to before a room says so."""
    return any(exists(agency, on) for exists in _exists)


SELECT = """
select key::text, person, role, agency, sub_unit, seat, lower(valid), upper(valid)
from accounts_appointment where {which} and {when} order by lower(valid), agency, seat
"""


def appointments(person: str = "", known: int | None = None) -> list[Appointment]:
    """The appointments of a person, or of all, in order of their days; with `known`, as believed then."""
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    which = "person = %s" if person else "true"
    told: list[str | int] = [person] if person else []
    told += [] if known is None else [known]
    with connection.cursor() as cursor:
        cursor.execute(SELECT.format(which=which, when=when), told)
        return [Appointment(*row) for row in cursor.fetchall()]


def seats(person: str, among: Collection[str], on: date) -> dict[str, list[str]]:
    """The agencies where a person sits on a day in some of these roles, and in which; oldest first."""
    held: dict[str, list[str]] = {}
    for one in appointments(person):
        if one.role in among and one.since <= on and (one.until is None or on < one.until):
            held.setdefault(one.agency, []).append(one.role)
    return held


def roles(person: str, on: date) -> frozenset[str]:
    """The roles in which a person acts on a day, at whichever agency."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct a.role from accounts_appointment a "
            "join accounts_person p on p.id = a.person and p.is_active "
            "where a.person = %s and a.valid @> %s and upper_inf(a.known)",
            [person, on],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def require(actor: Actor, *wanted: Role, on: date | None = None) -> None:
    """Raises `Refused` where somebody holds no seat of one of these roles on a day, today if unsaid."""
    if actor.id == OPERATOR and Role.STEWARD in wanted:
        return
    day = on or today()
    if not roles(actor.id, day) & set(wanted):
        raise Refused("not-appointed", person=actor.name, role=wanted[0], on=day)


TERMS.update(
    {
        "planner": "người lập kế hoạch",
        "head": "lãnh đạo",
        "officer": "cán bộ",
        "inspector": "thanh tra",
        "steward": "người quản trị",
        "add": "thêm người",
        "sign-up": "đăng ký",
        "prove": "xác minh danh tính",
        "appoint": "bổ nhiệm",
        "end": "kết thúc bổ nhiệm",
        "renew": "cấp lại mật khẩu",
        "suspend": "khoá đăng nhập",
        "restore": "mở lại đăng nhập",
        "enrol": "thêm lớp xác thực",
        "sign-in": "đăng nhập",
        "sign-in-failed": "đăng nhập sai",
        "sign-out": "đăng xuất",
        "remove-passkey": "xoá khoá truy cập",
        "give-token": "cấp mã truy cập cho phần mềm",
        "revoke-token": "thu hồi mã truy cập",
    }
)
