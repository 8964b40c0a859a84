"""The JSON of functions: what they are called, what they follow and where they are owed."""

from __future__ import annotations

from continuity.core.world import World
from continuity.packs.answers import Json
from continuity.packs.functions import labels, words
from continuity.packs.vn import Pack


def function_json(pack: Pack, world: World, id: str) -> Json:
    """One function: both names, everyday words, and which side of a cut unit it goes with."""
    vi, en = labels(pack, id)
    duty = world.functions[id]
    told = {"id": id, "name": vi, "name_en": en, "words": words(pack, id)}
    return {**told, "follows": duty.follows, "owed": duty.owed}


def functions_json(pack: Pack, world: World) -> list[Json]:
    """All functions that the register knows, in order of their ids."""
    return [
        function_json(pack, world, id) for id in sorted(pack.functions) if id in world.functions
    ]
