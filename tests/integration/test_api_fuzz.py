"""The interface against its own description: thousands of questions, right and wrong, by machine.

Every answer must have a status, a form and headers that the description promises; what the description
forbids must be refused, and nothing may be a fault of ours.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle

import pytest
import schemathesis
from django.conf import settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from continuity.accounts.today import today
from continuity.casework.intake import drafts
from continuity.casework.intake.applicants import prove
from continuity.core.interval import FOREVER, eve
from tests.integration.api import reformed
from tests.integration.casework import CLERK, COUNTER, HER, JUSTICE, LAN
from tests.integration.programs import token
from tests.integration.service import SON, hers_by_law, staffed
from tests.people import seated

# That a function is known, that nothing is asked before it was filed, and what a case is at, no
# description says.
ACCEPTED = ["2xx", "401", "403", "404", "409", "422", "503"]
WORK = ["cases", "acts", "events"]
OWN = ["applications"]
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def config(examples, thorough=True, **more):
    """As much as a part of the interface needs; the same questions each time."""
    return SchemathesisConfig.from_dict({
        "seed": 2025,
        "generation": {
            "mode": "all", "max-examples": examples, "deterministic": True, "no-shrink": True,
            "database": "none",
        },
        "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": thorough}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ACCEPTED},
            # It cannot call a WSGI application (4.x); test_mr_minh_routes asks every address as nobody.
            "ignored_auth": {"enabled": False},
        },
        **more,
    })  # fmt: skip


@pytest.mark.slow
@pytest.mark.obligation("O-BCA-19")
@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_whatever_is_asked_is_answered_as_described(db):
    reformed()
    schemathesis.openapi.format("date", st.dates(max_value=eve(FOREVER)).map(str))

    with _site() as site:
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site, config=config(40))
        tried, found = _run(schema.exclude(tag=[*WORK, *OWN]))

    assert tried > 5000
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_whatever_a_program_does_to_cases_is_answered_as_described(db):
    staffed()
    seated(SON, ("officer", JUSTICE), ("head", JUSTICE))
    numbers = [hers_by_law(f"f{n}", filed=today()).number for n in range(20)]
    signed = {"Authorization": f"Bearer {token(SON, JUSTICE, 'head')}"}

    with _site() as site:
        told = config(4, thorough=False, headers=signed)
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site, config=told)
        schema = schema.include(tag=WORK)
        _among(schema, numbers)
        tried, found = _run(schema)

    assert tried > 1500
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_whatever_somebodys_own_program_sends_is_answered_as_described(db, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path))
    staffed()
    seated(LAN)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
    written = [str(drafts.begin("certificate", person=LAN, on=today()).id) for _ in range(20)]
    signed = {"Authorization": f"Bearer {token(LAN)}"}

    with _site() as site:
        told = config(15, headers=signed)
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site, config=told)
        schema = schema.include(tag=OWN)
        _among(schema, written, "id", UUID)
        tried, found = _run(schema)

    assert tried > 300
    assert not found, "\n".join(sorted(found))


def _among(schema, real, name="number", form=r"[0-9][0-9 -]{13,29}"):
    """Dossier numbers, or ids, that are made up become real ones, each in its turn."""
    turn = cycle(real)

    @schema.hook
    def map_path_parameters(context, path_parameters):
        made = (path_parameters or {}).get(name)
        if isinstance(made, str) and re.fullmatch(form, made):
            path_parameters[name] = next(turn)
        return path_parameters


@contextmanager
def _site():
    """The site as a WSGI application with one thread, and so with one connection, of its own."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    application = get_wsgi_application()

    def site(asked, start):
        asked.pop("HTTP_ACCEPT_ENCODING", None)  # nobody would unpack it
        asked.setdefault("REMOTE_ADDR", "127.0.0.1")  # without one, what is throttled is refused
        return one.submit(application, asked, start).result()

    with ThreadPoolExecutor(1) as one:
        yield site
        one.submit(connections.close_all).result()


def _run(schema):
    """How much was looked at, and what is wrong."""
    found: set[str] = set()
    tried = 0
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.add(str(event))
        elif isinstance(event, events.ScenarioFinished):
            for case, checks in event.recorder.checks.items():
                tried += len(checks)
                found |= {_said(event, case, check) for check in checks if check.failure_info}
    return tried, found


def _said(event, case, check):
    """What was asked, and what is wrong with the answer."""
    asked = event.recorder.cases[case].value
    return f"{asked.as_curl_command()}: {check.name}: {check.failure_info.failure}"
