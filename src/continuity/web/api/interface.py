"""The interface itself: its subjects, its description, and what each kind of trouble is told as."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from continuity import __version__
from continuity.casework.refused import Refused
from continuity.core.finding import Flawed
from continuity.web.api import (
    addresses,
    agencies,
    bulk,
    crosswalk,
    drafts,
    functions,
    points,
    reforms,
    reports,
    rules,
    units,
    who,
)
from continuity.web.api.door import MOST_BYTES
from continuity.web.api.problems import Stop, problem
from continuity.web.api.work import (
    acts,
    applications,
    cases,
    documents,
    events,
    papers,
    procedures,
    signing,
)
from continuity.web.api.work.refusals import flawed, refused
from continuity.web.api.wrong import faults
from continuity.web.known import NothingLoaded

ABOUT = """\
Who is responsible for what, where, on any day, and by which clause; units over time; crosswalks
between any two days; reforms with their proofs; public services. All that needs no key and no cookie.
Cases need a token of somebody's seat (Authorization: Bearer), and each act an Idempotency-Key. Names
come in Vietnamese and English; sentences follow Accept-Language. Errors are problem+json (RFC 9457).
Keys of things and of answers stay."""

api = NinjaAPI(
    title="Continuity", version=__version__, description=ABOUT, docs_url=None, openapi_url=None,
    urls_namespace="api",
    openapi_extra={
        "info": {
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
    },
)  # fmt: skip

SUBJECTS = (
    who,
    bulk,
    addresses,
    points,
    rules,
    units,
    agencies,
    crosswalk,
    functions,
    reforms,
    drafts,
    reports,
)
WORK = (procedures, cases, acts, signing, papers, applications, events, documents)
for subject in (*SUBJECTS, *WORK):
    api.add_router("", subject.router)


def _stopped(stop: Stop) -> HttpResponse:
    return problem(stop.kind, stop.errors, code=stop.code, **stop.values)


Handler = Callable[[HttpRequest, Any], HttpResponse]
TROUBLE: dict[type[Exception], Handler] = {
    Stop: lambda request, stop: _stopped(stop),
    ValidationError: lambda request, wrong: problem("wrong-input", faults(wrong.errors)),
    Refused: lambda request, why: _stopped(refused(why)),
    Flawed: lambda request, why: _stopped(flawed(why)),
    HttpError: lambda request, fault: problem("not-json"),
    RequestDataTooBig: lambda request, fault: problem("too-large", most=MOST_BYTES),
    NothingLoaded: lambda request, fault: problem("nothing-loaded"),
    OperationalError: lambda request, fault: problem("no-database"),
    InterfaceError: lambda request, fault: problem("no-database"),
}
for trouble, handler in TROUBLE.items():
    api.add_exception_handler(trouble, handler)
