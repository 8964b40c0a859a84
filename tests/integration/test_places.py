"""Lists of communes in the register: entered whole by those who may, and deciding from then on."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from continuity.accounts.refused import Refused
from continuity.addresses import Converter
from continuity.addresses.gazetteer import kept
from continuity.addresses.lists_file import parse
from continuity.journal.record import Actor
from continuity.journal.verify import verify
from continuity.register.load import load
from continuity.register.places import enter, facts, last, lists
from tests.people import seated
from tests.unit.country import country

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
PLACE = "Phường Ngọc Hà, Quận Ba Đình, Hà Nội"
HEAD = "old_code,kind,name,from_number,to_number,side,new_code,source,valid_from,valid_until\n"


@pytest.fixture
def hoa(db):
    """Ms Hoa, who plans."""
    load(country(), "tests")
    return seated(Actor("p-hoa", "Ms Hoa"), ("planner", "vn.01.justice"))


@pytest.fixture
def found():
    """A list of Ngọc Hà: two residential groups, one of each of its first two heirs."""
    answer = Converter(BEFORE, AFTER).one(PLACE)
    one, two = [heir.code for heir in answer.heirs if heir.residents][:2]
    old = answer.readings[0].code
    rows = f"{old},group,3,,,,{one},QĐ 12/QĐ-UBND,2025-07-01,\n"
    rows += f"{old},group,4,,,,{two},QĐ 12/QĐ-UBND,2025-07-01,2026-01-01\n"
    read = parse((HEAD + rows).encode(), kept())
    assert not read.findings
    return read.facts


def test_a_list_decides_once_it_is_entered(hoa, found):
    text = f"Tổ dân phố 3, {PLACE}"
    assert Converter(BEFORE, AFTER, lists=lists()).one(text).status == "candidates"

    done = enter(found, actor=hoa, source="ngoc-ha.csv")

    answer = Converter(BEFORE, AFTER, lists=lists()).one(text)
    assert (done.stated, done.retracted) == (2, 0)
    assert (answer.status, answer.heirs[0].code) == ("resolved", found[0].new_code)
    assert "QĐ 12/QĐ-UBND" in answer.why("vi")
    assert last() == done.entry
    assert verify().holds


def test_a_list_entered_again_replaces_that_of_its_unit(hoa, found):
    enter(found, actor=hoa, source="ngoc-ha.csv")

    assert enter(found, actor=hoa, source="ngoc-ha.csv") == (0, 0, 0)
    done = enter(found[:1], actor=hoa, source="corrected.csv")

    assert (done.stated, done.retracted) == (0, 1)
    assert facts() == found[:1]
    assert facts(known=done.entry - 1) == sorted(found)


def test_a_fact_holds_on_its_days_only(hoa, found):
    enter(found, actor=hoa, source="ngoc-ha.csv")
    text = f"Tổ dân phố 4, {PLACE}"

    assert Converter(BEFORE, AFTER, lists=lists()).one(text).status == "resolved"
    assert Converter(BEFORE, date(2026, 6, 1), lists=lists()).one(text).status == "candidates"


def test_the_page_decides_by_a_list_and_names_its_source(hoa, found):
    asked = {"way": "one", "address": f"Tổ dân phố 3, {PLACE}"}
    before = Client(headers={"accept-language": "vi"}).post("/addresses", asked).content.decode()
    assert "card--candidates" in before

    enter(found, actor=hoa, source="ngoc-ha.csv")

    after = Client(headers={"accept-language": "vi"}).post("/addresses", asked).content.decode()
    assert "card--resolved" in after
    assert "QĐ 12/QĐ-UBND" in after
    table = {"way": "table", "lines": asked["address"], "do": "look"}
    assert "QĐ 12/QĐ-UBND" in Client().post("/addresses", table).content.decode()


def test_mr_minh_enters_no_list(hoa, found):
    with pytest.raises(Refused):
        enter(found, actor=Actor("p-minh", "Mr Minh"), source="minh.csv")

    assert not facts()
    assert last() == 0
