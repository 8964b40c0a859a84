"""What stands beside a case for its applicant: papers, what was issued, notices, why not, who read what.

One statement asks for all of it, since the page of a case is read again and again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import one
from continuity.casework.intake.papers import FIELD
from continuity.casework.sealed import opened
from continuity.casework.sight import present

MOST = 50
"""Readings, the last ones; all of them stand in the journal."""

BESIDE = """
select 'paper' as kind, jsonb_build_object(
        'id', id, 'evidence', evidence, 'name', encode(sealed_name, 'hex')) as told
    from intake_paper where wrapped <> '' and case_id = %(case)s
union all
select 'document', jsonb_build_object(
        'id', id, 'kind', kind, 'number', number, 'issued', issued, 'vi', agency_vi,
        'en', agency_en, 'status', status, 'there', wrapped is not null)
    from documents_document
    where case_id = %(case)s and status not in ('handed-out', 'dropped')
union all
select 'notice', jsonb_build_object('id', id, 'made', made, 'text', encode(sealed_text, 'hex'))
    from notices_notice where case_id = %(case)s and channel = 'portal'
union all
select 'reason', jsonb_build_object('id', n.id, 'text', encode(n.sealed, 'hex'))
    from casework_note n
    where n.case_id = %(case)s and n.sealed <> '' and n.id = any(%(telling)s::uuid[])
union all
(select 'reading', jsonb_build_object(
        'at', at, 'who', actor_name, 'purpose', purpose, 'content', content)
    from journal_entry where stream = %(stream)s and verb = 'read'
    order by position desc limit %(most)s)
"""

MORE: dict[str, str] = {}
"""What rooms above tell in the same statement, by its kind."""


def also(kind: str, query: str) -> None:
    """Registers a query over `%(case)s` and the reader's day `%(on)s`, each row of it one JSON object."""
    MORE[kind] = f"union all select '{kind}', told from ({query}) as more (told)\n"


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued in a case, under the name that its agency had; `there` until it is erased."""

    id: uuid.UUID
    kind: str
    number: str
    issued: date
    agency: tuple[str, str]
    status: str
    there: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read some groups of what is personal, for a purpose; `agency` is '' for the applicant."""

    at: datetime
    who: str
    agency: str
    on: date
    purpose: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it: papers as id, kind and name; notices as moment and text; readings, the last first.

    `reasons` are the words that say why something was refused or stopped, by the act; `more` is what
    rooms above tell, by kind.
    """

    papers: tuple[tuple[uuid.UUID, str, str], ...]
    issued: tuple[Issued, ...]
    notices: tuple[tuple[datetime, str], ...]
    readings: tuple[Reading, ...]
    reasons: Mapping[uuid.UUID, str]
    more: Mapping[str, list[dict[str, Any]]]


def beside(case: uuid.UUID, telling: Iterable[uuid.UUID] = ()) -> Beside:
    """What stands beside a case that the reader may see; nothing where it may not be seen.

    The words of acts that are `telling` were written to the applicant, as a notice is: one's own sight of
    them is no entry.
    """
    asked: dict[str, Any] = {"case": case, "stream": f"case:{case}", "most": MOST}
    asked["on"] = present().on
    asked["telling"] = list(telling)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE + "".join(MORE.values()), asked)
        rows = [(kind, _json(told)) for kind, told in cursor.fetchall()]
    found = {k: [told for kind, told in rows if kind == k] for k in ("paper", "document", "notice")}
    return Beside(
        tuple(_paper(one) for one in sorted(found["paper"], key=_id)),
        tuple(_issued(one) for one in sorted(found["document"], key=_id)),
        tuple(_notice(case, one) for one in sorted(found["notice"], key=lambda one: one["made"])),
        tuple(_reading(told) for kind, told in rows if kind == "reading"),
        dict(_reason(case, told) for kind, told in rows if kind == "reason"),
        {k: [told for kind, told in rows if kind == k] for k in MORE},
    )


ALL = """
select jsonb_build_object('at', at, 'who', actor_name, 'purpose', purpose, 'content', content)
    from journal_entry where stream = %s and verb = 'read' order by position desc limit 500
"""


def readings(case: uuid.UUID) -> list[Reading]:
    """Who read what of a case that the reader may see, the last first; 500 at most."""
    one(case)
    with connection.cursor() as cursor:
        cursor.execute(ALL, [f"case:{case}"])
        return [_reading(_json(told)) for (told,) in cursor.fetchall()]


def _json(told: Any) -> dict[str, Any]:
    return dict(json.loads(told) if isinstance(told, str) else told)


def _id(one: dict[str, Any]) -> str:
    return str(one["id"])


def _paper(one: dict[str, Any]) -> tuple[uuid.UUID, str, str]:
    id = uuid.UUID(one["id"])
    return id, one["evidence"], opened(keys.ring(), id, FIELD, bytes.fromhex(one["name"]))


def _issued(one: dict[str, Any]) -> Issued:
    agency, issued = (one["vi"], one["en"]), date.fromisoformat(one["issued"])
    id = uuid.UUID(one["id"])
    return Issued(id, one["kind"], one["number"], issued, agency, one["status"], one["there"])


def _notice(case: uuid.UUID, one: dict[str, Any]) -> tuple[datetime, str]:
    text = opened(keys.ring(), case, f"notice {one['id']}", bytes.fromhex(one["text"]))
    return datetime.fromisoformat(one["made"]), text


def _reason(case: uuid.UUID, one: dict[str, Any]) -> tuple[uuid.UUID, str]:
    sealed = bytes.fromhex(one["text"])
    return uuid.UUID(one["id"]), opened(keys.ring(), case, f"note:{one['id']}", sealed)


def _reading(one: dict[str, Any]) -> Reading:
    told = _json(one["content"])
    on, groups = date.fromisoformat(told["on"]), tuple(told.get("fields", ()))
    at = datetime.fromisoformat(one["at"])
    return Reading(at, one["who"], told.get("agency", ""), on, one["purpose"], groups)
