"""A red readiness stops an approval: Ms Hoa drafts, Colonel Hai approves, and says why if he must.

Captain Dung shows what the police have; to let a reform slip or to withdraw it is never stopped.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test import Client, override_settings
from typer.testing import CliRunner

from continuity.accounts.models import Person
from continuity.cli import shelf as command
from continuity.cli.commands import app
from continuity.cli.speak import tell
from continuity.core.finding import Flawed
from continuity.handover.readiness import acts
from continuity.handover.readiness.grid import grid
from continuity.handover.readiness.room import at
from continuity.reform import enact as verbs
from continuity.reform import shelf
from continuity.reform.chronicle import events
from continuity.reform.refused import Stopped
from tests.integration.handovers import (
    DUNG,
    FEBRUARY,
    HAI,
    HOA,
    MARCH_DAY,
    POLICE,
    enacted,
    fresh,
    peopled,
)
from tests.unit.country import KINDS, MARCH, text

TODAY, NEARER = date(2025, 1, 15), date(2025, 2, 28)
SMALL = MARCH.replace("in: {every: province}", 'in: ["01"]')
REFORM = "functions"


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        enacted(SMALL)
        yield


def slipped(to, **more):
    return approved(verbs.slip(REFORM, to, actor=HOA), **more)


def approved(version, despite=""):
    return verbs.enact(
        REFORM, version, approver=HAI, kinds=KINDS, on=TODAY, despite=despite
    )  # fmt: skip


def corrected(written):
    return shelf.save(text(written, REFORM), 0, actor=HOA, reason="Sai địa bàn")


def stopped(act, *args, **more):
    """What an approval is refused with; nothing was written."""
    before = standing()
    with pytest.raises(Stopped) as error:
        act(*args, **more)
    assert standing() == before
    found = error.value.findings
    assert all("{" not in part for one in found for language in ["vi", "en"]
               for part in one.parts(language))  # fmt: skip
    open_ = [one.text.name for one in shelf.drafts()]
    for name in open_:
        shelf.discard(name, shelf.draft_of(name).version, actor=HOA, reason="x")
    return found


def standing():
    with connection.cursor() as cursor:
        cursor.execute("select name, effective from reform_decree where upper_inf(known)")
        return cursor.fetchall()


def named(found):
    return {one.values["unit"] for one in found if one.code == "unit-not-ready"}


def decided(go, words):
    acts.decide(REFORM, go, words, actor=HAI, agency=POLICE, on=FEBRUARY, key=fresh())


def open_cells():
    with at(REFORM, HAI, POLICE, FEBRUARY) as room:
        return grid(room).open


@contextmanager
def telling():
    """As at the command line, over the database of the tests."""
    try:
        yield
    except Flawed as flawed:
        tell(flawed.findings)
        raise SystemExit(1) from None


def begun():
    there = {"actor": DUNG, "agency": POLICE, "on": FEBRUARY, "key": fresh()}
    acts.show(REFORM, POLICE, "premises", FEBRUARY, "1/QĐ", **there)


def test_a_reform_of_which_nobody_began_the_readiness_goes_on_as_before():
    slipped(NEARER)
    slipped(MARCH_DAY)


def test_it_is_brought_nearer_only_once_nothing_is_red_or_somebody_says_why():
    begun()
    found = stopped(slipped, NEARER)
    assert len(named(found)) == 1
    assert len(found) == len(open_cells())
    what, expected, mend = found[0].parts("vi")
    assert "chưa có minh chứng" in what
    assert "28/02/2025" in expected
    assert "/desk/readiness/functions" in mend

    slipped(date(2025, 3, 8))  # later is what mends red
    slipped(MARCH_DAY, despite="Bộ trưởng yêu cầu giữ ngày 1/3")
    last = events(REFORM)[0]
    assert (last.person, last.verb, last.despite) == (
        "Colonel Hai", "slip", "Bộ trưởng yêu cầu giữ ngày 1/3",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("select content from journal_entry where number = %s", [last.entry])
        kept = json.loads(cursor.fetchone()[0])
    assert len(kept["stopped"]) == len(found)
    assert any("seal" in one.lower() for one in kept["stopped"])


def test_a_correction_is_stopped_for_the_units_that_it_adds_and_for_no_other():
    label = SMALL + "# typo\n"
    approved(corrected(label.replace("clause: 1,", 'clause: "1",')))
    found = stopped(lambda: approved(corrected(MARCH)))
    assert len(named(found)) == 1
    assert len(found) == len(open_cells()) + 1, "the other police have no premises either"


def test_a_decision_not_to_go_stands_until_another_one():
    for unit, need in open_cells():
        acts.override(
            REFORM,
            unit,
            need,
            "Đã có cách khác",
            actor=HAI,
            agency=POLICE,
            on=FEBRUARY,
            key=fresh(),
        )
    decided(False, "Chờ chuyển dữ liệu")
    found = stopped(slipped, NEARER)
    assert [one.code for one in found] == ["told-no-go"]
    assert "Chờ chuyển dữ liệu" in found[0].parts("en")[0]
    decided(True, "Xong")
    slipped(NEARER)
    slipped(MARCH_DAY)


def test_it_is_withdrawn_though_red_and_comes_back_only_with_a_reason(monkeypatch):
    """On the page and at the command line the items are told, and the reason is asked for."""
    approved(verbs.undo(REFORM, actor=HOA, reason="x"))
    version = shelf.save(text(MARCH, REFORM), 0, actor=HOA)
    colonel = Client(SERVER_NAME="localhost")
    colonel.cookies["lived"] = str(FEBRUARY)
    colonel.force_login(Person.objects.get(pk=HAI.id))
    page = colonel.post(f"/reforms/drafts/{REFORM}/enact", {"version": version})
    assert page.status_code == 409
    assert "đơn vị chưa sẵn sàng" in page.content.decode()
    assert 'name="despite"' in page.content.decode()

    monkeypatch.setattr(command, "there", lambda home: True)
    monkeypatch.setattr(command, "me", lambda: HAI)
    monkeypatch.setenv("CONTINUITY_LANG", "en")
    asked = ["reform", "enact", REFORM, "--version", str(version)]
    monkeypatch.setattr(command, "acting", telling)
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 1
    assert "nothing was shown" in told.output
    assert "--despite" in told.output

    sent = {"version": version, "despite": "Đã chuẩn bị trên giấy"}
    assert colonel.post(f"/reforms/drafts/{REFORM}/enact", sent).status_code == 302
    page = colonel.get(f"/reforms/{REFORM}").content.decode()
    assert "Đã chuẩn bị trên giấy" in page
