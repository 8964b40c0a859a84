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
from pathlib import Path
from typing import Any

from continuity.handover.account import Account
from continuity.handover.annexes import Annex
from continuity.handover.counted import audit
from continuity.handover.lines import Line

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
    files = {
        f"annexes/{annex.number:02}-{annex.id}.csv": _annex(account, annex)
        for annex in account.annexes.values()
    }
    files["balance.csv"] = _table(BALANCE, _balance(account))
    files[TOTALED] = _table(TOTALS, _totals(account))
    with tempfile.TemporaryDirectory() as folder:
        for path in audit.write(Path(folder), *account.tallies, account.statement):
            files[f"count/{path.name}"] = path.read_bytes()
    return files


def digests(files: Mapping[str, bytes]) -> str:
    """The digest of each file, as a manifest of BagIt has them, in order of paths."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))


def bundled(files: Mapping[str, bytes]) -> bytes:
    """The files as one, the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as bundle:
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


def _annex(account: Account, annex: Annex) -> bytes:
    shown = [id for id in annex.ids if id not in annex.personal]
    lines = sorted(
        (one for name, one in account.lines.items() if name[0] == annex.id),
        key=lambda one: one.number,
    )
    rows = ([*_shown(annex, shown, one), *_counts(account, one)] for one in lines)
    return _table([*shown, "given", "received"], rows)


def _shown(annex: Annex, columns: Sequence[str], line: Line) -> list[str]:
    values = {**line.values, annex.key: line.number}
    return [values.get(id, "") for id in columns]


def _counts(account: Account, line: Line) -> list[int]:
    name = line.annex, line.number
    return [account.gave.get(name, 0), account.got.get(name, 0)]


def _balance(account: Account) -> Iterable[Sequence[Any]]:
    listed = {(one.annex, one.number): one.quantity for one in account.listed}
    for name, one in sorted(account.balances.items()):
        told = (listed.get(name, 0), one.listed, one.counted, one.explained, one.open, one.flag)
        yield (*name, account.lines[name].unit, *told, account.reasons.get(name, ""))


def _totals(account: Account) -> Iterable[Sequence[Any]]:
    for (annex, unit), one in sorted(account.totals.items()):
        told = (one.listed, one.counted, one.difference, one.explained, one.open, one.flag)
        yield (annex, unit, *told)


def _table(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(heading)
    out.writerows(rows)
    return text.getvalue().encode()


def statement_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The statement that is among the files."""
    found: dict[str, Any] = json.loads(files[f"count/{audit.STATEMENT}"])
    return found
