"""`continuity address resolve` and `convert`: one address, lines, or a table of any size."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from continuity.addresses import Answer, Converter, converter
from continuity.addresses.reasons import Unreadable
from continuity.cli.progress import Bar
from continuity.cli.speak import (
    REFUSED,
    as_json,
    complain,
    number,
    plain,
    say,
    seconds,
    spoken_in,
    t,
    to_day,
    too_early,
    wrong_use,
)
from continuity.packs.answers import Json
from continuity.packs.names import Language
from continuity.packs.vn import STARTS

TABLES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls")
PIPE = "-"


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    text: str
    old_on: str
    new_on: str
    columns: tuple[str, ...]
    code_column: str
    out: Path | None
    left: Path | None
    sheet: str | None
    language: str | None
    json: bool

    @property
    def named(self) -> bool:
        """True where a column is named, so that there must be a table."""
        return bool(self.columns or self.code_column)

    @property
    def is_table(self) -> bool:
        """True where the text is a file, or looks as if it should be one."""
        if self.text == PIPE or os.path.isfile(self.text):
            return True
        return self.named or self.text.lower().endswith(TABLES)


def run(asked: Asked) -> None:
    """Answers for one text, for each line of standard input, or for a table."""
    with spoken_in(asked.language) as language:
        days = known_days(asked.old_on, asked.new_on)
        if asked.text == PIPE and asked.json and not asked.named and not asked.out:
            _lines(converter(*days), language)
        elif asked.is_table:
            _table(asked, days, language)
        else:
            answer = converter(*days).one(asked.text)
            if asked.json:
                as_json(answer_json(asked.text, answer, language))
            else:
                show(answer, language)


def known_days(old_on: str, new_on: str) -> tuple[date, date]:
    """Two days of which the data know something; wrong use for others."""
    days = to_day(old_on), to_day(new_on)
    if min(days) < STARTS:
        raise wrong_use(too_early(min(days), STARTS))
    return days


def _lines(convert: Converter, language: Language) -> None:
    """One JSON object a line."""
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        found = answer_json(text, convert.one(text), language)
        say(json.dumps(found, ensure_ascii=False))


def answer_json(text: str, answer: Answer, language: Language) -> Json:
    """The whole answer: a contract, documented in docs/cli.md."""
    return {
        "text": text,
        "status": answer.status,
        "score": round(answer.score, 4),
        "heirs": [
            {
                "key": heir.unit,
                "code": heir.code,
                "name": heir.name,
                "province": heir.province,
                "residents": heir.residents,
                "instrument": heir.instrument or None,
                "clause": heir.clause or None,
            }
            for heir in answer.heirs
        ],
        "readings": [
            {
                "key": reading.unit,
                "name": reading.name,
                "how": list(reading.how),
                "score": round(reading.score, 4),
            }
            for reading in answer.readings
        ],
        "rest": answer.rest,
        "why": answer.why(language),
    }


def show(answer: Answer, language: Language) -> None:
    """Prints what an address means, then why."""
    for heir in answer.heirs:
        where = f"{heir.name} ({heir.code}), {heir.province}"
        say(where if heir.residents else f"{where}: {t('chỉ nhận đất', 'land only')}")
    if not answer.heirs:
        for reading in answer.readings:
            say(f"? {reading.name}")
    say(plain(answer.why(language)))


def _table(asked: Asked, days: tuple[date, date], language: Language) -> None:
    source = None if asked.text == PIPE else Path(asked.text)
    _check(asked, source)
    # Loaded only here: one text must not wait for what tables need.
    from continuity.addresses.tables import Task, convert_table

    lines = not asked.named and (source is None or source.suffix.lower() == ".txt")
    task = Task(
        *days, asked.columns, asked.code_column, language=language, lines=lines, sheet=asked.sheet
    )
    try:
        with Bar() as bar:
            summary = convert_table(task, source, asked.out, left=asked.left, progress=bar)
    except Unreadable as why:
        complain(f"✗ {plain(asked.text)}: {why}")
        raise SystemExit(REFUSED) from why
    told = {
        "rows": summary.rows,
        **{status: summary.counts[status] for status in STATUSES},
        "seconds": round(summary.seconds, 3),
        "columns": summary.columns,
        "notes": summary.notes,
    }
    if asked.json and asked.out:
        as_json(told)
    else:
        _tell(told, complain if asked.out is None else say)


def _check(asked: Asked, source: Path | None) -> None:
    """Ends with wrong use for a file that is not there, or that would be written over."""
    if source is not None and not source.is_file():
        raise wrong_use(
            t(f"Không có tệp {plain(asked.text)}.", f"There is no file {plain(asked.text)}.")
        )
    if asked.columns and asked.code_column:
        raise wrong_use(
            t(
                "Chỉ dùng một trong hai: --column hoặc --code-column.",
                "Use either --column or --code-column.",
            )
        )
    files = [file.resolve() for file in (source, asked.out, asked.left) if file is not None]
    if len(set(files)) < len(files):
        raise wrong_use(
            t(
                "Kết quả phải ghi vào tệp khác với tệp đọc vào.",
                "The results must go to other files than the one that is read.",
            )
        )


STATUSES = {
    "resolved": ("xác định", "resolved"),
    "candidates": ("nhiều nơi nhận", "candidates"),
    "ambiguous": ("nhiều cách hiểu", "ambiguous"),
    "unknown": ("không rõ", "unknown"),
}


def _tell(told: Json, tell: object) -> None:
    assert callable(tell)
    rate = number(round(told["rows"] / told["seconds"])) if told["seconds"] else "…"
    for note in told["notes"]:
        complain(f"• {note}")
    rows = number(told["rows"])
    took = seconds(told["seconds"])
    tell(
        t(f"{rows} dòng trong {took}, {rate} dòng/giây", f"{rows} rows in {took}, {rate} a second")
    )
    for status, words in STATUSES.items():
        share = 100 * told[status] / max(1, told["rows"])
        percent = t(f"{share:.1f}".replace(".", ","), f"{share:.1f}")
        tell(f"  {t(*words):<16}{number(told[status]):>12}{percent:>8} %")
