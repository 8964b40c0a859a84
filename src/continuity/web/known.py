"""What every page is answered from: the register's world, kept between requests until it changes."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse

from continuity.addresses.written import Written
from continuity.core.directory import Directory
from continuity.core.world import World
from continuity.packs.names import Language, Names
from continuity.packs.places import Places
from continuity.packs.vn import Pack, pack
from continuity.pages.words import language
from continuity.reform.shelf import resting
from continuity.register.read import Standing, present, standing

View = Callable[[HttpRequest], HttpResponse]
NO_REGISTER = Standing("", 0)
"""Where a world stands that was only made up, or drafted."""


@dataclass(frozen=True)
class Known:
    """A world with its names and its finder of places; it satisfies `packs.answers.Known`."""

    pack: Pack
    world: World
    names: Names
    places: Places
    at: Standing = NO_REGISTER

    @cached_property
    def directory(self) -> Directory:
        """The answers as tables, for many questions."""
        return Directory(self.world)

    @cached_property
    def written(self) -> Written:
        """The reader of addresses as people write them; made when the first one comes."""
        return Written(self.places, tuple(self.pack.aliases))

    @cached_property
    def decrees(self) -> dict[str, str]:
        """Of each instrument, the decree in the reform room that rests on it; {} in a made-up world."""
        return {} if self.at is NO_REGISTER else resting()

    def called(self, body: str, on: date) -> str:
        """What a body is called on a day, in the language of the page; one that ended, as at its end."""
        agency = self.world.agencies.get(body)
        return self.names.of(body, min(on, agency.valid.end) if agency else on, self.language)

    @property
    def language(self) -> Language:
        """The language of this page."""
        return language()


class NothingLoaded(Exception):
    """The register is empty: there is nothing to answer from yet."""


_lock = threading.Lock()
_kept: dict[Standing, Known] = {}
_answer: ContextVar[list[Known] | None] = ContextVar("answer", default=None)


def one_world(view: View) -> View:
    """Whoever reads a page reads one world, which is asked for once; what is sent may change it."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request)
        token = _answer.set([])
        try:
            return view(request)
        finally:
            _answer.reset(token)

    return answer


def known() -> Known:
    """The world as the register has it now; raises `NothingLoaded` where it is empty.

    The first request after a reform waits for it, since an old answer would be a wrong one.
    """
    answer = _answer.get()
    if answer:
        return answer[0]
    found = _now()
    if answer is not None:
        answer.append(found)
    return found


def _now() -> Known:
    here = standing()
    if here is None:
        raise NothingLoaded
    found = _kept.get(here)
    if found is None:
        with _lock:
            found = _kept.get(here) or _made(here)
            if here not in _kept:
                _kept.clear()
                _kept[here] = found
                threading.Thread(target=_warmed, args=(found,), daemon=True).start()
    return found


def _warmed(here: Known) -> None:
    """Makes the rows of the widest places, the slowest, before anybody asks: 2 s for the nation."""
    widest = [area.id for area in here.world.lineage.areas.values() if area.level == "province"]
    for place in widest:
        for function in here.world.functions:
            if here.at not in _kept:
                return
            here.directory.who([function], [place], [here.world.starts], [here.world.starts])
    stays()


def stays() -> None:
    """What has been made so far is not looked through for garbage again: a tenth of a second each time,
    for which whoever asks just then would wait."""
    gc.collect()
    gc.freeze()


def _made(here: Standing) -> Known:
    source, world = pack(), present()
    places = Places(world, tuple(source.aliases))
    assert places.index  # made now, and not while somebody waits
    made = Known(source, world, Names(world, source.kinds), places, here)
    assert made.directory
    assert made.decrees is not None
    gc.unfreeze()  # the world before this one, which may go
    stays()
    return made
