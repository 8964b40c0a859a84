"""What the rows of a batch mean, by the addresses in them or by the codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from continuity.addresses import Converter, Lists, Row
from continuity.addresses.batches import Batch, Text, read_cell, shown
from continuity.addresses.codes import coded
from continuity.addresses.gazetteer import kept
from continuity.addresses.workers import Workers
from continuity.packs.names import Language

Answers = Callable[[Sequence[Text], Language], Sequence[Row]]


class Meanings(NamedTuple):
    """What answers for many texts at once, and how a cell becomes such a text."""

    answers: Answers
    read: Callable[[object, Language], tuple[Text, str]]
    called: Callable[[str], str]  # a candidate by its code, in words

    def rows(self, batch: Batch, places: Sequence[int], language: Language) -> list[Row]:
        """One answer for each row of a batch; a row that cannot be read says why."""
        texts, reasons = self._texts(batch, places, language)
        rows = list(self.answers(texts, language))
        for at, why in {**reasons, **batch.refused}.items():
            rows[at] = unknown(why)
        for at, note in batch.notes.items():
            rows[at] = rows[at]._replace(
                evidence=" · ".join(filter(None, (rows[at].evidence, note)))
            )
        return rows

    def _texts(
        self, batch: Batch, places: Sequence[int], language: Language
    ) -> tuple[list[Text], dict[int, str]]:
        """The text of each row, and the reason where it has none."""
        if len(places) == 1:
            cells = batch.column(places[0])
        else:
            columns = [batch.column(at) for at in places]
            cells = [joined(parts) for parts in zip(*columns, strict=True)]
        texts, reasons = list[Text](), dict[int, str]()
        for at, cell in enumerate(cells):
            if type(cell) is str and 0 < len(cell) < 200 and cell.isprintable():
                texts.append(cell)  # nearly all of them; nothing else is to be asked
                continue
            text, why = self.read(cell, language)
            texts.append(text)
            if why:
                reasons[at] = why
        return texts, reasons


def joined(parts: Sequence[Any]) -> Text:
    """Cells of several columns as one address; empty ones leave nothing behind."""
    found = [text.strip() for part in parts if (text := shown(part)) and text.strip()]
    return ", ".join(found) or None


def unknown(why: str) -> Row:
    """The row of a text that means nothing."""
    return Row("unknown", "", "", "", "", 0.0, why)


def by_address(
    old_on: date, new_on: date, lists: Lists | None = None, *, workers: Workers | None = None
) -> Meanings:
    """Meanings of written addresses; a commune's own lists decide splits."""
    convert = Converter(old_on, new_on, lists=lists)  # what it remembers goes with the table
    if workers:
        workers.converter = convert

    def answers(texts: Sequence[Text], language: Language) -> list[Row]:
        rows = (workers or convert).rows(texts)
        return rows if language == "vi" else [*map(_in_english, texts, rows)]

    def _in_english(text: Text, row: Row) -> Row:
        """Citations are the same in both languages; only words are asked for again."""
        cited = row.evidence[:1] in "0123456789("
        return row if cited else row._replace(evidence=convert.one(text).why("en"))

    return Meanings(answers, read_cell, called(new_on))


def by_code(old_on: date, new_on: date) -> Meanings:
    """Meanings of codes, with or without the zeros that a spreadsheet takes away."""

    def answers(codes: Sequence[Text], language: Language) -> list[Row]:
        return coded(old_on, new_on, language).rows(codes)

    return Meanings(answers, _code, called(new_on))


def called(on: date) -> Callable[[str], str]:
    """What says a code of a day in words: Phường Sài Gòn, Thành phố Hồ Chí Minh (26740)."""

    @cache
    def names() -> dict[str, str]:
        gazetteer, day = kept(), on.toordinal()
        units = sorted(gazetteer.living(day), reverse=True)  # provinces come first, so they go last
        return {gazetteer.units[unit].code: gazetteer.full_name(unit, day) for unit in units}

    return lambda code: f"{names()[code]} ({code})" if code in names() else code


def _code(cell: object, language: Language) -> tuple[Text, str]:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    return read_cell(cell, language)
