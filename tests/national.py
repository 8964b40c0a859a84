"""The nation for tests: both reforms of 2025 played once for all tests of a process."""

from __future__ import annotations

from functools import cache

from continuity.cli.state import State
from continuity.demo.play import Played, play
from continuity.packs.vn import pack


@cache
def played() -> Played:
    """The demo, with its matters and proofs."""
    return play(pack())


@cache
def national() -> State:
    """The pack with all of its decrees, as every command has it."""
    return State(pack())
