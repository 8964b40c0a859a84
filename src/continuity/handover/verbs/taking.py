"""Taking over an old system's records as lines of an annex, or as counts: tried without writing, or done.

What is there already and says the same stays; what is there and says something else is told and stays
too. Before the run ends, what was written is read again and compared with what the files say.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from continuity.handover.verbs.counting import in_bulk, may_count
from continuity.handover.verbs.doing import before, entered
from continuity.handover.verbs.listing import digest_of, may_list, put
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
    side: str = "",
) -> TakenOver:
    """The giver's records become lines; the receiver's are counted. `dry` writes nothing.

    What the receiver has as it is listed is counted so, and what nobody listed is counted as such; what
    is listed otherwise is left to be counted by hand.

    Raises `Refused`: not-equal where what was written differs from the files, and then nothing is.
    """
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        by = _side(handover, annex, export, side, dry=dry)
        made = gathered(export, files)
        there = _there(handover, export, made, by)
        run = replace(_run(export, files, made, there, dry=dry), side=str(by))
        if dry:
            return TakenOver(run, made.wrong)
        digests = [one.digest for one in files]
        asked = {"verb": "take-over", "mapping": export.digest, "files": digests}
        id = uuid.uuid4()
        if again := before(handover_id, key, {"id": str(id)}, **asked):
            return TakenOver(_kept(uuid.UUID(again["id"])), made.wrong)
        if by is Side.GIVER:
            fresh = [one for number, one in made.lines.items() if number not in there]
            put(handover, export.annex, fresh)
            run = _checked(handover, export, made, run)
        else:
            amounts = {one.number: one.quantity for one in made.lines.values()}
            in_bulk(handover, by, annex, amounts, "sheet", f"{key} counts", "")
            run = _with_listed(handover, export, made, run)[0]
        _record(handover, id, run, digest_of(made.lines.values()))
    return TakenOver(run, made.wrong)


def _record(handover: Handover, id: uuid.UUID, run: Run, digest: str) -> None:
    """Keeps what came of a run, and enters it in the stream."""
    row = {"handover": handover.id, "id": id, "annex": run.annex, "told": json.dumps(run.plain())}
    written.added("takeover", row)
    names = ("annex", "side", "system", "taken", "there", "wrong", "changed", "mapping")
    told = {name: getattr(run, name) for name in names}
    told["files"] = {one.file: one.digest for one in run.files}
    entered(handover, "take-over", run=str(id), digest=digest, **told)


def runs(handover_id: uuid.UUID, annex: str) -> list[tuple[date, str, Run]]:
    """The take-overs of an annex, the latest first, with day and name; read inside `looking(...)`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select day, name, told from handover_takeover where handover = %s and annex = %s "
            "order by at desc limit 20",
            [handover_id, annex],
        )
        return [(day, name, run_of(_tree(told))) for day, name, told in cursor.fetchall()]


def _side(handover: Handover, annex: str, export: Export, wanted: str, *, dry: bool) -> Side:
    """For which side it is: the giver's list must be open to be written, and closed to be counted."""
    if kept.annex_of(handover, annex) != export.annex:
        raise Refused("mapping-other", other=export.annex.label, annex=annex)
    mine = handover.sides() - {Side.WITNESS}
    if not mine or (wanted and wanted not in mine):
        raise Refused("not-your-side", agency=present().agency, side=wanted or Side.GIVER)
    by = Side(wanted) if wanted else min(mine)  # the giver's, for who stands on both
    if not dry and by is Side.GIVER:
        may_list(handover, annex)
    elif not dry:
        may_count(handover.id, annex, by)
    return by


def _there(handover: Handover, export: Export, made: Gathered, by: Side) -> set[str]:
    """The things that are listed already as the files say; those that are listed otherwise come back."""
    listed = {one.number: one for one in kept.lines(handover.id, export.annex.id)}
    met = made.lines.keys() & listed.keys()
    names = _names(handover, export, met)
    same, code = set(), "old-changed" if by is Side.GIVER else "old-otherwise"
    for number in sorted(met):
        stands = {**listed[number].values, **names.get(number, {})}
        other = differs(export.targets, stands, made.lines[number].values)
        if not other:
            same.add(number)
            continue
        columns = names_of(export.annex.column(id) for id in other)
        made.returned(number, Problem(code, export.annex.key, columns, number), export)
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
    codes = [one.code for problems in made.wrong.values() for one in problems]
    changed = codes.count("old-changed") + codes.count("old-otherwise")
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
    found, stands = _with_listed(handover, export, made, run)
    lost = [export.annex.key] if stands != len(made.lines) else []
    if other := lost + unequal(found.sums):
        raise Refused("not-equal", columns=", ".join(other))
    return found


def _with_listed(handover: Handover, export: Export, made: Gathered, run: Run) -> tuple[Run, int]:
    """The run with what the list says of the same things, and how many of them it has."""
    stands: list[Line] = [
        one for one in kept.lines(handover.id, export.annex.id) if one.number in made.lines
    ]
    after = (summed(export.annex, one.column, stands) for one in run.sums)
    sums = tuple(
        Compared(one.column, one.before, found) for one, found in zip(run.sums, after, strict=True)
    )
    return replace(run, sums=sums), len(stands)


def _kept(id: uuid.UUID) -> Run:
    with connection.cursor() as cursor:
        cursor.execute("select told from handover_takeover where id = %s", [id])
        return run_of(_tree(cursor.fetchone()[0]))


def _tree(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told
