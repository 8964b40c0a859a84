"""Mr Minh, who has no business here, is refused by every verb that there is.

The verbs are found in all rooms, not listed: one that is written tomorrow and asks for nobody's seat
fails here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import uuid
from datetime import date

import pytest
from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework.cases import Personal
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from continuity.core.procedure import Evidence, Words
from continuity.handover.plans.tasks import Task
from continuity.journal.record import Actor
from continuity.register.load import load
from continuity.services.records.rules.facts import Person
from tests.integration.service import CERTIFICATE
from tests.integration.test_records_cases import ROWS
from tests.people import seated
from tests.unit.country import KINDS, MARCH, country, text

MINH = Actor("p-minh", "Mr Minh")
DAY = date(2025, 2, 20)
ROOMS = ("accounts", "casework", "handover", "reform", "register", "services")
WHO = ("actor", "approver", "person")
BEHIND = {
    "services.seals.acts.act", "services.seals.acts.taken_over",  # what the verbs of seals write with
    "services.seals.second.asks",
    "casework.documents.trial_keys.given",  # of the demo's own, by nobody's wish
    "casework.intake.drafts.begin",  # everybody may write a draft of their own
}  # fmt: skip
NOTHING = uuid.UUID(int=7)
TOLD = {
    "login": "hoa", "name": "Somebody", "role": "head", "agency": "vn.01.justice", "since": DAY,
    "on": DAY, "to": DAY, "due": DAY, "filed": DAY, "function": "criminal-records",
    "place": "ground:00001", "personal": Personal("Lan", "001190123456", ""), "key": "k",
    "case_id": NOTHING, "reason": "because", "status": "withdrawn", "text": text(MARCH),
    "version": 0, "act": "enact", "decree": "functions", "kinds": KINDS,
    "found": [], "source": "tests", "procedure": "certificate", "answers": {}, "complete": True,
    "items": ["residence"], "words": "because", "asked": "vn.01.police", "question": "why?",
    "until": DAY, "outcome": "granted", "agree": True, "step": "check", "exemption": "poor",
    "channel": "counter", "person": "p-minh", "identity": "002", "id": NOTHING, "cases": [NOTHING],
    "list": NOTHING, "case": NOTHING, "draft": NOTHING, "content": b"%PDF", "at": (), "body": "x",
    "wanted": Evidence("portrait", Words("Ảnh", "A picture")), "kind": "wet", "point": "x",
    "written": "x", "night_id": NOTHING, "task_id": NOTHING, "notice": NOTHING, "hook": NOTHING,
    "url": "https://example.org/", "document": NOTHING,
    "pdf": b"%PDF-1.7", "certificate": "none", "handover_id": NOTHING, "annex": "archives",
    "rows": [], "keep": True, "number": "1", "quantity": 1, "amount": 1, "giver": "vn.01.justice",
    "receiver": "vn.01.police", "asked_by": "p-hoa", "unit": "vn.01.police",
    "requirement": "premises", "day": DAY, "reference": "1/QĐ", "go": True, "score": 5,
    "said": "x", "translator": "x", "checker": "y", "value": "x",
    "template": "takes-over", "task": Task("t", "w"), "shown": "x", "owner": "x",
    "action": "keep", "lead": "x", "result": "x", "ends": "nothing", "published": DAY,
    "home": "vn.01.justice", "host": "vn.01.police",
    "decision": "1/QĐ", "way": "card", "wish": Wish("en"),
    "export": None, "files": [], "dry": True, "batches": [], "code": "BG-1",
    "seeker": b"x" * 32, "language": "vi", "back": "/", "callback": "/",
}  # fmt: skip
APPLICANTS = {"casework.opinions.opinions.give", "casework.payments.orders.begin"}
"""What an applicant does with a case of their own, who is known by nothing but the login."""

SPECIAL = {
    "casework.catalogue.add": {"procedure": CERTIFICATE},
    "casework.intake.sending.send": {"procedure": CERTIFICATE},
    "handover.verbs.afterwards.find": {"evidence": "Biên bản"},
    "handover.verbs.afterwards.give_back": {"evidence": "Biên bản"},
    "services.records.imports.load": {"data": ROWS.replace("ENDED", "02/03/2023").encode()},
    "services.records.register.enter": {"facts": Person()},
}


def verbs():
    """Every public function that somebody does something with, who is named by keyword."""
    for room in ROOMS:
        package = importlib.import_module(f"continuity.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                module = importlib.import_module(found.name)
                yield from _of(module, found.name.removeprefix("continuity."))


def _of(module, room):
    for name, verb in vars(module).items():
        ours = inspect.isfunction(verb) and verb.__module__ == module.__name__
        if ours and not name.startswith("_") and f"{room}.{name}" not in BEHIND and by(verb):
            yield pytest.param(verb, f"{room}.{name}", id=f"{room}.{name}")


def by(verb):
    """Under which names a verb is told who does it."""
    asked = inspect.signature(verb).parameters
    return [w for w in WHO if w in asked and asked[w].kind is inspect.Parameter.KEYWORD_ONLY]


@pytest.fixture(scope="module")
def minh(server):
    """An officer of the other province's Justice, and an inspector there; no planner, no steward.

    All tests share one database: none of them may change anything.
    """
    with server.fresh():
        load(country(), "tests")
        seated(Actor("p-hoa", "Ms Hoa"), ("planner", "vn.01.justice"))
        yield seated(MINH, ("officer", "vn.02.justice"), ("inspector", "vn.02.justice"))


def test_the_verbs_are_found():
    names = {param.id for param in verbs()}
    assert {"reform.enact.enact", "reform.shelf.save", "casework.verbs.filing.file"} <= names
    assert {"accounts.people.appoint", "accounts.tokens.give"} <= names
    assert {"casework.intake.drafts.save", "services.seals.night.prepare"} <= names
    assert set(Role) == {"planner", "head", "officer", "inspector", "steward"}


@pytest.mark.parametrize(("verb", "name"), list(verbs()))
def test_mr_minh_is_refused_by_every_verb(minh, verb, name):
    asked, known = inspect.signature(verb).parameters, TOLD | SPECIAL.get(name, {})
    told = {name: known[name] for name, p in asked.items() if name in known and needed(p)}
    told |= dict.fromkeys(by(verb), minh)
    if "agency" in asked:
        told["agency"] = TOLD["agency"]

    before = entries()
    with pytest.raises((Flawed, NotByCasework)) as refused:
        verb(**told)

    error = refused.value
    codes = {error.code} if hasattr(error, "code") else {f.code for f in error.findings}
    # An applicant needs no seat, and sees nobody else's case and nobody else's draft.
    own = "agency" not in asked and ({"identity", "person"} & set(asked) or name in APPLICANTS)
    seatless = {"not-appointed", "not-seated", "not-seated-there", "not-keeper"}
    assert codes <= ({"no-such-case", "no-such-draft"} if own else seatless)
    assert entries() == before


def needed(parameter):
    return parameter.default is inspect.Parameter.empty


def entries():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry")
        return cursor.fetchone()[0]
