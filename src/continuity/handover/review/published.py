"""Procedures of which a reform's day changes the body, the counter, the account or the form, and whether
that was published in time: by whom takes over in its notice, and for each procedure with its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework import catalogue
from continuity.core.interval import eve
from continuity.core.mandate import Mode
from continuity.core.procedure import Procedure, Words
from continuity.core.world import World
from continuity.handover.notice.changing import Changes
from continuity.handover.notice.kept import changes
from continuity.handover.owed import owed
from continuity.handover.review import differing
from continuity.handover.review.differing import Difference, Holders, What
from continuity.packs.names import Names
from continuity.packs.points import Point
from continuity.packs.vn import pack
from continuity.register import points

FIRST = """
select unit, min(day) from handover_notice n where decree = %s and against is null and not exists (
    select from handover_notice b where b.decree = n.decree and b.unit = n.unit and b.against = n.id)
group by unit
"""
ACCOUNTS = """
select unit, kind, coalesce(reference, ''), valid @> %(eve)s, valid @> %(day)s from register_means
where kind in ('account', 'treasury') and upper_inf(known)
    and (unit = any(%(units)s) or lower(valid) = %(day)s or upper(valid) = %(day)s)
"""
PUBLISHED = """
select distinct on (procedure) procedure, number, place, published, digest, name, day
from handover_publication where decree = %s order by procedure, at desc, id desc
"""
SAID = {"account": Words("tài khoản", "account"), "treasury": Words("mã kho bạc", "treasury code")}


class Publication(NamedTuple):
    """By which decision, where and when a procedure was published; who entered that, and of what."""

    procedure: str
    number: str
    place: str
    published: date
    digest: str
    name: str
    day: date


class Changed(NamedTuple):
    """A procedure of which something changes: what, and who published it when.

    `published` counts the bodies that said so in their notice before the day or on it, `late` those
    after, of `bodies` that take it over. `own` is the publication of the procedure itself.
    """

    procedure: Procedure
    differences: tuple[Difference, ...]
    bodies: int
    published: int
    late: int
    own: Publication | None
    day: date

    def of(self, what: What) -> list[Difference]:
        """What is another of one of the four."""
        return [one for one in self.differences if one.what is what]

    @property
    def digest(self) -> str:
        """Of what changes, as it is known today."""
        return differing.digest(self.differences)

    @property
    def stands(self) -> bool:
        """True where what was published of it is what changes still."""
        return self.own is not None and self.own.digest == self.digest

    @property
    def in_time(self) -> bool:
        """True where the procedure was published before the day or on it, and that stands."""
        return self.stands and self.own is not None and self.own.published <= self.day

    @property
    def share(self) -> float:
        """Of the bodies that take it over, those whose notice came in time; in hundredths."""
        return 100 * self.published / self.bodies if self.bodies else 100.0


def changed(decree: str, day: date) -> list[Changed]:
    """The procedures of which a day changes something; the same few questions however many they are."""
    old = {one.code: one for one in catalogue.offered(eve(day))}
    new = {one.code: one for one in catalogue.offered(day)}
    here, held = changes(day), _held(changes(day), day)
    names = Names(here.world, pack().kinds)
    before, after = _accounts(held, day)
    began, ended = _counters(day)
    first, own = _first(decree), publications(decree)

    def called(thing: str, on: date) -> Words:
        return Words(*names.both(thing, on))

    made = []
    for code in sorted(old.keys() | new.keys()):
        one = new.get(code) or old[code]
        who = held.get(one.function) or Holders(frozenset(), frozenset(), {})
        found = differing.bodies(who, day, called)
        found += differing.counters(ended[one.function], began[one.function])
        if one.fee or (code in old and old[code].fee):
            found += differing.accounts(who, before, after)
        found += differing.forms(old.get(code), new.get(code)) + differing.named(who, day, called)
        if found:
            told = [first[unit] for unit in who.taken if unit in first]
            soon = sum(when <= day for when in told)
            late = len(told) - soon
            made.append(Changed(one, tuple(found), len(who.taken), soon, late, own.get(code), day))
    return made


def publications(decree: str) -> dict[str, Publication]:
    """The last publication of each procedure for a reform."""
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED, [decree])
        return {row[0]: Publication(*row) for row in cursor.fetchall()}


def _held(here: Changes, day: date) -> dict[str, Holders]:
    """Of each task, who holds it on the eve and on the day, and who took it from whom."""
    before, after = _holders(here.world, eve(day)), _holders(here.world, day)
    taken: dict[str, dict[str, Collection[str]]] = defaultdict(dict)
    for unit in {one.receiver for one in owed(here.world, day)}:
        if unit in here.world.agencies:
            for one in here.of(unit).takes:
                taken[one.function][unit] = one.givers
    return {
        function: Holders(frozenset(before[function]), frozenset(after[function]), taken[function])
        for function in before.keys() | after.keys() | taken.keys()
    }


def _holders(world: World, on: date) -> defaultdict[str, set[str]]:
    held: defaultdict[str, set[str]] = defaultdict(set)
    for one in world.mandates:
        if on in one.valid and on in one.intake and one.mode is Mode.MUST:
            held[one.function].add(one.agency)
    return held


By = defaultdict[str, list[Words]]


def _accounts(held: dict[str, Holders], day: date) -> tuple[By, By]:
    """The accounts of all that give or take something, and those that begin or end on the day."""
    units = {unit for one in held.values() for unit in one.taken}
    units |= {unit for one in held.values() for givers in one.taken.values() for unit in givers}
    before, after = By(list), By(list)
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, {"units": sorted(units), "eve": eve(day), "day": day})
        for unit, kind, number, was, now in cursor.fetchall():
            said = Words(f"{SAID[kind].vi} {number}".strip(), f"{SAID[kind].en} {number}".strip())
            for there, side in ((was, before), (now, after)):
                if there:
                    side[unit].append(said)
    return before, after


Counters = defaultdict[str, list[Point]]


def _counters(day: date) -> tuple[Counters, Counters]:
    """By task, the counters whose row begins on the day, and those whose row ends."""
    began, ended = Counters(list), Counters(list)
    for one in points.turning(day):
        for function in one.functions:
            (began if one.valid.start == day else ended)[function].append(one)
    return began, ended


def _first(decree: str) -> dict[str, date]:
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [decree])
        return dict(cursor.fetchall())
