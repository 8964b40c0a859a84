"""How what a refusal is filled with is said to people: days, sums, statuses, bodies and persons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.db import Error, connection

from continuity.accounts.today import today
from continuity.casework.listed import Listed
from continuity.core.finding import said_day
from continuity.core.procedure import Words
from continuity.register.called import called

AGENCY = re.compile(r"[a-z]{2}(\.[\w@-]+)+")
STATUSES: dict[str, tuple[str, str]] = {
    "registered": ("mới đăng ký", "newly registered"),
    "received": ("đã tiếp nhận", "received"),
    "not-received": ("không tiếp nhận", "not received"),
    "processing": ("đang xử lý", "being processed"),
    "supplement": ("chờ bổ sung giấy tờ", "waits for papers"),
    "payment": ("chờ nộp phí", "waits for payment"),
    "withdrawn": ("đã rút", "withdrawn"),
    "stopped": ("dừng xử lý", "stopped"),
    "done": ("đã có kết quả", "result is ready"),
    "delivered": ("đã trả kết quả", "delivered"),
}
OUTCOMES = {
    "granted": ("đồng ý", "granted"),
    "refused": ("từ chối", "refused"),
}
PAPERS = {
    "handed-out": ("đang chờ ký", "out to be signed"),
    "issued": ("đã cấp", "issued"),
    "dropped": ("đã bỏ", "dropped"),
    "revoked": ("đã thu hồi", "revoked"),
    "corrected": ("đã đính chính", "corrected"),
    "replaced": ("đã thay thế", "replaced"),
}
TERMS = STATUSES | OUTCOMES | PAPERS
UNCHOSEN: dict[str, tuple[str, str]] = {
    "no-reason": ("Chưa chọn lý do tạm dừng.", "No reason for the pause was chosen."),
    "no-ground": (
        "Chưa chọn lý do; có: {known}.",
        "No reason was chosen; there are: {known}.",
    ),
}
"""What is said of a reason where none was chosen at all, by the code of the refusal."""
TERMED = frozenset({"status", "following", "outcome"})
PEOPLE = frozenset({"person", "assignee"})


def said(told: Mapping[str, object]) -> dict[str, Words]:
    """Each value in both languages; what is no id, day or number is said as it is."""
    return {name: _said(name, value, told.get("on")) for name, value in told.items()}


def _said(name: str, value: object, on: object) -> Words:
    if isinstance(value, Listed):
        return value.words
    if isinstance(value, Words):
        return value
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Words(f"{value:,}".replace(",", "."), f"{value:,}")
    text = str(value)
    if name in TERMED:
        return Words(*TERMS.get(text, (text, text)))
    if name in PEOPLE:
        return _person(text)
    if name == "agency" and AGENCY.fullmatch(text):
        return _agency(text, on if isinstance(on, date) else today())
    return Words(text, text)


def _day(on: date) -> Words:
    told = said_day(on)
    return Words(told.vi, str(told))


def _agency(id: str, on: date) -> Words:
    try:
        return called(id, on)
    except Error:  # a refusal is said even where nothing can be asked any more
        return Words(id, id)


def _person(id: str) -> Words:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select name from accounts_person where id = %s", [id])
            found = cursor.fetchone()
    except Error:
        found = None
    name = found[0] if found else id
    return Words(name, name)
