"""After a restore: what was erased since the backup was made is erased once more."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date

from continuity.casework.retention.erase import emptied, gone_again, register
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record


def again(on: date) -> int:
    """How many cases of the register of erasures came back with a backup and were emptied anew.

    Each is a transaction, so that what is killed goes on where it stood.
    """
    return sum(_one(case, on) for case in _listed())


def _listed() -> Iterator[uuid.UUID]:
    path = register()
    if path is None or not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield uuid.UUID(json.loads(line)["case"])


def _one(case: uuid.UUID, on: date) -> bool:
    with working("rotation", on):
        files = emptied(case)
        if files is None:
            return False
        record(f"case:{case}", "erase-again", SYSTEM, {"on": str(on)}, purpose="system:rotation")
    gone_again(files)
    return True
