"""What a picture is drawn from: a world and what things in it are called, in force or drafted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from continuity.core.world import World
from continuity.packs.names import Names
from continuity.packs.vn import Pack, pack


class Seen(Protocol):
    """A world with its names, and the pack that knows where provinces stand."""

    @property
    def pack(self) -> Pack:
        """The pack."""

    @property
    def world(self) -> World:
        """All areas and what they lay in."""

    @property
    def names(self) -> Names:
        """What they are called."""


@dataclass(frozen=True)
class Worlds:
    """A world that is in no register, such as the one after a draft."""

    pack: Pack
    world: World
    names: Names


def of_world(world: World) -> Worlds:
    """A world under the names of the pack."""
    return Worlds(pack(), world, Names(world, pack().kinds))
