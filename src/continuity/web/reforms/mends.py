"""Ready ways to mend a draft: what a finding asks for, done by a form or by one press where it can be.

Nobody's decision is made here. A press changes what the finding says is wrong and nothing else, makes
a new version, and the check looks again; what has to be chosen is a form that is filled in so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from continuity.core.finding import Finding
from continuity.packs.text import Text, Tree
from continuity.pages.words import t
from continuity.web.reforms.forms import rewritten

MOST_HOLDERS = 4


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done about one finding: links to forms, and at most one press."""

    links: tuple[tuple[str, str], ...] = ()
    press: str = ""
    label: str = ""


def ways(finding: Finding, all_of_them: Sequence[Finding], text: Text) -> Ways:
    """The ways to mend one of the findings about a text."""
    at, number = finding.values.get("at", ""), _index(finding, text)
    match finding.code:
        case "gap":
            return Ways(
                (
                    (
                        t("Thêm điều khoản chuyển giao", "Add a clause that transfers it"),
                        _form(finding),
                    ),
                )
            )
        case "overlap":
            return _one_holder(finding) if at else Ways()
        case "stray" if number is not None:
            return _left_out(finding, all_of_them, text, number)
        case "not-holder" if number is not None:
            label = t(
                "Bỏ “from”: ai đang giữ thì giao", "Leave out “from”: whoever has it gives it"
            )
            return Ways(press=f"whoever {number}", label=label)
    return Ways()


def _form(finding: Finding, **more: str) -> str:
    asked = {"function": finding.values["id"], "where": "some", "in": finding.values["at"], **more}
    return urlencode({key: said for key, said in asked.items() if said})


def _one_holder(finding: Finding) -> Ways:
    """The one who shall have it is chosen; a transfer takes it from all others."""
    bodies = finding.values["bodies"].split()
    named = finding.values["holders"].split(", ")
    links = [
        (t(f"Giao riêng cho {name}", f"Give it to {name} alone"), _form(finding, to=body))
        for body, name in zip(bodies, named, strict=False)
    ]
    return Ways(tuple(links[:MOST_HOLDERS]))


def _left_out(finding: Finding, found: Sequence[Finding], text: Text, number: int) -> Ways:
    """All strays of a clause are left out at once; the first of them says so."""
    alike = [one for one in found if one.code == "stray" and one.cite == finding.cite]
    places = [one.values["at"] for one in alike if one.values.get("at")]
    places = list(dict.fromkeys(places))
    if alike[0] is not finding or without(_clause(text, number), places) is MISSED:
        return Ways()
    label = t(
        f"Trừ {len(places)} nơi này khỏi khoản {finding.cite.clause}",
        f"Leave these {len(places)} places out of clause {finding.cite.clause}",
    )
    if len(places) == 1:
        label = t(
            f"Trừ nơi này khỏi khoản {finding.cite.clause}",
            f"Leave the place out of clause {finding.cite.clause}",
        )
    return Ways(press=f"without {number} {' '.join(places)}", label=label)


def pressed(text: Text, press: str) -> str | None:
    """The document after a press; None where there is nothing of the kind to be done."""
    way, _, rest = press.partition(" ")
    number, _, places = rest.partition(" ")
    clause = _clause(text, int(number)) if number.isascii() and number.isdecimal() else {}
    if way == "whoever" and "from" in clause:
        changed: Tree = {key: said for key, said in clause.items() if key != "from"}
        return rewritten(text, int(number), changed)
    if way == "without" and clause and places:
        left = without(clause, places.split())
        return None if left is MISSED else rewritten(text, int(number), left)
    return None


MISSED: Tree = "missed"


def without(clause: dict[str, Tree], places: Sequence[str]) -> Tree:
    """A clause without some places, '' where none is left; MISSED where it does not name them."""
    within = clause.get("in")
    if isinstance(within, dict) and "every" in within:
        spared = within.get("except")
        old: list[Tree] = list(spared) if isinstance(spared, list) else []
        new: list[Tree] = [place for place in places if place not in old]
        return {**clause, "in": {**within, "except": [*old, *new]}} if new else MISSED
    if isinstance(within, list) and all(isinstance(one, str) for one in within):
        left: list[Tree] = [one for one in within if str(one).partition("@")[0] not in places]
        if len(left) < len(within):
            return {**clause, "in": left} if left else ""
    return MISSED


def _clauses(text: Text) -> list[Tree]:
    tree = text.tree if isinstance(text.tree, dict) else {}
    clauses = tree.get("clauses")
    return clauses if isinstance(clauses, list) else []


def _clause(text: Text, number: int) -> dict[str, Tree]:
    clauses = _clauses(text)
    found = clauses[number] if number < len(clauses) else {}
    return found if isinstance(found, dict) else {}


def _index(finding: Finding, text: Text) -> int | None:
    """Which clause of the document a finding cites, if it is one of it."""
    cite = finding.cite
    for number, clause in enumerate(_clauses(text)):
        if isinstance(clause, dict) and cite.clause and cite.line:
            said = (str(clause.get("instrument", "")), str(clause.get("clause")))
            if said == (cite.instrument, cite.clause):
                return number
    return None
