"""The proof: flaws and balances recomputed, with totals and a digest over natural keys only.

Anyone can take it again for any decree. The digest is the SHA-256 of canonical JSON (docs/reform.md
says how it is written), so that two people who prove the same reform on two machines can compare one
line.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from continuity.core.balance import Balance, ancestor, balances
from continuity.core.coverage import Flaw, flaws
from continuity.core.finding import Finding
from continuity.core.interval import eve
from continuity.core.matter import Matter
from continuity.core.world import World

SPEC = "continuity-proof/1"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found about one decree; it holds when there is no flaw and all balances do."""

    decree: str
    effective: date
    flaws: tuple[Flaw, ...]
    disputed: tuple[Flaw, ...]
    open: tuple[tuple[str, ...], ...]
    balances: tuple[Balance, ...]
    mandates: tuple[tuple[str | date, ...], ...]
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        """True when nothing is missing, double, stray or out of balance."""
        return not self.flaws and not self.findings and all(b.holds for b in self.balances)

    @property
    def disputed_before(self) -> int:
        """Disputed overlaps of the order that the decree replaces: those of its eve."""
        day = eve(self.effective)
        return sum(1 for flaw in self.disputed if flaw.on <= day < flaw.until)

    def statement(self) -> dict[str, Any]:
        """The proof as plain values, in the order of docs/reform.md."""
        return {
            "decree": self.decree,
            "effective": self.effective.isoformat(),
            "flaws": [row(flaw) for flaw in self.flaws],
            "disputed": [row(flaw) for flaw in self.disputed],
            "open": [list(question) for question in self.open],
            "balances": {
                balance.name: {
                    "before": balance.before,
                    "after": balance.after,
                    "difference": balance.difference,
                    "matrix": [list(cell) for cell in balance.matrix],
                    "faults": sorted(fault.values["thing"] for fault in balance.faults),
                }
                for balance in self.balances
            },
            "mandates": [[str(part) for part in key] for key in self.mandates],
        }


def prove(
    decree: str,
    before: World,
    after: World,
    matters: Iterable[Matter],
    effective: date,
    *,
    findings: Iterable[Finding] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> Proof:
    """The proof of one decree from the worlds on both sides of it."""
    progress("coverage")
    found = flaws(after)
    progress("balances")
    taken = balances(before, after, matters, effective)
    return Proof(
        decree,
        effective,
        tuple(flaw for flaw in found if not flaw.disputed),
        tuple(flaw for flaw in found if flaw.disputed),
        open_questions(before, after, effective),
        tuple(taken),
        tuple(mandate.key for mandate in after.mandates),
        tuple(findings),
    )


def open_questions(before: World, after: World, on: date) -> tuple[tuple[str, ...], ...]:
    """What the decree leaves open: cut units whose residents went to several, and open deputies.

    Each is a row of the thing and its candidates. The heir, or the deputy, acts in the meantime.
    """
    found: dict[str, set[str]] = {}
    for leaf in after.lineage.leaves.values():
        if leaf.residents and leaf.id not in before.lineage.leaves:
            unit = before.lineage.home(ancestor(before, leaf.id), eve(on))
            found.setdefault(unit, set()).add(after.lineage.home(leaf.id, on))
    split = [(unit, *sorted(homes)) for unit, homes in found.items() if len(homes) > 1]
    deputies = [
        (f"{m.function} @ {m.area}", m.agency)
        for m in after.mandates
        if m.interim and m.valid.start == on and m.valid.end == date.max
    ]
    return tuple(sorted([*split, *deputies]))


def row(flaw: Flaw) -> list[Any]:
    """A flaw as a row of plain values."""
    days = [flaw.filed.isoformat(), flaw.on.isoformat(), flaw.until.isoformat()]
    return [flaw.kind, flaw.function, flaw.place, *days, list(flaw.holders)]


def digest(proofs: Iterable[Proof]) -> str:
    """The SHA-256 of some proofs in order of their days, as 64 hexadecimal digits."""
    ordered = sorted(proofs, key=lambda proof: (proof.effective, proof.decree))
    document = {"spec": SPEC, "reforms": [proof.statement() for proof in ordered]}
    return hashlib.sha256(canonical(document)).hexdigest()


def canonical(value: Any) -> bytes:  # any JSON value
    """Canonical JSON: keys sorted, no spaces, NFC, UTF-8, nothing escaped that need not be."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()
