"""The job that follows from a notice: whoever has an open case that passes is told before the day.

By the room of notices, in the way they chose; each case once for each reform and day. On the day itself
that room tells again who acts now.
"""

from __future__ import annotations

from datetime import date

from continuity.casework.notices.successors import tell_all
from continuity.casework.notices.texts import Kind
from continuity.core.procedure import Words
from continuity.handover.notice import kept

PASSES = Kind(
    Words("Hồ sơ {number} sẽ chuyển cơ quan giải quyết", "Application {number} will change hands"),
    Words(
        "Từ {day}, {heir} giải quyết hồ sơ {number}. Mã số, hạn trả giữ nguyên, không nộp lại gì.",
        "From {day}, {heir} will handle application {number}. Number and due day stay.",
    ),
)


def foretell(decree: str, unit: str, notice: str) -> None:
    """Tells all that are concerned, if that notice stands still."""
    stands = kept.notice(decree, unit)
    if stands is None or stands.id != notice:
        return
    day = date.fromisoformat(stands.content["day"])
    tell_all(unit, day, "passes", f"{decree} {day}", day)
