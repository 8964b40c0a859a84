"""Clauses about bodies: founding, ending, attaching them, and letting them follow the map."""

from __future__ import annotations

from continuity.core.plan import Attach, Clause, Ending, Founding, Redraw, Transfer
from continuity.reform.messages import LEVELS
from continuity.reform.reading import Fields, Reading, some

BODY = {"agency", "kind", "name", "name-en", "seat", "under"}


def chosen(reading: Reading, fields: Fields, key: str) -> list[str]:
    """The things that a field selects: a list of ids or codes, or `{every: …, except: […]}`."""
    selector = fields.map(key)
    if not selector:
        return reading.words(fields, key)
    word = str(selector.get("every") or "")
    spared = set(reading.strings(selector.get("except"), fields.cite, "except"))
    spared |= set(reading.words(fields, "except"))
    for unknown in sorted(selector.keys() - {"every", "except"}):
        reading.report("field-unknown", fields.cite, field=unknown, known="every, except")
    if word in LEVELS:
        found = reading.every(word)
    elif word in reading.kinds:
        found = reading.by_kind.get(word, [])
    else:
        known = ", ".join([*LEVELS, *sorted(reading.kinds)])
        reading.report("unknown-kind", fields.cite, thing=word or "–", known=known)
        return []
    skipped = {reading.then(code) for code in spared} | spared
    return [
        thing for thing in found if thing not in skipped and _seat(reading, thing) not in spared
    ]


def _seat(reading: Reading, thing: str) -> str:
    agency = reading.world.agencies.get(thing)
    area = reading.world.lineage.areas.get(agency.seat) if agency else None
    return area.code if area else ""


def found_body(reading: Reading, fields: Fields) -> list[Clause]:
    """`found: {agency: id, kind: …, name: …, seat: code}` with `heir-of: [ids]`."""
    inner = Fields(fields.map("found"), fields.cite)
    for unknown in sorted(inner.tree.keys() - BODY):
        reading.report("field-unknown", fields.cite, field=unknown, known=", ".join(sorted(BODY)))
    id, name = reading.word(inner, "agency"), reading.word(inner, "name")
    kind = reading.word(inner, "kind", needed=False) or "body"
    seat = reading.word(inner, "seat", needed=False)
    place = (reading.then(seat) or seat) if seat else ""
    under = reading.word(inner, "under", needed=False)
    english = reading.word(inner, "name-en", needed=False)
    founding = Founding(id, kind=kind, seat=place, parent=under, vi=name, en=english)
    reading.bodies[kind, place] = id
    ends = tuple(Ending(body, id) for body in reading.words(fields, "heir-of"))
    reading.ended_bodies.update({ending.thing: id for ending in ends})
    return [Redraw(founds=(founding,), ends=ends, cite=fields.cite)]


def end(reading: Reading, fields: Fields) -> list[Clause]:
    """`end: {every: district}, heir: province`, or a list of ids with one heir."""
    heir = reading.word(fields, "heir", needed=False)
    ends = []
    for thing in some(reading, fields, "end", chosen(reading, fields, "end")):
        if thing in reading.world.agencies:
            seat = reading.world.agencies[thing].seat
            found = reading.body(heir, reading.now(seat))
            reading.ended_bodies[thing] = found
            reading.bodies.pop((reading.world.agencies[thing].kind, seat), None)
        else:
            thing = reading.before(thing) or thing
            found = _heir_area(reading, thing, heir)
            if found:
                reading.heirs[thing] = found
        ends.append(Ending(thing, found))
    return [Redraw(ends=tuple(ends), cite=fields.cite)]


def _heir_area(reading: Reading, unit: str, heir: str) -> str:
    if heir not in LEVELS:
        return reading.then(heir) if heir else ""
    lineage = reading.world.lineage
    for area in reading.path(unit):
        level = lineage.areas[area].level if area in lineage.areas else reading.levels.get(area)
        if level == heir and area != unit:
            return area
    return ""


def follow(reading: Reading, fields: Fields) -> list[Clause]:
    """`follow: [kinds], level: …`: each founded unit gets a body, each ended one gives its own.

    `except` lists new units that get none; bodies that ended there have the nearest body of the
    kind `instead` as heir. `hold` are functions that each new body holds in its unit.
    """
    level = reading.word(fields, "level")
    spared = {reading.then(code) for code in reading.words(fields, "except")}
    instead = reading.word(fields, "instead", needed=False)
    hold = reading.words(fields, "hold")
    clauses: list[Clause] = []
    for kind in some(reading, fields, "follow", reading.words(fields, "follow")):
        if kind not in reading.kinds:
            known = ", ".join(sorted(reading.kinds))
            reading.report("unknown-kind", fields.cite, thing=kind, known=known)
            continue
        clauses += _follow(reading, fields, kind, level, spared, instead, hold)
    return clauses


def _follow(
    reading: Reading,
    fields: Fields,
    kind: str,
    level: str,
    spared: set[str],
    instead: str,
    hold: list[str],
) -> list[Clause]:
    giving = _giving(reading, kind, level)
    founds, transfers = [], []
    for unit, its in reading.levels.items():
        if its == level and unit not in spared and (level != "province" or unit in giving):
            body = f"vn.{unit.partition('@')[0]}.{kind}@{reading.on.isoformat()}"
            founds.append(Founding(body, kind=kind, seat=unit))
            reading.bodies[kind, unit] = body
            transfers += [Transfer(f, unit, body, cite=fields.cite) for f in hold]
    ends = []
    for unit, bodies in giving.items():
        heir = reading.bodies.get((kind, unit)) or reading.body(instead or kind, unit)
        for body in bodies:
            ends.append(Ending(body, heir))
            reading.ended_bodies[body] = heir
            reading.bodies.pop((kind, reading.world.agencies[body].seat), None)
    return [Redraw(founds=tuple(founds), ends=tuple(ends), cite=fields.cite), *transfers]


def _giving(reading: Reading, kind: str, level: str) -> dict[str, list[str]]:
    """The bodies whose units of a level end, by the unit that continues each of them."""
    giving: dict[str, list[str]] = {}
    for body in reading.by_kind.get(kind, []):
        seat = reading.world.agencies[body].seat
        area = reading.world.lineage.areas.get(seat)
        if area and area.level == level and seat in reading.heirs:
            giving.setdefault(reading.now(seat), []).append(body)
    return giving


def attach(reading: Reading, fields: Fields) -> list[Clause]:
    """`attach: {every: kind}, to: kind or id`: institutions get a new parent with all they hold."""
    to = reading.word(fields, "to")
    clauses: list[Clause] = []
    chosen_ones = some(reading, fields, "attach", chosen(reading, fields, "attach"))
    for institution in chosen_ones if to else ():
        agency = reading.world.agencies.get(institution)
        parent = reading.body(to, reading.now(agency.seat) if agency else "")
        clauses.append(Attach(institution, parent, cite=fields.cite))
    return clauses
