"""Plans, findings and proofs as JSON: contracts, documented in docs/reform.md and docs/api.md.

The command and the interface for programs both answer with them; keys are natural and in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from continuity.core.finding import Finding
from continuity.packs.names import Language
from continuity.reform.history import Stage
from continuity.reform.plan import Plan
from continuity.reform.proof import Proof

Json = dict[str, Any]  # JSON objects


def plan_json(stage: Stage, changes: Plan) -> Json:
    """The plan, but for its findings."""
    return {
        "decree": stage.decree.id,
        "effective": stage.decree.effective.isoformat(),
        "counts": changes.counts(),
        "mandates_by_function": changes.levels,
        "areas_founded": list(changes.founded),
        "areas_ended": [list(pair) for pair in changes.ended],
        "areas_renamed": list(changes.renamed),
        "areas_cut": list(changes.cut),
        "agencies_founded": list(changes.bodies_founded),
        "agencies_ended": [list(pair) for pair in changes.bodies_ended],
        "institutions_attached": [list(pair) for pair in changes.attached],
        "passing": [
            {"function": function, "from": list(givers), "to": list(receivers)}
            for function, givers, receivers in changes.passing()
        ],
    }


def findings_json(findings: Iterable[Finding], language: Language) -> list[Json]:
    """Findings in a language: what is wrong, what was expected, how to mend it."""
    return [_finding(finding, language) for finding in findings]


def _finding(finding: Finding, language: Language) -> Json:
    what, expected, mend = finding.parts(language)
    return {
        "code": finding.code,
        "instrument": finding.cite.instrument or None,
        "clause": finding.cite.clause or None,
        "line": finding.cite.line or None,
        "what": what,
        "expected": expected,
        "mend": mend,
    }


def proof_json(proof: Proof) -> Json:
    """A proof in numbers, its flaws one by one."""
    return {
        "decree": proof.decree,
        "effective": proof.effective.isoformat(),
        "flaws": proof.statement()["flaws"],
        "disputed_before": proof.disputed_before,
        "open": len(proof.open),
        "balances": {
            balance.name: {
                "before": balance.before,
                "after": balance.after,
                "difference": balance.difference,
            }
            for balance in proof.balances
        },
    }
