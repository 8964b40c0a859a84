"""The door of the interface: language, bounds and cross-origin reading, before and after any view.

Cookies stay outside: nothing that a browser keeps can open or change anything here.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from continuity.pages.words import speaking
from continuity.web.api.problems import BY_STATUS, MEDIA, problem

View = Callable[[HttpRequest], HttpResponse]
MOST_BYTES = 2 * 1024 * 1024
MOST_UPLOADED = 21 * 1024 * 1024
"""The largest file that any service takes, and its wrapping; kept in memory until it is sealed."""
UPLOADS = re.compile(r"/api/v1/applications/[^/]+/papers/[^/]+")
READING = ("GET", "HEAD")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def door(view: View) -> View:
    """Everything under /api is answered in one manner, also what no view has ever seen."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.split("/", 2)[1:2] != ["api"]:
            return view(request)
        request.META.pop("HTTP_COOKIE", None)
        with speaking(translation.get_language_from_request(request)):
            response = _before(request) or view(request)
            return _after(request, response)

    return answer


def _before(request: HttpRequest) -> HttpResponse | None:
    """What need not reach a view: a question about origins, a body beyond all bounds."""
    if request.method == "OPTIONS":
        told = HttpResponse(status=204, headers=PREFLIGHT)
        del told.headers["Content-Type"]
        return told
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = MOST_UPLOADED if UPLOADS.fullmatch(request.path_info) else MOST_BYTES
    if not re.fullmatch(r"[0-9]{1,12}", length) or int(length) > most:
        return problem("too-large", most=most)
    if request.method == "HEAD":
        request.method = "GET"
        request.META["continuity.head"] = True
    return None


def _after(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and response.headers.get("Content-Type") != MEDIA:
        response = _told(response)
    if request.method in (*READING, "OPTIONS"):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    response.headers["Content-Language"] = translation.get_language() or "vi"
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    if request.META.get("continuity.head"):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _told(response: HttpResponse) -> HttpResponse:
    """A refusal of somebody else's, in our form."""
    kind = BY_STATUS.get(response.status_code)
    kind = kind or ("failed" if response.status_code >= 500 else "bad-request")
    told = problem(kind, status=response.status_code)
    if allowed := response.headers.get("Allow"):
        methods = {*allowed.split(", "), "OPTIONS"} | ({"HEAD"} if "GET" in allowed else set())
        told.headers["Allow"] = ", ".join(sorted(methods))
    return told
