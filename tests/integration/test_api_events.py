"""Programs that follow what is done, and whoever asks the interface whether a paper is genuine."""

from __future__ import annotations

import base64
import ipaddress

import pytest
from django.conf import settings

from continuity.casework.documents import rows, verbs
from continuity.casework.sight import reading
from continuity.journal.record import Actor
from tests.integration.casework import BINH, HER, JUSTICE, LATER, MINH, POLICE, STRANGERS, hers
from tests.integration.programs import Program, right, token, wrong
from tests.integration.service import by, hers_by_law, staffed
from tests.issuing import CERTIFICATE, equipped, housed, leading
from tests.people import seated

THU, ANH = Actor("p-thu", "Ms Thu"), Actor("p-anh", "Mr Anh")
URL = "https://127.0.0.1:9/events"


@pytest.fixture(scope="module")
def office(server):
    """Two cases, and a steward at each of two agencies; this machine may be told of events."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        patch.setattr(settings, "CONTINUITY_HOOK_NETWORKS", [ipaddress.ip_network("127.0.0.0/8")])
        staffed()
        seated(THU, ("steward", JUSTICE))
        seated(ANH, ("steward", POLICE))
        yield [hers_by_law(f"f{n}").number for n in range(2)]


def told(program):
    """All events, page by page, as a program polls."""
    found, cursor = [], ""
    while True:
        page = right(program.get(f"/events?limit=1{f'&cursor={cursor}' if cursor else ''}"))
        found, cursor = found + page["events"], page["cursor"]
        if not page["more"]:
            return found


def test_the_feed_tells_each_act_once_to_whom_the_case_concerns_and_names_nobody(office):
    justice = Program(token(BINH, JUSTICE), LATER.isoformat())
    right(justice.act(office[0], "claim"))

    events = told(justice)
    his = told(Program(token(MINH, STRANGERS), LATER.isoformat()))

    assert [one["verb"] for one in events] == ["file", "file", "claim"]
    assert {one["number"] for one in events} == set(office)
    assert len({one["id"] for one in events}) == 3
    assert not [
        name for name in (HER.name, HER.identity, BINH.name, BINH.id) if name in str(events)
    ]
    assert his == []
    wrong(justice.get("/events?cursor=x"), 422, "wrong-input")


def test_a_stewards_program_keeps_the_subscriptions_of_its_own_agency(office):
    thu = Program(token(THU, JUSTICE, "steward", ("subscribing",)))
    anh = Program(token(ANH, POLICE, "steward", ("subscribing",)))
    asked = {"url": URL, "verbs": ["decide"]}

    made = right(thu.post("/hooks", asked), 201)
    listed = right(thu.get("/hooks"))["hooks"]

    assert made["secret"].startswith("whsec_")
    assert [(one["id"], one["url"], one["state"]) for one in listed] == [
        (made["id"], URL, "active")
    ]
    assert made["secret"] not in str(listed)
    wrong(thu.post("/hooks", asked), 409, "hook-there")
    wrong(thu.post("/hooks", {"url": "ftp://127.0.0.1/"}), 422, "no-address")
    assert right(anh.get("/hooks"))["hooks"] == []
    wrong(anh.client.delete(f"/api/v1/hooks/{made['id']}"), 404, "no-hook")
    wrong(Program(token(BINH, JUSTICE)).get("/hooks"), 403, "out-of-scope")
    wrong(thu.get("/cases"), 403, "out-of-scope")
    assert right(thu.client.delete(f"/api/v1/hooks/{made['id']}"))["state"] == "ended"
    assert right(thu.get("/hooks"))["hooks"] == []


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
def test_whoever_holds_a_paper_asks_whether_it_is_genuine(land, tmp_path):
    pytest.importorskip("typst")
    with housed(tmp_path) as folder:
        equipped(folder, JUSTICE, "Sở Tư pháp tỉnh Một")
        leading(BINH, JUSTICE)
        case = hers().case
        made = verbs.issue(case, CERTIFICATE, **by(BINH, key="i1"))
        with reading(BINH, JUSTICE, "processing", LATER):
            pdf = rows.content(rows.paper(case, made.id))
    ask = Program()

    genuine = right(ask.post("/documents/verify", {"file": base64.b64encode(pdf).decode()}))
    other = base64.b64encode(pdf[:-40]).decode()
    altered = right(ask.post("/documents/verify", {"file": other}))
    unknown = right(
        ask.post("/documents/verify", {"number": made.number, "code": "AAAA-AAAA-AAAA"})
    )

    assert (genuine["outcome"], genuine["number"]) == ("genuine", made.number)
    assert genuine["competent"] is True
    assert genuine["agency_then"]["vi"] == "Sở Tư pháp tỉnh Một"
    assert altered["outcome"] in ("altered", "unknown")
    assert unknown["outcome"] == "unknown"
    told = wrong(ask.post("/documents/verify", {"number": "1"}), 422, "wrong-input")
    assert [fault["pointer"] for fault in told["errors"]] == ["#/body/code"]
    wrong(ask.post("/documents/verify", {"file": "A"}), 422, "wrong-input")
