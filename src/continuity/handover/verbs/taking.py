"""Taking over an old system's records as lines of an annex: tried without writing, or done.

What is there already and says the same stays; what is there and says something else is told and stays
too. Before the run ends, what was written is read again and compared with what the files say.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import opened
from continuity.casework.sight import present
from continuity.handover import kept, written
from continuity.handover.kept import Handover
from continuity.handover.lines import Line, Problem
from continuity.handover.refused import Refused
from continuity.handover.resealed import of_line
from continuity.handover.sides import Side, acting
from continuity.handover.takeover.compared import (
    Compared,
    FileRun,
    Run,
    differs,
    run_of,
    summed,
    unequal,
)
from continuity.handover.takeover.export import ADDED, Export
from continuity.handover.takeover.files import Came, unread
from continuity.handover.takeover.gathered import Gathered, Row, gathered, names_of
from continuity.handover.verbs.doing import before, entered
from continuity.handover.verbs.listing import _insert, _open, digest_of
from continuity.journal.record import Actor


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What came of a take-over: the numbers, and each row that comes back, by file and place."""

    run: Run
    wrong: dict[Row, tuple[Problem, ...]]


def take_over(
    handover_id: uuid.UUID,
    annex: str,
    export: Export,
    files: Sequence[Came],
    *,
    dry: bool,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> TakenOver:
    """The records of an export become lines; `dry` writes nothing, and the receiver may do that too.

    Raises `Refused`: not-equal where what was written differs from the files, and then nothing is.
    """
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        _may(handover, annex, export, dry=dry)
        made = gathered(export, files)
        there = _there(handover, export, made)
        fresh = [one for number, one in made.lines.items() if number not in there]
        run = _run(export, files, made, there, dry=dry)
        if dry:
            return TakenOver(run, made.wrong)
        asked = {
            "verb": "take-over",
            "mapping": export.digest,
            "files": [one.digest for one in files],
        }
        id = uuid.uuid4()
        if again := before(handover_id, key, {"id": str(id)}, **asked):
            return TakenOver(_kept(uuid.UUID(again["id"])), made.wrong)
        _insert(handover, export.annex, fresh)
        run = _checked(handover, export, made, run)
        row = {"handover": handover_id, "id": id, "annex": annex, "told": json.dumps(run.plain())}
        written.added("takeover", row)
        told = {
            name: getattr(run, name) for name in ("system", "taken", "there", "wrong", "changed")
        }
        told |= {"mapping": run.mapping, "files": {one.file: one.digest for one in run.files}}
        entered(handover, "take-over", annex=annex, run=str(id), digest=digest_of(fresh), **told)
    return TakenOver(run, made.wrong)


def runs(handover_id: uuid.UUID, annex: str) -> list[tuple[date, str, Run]]:
    """The take-overs of an annex, the latest first, with day and name; read inside `looking(...)`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select day, name, told from handover_takeover where handover = %s and annex = %s "
            "order by at desc limit 20",
            [handover_id, annex],
        )
        return [(day, name, run_of(_tree(told))) for day, name, told in cursor.fetchall()]


def _may(handover: Handover, annex: str, export: Export, *, dry: bool) -> None:
    if kept.annex_of(handover, annex) != export.annex:
        raise Refused("mapping-other", other=export.annex.label, annex=annex)
    if not dry:
        _open(handover, annex)
    elif not handover.sides() & {Side.GIVER, Side.RECEIVER}:
        raise Refused("not-your-side", agency=present().agency, side=Side.GIVER)


def _there(handover: Handover, export: Export, made: Gathered) -> set[str]:
    """The things that are listed already as the files say; those that are listed otherwise come back."""
    listed = {one.number: one for one in kept.lines(handover.id, export.annex.id)}
    met = made.lines.keys() & listed.keys()
    names = _names(handover, export, met)
    same = set()
    for number in sorted(met):
        stands = {**listed[number].values, **names.get(number, {})}
        other = differs(export.targets, stands, made.lines[number].values)
        if not other:
            same.add(number)
            continue
        columns = names_of(export.annex.column(id) for id in other)
        made.returned(number, Problem("old-changed", export.annex.key, columns, number), export)
    return same


def _names(handover: Handover, export: Export, numbers: Any) -> dict[str, dict[str, str]]:
    """What names persons in some lines, to be compared and shown to nobody."""
    if not export.targets & export.annex.personal or not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, sealed from handover_line where handover = %s and annex = %s "
            "and number = any(%s) and sealed is not null",
            [handover.id, export.annex.id, sorted(numbers)],
        )
        rows, ring = cursor.fetchall(), keys.ring()
    return {
        number: json.loads(
            opened(ring, handover.id, of_line(export.annex.id, number), bytes(sealed))
        )
        for number, sealed in rows
    }


def _run(
    export: Export, files: Sequence[Came], made: Gathered, there: set[str], *, dry: bool
) -> Run:
    counts = [
        _file(n, export, came, made, there) for n, came in enumerate(files)
    ]  # fmt: skip
    whole = made.whole
    changed = sum(one.code == "old-changed" for problems in made.wrong.values() for one in problems)
    sums = tuple(Compared(column, _before(export, made, column)) for column in export.agreed)
    return Run(
        export.annex.id, export.system, export.digest, dry, len(made.lines) - len(there), len(there),
        len(whole), changed, tuple(counts), sums,
    )  # fmt: skip


def _file(n: int, export: Export, came: Came, made: Gathered, there: set[str]) -> FileRun:
    """What became of each row of a file; together they are all rows, or a row was lost here."""
    mine = [
        (number, row) for number, rows in made.rows.items() if number in made.lines
        for row in rows if row[0] == n
    ]  # fmt: skip
    same = sum(number in there for number, _ in mine)
    wrong = sum(row[0] == n for row in made.wrong)
    rows = len(came.places)
    assert len(mine) + wrong == rows, "each row is taken, there, or comes back"
    part = export.parts[n]
    return FileRun(
        part.file, came.digest, rows, part.rows, len(mine) - same, same, wrong,
        tuple(unread(part, came)),
    )  # fmt: skip


def _before(export: Export, made: Gathered, column: str) -> Any:
    """What the files hold of a column; amounts are added up from their cells and not from the lines."""
    added = sum(made.added[number].get(column, 0) for number in made.lines)
    total = added if export.annex.column(column).kind in ADDED else None
    return summed(export.annex, column, made.lines.values(), total)


def _checked(handover: Handover, export: Export, made: Gathered, run: Run) -> Run:
    """The run with what the database holds now of the same things; refused where that is otherwise."""
    stands: list[Line] = [
        one for one in kept.lines(handover.id, export.annex.id) if one.number in made.lines
    ]
    after = (summed(export.annex, one.column, stands) for one in run.sums)
    sums = tuple(
        Compared(one.column, one.before, found) for one, found in zip(run.sums, after, strict=True)
    )
    lost = [export.annex.key] if len(stands) != len(made.lines) else []
    if other := lost + unequal(sums):
        raise Refused("not-equal", columns=", ".join(other))
    return Run(**{**{n: getattr(run, n) for n in run.__slots__}, "sums": sums})


def _kept(id: uuid.UUID) -> Run:
    with connection.cursor() as cursor:
        cursor.execute("select told from handover_takeover where id = %s", [id])
        return run_of(_tree(cursor.fetchone()[0]))


def _tree(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told
