"""Who is responsible, for many at once: the same answers as one by one, shorter, from tables.

What is wrong with one question is said in its row; the others are answered all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from continuity.core.competent import Answer
from continuity.core.directory import Directory
from continuity.packs.answers import Json, Known, meant_at
from continuity.packs.things import body_json

Named = Callable[[str, date], Json]


class Question(NamedTuple):
    """A function's id, the key or the code of a place, and two days."""

    function: str
    place: str
    on: date
    filed: date


def bulk_json(state: Known, directory: Directory, questions: Iterable[Question]) -> Iterator[Json]:
    """One row for each question, in order; `wrong` names what it could not be answered for."""
    named = lru_cache(maxsize=None)(lambda agency, on: body_json(state, agency, on))
    for question in questions:
        wrong, place = _place(state, question)
        found = None if wrong else _found(state, directory, question, place)
        yield _row(question, named, found, wrong)


def _place(state: Known, question: Question) -> tuple[list[str], str]:
    """What is wrong with a question, and the key of its place."""
    wrong = [] if question.function in state.world.functions else ["function"]
    wrong += ["filed"] if question.filed > question.on else []
    places = state.places.find(question.place, question.on)
    return wrong + ([] if len(places) == 1 else ["place"]), places[0] if places else ""


def _found(state: Known, directory: Directory, question: Question, place: str) -> Answer:
    place = meant_at(state, question.function, place, question.on)
    row = ([question.function], [place], [question.on], [question.filed])
    return directory.who(*row)[0]


def _row(question: Question, named: Named, found: Answer | None, wrong: list[str]) -> Json:
    ruling, placed = (found.ruling, found.placement) if found else (None, None)
    shown = ruling.holders[0] if ruling and ruling.agency else None
    meanwhile = ruling.meanwhile if ruling else None
    return {
        "status": str(ruling.status) if ruling else "wrong",
        "agency": named(shown.agency, question.on) if shown else None,
        "meanwhile": named(meanwhile.agency, question.on) if meanwhile else None,
        "holders": len(ruling.holders) if ruling else 0,
        "unit": (placed.unit or None) if placed else None,
        "candidates": [candidate.area for candidate in placed.candidates] if placed else [],
        "instrument": (shown.cite.instrument or None) if shown else None,
        "clause": (shown.cite.clause or None) if shown else None,
        "wrong": wrong,
    }
