"""One case whole, as its page shows it: three statements, whoever reads.

What is asked now, what was done, who must act today and why, and who finishes by the cut-over table.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import catalogue
from continuity.casework.cases import Case, one
from continuity.casework.sight import present
from continuity.casework.status import Status
from continuity.casework.story import Story, story
from continuity.core import cutover
from continuity.core.cutover import Rule
from continuity.core.mandate import Mandate
from continuity.core.procedure import Procedure, Step
from continuity.packs.vn.law import cutover_table
from continuity.register.ask import competent
from continuity.register.read import row_of
from continuity.register.rows import BY_NAME, mandate_of


@dataclass(frozen=True, slots=True)
class Holders:
    """Who must act on a case on a day, and the mandates that say so.

    `agency` is the one that must, or acts meanwhile where the place is open; '' where nobody does.
    """

    agency: str
    mandates: tuple[Mandate, ...]

    @property
    def open(self) -> bool:
        """True where several may be the one, since the place was divided."""
        return len({mandate.agency for mandate in self.mandates}) > 1


NOBODY = Holders("", ())


@dataclass(frozen=True, slots=True)
class Page:
    """A case with all that its page says; `procedure` and `next` are None where it has none."""

    case: Case
    procedure: Procedure | None
    story: Story
    holders: Holders
    finisher: Rule | None

    @property
    def next(self) -> Step | None:
        """The step that is taken next."""
        if self.procedure is None or not self.case.step:
            return None
        return self.procedure.step(self.case.step)

    @property
    def taker(self) -> str:
        """The agency that took the case in; '' while nobody has."""
        return taken_in_by(self.story)

    @property
    def asked(self) -> tuple[str, ...]:
        """What is asked of the applicant now: items of the procedure, and `fee`."""
        if self.case.closed:
            return ()
        items = self.story.asked if self.case.status is Status.SUPPLEMENT else ()
        return tuple(dict.fromkeys((*items, *(("fee",) if self.case.owed else ()))))


def page(case_id: uuid.UUID) -> Page:
    """Everything about a case that the reader may see, on the reader's day."""
    return page_of(one(case_id))


def page_of(case: Case) -> Page:
    """The same of a case that was read just now: two statements more."""
    told = course(case)
    holders, finisher = whose(case, present().on, told.story)
    return replace(told, holders=holders, finisher=finisher)


def course(case: Case) -> Page:
    """Its course alone: one statement more, and nothing of who must act."""
    procedure = catalogue.version(case.procedure, case.version) if case.procedure else None
    return Page(case, procedure, story(case.id), NOBODY, None)


# The leaf itself, what it was cut into, or what lies or last lay in a unit; and beside each mandate the
# kind of body that took the case in, and whether a cut-over table was written for the place.
WHOSE = """
with leaves as (
    select l.* from register_leaf l where upper_inf(l.known)
        and (l.id = %(place)s or starts_with(l.id, %(place)s || '>'))
    union
    select l.* from register_within w
        join register_leaf l on l.id = w.thing and upper_inf(l.known)
        left join register_heir h on h.thing = w.parent and upper_inf(h.known)
        where w.parent = %(place)s and upper_inf(w.known)
            and w.since <= least(%(on)s, h.since - 1) and not exists (
                select from register_within later where later.thing = w.thing
                    and upper_inf(later.known) and later.since > w.since
                    and later.since <= least(%(on)s, h.since - 1))
), holders as (
    select distinct {columns} from leaves l
        join register_function f on f.id = %(function)s and upper_inf(f.known)
        cross join lateral register_holders(%(function)s, l.id, %(on)s, %(filed)s) m
        where case when f.owed <> 'everywhere' then l.site = f.owed
            when l.site <> '' then false
            when f.follows = 'residents' then l.residents
            else l.territory end
)
select t.level, t.inside, h.* from (
    select (select a.level from register_agency g
            join register_area a on a.id = g.seat and upper_inf(a.known)
            where g.id = %(taker)s and upper_inf(g.known)) as level,
        exists (select from register_reach(%(place)s, %(filed)s) r
            join register_area a on a.id = r.area and upper_inf(a.known)
            where a.level = 'province' and a.code = any(%(areas)s)) as inside
) t left join holders h on true
"""
WITHOUT = 2
"""So many columns stand before those of a mandate."""


def taken_in_by(told: Story) -> str:
    """The agency that took a case in, at a counter or as it came online; '' while nobody has."""
    took = told.last("file") or told.last("receive")
    return took.agency if took else ""


def whose(case: Case, on: date, told: Story) -> tuple[Holders, Rule | None]:
    """Who must act on a case on a day, and the row of the cut-over table that says who finishes it."""
    columns = ", ".join(f"m.{name}" for name in BY_NAME["mandate"].names)
    taker, table = taken_in_by(told), cutover_table()
    asked: dict[str, Any] = {
        "place": case.place, "function": case.function, "on": on, "filed": case.filed,
        "taker": taker, "areas": list(table.areas),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WHOSE.format(columns=columns), asked)
        found = cursor.fetchall()
    level, inside = found[0][:WITHOUT]
    rows = [row[WITHOUT:] for row in found if row[WITHOUT] is not None]
    table_says = bool(taker and case.due and inside and level in table.kinds)
    return _holders(case, on, rows), _finisher(case, on, level) if table_says else None


def _holders(case: Case, on: date, rows: list[Any]) -> Holders:
    """Who must act, from the mandates as the register has them now."""
    found = [mandate_of(row_of(row)) for row in rows]
    mandates = tuple(sorted(found, key=lambda mandate: mandate.key))
    agencies = {mandate.agency for mandate in mandates}
    if len(agencies) == 1:
        return Holders(agencies.pop(), mandates)
    # A divided place, or none: rare, and the whole reasoning of the core says who acts meanwhile.
    ruling = competent(case.function, case.place, filed=case.filed, on=on)
    return Holders(ruling.acting, mandates)


def _finisher(case: Case, on: date, level: str) -> Rule | None:
    """What the table says; without one for the place or the body, whoever is competent finishes."""
    assert case.due
    days = {"received": case.filed, "due": case.due, "on": on}
    return cutover.finisher(cutover_table().rules, **days, taken_in_by=level)
