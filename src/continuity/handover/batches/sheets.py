"""Separator sheets: one a line of an annex, laid on top of its pages before they are scanned."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from continuity.casework.documents import qr
from continuity.casework.documents.kinds import Frame, Kind, Language, Slots
from continuity.casework.documents.typeset import typeset
from continuity.core.procedure import Words
from continuity.handover import kept
from continuity.handover.annexes import Annex
from continuity.handover.batches.split import code
from continuity.handover.lines import Line
from continuity.handover.verbs.counting import label

SHEET = Kind("separator", Words("Tờ phân cách", "Separator sheet"), "TPC",
             "handover/batches/templates/separators.typ")  # fmt: skip
MOST = 200
"""Sheets of one file."""
HOW = Words(
    "Đặt tờ này lên trên các trang của mục này khi quét. In một mặt hoặc cả hai mặt đều được.",
    "Lay this sheet on top of the pages of this item when you scan them. One side is enough.",
)


def codes(handover: uuid.UUID, annex: str) -> dict[str, str]:
    """The lines of an annex by the codes of their sheets; read inside `looking(...)`."""
    found, after = {}, ""
    while there := kept.listed(handover, annex, after, 5000):
        found.update({code(handover, annex, label(n)): one.number for one, n in there})
        after = there[-1][0].number
    return found


def sheets(
    handover: uuid.UUID,
    annex: Annex,
    lines: Sequence[tuple[Line, int]],
    *,
    about: str,
    body: str,
    on: date,
    language: Language = "vi",
) -> bytes:
    """The sheets of some lines with their labels, as PDF/A, one a page."""
    told = [
        {
            "number": one.number, "label": label(n), "fonds": one.values.get("fonds", ""),
            "qr": qr.drawn(code(handover, annex.id, label(n))),
        }
        for one, n in lines
    ]  # fmt: skip
    more = {"sheets": told, "annex": getattr(annex.label, language), "how": getattr(HOW, language)}
    return typeset(SHEET, Slots(about=about, more=more), Frame(body, on), language).pdf
