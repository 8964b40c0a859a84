"""From the text of a resolution to a draft decree, with every phrase that was not understood.

The draft says what the text says and no more: the map. Which bodies follow it, other texts say. The
findings carry the span of the phrase that they are about, so that a page can mark it in its place.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.packs.places import Places
from continuity.packs.text import Tree
from continuity.reform.law.clauses import clauses, numbering
from continuity.reform.law.head import Head, head
from continuity.reform.law.marks import Marked, Marks
from continuity.reform.law.naming import Meant
from continuity.reform.law.passages import passages
from continuity.reform.law.phrases import Arranging, Clause, Closing, Renaming, Trouble
from continuity.reform.law.reckon import Afterwards, Codes, Count, disputed, heirs, ordered, taken
from continuity.reform.law.resolve import Units, province_called
from continuity.reform.law.tree import tree
from continuity.reform.law.writing import written

MOST_LETTERS = 1_000_000

REMARK = """\
Read from the text of the law by `continuity reform read`; see docs/reform.md.
The law gives no codes: each founded unit has that of one which goes into it, until it gets its own."""


@dataclass(frozen=True)
class Given:
    """What somebody says of a text that does not say it, or says it otherwise.

    `province` is a code as of the day; `codes` are those of founded units, by the clause's label.
    """

    number: str = ""
    effective: date | None = None
    province: str = ""
    name: str = ""
    codes: dict[str, str] = field(default_factory=dict)


class Law(NamedTuple):
    """What a text says: its head, its clauses, the draft, the counts, and all findings."""

    source: str
    head: Head
    clauses: tuple[Clause, ...] = ()
    tree: dict[str, Tree] = {}  # noqa: RUF012  nobody writes into it
    marks: tuple[Marked, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def yaml(self) -> str:
        """The draft as a file; '' where nothing could be drafted."""
        return written(self.tree, REMARK) if self.tree else ""

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of the text."""
        return [mark.finding for mark in self.marks]


def read_law(source: str, places: Places, given: Given | None = None) -> Law:
    """The draft in the text of a resolution, read against the units on the eve of its day.

    No text raises: what cannot be read comes back as findings.
    """
    given = given or Given()
    if len(source) > MOST_LETTERS:
        marks = Marks("", "", given.name)
        marks.say("law-too-long", size=f"{len(source):,}", most=f"{MOST_LETTERS:,}")
        return Law(source, Head(), marks=marks.in_order())
    opening, found = passages(source)
    composed = unicodedata.normalize("NFC", source)
    said = head(unicodedata.normalize("NFC", source[: opening.end]), composed)
    known = said._replace(
        number=given.number or said.number,
        operates=given.effective or said.operates or said.in_force,
    )
    law = Law(source, known, tuple(clauses(source, found)))
    return _drafted(law, places, given, Marks(source, known.number, given.name))


def _drafted(law: Law, places: Places, given: Given, marks: Marks) -> Law:
    for clause in law.clauses:
        for trouble in clause.troubles:
            marks.tell(trouble, clause.label)
    for clause, trouble in numbering(law.clauses):
        marks.tell(trouble, clause.label)
    units = _units(law, places, given, marks)
    if units:
        law = _reckoned(law, Meant(list(law.clauses), units), given, marks)
    return law._replace(marks=marks.in_order())


def _units(law: Law, places: Places, given: Given, marks: Marks) -> Units | None:
    """The units that the names of the text may mean; None where it is not clear which."""
    on = law.head.operates
    if not any(isinstance(c.said, Arranging | Renaming) for c in law.clauses):
        marks.say("law-empty")
        return None
    if not law.head.number:
        marks.say("law-no-number")
    if on is None or not places.world.starts < on < date.max:
        marks.say("law-no-day")
        return None
    closing = next((c.said.area.full for c in law.clauses if isinstance(c.said, Closing)), "")
    written = given.province or law.head.province or closing
    province = province_called(places, written, on)
    if not province:
        marks.say("law-no-province", name=written or "–", on=on.isoformat())
        return None
    return Units(places, on, province)


def _reckoned(law: Law, meant: Meant, given: Given, marks: Marks) -> Law:
    takes = taken(meant)
    disputed(meant, takes)
    order = ordered(meant, takes)
    ended = heirs(takes, order)
    codes = _codes(meant, Codes(meant, takes, ended).codes, given)
    after, counted = Afterwards(meant, ended), list[Count]()
    for n, clause in enumerate(law.clauses):
        if isinstance(clause.said, Closing):
            counts = after.counts(clause.said, clause.label)
            _miscounted(meant, n, counts)
            counted += counts
    for n, troubles in meant.troubles.items():
        for trouble in troubles:
            marks.tell(trouble, law.clauses[n].label)
    drafted = tree(meant, takes, order, codes, law.head)
    return law._replace(tree=drafted if drafted["clauses"] else {}, counts=tuple(counted))


def _codes(meant: Meant, chosen: dict[int, str], given: Given) -> dict[int, str]:
    """The code of each founded unit: given, taken over, or one of ours with a finding."""
    codes = {}
    for n, clause in enumerate(meant.clauses):
        if not isinstance(clause.said, Arranging):
            continue
        ours = f"new-{clause.label}"
        codes[n] = given.codes.get(clause.label) or chosen.get(n) or ours
        if codes[n] == ours:
            into = clause.said.into
            values = {"name": into.full, "code": ours}
            meant.trouble(n, Trouble("law-no-code", into.span, values))
    return codes


def _miscounted(meant: Meant, n: int, counts: list[Count]) -> None:
    for count in counts:
        if count.stated != count.reckoned:
            values = {"stated": str(count.stated), "reckoned": str(count.reckoned)}
            span = meant.clauses[n].span
            meant.trouble(n, Trouble("law-count", span, values | {"what": count.what}))
