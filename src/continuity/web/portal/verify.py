"""Is a paper genuine? Asked by anybody who holds one: by number and code, by its QR code, by the file."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.casework.documents import verify as papers
from continuity.casework.documents.verify import Outcome, Verified
from continuity.casework.documents.words import Refused
from continuity.core.procedure import Words
from continuity.pages.words import t
from continuity.web.portal.offered import lived

LONGEST, MOST_BYTES = 100, 20 * 1024 * 1024
SAID = {
    Outcome.GENUINE: Words(
        "Giấy này là thật và đang có giá trị", "This paper is genuine and in force"
    ),
    Outcome.REVOKED: Words("Giấy này đã bị thu hồi", "This paper was taken back"),
    Outcome.CORRECTED: Words(
        "Giấy này đã được đính chính bằng một giấy khác", "This paper was corrected by another one"
    ),
    Outcome.REPLACED: Words(
        "Giấy này đã được thay bằng một giấy khác", "This paper was replaced by another one"
    ),
    Outcome.UNKNOWN: Words("Không tìm thấy giấy này ở đây", "This paper was not found here"),
    Outcome.ALTERED: Words(
        "Tệp này đã bị sửa sau khi ký", "This file was changed after it was signed"
    ),
    Outcome.UNREGISTERED: Words(
        "Chữ ký đúng, nhưng giấy không có trong sổ", "Well signed, but not in the register"
    ),
}
LOOKS = {Outcome.GENUINE: "", Outcome.UNKNOWN: "answer--open"}


@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """The form; with number and code in the address, as the QR code has them, the answer at once."""
    number, code = (request.GET.get(name, "").strip()[:LONGEST] for name in ("n", "c"))
    told: dict[str, Any] = {"number": number, "code": code, "here": "services"}
    if request.method == "POST":
        return _file(request, told)
    if not number and not code:
        return _shown(request, told)
    errors = {}
    if not number:
        errors["n"] = t("Hãy nhập số trên giấy.", "Enter the number on the paper.")
    if not code:
        errors["c"] = t("Hãy nhập mã trên giấy.", "Enter the code on the paper.")
    if errors:
        return _shown(request, told, errors)
    return _answer(request, told, papers.by_code(number, code, lived(request)))


def _file(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    sent = request.FILES.get("file")
    size = int(request.headers.get("Content-Length") or 0)
    if size > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        big = t(f"Tệp lớn hơn {most} MB.", f"The file is larger than {most} MB.")
        return _shown(request, told, {"file": big})
    if sent is None:
        return _shown(request, told, {"file": t("Hãy chọn tệp PDF.", "Choose the PDF file.")})
    if not ratelimit.consume(request, action="verified"):
        often = t("Đã hỏi quá nhiều lần; hãy chờ năm phút.", "Too often; wait five minutes.")
        return _shown(request, told, {"file": often}, 429)
    try:
        return _answer(request, told, papers.by_file(sent.read(), lived(request)))
    except Refused as refused:
        return _shown(request, told, {"file": t(refused.vi, refused.en)})


def _answer(request: HttpRequest, told: dict[str, Any], found: Verified) -> HttpResponse:
    shown = {
        "found": found,
        "said": t(*SAID[found.outcome]),
        "looks": LOOKS.get(found.outcome, "answer--wrong"),
        "kind": t(*found.kind),
        "agency": t(*found.agency_then),
        "successor": t(*found.successor_now),
        "rows": [(t(one.vi, one.en), one.value) for one in found.shown],
    }
    status = 404 if found.outcome is Outcome.UNKNOWN else 200
    return render(request, "web/portal/verified.html", told | shown, status=status)


def _shown(
    request: HttpRequest,
    told: dict[str, Any],
    errors: dict[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    shown = told | {"errors": errors or {}}
    return render(request, "web/portal/verify.html", shown, status=status if errors else 200)
