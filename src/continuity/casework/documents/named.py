"""Who stands below a paper: whoever decided the case, as what they decided it.

The officer who issues carries out what a head decided. Where a draft names its signer, as where a leader
signs elsewhere, and on papers of the counter, that stays as it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework.cases import Case
from continuity.casework.documents.drafts import Draft
from continuity.casework.documents.kinds import HEAD, Kind
from continuity.casework.sight import present
from continuity.casework.story import story
from continuity.core.procedure import Words
from continuity.register.called import called

DECIDER = Words("Người quyết định", "Decided by")


def named(case: Case, draft: Draft, kind: Kind) -> Draft:
    """The draft with the name and the office below it; as it is where nothing was decided."""
    head = getattr(HEAD, draft.language)
    if draft.signer or (draft.office or getattr(kind.office, draft.language)) != head:
        return draft
    act = story(case.id).decision
    if act is None:
        return draft
    name, leads = _who(act.person, act.agency, act.day)
    office = _office(act.agency, act.day, leads=leads)
    return replace(draft, signer=name, office=getattr(office, draft.language))


def _who(person: str, agency: str, on: date) -> tuple[str, bool]:
    """What somebody is called, and whether they led an agency on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce((select name from accounts_person where id = %s), %s), "
            "%s = any(accounts_roles(%s, %s, %s))",
            [person, person, Role.HEAD, person, agency, on],
        )
        name, leads = cursor.fetchone()
    return name, bool(leads)


def _office(agency: str, on: date, *, leads: bool) -> Words:
    """As what they decided; the agency is named where another one issues, as after a reform."""
    if agency == present().agency:
        return HEAD if leads else DECIDER
    body = called(agency, on)
    if leads:
        return Words(f"Thủ trưởng {body.vi}", f"Head of {body.en}")
    return Words(f"{DECIDER.vi}, {body.vi}", f"{DECIDER.en} {body.en}")
