"""The database that tests run on: a real one, as the application's role."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.database import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL with the roles of the project and a migrated template."""
    admin = os.environ.get("CONTINUITY_TEST_ADMIN_URL")
    if not admin:
        pytest.skip("CONTINUITY_TEST_ADMIN_URL names no server")
    started = Server.under(admin)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def db(server: Server) -> Iterator[str]:
    """A fresh database to which Django points; its name."""
    with server.fresh() as name:
        yield name
