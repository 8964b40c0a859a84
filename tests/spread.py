"""Which tests stay together when several processes share the work.

What costs seconds to make (a served site, a demo in a database, the nation played) is made by a
fixture of a file or of a folder; such tests go to one process, so that it is made once. The pages of
the demo are two pieces with a copy of it each: as one they took as long as all the rest. A file that
runs on both servers is two pieces of work. Laws and mutants make nothing: each goes where there is
room, and they come last, so that no process waits long for another.

There is a process more than the machine has cores, since each waits half its time for servers and
browsers.

Marks of `xdist_group` would say the same where the tests stand, but with pytest 9.2 the release 3.8
of xdist loses them without a word: it writes them into a name that is no longer read.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    (
        re.compile(
            r"tests/browser/test_(changes|developers|doors|pictures|readme|units|weight|who)\."
        ),
        "pages to read",
    ),
    (
        re.compile(
            r"tests/browser/test_(addresses|handed|mission|portal|records|room|sign_in|story)\."
        ),
        "pages to act on",
    ),
    (re.compile(r"tests/integration/test_(proof|reform_2025|map_2025)\.py"), "nation"),
)
ALONE = re.compile(r"tests/property/")
SHARED = "CONTINUITY_TESTS_SHARE"
"""Names the folder that the processes of a run share; whoever wants it first makes it."""
SERVERS = re.compile(r"\[(?:.*-)?(embedded|debian)(?:-.*)?\]$")


def processes() -> int:
    """How many processes share the work."""
    return (os.cpu_count() or 1) + 1


def piece(nodeid: str) -> str:
    """The piece of work to which a test belongs."""
    file = nodeid.partition("::")[0]
    for pattern, name in TOGETHER:
        if pattern.match(file):
            return name
    if ALONE.match(file):
        return nodeid
    server = SERVERS.search(nodeid)
    return f"{file} {server[1]}" if server else file


def scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hands out pieces of work, those of most tests first."""
    from xdist.scheduler import LoadScopeScheduling

    class Pieces(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return piece(nodeid)

    return Pieces(config, log)
