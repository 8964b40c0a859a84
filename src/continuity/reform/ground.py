"""Clauses about units: founding one out of others, keeping one, giving one another name."""

from __future__ import annotations

from continuity.core.plan import Clause, Founding, Keeping, Naming, Redraw
from continuity.reform.messages import LEVELS
from continuity.reform.reading import Fields, Reading, some

FOUND = {*LEVELS, "name", "name-en", "in"}


def found_area(reading: Reading, fields: Fields) -> list[Clause]:
    """`found: {commune: "00004", name: …, in: "01"}` with `takes`."""
    inner = Fields(fields.map("found"), fields.cite)
    level = next((level for level in LEVELS if level in inner.tree), "")
    for unknown in sorted(inner.tree.keys() - FOUND):
        reading.report("field-unknown", fields.cite, field=unknown, known=", ".join(FOUND))
    if not level:
        reading.report("field-missing", fields.cite, field="found", expected=" | ".join(LEVELS))
        return []
    code, name = reading.word(inner, level), reading.word(inner, "name")
    english = reading.word(inner, "name-en", needed=False)
    new = reading.founded.get(code, code)
    bearer = reading.world.lineage.living(code, reading.eve)
    if bearer and reading.now(bearer.id) == bearer.id:
        reading.report("code-in-use", fields.cite, thing=code, unit=bearer.id)
    reading.names[new] = (name, english)
    parent = _parent(reading, inner, new)
    founding = Founding(new, level=level, code=code, parent=parent, vi=name, en=english)
    takes = tuple(reading.takes(fields))
    return [Redraw(new, founds=(founding,), takes=takes, cite=fields.cite)]


def _parent(reading: Reading, inner: Fields, new: str) -> str:
    level = reading.levels.get(new, "")
    written = reading.word(inner, "in", needed=level != LEVELS[0])
    if not written:
        return ""
    parent = reading.then(written) or written
    _above(reading, inner, new, parent)
    reading.parents[new] = parent
    return parent


def _above(reading: Reading, fields: Fields, unit: str, parent: str) -> None:
    """Reports a unit that would lie in one of its own level or a lower one."""
    level, its = reading.level(unit), reading.level(parent)
    if level and its and LEVELS.index(its) >= LEVELS.index(level):
        thing, above = unit.partition("@")[0], parent.partition("@")[0]
        values = {"thing": thing, "level": level, "parent": above, "its": its}
        reading.report("wrong-parent", fields.cite, **values)


def keep(reading: Reading, fields: Fields) -> list[Clause]:
    """`keep: ["30313", …], in: "91"`: the units stay what they are and lie in another."""
    parent = reading.word(fields, "in")
    above = reading.then(parent) or parent
    keeps = []
    for code in some(reading, fields, "keep", reading.words(fields, "keep")):
        unit = reading.before(code) or code
        _above(reading, fields, unit, above)
        reading.parents[unit] = above
        keeps.append(Keeping(unit, above))
    return [Redraw(keeps=tuple(keeps), cite=fields.cite)]


def rename(reading: Reading, fields: Fields) -> list[Clause]:
    """`rename: "24235", name: …`: the same unit or body under another name; `in` moves it too."""
    code = reading.word(fields, "rename")
    unit = reading.before(code) or code
    name = reading.word(fields, "name")
    english = reading.word(fields, "name-en", needed=False)
    reading.names[unit] = (name, english)
    keeps: tuple[Keeping, ...] = ()
    if parent := reading.word(fields, "in", needed=False):
        reading.parents[unit] = reading.then(parent) or parent
        _above(reading, fields, unit, reading.parents[unit])
        keeps = (Keeping(unit, reading.parents[unit]),)
    named = Naming(unit, name, english)
    return [Redraw(renames=(named,), keeps=keeps, cite=fields.cite)]
