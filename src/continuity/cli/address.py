"""`continuity address resolve` and `convert`: one address, lines, or a table of any size."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from continuity.addresses import Answer, Converter, Heir, Lists, converter
from continuity.addresses.gazetteer import kept
from continuity.addresses.reasons import Unreadable
from continuity.addresses.told import Json, answer_json
from continuity.cli.progress import Bar
from continuity.cli.speak import (
    REFUSED,
    as_json,
    complain,
    number,
    plain,
    say,
    say_rest,
    seconds,
    spoken_in,
    t,
    tell,
    to_day,
    too_early,
    wrong_use,
)
from continuity.cli.streams import tidied
from continuity.packs.names import Language
from continuity.packs.notes import instrument

if TYPE_CHECKING:
    from continuity.addresses.tables import Summary

TABLES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls")
PIPE = "-"


@dataclass(frozen=True)
class Asked:
    """What was typed."""

    text: str
    old_on: str
    new_on: str
    columns: tuple[str, ...] = ()
    code_column: str = ""
    out: Path | None = None
    left: Path | None = None
    sheet: str | None = None
    lists: tuple[Path, ...] = ()
    language: str | None = None
    json: bool = False

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
        lists = read_lists(asked.lists)
        if asked.text == PIPE and asked.json and not asked.named and not asked.out:
            _lines(converter_of(days, lists), language)
        elif asked.is_table:
            _table(asked, days, lists, language)
        else:
            answer = converter_of(days, lists).one(asked.text)
            if asked.json:
                as_json(answer_json(asked.text, answer, language))
            else:
                show(answer, language)


def today() -> date:
    """Today where the units are."""
    # It brings the pack's documents along, which a question that names its days need not wait for.
    from continuity.packs.vn import ZONE

    return datetime.now(ZoneInfo(ZONE)).date()


def known_days(old_on: str, new_on: str) -> tuple[date, date]:
    """Two days of which the data know something; wrong use for others.

    Where none is named, the eve of the newest map and today.
    """
    newest = date.fromordinal(kept().edges[-1] - 1)
    days = to_day(old_on) if old_on else newest, to_day(new_on) if new_on else today()
    starts = date.fromordinal(min(unit.start for unit in kept().units))
    if min(days) < starts:
        raise wrong_use(too_early(min(days), starts))
    return days


def converter_of(days: tuple[date, date], lists: Lists | None) -> Converter:
    """The converter of two days, with the lists of communes where there are some."""
    return Converter(*days, lists=lists) if lists else converter(*days)


def template() -> None:
    """Prints an empty list, with rows to be read."""
    from continuity.addresses.lists_file import TEMPLATE

    sys.stdout.write(TEMPLATE)


def check_lists(files: Sequence[Path]) -> None:
    """Says how many lines of some lists decide something; refused with every finding."""
    if not files:
        raise wrong_use(t("Hãy nêu một tệp CSV.", "Please name a CSV file."))
    lists = read_lists(files) or Lists()
    facts = number(sum(map(len, lists.facts.values())))
    units = number(len(lists.facts))
    say(t(f"✓ {facts} dòng cho {units} đơn vị cũ.", f"✓ {facts} lines about {units} old units."))


def enter_lists(files: Sequence[Path]) -> None:
    """Enters lists into the register, whole or not at all; pages and programs decide by them then."""
    lists = read_lists(files)
    if lists is None:
        raise wrong_use(t("Hãy nêu một tệp CSV.", "Please name a CSV file."))
    from continuity.cli.session import acting, me

    with acting():
        from continuity.register.places import enter

        facts = [fact for known in lists.facts.values() for fact in known]
        done = enter(facts, actor=me(), source=", ".join(file.name for file in files))
    if not done.entry:
        say(t("✓ Không có gì mới.", "✓ Nothing was new."))
        return
    new, gone, entry = map(number, done)
    said = t(f"số dòng ghi: {new}, rút: {gone}", f"rows stated: {new}, retracted: {gone}")
    say(f"✓ {said} ({t('mục', 'entry')} {entry})")


def read_lists(files: Sequence[Path]) -> Lists | None:
    """The lists in some files, or None for no file; refused with every finding where one is faulty."""
    if not files:
        return None
    # It needs the words of findings, which one text without a list must not wait for.
    from continuity.addresses.lists_file import from_file

    lists, findings = Lists(), []
    for file in files:
        found = from_file(file, kept())
        lists.add(found.facts)
        findings += found.findings
    if findings:
        tell(findings)
        raise SystemExit(REFUSED)
    return lists


def _lines(convert: Converter, language: Language) -> None:
    """One JSON object a line, whatever the lines are written in."""
    from continuity.addresses.batches import decoded

    for line in sys.stdin.buffer:
        text = decoded(line)[0].rstrip("\r\n").removeprefix("\ufeff")
        found = answer_json(text, convert.one(text), language)
        say(json.dumps(found, ensure_ascii=False))


MOST_SHOWN = 12


def show(answer: Answer, language: Language) -> None:
    """Prints what an address means, with the clause, then why it means that."""
    for heir in answer.heirs[:MOST_SHOWN]:
        say(heir_line(heir, language))
    say_rest(len(answer.heirs) - MOST_SHOWN, indent=0)
    say(plain(answer.why(language)))


def heir_line(heir: Heir, language: Language) -> str:
    """A unit, what of the old one it received, and by which clause."""
    land = "" if heir.residents else t(", chỉ nhận đất", ", land only")
    clause = f", {t('khoản', 'clause')} {heir.clause}" if heir.clause else ""
    cite = f"  {instrument(heir.instrument, language)}{clause}" if heir.instrument else ""
    return f"{heir.name} ({heir.code}), {heir.province}{land}{cite}"


def _table(asked: Asked, days: tuple[date, date], known: Lists | None, language: Language) -> None:
    source = None if asked.text == PIPE else Path(asked.text)
    _check(asked, source)
    # Loaded only here: one text must not wait for what tables need.
    from continuity.addresses.tables import Task, convert_table

    lines = not asked.named and (source is None or source.suffix.lower() == ".txt")
    task = Task(
        *days,
        asked.columns,
        asked.code_column,
        language=language,
        lines=lines,
        sheet=asked.sheet,
        lists=known,
        processes=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
    )
    try:
        with tidied(), Bar() as bar:
            summary = convert_table(task, source, asked.out, left=asked.left, progress=bar)
    except Unreadable as why:
        complain(f"✗ {plain(asked.text)}: {why}")
        raise SystemExit(REFUSED) from why
    if asked.json and asked.out:
        as_json(_counted(summary))
    else:
        _tell(summary, complain if asked.out is None else say)


def _counted(summary: Summary) -> Json:
    return {
        "rows": summary.rows,
        **{status: summary.counts[status] for status in STATUSES},
        "seconds": round(summary.seconds, 3),
        "columns": summary.columns,
        "notes": summary.notes,
    }


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
    "candidates": ("nhiều đơn vị", "candidates"),
    "ambiguous": ("nhiều cách hiểu", "ambiguous"),
    "unknown": ("không rõ", "unknown"),
}


def _tell(summary: Summary, tell: Callable[[str], None]) -> None:
    """How many rows are what, and how fast that was; remarks go where errors go."""
    for note in summary.notes:
        complain(f"• {note}")
    rows, rate, took = number(summary.rows), number(round(summary.rate)), seconds(summary.seconds)
    tell(
        t(f"{rows} dòng trong {took}, {rate} dòng/giây", f"{rows} rows in {took}, {rate} a second")
    )
    for status, words in STATUSES.items():
        share = f"{100 * summary.counts[status] / max(1, summary.rows):.1f}"
        percent = t(share.replace(".", ","), share)
        tell(f"  {t(*words):<16}{number(summary.counts[status]):>12}{percent:>8} %")
