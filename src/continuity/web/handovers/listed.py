"""The handovers of an agency: the four dates of each, and what is asked of this seat now."""

from __future__ import annotations

import uuid
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.accounts.roles import Role
from continuity.handover import kept
from continuity.handover.kept import PAGE, Handover
from continuity.handover.minutes import order
from continuity.handover.people.room import own
from continuity.handover.plans.telling import unseen
from continuity.handover.progress import closed_of
from continuity.handover.sides import Side
from continuity.pages.words import day, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import Room, about, at_handovers, name, open_


class Asked(NamedTuple):
    """What is asked now: `need` wants this seat, `wait` somebody else, `ended` nobody."""

    tone: str
    said: str


@at_handovers
def handovers(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list, a page of a hundred."""
    with open_(seat):
        found = kept.mine(_id(request.GET.get("after", "")))
        state = closed_of([one.id for one in found])
        rooms = [Room(seat, one, frozenset(one.sides())) for one in found]
    shown = [_line(room, *state[room.handover.id]) for room in rooms]
    following = f"?after={found[-1].id}" if len(found) == PAGE else ""
    told: dict[str, Any] = {"lines": shown, "next": following, "at": "handovers"}
    overseen = bool({Role.HEAD, Role.PLANNER, Role.INSPECTOR} & set(seat.roles))
    told["reforms"] = sorted({
        room.handover.decree for room in rooms if overseen or Side.RECEIVER in room.sides
    })  # fmt: skip
    with own(seat.person.actor, seat.on):
        told["alerts"] = unseen()
    told["begins"] = bool({Role.OFFICER, Role.HEAD} & set(seat.roles))
    return render(request, "web/handovers/list.html", frame(request, seat) | told)


def _line(room: Room, closed: int, signed: int) -> dict[str, Any]:
    one, seat = room.handover, room.seat
    return {
        "handover": one, "about": about(one), "giver": name(one.giver, seat),
        "receiver": name(one.receiver, seat), "sides": [str(side) for side in sorted(room.sides)],
        "asked": asked(room, closed, signed),
    }  # fmt: skip


def asked(room: Room, closed: int, signed: int) -> Asked:
    """What a handover asks now, from how far it is."""
    one = room.handover
    if one.effective is None:
        return Asked(
            "ended", t("Văn bản đã thu hồi, không bàn giao nữa", "The reform was withdrawn")
        )
    if one.completed:
        return Asked("ended", t("Đã hoàn tất", "Completed"))
    if one.slipped and not one.drawn:
        said = t(
            "Văn bản đổi ngày thành {day}: lập lại kế hoạch",
            "The day is {day} now: plan again",
        )
        return Asked("need", said.format(day=day(one.effective)))
    if one.drawn and not one.signed:
        return _to_sign(room, order(one)[signed:])
    if one.drawn:
        return _to_end(room)
    return _to_count(room, closed)


def _to_sign(room: Room, rest: list[Side]) -> Asked:
    if rest and room.acts and rest[0] in room.sides:
        return Asked("need", t("Ký biên bản", "Sign the minutes"))
    who = getattr(room.handover, rest[0]) if rest else ""
    return Asked("wait", t("Chờ ký: {who}", "Waits for the signature of: {who}").format(
        who=name(who, room.seat)))  # fmt: skip


def _to_end(room: Room) -> Asked:
    if not room.handover.moved:
        said = t("Xác nhận đã tiếp nhận tại chỗ", "Say that everything has arrived")
        wait = t(
            "Chờ bên nhận xác nhận đã tiếp nhận", "Waits for the receiver to say it has arrived"
        )
        return Asked("need", said) if room.takes else Asked("wait", wait)
    said = t("Xử lý hết chênh lệch rồi hoàn tất", "Settle what differs, then complete it")
    return Asked("need" if room.gives or room.takes else "wait", said)


def _to_count(room: Room, closed: int) -> Asked:
    if room.gives:
        if not closed:
            return Asked("need", t("Lập và khoá các phụ lục", "List and close the annexes"))
        said = t("Kiểm đếm, rồi lập biên bản", "Count, then draw up the minutes")
        return Asked("need", said)
    if room.takes and closed:
        said = t("Kiểm đếm {n} phụ lục đã khoá", "Count the {n} annexes that are closed")
        return Asked("need", said.format(n=closed))
    return Asked("wait", t("Chờ bên giao khoá phụ lục", "Waits for the giver to close an annex")
                 if not closed else t("Hai bên đang kiểm đếm", "Both sides are counting"))  # fmt: skip


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def dates(one: Handover) -> list[dict[str, Any]]:
    """The four dates in their usual order, each with its words."""
    return [
        {"label": t("Có hiệu lực", "Effective"), "day": one.planned, "is": True},
        {"label": t("Tiếp nhận tại chỗ", "Moved"), "day": one.moved, "is": bool(one.moved)},
        {"label": t("Ký biên bản", "Signed"), "day": one.signed, "is": bool(one.signed)},
        {"label": t("Hoàn tất", "Completed"), "day": one.completed, "is": bool(one.completed)},
    ]
