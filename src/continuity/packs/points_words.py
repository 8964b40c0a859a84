"""The words of findings about a table of service points."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

AGAIN = ("Mở lại mẫu: `{template}`.", "See `{template}`.")
HOURS = "Mon-Fri 07:30-11:30 13:30-17:00; Sat 08:00-11:30"
HOURS_VI = "T2-T6 07:30-11:30 13:30-17:00; T7 08:00-11:30"

MESSAGES.update(
    {
        "no-table": {
            "en": ("The file cannot be read: {why}.", "Expected a CSV file.", "Check the path."),
            "vi": ("Không đọc được tệp: {why}.", "Cần một tệp CSV.", "Kiểm tra đường dẫn."),
        },
        "no-table-file": {
            "en": (
                "This is a folder, a pipe or a device.",
                "Expected a CSV file.",
                "Check the path.",
            ),
            "vi": ("Đây là thư mục, ống dẫn hoặc thiết bị.", "Cần tệp CSV.", "Kiểm tra đường dẫn."),
        },
        "table-too-big": {
            "en": ("The file has {size} bytes.", "Expected at most {most}.", "Split it."),
            "vi": ("Tệp có {size} byte.", "Tối đa {most}.", "Tách thành nhiều tệp."),
        },
        "no-rows": {
            "en": ("There is no row.", "Expected at least one.", AGAIN[1]),
            "vi": ("Không có dòng nào.", "Cần ít nhất một dòng.", AGAIN[0]),
        },
        "no-column": {
            "en": ("The column {column} is missing.", "Expected the columns {known}.", AGAIN[1]),
            "vi": ("Thiếu cột {column}.", "Cần các cột {known}.", AGAIN[0]),
        },
        "strange-column": {
            "en": (
                "The column “{column}” is unknown, or there twice.",
                "Expected the columns {known}.",
                "Take it out, or correct its name.",
            ),
            "vi": (
                "Cột “{column}” không có trong mẫu, hoặc lặp lại.",
                "Cần các cột {known}.",
                "Bỏ cột này, hoặc sửa tên cột.",
            ),
        },
        "row-spills": {
            "en": (
                "Column {column} and after: the row has more cells than there are columns.",
                "Expected as many as in the first line.",
                "Put quotes around a cell that holds a comma.",
            ),
            "vi": (
                "Từ cột {column}: dòng có nhiều ô hơn số cột.",
                "Cần số ô bằng dòng đầu.",
                "Đặt ô có dấu phẩy trong dấu ngoặc kép.",
            ),
        },
        "cell-empty": {
            "en": ("Column {column}: nothing is there.", "Expected a value.", "Fill in the cell."),
            "vi": ("Cột {column}: để trống.", "Cần có giá trị.", "Điền vào ô này."),
        },
        "cell-unfit": {
            "en": (
                "Column {column}: too long, or with signs that cannot be printed.",
                "Expected at most {most} letters.",
                "Shorten the text, or type it anew.",
            ),
            "vi": (
                "Cột {column}: quá dài hoặc có ký tự không in được.",
                "Tối đa {most} ký tự.",
                "Rút ngắn hoặc gõ lại.",
            ),
        },
        "cell-no-day": {
            "en": (
                "Column {column}: “{day}” is no day.",
                "Expected YYYY-MM-DD or dd/mm/yyyy.",
                "Write it as 2025-07-01.",
            ),
            "vi": (
                "Cột {column}: “{day}” không phải một ngày.",
                "Cần dd/mm/yyyy hoặc YYYY-MM-DD.",
                "Ghi như 01/07/2025.",
            ),
        },
        "days-backward": {
            "en": (
                "Column {column}: {text} is not after {start}.",
                "Expected the first day on which this no longer holds.",
                "Correct one of the two days, or leave the second empty.",
            ),
            "vi": (
                "Cột {column}: {text} không sau {start}.",
                "Cần ngày đầu tiên không còn áp dụng.",
                "Sửa một trong hai ngày, hoặc để trống ngày sau.",
            ),
        },
        "key-wrong": {
            "en": (
                "Column {column}: “{text}” is no key.",
                "Expected small letters, digits, dots and hyphens.",
                "For example hp-licences-1.",
            ),
            "vi": (
                "Cột {column}: “{text}” không phải mã hợp lệ.",
                "Cần chữ thường không dấu, số, dấu chấm và gạch nối.",
                "Ví dụ hp-licences-1.",
            ),
        },
        "telephone-wrong": {
            "en": (
                "Column {column}: “{text}” is no telephone number.",
                "Expected digits, spaces and a + at most.",
                "Write one number, or leave it empty.",
            ),
            "vi": (
                "Cột {column}: “{text}” không phải số điện thoại.",
                "Cần chữ số, dấu cách, có thể có dấu +.",
                "Ghi một số, hoặc để trống.",
            ),
        },
        "step-free-wrong": {
            "en": (
                "Column {column}: “{text}” is not understood.",
                "Expected yes, no or unknown.",
                "Write unknown where nobody has looked.",
            ),
            "vi": (
                "Cột {column}: không hiểu “{text}”.",
                "Cần có, không hoặc chưa rõ.",
                "Ghi chưa rõ nếu chưa ai xem.",
            ),
        },
        "yes-or-no": {
            "en": (
                "Column {column}: “{text}” is not understood.",
                "Expected yes or no.",
                "Correct it.",
            ),
            "vi": ("Cột {column}: không hiểu “{text}”.", "Cần có hoặc không.", "Sửa lại ô này."),
        },
        "no-such-code": {
            "en": (
                "Column {column}: no unit bears the code {code} on {on}.",
                "Expected the code of a unit that lives on the first day of the row.",
                "See `continuity unit {code}`; a spreadsheet may have eaten a leading zero.",
            ),
            "vi": (
                "Cột {column}: ngày {on} không có đơn vị nào mang mã {code}.",
                "Cần mã của đơn vị đang tồn tại vào ngày đầu của dòng.",
                "Xem `continuity unit {code}`; bảng tính có thể đã bỏ số 0 ở đầu.",
            ),
        },
        "no-commune": {
            "en": (
                "Column {column}: {code} is no commune.",
                "Expected the commune or ward in which the counter stands.",
                "Write its code of five digits.",
            ),
            "vi": (
                "Cột {column}: {code} không phải xã, phường.",
                "Cần xã, phường nơi đặt điểm tiếp nhận.",
                "Ghi mã năm chữ số của xã, phường.",
            ),
        },
        "no-such-function": {
            "en": (
                "Column {column}: there is no function {function}.",
                "Expected some of {known}.",
                "Separate several by spaces.",
            ),
            "vi": (
                "Cột {column}: không có việc nào mã là {function}.",
                "Cần trong số {known}.",
                "Cách nhau bằng dấu cách.",
            ),
        },
        "hours-wrong": {
            "en": (
                "Column {column}: “{part}” cannot be read, or a day is there twice.",
                f"Expected for example {HOURS}.",
                "Write each day once, with its hours in order.",
            ),
            "vi": (
                "Cột {column}: không đọc được “{part}”, hoặc một ngày ghi hai lần.",
                f"Ví dụ {HOURS_VI}.",
                "Mỗi ngày ghi một lần, giờ theo thứ tự.",
            ),
        },
        "point-twice": {
            "en": (
                "Column key: {key} is told twice for the same days.",
                "Expected one row for each stretch of days; line {other} covers some of these too.",
                "End the other row with valid_until on the day this one begins, or give another key.",
            ),
            "vi": (
                "Cột key: {key} được ghi hai lần cho cùng những ngày.",
                "Mỗi khoảng ngày một dòng; dòng {other} cũng gồm một phần các ngày này.",
                "Ghi valid_until của dòng kia là ngày dòng này bắt đầu, hoặc dùng mã khác.",
            ),
        },
    }
)
