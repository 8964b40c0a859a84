"""One answer: its address in caches, whether the asker has it already, and its JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from continuity import __version__
from continuity.accounts.today import today
from continuity.pages.words import language
from continuity.web.api.problems import Stop
from continuity.web.known import Known

JSON = "application/json"
# Whatever was said of a day may be mended, by a reform or a correction: a minute is not long.
STATED, TODAY = "public, max-age=60, must-revalidate", "public, no-cache"


def answered(
    request: HttpRequest,
    here: Known,
    make: Callable[[], Any],
    *,
    stated: bool = True,
    media: str = JSON,
) -> HttpResponseBase:
    """The answer that `make` gives, or 304 where the asker has it; `stated` if no day was left out.

    It is worked out only where it has to be: what it may depend on is in its tag.
    """
    if not request.accepts(media):
        raise Stop("not-acceptable", offered=media)
    tag = _tag(request, here, media, stated=stated)
    headers = {"ETag": tag, "Cache-Control": STATED if stated else TODAY}
    response = get_conditional_response(request, etag=tag)
    if response is None:
        made = make()
        body = made if isinstance(made, bytes) else written(made)
        response = HttpResponse(body, content_type=_named(media))
    for name, value in headers.items():
        response.headers.setdefault(name, value)
    return response


def same(request: HttpRequest, made: Any) -> HttpResponseBase:
    """An answer that is told by what it says alone: 304 where the asker has it already."""
    if not request.accepts(JSON):
        raise Stop("not-acceptable", offered=JSON)
    body = written(made)
    tag = tagged(body.decode())
    response = get_conditional_response(request, etag=tag) or HttpResponse(body, content_type=JSON)
    for name, value in {"ETag": tag, "Cache-Control": TODAY}.items():
        response.headers.setdefault(name, value)
    return response


def reckoned(request: HttpRequest, made: Any, status: int = 200) -> HttpResponse:
    """The answer to what somebody sent; it is theirs, and nobody keeps it."""
    if not request.accepts(JSON):
        raise Stop("not-acceptable", offered=JSON)
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(written(made), content_type=JSON, headers=headers, status=status)


def _tag(request: HttpRequest, here: Known, media: str, *, stated: bool) -> str:
    """Register, entry and question; the day where the question leaves it to us."""
    day = "" if stated else today().isoformat()
    parts = (__version__, *map(str, here.at), day, language(), media, request.get_full_path())
    return tagged("\n".join(parts))


def tagged(content: str) -> str:
    """A tag for caches of whatever an answer depends on."""
    return '"' + hashlib.sha256(content.encode(errors="replace")).hexdigest()[:24] + '"'


def _named(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def written(value: Any) -> bytes:
    """JSON in UTF-8, without a space too many."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
