"""From a document to a decree: clauses as people write them, with codes and kinds resolved.

A draft names units by their codes as they stand on the eve of the decree, and parents and seats as
they stand on the day itself. "Every province" and "police" are written out here, so that the fold
sees nothing but single areas and single agencies. All that is wrong is reported at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.core.plan import Clause, Decree, Instrument
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Text, Tree
from continuity.reform.bodies import attach, end, follow, found_body
from continuity.reform.duties import delegate, deputise, transfer
from continuity.reform.ground import found_area, keep, rename
from continuity.reform.reading import LONGEST, Fields, Reading, as_day

Reader = Callable[[Reading, Fields], list[Clause]]

FORMS: dict[str, Reader] = {
    "found": lambda reading, fields: (
        found_body(reading, fields)
        if "agency" in fields.map("found")
        else found_area(reading, fields)
    ),
    "keep": keep,
    "rename": rename,
    "end": end,
    "follow": follow,
    "transfer": transfer,
    "attach": attach,
    "delegate": delegate,
    "deputise": deputise,
}

HEAD = {"decree", "effective", "title", "instruments", "clauses", "note", "notes"}


class Drafted(NamedTuple):
    """A decree, as far as it could be read, and what is wrong with the draft."""

    decree: Decree
    findings: tuple[Finding, ...]


def draft(text: Text, world: World, kinds: dict[str, Kind]) -> Drafted:
    """The decree in a document, read against the world as it is before it."""
    head = Head(text)
    findings = list(text.findings)
    if not text.findings and not head.tree:
        findings.append(Finding("not-a-decree", Cite(decree=text.name)))
    effective = as_day(head.tree.get("effective"))
    reading = Reading(world, kinds, name(text), effective or date.max, findings)
    if head.tree:
        _head(reading, head, effective)
    instruments = _instruments(reading, head)
    clauses = _clauses(reading, head, text, instruments)
    title = head.map("title")
    decree = Decree(
        name(text), reading.on, tuple(clauses), instruments,
        str(title.get("vi") or name(text)), str(title.get("en") or title.get("vi") or name(text)),
    )  # fmt: skip
    return Drafted(decree, tuple(reading.findings))


def name(text: Text) -> str:
    """The name of a decree: what it says that it is, or that of its file."""
    tree = text.tree if isinstance(text.tree, dict) else {}
    said = tree.get("decree")
    return said if isinstance(said, str) and said else text.name


class Head(Fields):
    """The fields of the document itself; each has a line of its own."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.tree if isinstance(text.tree, dict) else {}, Cite(decree=text.name))
        self.lines = text.lines

    def at(self, where: str) -> Cite:
        """Where a field, or an entry of a list, stands."""
        return self.cite._replace(line=self.lines.get(where, 0))


def _head(reading: Reading, head: Head, effective: date | None) -> None:
    """Reports what the document says wrongly before its first clause."""
    tree = head.tree
    for unknown in sorted(tree.keys() - HEAD):
        known = ", ".join(sorted(HEAD))
        reading.report("field-unknown", head.at(unknown), field=unknown, known=known)
    for key, fits, expected in (
        ("decree", isinstance(tree.get("decree"), str) and tree["decree"], "a name"),
        ("effective", effective, "YYYY-MM-DD"),
    ):
        if not fits and key in tree:
            reading.wrong(head.at(key), key, tree[key], expected)
        elif not fits:
            reading.report("field-missing", head.cite, field=key, expected=expected)
    for key, kind, expected in (
        ("title", dict, "a map with vi and en"),
        ("instruments", list, "a list"),
    ):
        if not isinstance(tree.get(key, kind()), kind):
            reading.wrong(head.at(key), key, tree[key], expected)


def _instruments(reading: Reading, head: Head) -> dict[str, Instrument]:
    entries = head.tree.get("instruments")
    found: dict[str, Instrument] = {}
    for n, entry in enumerate(entries if isinstance(entries, list) else []):
        cite = head.at(f"instruments/{n}")
        if not isinstance(entry, dict):
            reading.wrong(cite, "instruments", entry, "a map")
            continue
        instrument = _instrument(reading, Fields(entry, cite))
        if instrument.number in found:
            reading.report("instrument-twice", cite, number=instrument.number)
        found[instrument.number] = instrument
    return found


def _instrument(reading: Reading, fields: Fields) -> Instrument:
    number, title = reading.word(fields, "number"), fields.map("title")
    adopted, in_force = reading.day(fields, "adopted"), reading.day(fields, "in-force")
    operates = reading.day(fields, "operates")
    written = [day for day in (adopted, in_force, operates) if day]
    if written != sorted(written):
        reading.report("days-in-disorder", fields.cite, number=number)
    if operates and operates != reading.on < date.max:
        values = {"number": number, "operates": operates, "on": reading.on}
        reading.report("operates-elsewhen", fields.cite, **values)
    reading.leftover(fields)
    vi, en = str(title.get("vi") or ""), str(title.get("en") or "")
    verified = fields.tree.get("verified") == "true"
    return Instrument(number, adopted, in_force, operates, vi, en, verified)


def _clauses(
    reading: Reading, head: Head, text: Text, instruments: dict[str, Instrument]
) -> list[Clause]:
    entries = head.tree.get("clauses")
    if not isinstance(entries, list) or not entries:
        if head.tree:
            reading.report("no-clauses", head.at("clauses"))
        return []
    prepared = [_fields(reading, text, n, entry) for n, entry in enumerate(entries)]
    reading.look_ahead([fields for fields in prepared if fields])
    clauses: list[Clause] = []
    said: dict[tuple[str, str], int] = {}
    for fields in prepared:
        if fields:
            _cited(reading, fields.cite, instruments, said)
            clauses += FORMS[_form(fields)](reading, fields)
            reading.leftover(fields)
    return clauses


def _cited(
    reading: Reading, cite: Cite, known: dict[str, Instrument], said: dict[tuple[str, str], int]
) -> None:
    """Reports a citation of an instrument that is not listed, and one that stands twice."""
    if cite.instrument and cite.instrument not in known:
        reading.report("unknown-instrument", cite, number=cite.instrument)
    first = said.setdefault((cite.instrument, cite.clause), cite.line)
    if cite.clause and first != cite.line:
        reading.report("clause-twice", cite, clause=cite.clause, first=first)


def _form(fields: Fields) -> str:
    return next(form for form in FORMS if form in fields.tree)


def _fields(reading: Reading, text: Text, n: int, entry: Tree) -> Fields | None:
    tree = entry if isinstance(entry, dict) else {}
    cite = Cite(
        str(tree.get("instrument") or ""),
        str(tree.get("clause") or ""),
        reading.decree,
        text.lines.get(f"clauses/{n}", 0),
    )
    fields = Fields(tree, cite)
    if sum(form in tree for form in FORMS) != 1:
        written = ", ".join(tree) or str(entry)[:LONGEST] or "–"
        reading.report("no-form", cite, written=written, known=", ".join(FORMS))
        return None
    return fields
