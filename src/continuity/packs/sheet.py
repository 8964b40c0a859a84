"""A table as an office sends it, read without trust: columns, rows with their lines, every finding.

CSV in UTF-8 with commas or, as a Vietnamese spreadsheet saves it, semicolons; lines that begin with #
are comments.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from continuity.core.finding import Finding
from continuity.core.interval import FOREVER
from continuity.core.lineage import Cite
from continuity.packs import points_words as points_words  # there before a finding speaks
from continuity.packs.text import MOST_BYTES

LONGEST = 400
Rows = list[tuple[int, dict[str, str], bool]]  # line, cells by column, more cells than columns


@dataclass(frozen=True)
class Form:
    """The columns that a table may have, those that it must have, and how to get an empty one."""

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    template: str


@dataclass
class Sheet:
    """The rows of a table; empty where it has findings."""

    rows: Rows = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def opened(path: Path, form: Form) -> Sheet:
    """The table in a file; what cannot be read comes back as findings, never as an error."""
    try:
        if path.exists() and not path.is_file():
            return _refused(path.name, "no-table-file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _refused(path.name, "table-too-big", size=f"{size:,}", most=f"{MOST_BYTES:,}")
        return sheet(path.read_bytes(), form, path.name)
    except OSError as error:
        return _refused(path.name, "no-table", why=error.strerror or str(error))


def sheet(data: bytes, form: Form, name: str = "") -> Sheet:
    """The table in some bytes."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _refused(name, "not-utf8", line=line, byte=str(error.start))
    head = next((line for line in text.splitlines() if _told(line)), "")
    sign = ";" if head.count(";") > head.count(",") else ","
    columns = [cell.strip() for cell in next(csv.reader([head], delimiter=sign), [])]
    if findings := list(_columns(columns, form, name)):
        return Sheet(findings=findings)
    rows = list(_rows(text, columns, sign))
    return Sheet(rows) if rows else _refused(name, "no-rows", template=form.template)


def unfit(text: str) -> bool:
    """True for a cell that is longer than any should be, or holds signs that cannot be shown."""
    return not text.replace("\n", " ").isprintable() or len(text) > LONGEST


def day_of(text: str) -> date | None:
    """The day that a cell names, as 2025-07-01 or 01/07/2025; None where it names none."""
    written = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII)
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII)
    if not (written or iso):
        return None
    parts = written.groups()[::-1] if written else iso.groups() if iso else ()
    try:
        found = date(*map(int, parts))
    except ValueError:
        return None
    return found if found < FOREVER else None


def _told(line: str) -> bool:
    return bool(line.strip(" \t\r,;")) and not line.lstrip('"').startswith("#")


def _columns(columns: list[str], form: Form, name: str) -> Iterator[Finding]:
    """What is wrong with the first line."""
    told = {"known": ", ".join(form.columns), "template": form.template}
    for column in form.needed:
        if column not in columns:
            yield Finding("no-column", Cite(decree=name), {"column": f"`{column}`", **told})
    for column in columns:
        if column not in form.columns or columns.count(column) > 1:
            yield Finding("strange-column", Cite(decree=name), {"column": f"`{column}`", **told})


def _rows(text: str, columns: list[str], sign: str) -> Iterator[tuple[int, dict[str, str], bool]]:
    """Each row with its line, and whether it has more cells than there are columns."""
    reader, first = csv.reader(io.StringIO(text, newline=""), delimiter=sign), True
    begins = 1
    for cells in reader:
        line, begins = begins, reader.line_num + 1
        if not _told(sign.join(cells)):
            continue
        if not first:
            padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
            yield line, dict(zip(columns, padded, strict=False)), len(cells) > len(columns)
        first = False


def _refused(name: str, code: str, *, line: int = 0, **values: str) -> Sheet:
    return Sheet(findings=[Finding(code, Cite(decree=name, line=line), values)])
