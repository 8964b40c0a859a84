"""The words of findings about one answer of a form; `vi` and `en` are the label of its field."""

from __future__ import annotations

from continuity.core.messages import MESSAGES

MESSAGES.update(
    {
        "form-required": {
            "en": ("“{en}” is empty.", "Expected an answer.", "Fill it in."),
            "vi": ("Chưa điền “{vi}”.", "Mục này bắt buộc.", "Điền thông tin."),
        },
        "form-paper": {
            "en": ("“{en}” is missing.", "Expected this paper.", "Attach it."),
            "vi": ("Thiếu “{vi}”.", "Hồ sơ cần giấy tờ này.", "Đính kèm giấy tờ."),
        },
        "form-too-long": {
            "en": (
                "“{en}” has {length} letters.",
                "Expected at most {most}.",
                "Shorten it.",
            ),
            "vi": ("“{vi}” có {length} ký tự.", "Tối đa {most}.", "Rút ngắn nội dung."),
        },
        "form-character": {
            "en": (
                "“{en}” holds the character {letter}, which cannot be shown.",
                "Expected letters, digits and signs.",
                "Type it anew instead of pasting it.",
            ),
            "vi": (
                "“{vi}” chứa ký tự {letter} không hiển thị được.",
                "Chỉ dùng chữ, số và dấu.",
                "Gõ lại thay vì dán.",
            ),
        },
        "form-choice": {
            "en": (
                "“{got}” is no answer to “{en}”.",
                "Expected one of: {choices}.",
                "Choose one of them.",
            ),
            "vi": (
                "“{got}” không phải lựa chọn của “{vi}”.",
                "Cần một trong: {choices_vi}.",
                "Chọn một mục.",
            ),
        },
        "form-yes-no": {
            "en": ("“{en}” is neither yes nor no.", "Expected yes or no.", "Choose one of them."),
            "vi": ("“{vi}” chưa rõ là có hay không.", "Cần có hoặc không.", "Chọn một trong hai."),
        },
        "form-date": {
            "en": (
                "“{got}” is no day in “{en}”.",
                "Expected a day such as 05/03/2025 or 2025-03-05, day before month.",
                "Write day, month and year.",
            ),
            "vi": (
                "“{got}” trong “{vi}” không phải là ngày.",
                "Cần ngày như 05/03/2025 hoặc 2025-03-05.",
                "Ghi ngày, tháng và năm.",
            ),
        },
        "form-number": {
            "en": (
                "“{got}” in “{en}” is not clear as a number.",
                "Expected digits without groups: 1500, or 2,5.",
                "Write it without points or spaces between thousands.",
            ),
            "vi": (
                "“{got}” trong “{vi}” chưa rõ là số nào.",
                "Cần chữ số không phân nhóm: 1500, hoặc 2,5.",
                "Không đặt dấu chấm hoặc dấu cách giữa các hàng nghìn.",
            ),
        },
        "form-email": {
            "en": (
                "“{got}” is no e-mail address.",
                "Expected one such as lan@example.vn, without Vietnamese letters.",
                "Correct the address.",
            ),
            "vi": (
                "“{got}” không phải địa chỉ thư điện tử.",
                "Cần địa chỉ như lan@example.vn, không dấu.",
                "Sửa lại địa chỉ.",
            ),
        },
        "form-phone": {
            "en": (
                "“{got}” is no telephone number.",
                "Expected 10 or 11 digits from 0, or a number from +.",
                "Correct the number.",
            ),
            "vi": (
                "“{got}” không phải số điện thoại.",
                "Cần 10 hoặc 11 chữ số bắt đầu bằng 0, hoặc số bắt đầu bằng +.",
                "Sửa lại số.",
            ),
        },
        "form-identity": {
            "en": (
                "“{got}” is no personal identity number.",
                "Expected the 12 digits on the identity card; an old number of 9 digits is none.",
                "Copy the number from the card.",
            ),
            "vi": (
                "“{got}” không phải số định danh cá nhân.",
                "Cần 12 chữ số trên thẻ căn cước; số chứng minh nhân dân 9 số không dùng được.",
                "Chép lại số trên thẻ.",
            ),
        },
    }
)
