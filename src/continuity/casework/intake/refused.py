"""Why intake does not do what it was asked to, in both languages."""

from __future__ import annotations

from continuity.casework.refused import WORDS
from continuity.core.messages import MESSAGES

WORDS |= {
    "not-proved": (
        "Tài khoản chưa xác minh danh tính nên chưa nộp được. Bản nháp vẫn còn; hãy đến quầy tiếp nhận.",
        "Your identity is not proved yet, so nothing can be filed. The draft is kept; go to any counter.",
    ),
    "own-identity": (
        "Không ai tự xác minh danh tính cho chính mình; hãy nhờ một cán bộ khác.",
        "Nobody proves their own identity; ask another officer.",
    ),
    "identity-taken": (
        "Danh tính này đã gắn với một tài khoản khác, hoặc tài khoản này đã gắn với danh tính khác.",
        "This identity belongs to another login, or this login to another identity.",
    ),
    "no-such-draft": (
        "Không có bản nháp nào như vậy của bạn; bản nháp được giữ {days} ngày.",
        "You have no such draft; a draft is kept for {days} days.",
    ),
    "draft-sent": (
        "Bản nháp này đã nộp, số hồ sơ {number}; không sửa được nữa.",
        "This draft was sent as {number}; it can be changed no more.",
    ),
    "no-such-paper": (
        "Không có giấy tờ nào như vậy mà bạn được xem.",
        "There is no such paper that you may see.",
    ),
    "paper-unasked": (
        "Thủ tục này không cần giấy tờ {paper}.",
        "This service asks for no paper {paper}.",
    ),
    "paper-many": (
        "Đã có {most} tệp; hãy bỏ bớt tệp không cần, hoặc gộp các trang vào một tệp PDF.",
        "There are {most} files already; remove one, or put the pages into one PDF.",
    ),
    "paper-empty": (
        "Tệp {name} trống. Chọn lại tệp có nội dung.",
        "The file {name} is empty. Choose one with something in it.",
    ),
    "paper-big": (
        "Tệp {name} nặng {size} MB, tối đa {most} MB. Hãy chụp hoặc quét ở độ phân giải thấp hơn.",
        "The file {name} has {size} MB, at most {most} MB are taken. Scan it at a lower resolution.",
    ),
    "paper-kind": (
        "Nội dung tệp {name} không phải loại nhận được. Cần: {kinds}.",
        "The content of {name} is of no kind that is taken. Expected: {kinds}.",
    ),
    "paper-ending": (
        "Tệp {name} thực ra là {kind}, không đúng đuôi tên tệp. Đổi đuôi thành .{ending} rồi gửi lại.",
        "The file {name} is really {kind}, as its name does not say. Rename it to end in .{ending}.",
    ),
    "paper-broken": (
        "Tệp {name} hỏng hoặc thiếu phần cuối. Mở thử trên máy, rồi lưu hoặc quét lại.",
        "The file {name} is damaged or its end is missing. Try to open it, then save or scan it again.",
    ),
    "paper-wide": (
        "Ảnh {name} có {wide} × {high} điểm, lớn hơn mức nhận được ({most} triệu điểm). Hãy thu nhỏ ảnh.",
        "The picture {name} has {wide} × {high} dots; at most {most} million are taken. Make it smaller.",
    ),
    "paper-long": (
        "Tệp {name} có hơn {most} trang. Chỉ gửi những trang được yêu cầu.",
        "The file {name} has more than {most} pages. Send only the pages that are asked for.",
    ),
    "paper-locked": (
        "Tệp {name} có mật khẩu hoặc mã hoá, nên cán bộ không đọc được. Lưu lại không có mật khẩu.",
        "The file {name} is encrypted, so that no officer could read it. Save it without a password.",
    ),
    "paper-active": (
        "Tệp {name} chứa chương trình hoặc tệp đính kèm ({what}), nên không nhận. In ra PDF mới rồi gửi.",
        "The file {name} holds a program or files ({what}) and is not taken. Print it to a new PDF.",
    ),
    "paper-bomb": (
        "Tệp {name} nén quá mức bình thường nên không nhận. In ra PDF mới rồi gửi.",
        "The file {name} is packed far more than usual and is not taken. Print it to a new PDF.",
    ),
    "paper-virus": (
        "Tệp {name} có mã độc ({what}); không có gì được giữ. Hãy quét máy của bạn rồi gửi tệp khác.",
        "The file {name} holds malware ({what}); nothing of it was kept. Check your device.",
    ),
    "scanner-away": (
        "Chưa kiểm tra được mã độc nên chưa nhận tệp. Phần đã điền vẫn còn; hãy gửi lại tệp sau ít phút.",
        "No file can be checked for malware now. What you filled in is kept; send it again soon.",
    ),
    "not-tracked": (
        "Không có hồ sơ nào với số và mã này. Xem lại cả hai trên giấy tiếp nhận.",
        "There is no case with this number and this code. Check both on the receipt.",
    ),
    "tracked-often": (
        "Đã hỏi quá nhiều lần. Hãy chờ năm phút rồi thử lại.",
        "That was asked too often. Wait five minutes and try again.",
    ),
}

MESSAGES["draft-unowed"] = {
    "vi": (
        (
            "Ở {place} không cơ quan nào phải giải quyết việc này: nơi đó không có người cư trú, hoặc "
            "không phải loại nơi mà việc này nói đến."
        ),
        "Cần nơi bạn cư trú, hoặc nơi cơ quan, tổ chức đặt trụ sở.",
        "Nhập địa chỉ khác.",
    ),
    "en": (
        (
            "At {place} this is nobody's duty: nobody lives there, or it is not the kind of place "
            "that the matter is about."
        ),
        "Expected the place where you live, or where the body has its seat.",
        "Enter another address.",
    ),
}
MESSAGES["draft-place"] = {
    "vi": ("Chưa rõ nơi nào.", "Cần một xã, phường hoặc đặc khu.", "Nhập địa chỉ."),
    "en": ("The place is missing.", "Expected a commune or ward.", "Enter the address."),
}
