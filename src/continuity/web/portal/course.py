"""An application as a row of pages, each of which asks one thing; pure.

What stands on which page follows from the procedure alone, and which pages there are from what was
answered so far: a page whose questions are not asked is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from continuity.core.form import asked, papers_asked
from continuity.core.procedure import Evidence, Field, Group, Procedure

MOST = 4
"""Fields of one page; a page is one thing, and a short one."""
PROVED = (Group.NAME, Group.IDENTITY)
"""What a proof of identity tells: it is asked of nobody who files for themselves."""
PLACE, FEE, CHECK = "place", "fee", "check"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: some fields of a group, or one paper, or a place, or the fee."""

    id: str
    fields: tuple[Field, ...] = ()
    paper: Evidence | None = None


def pages(procedure: Procedure, answers: Mapping[str, str]) -> list[Page]:
    """The pages of an application, in order, without the last one that shows everything."""
    found = [Page(PLACE), *_of_fields(procedure, answers)]
    found += [Page(f"p-{one.id}", paper=one) for one in papers_asked(procedure, answers)]
    return [*found, Page(FEE)] if procedure.fee else found


def pages_of(
    procedure: Procedure, answers: Mapping[str, str], items: Collection[str]
) -> list[Page]:
    """The pages on which one gives what was asked for in a case: a question or a paper each."""
    fields = [Page(f"q-{one.id}", (one,)) for one in procedure.fields if one.id in items]
    papers = [Page(f"p-{one.id}", paper=one) for one in procedure.evidence if one.id in items]
    return [*fields, *papers]


def _of_fields(procedure: Procedure, answers: Mapping[str, str]) -> list[Page]:
    shown = {field.id for field in asked(procedure, answers)}
    runs: list[list[Field]] = []
    for field in procedure.fields:
        if field.group in PROVED:
            continue
        if runs and _together(runs[-1], field):
            runs[-1].append(field)
        else:
            runs.append([field])
    kept = [tuple(field for field in run if field.id in shown) for run in runs]
    return [Page(f"q-{fields[0].id}", fields) for fields in kept if fields]


def _together(run: Iterable[Field], field: Field) -> bool:
    """True where a field may stand beside those before it.

    Not one that hangs on an answer of the same page: without a script it would be asked for nothing.
    """
    there = list(run)
    hangs = field.when is not None and field.when.field in {one.id for one in there}
    return len(there) < MOST and there[0].group is field.group and not hangs


def following(pages: list[Page], id: str) -> str:
    """The page after one; the last shows everything."""
    ids = [page.id for page in pages]
    at = ids.index(id) + 1 if id in ids else len(ids)
    return ids[at] if at < len(ids) else CHECK


def first_open(pages: list[Page], gone_by: Collection[str]) -> str:
    """The first page that was not answered; the one that shows everything where all were."""
    return next((page.id for page in pages if page.id not in gone_by), CHECK)
