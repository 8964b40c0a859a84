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
from continuity.reform.reading import Fields, Reading

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
    head = Fields(text.tree if isinstance(text.tree, dict) else {}, Cite(decree=text.name))
    id = str(head.tree.get("decree") or text.name)
    findings: list[Finding] = list(text.findings)
    if not text.findings and not head.tree:
        findings.append(Finding("not-a-decree", Cite(decree=text.name)))
    effective = _effective(head, findings)
    reading = Reading(world, kinds, id, effective, findings)
    for unknown in sorted(head.tree.keys() - HEAD):
        reading.report("field-unknown", head.cite, field=unknown, known=", ".join(sorted(HEAD)))
    instruments = _instruments(reading, head)
    clauses = _clauses(reading, head, text, instruments)
    title = head.map("title")
    decree = Decree(
        id, effective, tuple(clauses), instruments,
        str(title.get("vi") or id), str(title.get("en") or title.get("vi") or id),
    )  # fmt: skip
    return Drafted(decree, tuple(reading.findings))


def _effective(head: Fields, findings: list[Finding]) -> date:
    written = str(head.tree.get("effective") or "")
    try:
        day = date.fromisoformat(written)
        if len(written) != 10 or day == date.max:
            raise ValueError(written)
        return day
    except ValueError:
        if head.tree:
            values = {"field": "effective", "value": written, "expected": "YYYY-MM-DD"}
            findings.append(Finding("field-wrong", head.cite, values))
        return date.max


def _instruments(reading: Reading, head: Fields) -> dict[str, Instrument]:
    found: dict[str, Instrument] = {}
    entries = head.tree.get("instruments")
    for entry in entries if isinstance(entries, list) else []:
        fields = Fields(entry if isinstance(entry, dict) else {}, head.cite)
        number = reading.word(fields, "number")
        adopted = reading.day(fields, "adopted")
        in_force, operates = reading.day(fields, "in-force"), reading.day(fields, "operates")
        title = fields.map("title")
        found[number] = Instrument(
            number,
            adopted,
            in_force,
            operates,
            title_vi=str(title.get("vi") or ""),
            title_en=str(title.get("en") or ""),
            verified=fields.tree.get("verified") == "true",
        )
        written = [day for day in (adopted, in_force, operates) if day]
        if written != sorted(written):
            reading.report("days-in-disorder", head.cite, number=number)
        if operates and operates != reading.on:
            reading.report(
                "operates-elsewhen", head.cite, number=number, operates=operates, on=reading.on
            )
    return found


def _clauses(
    reading: Reading, head: Fields, text: Text, instruments: dict[str, Instrument]
) -> list[Clause]:
    entries = head.tree.get("clauses")
    if not isinstance(entries, list) or not entries:
        if head.tree:
            reading.report("no-clauses", head.cite)
        return []
    prepared = [_fields(reading, text, n, entry) for n, entry in enumerate(entries)]
    reading.look_ahead([fields for fields in prepared if fields])
    clauses: list[Clause] = []
    for fields in prepared:
        if fields:
            number = str(fields.tree.get("instrument") or "")
            if number and instruments and number not in instruments:
                reading.report("unknown-instrument", fields.cite, number=number)
            clauses += FORMS[_form(fields)](reading, fields)
            reading.leftover(fields)
    return clauses


def _form(fields: Fields) -> str:
    return next(form for form in FORMS if form in fields.tree)


def _fields(reading: Reading, text: Text, n: int, entry: Tree) -> Fields | None:
    tree = entry if isinstance(entry, dict) else {}
    cite = Cite(
        str(tree.get("instrument") or ""),
        str(tree.get("clause") or ""),
        reading.decree,
        text.lines.get(n, 0),
    )
    fields = Fields(tree, cite)
    if sum(form in tree for form in FORMS) != 1:
        written = ", ".join(tree) or repr(entry)
        reading.report("no-form", cite, written=written, known=", ".join(FORMS))
        return None
    return fields
