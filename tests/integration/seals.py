"""The people and bodies of the seals stories.

The country is that of the unit tests, with three schools in it. The police of each province register
its seals. On 1 July the provinces merge, and so do the schools of Đông and of Tây: Ms Lan is the
clerk of the first one. Captain Dung registers seals in province 01, Colonel Hai leads there; Officer
Binh works for its Justice and Mr Minh for the other province's: neither has any business here.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from continuity.core.mandate import Agency, Function, Mandate
from continuity.core.world import Label
from continuity.journal.record import Actor
from continuity.reform.enact import enact
from continuity.reform.shelf import save
from continuity.register.load import load
from continuity.services.seals import night as nights
from continuity.services.seals import verbs
from continuity.services.seals.night import Point
from continuity.services.seals.refused import Refused
from tests.people import seated
from tests.unit.country import DAYS, JULY, KINDS, country, key, text

LAN, BINH = Actor("p-lan", "Ms Lan"), Actor("p-binh", "Officer Binh")
DUNG, HAI = Actor("p-dung", "Captain Dung"), Actor("p-hai", "Colonel Hai")
MINH, HOA = Actor("p-minh", "Mr Minh"), Actor("p-hoa", "Ms Hoa")
POLICE, OTHER, NEW = "vn.01.police", "vn.02.police", "vn.01.police@2025-07-01"
DONG, TAY, NAM = "vn.school.dong", "vn.school.tay", "vn.school.nam"
HEIR = "vn.school.moi"
SCHOOLS = {
    DONG: ("00001", "Trường Đông"),
    TAY: ("00002", "Trường Tây"),
    NAM: ("00003", "Trường Nam"),
}
MAY, JUNE, NIGHT, DAY = date(2025, 5, 12), date(2025, 6, 20), date(2025, 6, 30), date(2025, 7, 1)
MERGED = (
    JULY
    + """\
  - clause: 6
    found: {agency: vn.school.moi, kind: school, seat: "00001", name: Trường Mới}
    heir-of: [vn.school.dong, vn.school.tay]
"""
)
POINTS = (
    Point("a", "Điểm A", "Point A", "", datetime(2025, 6, 30, 10, tzinfo=UTC), 30, 12, 2),
    Point("b", "Điểm B", "Point B", "", datetime(2025, 6, 30, 10, tzinfo=UTC), 30, 12, 2),
)


def land():
    """The country with schools, and with police who register seals."""
    world = country()
    schools = {id: Agency(id, "school", key(code), DAYS) for id, (code, _) in SCHOOLS.items()}
    labels = {id: (Label(name, "", DAYS),) for id, (_, name) in SCHOOLS.items()}
    held = [Mandate("seals", f"vn.{code}.police", key(code), DAYS) for code in ("01", "02")]
    return replace(
        world,
        agencies=world.agencies | schools,
        labels=world.labels | labels,
        functions=world.functions | {"seals": Function("seals", follows="territory")},
        mandates=(*world.mandates, *held),
    )


def peopled(world=None):
    """Loads it, and gives its people their seats."""
    load(world or land(), "tests")
    seated(LAN, ("officer", DONG))
    seated(BINH, ("officer", "vn.01.justice"), ("head", "vn.01.justice"))
    seated(DUNG, ("officer", POLICE))
    seated(HAI, ("head", POLICE))
    seated(MINH, ("officer", OTHER.replace("police", "justice")), ("head", "vn.02.justice"))
    seated(HOA, ("planner", "vn.01.justice"))


def reformed(written=MERGED, version=0):
    """The merger, drafted by Ms Hoa and approved by Colonel Hai."""
    made = save(text(written), version, actor=HOA)
    entry = enact("map", made, approver=HAI, kinds=KINDS)
    seated(DUNG, ("officer", NEW), since=DAY)
    seated(HAI, ("head", NEW), since=DAY)
    return entry


def agreed(kept, on, agency=POLICE):
    """What Captain Dung asked for, once Colonel Hai has agreed."""
    return verbs.agree(kept.id, actor=HAI, agency=agency, on=on)


def registered(body, on=MAY, agency=POLICE, kind="wet", **more):
    """A specimen that Captain Dung asked to register, and Colonel Hai registered."""
    asked = verbs.register(body, kind, actor=DUNG, agency=agency, on=on, **more)
    return agreed(asked, on, agency)


def delivered(kept, on=MAY, agency=POLICE):
    """The same for giving it out."""
    return agreed(verbs.deliver(kept.id, actor=DUNG, agency=agency, on=on), on, agency)


def sealed(body, on=MAY, agency=POLICE, kind="wet", **more):
    """A body with a registered seal that it was given."""
    return delivered(registered(body, on, agency, kind, **more), on, agency)


def prepared(at=POINTS, on=JUNE, agency=POLICE, actor=DUNG, area=""):
    return nights.prepare("map", at, actor=actor, agency=agency, on=on, area=area).night


@contextmanager
def refused(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code
    for language in ("vi", "en"):
        assert all(error.value.findings[0].parts(language))
