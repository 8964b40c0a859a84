"""A paper given out: something to save, never a page of ours, under the type that was found in it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from continuity.casework import vault
from continuity.casework.intake.papers import Paper

SANDBOX = "sandbox; default-src 'none'"


def attachment(paper: Paper, content: bytes | None = None) -> HttpResponse:
    """The file of a paper; a browser saves it, and whatever opens it anyway runs nothing."""
    body = vault.get(paper.kept) if content is None else content
    return saved(body, paper.media, paper.name)


def saved(content: bytes, media: str, name: str) -> HttpResponse:
    """Some bytes under a name, as something to save."""
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
