"""What all tests share: how many examples a law is tried on, and which of them stay together.

`HYPOTHESIS_PROFILE=full` is what CI tries, `deep` what finds the odd case; `quick`, the default, is for
the desk.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.spread import processes, scheduler

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import Scheduling

# No deadline: on a busy machine a slow example is not a wrong one.
settings.register_profile("quick", max_examples=50, deadline=None)
# In CI the same examples each time: a red run must mean that the commit broke something. That the laws
# bite is shown by the mutants, which draw up to 600; `deep` is for whoever looks for more.
SAME = bool(os.environ.get("CI"))
settings.register_profile("full", max_examples=100, deadline=None, derandomize=SAME)
settings.register_profile("deep", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Several processes share the work by pieces, not by single tests."""
    return scheduler(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What `-n auto` stands for."""
    return processes()
