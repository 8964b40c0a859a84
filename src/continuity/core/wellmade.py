"""What is wrong with a procedure as it was written, before anybody applies by it.

Whoever writes a service gets everything at once: steps that one person could take alone, a question
that depends on a later one, an id that stands twice, a label without its Vietnamese, a ground of
refusal without its law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from continuity.core import procedure_words as procedure_words
from continuity.core import service_words as service_words
from continuity.core.deadline import sound
from continuity.core.finding import Finding
from continuity.core.procedure import (
    NO_WORDS,
    Duty,
    Evidence,
    Field,
    Kind,
    Procedure,
    Term,
    When,
    Words,
)
from continuity.core.steps import NEVER_ALL_ONE

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def flaws(procedure: Procedure) -> list[Finding]:
    """Everything that is wrong with a procedure; each finding names the `thing` in its values."""
    return [
        *_ids(procedure),
        *_labels(procedure),
        *_fields(procedure),
        *_papers(procedure),
        *_steps(procedure),
        *_terms(procedure),
        *_longer(procedure),
        *_law(procedure),
    ]


def _flaw(code: str, thing: str, **values: str) -> Finding:
    return Finding(code, values={"thing": thing, **values})


def _labelled(procedure: Procedure) -> Iterator[tuple[str, str, Words]]:
    """Each list by name, with its ids and labels; fields and papers share one space of names."""
    for field in procedure.fields:
        yield "fields", field.id, field.label
        for choice in field.choices:
            yield f"fields/{field.id}/choices", choice.id, choice.label
    for paper in procedure.evidence:
        yield "fields", paper.id, paper.label
    for name in ("steps", "outputs", "refusals", "exemptions"):
        for one in getattr(procedure, name):
            yield name, one.id, one.label


def _ids(procedure: Procedure) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    names = [("code", procedure.code, NO_WORDS), *_labelled(procedure)]
    for where, id, _ in names:
        if not ID.fullmatch(id):
            yield _flaw("procedure-id", f"{where}/{id}")
        if (where, id) in seen:
            yield _flaw("id-twice", f"{where}/{id}")
        seen.add((where, id))
    if procedure.until is not None and procedure.until <= procedure.since:
        told = {"since": procedure.since.isoformat(), "until": procedure.until.isoformat()}
        yield _flaw("procedure-never", procedure.code, **told)
    if procedure.version < 1:
        yield _flaw("procedure-version", procedure.code, got=str(procedure.version))


def _labels(procedure: Procedure) -> Iterator[Finding]:
    said = [("label", "", procedure.label), ("summary", "", procedure.summary)]
    for where, id, label in [*said, *_labelled(procedure)]:
        if not label.vi.strip():
            yield _flaw("procedure-no-vietnamese", f"{where}/{id}".rstrip("/"))


def _fields(procedure: Procedure) -> Iterator[Finding]:
    earlier: dict[str, Field] = {}
    for field in procedure.fields:
        yield from _when(field, earlier)
        if (field.kind is Kind.CHOICE) != bool(field.choices):
            yield _flaw("procedure-choices", field.id)
        if field.most < 1:
            yield _flaw("procedure-most", field.id, got=str(field.most))
        earlier[field.id] = field


def _longer(procedure: Procedure) -> Iterator[Finding]:
    """A longer term hangs on an answer that there may be, and is counted like the other."""
    longer = procedure.longer
    if longer is None:
        return
    yield from _hangs("longer", longer.when, {field.id: field for field in procedure.fields})
    if longer.term.unit is not procedure.term.unit or longer.term.amount <= procedure.term.amount:
        got = f"{longer.term.amount} {longer.term.unit}"
        yield _flaw("procedure-term", "longer", got=got)


def _papers(procedure: Procedure) -> Iterator[Finding]:
    fields = {field.id: field for field in procedure.fields}
    for paper in procedure.evidence:
        yield from _when(paper, fields)
        if not paper.media or paper.most_bytes < 1:
            yield _flaw("procedure-media", paper.id)


def _when(thing: Field | Evidence, earlier: dict[str, Field]) -> Iterator[Finding]:
    if thing.when is not None:
        yield from _hangs(thing.id, thing.when, earlier)


def _hangs(thing: str, when: When, earlier: dict[str, Field]) -> Iterator[Finding]:
    if when.field not in earlier:
        yield _flaw("procedure-when-later", thing, field=when.field)
        return
    field = earlier[when.field]
    possible = {choice.id for choice in field.choices}
    possible |= {"yes", "no"} if field.kind is Kind.YES_NO else set()
    if not when.among or (possible and not set(when.among) <= possible):
        told = {"field": when.field, "known": ", ".join(sorted(possible)) or "–"}
        yield _flaw("procedure-when-never", thing, **told)


def _steps(procedure: Procedure) -> Iterator[Finding]:
    duties = [step.duty for step in procedure.steps]
    if duties[:1] != [Duty.INTAKE] or Duty.INTAKE in duties[1:]:
        yield _flaw("procedure-intake-first", procedure.code)
    for duty in (Duty.DECIDE, Duty.ISSUE):
        if duty not in duties:
            yield _flaw("procedure-no-duty", procedure.code, duty=duty)
    if sum(duty in NEVER_ALL_ONE for duty in duties) < 2:
        yield _flaw("procedure-one-person", procedure.code)
    before: list[str] = []
    for step in procedure.steps:
        if not step.seats:
            yield _flaw("procedure-no-seat", step.id)
        for other in step.apart:
            if other not in before:
                yield _flaw("procedure-apart", step.id, other=other)
        before.append(step.id)


def _terms(procedure: Procedure) -> Iterator[Finding]:
    terms: list[tuple[str, Term | None]] = [("term", procedure.term)]
    terms += [("longer", procedure.longer.term)] if procedure.longer else []
    for output in procedure.outputs:
        terms += [(f"outputs/{output.id}/valid_for", output.valid_for)]
        terms += [(f"outputs/{output.id}/kept_for", output.kept_for)]
    for where, term in terms:
        if term is not None and not _counts(term):
            yield _flaw("procedure-term", where, got=f"{term.amount} {term.unit}")


def _counts(term: Term) -> bool:
    try:
        return sound(term).amount > 0
    except ValueError:
        return False


def _law(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.outputs:
        yield _flaw("procedure-no-output", procedure.code)
    if not procedure.channels:
        yield _flaw("procedure-no-channel", procedure.code)
    if not procedure.bases:
        yield _flaw("procedure-no-law", procedure.code)
    yield from _without_source(procedure)


def _without_source(procedure: Procedure) -> Iterable[Finding]:
    bases = [(f"bases/{n}", basis) for n, basis in enumerate(procedure.bases)]
    bases += [(f"outputs/{o.id}/kept_by", o.kept_by) for o in procedure.outputs if o.kept_by]
    bases += [(f"refusals/{refusal.id}", refusal.basis) for refusal in procedure.refusals]
    return [_flaw("procedure-no-law", where) for where, basis in bases if not basis.source.strip()]
