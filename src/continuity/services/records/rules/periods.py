"""The law of Viet Nam on expungement as dated data: periods, articles, limitation.

Periods stand in months by the class of the main penalty imposed. What we know from memory only, or
what a newer law may have changed without our having read it, stays `verified=False`; a text that
rests on it says so.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from continuity.core.dated import Dated, Value
from continuity.core.procedure import Basis
from continuity.services.records.rules.facts import LIGHT, Main, Penalty, Weight

CODE = "Bộ luật Hình sự 2015 (sửa đổi 2017)"
OLD_CODE = "Bộ luật Hình sự 1999"
JUVENILE = "Luật Tư pháp người chưa thành niên 59/2024/QH15"
RECORDS_2009 = "Luật Lý lịch tư pháp 28/2009/QH12"
RECORDS_2026 = "Luật Lý lịch tư pháp 28/2009/QH12, sửa đổi bởi 107/2025/QH15"
MILDER = Basis("Nghị quyết 41/2017/QH14", "2")
"""That the newer, milder rule holds for older convictions."""

NEW_CODE = date(2018, 1, 1)
MILDER_SINCE = date(2016, 7, 1)
"""Since when what is milder in the new code held already (Resolution 144/2016/QH14; unverified)."""
YOUNG_LAW = date(2026, 1, 1)
NEW_RECORDS = date(2026, 7, 1)


class Periods(NamedTuple):
    """Months for light penalties, and for prison up to each of three lengths, and their articles.

    A light penalty has its months whatever its length; `up_to` are the bounds of the prison classes.
    """

    light: int
    prison: tuple[int, ...]
    up_to: tuple[int, ...]
    source: str
    article: str
    verified: bool

    def of(self, penalty: Penalty) -> tuple[int, Basis]:
        """The months of a penalty by what was imposed, and the point of the article."""
        place = 0 if penalty.kind in LIGHT else 1 + self._class(penalty)
        months = (self.light, *self.prison)[place]
        return months, Basis(self.source, f"{self.article}.{'abcd'[place]}", self.verified)

    def _class(self, penalty: Penalty) -> int:
        if penalty.kind in (Main.LIFE, Main.DEATH):
            return len(self.up_to)
        return sum(penalty.months > most for most in self.up_to)


FIVE_FIFTEEN, THREE_FIFTEEN = (60, 180), (36, 180)

AUTOMATIC = Dated(
    [
        Value(
            date(2000, 7, 1), Periods(12, (36, 60, 84), THREE_FIFTEEN, OLD_CODE, "64", False),
            OLD_CODE,
        ),
        Value(NEW_CODE, Periods(12, (24, 36, 60), FIVE_FIFTEEN, CODE, "70.2", True), CODE, True),
    ]
)  # fmt: skip
"""Row 10: what ends by itself."""

BY_COURT = Dated(
    [
        Value(
            date(2000, 7, 1), Periods(12, (36, 84, 120), THREE_FIFTEEN, OLD_CODE, "65", False),
            OLD_CODE,
        ),
        Value(NEW_CODE, Periods(12, (36, 60, 84), FIVE_FIFTEEN, CODE, "71.2", True), CODE, True),
    ]
)  # fmt: skip
"""Row 8: the earliest day on which a court may be asked."""

YOUNG = Dated(
    [
        # Half of the adult's period.
        Value(
            date(2000, 7, 1), Periods(6, (18, 30, 42), THREE_FIFTEEN, OLD_CODE, "77", False),
            OLD_CODE,
        ),
        Value(NEW_CODE, Periods(6, (12, 24, 36), FIVE_FIFTEEN, CODE, "107.2", True), CODE, True),
        # Takes precedence where it differs; whether it does has not been read.
        Value(YOUNG_LAW, Periods(6, (12, 24, 36), FIVE_FIFTEEN, CODE, "107.2", False), JUVENILE),
    ]
)  # fmt: skip
"""Row 7: for whoever was 16 or 17 at the offence."""

LEGAL_MONTHS, LEGAL_BASIS = 24, Basis(CODE, "89")
COURT_CHAPTERS = frozenset({"XIII", "XXVI"})
REFUSED_ONCE, REFUSED_AGAIN = 12, 24
REFUSED_BASIS = Basis(CODE, "71.4")
EARLY_BASIS = Basis(CODE, "72")

BASES = {
    "exempt-from-punishment": Basis(CODE, "69.2", True),
    "negligent-not-grave": Basis(CODE, "69.2", True),
    "under-16": Basis(CODE, "107.1.a", True),
    "under-18-not-grave": Basis(CODE, "107.1.b", True),
    "measure": Basis(CODE, "107.1.c", True),
    "amnesty": Basis(RECORDS_2009, "42", True),
    "start": Basis(CODE, "70.2", True),
    "exempt-remainder": Basis(CODE, "73.4", True),
    "special-amnesty": Basis(CODE, "73.4", True),
    "conditional-release": Basis(CODE, "66"),
    "limitation": Basis(CODE, "60"),
    "extra": Basis(CODE, "70.2", True),
    "order": Basis(CODE, "70.2", True),
    "restart": Basis(CODE, "73.2", True),
    "several": Basis(CODE, "73.3", True),
    "merged": Basis(CODE, "56"),
    "imposed": Basis(CODE, "73.1", True),
    "granted": Basis(CODE, "71", True),
    "early": EARLY_BASIS,
}

LIMITATIONS = ((36, 60), (180, 120), (360, 180))
"""Prison up to so many months: limitation of the execution in months (art. 60; unverified)."""
LIMITATION_MOST = 240


def limitation(penalty: Penalty) -> int:
    """Months after which a judgment that was never executed is no longer executed."""
    if penalty.kind in (Main.LIFE, Main.DEATH):
        return LIMITATION_MOST
    if penalty.kind in (Main.FINE, Main.NON_CUSTODIAL, Main.WARNING):
        return LIMITATIONS[0][1]
    return next((most for up, most in LIMITATIONS if penalty.months <= up), LIMITATION_MOST)


GRAVE_NEGLIGENT = frozenset({Weight.LESS, Weight.SERIOUS})
"""Negligent offences of these weights leave no record (69.2)."""
