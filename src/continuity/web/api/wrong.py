"""What the reader of a question objects to, in words of ours and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from continuity.pages.words import t

MOST = 100
"""So many faults of one question are told; whoever mends them is told the next."""

TEXTS = {
    "missing": ("Cần nêu.", "It is missing."),
    "extra_forbidden": ("Không có tên này ở đây.", "Nothing here has this name."),
    "string_type": ("Cần một chuỗi ký tự.", "Expected a text."),
    "string_too_long": ("Dài quá {max_length} ký tự.", "Longer than {max_length} letters."),
    "string_too_short": ("Đang để trống.", "It is empty."),
    "string_unicode": ("Có ký tự không hợp lệ.", "It holds half a letter."),
    "string_pattern_mismatch": (
        "Có ký tự không nhận được, như ký tự điều khiển.",
        "It holds a sign that is not taken, such as a control character.",
    ),
    "int_type": ("Cần một số nguyên.", "Expected a whole number."),
    "int_parsing": ("Cần một số nguyên.", "Expected a whole number."),
    "int_parsing_size": ("Số quá lớn.", "The number is too large."),
    "greater_than_equal": ("Nhỏ nhất là {ge}.", "At least {ge}."),
    "less_than_equal": ("Lớn nhất là {le}.", "At most {le}."),
    "literal_error": ("Cần một trong: {expected}.", "Expected one of: {expected}."),
    "enum": ("Cần một trong: {expected}.", "Expected one of: {expected}."),
    "model_type": ("Cần một đối tượng JSON.", "Expected an object of JSON."),
    "model_attributes_type": ("Cần một đối tượng JSON.", "Expected an object of JSON."),
    "list_type": ("Cần một danh sách.", "Expected a list."),
    "too_long": ("Nhiều quá {max_length} mục.", "More than {max_length} entries."),
    "too_short": ("Cần ít nhất {min_length} mục.", "Too few: at least {min_length}."),
    "day": (
        "Cần một ngày dạng YYYY-MM-DD, đến 9999-12-30.",
        "Expected a day as YYYY-MM-DD, up to 9999-12-30.",
    ),
}
OTHER = (
    "Không đúng dạng; xem /api/v1/openapi.json.",
    "Of the wrong form; see /api/v1/openapi.json.",
)


def faults(errors: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """A pointer and a text for each thing that is wrong, the first of them where they are many."""
    for error in errors[:MOST]:
        text = t(*TEXTS.get(error["type"], OTHER))
        yield pointer(error["loc"]), text.format_map(error.get("ctx") or {})


def pointer(where: tuple[Any, ...]) -> str:
    """A JSON Pointer as the fragment of an address: #/query/on, #/body/questions/3/on.

    The name that a view has for all that is asked stands in no address and no body.
    """
    parts = [str(part) for n, part in enumerate(where) if n != 1 or part != "asked"]
    return "#/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)
