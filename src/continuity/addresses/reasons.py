"""What is wrong with a cell or a row of somebody's table, in words that its owner understands."""

from __future__ import annotations

from continuity.packs.names import Language

_WORDS = {
    "empty": ("Ô trống.", "The cell is empty."),
    "long": (
        "Ô dài {length} ký tự; địa chỉ dài nhất được đọc có {most}.",
        "The cell has {length} characters; the longest address that is read has {most}.",
    ),
    "kind": ("Ô chứa {kind}, không phải chữ.", "The cell holds {kind} and no text."),
    "bytes": (
        "Ô chứa dữ liệu nhị phân, không phải chữ.",
        "The cell holds binary data and no text.",
    ),
    "ragged": (
        "Dòng có {cells} ô, tiêu đề có {heads}; các ô thừa ở cuối dòng.",
        "The row has {cells} cells, the heading {heads}; those beyond stand at the row's end.",
    ),
    "quote": (
        "Dấu ngoặc kép mở ra mà không đóng; dòng được tách theo dấu phân cách.",
        "A quotation mark opens and never closes; the row was cut at its delimiters.",
    ),
    "encoding": (
        "Dòng không phải UTF-8; đã đọc theo {encoding}.",
        "The row is not UTF-8; it was read as {encoding}.",
    ),
    "code": (
        "Không có đơn vị nào mang mã {code} vào ngày này.",
        "No unit bears the code {code} on that day.",
    ),
    "district": (
        "{name} không phải đơn vị cấp thấp nhất; mã của xã, phường sẽ cho câu trả lời.",
        "{name} is not a lowest unit; the code of a commune or ward has an answer.",
    ),
    "padded": ("Mã được đọc là {code}.", "The code was read as {code}."),
    "cut": (
        "Một ô dài quá {most} ký tự, giới hạn của Excel, và đã bị cắt.",
        "A cell has more than the {most} characters that Excel holds, and was cut.",
    ),
    "heading": (
        "Tệp đã có cột {names}; cột thêm vào tên là {others}.",
        "The file has {names} already; what was added is called {others}.",
    ),
    "column": (
        "Đã tự chọn cột “{name}”: {share} % mẫu đọc được.",
        "The column '{name}' was chosen: {share} % of its sample could be read.",
    ),
    "legacy": (
        "Tệp không phải UTF-8; đã đọc theo Windows-1258 hoặc 1252. Kết quả là UTF-8.",
        "The file is not UTF-8 and was read as Windows-1258 or 1252. The result is UTF-8.",
    ),
    "sheet": (
        "Tệp có {sheets} trang tính; chỉ đọc trang “{name}”.",
        "The file has {sheets} sheets; only '{name}' was read.",
    ),
    "no-column": (
        "Không có cột “{name}”. Các cột: {names}.",
        "There is no column '{name}'. The columns are: {names}.",
    ),
    "no-heading": (
        "Dòng đầu tiên được coi là tiêu đề, nhưng giống một địa chỉ: {name}",
        "The first row was taken for the heading, but reads like an address: {name}",
    ),
    "no-guess": (
        "Không nhận ra cột địa chỉ; hãy chỉ ra. Các cột: {names}.",
        "No column looks like addresses; please name it. The columns are: {names}.",
    ),
    "unreadable": ("Không đọc được tệp: {why}", "The file cannot be read: {why}"),
    "no-rows": ("Tệp không có dòng nào.", "The file has no rows."),
    "xls": (
        "Định dạng .xls cũ; hãy lưu lại thành .xlsx.",
        "This is an old .xls; please save it as .xlsx.",
    ),
    "unpacked": (
        "Tệp Excel khi giải nén vượt quá {most} MB.",
        "The Excel file unpacks to more than {most} MB.",
    ),
    "package": (
        "Cần gói {package}: pip install 'continuity[tables]'.",
        "This needs the package {package}: pip install 'continuity[tables]'.",
    ),
}


class Unreadable(ValueError):
    """A table that cannot be read at all; the message says why, in the language asked for."""


def reason(key: str, language: Language, **parts: object) -> str:
    """One sentence of the list above."""
    vi, en = _WORDS[key]
    return (en if language == "en" else vi).format_map(parts)
