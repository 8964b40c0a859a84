"""The words of a draft: how takings are written, and the findings about a document."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

LEVELS = ("province", "district", "commune")

TAKES = {
    "all": ("all", "all"),
    "part": ("part", "part"),
    "rest": ("rest", "rest"),
    "part-of-land": ("part", "none"),
    "part-of-land-all-residents": ("part", "all"),
    "part-of-residents": ("none", "part"),
    "all-land": ("all", "none"),
    "all-residents": ("none", "all"),
}

MESSAGES.update(
    {
        "not-a-decree": {
            "en": (
                "The file holds no decree.",
                "Expected a map with `decree`, `effective` and `clauses`.",
                "See docs/reform.md for the form.",
            ),
            "vi": (
                "Tệp không chứa văn bản nào.",
                "Cần `decree`, `effective` và `clauses`.",
                "Xem mẫu trong docs/reform.md.",
            ),
        },
        "code-in-use": {
            "en": (
                "The code {thing} is borne by {unit}, which lives on.",
                "Expected a code that no living unit bears.",
                "Give another code, or take that unit up.",
            ),
            "vi": (
                "Mã {thing} đang thuộc {unit}, đơn vị vẫn tồn tại.",
                "Cần mã mà không đơn vị nào đang mang.",
                "Dùng mã khác, hoặc sắp xếp cả đơn vị đó.",
            ),
        },
        "no-clauses": {
            "en": ("There are no clauses.", "Expected a list under `clauses`.", "Add one."),
            "vi": ("Không có khoản nào.", "Cần danh sách trong `clauses`.", "Thêm khoản."),
        },
        "no-form": {
            "en": (
                "This clause is of no known form ({written}).",
                "Expected exactly one of: {known}.",
                "Correct the word, or split the clause in two.",
            ),
            "vi": (
                "Khoản này không theo mẫu nào ({written}).",
                "Cần đúng một trong: {known}.",
                "Sửa từ khóa hoặc tách khoản làm hai.",
            ),
        },
        "field-unknown": {
            "en": ("`{field}` is not known here.", "Expected: {known}.", "Correct or remove it."),
            "vi": ("Không có mục `{field}` ở đây.", "Cần: {known}.", "Sửa hoặc bỏ đi."),
        },
        "field-wrong": {
            "en": (
                "`{field}` is {value}.",
                "Expected {expected}.",
                "Write it as docs/reform.md shows.",
            ),
            "vi": (
                "`{field}` là {value}.",
                "Cần {expected}.",
                "Ghi như trong docs/reform.md.",
            ),
        },
        "field-missing": {
            "en": (
                "`{field}` is missing.",
                "Expected {expected}.",
                "Write it as docs/reform.md shows.",
            ),
            "vi": (
                "Thiếu `{field}`.",
                "Cần {expected}.",
                "Ghi như trong docs/reform.md.",
            ),
        },
        "names-nothing": {
            "en": (
                "`{field}` names nothing.",
                "Expected at least one code or id, or a selection that finds some.",
                "Name what is meant, or leave the clause out.",
            ),
            "vi": (
                "`{field}` không nêu gì.",
                "Cần ít nhất một mã, hoặc một điều kiện chọn được.",
                "Nêu đối tượng, hoặc bỏ khoản này.",
            ),
        },
        "wrong-parent": {
            "en": (
                "{thing} ({level}) cannot lie in {parent} ({its}).",
                "Expected a unit of a higher level; a province lies in none.",
                "Correct `in`.",
            ),
            "vi": (
                "{thing} (cấp {level}) không thể trực thuộc {parent} (cấp {its}).",
                "Cần đơn vị cấp cao hơn; tỉnh không trực thuộc đơn vị nào.",
                "Sửa `in`.",
            ),
        },
        "clause-twice": {
            "en": (
                "Clause {clause} stands twice, first in line {first}.",
                "Expected each clause of an instrument once.",
                "Correct the number, or join the two.",
            ),
            "vi": (
                "Khoản {clause} xuất hiện hai lần, lần đầu ở dòng {first}.",
                "Mỗi khoản của một văn bản chỉ ghi một lần.",
                "Sửa số khoản, hoặc gộp hai khoản.",
            ),
        },
        "instrument-twice": {
            "en": ("{number} is listed twice.", "Expected it once.", "Leave one out."),
            "vi": ("{number} được liệt kê hai lần.", "Chỉ một lần.", "Bỏ một chỗ."),
        },
        "unknown-kind": {
            "en": (
                "{thing} is neither a level nor a kind of body.",
                "Expected one of: {known}.",
                "Correct the word.",
            ),
            "vi": (
                "{thing} không phải cấp hay loại cơ quan nào.",
                "Cần một trong: {known}.",
                "Sửa lại từ này.",
            ),
        },
        "unknown-instrument": {
            "en": (
                "{number} is not among the instruments of the decree.",
                "Expected every number that a clause cites under `instruments`.",
                "Add it there with its days.",
            ),
            "vi": (
                "{number} không có trong danh sách văn bản.",
                "Mọi số hiệu được dẫn phải có trong `instruments`.",
                "Thêm vào đó cùng các ngày.",
            ),
        },
        "days-in-disorder": {
            "en": (
                "The days of {number} do not follow one another.",
                "Expected adopted, in force, operates in this order.",
                "Correct the days.",
            ),
            "vi": (
                "Các ngày của {number} không theo thứ tự.",
                "Cần: thông qua, có hiệu lực, vận hành.",
                "Sửa các ngày.",
            ),
        },
        "operates-elsewhen": {
            "en": (
                "{number} operates from {operates}, the decree from {on}.",
                "Expected the same day.",
                "Correct one of the two, or split the decree.",
            ),
            "vi": (
                "{number} vận hành từ {operates}, văn bản từ {on}.",
                "Cần cùng một ngày.",
                "Sửa một trong hai, hoặc tách văn bản.",
            ),
        },
    }
)
