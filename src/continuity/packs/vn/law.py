"""Values of law of Viet Nam: fees, the cut-over table and the hour at which counters close.

The files may be edited by officers. Reading gives what could be read together with everything that is
wrong, row by row; what ships with the pack must have nothing wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from continuity.core import cutover, fee
from continuity.core.cutover import Rule
from continuity.core.dated import Dated, Value
from continuity.core.fee import Reduction, Tariff
from continuity.core.finding import Finding, Flawed
from continuity.core.lineage import Cite
from continuity.core.procedure import Basis, Words
from continuity.packs.row import Row, rows_of
from continuity.packs.text import Text, read

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class Table(NamedTuple):
    """A cut-over table: for which provinces, its rows, and the words that they use."""

    rules: tuple[Rule, ...]
    kinds: tuple[str, ...]
    finishers: Mapping[str, Words]
    counters: Mapping[str, Words]
    areas: tuple[str, ...]


@cache
def tariffs() -> Mapping[str, Dated[Tariff]]:
    """The tariffs of the pack by their keys."""
    return _sound(*tariffs_of(read(DATA / "fees.yaml")))


@cache
def cutover_table() -> Table:
    """The cut-over table of the pack: the three cases of Khánh Hoà, 1 July 2025."""
    return _sound(*table_of(read(DATA / "cutover.yaml")))


def cutover_rules() -> tuple[Rule, ...]:
    """The rows of the pack's cut-over table."""
    return cutover_table().rules


@cache
def closes() -> Dated[time | None]:
    """The hour from which a counter receives for the next working day, or None; by day."""
    return _sound(*closes_of(read(DATA / "receipt.yaml")))


def tariffs_of(text: Text) -> tuple[dict[str, Dated[Tariff]], list[Finding]]:
    """The tariffs of a document, and what is wrong with it."""
    findings = list(text.findings)
    listed: dict[str, list[Value[Tariff]]] = {}
    for row in rows_of(text, "tariffs", findings) if not findings else ():
        basis = Basis(row.text("source"), "", row.truth("verified"))
        reductions = tuple(_reduction(one, basis) for one in row.below("reductions"))
        tariff = Tariff(
            row.whole("amount"), reductions, row.whole("copies", 1), row.whole("a_copy", 0)
        )
        findings += [replace(flaw, cite=row.cite) for flaw in fee.flaws(tariff)]
        value = Value(row.day("since"), tariff, basis.source, basis.verified)
        _once(listed.setdefault(row.text("fee"), []), value, row)
        row.done()
    return {key: Dated(values) for key, values in listed.items()}, findings


def table_of(text: Text) -> tuple[Table, list[Finding]]:
    """The cut-over table of a document, and what is wrong with it: rows, gaps and overlaps."""
    findings = list(text.findings)
    if findings:
        return Table((), (), {}, {}, ()), findings
    head = Row(text.tree, Cite(decree=text.name), findings)
    source, verified = head.text("source"), head.truth("verified")
    kinds, areas = head.texts("kinds"), head.texts("areas")
    finishers, counters = head.named("finishers"), head.named("counters")
    head.asked.add("rules")
    head.done()
    rules = []
    for row in rows_of(text, "rules", findings):
        days = {axis: row.stretch(axis) for axis in ("received", "due", "on")}
        clause = row.text("clause", "")
        rules.append(
            Rule(
                row.text("id"), row.one_of("finisher", finishers), row.one_of("counter", counters),
                source, takers=row.texts("taken_in_by"), words=row.words(), verified=verified,
                cite=row.cite._replace(instrument=source, clause=clause), **days,
            )
        )  # fmt: skip
        row.done()
    if not findings:  # else a row that could not be read would be told as a gap as well
        findings += cutover.flaws(rules, kinds)
    return Table(tuple(rules), kinds, finishers, counters, areas), findings


def closes_of(text: Text) -> tuple[Dated[time | None], list[Finding]]:
    """The closing hours of a document, and what is wrong with it."""
    findings = list(text.findings)
    values: list[Value[time | None]] = []
    for row in rows_of(text, "closes", findings) if not findings else ():
        hour, since = row.hour("hour"), row.day("since")
        _once(values, Value(since, hour, row.text("source"), row.truth("verified")), row)
        row.done()
    return Dated(values), findings


def _reduction(row: Row, basis: Basis) -> Reduction:
    own = Basis(row.text("source", basis.source), row.text("article", ""), row.truth("verified"))
    found = Reduction(row.text("id"), row.words(), row.whole("amount"), own)
    row.done()
    return found


def _once(values: list[Value[T]], value: Value[T], row: Row) -> None:
    """Adds a value, unless one begins on the same day."""
    if any(value.since == other.since for other in values):
        told = {"thing": str(row.tree.get("fee", "closes")), "day": str(value.since)}
        row.findings.append(Finding("row-day-twice", row.cite, told))
    else:
        values.append(value)


def _sound(found: T, findings: list[Finding]) -> T:
    if findings:
        raise Flawed(findings)
    return found
