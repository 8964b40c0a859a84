"""Did my case cross? The signed handovers at which it was counted in, and its file to check offline.

The file is made of the tables that belong to the minutes: they stand still, and hold the leaves of both
trees in their order. Of the handover itself only the lines about this one thing are read.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework import vault
from continuity.casework.sight import working
from continuity.handover import kept
from continuity.handover.account import account
from continuity.handover.contents import statement_of, unbundled
from continuity.handover.counted.inclusion import FORMAT, Told, shown
from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Row, commitment, hidden
from continuity.handover.counted.tree import Node, Tree, leaf
from continuity.handover.kept import Handover
from continuity.handover.offline import PAGE, SCRIPT
from continuity.handover.refused import Refused
from continuity.handover.sides import Side
from continuity.handover.signed import drawn_up

CASES = "cases"
JOB = "counted-in"


class Crossing(NamedTuple):
    """A signed handover at which a case was listed; `whole` where both sides counted the same."""

    id: uuid.UUID
    giver: str
    receiver: str
    signed: date
    whole: bool


BESIDE = "select handover_crossed(c.number, %(on)s) from casework_case c where c.id = %(case)s"
"""The same, in the statement that asks for what stands beside a case."""


def crossed(number: str, on: date) -> list[Crossing]:
    """The handovers that brought a case to where it is, as they stand signed on a day, the last first."""
    with working(JOB, on), connection.cursor() as cursor:
        cursor.execute("select handover_crossed(%s, %s)", [number, on])
        return [crossing(json.loads(told)) for (told,) in cursor.fetchall()]


def crossing(told: Mapping[str, Any]) -> Crossing:
    """One of them, as the database tells it."""
    id, signed = uuid.UUID(told["id"]), date.fromisoformat(told["signed"])
    return Crossing(id, told["giver"], told["receiver"], signed, told["whole"])


def file_of(handover: uuid.UUID, number: str, on: date) -> bytes:
    """What it takes to check one case without us, as a ZIP: its file, the statement, page and script.

    Whoever calls has seen that the case is the asker's own.
    """
    with working(JOB, on):
        there, paper = kept.one(handover), drawn_up(handover)
        found = inclusion_file(there, CASES, number)
    files = {
        "my-case.json": json.dumps(found, ensure_ascii=False, indent=1).encode(),
        "statement.json": json.dumps(paper.statement, ensure_ascii=False, indent=1).encode(),
        PAGE.name: PAGE.read_bytes(),
        SCRIPT.name: SCRIPT.read_bytes(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(f"counted-in/{name}", data)
    return made.getvalue()


def inclusion_file(handover: Handover, annex: str, number: str) -> dict[str, Any]:
    """The file of one thing against the statement of the minutes; refused where nobody counted it."""
    paper = drawn_up(handover.id)
    files = unbundled(vault.get(paper.bundle))
    said, one = statement_of(files), account(handover, annex, number)
    made = {
        side: _side(one.secret, items, files[f"count/{side}.csv"], said[side]["totals"])
        for side, items in zip(_COUNTING, one.items(), strict=True)
    }
    if not any(made.values()):
        raise Refused("no-line", annex=annex, number=number)
    key = next(one["key"] for one in made.values() if one)
    return {
        "format": FORMAT,
        "handover": str(handover.id),
        "roots": {str(side): said[side]["root"] for side in _COUNTING},
        "sides": {str(side): one for side, one in made.items()},
        "differences": [one for one in paper.statement["differences"] if one["key"] == key],
    }


_COUNTING = (Side.GIVER, Side.RECEIVER)


def _side(secret: bytes, items: list[Item], table: bytes, totals: str) -> dict[str, Any] | None:
    """What a side wrote of it, and its way to the root; None where this side has not counted it."""
    if not items:
        return None
    [item] = items
    under = hidden(secret, item)
    text = io.StringIO(table.decode(), newline="")
    nodes = [_leaf(Row._make(row)) for row in list(csv.reader(text))[1:]]
    place = next(n for n, node in enumerate(nodes) if node.low == under.key)
    return shown(Told(item, under, totals), Tree(nodes).path(place))


def _leaf(row: Row) -> Node:
    """The leaf of a line of an auditor's table, as the tree has it."""
    amounts = f"{row.annex};{row.quantity};{row.done};{row.paid};{row.held}"
    hides = commitment(bytes.fromhex(row.salt), amounts)
    return leaf(bytes.fromhex(row.key), bytes.fromhex(row.text), hides)
