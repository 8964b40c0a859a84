"""A table of convictions as a court or another register sends it, read without trust.

A row is one offence of a judgment; rows of one person and one judgment number belong together. A table
with a column `decision` is one of bans after a bankruptcy, one a row. An empty cell is a fact that nobody
told, and `-` says that there is nothing. A person of whom any row cannot be read is left out whole: half
of a record would be a wrong one. Pure: bytes in, people out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.core.messages import MESSAGES
from continuity.packs.sheet import LONGEST, Form, day_of, sheet, unfit
from continuity.services.records.rules.bans import Clause, last_day
from continuity.services.records.rules.facts import (
    Ban,
    Due,
    Extra,
    How,
    Judgment,
    Lasting,
    Main,
    Offence,
    Order,
    Penalty,
    Served,
    Weight,
)

NEEDED = ("identity", "name", "number", "effective", "penalty")
COLUMNS = (
    *NEEDED,
    *(
        "court",
        "offence",
        "title",
        "article",
        "chapter",
        "weight",
        "intent",
        "age",
        "months",
        "state",
        "ended",
    ),
    *("how", "extra", "extra_until", "order", "order_done", "merged"),
)
FORM = Form(COLUMNS, NEEDED, "docs/records.md")
BAN_NEEDED = ("identity", "name", "decision", "since", "clause")
BANS = Form((*BAN_NEEDED, "until", "court", "post"), BAN_NEEDED, "docs/records.md")
NOTHING = "-"
YES_NO = {"yes": True, "có": True, "no": False, "không": False}
CHAPTERS = frozenset(
    [
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XX",
        "XXI",
        "XXII",
        "XXIII",
        "XXIV",
        "XXV",
        "XXVI",
    ]
)
E = TypeVar("E", bound=StrEnum)

MESSAGES.update(
    {
        "records-cell": {
            "en": (
                "Column {column}: {text}.",
                "Expected {known}.",
                "Correct it, or leave it empty.",
            ),
            "vi": ("Cột {column}: {text}.", "Cần {known}.", "Sửa ô này, hoặc để trống."),
        },
        "records-order": {
            "en": (
                "Column {column}: {text} comes before {other}.",
                "Expected offence, judgment and completion in this order.",
                "Compare the days with the judgment.",
            ),
            "vi": (
                "Cột {column}: {text} trước {other}.",
                "Cần theo thứ tự: phạm tội, bản án có hiệu lực, chấp hành xong.",
                "Đối chiếu các ngày với bản án.",
            ),
        },
        "records-differs": {
            "en": (
                "This row says something else of judgment {number} than line {line}.",
                "Expected rows of one judgment to differ in the offence alone.",
                "Correct one of the two.",
            ),
            "vi": (
                "Dòng này ghi về bản án {number} khác với dòng {line}.",
                "Các dòng của một bản án chỉ được khác nhau ở tội danh.",
                "Sửa một trong hai dòng.",
            ),
        },
        "records-beside": {
            "en": (
                "Left out, since line {line} about the same person cannot be read.",
                "Expected all rows of a person to be readable.",
                "Correct that line, and send the file again.",
            ),
            "vi": (
                "Không nhập, vì dòng {line} về cùng một người không đọc được.",
                "Mọi dòng của một người phải đọc được.",
                "Sửa dòng đó rồi gửi lại.",
            ),
        },
    }
)


@dataclass
class Told:
    """What a table says of one person, and in which lines."""

    identity: str
    name: str
    lines: list[int]
    judgments: list[Judgment]
    bans: list[Ban] = field(default_factory=list)


@dataclass
class Read:
    """The people of a table that can be entered, and what is wrong with the rows of the others."""

    people: list[Told] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def parse(data: bytes, name: str = "") -> Read:
    """The people of some bytes; what cannot be read comes back as findings, each with its line."""
    bans = b"decision" in data.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    found = sheet(data, BANS if bans else FORM, name)
    if found.findings:
        return Read(findings=found.findings)
    read, people, bad = Read(), dict[str, Told](), dict[str, int]()
    for line, cells, spills in found.rows:
        row = _Row(cells, Cite(decree=name, line=line), BANS if bans else FORM)
        if spills:
            row.wrong("identity", "row-spills")
        one, identity = row.ban() if bans else row.judgment(), "".join(cells["identity"].split())
        told = people.setdefault(identity, Told(identity, cells.get("name", ""), [], []))
        told.lines.append(line)
        if not row.findings:
            row.findings += _joined(told, one, row.cite)
        if row.findings:
            bad.setdefault(identity, line)
        read.findings += row.findings
    wrong = {finding.cite.line for finding in read.findings}
    for identity, told in people.items():
        if identity not in bad:
            read.people.append(told)
            continue
        values = {"line": str(bad[identity])}
        beside = [line for line in told.lines if line not in wrong]
        read.findings += [
            Finding("records-beside", Cite(decree=name, line=n), values) for n in beside
        ]
    return read


def _joined(told: Told, one: Judgment | Ban, cite: Cite) -> Iterable[Finding]:
    """Adds a row to what was told of a person: another judgment, another offence of one, or a ban."""
    return _another(told, one, cite) if isinstance(one, Judgment) else _ban(told, one, cite)


def _ban(told: Told, ban: Ban, cite: Cite) -> Iterable[Finding]:
    if any(other.decision == ban.decision and other != ban for other in told.bans):
        values = {"number": ban.decision, "line": str(told.lines[0])}
        return [Finding("records-differs", cite, values)]
    told.bans = list(dict.fromkeys([*told.bans, ban]))
    return []


def _another(told: Told, judgment: Judgment, cite: Cite) -> Iterable[Finding]:
    for n, other in enumerate(told.judgments):
        if other.key != judgment.key:
            continue
        if replace(other, offences=()) != replace(judgment, offences=()):
            values = {"number": judgment.key, "line": str(told.lines[0])}
            return [Finding("records-differs", cite, values)]
        offences = (*other.offences, *judgment.offences)
        told.judgments[n] = replace(other, offences=tuple(dict.fromkeys(offences)))
        return []
    told.judgments.append(judgment)
    return []


class _Row:
    """One row, read cell by cell; what cannot be read is told and stands for nothing."""

    def __init__(self, cells: dict[str, str], cite: Cite, form: Form) -> None:
        self.cells, self.cite, self.form = cells, cite, form
        self.findings: list[Finding] = []

    def wrong(self, column: str, what: str, /, **values: str) -> None:
        told = {"column": f"`{column}`", "text": self.cells.get(column, "")[:60], **values}
        self.findings.append(Finding(what, self.cite, told))

    def ban(self) -> Ban:
        """The ban of the row; without a last day it has that of its clause, or none."""
        self._plain()
        told = self.cells.get
        since, until = self._day("since"), self._day("until")
        clause = self._one("clause", Clause) or Clause.BREACH
        if since and until and until < since:
            self.wrong("until", "records-order", other=str(since))
        end = until or (last_day(clause, since) if since else None)
        return Ban(
            told("decision", ""), since or date.min, end, told("post", ""), clause.value,
            told("court", ""),
        )  # fmt: skip

    def judgment(self) -> Judgment:
        """The judgment of the row with its one offence; not to be used where there are findings."""
        self._plain()
        told = self.cells.get
        effective, offence, ended = (self._day(one) for one in ("effective", "offence", "ended"))
        self._order(offence, effective, ended)
        number, default = told("number", ""), Served.DONE if ended else Served.UNKNOWN
        penalty = Penalty(
            self._one("penalty", Main) or Main.PRISON,
            self._whole("months", 1200) or 0,
            ended,
            self._one("state", Served) or default,
            self._one("how", How) or How.SERVED,
        )
        chapter = told("chapter", "").upper() or None
        if chapter and chapter not in CHAPTERS:
            self.wrong("chapter", "records-cell", known="XIII – XXVI")
        crime = Offence(
            offence, chapter, self._one("weight", Weight), self._truth("intent"),
            self._whole("age", 120), told("title", ""),
            told("article", ""),
        )  # fmt: skip
        return Judgment(
            number, effective or date.min, (crime,), penalty, self._extras(), self._orders(),
            merged=self._truth("merged"), number=number, court=told("court", ""),
        )  # fmt: skip

    def _plain(self) -> None:
        for column in self.form.columns:
            text = self.cells.get(column, "")
            if column in self.form.needed and not text:
                self.wrong(column, "cell-empty")
            if unfit(text):
                self.wrong(column, "cell-unfit", most=str(LONGEST))
        if self.cells.get("identity") and not any(map(str.isalnum, self.cells["identity"])):
            self.wrong("identity", "cell-empty")

    def _order(self, offence: date | None, effective: date | None, ended: date | None) -> None:
        if offence and effective and effective < offence:
            self.wrong("effective", "records-order", other=str(offence))
        if ended and offence and ended < offence:
            self.wrong("ended", "records-order", other=str(offence))

    def _day(self, column: str) -> date | None:
        text = self.cells.get(column, "")
        found = day_of(text) if text else None
        if text and found is None:
            self.wrong(column, "cell-no-day", day=text[:60])
        return found

    def _one(self, column: str, kind: type[E]) -> E | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        if text not in tuple(kind):
            self.wrong(column, "records-cell", known=", ".join(kind))
            return None
        return kind(text)

    def _truth(self, column: str) -> bool | None:
        text = self.cells.get(column, "").lower()
        if text and text not in YES_NO:
            self.wrong(column, "records-cell", known=", ".join(YES_NO))
        return YES_NO.get(text)

    def _whole(self, column: str, most: int) -> int | None:
        text = self.cells.get(column, "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) <= most):
            self.wrong(column, "records-cell", known=f"0 – {most}")
            return None
        return int(text)

    def _extras(self) -> tuple[Extra, ...] | None:
        if not self.cells.get("extra"):
            return None
        if self.cells["extra"] == NOTHING:
            return ()
        kind = self._one("extra", Lasting)
        return (Extra(kind, self._day("extra_until")),) if kind else None

    def _orders(self) -> tuple[Order, ...] | None:
        if not self.cells.get("order"):
            return None
        if self.cells["order"] == NOTHING:
            return ()
        kind = self._one("order", Due)
        if self.cells.get("order_done") == NOTHING:
            return (Order(kind, None, Served.RUNNING),) if kind else None
        return (Order(kind, self._day("order_done")),) if kind else None
