"""What every command starts from: the pack, its folded world, its names and its places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from continuity.cli.cache import kept
from continuity.core.packed import packed, unpacked
from continuity.core.world import World
from continuity.packs.names import Names
from continuity.packs.places import Places
from continuity.packs.vn import Pack, pack
from continuity.reform.history import History, history

Index = dict[str, list[str]]


@dataclass(frozen=True)
class State:
    """The pack with all of its decrees enacted in memory."""

    pack: Pack

    @cached_property
    def history(self) -> History:
        """Every decree of the pack, folded."""
        return history(self.pack.start, self.pack.decrees, self.pack.kinds)

    @cached_property
    def _kept(self) -> tuple[World, Index]:
        return kept(self._made, loaded)

    def _made(self) -> dict[str, Any]:
        world = self.history.world
        return {"world": packed(world), "index": Places(world, tuple(self.pack.aliases)).index}

    @cached_property
    def world(self) -> World:
        """The world after the last decree."""
        return self._kept[0]

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.world, self.pack.kinds)

    @cached_property
    def places(self) -> Places:
        """What people mean by a place."""
        return Places(self.world, ready=self._kept[1])


def loaded(content: Any) -> tuple[World, Index]:  # whatever a file may hold
    """The world and the index of places in a cache; raises where it holds anything else."""
    world, index = unpacked(content["world"]), content["index"]
    if not index.keys() or not all(isinstance(found, list) for found in index.values()):
        raise ValueError("The index of places is no map of lists.")
    return world, index


def state() -> State:
    """The state of a command."""
    return State(pack())
