"""Rows that an import did not keep: sealed for half an hour, until whoever imported fetches them."""

from __future__ import annotations

import base64
import io
import secrets
import uuid
from collections.abc import Mapping

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from continuity.casework import keys
from continuity.casework.sealed import opened, sealed
from continuity.handover import tables
from continuity.handover.lines import Problem
from continuity.pages.words import language

PATIENCE, FIELD = 1800, "handover:returned"
PDF, ZIP = "application/pdf", "application/zip"
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def keep(
    request: HttpRequest,
    handover: uuid.UUID,
    annex: str,
    found: tables.Table,
    wrong: Mapping[int, tuple[Problem, ...]],
) -> None:
    """Keeps the file of the rows that are wrong, sealed, under a token of the session."""
    out = io.BytesIO()
    tables.returned(found, wrong, out, language())
    kind = "xlsx" if found.kind == "xlsx" else "csv"
    token = secrets.token_urlsafe(18)
    text = f"{kind} {base64.b64encode(out.getvalue()).decode()}"
    cache.set(_name(token), sealed(keys.ring(), handover, f"{FIELD}:{annex}", text), PATIENCE)
    request.session["handover-returned"] = token


def given(request: HttpRequest, handover: uuid.UUID, annex: str) -> HttpResponse | None:
    """The file that this session was told of, for this annex; None where it is gone."""
    token = request.session.get("handover-returned", "")
    hidden = cache.get(_name(token)) if token else None
    if hidden is None:
        return None
    kind, _, text = opened(keys.ring(), handover, f"{FIELD}:{annex}", hidden).partition(" ")
    return file(base64.b64decode(text), KINDS[kind], f"{annex}-loi.{kind}")


def file(data: bytes, kind: str, name: str) -> HttpResponse:
    """Bytes to be kept as a file."""
    return HttpResponse(
        data, content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )  # fmt: skip


def _name(token: str) -> str:
    return f"handover-returned:{token}"
