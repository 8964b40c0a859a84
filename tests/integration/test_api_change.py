"""The interface while the register changes: empty, loaded, reformed."""

from __future__ import annotations

import json
from datetime import date

from continuity.addresses import Fact
from continuity.core.interval import starting
from continuity.register.places import enter
from tests.integration.api import (
    COMMUNE,
    HOA,
    PROBLEM,
    ROOT,
    WHO,
    client,
    enacted,
    posted,
    reformed,
)
from tests.unit.country import JULY, key


def test_an_empty_register_asks_to_come_again(db):
    found = client().get(WHO)

    sent = posted("/drafts/plan", "decree: x", "application/yaml")
    assert [(one.status_code, one["Retry-After"]) for one in (found, sent)] == [(503, "60")] * 2
    assert found["Content-Type"] == PROBLEM


def test_a_reform_is_seen_at_once(db):
    reformed()
    address = f"{ROOT}/units/{COMMUNE}"
    before = client().get(address)

    enacted(JULY, "map")

    after = client(**{"if-none-match": before["ETag"]}).get(address)
    assert before.json()["units"][0]["heirs"] == []
    assert [heir["name"] for heir in after.json()["units"][0]["heirs"]] == ["Xã A"]
    listed = client().get(f"{ROOT}/reforms").json()["reforms"]
    assert [one["name"] for one in listed] == ["functions", "map"]


def test_a_unit_that_ended_leads_to_its_heirs_on_another_day(db):
    reformed()
    enacted(JULY, "map")

    days = f"from=2025-06-30&to=2025-07-01&unit={key('00002')}"
    edges = client().get(f"{ROOT}/crosswalk?{days}").json()["edges"]
    cut = client().get(f"{ROOT}/who?function=residence&place={key('00002')}&on=2025-07-01").json()

    assert [(edge["to"]["name"], edge["extent"]) for edge in edges] == [
        ("Xã A", "partial"), ("Xã B", "partial"),
    ]  # fmt: skip
    assert cut["status"] == "undetermined"
    assert len(cut["place"]["candidates"]) == 2
    assert cut["meanwhile"]["name"] == "Công an xã B"


def test_a_list_of_a_commune_decides_as_soon_as_it_is_entered(db):
    reformed()
    enacted(JULY, "map")
    text = "Thôn 3, Xã Tây, Tỉnh Một"

    def answered(text):
        body = {"texts": [text], "old_on": "2025-06-30", "new_on": "2025-07-01"}
        sent = posted("/addresses/convert", json.dumps(body))
        return sent.json()["answers"][0]

    before = answered(text)

    fact = Fact(
        "00002", "hamlet", "3", 0, 0, "all", "00001", "QĐ 12/QĐ-UBND", starting(date(2025, 7, 1))
    )  # fmt: skip
    enter([fact], actor=HOA, source="tay.csv")
    after = answered(text)

    assert (before["status"], after["status"]) == ("candidates", "resolved")
    assert after["heirs"][0]["name"] == "Xã A"
    assert "QĐ 12/QĐ-UBND" in after["why"]
