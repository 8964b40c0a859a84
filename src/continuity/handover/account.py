"""The account of a handover: what each side counted, where they differ, and the statement of both.

The giver's count is what the giver counted, and where that was not done what was listed. The receiver's
is only what the receiver counted: what nobody has counted has not arrived.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from continuity.handover import kept
from continuity.handover.annexes import Annex, annexes
from continuity.handover.balance import Balance, Name, Settlement, balances, totals
from continuity.handover.counted.differ import Difference, differences, statement
from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Tally
from continuity.handover.kept import Count, Handover
from continuity.handover.lines import Line, item
from continuity.handover.sides import Side


@dataclass(frozen=True)
class Account:
    """All that is to be said of the counts of one handover."""

    id: uuid.UUID
    annexes: dict[str, Annex]
    listed: list[Line]
    given: dict[Name, Count]
    received: dict[Name, Count]
    settled: list[Settlement]
    secret: bytes

    @cached_property
    def lines(self) -> dict[Name, Line]:
        """The lines by annex and number; what was counted and never listed is a line of its own."""
        found = {(one.annex, one.number): one for one in self.listed}
        for name, count in [*self.given.items(), *self.received.items()]:
            found.setdefault(name, Line(*name, 0, count.values))
        return found

    @cached_property
    def gave(self) -> dict[Name, int]:
        """How much of each thing the giver says that there is."""
        listed = {(one.annex, one.number): one.quantity for one in self.listed}
        return listed | {name: count.quantity for name, count in self.given.items()}

    @cached_property
    def got(self) -> dict[Name, int]:
        """How much of each thing the receiver counted."""
        return {name: count.quantity for name, count in self.received.items()}

    @cached_property
    def balances(self) -> dict[Name, Balance]:
        """The giver's count against the receiver's, line by line."""
        given = [Line(*name, self.gave.get(name, 0)) for name in self.lines]
        return balances(given, self.got, self.settled)

    @cached_property
    def totals(self) -> dict[tuple[str, str], Balance]:
        """The same for each annex and unit."""
        return totals(self.lines.values(), self.balances)

    @property
    def book(self) -> dict[Name, Balance]:
        """What was listed against what the giver found: surplus and shortage of the giver's own."""
        return {
            name: balance
            for name, balance in balances(self.listed, self.gave).items()
            if balance.difference
        }

    @cached_property
    def items(self) -> dict[Side, list[Item]]:
        """What each side counted of what is counted in; of what it says is not there, nothing."""
        same: dict[Name, Item] = {}
        gave = self._items(self.gave, self.given, same)
        return {Side.GIVER: gave, Side.RECEIVER: self._items(self.got, self.received, same)}

    def _items(
        self, amounts: dict[Name, int], counts: dict[Name, Count], same: dict[Name, Item]
    ) -> list[Item]:
        return [
            self._item(name, amount, counts.get(name), same)
            for name, amount in amounts.items()
            if self.annexes[name[0]].item is not None and (amount or name not in counts)
        ]

    def _item(self, name: Name, amount: int, count: Count | None, same: dict[Name, Item]) -> Item:
        """The item of a count; two sides that saw the same share it, since there are many."""
        told, there = self.lines[name], same.get(name)
        if there and there.quantity == amount and not (count and count.values):
            return there
        if count and count.values:
            told = Line(*name, told.quantity, {**told.values, **count.values})
        made = item(self.annexes[name[0]], told, amount)
        if not (count and count.values):
            same.setdefault(name, made)
        return made

    @cached_property
    def tallies(self) -> tuple[Tally, Tally]:
        """The trees of giver and receiver."""
        giver, receiver = (
            Tally(self.items[side], secret=self.secret, handover=str(self.id), side=side)
            for side in (Side.GIVER, Side.RECEIVER)
        )
        return giver, receiver

    @cached_property
    def differences(self) -> list[Difference]:
        """Where the two sides say different things of what is counted in."""
        return differences(self.items[Side.GIVER], self.items[Side.RECEIVER])

    @cached_property
    def reasons(self) -> dict[Name, str]:
        """What was said last of each difference."""
        return {(one.annex, one.number): one.words for one in self.settled}

    @cached_property
    def statement(self) -> dict[str, Any]:
        """What both sides sign."""
        return statement(*self.tallies, self.reasons, self.differences)

    @cached_property
    def unsaid(self) -> list[Name]:
        """Every difference of which nobody has said anything, not even who is to settle it."""
        return [name for name in self.unsettled if name not in self.reasons]

    @cached_property
    def unsettled(self) -> list[Name]:
        """Every thing of which the sides say different things and nobody has said why, or not of all."""
        open_ones = {name for name, balance in self.balances.items() if balance.open}
        open_ones |= {one.name for one in self.differences if one.name not in self.reasons}
        return sorted(open_ones)


def account(handover: Handover) -> Account:
    """The account of a handover as it stands."""
    given, received = (
        {(one.annex, one.number): one for one in kept.counts(handover.id, side)}
        for side in (Side.GIVER, Side.RECEIVER)
    )
    return Account(
        handover.id, annexes(handover.planned), kept.lines(handover.id), given, received,
        kept.settlements(handover.id), kept.secret(handover.id),
    )  # fmt: skip
