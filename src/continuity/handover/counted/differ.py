"""Where two counts differ: what one side has and the other has not, has twice, or has otherwise.

A difference is not hidden by a signature. It stands in the statement with its reason, and one without
a reason says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from continuity.handover.counted.item import FIELDS, Item
from continuity.handover.counted.tally import Counted, Tally, hidden

FORMAT = "continuity-count-1"


class Kind(StrEnum):
    """How two counts of one thing can differ."""

    MISSING = "missing"  # given and not received
    EXTRA = "extra"  # received and not given
    DOUBLED = "doubled"  # more than once on a side
    CHANGED = "changed"  # there on both sides, not the same


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing of which the two sides say different things; `fields` only where it is changed."""

    annex: str
    number: str
    kind: Kind
    fields: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """The name of the item."""
        return self.annex, self.number


def differences(giver: Tally, receiver: Tally) -> list[Difference]:
    """Everything in which two counts differ, in the order of names."""
    found = []
    for here, there in _beside(giver.counted, receiver.counted):
        if kind := _kind(here, there):
            fields = _fields(here[0], there[0]) if kind is Kind.CHANGED else ()
            found.append(Difference(*(here or there)[0].name, kind, fields))
    return sorted(found, key=lambda one: one.name)


def statement(
    giver: Tally,
    receiver: Tally,
    reasons: Mapping[tuple[str, str], str],
    found: Iterable[Difference] | None = None,
) -> dict[str, object]:
    """What both sides sign: two roots, two totals, and each difference with its reason.

    A thing is named by its key alone: who holds it knows the key, nobody else can tell. `found` are the
    differences where they are known already.
    """
    if found is None:
        found = differences(giver, receiver)
    return {
        "format": FORMAT,
        "handover": giver.handover,
        "giver": {"root": giver.root, "totals": giver.totals},
        "receiver": {"root": receiver.root, "totals": receiver.totals},
        "differences": sorted(
            (
                {
                    "key": hidden(giver.secret, Item(*one.name)).key.hex(),
                    "annex": one.annex,
                    "kind": str(one.kind),
                    "fields": list(one.fields),
                    "why": reasons.get(one.name, ""),
                }
                for one in found
            ),
            key=lambda told: str(told["key"]),
        ),
    }


def _beside(
    given: Sequence[Counted], received: Sequence[Counted]
) -> Iterator[tuple[list[Item], list[Item]]]:
    """What each side has of each thing: both stand in the order of keys, as one key is one name."""
    here = there = 0
    while here < len(given) or there < len(received):
        keys = [
            side[n].hidden.key for side, n in ((given, here), (received, there)) if n < len(side)
        ]
        gave, here = _of(given, here, min(keys))
        got, there = _of(received, there, min(keys))
        yield gave, got


def _of(side: Sequence[Counted], n: int, key: bytes) -> tuple[list[Item], int]:
    """The items of a key from a place on, and the place after them."""
    found = []
    while n < len(side) and side[n].hidden.key == key:
        found.append(side[n].item)
        n += 1
    return found, n


def _kind(gave: list[Item], got: list[Item]) -> Kind | None:
    if len(gave) > 1 or len(got) > 1:
        return Kind.DOUBLED
    if not got:
        return Kind.MISSING
    if not gave:
        return Kind.EXTRA
    return Kind.CHANGED if _fields(gave[0], got[0]) else None


def _fields(gave: Item, got: Item) -> tuple[str, ...]:
    if gave is got or gave == got or gave.text == got.text:
        return ()
    return tuple(name for name in FIELDS if _plain(gave, name) != _plain(got, name)) or FIELDS


def _plain(item: Item, field: str) -> object:
    value = getattr(item, field)
    return sorted(value) if isinstance(value, tuple) else value
