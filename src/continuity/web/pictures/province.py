"""A province as tiles: its communes before a change and after it, on the side of the day asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from continuity.core.crosswalk import Edge, edges
from continuity.core.lineage import Lineage
from continuity.packs.names import split_type
from continuity.pages.quilt import Apart, Name, Quilt, Said, drawn, quilt
from continuity.pages.tiles import Piece, middles, pieces
from continuity.pages.turns import Turn, turn
from continuity.pages.words import t
from continuity.web.pictures.seen import Seen
from continuity.web.units.keys import address

LETTER = 5.2
"""How wide a letter of a name over tiles is."""


@dataclass(frozen=True)
class Drawing:
    """The ground of one area between two days."""

    here: Seen
    key: str
    leaves: tuple[str, ...]
    turn: Turn
    linked: bool = True

    @property
    def lineage(self) -> Lineage:
        """All areas and what they lay in."""
        return self.here.world.lineage

    @cached_property
    def pieces(self) -> list[Piece]:
        """The pieces that the ground falls into."""
        return pieces(self.lineage, self.leaves, self.turn.before, self.turn.after)

    @cached_property
    def edges(self) -> list[Edge]:
        """The crosswalk of this ground between the two days."""
        return edges(self.lineage, self.leaves, self.turn.before, self.turn.after)

    @cached_property
    def quilt(self) -> Quilt:
        """The tiles of the day; islands far off stand beside the rest under their name."""
        made = quilt(self.pieces, self.apart, later=self.turn.later)
        names = []
        for path, (x, y, wide) in middles(made.sheet).items():
            words = split_type(self.name(path[-1]))[1] if len(path) > 1 else ""
            if words and len(words) * LETTER <= wide and path[-1] not in self.here.pack.islands:
                names.append(Name(words, x, y, over=True))
        return made._replace(names=(*made.names, *names))

    @cached_property
    def apart(self) -> list[Apart]:
        """The island groups among the ground, each with its leaves."""
        found = []
        for key in self.here.pack.islands:
            leaves = set(self.lineage.ever_in(key)) & set(self.leaves)
            if leaves:
                found.append((split_type(self.name(key))[1], leaves))
        return found

    def name(self, key: str, on: date | None = None) -> str:
        """What an area is called on one of the days."""
        area = self.lineage.areas[key]
        day = on or (self.turn.after if self.turn.later else self.turn.before)
        return self.here.names.of(key, min(max(day, area.valid.start), _last(area.valid.end)))

    def said(self, piece: Piece) -> Said:
        """The link and the words of a tile: what it was, and what it is now."""
        old, new = piece.before[-1], piece.after[-1]
        was = self.name(old, self.turn.before)
        within = (
            f" ({self.name(piece.before[-2], self.turn.before)})" if len(piece.before) > 2 else ""
        )
        is_ = self.name(new, self.turn.after)
        url = address(new if self.turn.later else old, self.day) if self.linked else ""
        if piece.stays:
            return Said(url, f"{was}{within}" + t(": giữ nguyên", ": stays as it is"))
        part = t(" (một phần)", " (a part)") if piece.parts > 1 else ""
        return Said(url, f"{was}{within}{part} → {is_}")

    @property
    def day(self) -> date:
        """The day whose tiles are shown."""
        return self.turn.after if self.turn.later else self.turn.before

    def svg(self) -> str:
        """The picture."""
        return drawn(self.quilt, self.said)


def drawing(here: Seen, key: str, on: date) -> Drawing:
    """An area as a drawing; of an area that ended, its last ground, and where that is today."""
    leaves = tuple(leaf for leaf in here.world.lineage.leaves_of(key, on))
    return Drawing(here, key, leaves, turn(here.world.lineage, leaves, on, here.world.starts))


def _last(end: date) -> date:
    return date.fromordinal(end.toordinal() - 1)
