"""The demo's keeper: four made-up people in the register, and Ms Lan's request of 20 February 2025.

Her old conviction is a record until 2 March, so whoever walks through the days of the demo sees one case
pass from Justice to the police under its number, and what a certificate would say change in between.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from continuity.accounts import people
from continuity.accounts.appointments import OPERATOR, appointments
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.casework import verbs
from continuity.casework.cases import Personal
from continuity.journal.record import Actor
from continuity.register.read import present
from continuity.services.records import nights, register
from continuity.services.records.procedure import ONE
from continuity.services.records.rules.facts import (
    Due,
    Judgment,
    Main,
    Offence,
    Order,
    Penalty,
    Person,
    Served,
    Weight,
)

CITY, JUSTICE, POLICE = "31@2025-01-01", "vn.31.justice", "vn.31.police"
HEIR = "vn.31.police@2025-07-01"
FILED, KEPT, MARCH, AFTER = (
    date(2025, 2, 20),
    date(2025, 2, 10),
    date(2025, 3, 2),
    date(2025, 3, 3),
)
JULY = date(2025, 7, 1)
OPERATES = Actor(OPERATOR, "Continuity (demo)")
LAN = Personal("Nguyễn Thị Lan", "031190000001", "0912 345 678; lan@example.vn")
ANSWERS = {
    "sex": "female", "born": "01/02/1990", "birth-place": "Hải Phòng", "nationality": "Việt Nam",
    "stayed": "one",
    "residence": "Thành phố Hải Phòng", "purpose": "vulnerable",
    "legal-basis": "102/2016/QH13, Điều 24 (ví dụ)", "ask-bans": "no",
}  # fmt: skip


class Invented(NamedTuple):
    """Somebody of the demo's register, and the one judgment about them."""

    name: str
    identity: str
    number: str
    title: str
    penalty: Penalty
    orders: tuple[Order, ...] | None = ()


KNOWN = (
    Invented(LAN.name, LAN.identity, "15/2020/HSST", "Trộm cắp tài sản",
             Penalty(Main.PRISON, 18, date(2023, 3, 2))),
    Invented("Trần Văn Bốn (ví dụ)", "031190000004", "4/2019/HSST", "Cố ý gây thương tích",
             Penalty(Main.PRISON, 24, None, Served.UNKNOWN)),
    Invented("Lê Thị Năm (ví dụ)", "031190000005", "5/2021/HSST", "Lừa đảo chiếm đoạt tài sản",
             Penalty(Main.PRISON, 30, date(2023, 9, 1)),
             (Order(Due.DAMAGES, None, Served.RUNNING),)),
    Invented("Phạm Văn Sáu (ví dụ)", "031190000006", "6/2023/HSST", "Đánh bạc",
             Penalty(Main.FINE, 0, date(2024, 2, 27))),
)  # fmt: skip
STAFF = (
    ("demo.binh", "Phạm Bình (demo)", Role.OFFICER, ((JUSTICE, date(2025, 1, 1)),)),
    ("demo.dung", "Trần Quang Dũng (demo)", Role.OFFICER, ((POLICE, date(2025, 1, 1)), (HEIR, JULY))),
    ("demo.hai", "Đỗ Hải, lãnh đạo Công an (demo)", Role.HEAD,
     ((POLICE, date(2025, 1, 1)), (HEIR, JULY))),
)  # fmt: skip
LAST = ("demo.vy", "Hoàng Vy (demo)", Role.OFFICER, ((POLICE, date(2025, 1, 1)), (HEIR, JULY)))
"""With her there are enough at the police for two to check and a third to decide. She is seated last."""


def play() -> None:
    """The register knows four people, her case is filed and paid, the list is drawn; once."""
    world = present()
    if CITY not in world.lineage.areas or HEIR not in world.agencies or _there(LAST[0]):
        return
    binh, *_ = [_seated(*one) for one in STAFF]
    for one in KNOWN:
        _entered(one, binh)
    place = min(
        leaf.id for leaf in world.lineage.leaves.values()
        if leaf.residents and not leaf.site and CITY in world.lineage.path(leaf.id, FILED)
    )  # fmt: skip
    by: dict[str, Any] = {"actor": binh, "agency": JUSTICE}
    case = verbs.file(ONE.code, place, FILED, LAN, ANSWERS, key="demo records", **by).case
    verbs.pay(case, key="demo records pay", on=FILED, **by)
    for day in (MARCH, AFTER):
        nights.drawn(day)
    _seated(*LAST)


def _there(login: str) -> bool:
    """True for somebody who has a login; a look into the register would be an entry each time."""
    try:
        return bool(people.person_of(login))
    except Refused:
        return False


def _entered(one: Invented, keeper: Actor) -> None:
    """Once, however far an earlier play came; what somebody has entered since stays."""
    by: dict[str, Any] = {"actor": keeper, "agency": JUSTICE, "on": KEPT}
    if register.history(one.identity, **by):
        return
    offence = Offence(date(2018, 6, 1), "XVI", Weight.SERIOUS, True, 30, one.title)
    judgment = Judgment(
        one.number, date(2021, 1, 15), (offence,), one.penalty, (), one.orders, merged=False,
        number=one.number, court="Tòa án nhân dân thành phố Hải Phòng (ví dụ)",
    )  # fmt: skip
    register.enter(
        one.identity, one.name, Person((judgment,)), source=f"Bản án {one.number} (ví dụ)", **by
    )


def _seated(login: str, name: str, role: Role, seats: tuple[tuple[str, date], ...]) -> Actor:
    """Somebody of the demo at their bodies; nothing happens for who sits there already."""
    try:
        person = people.person_of(login)
    except Refused:
        person = people.add(login, name, actor=OPERATES).person
    held = {one.agency for one in appointments(person.id)}
    for agency, since in seats:
        if agency not in held:
            people.appoint(login, role, agency, since, actor=OPERATES)
    return person.actor
