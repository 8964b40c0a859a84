"""What goes wrong, as problem+json (RFC 9457) in the language of whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from continuity.pages.words import t

MEDIA = "application/problem+json"


class Kind(NamedTuple):
    """A status, and a title and a sentence in both languages."""

    status: int
    vi: str
    en: str
    why_vi: str
    why_en: str


KINDS = {
    "wrong-input": Kind(
        422, "Câu hỏi có chỗ sai", "Something in the question is wrong",
        "Sửa từng chỗ nêu trong errors rồi hỏi lại.", "Mend what errors lists and ask again.",
    ),
    "not-json": Kind(
        400, "Không đọc được nội dung gửi", "The body cannot be read",
        "Cần JSON viết bằng UTF-8.", "Expected JSON in UTF-8.",
    ),
    "bad-request": Kind(
        400, "Yêu cầu không đọc được", "The request cannot be read",
        "Xem /developers để biết cách hỏi.", "See /developers for how to ask.",
    ),
    "not-signed": Kind(
        401, "Không có chữ ký hợp lệ", "It bears no signature that holds",
        "Ký id.timestamp.body bằng khoá chung, đồng hồ lệch tối đa năm phút.",
        "Sign id.timestamp.body with the shared secret, with a clock that is right to five minutes.",
    ),
    "not-there": Kind(
        404, "Chưa từng có", "There never was such a thing",
        "Không có gì mang khóa “{thing}”.", "Nothing ever bore the key “{thing}”.",
    ),
    "no-such-address": Kind(
        404, "Không có địa chỉ này", "There is no such address",
        "Các địa chỉ có trong /api/v1/openapi.json.", "/api/v1/openapi.json lists the addresses.",
    ),
    "wrong-method": Kind(
        405, "Địa chỉ này không nhận cách gọi đó", "This address does not take that method",
        "Tiêu đề Allow liệt kê cách gọi được nhận.", "The Allow header lists those that it takes.",
    ),
    "not-acceptable": Kind(
        406, "Không trả lời được ở dạng đã yêu cầu", "No answer in a form that you accept",
        "Dạng trả lời: {offered}.", "Answers come as {offered}.",
    ),
    "precondition": Kind(
        412, "Dữ liệu đã khác", "The answer is another one by now",
        "Bỏ If-Match: ở đây chỉ đọc.", "Leave If-Match out: there is only reading here.",
    ),
    "too-large": Kind(
        413, "Nội dung gửi quá lớn", "The body is too large",
        "Tối đa {most} byte; hãy chia nhỏ.", "At most {most} bytes; send it in parts.",
    ),
    "too-slow": Kind(
        413, "Danh sách này mất quá nhiều thời gian", "This list takes too long to read",
        "Sau {seconds} giây mới đọc được {done} dòng; hãy chia nhỏ.",
        "After {seconds} seconds {done} texts were read; send it in parts.",
    ),
    "demo-only": Kind(
        400, "Chỉ bản trình diễn mới chọn ngày", "Only the demo lets one choose a day",
        "Bỏ tiêu đề Continuity-Day: quyền luôn là quyền của hôm nay.",
        "Leave the header Continuity-Day out: rights are always those of today.",
    ),
    "key-missing": Kind(
        400, "Thiếu khoá của việc này", "The key of this act is missing",
        "Gửi tiêu đề Idempotency-Key, một chuỗi riêng cho mỗi việc (1–200 ký tự, không dấu cách); "
        "gửi lại cùng khoá thì nhận lại câu trả lời đầu.",
        "Send the header Idempotency-Key, a text of its own for each act (1 to 200 characters without "
        "blanks); the same key again gives the first answer again.",
    ),
    "no-token": Kind(
        401, "Cần mã truy cập", "A token is needed",
        "Gửi Authorization: Bearer với mã còn hạn; người quản trị cấp bằng `continuity user token`.",
        "Send Authorization: Bearer with a token that is good; a steward gives one with "
        "`continuity user token`.",
    ),
    "not-allowed": Kind(
        403, "Bạn không được làm việc này", "You may not do this", "{why}", "{why}",
    ),
    "no-such-case": Kind(
        404, "Không có hồ sơ hay đăng ký như vậy", "There is no such case or subscription",
        "{why}", "{why}",
    ),
    "key-reused": Kind(
        409, "Khoá đã dùng cho việc khác", "The key was used for something else",
        "{why}", "{why}",
    ),
    "refused": Kind(
        409, "Việc này không làm được lúc này", "This cannot be done now", "{why}", "{why}",
    ),
    "wrong-media": Kind(
        415, "Không nhận dạng nội dung này", "The body is of a kind that is not taken",
        "Gửi dạng {taken}.", "Send {taken}.",
    ),
    "too-often": Kind(
        429, "Đã hỏi quá nhiều lần", "That was asked too often",
        "Chờ năm phút rồi hỏi lại.", "Wait five minutes and ask again.",
    ),
    "failed": Kind(
        500, "Máy chủ không trả lời được câu này", "The server could not answer this",
        "Lỗi đã được ghi lại. Dữ liệu không đổi.", "The fault was written down. No data changed.",
    ),
    "nothing-loaded": Kind(
        503, "Chưa có dữ liệu", "Nothing is loaded yet",
        "Sổ đăng ký còn trống. Hãy hỏi lại sau.", "The register is empty. Ask again later.",
    ),
    "busy": Kind(
        503, "Đang tính cho người khác", "Somebody else's draft is being tried",
        "Mỗi lúc chỉ thử một dự thảo. Hãy gửi lại.", "Drafts are tried one at a time. Send again.",
    ),
    "no-database": Kind(
        503, "Không liên lạc được với cơ sở dữ liệu", "The database cannot be reached",
        "Hãy hỏi lại sau giây lát.", "Ask again in a moment.",
    ),
}  # fmt: skip

BY_STATUS = {400: "bad-request", 404: "no-such-address", 405: "wrong-method", 412: "precondition"}
"""What a status means that somebody else has given."""

RETRY = {"too-often": 300, "nothing-loaded": 60, "busy": 5, "no-database": 5}
"""After how many seconds it is worth asking again."""


class Fault(Schema):
    """One thing that is wrong with what was asked."""

    pointer: str = Field(
        description="Where: a JSON Pointer into path, query and body.", examples=["#/query/on"]
    )
    detail: str = Field(description="What is wrong and what was expected.")


class Problem(Schema):
    """RFC 9457: what went wrong, in the language of Accept-Language."""

    type: str = Field(description="What kind; an address that explains it.")
    title: str
    status: int
    detail: str
    code: str = Field(description="The kind, or more exactly why, such as `paused`; for programs.")
    errors: list[Fault] = Field(description="All that is wrong, at once; empty where it is one.")


class Stop(Exception):
    """There is no answer, for this reason; `errors` are pairs of a pointer and a text."""

    def __init__(
        self, kind: str, errors: Iterable[tuple[str, str]] = (), code: str = "", **values: object
    ) -> None:
        super().__init__(kind)
        self.kind, self.errors, self.code = kind, list(errors), code
        self.values: dict[str, Any] = values


def problem(
    kind: str,
    errors: Iterable[tuple[str, str]] = (),
    *,
    status: int = 0,
    code: str = "",
    **values: object,
) -> HttpResponse:
    """The answer that says what went wrong; `code` where there is more to say than the kind."""
    known = KINDS[kind]
    told: dict[str, Any] = {
        "type": f"/developers#{kind}",
        "title": t(known.vi, known.en),
        "status": status or known.status,
        "detail": t(known.why_vi, known.why_en).format_map({k: str(v) for k, v in values.items()}),
        "code": code or kind,
        "errors": [{"pointer": pointer, "detail": detail} for pointer, detail in errors],
    }
    headers = {"Cache-Control": "no-store"}
    if known.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if kind in RETRY:
        headers["Retry-After"] = str(RETRY[kind])
    # Whatever was typed may come back in a text, and half a letter of UTF-16 with it.
    body = json.dumps(told, ensure_ascii=False).encode(errors="replace")
    return HttpResponse(body, status=told["status"], content_type=MEDIA, headers=headers)
