"""What an auditor gets: the statement, and a table of each side that names nobody."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from continuity.handover.counted.tally import Row, Tally

STATEMENT = "statement.json"


def write(folder: Path, giver: Tally, receiver: Tally, said: dict[str, Any]) -> list[Path]:
    """The files of an audit, written into a folder that is there."""
    statement = folder / STATEMENT
    written = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    statement.write_text(written + "\n", encoding="utf-8")
    return [statement, *(_table(folder, tally) for tally in (giver, receiver))]


def _table(folder: Path, tally: Tally) -> Path:
    path = folder / f"{tally.side}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(Row._fields)
        table.writerows(tally.rows())
    return path
