"""What is done about plans and questions, and how they are read; the last version of each counts.

Each act is one transaction with an entry in the stream of the body's plan, and does nothing twice under
one key. A plan is seen by its body, and by whoever oversees the reform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework.sight import present
from continuity.core.terms import TERMS
from continuity.handover.plans.lateness import Kind
from continuity.handover.plans.questions import Question
from continuity.handover.plans.tasks import Task, circle, stand, wrong
from continuity.handover.plans.telling import ended
from continuity.handover.plans.templates import steps, templates
from continuity.handover.readiness.room import Readiness, at
from continuity.handover.refused import Refused
from continuity.handover.written import added, again, entered
from continuity.journal.record import Actor

WRITING = (Role.OFFICER, Role.HEAD, Role.PLANNER)
MOST = 300
TASKS = """
select distinct on (task) task, work, person, start, due, responsibility, product, authority, after,
    done, shown from handover_task where decree = %s and body = %s order by task, at desc, id desc
"""
QUESTIONS = """
select distinct on (question) question, said, asked, owner, due, interim, until, source, answer,
    answered from handover_question where decree = %s and body = %s
order by question, at desc, id desc
"""


@dataclass(frozen=True)
class Plan:
    """The tasks and questions of a body for a reform, in order of their days."""

    room: Readiness
    body: str
    tasks: list[Task]
    questions: list[Question]


def plan(room: Readiness, body: str) -> Plan:
    """The plan of a body, inside `at`."""
    found = [Task(*row)._replace(after=tuple(row[8])) for row in _rows(TASKS, room.decree, body)]
    found.sort(key=lambda one: (one.due or date.max, one.start or date.max, one.id))
    asked = [Question(*row) for row in _rows(QUESTIONS, room.decree, body)]
    return Plan(room, body, found, sorted(asked, key=lambda one: (one.due, one.id)))


def begin(
    decree: str,
    template: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    language: str = "vi",
) -> int:
    """How many tasks of a template were added to the own plan; those that are there stay as they are."""
    with at(decree, actor, agency, on, seats=WRITING) as room:
        if template not in templates():
            raise Refused("no-template", template=template, known=", ".join(templates()))
        there = {one.id for one in plan(room, agency).tasks}
        new = [
            one for one in templates()[template].tasks(room.day, language) if one.id not in there
        ]
        if again(key, "begin-plan", {"decree": room.decree, "template": template}):
            return 0
        for one in new:
            _task(room, one)
        entered(_stream(room), "begin-plan", {"template": template, "n": len(new)})
    return len(new)


def write(decree: str, task: Task, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """A task as it reads now: a new one, or another version. What is done is not written anew.

    Refused where it waits for what is not there, for itself in a circle, or for what is due later.
    """
    with at(decree, actor, agency, on, seats=WRITING) as room:
        others = {one.id: one for one in plan(room, agency).tasks}
        if not task.id or not task.work or len(others) >= MOST:
            raise Refused("no-task-words", most=MOST)
        if task.start and task.due and task.start > task.due:
            raise Refused("no-task-days")
        if task.id in others and others[task.id].done:
            raise Refused("task-done", task=task.id)
        made = task._replace(done=None, shown="")
        after = others | {task.id: made}
        if circle(after.values()):
            raise Refused("task-circle", tasks=", ".join(circle(after.values())))
        if clash := [pair for pair in wrong(after.values()) if task.id in pair]:
            raise Refused("task-order", task=clash[0][0], before=clash[0][1])
        told = {name: str(value or "") for name, value in made._asdict().items()}
        if again(key, "write-task", {"decree": room.decree, **told}):
            return
        _task(room, made)
        ended(Kind.TASK, room.decree, task.id)
        entered(_stream(room), "write-task", {"task": task.id, "due": str(task.due or "")})


def finish(
    decree: str, task: str, shown: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """A task is done by what shows it; refused while it is unclear, or while it waits for another."""
    with at(decree, actor, agency, on, seats=WRITING) as room:
        known = {one.id: one for one in plan(room, agency).tasks}
        if task not in known or known[task].done:
            raise Refused("no-such-task", task=task)
        if not shown.strip():
            raise Refused("no-words")
        if known[task].missing:
            raise Refused("task-unclear", task=task, missing=", ".join(known[task].missing))
        if waits := stand(known.values(), on, steps(on))[task].waits:
            raise Refused("task-waits", task=task, before=", ".join(waits))
        told = {"task": task, "shown": shown.strip()}
        if again(key, "finish-task", {"decree": room.decree, **told}):
            return
        _task(room, known[task]._replace(done=on, shown=shown.strip()))
        ended(Kind.TASK, room.decree, task)
        entered(_stream(room), "finish-task", told)


def ask(
    decree: str, said: str, owner: str, due: date, *, actor: Actor, agency: str, on: date, key: str
) -> str:
    """A question that the reform leaves, with who answers it by when; its id."""
    with at(decree, actor, agency, on, seats=WRITING) as room:
        if not said.strip() or not owner.strip() or due < on:
            raise Refused("no-question", on=on)
        id = str(uuid7())
        told = {"said": said.strip(), "owner": owner.strip(), "due": str(due)}
        if before := again(key, "ask-question", {"decree": room.decree, **told}, id):
            return before
        _question(room, Question(id, said.strip(), on, owner.strip(), due))
        entered(_stream(room), "ask-question", {"question": id} | told)
    return id


def hold(
    decree: str, question: str, words: str, source: str, until: date,
    *, actor: Actor, agency: str, on: date, key: str,
) -> None:  # fmt: skip
    """What holds meanwhile: an interim answer with its source and an end."""
    with at(decree, actor, agency, on, seats=WRITING) as room:
        one = _open(room, question)
        if not words.strip() or not source.strip() or until <= on:
            raise Refused("no-interim", on=on)
        told = {"question": question, "words": words, "source": source, "until": str(until)}
        if again(key, "hold-question", {"decree": room.decree, **told}):
            return
        held = one._replace(interim=words.strip(), until=until, source=source.strip())
        _question(room, held)
        ended(Kind.QUESTION, room.decree, question)
        entered(_stream(room), "hold-question", told)


def answer(
    decree: str, question: str, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """The answer, which ends what held meanwhile."""
    with at(decree, actor, agency, on, seats=WRITING) as room:
        one = _open(room, question)
        if not words.strip():
            raise Refused("no-words")
        told = {"question": question, "words": words.strip()}
        if again(key, "answer-question", {"decree": room.decree, **told}):
            return
        _question(room, one._replace(answer=words.strip(), answered=on))
        ended(Kind.QUESTION, room.decree, question)
        entered(_stream(room), "answer-question", told)


def _open(room: Readiness, question: str) -> Question:
    known = {one.id: one for one in plan(room, present().agency).questions}
    if question not in known or known[question].answered:
        raise Refused("no-such-question")
    return known[question]


def _task(room: Readiness, one: Task) -> None:
    row: dict[str, Any] = one._asdict() | {"task": one.id, "after": list(one.after)}
    _added(room, "task", row)


def _question(room: Readiness, one: Question) -> None:
    _added(room, "question", one._asdict() | {"question": one.id})


def _added(room: Readiness, table: str, row: dict[str, Any]) -> None:
    body = present().agency
    added(table, row | {"decree": room.decree, "body": body, "id": uuid7()})


def _stream(room: Readiness) -> str:
    return f"plan:{room.decree}:{present().agency}"


def _rows(query: str, decree: str, body: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [decree, body])
        return list(cursor.fetchall())


TERMS.update(
    {
        "begin-plan": "lập kế hoạch theo mẫu",
        "write-task": "ghi nhiệm vụ",
        "finish-task": "hoàn thành nhiệm vụ",
        "ask-question": "ghi câu hỏi",
        "hold-question": "trả lời tạm thời",
        "answer-question": "trả lời",
    }
)
