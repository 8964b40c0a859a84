"""The draft that a text comes to, as the reader of drafts takes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from continuity.packs.names import folded
from continuity.packs.text import Tree
from continuity.reform.law.head import Head
from continuity.reform.law.naming import Meant
from continuity.reform.law.phrases import Arranging, Clause, Figures, Keeping, Named, Renaming
from continuity.reform.law.phrases import Closing as Closing
from continuity.reform.law.reckon import Taken
from continuity.reform.law.resolve import level_of
from continuity.reform.messages import TAKES

NO_NUMBER = "(chưa rõ số)"


def tree(
    meant: Meant, takes: list[Taken], order: list[int], codes: dict[int, str], head: Head
) -> dict[str, Tree]:
    """The document: its head, the one instrument, and a clause for each that changes the map."""
    number, on = head.number or NO_NUMBER, meant.known.on
    clauses: list[Tree] = []
    of_clause: dict[int, list[Taken]] = {}
    for take in takes:
        of_clause.setdefault(take.clause, []).append(take)
    for n in order:
        clause = meant.clauses[n]
        if form := _form(meant, n, of_clause.get(n, []), codes):
            clauses.append({"instrument": number, "clause": clause.label, **form})
    found: dict[str, Tree] = {"decree": _name(number), "effective": on.isoformat()}
    if head.title:
        found["title"] = {"vi": head.title}
    return {**found, "instruments": [_instrument(number, head, on)], "clauses": clauses}


def _name(number: str) -> str:
    return "-".join(folded(number).split()) or "law"


def _instrument(number: str, head: Head, on: date) -> dict[str, Tree]:
    days = {"adopted": head.adopted, "in-force": head.in_force, "operates": on}
    known: dict[str, Tree] = {key: day.isoformat() for key, day in days.items() if day}
    return {"number": number, **known, "verified": "false"}


def _form(
    meant: Meant, n: int, takes: list[Taken], codes: dict[int, str]
) -> dict[str, Tree] | None:
    """The one form of a clause, with what is stated beside it; None where it changes nothing."""
    clause, parent = meant.clauses[n], _code(meant)
    match clause.said:
        case Arranging(into=into) if takes:
            unit: dict[str, Tree] = {level_of(into.kind): codes[n], "name": into.full, "in": parent}
            return {"found": unit, "takes": _takes(meant, takes)} | _note(clause)
        case Renaming(unit=old, into=new) if old.span in meant.units:
            code = meant.known.code(meant.units[old.span])
            return {"rename": code, "name": new.full, "in": parent}
        case Keeping(units=units) | Closing(units=units):
            kept = [meant.units[u.span] for u in units if u.span in meant.units]
            listed: list[Tree] = [meant.known.code(unit) for unit in dict.fromkeys(kept)]
            return {"keep": listed, "in": parent} if listed else None
    return None


def _code(meant: Meant) -> str:
    return meant.known.code(meant.known.province)


def _takes(meant: Meant, takes: list[Taken]) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for how in TAKES:
        units: list[Tree] = [meant.known.code(take.unit) for take in takes if take.how == how]
        if units:
            found[how] = units
    return found


def _note(clause: Clause) -> dict[str, Tree]:
    """The figures that a clause states, and what it says in brackets: kept as they stand."""
    notes = list(_notes(clause))
    return {"note": "; ".join(notes)} if notes else {}


def _notes(clause: Clause) -> Iterator[str]:
    if not isinstance(clause.said, Arranging):
        return
    said = clause.said
    yield from _stated(said.figures, (said.into,))
    for taking in said.takings:
        yield from _stated(taking.figures, taking.units)
        yield from (f"{unit.full}: {unit.aside}" for unit in taking.units if unit.aside)


def _stated(figures: Figures, units: tuple[Named, ...]) -> Iterator[str]:
    if figures != Figures():
        yield f"{', '.join(unit.full for unit in units)}: {figures}"
