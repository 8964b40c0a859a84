"""Why a paper is not made, signed or taken in, in both languages; and the room's own `Refused`."""

from __future__ import annotations

from continuity.casework.refused import WORDS, Refused

__all__ = ["Refused"]

KEYS = {
    "no-agency-for-key": (
        "{agency} không phải cơ quan nào vào ngày {on}; không gắn khoá ký được.",
        "{agency} is no agency on {on}; no key can be given to it.",
    ),
    "key-days-wrong": (
        "Ngày hết {until} không sau ngày bắt đầu {since}.",
        "The last day {until} is not after the first, {since}.",
    ),
    "no-such-key": (
        "Không có khoá ký {key} nào còn dùng vào ngày {on}.",
        "There is no key {key} that signs on {on}.",
    ),
    "no-key-kind": (
        "{kind} không phải loại khoá nào; chọn một trong: {kinds}.",
        "{kind} is no kind of key; expected one of: {kinds}.",
    ),
    "key-of-nobody": (
        "Khoá nằm ở nơi khác phải là của một người và không có vị trí trong hệ thống.",
        "A key that lies elsewhere belongs to a person, and has no place here.",
    ),
    "key-place-wrong": (
        "{place} không phải tên tệp trong thư mục keys, cũng không phải 'token/nhãn'.",
        "{place} is neither the name of a file in the folder keys, nor 'token/label'.",
    ),
    "no-certificate": (
        "Không đọc được chứng thư số; cần dạng PEM, chứng thư của người ký đứng đầu.",
        "The certificate cannot be read; expected PEM, the signer's own first.",
    ),
    "no-signing-key": (
        "{agency} không có khoá ký số vào ngày {on} nên chưa phát hành được; cần đăng ký khoá.",
        "{agency} has no key to sign with on {on} and cannot issue; a steward must register one.",
    ),
    "key-ended": (
        "Khoá ký số của {agency} chỉ dùng đến trước ngày {until}; ngày {on} không ký được.",
        "The key of {agency} was good until before {until}; it cannot sign on {on}.",
    ),
    "certificate-expired": (
        "Chứng thư số của {agency} không có hiệu lực vào ngày {on} (hết hạn {until}); cần gia hạn.",
        "The certificate of {agency} is not valid on {on} (it ends on {until}); have it renewed.",
    ),
    "key-elsewhere": (
        "Người ký cho {agency} giữ khoá riêng; hãy trao tệp để ký rồi nhận lại.",
        "Whoever signs for {agency} keeps the key; hand the file out to be signed, then take it in.",
    ),
    "key-file-missing": (
        "Không mở được tệp khoá keys/{place} ({fault}).",
        "The key file keys/{place} cannot be opened ({fault}).",
    ),
    "key-file-wrong": (
        "Tệp keys/{place} không phải PKCS#12, hoặc sai mật khẩu.",
        "The file keys/{place} is no PKCS#12, or its password is wrong.",
    ),
    "key-another": (
        "Khoá ở {place} không phải khoá đã đăng ký cho {agency}; không ký.",
        "The key at {place} is not the one registered for {agency}; nothing was signed.",
    ),
    "secret-open": (
        "Người khác đọc được keys/{place}; đặt quyền 600.",
        "Others can read keys/{place}; give it the mode 600.",
    ),
    "no-token-module": (
        "Chưa có thư viện PKCS#11; đặt CONTINUITY_PKCS11.",
        "There is no PKCS#11 library; set CONTINUITY_PKCS11.",
    ),
    "token-closed": (
        "Token {place} không ký được ({fault}): chưa cắm, sai mã PIN, hoặc không có khoá đó.",
        "The token {place} does not sign ({fault}): not plugged in, a wrong PIN, or no such key.",
    ),
}
PAPERS = {
    "no-seal": (
        "{agency} chưa có con dấu đã đăng ký vào ngày {on}, nên chưa phát hành được văn bản.",
        "{agency} has no registered seal on {on} and cannot issue yet.",
    ),
    "no-paper-kind": (
        "{kind} không phải loại văn bản nào.",
        "{kind} is no kind of paper.",
    ),
    "no-such-document": (
        "Không có văn bản nào như vậy mà bạn được xem.",
        "There is no such paper that you may see.",
    ),
    "paper-over": (
        "Văn bản {number} không còn hiệu lực để thay đổi (trạng thái: {status}).",
        "Paper {number} is over and cannot be changed (it is {status}).",
    ),
    "paper-later": (
        "Văn bản {number} được cấp ngày {issued}, sau ngày {on}.",
        "Paper {number} was issued on {issued}, which is after {on}.",
    ),
    "paper-destroyed": (
        "Tệp của văn bản {number} đã được tiêu huỷ theo thời hạn lưu trữ.",
        "The file of paper {number} was destroyed when its time was over.",
    ),
    "no-reason-given": (
        "Cần nêu lý do; người kiểm tra văn bản sẽ đọc được lý do này.",
        "A reason is needed; whoever verifies the paper will read it.",
    ),
    "another-kind": (
        "Văn bản thay thế thuộc loại {kind}, khác loại {was} của văn bản cũ.",
        "The new paper is of kind {kind}; the old one is of kind {was}.",
    ),
    "own-paper": (
        "{person} đã cấp văn bản {number}; người khác phải thu hồi, đính chính hoặc cấp thay.",
        "{person} issued paper {number}; another person takes it back, corrects or replaces it.",
    ),
    "no-successor": (
        "Văn bản {number} do chính {agency} cấp; chỉ cơ quan kế tục mới cấp thay.",
        "Paper {number} was issued by {agency} itself; only its successor issues it anew.",
    ),
    "no-redrafter": (
        "Thủ tục này chưa có cách lập lại văn bản {number}; hãy thu hồi kèm lý do.",
        "This service cannot draw up paper {number} anew; take it back with a reason.",
    ),
    "not-leading": (
        "{person} không phải lãnh đạo {agency} vào ngày {on}; việc này thuộc lãnh đạo.",
        "{person} does not lead {agency} on {on}; this is for its head.",
    ),
    "not-archival": (
        "Tệp thiếu dấu hiệu PDF/A ({fault}); không phát hành.",
        "The file lacks marks of PDF/A ({fault}); it was not issued.",
    ),
    "not-typeset": (
        "Không trình bày được văn bản: có ký tự không có trong phông chữ, hoặc mẫu bị lỗi ({fault}).",
        "The paper cannot be typeset: a letter in no font, or a wrong template ({fault}).",
    ),
}
TAKEN_IN = {
    "nobody-signs": (
        "Chưa đăng ký người nào ký cho {agency} bằng khoá riêng vào ngày {on}.",
        "Nobody is registered to sign for {agency} with a key of their own on {on}.",
    ),
    "not-handed-out": (
        "Văn bản {number} không đang chờ ký ở nơi khác (trạng thái: {status}).",
        "Paper {number} does not wait for a signature from elsewhere (it is {status}).",
    ),
    "handed-out-by": (
        "Văn bản {number} do {agency} trao đi ký; hãy huỷ và lập văn bản mới.",
        "Paper {number} was handed out by {agency}; drop it and make a new one.",
    ),
    "waits-elsewhere": (
        "Kết quả {number} đang chờ {person} ký; hãy nhận tệp đã ký, hoặc bỏ tệp đó trước.",
        "Result {number} waits to be signed by {person}; take the signed file in, or drop it first.",
    ),
    "nothing-waits": (
        "Hồ sơ này không có kết quả nào đang chờ ký ở nơi khác.",
        "No result of this case waits for a signature from elsewhere.",
    ),
    "waits-for-issue": (
        "Văn bản {number} là kết quả của hồ sơ; hãy nhận lại ở bước ban hành.",
        "Paper {number} is the result of the case; take it in where the result is issued.",
    ),
    "no-such-leader": (
        "{person} không phải lãnh đạo có khoá riêng ký cho {agency} vào ngày {on}; có: {known}.",
        "{person} does not lead {agency} on {on} with a key of their own; there are: {known}.",
    ),
    "several-papers": (
        "Thủ tục này cấp nhiều giấy một lúc; chỉ ký bằng khoá của cơ quan được.",
        "This service issues several papers at once; they can be signed only with the agency's key.",
    ),
    "no-paper-to-sign": (
        "Không có giấy nào phải ký; hãy ban hành kết quả.",
        "There is no paper to be signed; issue the result.",
    ),
    "paper-outdated": (
        "Từ khi trao tệp {number}, hồ sơ hoặc sổ đăng ký đã thay đổi; hãy bỏ tệp đó và trao tệp mới.",
        "Since file {number} went out, the case or a register has changed; drop it and hand out anew.",
    ),
    "signed-by-another": (
        "Tệp ghi tên người ký là {signer}, nhưng {name} đã ký.",
        "The file names {signer} as the signer, but {name} has signed it.",
    ),
    "paper-too-large": ("Tệp lớn hơn {most} MB.", "The file is larger than {most} MB."),
    "paper-unreadable": (
        "Không đọc được tệp này; cần tệp PDF đúng như phần mềm ký đã lưu.",
        "This file cannot be read; expected the PDF just as the signing program saved it.",
    ),
    "paper-unsigned": ("Tệp chưa có chữ ký số.", "The file bears no signature."),
    "paper-signed-twice": (
        "Tệp có {count} chữ ký; cần đúng một chữ ký.",
        "The file bears {count} signatures; expected exactly one.",
    ),
    "paper-other-bytes": (
        "Đây không phải tệp đã trao đi ký; hãy ký đúng tệp đã nhận, không in lại hay lưu sang tệp mới.",
        "This is not the file that was handed out; sign that very file, do not save it as another.",
    ),
    "paper-painted-over": (
        "Ngoài chữ ký, nội dung hiển thị của tệp đã bị thay đổi; không nhận.",
        "More than the signature was added: what the file shows was changed. It is not taken in.",
    ),
    "signature-seen": (
        "Chữ ký hiển thị đè lên trang; hãy ký vào ô chữ ký có sẵn trong tệp, không hiển thị hình.",
        "The signature is drawn on the page; sign in the file's own field, which shows nothing.",
    ),
    "signature-unreadable": (
        "Không đọc được chữ ký số trong tệp.",
        "The signature in the file cannot be read.",
    ),
    "signature-partial": (
        "Chữ ký không bao trùm toàn bộ tệp; có phần thêm vào sau khi ký.",
        "The signature does not cover the whole file; something was added after it.",
    ),
    "signature-broken": (
        "Chữ ký không khớp với nội dung tệp.",
        "The signature does not fit what the file says.",
    ),
    "not-entitled": (
        "{name} không được đăng ký ký thay {agency} vào ngày {on}.",
        "{name} is not registered to sign for {agency} on {on}.",
    ),
    "chain-wrong": (
        "Chứng thư số của {name} không có hiệu lực hoặc không thuộc chuỗi đã đăng ký vào ngày {on}.",
        "The certificate of {name} is not valid on {on}, or not of the chain that is registered.",
    ),
    "signed-another-day": (
        "Thời điểm ký ({day}) không nằm giữa ngày trao tệp ({issued}) và ngày nhận lại ({on}).",
        "It was signed on {day}, not between {issued}, when it went out, and {on}.",
    ),
}
OURS = KEYS | PAPERS | TAKEN_IN
assert not OURS.keys() & WORDS.keys(), "A code has one meaning in the whole of casework."
WORDS.update(OURS)
