"""What a service costs: dated tariffs, with the closed list of who pays less or nothing.

The tariff in force on the day of filing counts. What is charged carries the tariff, its first day and
its source, so that a case can always say why it cost what it cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from continuity.core import service_words as service_words  # they must be there to be spoken
from continuity.core.dated import Dated
from continuity.core.finding import Finding, Flawed
from continuity.core.procedure import Basis, Words


class Reduction(NamedTuple):
    """Who pays another amount, and which: 0 is an exemption."""

    id: str
    label: Words
    amount: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Tariff:
    """An amount in VND for one application, and who pays less.

    The first `copies` of the result are in it; each further one costs `a_copy`. Whoever is exempt
    pays nothing for copies either (our reading; unverified).
    """

    amount: int
    reductions: tuple[Reduction, ...] = ()
    copies: int = 1
    a_copy: int = 0


NOTHING = Tariff(0)


class Charged(NamedTuple):
    """What one application costs, by which tariff in force since when, and on which ground."""

    amount: int
    tariff: str = ""
    exemption: str = ""
    source: str = ""
    since: date | None = None
    verified: bool = False


def charged(
    key: str,
    *,
    on: date,
    exemptions: Iterable[str] = (),
    tariffs: Mapping[str, Dated[Tariff]],
    copies: int = 1,
) -> Charged:
    """What is charged by the tariff of a key, '' being no charge; the best ground of several counts.

    Raises Flawed for a tariff or a ground that there is not, and NotInForce before the first tariff.
    """
    if not key:
        return Charged(0)
    if key not in tariffs:
        raise Flawed([Finding("no-tariff", values={"thing": key, "known": _listed(tariffs)})])
    value = tariffs[key].on(on)
    known = {one.id: one for one in value.value.reductions}
    claimed = list(exemptions)
    if strange := [id for id in claimed if id not in known]:
        told = {"tariff": key, "known": _listed(known)}
        raise Flawed([Finding("no-exemption", values={"thing": id, **told}) for id in strange])
    grounds = [known[id] for id in known if id in claimed]
    best = min(grounds, key=lambda one: one.amount, default=None)
    if best is None or best.amount >= value.value.amount:
        amount, ground, source = value.value.amount, "", value.source
    else:
        amount, ground, source = best.amount, best.id, best.basis.source or value.source
    more = max(0, copies - value.value.copies) * value.value.a_copy if amount or not ground else 0
    sure = value.verified and (not ground or known[ground].basis.verified)
    return Charged(amount + more, key, ground, source, value.since, sure)


def flaws(tariff: Tariff) -> list[Finding]:
    """What is wrong with a tariff: amounts below nothing or above the full one, a ground named twice."""
    found = []
    for thing, amount in (("amount", tariff.amount), ("a_copy", tariff.a_copy)):
        if amount < 0:
            found.append(Finding("fee-amount", values={"thing": thing, "amount": str(amount)}))
    ids = [one.id for one in tariff.reductions]
    for one in tariff.reductions:
        if not 0 <= one.amount <= max(tariff.amount, 0):
            found.append(Finding("fee-amount", values={"thing": one.id, "amount": str(one.amount)}))
    twice = {id for id in ids if ids.count(id) > 1}
    return found + [Finding("id-twice", values={"thing": id}) for id in sorted(twice)]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "–"
