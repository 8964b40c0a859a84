"""What is said of a row of an old system's export, and of its files, among the words of lines."""

from __future__ import annotations

from continuity.handover.line_words import WORDS
from continuity.handover.refused import WORDS as REFUSALS

WORDS.update(
    {
        "old-day": (
            "{column}: “{got}” không phải ngày dạng {expected}. Sửa ô này, hoặc `days` của ánh xạ.",
            "{column}: '{got}' is no day like {expected}. Mend it, or `days` of the mapping.",
        ),
        "old-code": (
            "{column}: không có mã “{got}”; có: {expected}. Sửa ô này, hoặc `codes` của ánh xạ.",
            "{column}: no code is '{got}'; there are: {expected}. Mend it, or `codes` of the mapping.",
        ),
        "old-orphan": (
            "{column}: {expected} không có dòng nào của “{got}”. Sửa số này, hoặc thêm dòng bên đó.",
            "{column}: {expected} has no row of '{got}'. Mend the number, or add a row over there.",
        ),
        "old-twice": (
            "{column}: “{got}” đứng ở các dòng {expected}, không rõ dòng nào đúng. Chỉ giữ một dòng.",
            "{column}: '{got}' stands in rows {expected}; nobody knows which is right. Keep one.",
        ),
        "old-same": (
            "Các dòng {expected} giống hệt nhau, có thể tính hai lần. Bỏ bớt, hoặc ghi rõ biên lai.",
            "Rows {expected} are the same, and may count twice. Leave one, or write their receipts.",
        ),
        "old-with": (
            "Trả về cùng {got}, vì {column} có lỗi; dòng này không phải sửa.",
            "Comes back with {got}, because of {column}; nothing is wrong with this row.",
        ),
        "old-changed": (
            "“{got}” đã có trong phụ lục nhưng khác: {column}. Nếu bản mới đúng, bỏ dòng cũ, chạy lại.",
            "'{got}' is listed and differs: {column}. If this is right, take the line off, run again.",
        ),
        "old-otherwise": (
            "“{got}” trong danh sách ghi khác: {column}. Đếm mục này bằng tay theo thực tế.",
            "'{got}' is listed otherwise: {column}. Count this one by hand, as it is.",
        ),
    }
)

REFUSALS.update(
    {
        "file-missing": (
            "Thiếu tệp {file} mà ánh xạ nêu; gửi đủ các tệp, kể cả tệp chỉ có dòng tiêu đề.",
            "The file {file} of the mapping is missing; send all, also one with a heading only.",
        ),
        "no-such-file": (
            "Ánh xạ không nói gì về {file}; các tệp: {known}.",
            "The mapping says nothing of {file}; its files are: {known}.",
        ),
        "column-missing": (
            "{file} không có cột {columns} mà ánh xạ nêu.",
            "{file} has no column {columns}, which the mapping names.",
        ),
        "mapping-other": (
            "Ánh xạ này là của phụ lục “{other}”; hãy chạy ở phụ lục đó.",
            "The mapping is about the annex '{other}'; take it over there.",
        ),
        "not-equal": (
            "Số liệu ghi được khác với nguồn ở cột {columns}; không ghi gì cả.",
            "What was written differs from the source in {columns}; nothing was written.",
        ),
    }
)
