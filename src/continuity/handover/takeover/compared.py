"""Before and after: what an export holds of a column, and what was written of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from continuity.handover.annexes import Annex
from continuity.handover.lines import Line
from continuity.handover.takeover.export import ADDED


@dataclass(frozen=True, slots=True)
class Sum:
    """One column on one side: how many things say something, what amounts come to, and the digest."""

    filled: int
    total: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One agreed column in the source and as it was written; `after` is None in a dry run."""

    column: str
    before: Sum
    after: Sum | None = None

    @property
    def equal(self) -> bool:
        """True unless both are known and differ."""
        return self.after in (None, self.before)


@dataclass(frozen=True, slots=True)
class FileRun:
    """What became of the rows of one file, each of them once; `unread` columns nobody takes."""

    file: str
    digest: str
    rows: int
    expected: int
    taken: int
    there: int
    wrong: int
    unread: tuple[str, ...] = ()

    @property
    def short(self) -> bool:
        """True where the old system said that there were more rows, or fewer."""
        return self.expected not in (0, self.rows)


@dataclass(frozen=True, slots=True)
class Run:
    """One take-over, tried or done: how many things were taken, were there already, or came back.

    On the receiver's side `there` were counted as listed, and `taken` counted though nobody listed them.
    """

    annex: str
    system: str
    mapping: str
    dry: bool
    taken: int
    there: int
    wrong: int
    changed: int
    files: tuple[FileRun, ...]
    sums: tuple[Compared, ...]
    side: str = "giver"

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def run_of(told: Mapping[str, Any]) -> Run:
    """A run out of JSON."""
    files = tuple(FileRun(**{**one, "unread": tuple(one["unread"])}) for one in told["files"])
    sums = tuple(
        Compared(one["column"], Sum(**one["before"]), Sum(**one["after"]) if one["after"] else None)
        for one in told["sums"]
    )
    return Run(**{**told, "files": files, "sums": sums})


def summed(annex: Annex, column: str, lines: Iterable[Line], total: int | None = None) -> Sum:
    """What a column comes to over some lines; `total` where it was added up elsewhere."""
    said = sorted(
        (one.number, one.values[column]) for one in lines if one.values.get(column)
    )  # fmt: skip
    amounts = annex.column(column).kind in ADDED
    if amounts and total is None:
        total = sum(int(text) for _, text in said)
    written = "".join(f"{number}\t{text}\n" for number, text in said)
    return Sum(len(said), total if amounts else None, hashlib.sha256(written.encode()).hexdigest())


def differs(targets: Iterable[str], there: Mapping[str, str], came: Mapping[str, str]) -> list[str]:
    """The columns of which an export says something else than what is listed."""
    return sorted(to for to in targets if there.get(to, "") != came.get(to, ""))


def unequal(sums: Sequence[Compared]) -> list[str]:
    """The agreed columns that came out otherwise than they went in."""
    return [one.column for one in sums if not one.equal]
