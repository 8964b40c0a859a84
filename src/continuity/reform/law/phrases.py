"""What a text of the law can say: units by name, how much of them, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the source, from its first letter to the one behind its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """A phrase that was not understood, or not as it stands; `code` chooses the words."""

    code: str
    span: Span
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as the law names it: its type, its name, and what stands in brackets behind it."""

    kind: str
    name: str
    span: Span
    around: tuple[str, ...] = ()
    aside: str = ""

    @property
    def full(self) -> str:
        """Type and name: 'Thị trấn Sông Đốc'."""
        return f"{self.kind} {self.name}"


class Reference(NamedTuple):
    """A clause that is cited; an article of '' is the one that cites."""

    article: str
    clause: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What is stated of land (km²) and residents, as written."""

    land: str = ""
    residents: str = ""

    def __str__(self) -> str:
        parts = [f"{self.land} km²"] if self.land else []
        return ", ".join([*parts, f"{self.residents} người"] if self.residents else parts)


@dataclass(frozen=True, slots=True)
class Taking:
    """So much of the land and of the residents of some units; `after` are the clauses of "the rest"."""

    how: str
    units: tuple[Named, ...]
    span: Span
    after: tuple[Reference, ...] = ()
    figures: Figures = Figures()


@dataclass(frozen=True, slots=True)
class Arranging:
    """Some takings become one new unit."""

    into: Named
    takings: tuple[Taking, ...]
    figures: Figures = Figures()


@dataclass(frozen=True, slots=True)
class Renaming:
    """A unit gets another name."""

    unit: Named
    into: Named


@dataclass(frozen=True, slots=True)
class Keeping:
    """Some units stay what they are."""

    units: tuple[Named, ...]


Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Closing:
    """What is counted at the end: all, by type, how many were formed, and which were left alone."""

    area: Named
    total: int
    kinds: Counts
    formed: Counts
    kept: int
    units: tuple[Named, ...]


Said = Arranging | Renaming | Keeping | Closing


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the text: where it stands, what it says, and what of it was not understood.

    `duty` is true for one that gives somebody a task or a day and changes no unit.
    """

    article: str
    number: str
    span: Span
    said: Said | None = None
    troubles: tuple[Trouble, ...] = ()
    duty: bool = False
    label: str = ""
