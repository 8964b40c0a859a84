"""Evidence that the system has by itself, and what people entered: read for all units at once.

The number of questions does not depend on the number of units.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cryptography import x509
from django.db import connection

from continuity.handover.notice import kept
from continuity.handover.readiness.judge import Evidence, Held
from continuity.handover.readiness.requirements import Source
from continuity.handover.readiness.room import Readiness
from continuity.packs.vn import ZONE

MEANS = """
select unit, kind, reference, lower(valid), upper(valid) from register_means
where unit = any(%s) and kind in ('seal', 'account', 'treasury') and upper_inf(known)
"""
KEYS = """
select agency, thumbprint, certificate, lower(valid), upper(valid) from documents_key
where agency = any(%s) and upper_inf(known)
"""
SIGNED_IN = """
select stream, max(at), max(number) from journal_entry where stream = any(%s) and verb = 'sign-in'
group by stream
"""
POINTS = """
select id, serves, functions, lower(valid), upper(valid) from register_point
where upper_inf(known) and serves && %(at)s
"""
SHOWN = """
select e.unit, e.requirement, e.day, e.until, e.source, e.reference, e.holding, e.quantity,
    e.id::text, e.name, e.by_agency, e.noted, e.file is not null
from handover_evidence e where e.unit = any(%s) and e.against is null and not exists (
    select from handover_evidence b where b.unit = e.unit and b.against = e.id)
order by e.day, e.id
"""

Cell = tuple[str, str]


class Noted(NamedTuple):
    """Who entered evidence, for which agency, when, and whether a file belongs to it."""

    name: str
    agency: str
    day: Any
    file: bool


class Found(NamedTuple):
    """All evidence by cell, the keys of units, and who entered what was entered."""

    evidence: dict[Cell, list[Evidence]]
    keys: dict[str, list[Held]]
    noted: dict[str, Noted]


def found(room: Readiness) -> Found:
    """The evidence for the units that the reader sees."""
    made: dict[Cell, list[Evidence]] = defaultdict(list)
    noted: dict[str, Noted] = {}
    ids = list(room.units)
    for unit, kind, reference, since, until in _rows(MEANS, [ids]):
        made[unit, kind].append(
            Evidence(unit, kind, since, until, Source.REGISTER, reference or kind)
        )
    for one in (*_signed_in(room), *_points(room), *_notices(room)):
        made[one.unit, one.requirement].append(one)
    for *row, name, agency, day, file in _rows(SHOWN, [ids]):
        unit, need, day_of, until, source, reference, to, quantity, id = row
        one = Evidence(unit, need, day_of, until, Source(source), reference, to, quantity, id)
        made[one.unit, one.requirement].append(one)
        noted[id] = Noted(name, agency, day, file)
    return Found(made, _keys(ids), noted)


def _keys(ids: list[str]) -> dict[str, list[Held]]:
    held: dict[str, list[Held]] = defaultdict(list)
    for agency, thumbprint, certificate, since, until in _rows(KEYS, [ids]):
        own = x509.load_pem_x509_certificates(certificate.encode())[0]
        ends = own.not_valid_after_utc.date()
        last = min(until, ends) if until else ends
        held[agency].append(Held(bytes(thumbprint).hex(), since, last))
    return held


def _signed_in(room: Readiness) -> list[Evidence]:
    streams = {f"person:{one.to.split(' ')[0]}" for held in room.seats.values() for one in held}
    last = {
        stream: (_day(at), number)
        for stream, at, number in _rows(SIGNED_IN, [sorted(streams)])
    }  # fmt: skip
    made = []
    for unit, held in room.seats.items():
        for one in held:
            if told := last.get(f"person:{one.to.split(' ')[0]}"):
                made.append(
                    Evidence(unit, "staff", told[0], None, Source.JOURNAL, f"#{told[1]}", one.to)
                )
    return made


def _points(room: Readiness) -> list[Evidence]:
    """The counters that serve the ground of a unit and take in what it holds."""
    there: dict[str, list[str]] = defaultdict(list)
    for unit, path in room.places.items():
        for area in path:
            there[area].append(unit)
    made = []
    for id, serves, functions, since, until in _rows(POINTS, {"at": list(there)}):
        for unit in {unit for area in serves for unit in there.get(area, ())}:
            if room.units[unit].functions & set(functions):
                made.append(Evidence(unit, "intake", since, until, Source.REGISTER, id))
    return made


def _notices(room: Readiness) -> list[Evidence]:
    """The notices that stand; one that says what the reform says no longer is good no longer."""
    here, made = kept.changes(room.day, room.world), []
    for one in kept.standing(room.decree, room.units):
        if one.unit in here.world.agencies:
            until = None if here.of(one.unit).digest == one.digest else one.day
            said = Evidence(one.unit, "notices", one.day, until, Source.PUBLISHED, one.place)
            made.append(said)
    return made


def _day(at: datetime) -> Any:
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(ZoneInfo(ZONE)).date()


def _rows(query: str, told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())
