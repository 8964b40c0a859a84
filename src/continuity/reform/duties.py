"""Clauses about functions: transferring, delegating, deputising."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.core.plan import Clause, Delegate, Deputise, Transfer
from continuity.reform.bodies import chosen
from continuity.reform.reading import Fields, Reading, some


def _places(reading: Reading, fields: Fields) -> Iterator[str]:
    for code in some(reading, fields, "in", chosen(reading, fields, "in")):
        yield reading.then(code) or code


def transfer(reading: Reading, fields: Fields) -> list[Clause]:
    """`transfer: function, in: …, from: […], to: …`, with `finishes` for what givers took in."""
    function, to = reading.word(fields, "transfer"), reading.word(fields, "to")
    givers, finishes = reading.words(fields, "from"), reading.day(fields, "finishes")
    return [] if not to else [
        Transfer(
            function, place, reading.body(to, place),
            tuple(reading.former(giver, place) for giver in givers), finishes, fields.cite,
        )
        for place in _places(reading, fields)
    ]  # fmt: skip


def delegate(reading: Reading, fields: Fields) -> list[Clause]:
    """`delegate: function, in: …, to: …`, permanent or `until` a day."""
    function, to = reading.word(fields, "delegate"), reading.word(fields, "to")
    until = reading.day(fields, "until")
    return (
        []
        if not to
        else [
            Delegate(function, place, reading.body(to, place), until, fields.cite)
            for place in _places(reading, fields)
        ]
    )


def deputise(reading: Reading, fields: Fields) -> list[Clause]:
    """`deputise: function, in: …, by: …`, `until` a day; without one the question is open."""
    function, by = reading.word(fields, "deputise"), reading.word(fields, "by")
    until = reading.day(fields, "until")
    return (
        []
        if not by
        else [
            Deputise(function, place, reading.body(by, place), until, fields.cite)
            for place in _places(reading, fields)
        ]
    )
