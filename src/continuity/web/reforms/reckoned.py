"""Plans and proofs of decrees, reckoned beside the requests and kept until the register changes.

A national map takes seconds. Whoever asks first is told that it is under way and comes back by itself;
everybody after that reads what is kept.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import connection

from continuity.accounts.today import today
from continuity.core.finding import Finding
from continuity.packs.names import Language, Names
from continuity.packs.text import Text
from continuity.pages.words import speaking
from continuity.reform import shelf
from continuity.reform.draft import name
from continuity.reform.history import Stage
from continuity.reform.plan import Plan
from continuity.reform.proof import Proof, digest, prove
from continuity.reform.reading import as_day
from continuity.reform.slip import slip
from continuity.reform.told import proof_json
from continuity.reform.trial import again, ground, trial
from continuity.web.known import Known
from continuity.web.pictures.opening import opening
from continuity.web.reforms.rows import Row, rows

T = TypeVar("T")
PATIENCE = 0.8
MOST_KEPT = 24


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a decree changes, in the language of who asked, and what its proof says."""

    title: str
    effective: date
    rows: list[Row]
    counts: dict[str, int]
    proof: dict[str, Any]
    findings: tuple[Finding, ...]
    picture: dict[str, Any] | None
    unplaced: dict[str, int] = field(default_factory=dict)
    """By balance, how many things are not counted exactly once on both sides."""


@dataclass(frozen=True, slots=True)
class Slipped:
    """Who must be told again because a decree takes effect on another day."""

    planned: date
    new: date
    agencies: list[tuple[str, str]]


_pool = ThreadPoolExecutor(1, "reckoning")
_lock = threading.Lock()
_kept: OrderedDict[tuple[object, ...], Future[Any]] = OrderedDict()


def in_force(here: Known, decree: str) -> Reckoned | None:
    """A decree in force; None while it is being reckoned. Raises KeyError where there is none."""

    def made() -> Reckoned:
        stage, plan, proof = again(decree, here.pack.kinds)
        names = Names(stage.after, here.pack.kinds)
        return _told(stage, plan, proof, names, here, linked=True)

    return _soon((here.at, here.language, decree, today()), here.language, made)


def tried(here: Known, text: Text) -> Reckoned | None:
    """A draft against the register as it stands; None while it is being tried."""

    def made() -> Reckoned:
        language = here.language
        found = trial(text, here.pack.kinds, lambda thing: _named(here, thing, language))
        stage = found.stage
        proof = prove(
            name(text), stage.before, stage.after, (), stage.decree.effective,
            findings=found.findings,
        )  # fmt: skip
        names = Names(stage.after, here.pack.kinds)
        return _told(stage, found.plan, proof, names, here, linked=False)

    content = hashlib.sha256(shelf.written(text).encode()).hexdigest()
    return _soon((here.at, here.language, content), here.language, made)


def slipped(here: Known, text: Text) -> Slipped | None:
    """The notices of a slip; None while they are being reckoned."""

    def made() -> Slipped:
        texts, kinds = shelf.in_force(), here.pack.kinds
        planned = texts[name(text)]
        to = as_day(text.tree["effective"]) if isinstance(text.tree, dict) else None
        start, others = ground(text, texts)
        told = [*others.values(), planned]
        found = slip(start, told, planned, to or date.max, kinds)
        names = Names(found.world, kinds)
        agencies = [(one, names.of(one, found.new, here.language)) for one in found.agencies]
        return Slipped(found.planned, found.new, sorted(agencies, key=lambda one: one[1]))

    content = hashlib.sha256(shelf.written(text).encode()).hexdigest()
    return _soon((here.at, here.language, content, "slip"), here.language, made)


def _named(here: Known, thing: str, language: Language) -> str:
    named = here.names.of(thing, date.max, language)
    return named if named == thing else f"{named} [{thing}]"


def _told(
    stage: Stage, plan: Plan, proof: Proof, names: Names, here: Known, *, linked: bool
) -> Reckoned:
    """Plain rows alone are kept: two worlds of a nation would be a hundred megabytes."""
    decree, language = stage.decree, here.language
    title = (language == "en" and decree.title_en) or decree.title_vi
    known_day = decree.effective < date.max
    picture = (
        opening(stage.before, stage.after, decree, on=today(), linked=linked) if known_day else None
    )
    return Reckoned(
        title or decree.id,
        decree.effective,
        rows(plan, stage.after, names, language, before=stage.before, known=here.world)
        if known_day
        else [],
        plan.counts() if known_day else {},
        proof_json(proof) | {"holds": proof.holds, "digest": digest([proof])} if known_day else {},
        proof.findings,
        picture,
        {one.name: len({fault.values["thing"] for fault in one.faults}) for one in proof.balances},
    )


def _soon(key: tuple[object, ...], language: Language, made: Callable[[], T]) -> T | None:
    with _lock:
        future = _kept.get(key)
        if future is None:
            future = _kept[key] = _pool.submit(_work, language, made)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)[1].cancel()
    wait([future], PATIENCE)
    if not future.done():
        return None
    if future.cancelled() or future.exception():  # whoever asks next may have it tried again
        with _lock:
            _kept.pop(key, None)
    found: T = future.result()
    return found


def _work(language: Language, made: Callable[[], T]) -> T:
    try:
        with speaking(language):
            return made()
    finally:
        connection.close()
