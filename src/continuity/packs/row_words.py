"""The words of findings about the rows of the pack's own documents."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "row-field": {
            "en": ("`{field}` is {got}.", "Expected {expected}.", "Correct the row."),
            "vi": ("`{field}` đang là {got}.", "Cần {expected}.", "Sửa lại dòng này."),
        },
        "row-day-twice": {
            "en": (
                "{thing} has two rows that begin on {day}.",
                "Expected one a day.",
                "Leave one of them out.",
            ),
            "vi": (
                "{thing} có hai dòng cùng bắt đầu ngày {day}.",
                "Mỗi ngày chỉ một dòng.",
                "Bỏ bớt một dòng.",
            ),
        },
    }
)
