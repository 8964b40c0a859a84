"""What somebody is told of what is late or ends, in both languages, and what they were told."""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework.sight import present
from continuity.core.finding import said_day
from continuity.core.procedure import Words
from continuity.handover.plans.lateness import EVERY, Kind
from continuity.register.called import called

COLUMNS = "id, decree, body, kind, thing, step, said, day, made, seen"
MOST = 200
TEXTS: dict[Kind, tuple[Words, Words]] = {
    Kind.TASK: (
        Words("Nhiệm vụ trễ hạn", "A task is late"),
        Words(
            "Nhiệm vụ “{said}” của {body} có hạn {day}.",
            "'{said}', a task of {body}, was due on {day}.",
        ),
    ),
    Kind.QUESTION: (
        Words("Câu hỏi chưa có trả lời", "A question has no answer"),
        Words(
            "Câu hỏi “{said}” của {body} có hạn {day}; chưa có trả lời, kể cả tạm thời.",
            "'{said}', a question of {body}, was due on {day}; nothing holds, not even meanwhile.",
        ),
    ),
    Kind.REVIEW: (
        Words("Rà soát văn bản trễ hạn", "The review of a document is late"),
        Words(
            "Văn bản {said} phải xử lý xong chậm nhất {day}.",
            "Document {said} was to be settled by {day}.",
        ),
    ),
    Kind.NOTICE: (
        Words("Chưa đăng thông báo", "A notice is not published"),
        Words(
            "{body} chưa đăng thông báo về việc tiếp nhận; hạn là {day}.",
            "{body} has published no notice of what it takes over; that was due by {day}.",
        ),
    ),
    Kind.PUBLICATION: (
        Words("Chưa công bố thủ tục", "A procedure is not published"),
        Words(
            "Thủ tục “{said}” đã thay đổi mà chưa công bố; hạn là {day}.",
            "'{said}' has changed and was not published; that was due by {day}.",
        ),
    ),
    Kind.SECONDMENT: (
        Words("Biệt phái sắp hết hạn", "A secondment ends"),
        Words(
            "Biệt phái tại {body} ({said}) hết hiệu lực từ {day}.",
            "Help at {body} ({said}) ends: {day} is the first day without it.",
        ),
    ),
    Kind.LOAN: (
        Words("Trụ sở mượn đến hạn trả", "Lent premises are due back"),
        Words(
            "Trụ sở cho mượn ({said}) phải trả chậm nhất {day}.",
            "Lent premises ({said}) are due back by {day}.",
        ),
    ),
}  # fmt: skip


OVER = """
update handover_alert set over = %s where over is null and decree = %s and body = %s and kind = %s
    and thing = %s
"""


MANY = Words(
    "{said} cơ quan tiếp nhận chưa đăng thông báo; hạn là {day}.",
    "{said} bodies that take something over have published no notice; that was due by {day}.",
)


class Alert(NamedTuple):
    """What one person was told: which step of which thing, when, and whether they have seen it."""

    id: uuid.UUID
    decree: str
    body: str
    kind: str
    thing: str
    step: str
    said: str
    day: date
    made: date
    seen: date | None


def mine(limit: int = MOST) -> list[Alert]:
    """What the reader was told and is not over, the latest first; inside `own(…)` of people."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {COLUMNS} from handover_alert where over is null and people_own(person) "
            "order by seen nulls first, made desc, day, id limit %s",
            [limit],
        )
        return [Alert(*row) for row in cursor.fetchall()]


def unseen() -> int:
    """How many of them the reader has not seen."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(distinct (kind, decree, body, thing)) from handover_alert "
            "where over is null and seen is null and people_own(person)"
        )
        return int(cursor.fetchone()[0])


def see(ids: list[str], on: date) -> None:
    """The reader has seen these; others' are left alone by the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update handover_alert set seen = %s where id::text = any(%s) and seen is null "
            "and people_own(person)",
            [on, ids],
        )


def ended(kind: Kind, decree: str, thing: str) -> None:
    """What somebody does about a thing of their own body ends its alerts, in that transaction."""
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(OVER, [reader.on, decree, reader.agency, str(kind), thing])


def subject(one: Alert) -> Words:
    """What it is about, in few words."""
    return TEXTS[Kind(one.kind)][0]


def said(one: Alert, on: date) -> Words:
    """What is late or ends, of whom, since when, and by how many days on a day."""
    words = MANY if one.thing == EVERY else TEXTS[Kind(one.kind)][1]
    day = said_day(one.day)
    body = called(one.body, on) if one.body else Words("", "")
    texts = (one.said.split("\n") * 2)[:2]
    vi = words.vi.format(said=texts[0], body=body.vi, day=day.vi)
    en = words.en.format(said=texts[1], body=body.en, day=day)
    late, left = (on - one.day).days, (one.day - on).days
    if late > 0:
        return Words(f"{vi} Trễ {late} ngày.", f"{en} {_days(late)} late.")
    return Words(f"{vi} Còn {left} ngày.", f"{en} {_days(left)} left.")


def _days(n: int) -> str:
    return f"{n} day" if n == 1 else f"{n} days"
