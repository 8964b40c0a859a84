"""Two counts of the same lines, and why they differ: every balance is zero or says why.

Counted = listed + what was explained + what is still open. A split is a line that others are parts of:
its parts add up to it or they do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from continuity.handover.lines import Line


class Flag(StrEnum):
    """What a balance says at a glance."""

    EVEN = "even"
    EXPLAINED = "explained"
    SHORT = "short"
    OVER = "over"


class Reason(StrEnum):
    """Why two counts may differ; each wants its words and its evidence."""

    MISCOUNTED = "miscounted"
    FOUND = "found"  # there, and listed by nobody
    LOST = "lost"
    DAMAGED = "damaged"
    ELSEWHERE = "elsewhere"  # with another body
    TO_COME = "to-come"  # stays with the giver until a day
    FINISHED = "finished"  # ended between the two counts


@dataclass(frozen=True, slots=True)
class Settlement:
    """How much of a line's difference is explained, by what."""

    annex: str
    number: str
    amount: int
    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """A line, or many of one annex and unit: what was listed, counted, explained."""

    listed: int
    counted: int
    explained: int = 0

    @property
    def difference(self) -> int:
        """Counted less listed."""
        return self.counted - self.listed

    @property
    def open(self) -> int:
        """What of the difference nobody has explained."""
        return self.difference - self.explained

    @property
    def flag(self) -> Flag:
        """Even, explained, or the side on which it is open."""
        if self.open:
            return Flag.SHORT if self.open < 0 else Flag.OVER
        return Flag.EXPLAINED if self.difference else Flag.EVEN

    def __add__(self, other: Balance) -> Balance:
        explained = self.explained + other.explained
        return Balance(self.listed + other.listed, self.counted + other.counted, explained)


@dataclass(frozen=True, slots=True)
class Split:
    """A line that others are parts of: what it says, what they add up to."""

    line: Line
    parts: tuple[Line, ...]

    @property
    def difference(self) -> int:
        """The sum of the parts less the whole."""
        return sum(part.quantity for part in self.parts) - self.line.quantity

    @property
    def flag(self) -> Flag:
        """Even, or on which side it is not."""
        return (
            Flag.EVEN if not self.difference else Flag.SHORT if self.difference < 0 else Flag.OVER
        )


Name = tuple[str, str]


def explained(settled: Iterable[Settlement]) -> dict[Name, int]:
    """How much of a thing's difference is explained in all."""
    found: dict[Name, int] = defaultdict(int)
    for one in settled:
        found[one.annex, one.number] += one.amount
    return dict(found)


def worse(balance: Balance) -> bool:
    """True for explanations that lead away from zero: of another sign, or of more than differs."""
    return abs(balance.open) > abs(balance.difference) or balance.open * balance.difference < 0


class Summed(Protocol):
    """What a sum must know of a thing."""

    @property
    def annex(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def part_of(self) -> str: ...


def summed(things: Iterable[tuple[Summed, Balance]]) -> dict[tuple[str, str], Balance]:
    """The balance of each annex and unit; parts are in their wholes and not added again."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    parts, names = [], set()

    def add(one: Summed, balance: Balance) -> None:
        so_far = sums[one.annex, one.unit]
        so_far[0] += balance.listed
        so_far[1] += balance.counted
        so_far[2] += balance.explained

    for one, balance in things:
        names.add((one.annex, one.number))
        if one.part_of:
            parts.append((one, balance))
        else:
            add(one, balance)
    for one, balance in parts:
        if (one.annex, one.part_of) not in names:
            add(one, balance)
    return {key: Balance(*amounts) for key, amounts in sums.items()}


def splits(lines: Iterable[Line]) -> list[Split]:
    """Every line that others name as their whole; a part of nothing is a split of a line of 0."""
    there = list(lines)
    known = {(line.annex, line.number): line for line in there}
    parts: dict[Name, list[Line]] = defaultdict(list)
    for line in there:
        if line.part_of:
            parts[line.annex, line.part_of].append(line)
    return [
        Split(known.get(name, Line(*name, quantity=0)), tuple(found))
        for name, found in sorted(parts.items())
    ]
