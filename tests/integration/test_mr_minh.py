"""Mr Minh, who has no business here, is refused by every verb that there is.

The verbs are found, not listed: one that is written tomorrow and asks for nobody's seat fails here.
"""

from __future__ import annotations

import importlib
import inspect
import uuid
from datetime import date

import pytest
from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework.cases import Personal
from continuity.casework.refused import Refused as NotByCasework
from continuity.core.finding import Flawed
from continuity.journal.record import Actor
from continuity.register.load import load
from tests.issuing import CERTIFICATE
from tests.people import seated
from tests.unit.country import KINDS, MARCH, country, text

MINH = Actor("p-minh", "Mr Minh")
DAY = date(2025, 2, 20)
ROOMS = (
    "accounts.people",
    "casework.verbs",
    "casework.documents.deferred",
    "casework.documents.holding",
    "casework.documents.verbs",
    "casework.intake.applicants",
    "register.points",
    "reform.shelf",
    "reform.enact",
)
WHO = ("actor", "approver")
TOLD = {
    "login": "hoa", "name": "Somebody", "role": "head", "agency": "vn.01.justice", "since": DAY,
    "on": DAY, "to": DAY, "due": DAY, "filed": DAY, "function": "criminal-records",
    "place": "ground:00001", "personal": Personal("Lan", "001190123456", ""), "key": "k",
    "case_id": uuid.UUID(int=7), "reason": "because", "status": "withdrawn", "text": text(MARCH),
    "version": 0, "act": "enact", "decree": "functions", "kinds": KINDS,
    "found": [], "source": "tests", "procedure": "certificate", "answers": {}, "complete": True,
    "items": ["residence"], "words": "because", "asked": "vn.01.police", "question": "why?",
    "until": DAY, "outcome": "granted", "agree": True, "step": "check", "exemption": "poor",
    "channel": "counter", "person": "p-minh", "identity": "002", "id": uuid.UUID(int=8),
    "draft": CERTIFICATE, "pdf": b"%PDF-1.7", "kind": "pkcs12", "certificate": "none",
}  # fmt: skip


def verbs():
    """Every public function that somebody does something with."""
    for room in ROOMS:
        module = importlib.import_module(f"continuity.{room}")
        for name, verb in vars(module).items():
            ours = inspect.isfunction(verb) and verb.__module__.startswith(module.__name__)
            public = ours and not name.startswith("_")
            if public and set(WHO) & set(inspect.signature(verb).parameters):
                yield pytest.param(verb, id=f"{room}.{name}")


@pytest.fixture
def minh(db):
    """An officer of the other province's Justice, and an inspector there; no planner, no steward."""
    load(country(), "tests")
    seated(Actor("p-hoa", "Ms Hoa"), ("planner", "vn.01.justice"))
    return seated(MINH, ("officer", "vn.02.justice"), ("inspector", "vn.02.justice"))


def test_the_verbs_are_found():
    names = {param.id for param in verbs()}
    assert {"reform.enact.enact", "reform.shelf.save", "casework.verbs.file"} <= names
    assert {"accounts.people.appoint", "accounts.people.add"} <= names
    assert set(Role) == {"planner", "head", "officer", "inspector", "steward"}


@pytest.mark.parametrize("verb", list(verbs()))
def test_mr_minh_is_refused_by_every_verb(minh, verb):
    asked = inspect.signature(verb).parameters
    told = {name: TOLD[name] for name, p in asked.items() if name in TOLD and needed(p)}
    told |= {who: minh for who in WHO if who in asked}
    if "agency" in asked:
        told["agency"] = TOLD["agency"]

    before = entries()
    with pytest.raises((Flawed, NotByCasework)) as refused:
        verb(**told)

    error = refused.value
    codes = [error.code] if hasattr(error, "code") else [f.code for f in error.findings]
    # An applicant needs no seat, and sees nobody else's case.
    assert codes == [
        "not-appointed" if "agency" in asked or "identity" not in asked else "no-such-case"
    ]
    assert entries() == before


def needed(parameter):
    return parameter.default is inspect.Parameter.empty


def entries():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry")
        return cursor.fetchone()[0]
