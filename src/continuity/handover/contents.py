"""The files that belong to minutes: annexes, balance and counts, as anybody can read and add them up.

They are made once, when the minutes are drawn up, and name no person. Their digests are one small
text, whose own digest stands in the minutes and is what each side signs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from continuity.handover.account import Account
from continuity.handover.annexes import Annex
from continuity.handover.counted import audit
from continuity.handover.things import Thing

BALANCE = (
    "annex",
    "number",
    "unit",
    "listed",
    "given",
    "received",
    "explained",
    "open",
    "flag",
    "why",
)
TOTALS = ("annex", "unit", "given", "received", "difference", "explained", "open", "flag")
SHEETED, TOTALED = "balance.pdf", "totals.csv"
Files = dict[str, bytes]


def contents(account: Account) -> Files:
    """All of them by their paths, but for the balance sheet."""
    files = {}
    balance = Table(BALANCE)
    things = {id: list(found) for id, found in groupby(account.things, key=lambda one: one.annex)}
    for id in sorted(account.annexes):
        annex = account.annexes[id]
        path = f"annexes/{annex.number:02}-{annex.id}.csv"
        files[path] = _annex(annex, things.get(id, ()))
        balance.rows(_balance(account, one) for one in things.get(id, ()))
    files["balance.csv"] = balance.done()
    totals = Table(TOTALS)
    totals.rows(_totals(account))
    files[TOTALED] = totals.done()
    with tempfile.TemporaryDirectory() as folder:
        for one in audit.write(Path(folder), *account.tallies, account.statement):
            files[f"count/{one.name}"] = one.read_bytes()
    return files


def digests(files: Mapping[str, bytes]) -> str:
    """The digest of each file, as a manifest of BagIt has them, in order of paths."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))


def bundled(files: Mapping[str, bytes]) -> bytes:
    """The files as one, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        for path in sorted(files):
            bundle.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unbundled(bundle: bytes) -> Files:
    """The files of a bundle."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        return {path: opened.read(path) for path in opened.namelist()}


def taken_out(bundle: bytes, path: str) -> bytes | None:
    """One file of a bundle; None where it has none of that name."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as opened:
        return opened.read(path) if path in opened.namelist() else None


def _annex(annex: Annex, things: Iterable[Thing]) -> bytes:
    shown = [id for id in annex.ids if id not in annex.personal]
    table = Table([*shown, "given", "received"])
    table.rows(_counted(annex.key, shown, one) for one in things)
    return table.done()


def _counted(key: str, shown: Sequence[str], one: Thing) -> list[Any]:
    values = one.columns
    values[key] = one.number
    return [*(values.get(id, "") for id in shown), one.gave, one.received or 0]


def _balance(account: Account, one: Thing) -> Sequence[Any]:
    sums = account.balance(one)
    told = (one.listed or 0, sums.listed, sums.counted, sums.explained, sums.open, sums.flag)
    return (*one.name, one.unit, *told, account.reasons.get(one.name, ""))


def _totals(account: Account) -> Iterable[Sequence[Any]]:
    for (annex, unit), one in sorted(account.totals.items()):
        told = (one.listed, one.counted, one.difference, one.explained, one.open, one.flag)
        yield (annex, unit, *told)


class Table:
    """A table as it grows: bytes, and no text beside them."""

    def __init__(self, heading: Sequence[str]) -> None:
        self._made = io.BytesIO()
        self._text = io.TextIOWrapper(self._made, encoding="utf-8", newline="", write_through=True)
        self._out = csv.writer(self._text, lineterminator="\n")
        self._out.writerow(heading)

    def rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Adds rows."""
        self._out.writerows(rows)

    def done(self) -> bytes:
        """The whole of it."""
        self._text.flush()
        return self._made.getvalue()


def statement_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The statement that is among the files."""
    found: dict[str, Any] = json.loads(files[f"count/{audit.STATEMENT}"])
    return found
