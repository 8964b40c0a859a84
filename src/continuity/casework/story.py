"""What was done to a case, by whom and under which mandate: read in one statement.

Whoever may see a case sees all its acts, whichever agency did them; the words that stand beside an act
are sealed, and reading them is an entry.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import logged
from continuity.casework.listed import purposes
from continuity.casework.purposes import IMPERSONAL, Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened
from continuity.casework.sight import present
from continuity.casework.wishes import Wish


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done; `agency` is '' for the applicant, `told` what the verb says of it."""

    id: uuid.UUID
    verb: str
    agency: str
    person: str
    step: str
    mandate: str
    day: date
    at: datetime
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question to another agency; its words stand beside the act of the same id."""

    id: uuid.UUID
    agency: str
    asker: str
    due: date
    since: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of a case's account: charged, waived (what was then left to pay), or paid."""

    id: uuid.UUID
    kind: str
    amount: int
    tariff: str
    source: str
    exemption: str
    way: str
    receipt: str
    reference: str
    day: date


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that was done to a case, in order; `wish` is None where nobody was asked."""

    acts: tuple[Act, ...]
    consultations: tuple[Consultation, ...]
    payments: tuple[Payment, ...]
    wish: Wish | None = None

    def last(self, verb: str) -> Act | None:
        """The last act of a verb."""
        return next((act for act in reversed(self.acts) if act.verb == verb), None)

    def took(self, step: str) -> Act | None:
        """The act by which a step was taken last; a check that found something missing took none."""
        return next((a for a in reversed(self.acts) if a.step == step and _takes(a)), None)

    @property
    def complete(self) -> bool:
        """True where the dossier was once found complete, by whichever agency."""
        return any(act.verb == "check" and act.told.get("complete") for act in self.acts)

    @property
    def asked(self) -> tuple[str, ...]:
        """What the applicant was asked for and has not given."""
        asked = self.last("ask-supplement")
        if asked is None or self.last("answer-supplement"):
            return ()
        return tuple(asked.told["items"])

    @property
    def decision(self) -> Act | None:
        """The act by which it was decided; its `told` has the ground of a refusal."""
        return self.last("decide")


STORY = """
select kind, told from casework_story(%s)
union all
(select 'wish', jsonb_build_object('told', told, 'english', english)
    from casework_wish where case_id = %s order by id desc limit 1)
"""


def story(case_id: uuid.UUID) -> Story:
    """What was done to a case that the reader may see; empty where it may not be seen."""
    with connection.cursor() as cursor:
        cursor.execute(STORY, [case_id, case_id])
        found = [
            (kind, json.loads(told) if isinstance(told, str) else told)
            for kind, told in cursor.fetchall()
        ]
    wished = [Wish(told["told"], told["english"]) for kind, told in found if kind == "wish"]
    return Story(
        tuple(_act(told) for kind, told in found if kind == "act"),
        tuple(_consultation(told) for kind, told in found if kind == "consultation"),
        tuple(_payment(told) for kind, told in found if kind == "payment"),
        wished[0] if wished else None,
    )


def words(case_id: uuid.UUID, act: uuid.UUID) -> str:
    """The words beside an act in clear, '' where there are none; the reading is an entry."""
    reader = present()
    if reader.purpose in IMPERSONAL or reader.purpose not in tuple(Purpose):
        raise Refused("not-for-purpose", purpose=purposes([reader.purpose]))
    with connection.cursor() as cursor:
        cursor.execute(
            "select sealed from casework_note where case_id = %s and id = %s", [case_id, act]
        )
        row = cursor.fetchone()
    if row is None or not row[0]:
        return ""
    logged(case_id, ["notes"])
    return opened(keys.ring(), case_id, f"note:{act}", bytes(row[0]))


def _takes(act: Act) -> bool:
    if act.verb in ("check", "review"):
        return bool(act.told.get("complete") or act.told.get("agree"))
    return act.verb in ("receive", "decide", "issue")


def _act(row: Mapping[str, Any]) -> Act:
    names = ("verb", "agency", "person", "step", "told")
    return Act(
        id=uuid.UUID(row["id"]),
        mandate=row["mandate"] or "",
        day=date.fromisoformat(row["day"]),
        at=datetime.fromisoformat(row["at"]),
        **{name: row[name] for name in names},
    )


def _consultation(row: Mapping[str, Any]) -> Consultation:
    days = {
        name: row[name] and date.fromisoformat(row[name]) for name in ("due", "since", "answered")
    }
    return Consultation(uuid.UUID(row["id"]), row["agency"], row["asker"], **days)


def _payment(row: Mapping[str, Any]) -> Payment:
    names = ("kind", "amount", "tariff", "source", "exemption", "way", "receipt", "reference")
    told = {name: row[name] for name in names}
    return Payment(id=uuid.UUID(row["id"]), day=date.fromisoformat(row["day"]), **told)
