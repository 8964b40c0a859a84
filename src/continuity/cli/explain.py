"""`continuity address explain`: how an address was read, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from continuity.addresses import Answer, Reading
from continuity.addresses.answer import odd
from continuity.addresses.told import answer_json
from continuity.cli.address import (
    MOST_SHOWN,
    converter_of,
    heir_line,
    known_days,
    read_lists,
)
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import decimal, plain, say, say_rest, spoken_in, t
from continuity.packs.names import Language


def run(
    text: str,
    old_on: str,
    new_on: str,
    *,
    lists: Sequence[Path],
    language: str | None,
    as_json: bool,
) -> None:
    """Prints the parts of a text, its readings, and what became of the unit by which clause."""
    with spoken_in(language) as spoken:
        days = known_days(old_on, new_on)
        answer = converter_of(days, read_lists(lists)).one(text)
        if as_json:
            print_json(answer_json(text, answer, spoken))
        else:
            _show(text, answer, spoken)


def _show(text: str, answer: Answer, language: Language) -> None:
    say(t(f"Văn bản: {plain(text)}", f"The text: {plain(text)}"))
    if answer.rest:
        rest = plain(answer.rest)
        say(t(f"Phần dưới cấp xã, giữ nguyên: {rest}", f"Below the commune, kept as it is: {rest}"))
    for reading in answer.readings[:MOST_SHOWN]:
        say(f"{t('Đọc là', 'Read as')} {reading.name}{_how(reading, language)}.")
    say_rest(len(answer.readings) - MOST_SHOWN, indent=0)
    for heir in answer.heirs[:MOST_SHOWN]:
        say(f"→ {heir_line(heir, language)}")
    say_rest(len(answer.heirs) - MOST_SHOWN, indent=0)
    say(plain(answer.why(language)))
    score = decimal(answer.score)
    say(t(f"Độ tin cậy của cách đọc: {score}", f"How sure the reading is: {score}"))


def _how(reading: Reading, language: Language) -> str:
    """What was odd about the text, if anything was."""
    ways = "; ".join(odd(way, language) for way in reading.how)
    return f": {ways}" if ways else ""
