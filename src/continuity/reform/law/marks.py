"""Findings about a text, each with the stretch of the source that it is about."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.reform.law import messages as messages  # they must be there before a finding speaks
from continuity.reform.law.phrases import Span, Trouble

LONGEST = 160
WHOLE = Span(0, 0)


class Marked(NamedTuple):
    """A finding and its place in the source; `WHOLE` is the text as a whole."""

    finding: Finding
    span: Span


class Marks:
    """All findings about one text; `number` and `name` are what they cite."""

    def __init__(self, source: str, number: str, name: str) -> None:
        self.source, self.number, self.name = source, number, name
        self.breaks = [match.start() for match in re.finditer("\n", source)]
        self.found: dict[Marked, None] = {}

    def tell(self, trouble: Trouble, clause: str = "") -> None:
        """One more finding; its phrase is what stands there, shortened where it is long."""
        start, end = trouble.span
        phrase = unicodedata.normalize("NFC", self.source[start : min(end, start + 4 * LONGEST)])
        phrase = " ".join(phrase.split())
        shown = phrase if len(phrase) <= LONGEST else phrase[: LONGEST - 1] + "…"
        line = bisect_left(self.breaks, start) + 1 if trouble.span != WHOLE else 0
        cite = Cite(self.number, clause, self.name, line)
        values = {"phrase": shown, **trouble.values}
        self.found[Marked(Finding(trouble.code, cite, values), trouble.span)] = None

    def say(self, code: str, **values: str) -> None:
        """A finding about the text as a whole."""
        self.tell(Trouble(code, WHOLE, values))

    def in_order(self) -> tuple[Marked, ...]:
        """All findings in the order of the text; those about all of it come first."""
        return tuple(sorted(self.found, key=lambda mark: mark.span))
