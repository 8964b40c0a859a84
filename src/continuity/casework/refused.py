"""Why casework does not do what it was asked to, in both languages."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "no-such-case": (
        "Không có hồ sơ nào như vậy mà bạn được xem vào ngày {on}.",
        "There is no such case that you may see on {on}.",
    ),
    "not-competent": (
        "{agency} không có thẩm quyền đối với hồ sơ này vào ngày {on}.",
        "{agency} is not competent for this case on {on}.",
    ),
    "not-appointed": (
        "{person} không giữ chức vụ nào tại {agency} vào ngày {on} để đọc với mục đích {purpose}.",
        "{person} holds no seat at {agency} on {on} in which to read for {purpose}.",
    ),
    "unknown-function": (
        "{function} không phải chức năng nào.",
        "{function} is no function.",
    ),
    "unknown-place": (
        "{place} không phải xã, phường hoặc mảnh lãnh thổ nào; hồ sơ cần một nơi cụ thể.",
        "{place} is no commune and no piece of ground; a case needs a place, not a province.",
    ),
    "illegal-move": (
        "Hồ sơ đang ở trạng thái {status}, không thể chuyển sang {following}.",
        "The case is {status} and cannot become {following}.",
    ),
    "wrong-number": (
        "{number} không phải số hồ sơ: có chữ số sai, thiếu hoặc đổi chỗ.",
        "{number} is no dossier number: a digit is wrong, missing or in another's place.",
    ),
    "no-identity": (
        "'{identity}' không phải số định danh; nếu không có thì để trống khi nộp tại quầy.",
        "'{identity}' is no identity number; whoever has none files at a counter and leaves it out.",
    ),
    "too-early": (
        "Hồ sơ được nộp ngày {filed}, sau ngày {on}.",
        "The case was filed on {filed}, which is after {on}.",
    ),
    "no-reason": (
        "{reason} không phải lý do tạm dừng nào trong danh mục.",
        "{reason} is no reason of the closed list for a pause.",
    ),
    "paused": (
        "Hồ sơ đang tạm dừng; hãy cho tiếp tục trước.",
        "The case is paused; resume it first.",
    ),
    "not-paused": ("Hồ sơ không tạm dừng.", "The case is not paused."),
    "due-earlier": (
        "Hạn mới {due} sớm hơn hạn cũ {before}.",
        "The new due day {due} is before the old one, {before}.",
    ),
    "key-reused": (
        "Khoá {key} đã dùng cho một yêu cầu khác; hãy dùng khoá mới.",
        "Key {key} was used for another request; take a new one.",
    ),
    "no-reader": (
        "Chưa nêu người đọc và mục đích; hãy đọc trong `reading(...)`.",
        "No reader and purpose were named; read inside `reading(...)`.",
    ),
    "no-purpose": (
        "{purpose} không phải mục đích nào trong danh mục.",
        "{purpose} is no purpose of the closed list.",
    ),
    "not-for-purpose": (
        "Mục đích {purpose} không cho phép việc này.",
        "The purpose {purpose} does not allow this.",
    ),
    "unknown-field": (
        "{field} không phải nhóm dữ liệu cá nhân nào.",
        "{field} is no group of personal fields.",
    ),
    "unreadable": (
        "Không giải mã được {field}: sai khoá, hoặc dữ liệu không thuộc hồ sơ này.",
        "{field} cannot be decrypted: another key, or it does not belong to this case.",
    ),
    "no-files": (
        "Chưa có nơi lưu tệp; đặt CONTINUITY_HOME.",
        "There is no place to keep files; set CONTINUITY_HOME.",
    ),
    "not-kept": (
        "Không lưu được tệp: {why}. Chưa có gì được ghi; hãy thử lại sau.",
        "The file could not be kept: {why}. Nothing of it was written; try again later.",
    ),
    "file-lost": (
        "Tệp {name} không còn hoặc đã bị sửa trên đĩa; hãy khôi phục từ bản sao lưu.",
        "File {name} is gone from the disk or was changed there; restore it from a backup.",
    ),
    "no-key": (
        "Chưa có khoá mã hoá; đặt {setting}.",
        "There is no key to encrypt with; set {setting}.",
    ),
}


class Refused(Exception):
    """Something that casework does not do; `code` says why, `vi` and `en` say it to people."""

    def __init__(self, code: str, **told: object) -> None:
        self.code = code
        self.vi, self.en = (words.format(**told) for words in WORDS[code])
        super().__init__(self.en)
