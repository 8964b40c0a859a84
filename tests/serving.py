"""The site in this process, over real HTTP: for stories whose country is made by a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread


@contextmanager
def listening() -> Iterator[str]:
    """The address at which Django answers, from its own settings and database."""

    def with_files(application: Any) -> Any:
        return StaticFilesHandler(application)

    thread = LiveServerThread("127.0.0.1", with_files, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def sessions() -> dict[str, str]:
    """A session for everybody there is, by id; begun before a browser keeps this thread."""
    from django.test import Client

    from continuity.accounts.models import Person

    begun = {}
    for person in Person.objects.all():
        client = Client()
        client.force_login(person)
        begun[person.id] = client.cookies["sessionid"].value
    return begun
