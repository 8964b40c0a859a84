"""What has a day in all reforms in force: tasks, questions, reviews, publications, help that ends.

Read by the job that tells who is late, inside `working("escalation", …)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from continuity.core.interval import eve
from continuity.handover.lines import LENT, PREMISES
from continuity.handover.notice import kept as notices
from continuity.handover.owed import owed
from continuity.handover.plans.lateness import Due, Kind
from continuity.handover.plans.questions import Question, standing
from continuity.handover.plans.templates import steps
from continuity.handover.review.kept import reviews
from continuity.handover.review.published import changed

LOOK_BACK = timedelta(days=90)
"""For how long after a reform's day its publications are looked for."""
TASKS = """
select distinct on (decree, body, task) decree, body, task, work, person, responsibility, due, done
from handover_task where decree = any(%s) order by decree, body, task, at desc, id desc
"""
QUESTIONS = """
select distinct on (decree, body, question) decree, body, question, said, asked, owner, due, interim,
    until, source, answer, answered
from handover_question where decree = any(%s) order by decree, body, question, at desc, id desc
"""
SECONDED = """
select s.id::text, s.home, s.host, s.words, s.until, p.name from handover_secondment s
join accounts_person p on p.id = s.person
where s.against is null and s.until >= %s
    and not exists (select from handover_secondment b where b.against = s.id)
"""
LOANS = """
select h.id::text || ' ' || l.number, h.decree, h.giver, h.receiver,
    l."values"->>'address', (l."values"->>'until')::date
from handover_handover h join handover_line l on l.handover = h.id and l.annex = %s
left join handover_returned r on r.handover = l.handover and r.number = l.number
where h.signed is not null and l."values"->>'plan' = %s and l."values"->>'until' is not null
    and r.number is null
"""


def everything(reforms: dict[str, date], on: date) -> list[Due]:
    """All that has a day and is not done, of the reforms in force by the days of their effect."""
    names = sorted(reforms)
    made = [*_tasks(names), *_questions(names, on), *_secondments(on), *_loans()]
    for decree, day in reforms.items():
        made += _reviews(decree)
        if day <= on <= day + LOOK_BACK:
            made += [*_notices(decree, day), *_publications(decree, day)]
    return made


def _tasks(decrees: list[str]) -> Iterator[Due]:
    for decree, body, task, work, person, responsible, due, done in _rows(TASKS, decrees):
        if due and not done:
            yield Due(Kind.TASK, decree, body, task, work, due, (person, responsible))


def _questions(decrees: list[str], on: date) -> Iterator[Due]:
    """Those for which nothing holds: late since their day, or since the interim answer ended."""
    for decree, body, *row in _rows(QUESTIONS, decrees):
        one = Question(*row)
        how = standing(one, on, steps(on))
        if how.bare:
            day = on - timedelta(how.late) if how.late else one.due
            yield Due(Kind.QUESTION, decree, body, one.id, one.said, day, (one.owner,))


def _reviews(decree: str) -> Iterator[Due]:
    for one in reviews(decree).values():
        if one.due and one.closed is None:
            yield Due(
                Kind.REVIEW, decree, one.agency, one.document, one.document, one.due, (one.lead,)
            )


def _notices(decree: str, day: date) -> Iterator[Due]:
    """The bodies that take something over and have no notice that says so."""
    here = notices.changes(day)
    takers = {one.receiver for one in owed(here.world, day)} & here.world.agencies.keys()
    stands = {one.unit: one.digest for one in notices.standing(decree, takers)}
    for body in sorted(takers):
        if stands.get(body) != here.of(body).digest:
            yield Due(Kind.NOTICE, decree, body, body, "", eve(day))


def _publications(decree: str, day: date) -> Iterator[Due]:
    """The procedures of which something changed, and that nobody has published so."""
    for one in changed(decree, day):
        if not one.stands:
            said = "\n".join(one.procedure.label)
            yield Due(Kind.PUBLICATION, decree, "", one.procedure.code, said, eve(day))


def _secondments(on: date) -> Iterator[Due]:
    for id, home, host, words, until, name in _rows(SECONDED, on):
        for body in (home, host):
            yield Due(Kind.SECONDMENT, "", body, id, f"{name}: {words}", until)


def _loans() -> Iterator[Due]:
    for id, decree, giver, receiver, address, until in _rows(LOANS, PREMISES, LENT):
        for body in (giver, receiver):
            yield Due(Kind.LOAN, decree, body, id, address or id, until)


def _rows(query: str, *told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())
