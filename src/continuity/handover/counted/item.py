"""What is counted: one thing of an annex, with all that must not be taken from it.

An item is written as two texts. The *text* says everything and is shown to the person concerned; the
*amounts* are what the auditor adds up, and name nobody. Both are written in one way only, so that two
sides who saw the same wrote the same bytes, in whatever order they listed steps and papers.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_told = json.encoder.encode_basestring

FIELDS = ("received", "due", "done", "paid", "held", "quantity", "said")
"""What may differ between two counts of one thing, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Item:
    """One case, box, asset, seal or stretch of forms, as one side counted it.

    `paid` is in VND; `said` holds further columns of the annex as pairs of name and text.
    """

    annex: str
    number: str
    received: date | None = None
    due: date | None = None
    done: tuple[str, ...] = ()
    paid: int = 0
    held: tuple[str, ...] = ()
    quantity: int = 1
    said: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """By what an item is known on both sides: its annex and its number as it is compared."""
        return self.annex, unicodedata.normalize("NFC", self.number).strip()

    @property
    def text(self) -> str:
        """All of it as canonical JSON."""
        annex, number = self.name
        # As a JSON encoder writes it, which takes four times as long.
        said = ",".join(
            f"{_told(id)}:{_told(text)}" for id, text in dict(sorted(self.said)).items()
        )
        text = (
            f'{{"annex":{_told(annex)},"number":{_told(number)},"received":"{_day(self.received)}",'
            f'"due":"{_day(self.due)}","done":{_list(self.done)},"paid":{self.paid},'
            f'"held":{_list(self.held)},"quantity":{self.quantity},"said":{{{said}}}}}'
        )
        return unicodedata.normalize("NFC", text)

    @property
    def amounts(self) -> Amounts:
        """What of it is added up."""
        return Amounts(self.annex, self.quantity, len(self.done), self.paid, len(self.held))


class Amounts(NamedTuple):
    """What an auditor sees of an item: no number, no day, nobody."""

    annex: str
    quantity: int
    done: int
    paid: int
    held: int

    @property
    def text(self) -> str:
        """As it is hashed and read again: `cases;1;2;200000;3`."""
        return ";".join(map(str, self))


def _list(texts: tuple[str, ...]) -> str:
    return f"[{','.join(map(_told, sorted(texts)))}]"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
