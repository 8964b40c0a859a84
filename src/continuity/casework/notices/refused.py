"""Why notices and events are refused, among the words of casework."""

from __future__ import annotations

from continuity.casework.refused import WORDS

WORDS.update(
    {
        "no-cursor": (
            "'{cursor}' không phải con trỏ; hãy gửi lại con trỏ của trang trước, hoặc bỏ trống.",
            "'{cursor}' is no cursor; send that of the page before, or leave it out.",
        ),
        "no-notice": (
            "Không có thông báo nào như vậy đang bị lỗi mà bạn được gửi lại.",
            "There is no such notice that failed and that you may send again.",
        ),
        "no-address": (
            "{url} không dùng làm địa chỉ nhận sự kiện được: {why}.",
            "{url} cannot take events: {why}.",
        ),
        "no-hook": (
            "Không có đăng ký nhận sự kiện nào mang khoá {hook}.",
            "There is no subscription with the key {hook}.",
        ),
        "no-seat-there": (
            "{person} không giữ chức vụ {role} tại {agency} vào ngày {on}.",
            "{person} holds no seat as {role} at {agency} on {on}.",
        ),
    }
)
