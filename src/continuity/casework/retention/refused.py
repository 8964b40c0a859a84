"""Why retention does not do what it was asked to, in both languages."""

from __future__ import annotations

from continuity.casework.refused import WORDS

WORDS |= {
    "nothing-due": (
        "Không có hồ sơ nào hết thời hạn lưu trữ vào ngày {on}.",
        "No case has come to the end of its keeping on {on}.",
    ),
    "kept-longer": (
        "Hồ sơ {number} còn phải lưu đến {until}.",
        "Case {number} must be kept until {until}.",
    ),
    "destroyed-already": (
        "Hồ sơ {number} đã được tiêu hủy ngày {day}.",
        "Case {number} was destroyed on {day} already.",
    ),
    "no-such-list": (
        "Cơ quan không có danh sách nào như vậy.",
        "The agency has no such list.",
    ),
    "reviewed-already": (
        "Danh sách này đã được duyệt ngày {day}.",
        "This list was reviewed on {day}.",
    ),
    "own-list": (
        "Người lập danh sách không tự duyệt; cần một lãnh đạo khác.",
        "Whoever drew a list does not review it; another head must.",
    ),
    "not-on-list": ("Hồ sơ không có trong danh sách này.", "The case is not on this list."),
}
