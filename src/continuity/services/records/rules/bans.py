"""Bans after a bankruptcy: by which clause, for how long, under the law of the day of the decision.

Who managed an enterprise of the State alone, or represented its capital, may hold such posts no more, and
no end is named; who breached the law on purpose is banned by the court for three years. `verified` says
whether somebody has read the article.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from continuity.core.dated import Dated, Value
from continuity.core.procedure import Basis, Words
from continuity.services.records.rules.reckon import later

YEARS = 3


class Clause(StrEnum):
    """Of article 130 of the law of 2014: whom it bans."""

    STATE = "state-enterprise"
    CAPITAL = "state-capital"
    BREACH = "breach"


LAWS = Dated(
    [
        Value(date(2015, 1, 1), Basis("Luật Phá sản 51/2014/QH13", "130", True), "51/2014/QH13", True),
        # Its title was seen; its day is from memory, its article was not read.
        Value(date(2026, 3, 1), Basis("Luật Phục hồi, phá sản 142/2025/QH15"), "142/2025/QH15"),
    ]
)  # fmt: skip
PLACES = {Clause.STATE: "1", Clause.CAPITAL: "2", Clause.BREACH: "3"}
WHOM = {
    Clause.STATE: Words(
        "Người quản lý doanh nghiệp 100 % vốn nhà nước (không có thời hạn)",
        "Manager of an enterprise owned by the State (no end)",
    ),
    Clause.CAPITAL: Words(
        "Người đại diện phần vốn nhà nước (không có thời hạn)",
        "Representative of the State’s capital (no end)",
    ),
    Clause.BREACH: Words(
        "Người quản lý cố ý vi phạm (3 năm từ ngày quyết định)",
        "Manager who breached the law on purpose (3 years from the decision)",
    ),
}


def last_day(clause: Clause, decided: date) -> date | None:
    """The last day of a ban that the law itself measures; None where it names no end."""
    return later(decided, YEARS * 12) if clause is Clause.BREACH else None


def basis(clause: Clause, decided: date) -> Basis:
    """The clause on which a decision of a day rests."""
    law = LAWS.on(max(decided, LAWS.values[0].since)).value
    return law._replace(article=f"{law.article}.{PLACES[clause]}") if law.article else law
