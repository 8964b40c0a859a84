"""One case whole, as its page shows it: at most four statements, whoever reads.

What is asked now, what was done, who must act today and why, and who finishes by the cut-over table.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
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
    """The same of a case that was read just now."""
    on, told = present().on, story(case.id)
    procedure = catalogue.version(case.procedure, case.version) if case.procedure else None
    return Page(case, procedure, told, holders(case, on), finisher(case, on, told))


# The leaf itself, what it was cut into, or what lies or last lay in a unit.
HOLDERS = """
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
)
select distinct {columns} from leaves l
    join register_function f on f.id = %(function)s and upper_inf(f.known)
    cross join lateral register_holders(%(function)s, l.id, %(on)s, %(filed)s) m
    where case when f.owed <> 'everywhere' then l.site = f.owed
        when l.site <> '' then false
        when f.follows = 'residents' then l.residents
        else l.territory end
"""


def holders(case: Case, on: date) -> Holders:
    """Who must act on a case on a day, from the register as it is known now."""
    columns = ", ".join(f"m.{name}" for name in BY_NAME["mandate"].names)
    told: dict[str, Any] = {
        "place": case.place,
        "function": case.function,
        "on": on,
        "filed": case.filed,
    }
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS.format(columns=columns), told)
        found = [mandate_of(row_of(row)) for row in cursor.fetchall()]
    mandates = tuple(sorted(found, key=lambda mandate: mandate.key))
    agencies = {mandate.agency for mandate in mandates}
    if len(agencies) == 1:
        return Holders(agencies.pop(), mandates)
    # A divided place, or none: rare, and the whole reasoning of the core says who acts meanwhile.
    ruling = competent(case.function, case.place, filed=case.filed, on=on)
    return Holders(ruling.acting, mandates)


TAKER = """
select (select a.level from register_agency g join register_area a on a.id = g.seat and upper_inf(a.known)
        where g.id = %(taker)s and upper_inf(g.known)),
    exists (select from register_reach(%(place)s, %(filed)s) r
        join register_area a on a.id = r.area and upper_inf(a.known)
        where a.level = 'province' and a.code = any(%(areas)s))
"""


def finisher(case: Case, on: date, told: Story) -> Rule | None:
    """The row of the cut-over table that says who finishes a case and where it is given back.

    None where no table was written for the place, or for the kind of body that took the case in:
    then whoever is competent finishes it.
    """
    table = cutover_table()
    took = told.last("file") or told.last("receive")
    if took is None or not took.agency or not case.due:
        return None
    asked: dict[str, Any] = {"taker": took.agency, "place": case.place, "filed": case.filed}
    with connection.cursor() as cursor:
        cursor.execute(TAKER, {**asked, "areas": list(table.areas)})
        level, inside = cursor.fetchone()
    if not inside or level not in table.kinds:
        return None
    days = {"received": case.filed, "due": case.due, "on": on}
    return cutover.finisher(table.rules, **days, taken_in_by=level)
