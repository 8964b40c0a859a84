"""What became of units that are known by their codes: one look-up for each row of a table.

A code needs no reading, so everything is worked out once, for the ten thousand units of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from continuity.addresses.answer import Answer, Row, cited_as
from continuity.addresses.fate import Fates, Heir
from continuity.addresses.gazetteer import Gazetteer, kept
from continuity.addresses.reasons import reason
from continuity.addresses.words import LEVELS
from continuity.packs.names import Language

LOWEST = 5  # digits of the code of a commune


class Coded:
    """The units of one day by their codes, with what each is on another day."""

    def __init__(
        self, gazetteer: Gazetteer, old_on: date, new_on: date, language: Language = "vi"
    ) -> None:
        self.gazetteer, self.language = gazetteer, language
        self.old, self.new = old_on.toordinal(), new_on.toordinal()
        self._fates = Fates(gazetteer, self.old, self.new)

    @cached_property
    def known(self) -> dict[str, Row]:
        """The row of each unit that exists on the old day, by its code."""
        units = self.gazetteer.units
        living = sorted(self.gazetteer.living(self.old), key=lambda unit: units[unit].level)
        found = {}
        for unit in reversed(living):  # the widest first: a lower one keeps a code that both bear
            found[units[unit].code] = self._row(unit)
        return found

    def _row(self, unit: int) -> Row:
        """The answer for one unit: its heir, all of its heirs, or why there are none."""
        heirs = self._fates.of(unit)
        living = [heir for heir in heirs if heir.residents] or list(heirs)
        facts = {"old": self._called(unit), "day": _day(self.new), "count": str(len(living))}
        if not living:
            return self._said(Answer("unknown", 0.0, (), (), "nowhere", tuple(facts.items())))
        if len(living) > 1:
            why = "split" if self._is_lowest(unit) else "wide"
            return self._said(Answer("candidates", 1.0, heirs, (), why, tuple(facts.items())))
        return self._one(living[0], facts)

    def _one(self, heir: Heir, facts: dict[str, str]) -> Row:
        cite = cited_as(heir)
        told = {**facts, "new": f"{heir.name}, {heir.province}", "cite": cite}
        # Where only land went anywhere, nobody lives, and the land's heir is the unit's.
        settled = (heir._replace(residents=True),)
        answer = Answer("resolved", 1.0, settled, (), "one" if cite else "same", ())
        return self._said(answer._replace(facts=tuple(told.items())))

    def _said(self, answer: Answer) -> Row:
        """The row of an answer; where its evidence is words, those of the language."""
        row = answer.row()
        words = row.evidence == answer.why("vi")
        return row._replace(evidence=answer.why(self.language)) if words else row

    def _called(self, unit: int) -> str:
        return self.gazetteer.full_name(unit, self.old)

    def _is_lowest(self, unit: int) -> bool:
        return self.gazetteer.units[unit].level == LEVELS.index("commune")

    def rows(self, codes: Iterable[str | None]) -> list[Row]:
        """One row for each code, in order."""
        known = self.known
        return [known.get(code or "") or self._unknown(code) for code in codes]

    def _unknown(self, code: str | None) -> Row:
        """A code as a spreadsheet left it, without its zeros or with spaces; else no answer."""
        bare, language = (code or "").strip(), self.language
        padded = bare.zfill(LOWEST) if bare.isdecimal() else bare
        row = self.known.get(bare) or self.known.get(padded)
        if row is None:
            why = reason("code", language, code=bare[:40]) if bare else reason("empty", language)
            return Row("unknown", "", "", "", "", 0.0, why)
        if bare in self.known:
            return row
        note = reason("padded", language, code=padded)
        return row._replace(evidence=" · ".join(filter(None, (row.evidence, note))))


def _day(ordinal: int) -> str:
    on = date.fromordinal(ordinal)
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


@cache
def coded(old_on: date, new_on: date, language: Language = "vi") -> Coded:
    """The codes of one day for another, made once."""
    return Coded(kept(), old_on, new_on, language)
