"""What every command starts from: the world with its names and places, from the database or the pack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from continuity.cli.cache import digest, kept
from continuity.cli.home import home, told
from continuity.cli.speak import day, language, t, wrong_use
from continuity.config.database import opened, there
from continuity.core.packed import packed, unpacked
from continuity.core.world import World
from continuity.demo.stock import stocked
from continuity.packs.names import Language, Names
from continuity.packs.places import Places
from continuity.packs.points import Point
from continuity.packs.text import Text
from continuity.packs.vn import ZONE, Pack, pack
from continuity.reform.history import history

if TYPE_CHECKING:
    from continuity.addresses.written import Written
    from continuity.handover.review.documents import Document

Index = dict[str, list[str]]


@dataclass(frozen=True)
class State:
    """The pack with all of its decrees enacted in memory."""

    pack: Pack

    @property
    def start(self) -> World:
        """The world before the first decree."""
        return self.pack.start

    @property
    def decrees(self) -> tuple[Text, ...]:
        """All decrees that are in force."""
        return tuple(self.pack.decrees)

    @cached_property
    def stocked(self) -> World:
        """The start, with something to hand over in every province: the pack's own has none."""
        return stocked(self.start)

    @property
    def _name(self) -> str:
        return f"world-{digest()}.json"

    def _after(self) -> World:
        return history(self.start, self.decrees, self.pack.kinds).world

    @cached_property
    def _kept(self) -> tuple[World, Index]:
        return kept(self._name, self._made, loaded)

    def _made(self) -> dict[str, Any]:
        world = self._after()
        return {"world": packed(world), "index": Places(world, tuple(self.pack.aliases)).index}

    @cached_property
    def world(self) -> World:
        """The world after the last decree."""
        return self._kept[0]

    @property
    def language(self) -> Language:
        """The language of the locale."""
        return language()

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.world, self.pack.kinds)

    @cached_property
    def places(self) -> Places:
        """What people mean by a place."""
        return Places(self.world, ready=self._kept[1])

    @cached_property
    def written(self) -> Written:
        """What people mean by an address; the pack's own units lie ready in a file."""
        # Loaded only here, as below: most commands have no address to read.
        from continuity.addresses.gazetteer import kept as units
        from continuity.addresses.written import Written

        return Written(self.places, ready=units())


@dataclass(frozen=True)
class Registered(State):
    """The register of the database as it was known after an entry; it is read only where it must be."""

    entry: int
    mark: str

    @cached_property
    def start(self) -> World:
        """The world that was loaded first."""
        from continuity.register.read import first, world

        return _asked(lambda: world(first()))

    @cached_property
    def decrees(self) -> tuple[Text, ...]:
        """All decrees that are in force."""
        from continuity.reform.shelf import in_force

        return _asked(lambda: tuple(in_force(self.entry).values()))

    @cached_property
    def stocked(self) -> World:
        """The start as it was loaded, with what stands in it; stocked where nothing does."""
        return self.start if self.start.charges else stocked(self.start)

    @cached_property
    def written(self) -> Written:
        """What people mean by an address, with the units that a decree of this register founded."""
        from continuity.addresses.written import Written

        return Written(self.places, tuple(self.pack.aliases))

    @property
    def _name(self) -> str:
        return f"register-{self.mark}-{self.entry}-{digest()}.json"

    def _after(self) -> World:
        from continuity.register.read import world

        return _asked(lambda: world(self.entry))


def _asked(question: Callable[[], Any]) -> Any:  # whatever the question gives back
    with told(), opened(home()):
        return question()


def loaded(content: Any) -> tuple[World, Index]:  # whatever a file may hold
    """The world and the index of places in a cache; raises where it holds anything else."""
    world, index = unpacked(content["world"]), content["index"]
    if not index.keys() or not all(isinstance(found, list) for found in index.values()):
        raise ValueError("The index of places is no map of lists.")
    return world, index


def state(*, pack: bool = False, known: date | None = None) -> State:
    """The state of a command: the register where there is one, else the pack; `pack` chooses it."""
    if pack or not there(home()):
        return _of_the_pack(known)
    found = _asked(lambda: _head(known))
    return _of_the_pack(known) if found is None else Registered(_pack(), *found)


def _of_the_pack(known: date | None) -> State:
    if known is not None:
        raise wrong_use(
            t(
                "--known cần cơ sở dữ liệu: gói dữ liệu không nhớ ngày nào đã biết gì.",
                "--known needs a database: a pack does not remember what was known when.",
            )
        )
    return _nation()


@cache
def _nation() -> State:
    """A value, which one process reads once, however many commands it answers."""
    return State(_pack())


def counters(here: State, function: str, on: date, known: date | None = None) -> list[Point]:
    """The service points for a function on a day; a pack has none."""
    if not isinstance(here, Registered):
        return []
    from continuity.register.points import points
    from continuity.register.read import entry_of

    def asked() -> list[Point]:
        return points(function, on, None if known is None else entry_of(known, ZONE))

    found: list[Point] = _asked(asked)
    return found


def documents() -> dict[str, Document]:
    """The documents that were entered in the register."""
    from continuity.handover.review.kept import documents as kept

    found: dict[str, Document] = _asked(kept)
    return found


def _head(known: date | None) -> tuple[int, str] | None:
    """The last entry that counts, and a mark by which this register is told from others."""
    from continuity.register.read import entry_of, first, head, mark

    here = head()
    if here is None:
        return None
    entry = here.entry if known is None else min(here.entry, entry_of(known, ZONE))
    if known is not None and entry < first():
        raise wrong_use(
            t(
                f"Vào cuối ngày {day(known)} chưa có gì trong sổ đăng ký.",
                f"Nothing was in the register yet at the end of {day(known)}.",
            )
        )
    return entry, mark()


def _pack() -> Pack:
    return pack()
