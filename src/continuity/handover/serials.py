"""Blank forms and cards by their serial numbers: each one of the stock is used, void or still there.

A stretch holds its first serial and its last, as it is printed on the box. What nobody accounts for is a
gap, what two lines account for an overlap, and what was never in the stock a stray.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from continuity.handover.lines import Line

_SERIAL = re.compile(r"(.*?)(\d{1,15})")


class Use(StrEnum):
    """What became of some forms; `stock` is what was received to begin with."""

    STOCK = "stock"
    USED = "used"
    VOID = "void"
    REMAINING = "remaining"


class Fault(StrEnum):
    """How an account of forms can be wrong."""

    GAP = "gap"
    OVERLAP = "overlap"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Serials of one series from the first to the last, both of them included."""

    series: str
    first: int
    last: int
    use: Use

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"{self.series} {self.first} to {self.last} holds no form.")

    @property
    def count(self) -> int:
        """How many forms."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """Some serials with which something is wrong, as many in a row as have the same fault."""

    fault: Fault
    series: str
    first: int
    last: int


def serial(text: str) -> tuple[str, int]:
    """Series and number of a serial as it is printed: `AB 0001234` is 1234 of `AB`, seven digits wide.

    Raises ValueError where it does not end with digits.
    """
    met = _SERIAL.fullmatch(text.strip())
    if not met:
        raise ValueError(f"'{text[:40]}' is no serial number: expected digits at its end.")
    return f"{met[1].strip().upper()}/{len(met[2])}", int(met[2])


def stretch(line: Line) -> Stretch:
    """The stretch of a line of the annex of forms; raises ValueError where it is none."""
    (series, first), (other, last) = serial(line.values["first"]), serial(line.values["last"])
    if series != other:
        raise ValueError(f"{line.values['first']} and {line.values['last']} are not of one series.")
    made = Stretch(series, first, last, Use(line.values["use"]))
    if made.count != line.quantity:
        raise ValueError(
            f"{line.number}: {made.count} serials, but the quantity is {line.quantity}."
        )
    return made


def flaws(stretches: Iterable[Stretch]) -> list[Flaw]:
    """All that is wrong with the account of some forms, in order; stock must not overlap either."""
    by_series = defaultdict(list)
    for one in stretches:
        by_series[one.series].append(one)
    return [flaw for series in sorted(by_series) for flaw in _flaws(series, by_series[series])]


def _flaws(series: str, there: list[Stretch]) -> list[Flaw]:
    """A walk over the edges with two counters: how often in stock, how often accounted for."""
    edges: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in there:
        which = 0 if one.use is Use.STOCK else 1
        edges[one.first][which] += 1
        edges[one.last + 1][which] -= 1
    found: list[Flaw] = []
    stock = told = 0
    cuts = sorted(edges)
    for start, end in zip(cuts, [*cuts[1:], 0], strict=True):
        stock, told = stock + edges[start][0], told + edges[start][1]
        fault = _fault(stock, told)
        if fault and found and (found[-1].fault, found[-1].last) == (fault, start - 1):
            found[-1] = Flaw(fault, series, found[-1].first, end - 1)
        elif fault:
            found.append(Flaw(fault, series, start, end - 1))
    return found


def _fault(stock: int, told: int) -> Fault | None:
    if stock > 1 or told > 1:
        return Fault.OVERLAP
    if stock and not told:
        return Fault.GAP
    return Fault.STRAY if told and not stock else None


def sums(stretches: Iterable[Stretch]) -> dict[Use, int]:
    """How many forms of each use; in an account without flaws the stock is the sum of the others."""
    found = dict.fromkeys(Use, 0)
    for one in stretches:
        found[one.use] += one.count
    return found
