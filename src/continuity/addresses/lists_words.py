"""The words of findings about a list that decides a split."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "cell-none-of": {
            "en": ("{column} says “{text}”.", "Expected one of: {known}.", "Write one of them."),
            "vi": ("{column} ghi “{text}”.", "Cần một trong: {known}.", "Ghi một giá trị đó."),
        },
        "cell-no-number": {
            "en": (
                "{column} says “{text}”.",
                "Expected a whole number of at most seven digits.",
                "Write the number of the house without letters.",
            ),
            "vi": (
                "{column} ghi “{text}”.",
                "Cần một số nguyên, nhiều nhất bảy chữ số.",
                "Ghi số nhà, không kèm chữ.",
            ),
        },
        "no-old-unit": {
            "en": (
                "No commune ever bore the code {code}.",
                "Expected the code of the commune that was divided.",
                "Look it up: `continuity unit NAME`.",
            ),
            "vi": (
                "Chưa có xã, phường nào mang mã {code}.",
                "Cần mã của đơn vị đã được chia.",
                "Tra mã: `continuity unit TÊN`.",
            ),
        },
        "no-heir-of": {
            "en": (
                "No residents of {old} went to {code}.",
                "Expected one of its heirs: {known}.",
                "Correct one of the two codes.",
            ),
            "vi": (
                "Dân cư của {old} không về {code}.",
                "Cần một trong các đơn vị tiếp nhận: {known}.",
                "Sửa một trong hai mã.",
            ),
        },
    }
)
