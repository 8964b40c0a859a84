"""Where two counts differ: what one side has and the other has not, has twice, or has otherwise.

A difference is not hidden by a signature. It stands in the statement with its reason, and one without
a reason says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from continuity.handover.counted.item import FIELDS, Item
from continuity.handover.counted.tally import Tally, hidden

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


def differences(given: Iterable[Item], received: Iterable[Item]) -> list[Difference]:
    """Everything in which two counts differ, in the order of names."""
    gave, got = _by_name(given), _by_name(received)
    found = []
    for name in sorted(gave.keys() | got.keys()):
        here, there = gave.get(name, []), got.get(name, [])
        if kind := _kind(here, there):
            fields = _fields(here[0], there[0]) if kind is Kind.CHANGED else ()
            found.append(Difference(*name, kind, fields))
    return found


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
        found = differences(*([one.item for one in side.counted] for side in (giver, receiver)))
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


def _by_name(items: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    found = defaultdict(list)
    for item in items:
        found[item.name].append(item)
    return found


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
