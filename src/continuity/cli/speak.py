"""How the command speaks: the language of the locale, days, numbers, and where findings go."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from continuity.core.interval import FOREVER

if TYPE_CHECKING:
    from continuity.core.finding import Finding
    from continuity.packs.names import Language

DONE, REFUSED, WRONG_USE = 0, 1, 2


def language() -> Language:
    """Vietnamese where the locale (or CONTINUITY_LANG) says so, English elsewhere."""
    for name in ("CONTINUITY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"


@contextlib.contextmanager
def spoken_in(asked: str | None) -> Iterator[Language]:
    """Speaks the language that a command was asked for, or that of the locale; wrong use for others."""
    if asked not in (None, "vi", "en"):
        raise wrong_use(t("--language là vi hoặc en.", "--language is vi or en."))
    before = os.environ.get("CONTINUITY_LANG")
    os.environ["CONTINUITY_LANG"] = asked or language()
    try:
        yield language()
    finally:
        os.environ.pop("CONTINUITY_LANG")
        if before is not None:
            os.environ["CONTINUITY_LANG"] = before


def t(vi: str, en: str) -> str:
    """One of two texts, by language."""
    return vi if language() == "vi" else en


def day(value: date | None) -> str:
    """A day as people write it: 01/07/2025 in Vietnamese, 1 Jul 2025 in English."""
    if value is None or value == FOREVER:
        return "…"
    from continuity.core.finding import said_day

    said = said_day(value)
    return said.vi if language() == "vi" else str(said)


def number(value: int) -> str:
    """A whole number with the separators of the language: 10.035 or 10,035."""
    text = f"{value:,}"
    return text.replace(",", ".") if language() == "vi" else text


def more(names: list[str], every: int) -> str:
    """Some names, and how many there are beside them: 'A, B and 3 more'."""
    listed = ", ".join(names)
    rest = every - len(names)
    return f"{listed} {t(f'và {number(rest)} nữa', f'and {number(rest)} more')}" if rest else listed


def seconds(value: float) -> str:
    """Seconds with one decimal, and the decimal sign of the language."""
    text = f"{value:.1f} s"
    return text.replace(".", ",") if language() == "vi" else text


def decimal(value: float) -> str:
    """A number with two decimals, and the decimal sign of the language."""
    return t(f"{value:.2f}".replace(".", ","), f"{value:.2f}")


def as_json(value: Any) -> None:  # any JSON value
    """Prints one JSON object."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def plain(text: str) -> str:
    """What somebody typed, on one line, its control and invisible characters written as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def say(text: str = "") -> None:
    """Prints one line."""
    sys.stdout.write(text + "\n")


def say_near(units: list[dict[str, Any]]) -> None:
    """What a place may have been meant for that is none as it is spelled."""
    if units:
        say(f"  {t('Có phải', 'Did you mean')}:")
    for unit in units:
        say(f"    {unit['line']} ({unit['code']})")


def say_rest(count: int, *, indent: int = 4) -> None:
    """Prints how many more there are, if any."""
    if count > 0:
        say(f"{'':{indent}}… {t(f'và {number(count)} nữa', f'and {number(count)} more')}")


def say_read(read: Any, *, indent: int = 2) -> None:  # a JSON object, or None
    """Prints what an address was read as, where more than a name was needed."""
    if read:
        say(plain(f"{'':{indent}}{t('Đọc là', 'Read as')}: {read['said']}"))


def complain(text: str) -> None:
    """Prints lines where errors go; a file's text in them cannot steer the terminal."""
    sys.stderr.write("\n".join(map(plain, text.split("\n"))) + "\n")


MOST_ALIKE = 3


def tell(findings: Iterable[Finding]) -> None:
    """Prints every finding: what, where, what was expected, how to mend it.

    Of those of one kind in one clause the first three are written out and the others counted;
    `--json` has them all.
    """
    told, alike = language(), Counter[tuple[str, str]]()
    every = list(findings)
    for finding in every:
        kind = (finding.code, finding.where(told))
        alike[kind] += 1
        if alike[kind] <= MOST_ALIKE:
            what, expected, mend = finding.parts(told)
            complain(f"✗ {kind[1]}\n  {what}" if kind[1] else f"✗ {what}")
            complain(f"  {expected} {mend}")
    for (_, where), count in alike.items():
        if count > MOST_ALIKE:
            more = number(count - MOST_ALIKE)
            complain(
                t(
                    f"  … {where}: còn {more} lỗi cùng loại; --json liệt kê đủ.",
                    f"  … {where}: {more} more of this kind; --json lists them all.",
                )
            )
    if every:
        complain(
            t(
                f"{number(len(every))} lỗi.",
                f"{number(len(every))} finding{'s' if len(every) > 1 else ''}.",
            )
        )


def wrong_use(text: str) -> SystemExit:
    """The end of a command that was not used as it should be."""
    complain(text)
    return SystemExit(WRONG_USE)


def to_day(text: str) -> date:
    """A day out of YYYY-MM-DD or dd/mm/yyyy; ends the command where it is neither."""
    # Not by date.fromisoformat, which reads week dates and digits without signs too.
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII):
        parts = iso.groups()
    elif written := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
        parts = written.groups()[::-1]
    else:
        raise _no_day(text)
    try:
        found = date(*map(int, parts))
    except ValueError as error:
        raise _no_day(text) from error
    if found == FOREVER:
        raise wrong_use(t("Ngày cuối cùng là 9999-12-30.", "The last day is 9999-12-30."))
    return found


def _no_day(text: str) -> SystemExit:
    return wrong_use(
        t(
            f"“{plain(text)}” không phải một ngày. Cần YYYY-MM-DD hoặc dd/mm/yyyy, ví dụ "
            "2025-07-01.",
            f"'{plain(text)}' is no day. Expected YYYY-MM-DD or dd/mm/yyyy, for example "
            "2025-07-01.",
        )
    )


def too_early(asked: date, first: date) -> str:
    """The words for a day before the data begin."""
    return t(
        f"Không biết gì về ngày {day(asked)}: dữ liệu bắt đầu từ {day(first)}.",
        f"Nothing is known of {day(asked)}: the data begin on {day(first)}.",
    )
