"""From a reading of a text to its answer: what the units that it names became."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from continuity.addresses.answer import Answer, Reading, cited_as
from continuity.addresses.fate import Fates, Heir
from continuity.addresses.gazetteer import Gazetteer
from continuity.addresses.index import PROVINCE, Units
from continuity.addresses.reader import MOST_UNITS, NOTHING, Read
from continuity.addresses.score import score

NAMED = 4  # readings that a sentence names


class Meaning:
    """From a reading to an answer."""

    def __init__(self, gazetteer: Gazetteer, fates: Fates, read: Read, day: int) -> None:
        self.gazetteer, self.fates, self.read, self.day = gazetteer, fates, read, day

    def answer(self) -> Answer:
        """The answer; the same reading of a day always has the same."""
        read = self.read
        if read == NOTHING or not (read.communes or read.wide):
            return unknown("no-unit", day=written(self.day))
        if not read.communes:
            return self._wide()
        if len(read.communes) > MOST_UNITS:
            return unknown("too-many", count=str(len(read.communes)))
        return self._one() if len(read.communes) + len(read.wide) == 1 else self._several()

    def _readings(self, units: Units) -> tuple[Reading, ...]:
        among = len(units)
        how = self.read.how
        return tuple(
            Reading(
                self.gazetteer.units[u].id,
                self.gazetteer.units[u].code,
                self.gazetteer.full_name(u, self.day),
                how,
                score(how, among),
            )
            for u in units
        )

    def _heirs(self, unit: int) -> tuple[Heir, ...]:
        return self.fates.of(unit)

    def _one(self) -> Answer:
        unit = self.read.communes[0]
        heirs = self._heirs(unit)
        living = [heir for heir in heirs if heir.residents] or list(heirs)
        readings = self._readings((unit,))
        old = readings[0].name
        if not living:
            return unknown("nowhere", old=old, day=written(self.fates.new))
        sure = readings[0].score
        if len(living) > 1:
            facts = {"old": old, "count": str(len(living))}
            return Answer("candidates", sure, heirs, readings, "split", tuple(facts.items()))
        new, cite = living[0], cited_as(living[0])
        only = (new._replace(residents=True),)  # a place without residents goes with its land
        facts = {"old": old, "new": place(new), "day": written(self.day)}
        reason = "one" if cite else "same"
        if "other-day" in self.read.how and not cite:
            reason = "new-name"
        return Answer("resolved", sure, only, readings, reason, tuple(facts.items()))

    def _several(self) -> Answer:
        units = (*self.read.communes, *self.read.wide)
        readings = self._readings(units)
        heirs = self._all_heirs(self.read.communes)
        living = {heir.unit for heir in heirs if heir.residents}
        named = "; ".join(reading.name for reading in readings[:NAMED])
        more = f"; … (+{len(readings) - NAMED})" if len(readings) > NAMED else ""
        facts = {"readings": named + more, "count": str(len(readings))}
        if len(living) == 1 and not self.read.wide:
            facts["new"] = place(heirs[0])
            sure = score(self.read.how)
            return Answer(
                "resolved", sure, heirs[:1], readings, "all-readings", tuple(facts.items())
            )
        sure = score(self.read.how, len(units))
        return Answer("ambiguous", sure, heirs, readings, "several", tuple(facts.items()))

    def _all_heirs(self, units: Units) -> tuple[Heir, ...]:
        """The heirs of several units, each once, those with residents first."""
        found: dict[str, Heir] = {}
        for unit in units:
            for heir in self._heirs(unit):
                known = found.get(heir.unit)
                if known is None or (heir.residents and not known.residents):
                    found[heir.unit] = heir
        return tuple(sorted(found.values(), key=lambda heir: not heir.residents))

    def _wide(self) -> Answer:
        """An answer for a text that names a district or a province and no commune of it."""
        unit = self.read.wide[0]
        readings = self._readings(self.read.wide)
        facts = {"old": readings[0].name, "day": written(self.day)}
        if len(self.read.wide) > 1:
            return unknown(
                "several", readings="; ".join(r.name for r in readings), count=str(len(readings))
            )
        heirs = self._heirs(unit)
        living = [heir for heir in heirs if heir.residents] or list(heirs)
        province = self.gazetteer.units[unit].level == PROVINCE
        if "unread-type" in self.read.how:
            return Answer("unknown", 0.0, (), readings, "not-in", tuple(facts.items()))
        if not living or (province and "more-text" in self.read.how):
            return Answer("unknown", 0.0, (), readings, "wide", tuple(facts.items()))
        sure = readings[0].score
        if len(living) > 1:
            return Answer("candidates", sure, heirs, readings, "wide", tuple(facts.items()))
        cite = cited_as(living[0])
        facts |= {"new": place(living[0])}
        only = (living[0]._replace(residents=True),)  # Hoàng Sa, where nobody is registered
        return Answer(
            "resolved", sure, only, readings, "one" if cite else "same", tuple(facts.items())
        )


def place(heir: Heir) -> str:
    """A unit with its province: Phường Sài Gòn, Thành phố Hồ Chí Minh."""
    return heir.name if heir.name == heir.province else f"{heir.name}, {heir.province}"


@lru_cache(maxsize=64)
def written(day: int) -> str:
    """A day as a person writes it."""
    return date.fromordinal(day).strftime("%d/%m/%Y")


def unknown(reason: str, **facts: str) -> Answer:
    """The answer that there is none, and why."""
    return Answer("unknown", 0.0, (), (), reason, tuple(facts.items()))
