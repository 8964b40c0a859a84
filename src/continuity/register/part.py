"""A part of the world: as much as one question about one function at one place can touch.

The pure core answers every question about who must act. So that a verb need not read the whole
register for it, this reads the place, its heirs, what lies in them, what they lie in and the mandates
of the function there; the core then answers from that as it would from everything (a law says so).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from continuity.core.world import World
from continuity.register.read import head, row_of
from continuity.register.rows import BY_NAME, Row, Rows, Table, world_of


def part(function: str, place: str, known: int | None = None) -> World:
    """The world as far as it bears on a function at a place, as it is or was known.

    Raises LookupError where nothing was ever loaded.
    """
    here = head()
    if here is None:
        raise LookupError("The register is empty: nothing was loaded.")
    facts = Facts(known)
    seeds = [place, *facts.heirs_of(place)]
    inside = facts.inside([*seeds, *facts.pieces(place)])
    around = facts.around(inside)
    return world_of(facts.about(function, around), here.starts)


class Facts:
    """What is known, or was known after an entry, looked up by a column."""

    def __init__(self, known: int | None) -> None:
        self.known = known

    def find(self, table: str, column: str, values: Iterable[str]) -> set[Row]:
        """The rows of a table that have one of some values in a column."""
        wanted, one = list(values), BY_NAME[table]
        if not wanted:
            return set()
        with connection.cursor() as cursor:
            cursor.execute(*self._query(one, column, wanted))
            return {row_of(row) for row in cursor.fetchall()}

    def _query(self, table: Table, column: str, wanted: list[str]) -> tuple[str, list[Any]]:
        columns = ", ".join(f"t.{name}" for name in table.names)
        source = f"register_{table.name} t"
        now = f"select {columns} from {source} where {column} = any(%s) and upper_inf(known)"
        if self.known is None:
            return now, [wanted]
        # Two parts, since each has its own index: what still stands, and what was retracted since.
        then = (
            f"select {columns} from unnest(%s::text[]) x join {source} on "
            f"register_spot(t.{column}) && register_spot(x) and t.{column} = x "
            "where not upper_inf(t.known) and t.known @> %s::bigint"
        )
        both = f"{now} and lower(known) <= %s union all {then}"
        return both, [wanted, self.known, wanted, self.known]

    def heirs_of(self, place: str) -> Iterator[str]:
        """What continues a place, and what continues that, to the last."""
        seen = {place}
        while found := self.find("heir", "thing", [place]):
            place = next(iter(found))[1]
            if place in seen:
                return
            seen.add(place)
            yield place

    def pieces(self, leaf: str) -> list[str]:
        """The leaves that a former leaf was cut into, at any time."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select distinct id from register_leaf where starts_with(id, %s)", [f"{leaf}>"]
            )
            return [row[0] for row in cursor.fetchall()]

    def inside(self, things: list[str]) -> set[str]:
        """Some things and all that ever lay in them."""
        found, fresh = set(things), set(things)
        while fresh:
            fresh = {row[0] for row in self.find("within", "parent", fresh)} - found
            found |= fresh
        return found

    def around(self, things: set[str]) -> set[str]:
        """Some things and all in which they ever lay."""
        found, fresh = set(things), set(things)
        while fresh:
            fresh = {row[1] for row in self.find("within", "thing", fresh)} - found
            found |= fresh
        return found

    def about(self, function: str, places: set[str]) -> Rows:
        """The rows about a function at some places."""
        mandates = {row for row in self.find("mandate", "area", places) if row[0] == function}
        agencies = {row[1] for row in mandates}
        none: set[Row] = set()
        return {
            "area": self.find("area", "id", places),
            "leaf": self.find("leaf", "id", places),
            "within": self.find("within", "thing", places),
            "heir": self.find("heir", "thing", places | agencies),
            "function": self.find("function", "id", [function]),
            "agency": self.find("agency", "id", agencies),
            "mandate": mandates,
            "label": none,
            "under": none,
            "charge": none,
            "custody": none,
        }
