"""Why a payment is not begun or not taken, among the words of casework."""

from __future__ import annotations

from continuity.casework.refused import WORDS

WORDS |= {
    "no-provider": (
        "Không có cách nộp trực tuyến nào tên là {way}; có thể nộp tiền mặt tại quầy.",
        "No way of paying from home is called {way}; cash is taken at every counter.",
    ),
    "provider-away": (
        "{way} hiện không trả lời; chưa thu khoản nào. Hãy thử lại sau ít phút, hoặc nộp tại quầy.",
        "{way} does not answer; nothing was taken. Try again in some minutes, or pay at a counter.",
    ),
    "other-amount": (
        "Số tiền đã trả là {amount} đồng, còn hồ sơ phải nộp {owed} đồng; khoản đã trả được hoàn lại.",
        "{amount} VND were paid and {owed} VND are owed; what was paid is given back.",
    ),
    "not-proved-any-more": (
        "Danh tính của người nộp không còn được xác minh; khoản đã trả được hoàn lại.",
        "The identity of the payer is not proved any more; what was paid is given back.",
    ),
}
