"""The account of a handover: what each side counted, where they differ, and the statement of both.

The giver's count is what the giver counted, and where that was not done what was listed. The receiver's
is only what the receiver counted: what nobody has counted has not arrived.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from continuity.handover import kept
from continuity.handover.annexes import Annex, annexes
from continuity.handover.balance import Balance, Name, Settlement, explained, summed
from continuity.handover.counted.differ import Difference, differences, statement
from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Tally
from continuity.handover.kept import Handover
from continuity.handover.lines import Line, item
from continuity.handover.sides import Side
from continuity.handover.things import NONE, Thing, things


@dataclass(frozen=True)
class Account:
    """All that is to be said of the counts of one handover."""

    id: uuid.UUID
    annexes: dict[str, Annex]
    things: list[Thing]
    settled: list[Settlement]
    secret: bytes

    @cached_property
    def balances(self) -> dict[Name, Balance]:
        """The giver's count against the receiver's, by name; of many things ask for one after another."""
        return {one.name: self.balance(one) for one in self.things}

    def balance(self, one: Thing) -> Balance:
        """The giver's count of a thing against the receiver's."""
        return Balance(one.gave, one.received or 0, self._explained.get(one.name, 0))

    @cached_property
    def uneven(self) -> list[tuple[Thing, Balance]]:
        """The things that differ in number, or of which some was explained."""
        found = ((one, self.balance(one)) for one in self.things)
        return [(one, balance) for one, balance in found if balance.difference or balance.explained]

    @cached_property
    def _explained(self) -> dict[Name, int]:
        return explained(self.settled)

    @cached_property
    def totals(self) -> dict[tuple[str, str], Balance]:
        """The same for each annex and unit."""
        return summed((one, self.balance(one)) for one in self.things)

    @cached_property
    def tallies(self) -> tuple[Tally, Tally]:
        """The trees of giver and receiver; what both saw alike is hidden once."""
        tally = partial(Tally, secret=self.secret, handover=str(self.id))
        gave, got = self.items()
        giver = tally(gave, side=Side.GIVER)
        return giver, tally(got, side=Side.RECEIVER, like=giver)

    def items(self) -> tuple[list[Item], list[Item]]:
        """What each side counted of what is counted in; of what it says is not there, nothing.

        Two sides that saw the same share the item, since there are many.
        """
        gave, got = [], []
        for one in self.things:
            if self.annexes[one.annex].item is None:
                continue
            seen = None
            if one.given or (one.given is None and one.listed is not None):
                gave.append(seen := self._item(one, one.gave, one.given_values))
            if one.received:
                alike = one.received == one.gave and one.received_values == one.given_values
                got.append(
                    seen if seen and alike else self._item(one, one.received, one.received_values)
                )
        return gave, got

    def _item(self, one: Thing, amount: int, said: str) -> Item:
        values = one.columns if said == NONE else one.columns | json.loads(said)
        return item(self.annexes[one.annex], Line(one.annex, one.number, 0, values), amount)

    @cached_property
    def differences(self) -> list[Difference]:
        """Where the two sides say different things of what is counted in."""
        return differences(*self.tallies)

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
        open_ones = {one.name for one, balance in self.uneven if balance.open}
        open_ones |= {one.name for one in self.differences if one.name not in self.reasons}
        return sorted(open_ones)


def account(handover: Handover, annex: str = "", number: str = "") -> Account:
    """The account of a handover as it stands, or of one thing of it alone."""
    there = things(handover.id, annex, number)
    settled = [
        one for one in kept.settlements(handover.id)
        if not annex or (one.annex, one.number) == (annex, number)
    ]  # fmt: skip
    said = {(one.annex, one.number) for one in settled}
    # What was spoken of and taken off its list again still has a balance.
    if gone := said - {one.name for one in there if one.name in said}:
        there = sorted([*there, *(Thing(*name, None, NONE) for name in gone)])
    known = annexes(handover.planned)
    return Account(handover.id, known, there, settled, kept.secret(handover.id))
