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
from tests.serving import listening

# That a function is known, that nothing is asked before it was filed, and what a case is at, no
# description says.
ACCEPTED = ["2xx", "401", "403", "404", "409", "422", "503"]
WORK = ["cases", "acts", "events"]
OWN = ["applications"]
PHASES = ("examples", "coverage", "fuzzing", "stateful")
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def config(examples, thorough=True, served=False, phase="", **more):
    """As much as a part of the interface needs; the same questions each time."""
    phases = {"stateful": {"enabled": False}, "coverage": {"enabled": thorough}}
    if phase:
        phases = {one: {"enabled": one == phase} for one in PHASES}
    return SchemathesisConfig.from_dict({
        "seed": 2025,
        "generation": {
            "mode": "all", "max-examples": examples, "deterministic": True, "no-shrink": True,
            "database": "none",
        },
        "phases": phases,
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ACCEPTED},
            # It cannot call a WSGI application (4.x): asked over HTTP below, and of every address as
            # nobody by test_mr_minh_routes.
            "ignored_auth": {"enabled": served},
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


@pytest.mark.slow
@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_what_one_answer_leads_to_and_who_bears_no_token_are_answered_as_described(
    db, tmp_path, monkeypatch
):
    """Over HTTP: an application from its beginning on, and each act on a case without its token."""
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path))
    staffed()
    seated(LAN)
    seated(SON, ("officer", JUSTICE), ("head", JUSTICE))
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
    numbers = [hers_by_law(f"f{n}", filed=today()).number for n in range(20)]
    with listening() as site:
        schema = _served(site, config(8, True, True, "stateful", headers=_bears(LAN)))
        schema = schema.include(tag=OWN)
        _begins(schema, "certificate")
        led, found = _run(schema)
        acts = _served(
            site, config(1, False, True, "fuzzing", headers=_bears(SON, JUSTICE, "head"))
        )
        acts = acts.include(tag=WORK)
        _among(acts, numbers)
        asked, more = _run(acts)

    assert led > 300
    assert asked > 500
    assert not found | more, "\n".join(sorted(found | more))


def _served(site, told):
    return schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json", config=told)


def _bears(*whose):
    """A token, and a connection for each question: one that waits would hold the database."""
    return {"Authorization": f"Bearer {token(*whose)}", "Connection": "close"}


def _begins(schema, code):
    """A procedure that is made up becomes a real one."""

    @schema.hook
    def map_body(context, body):
        if isinstance(body, dict) and isinstance(body.get("procedure"), str):
            body["procedure"] = code
        return body


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
