"""What the desk calls statuses, reasons and clocks, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from continuity.casework.cases import Case
from continuity.casework.clock import HERE, lateness
from continuity.casework.listed import REASONS
from continuity.casework.worded import STATUSES
from continuity.pages.words import day, number, t

LACKS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "no-seal": (
        (
            "Chưa có con dấu nào đã đăng ký mẫu và đã giao cho cơ quan bạn.",
            "Your agency has no seal that is registered and given out to it.",
        ),
        (
            "Đăng ký mẫu con dấu, nộp lại con dấu cũ nếu có, rồi nhận con dấu mới.",
            "Register the specimen, hand in the old seal if there is one, and fetch the new one.",
        ),
    ),
    "no-signing-key": (
        (
            "Chưa có khoá ký số nào của cơ quan bạn dùng được vào ngày này.",
            "Your agency has no key to sign with on this day.",
        ),
        (
            "Quản trị viên đăng ký khoá của cơ quan: một tệp hoặc một token.",
            "A steward registers a key for it: a file or a token.",
        ),
    ),
    "key-ended": (
        (
            "Khoá ký số của cơ quan bạn đã hết thời gian sử dụng.",
            "The time of your agency's key is over.",
        ),
        (
            "Quản trị viên đăng ký khoá mới của cơ quan.",
            "A steward registers a new key for it.",
        ),
    ),
}
"""Why a body cannot issue, by the code of the refusal: what is missing, and how that is mended."""

SOON = 1
"""Working days before the due day from which a case is said to be urgent."""


def status(value: str) -> str:
    """A status in the language of the page."""
    return t(*STATUSES.get(value, (value, value)))


def lacks(codes: Iterable[str]) -> list[dict[str, str]]:
    """What is missing for an issue and how to mend it, in the language of the page.

    A key that a leader keeps is not missing: the file is handed out to be signed.
    """
    return [
        {"code": code, "what": t(*LACKS[code][0]), "mend": t(*LACKS[code][1])}
        for code in codes
        if code in LACKS
    ]


def reason(value: str) -> str:
    """A reason, an outcome or a channel in the language of the page."""
    return t(*REASONS.get(value, (value, value)))


class Clock(NamedTuple):
    """What a clock says in words, and in which tone."""

    said: str
    tone: str


def clock(case: Case, on: date) -> Clock:
    """How a case stands to its due day: late by, due today, days left, or standing still."""
    if case.closed:
        return Clock(t("đã kết thúc", "closed"), "still")
    if case.paused:
        since = day(case.paused_on) if case.paused_on else "…"
        return Clock(t(f"dừng đếm từ {since}", f"clock stopped on {since}"), "still")
    if case.due is None:
        return Clock(t("không có hạn", "no due day"), "still")
    if late := lateness(case, on):
        days = number(int(late) if late == int(late) else late)
        return Clock(t(f"trễ {days} ngày làm việc", f"{days} working days late"), "late")
    left = (case.due - on).days
    if left < 0:
        return Clock(t("quá hạn", "past its day"), "late")
    if left == 0:
        if case.due_at:
            at = f"{case.due_at.astimezone(HERE):%H:%M}"
            return Clock(t(f"hạn hôm nay lúc {at}", f"due today at {at}"), "soon")
        return Clock(t("hạn hôm nay", "due today"), "soon")
    tone = "soon" if left <= SOON else "calm"
    return Clock(t(f"còn {left} ngày", f"{left} days left" if left > 1 else "1 day left"), tone)
