"""Erasing: everything of a case that is sealed goes, and what it was counts on.

Columns are emptied and files lose the only key that opens them. Older dumps still hold sealed
columns: a restored one is made to forget again by the register of what was erased, which lies beside
the database, and once the sealing key was rotated and has left the ring no older dump can be read.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from continuity.casework import vault
from continuity.casework.cases import Case
from continuity.casework.groups import COLUMNS
from continuity.casework.sight import present
from continuity.casework.vault import Kept
from continuity.casework.verbs.doing import done

REGISTER = "erased.jsonl"
Taken = Callable[[uuid.UUID], Iterable[Kept]]
_more: list[Taken] = []


def also(taken: Taken) -> None:
    """From now on this is asked too: it empties what it keeps of a case, and names its files."""
    if taken not in _more:
        _more.append(taken)


def erase(case: Case, list: uuid.UUID) -> None:
    """Empties all that is sealed of a case, in the transaction of the review; the act stays."""
    files = emptied(case.id) or []
    done(case, "erase", {}, list=str(list))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into retention_erased (case_id, list, day) values (%s, %s, %s)",
            [case.id, list, present().on],
        )
    told = {"case": str(case.id), "list": str(list), "day": str(present().on)}
    transaction.on_commit(lambda: _gone(told, files))


def register() -> Path | None:
    """The file beside the database that says what was erased; None where there is no home."""
    home = settings.CONTINUITY_HOME
    return Path(home) / REGISTER if home else None


def emptied(case: uuid.UUID) -> list[Kept] | None:
    """Empties all that is sealed, and names the files that go; None where nothing was sealed."""
    empty = ", ".join(f"{column} = ''" for column in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update casework_case set {empty}, seeker = %s where id = %s and sealed_name <> ''",
            [os.urandom(32), case],
        )
        if cursor.rowcount == 0:
            return None
        cursor.execute("update casework_name_word set words = '{}' where case_id = %s", [case])
        cursor.execute("update casework_note set sealed = '' where case_id = %s", [case])
        cursor.execute(
            "select kept, digest, size, wrapped from intake_paper "
            "where case_id = %s and wrapped <> ''",
            [case],
        )
        files = [Kept(*row) for row in cursor.fetchall()]
        cursor.execute(
            "update intake_paper set wrapped = '', sealed_name = '' where case_id = %s", [case]
        )
    return [*files, *(kept for taken in _more for kept in taken(case))]


def gone_again(files: Iterable[Kept]) -> None:
    """The files of a case that a backup brought back go; the register has it already."""
    for kept in files:
        vault.shred(kept)


def _gone(told: dict[str, str], files: list[Kept]) -> None:
    """After the commit: the files go, and the register beside the database tells of it."""
    gone_again(files)
    if path := register():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(json.dumps(told, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())
