"""The database that tests run on: a real one, as the application's role, twice over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.database import Server, configure, debian, debian_programs, embedded

# Tests import models, which Django wants to be set up for; each server points it elsewhere.
configure("postgresql:///nowhere", "postgresql:///nowhere")


@pytest.fixture(scope="session")
def ours() -> Iterator[Server]:
    """The server that the product brings, with a migrated template."""
    with embedded() as started:
        started.start()
        yield started
        started.stop()


@pytest.fixture(scope="session")
def theirs() -> Iterator[Server]:
    """The server that the system brings, with the roles of the project and a migrated template."""
    if not debian_programs():
        pytest.skip("the system has no PostgreSQL of its own")
    with debian() as started:
        started.start()
        yield started
        started.stop()


@pytest.fixture(scope="session", params=["embedded", "debian"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two; both stay up, in whatever order tests come."""
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
