"""The interface against its own description: thousands of questions, right and wrong, by machine.

Every answer must have a status, a form and headers that the description promises; what the description
forbids must be refused, and nothing may be a fault of ours.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import schemathesis
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from continuity.core.interval import FOREVER, eve
from tests.integration.api import reformed

EXAMPLES = 50
CONFIG = {
    "seed": 2025,
    "generation": {
        "mode": "all", "max-examples": EXAMPLES, "deterministic": True, "no-shrink": True,
        "database": "none",
    },
    "phases": {"stateful": {"enabled": False}},
    "checks": {
        # That a function is known and that nothing is asked before it was filed, no description says.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "404", "422", "503"]},
    },
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.obligation("O-BCA-19")
@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_whatever_is_asked_is_answered_as_described(db):
    reformed()
    schemathesis.openapi.format("date", st.dates(max_value=eve(FOREVER)).map(str))
    config = SchemathesisConfig.from_dict(CONFIG)

    with _site() as site:
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site, config=config)
        tried, found = _run(schema)

    assert tried > 5000
    assert not found, "\n".join(sorted(found))


@contextmanager
def _site():
    """The site as a WSGI application with one thread, and so with one connection, of its own."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    application = get_wsgi_application()

    def site(asked, start):
        asked.pop("HTTP_ACCEPT_ENCODING", None)  # nobody would unpack it
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
