"""The database that tests run on: a real one, as the application's role, twice over."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from tests.database import Server, configure, debian, debian_programs

# Tests import models, which Django wants to be set up for; each server points it elsewhere.
configure("postgresql:///nowhere", "postgresql:///nowhere")

# Pages bind the clock when they are first imported: that is now, before a test sets another day.
for page in ("continuity.pages.middleware", "continuity.web.urls"):
    importlib.import_module(page)


# Meant to take a third of a second of every core, which a thief would need for each guess.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
Argon2PasswordHasher.parallelism = 1


@pytest.fixture(scope="session")
def theirs() -> Iterator[Server]:
    """The server that the system brings, with the roles of the project and a migrated template."""
    if not debian_programs():
        pytest.skip("the system has no PostgreSQL of its own")
    with debian() as started:
        started.start()
        yield started
        started.stop()


# What a server may answer otherwise: locks, roles, row security, constraints, the journal, migrations.
# What stands on these is asked of one server, so that CI ends in time.
ON_BOTH = {
    "test_casework.py", "test_casework_keys.py", "test_casework_machine.py",
    "test_casework_sight.py", "test_casework_together.py", "test_enact.py", "test_events.py",
    "test_jobs.py", "test_journal.py", "test_migrations.py", "test_mr_minh.py",
    "test_reform_faults.py", "test_register.py", "test_retention.py", "test_seals.py",
    "test_statements.py",
}  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that asks for a server runs on ours; those whose subject is the server, on both."""
    named = [m.args[0] for m in metafunc.definition.iter_markers("parametrize")]
    if "server" in metafunc.fixturenames and "server" not in named:
        both = metafunc.definition.path.name in ON_BOTH
        servers = ["embedded", "debian"] if both else ["embedded"]
        metafunc.parametrize("server", servers, indirect=True, scope="session")


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    """One of the two; both stay up, in whatever order tests come."""
    return request.getfixturevalue("ours" if request.param == "embedded" else "theirs")


@pytest.fixture
def db(server: Server) -> Iterator[str]:
    """A fresh database to which Django points; its name."""
    with server.fresh() as name:
        yield name


@pytest.fixture
def land(db: str) -> None:
    """The register of the small country before any reform, and who sits where in it."""
    from tests.integration.casework import peopled

    peopled()
