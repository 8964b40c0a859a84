"""Plans, findings and proofs as JSON: contracts, documented in docs/reform.md and docs/api.md.

The command and the interface for programs both answer with them; keys are natural and in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from continuity.core.finding import Finding
from continuity.packs.names import Language
from continuity.packs.text import Text, Tree
from continuity.reform.draft import name
from continuity.reform.history import Stage
from continuity.reform.plan import Plan
from continuity.reform.proof import Proof

Json = dict[str, Any]  # JSON objects

# What a plan counts and a proof balances, as people call it: Vietnamese, English.
CHANGES = {
    "functions-passing": ("chức năng chuyển giao", "functions pass on"),
    "areas-founded": ("đơn vị được lập", "units founded"),
    "areas-ended": ("đơn vị kết thúc", "units ended"),
    "areas-renamed": ("đơn vị đổi tên", "units renamed"),
    "areas-cut": ("đơn vị bị tách", "units cut"),
    "agencies-founded": ("cơ quan được lập", "agencies founded"),
    "agencies-ended": ("cơ quan kết thúc", "agencies ended"),
    "institutions-attached": ("đơn vị sự nghiệp chuyển cấp trên", "institutions attached"),
}
BALANCES = {
    "functions": ("Chức năng tại từng nơi", "Functions, place by place"),
    "matters": ("Hồ sơ đang giải quyết", "Open matters"),
    "people": ("Vị trí việc làm", "Posts"),
    "holdings": ("Tài sản, hồ sơ, tài khoản", "Holdings"),
    "instruments": ("Văn bản phải kế thừa", "Documents to inherit"),
}


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


def decree_json(text: Text, entry: int) -> Json:
    """A decree in force: what it is called, its day, and on which instruments it rests."""
    tree = _map(text.tree)
    title = _map(tree.get("title"))
    vi = title.get("vi") or name(text)
    return {
        "name": name(text),
        "title": vi,
        "title_en": title.get("en") or vi,
        "effective": tree.get("effective"),
        "entry": entry,
        "clauses": len(_maps(tree.get("clauses"))),
        "instruments": [str(one.get("number") or "") for one in _maps(tree.get("instruments"))],
    }


def instruments_json(texts: Iterable[Text]) -> list[Json]:
    """Every instrument on which a decree in force rests, in order of the day of effect."""
    found = [_instrument(text, one) for text in texts for one in _instruments(text)]
    return sorted(found, key=lambda one: (one["operates"] or "", one["number"]))


def _instruments(text: Text) -> list[dict[str, Tree]]:
    return _maps(_map(text.tree).get("instruments"))


def _instrument(text: Text, one: dict[str, Tree]) -> Json:
    title, number = _map(one.get("title")), str(one.get("number") or "")
    clauses = _maps(_map(text.tree).get("clauses"))
    return {
        "number": number,
        "title": title.get("vi"),
        "title_en": title.get("en"),
        "adopted": one.get("adopted"),
        "in_force": one.get("in-force"),
        "operates": one.get("operates"),
        "verified": one.get("verified") == "true",
        "decree": name(text),
        "clauses": sum(1 for clause in clauses if clause.get("instrument") == number),
    }


def _map(tree: Tree) -> dict[str, Tree]:
    return tree if isinstance(tree, dict) else {}


def _maps(tree: Tree) -> list[dict[str, Tree]]:
    return [one for one in tree if isinstance(one, dict)] if isinstance(tree, list) else []
