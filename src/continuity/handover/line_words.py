"""What is said of a row that cannot be a line: Vietnamese, English."""

from __future__ import annotations

WORDS = {
    "missing": ("{column}: còn trống. Hãy ghi vào.", "{column}: empty. Fill it in."),
    "too-long": (
        "{column}: quá dài hoặc có ký tự điều khiển. Tối đa 2.000 ký tự.",
        "{column}: too long, or with control characters. At most 2,000 characters.",
    ),
    "no-day": (
        "{column}: “{got}” không phải ngày. Ghi như 20/02/2025 hoặc 2025-02-20.",
        "{column}: '{got}' is no day. Write it like 20/02/2025 or 2025-02-20.",
    ),
    "no-number": (
        "{column}: “{got}” không phải số nguyên. Ghi như 705105 hoặc 705.105.",
        "{column}: '{got}' is no whole number. Write it like 705105 or 705,105.",
    ),
    "negative": (
        "{column}: {got} nhỏ hơn 0. Ghi 0 hoặc số lớn hơn.",
        "{column}: {got} is below 0. Write 0 or more.",
    ),
    "no-choice": (
        "{column}: không có “{got}”. Chọn một trong: {expected}.",
        "{column}: there is no '{got}'. Choose one of: {expected}.",
    ),
    "no-truth": (
        "{column}: “{got}” không rõ. Ghi x hoặc để trống.",
        "{column}: '{got}' is unclear. Write x or leave it empty.",
    ),
    "no-column": (
        "Phụ lục này không có cột “{column}”, mà ở đó ghi “{got}”.",
        "This annex has no column '{column}', in which stands '{got}'.",
    ),
    "twice": (
        "{column}: “{got}” đã có ở dòng {expected}. Mỗi số một dòng.",
        "{column}: '{got}' stands in row {expected} already. One row for each.",
    ),
    "cut": (
        "Dòng không đọc được: {got}",
        "The row cannot be read: {got}",
    ),
}
