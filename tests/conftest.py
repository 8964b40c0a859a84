"""What all tests share: how many examples a law is tried on, and which of them stay together.

`HYPOTHESIS_PROFILE=full` is what CI tries, `deep` what finds the odd case; `quick`, the default, is for
the desk.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.spread import SHARED, processes, scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

    from tests.database import Server

# No deadline: on a busy machine a slow example is not a wrong one.
settings.register_profile("quick", max_examples=50, deadline=None)
# In CI the same examples each time: a red run must mean that the commit broke something. That the laws
# bite is shown by the mutants, which draw up to 600; `deep` is for whoever looks for more.
SAME = bool(os.environ.get("CI"))
settings.register_profile("full", max_examples=60, deadline=None, derandomize=SAME)
settings.register_profile("deep", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """A run that no other has started keeps a folder for its processes, until it ends."""
    if SHARED not in os.environ:
        os.environ[SHARED] = f"continuity-test-{uuid.uuid4().hex[:12]}"
        config.add_cleanup(_forget)


def _forget() -> None:
    name = os.environ.pop(SHARED)
    for place in ("/dev/shm", tempfile.gettempdir()):
        shutil.rmtree(Path(place) / name, ignore_errors=True)


@pytest.fixture(scope="session")
def ours() -> Iterator[Server]:
    """The server that the product brings, with a migrated template; laws import nothing of it."""
    from tests.database import embedded

    with embedded() as started:
        started.start()
        yield started
        started.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Several processes share the work by pieces, not by single tests."""
    return scheduler(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What `-n auto` stands for."""
    return processes()
