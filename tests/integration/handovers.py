"""The people and bodies of the handover stories.

The country is that of the unit tests. On 1 March 2025 criminal records pass from Justice to the police
of each province: Officer Binh gives, Captain Dung receives, the office of the province is witness. On
1 July the provinces merge, and with them their police. Mr Minh works for the other province's Justice.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count as counter

import pytest

from continuity.core.mandate import Agency
from continuity.handover import verbs
from continuity.handover.refused import Refused
from continuity.journal.record import Actor
from continuity.reform.enact import enact
from continuity.reform.shelf import save
from continuity.register.load import load
from tests.people import seated
from tests.unit.country import DAYS, KINDS, MARCH, country, key, text

BINH, DUNG = Actor("p-binh", "Officer Binh"), Actor("p-dung", "Captain Dung")
HOA, HAI = Actor("p-hoa", "Ms Hoa"), Actor("p-hai", "Colonel Hai")
MAI, MINH = Actor("p-mai", "Ms Mai"), Actor("p-minh", "Mr Minh")
JUSTICE, POLICE, OFFICE = "vn.01.justice", "vn.01.police", "vn.01.office"
STRANGERS, HEIR = "vn.02.justice", "vn.01.police@2025-07-01"
FEBRUARY, MARCH_DAY, JULY_DAY = date(2025, 2, 27), date(2025, 3, 1), date(2025, 7, 1)
GIVES = {"actor": BINH, "agency": JUSTICE, "on": FEBRUARY}
TAKES = {"actor": DUNG, "agency": POLICE, "on": FEBRUARY}
_keys = counter()

CASES = [
    {"code": f"01.{n:04}", "received": "20/02/2025", "due": "06/03/2025", "done": "intake",
     "paid": "200.000"}
    for n in range(1, 6)
]  # fmt: skip
BOXES = [
    {"code": f"hộp {n}", "fonds": "Sở Tư pháp", "quantity": "1", "unit": "Hộp"} for n in range(1, 5)
]


def fresh():
    """A key that was never used."""
    return f"key {next(_keys)}"


def peopled():
    """Loads the country with an office that witnesses, and gives its people their seats."""
    world = country()
    office = Agency(OFFICE, "office", key("01"), DAYS)
    load(replace(world, agencies=world.agencies | {OFFICE: office}), "tests")
    seated(BINH, ("officer", JUSTICE))
    seated(DUNG, ("officer", POLICE))
    seated(MAI, ("head", OFFICE))
    seated(MINH, ("officer", STRANGERS))
    seated(HOA, ("planner", JUSTICE))
    seated(HAI, ("head", POLICE))


def enacted(written=MARCH, name="functions"):
    """A reform, drafted by Ms Hoa and approved by Colonel Hai."""
    version = save(text(written, name), 0, actor=HOA)
    return enact(name, version, approver=HAI, kinds=KINDS, on=date(2025, 1, 15))


def begun(**more):
    """The handover of criminal records of province 01."""
    told = {"function": "criminal-records", "witness": OFFICE, "key": fresh(), **GIVES, **more}
    return verbs.begin("functions", JUSTICE, POLICE, **told)


def listed(id, annex, rows, *, keep=False, **more):
    """Rows entered by Officer Binh."""
    return verbs.enter(id, annex, rows, keep=keep, key=fresh(), **GIVES, **more)


def closed(id, **annexes):
    """Annexes with their rows, entered and closed."""
    for annex, rows in annexes.items():
        assert not listed(id, annex, rows).wrong
        verbs.close(id, annex, key=fresh(), **GIVES)


@contextmanager
def refused(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code
    assert error.value.vi
    assert error.value.en
