"""`continuity address explain`: how an address was read, in sentences."""

from __future__ import annotations

from continuity.addresses import Answer, Reading, converter
from continuity.cli.address import answer_json, known_days
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import plain, say, spoken_in, t
from continuity.packs.names import Language
from continuity.packs.notes import instrument


def run(text: str, old_on: str, new_on: str, *, language: str | None, as_json: bool) -> None:
    """Prints the parts of a text, its readings, and what became of the unit by which clause."""
    with spoken_in(language) as spoken:
        answer = converter(*known_days(old_on, new_on)).one(text)
        if as_json:
            print_json(answer_json(text, answer, spoken))
        else:
            _show(answer, spoken)


def _show(answer: Answer, language: Language) -> None:
    if answer.rest:
        say(t(f"Giữ nguyên: {plain(answer.rest)}", f"Kept as it is: {plain(answer.rest)}"))
    for reading in answer.readings:
        say(t("Đọc là: ", "Read as: ") + _read(reading))
    for heir in answer.heirs:
        source = " ".join(filter(None, (instrument(heir.instrument, language), heir.clause)))
        land = "" if heir.residents else t("; chỉ nhận đất", "; land only")
        say(f"→ {heir.name} ({heir.code}), {heir.province}{land}  {source}".rstrip())
    say(plain(answer.why(language)))


def _read(reading: Reading) -> str:
    ways = ", ".join(reading.how)
    return f"{reading.name} ({reading.score:.2f}{': ' if ways else ''}{ways})"
