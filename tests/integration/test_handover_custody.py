"""A box leaves Officer Binh's archive and arrives at Captain Dung's: scanned at either end."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.handover import custody, kept, verbs
from continuity.handover.custody import Met
from continuity.handover.sides import looking
from continuity.handover.verbs.counting import label
from continuity.journal.record import Actor
from tests.integration.handovers import (
    BINH,
    BOXES,
    CASES,
    DUNG,
    FEBRUARY,
    GIVES,
    MAI,
    MINH,
    OFFICE,
    STRANGERS,
    TAKES,
    begun,
    enacted,
    fresh,
    listed,
    peopled,
    refused,
)
from tests.people import seated


@pytest.fixture(scope="module")
def enacted_once(ours):
    with ours.fresh():
        peopled()
        enacted()
        id = begun()
        listed(id, "archives", BOXES)
        listed(id, "cases", CASES)
        yield id


@pytest.fixture
def handover(enacted_once):
    with transaction.atomic():
        yield enacted_once
        transaction.set_rollback(True)


def label_of(handover, number, annex="archives"):
    with looking(DUNG, TAKES["agency"], FEBRUARY):
        return next(label(n) for one, n in kept.listed(handover, annex) if one.number == number)


def scan(handover, number, by, **more):
    code = label_of(handover, number)
    return verbs.pass_on(handover, code, **{"key": fresh(), **by, **more}).met


def test_a_box_leaves_and_arrives_and_whatever_is_odd_is_told_and_kept(handover):
    assert scan(handover, "hộp 1", GIVES) is Met.LEFT
    assert scan(handover, "hộp 1", GIVES) is Met.LEFT_AGAIN
    with looking(DUNG, TAKES["agency"], FEBRUARY):
        ((one),) = custody.on_the_way(handover)
    assert (one.number, one.name, one.day) == ("hộp 1", "Officer Binh", FEBRUARY)

    assert scan(handover, "hộp 1", TAKES) is Met.ARRIVED
    assert scan(handover, "hộp 1", TAKES) is Met.TWICE
    assert scan(handover, "hộp 1", GIVES) is Met.TWICE
    assert scan(handover, "hộp 2", TAKES) is Met.UNSENT

    with looking(DUNG, TAKES["agency"], FEBRUARY):
        assert custody.on_the_way(handover) == []
        assert custody.moved(handover) == (1, 2)
        odd = [(one.number, one.met) for one in custody.odd(handover)]
        assert [one.met for one in custody.passings("archives", "hộp 1")] == [
            Met.LEFT, Met.LEFT_AGAIN, Met.ARRIVED, Met.TWICE, Met.TWICE,
        ]  # fmt: skip
        assert custody.chain("archives", "hộp 1") == [], "nothing was counted by it"
    assert odd == [("hộp 2", Met.UNSENT), ("hộp 1", Met.TWICE), ("hộp 1", Met.TWICE)]
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from handover_passing")


def test_strange_labels_and_what_nobody_carries_pass_nothing_and_nobody_vouches_for_both(handover):
    told = {"key": fresh(), **GIVES}
    assert verbs.pass_on(handover, "BG-0000-0000-0001-00", **told).met is None
    assert verbs.pass_on(handover, label_of(handover, "01.0001", "cases"), **told).met is None
    for actor, agency, code in ((MAI, OFFICE, "not-your-side"), (MINH, STRANGERS, "no-handover")):
        with refused(code):
            scan(handover, "hộp 1", {"actor": actor, "agency": agency, "on": FEBRUARY})
    scan(handover, "hộp 3", GIVES, key="once")
    assert scan(handover, "hộp 3", GIVES, key="once") is Met.LEFT, "one key is one scan"
    both = seated(
        Actor("p-kim", "Ms Kim"), ("officer", GIVES["agency"]), ("officer", TAKES["agency"])
    )
    scan(handover, "hộp 4", GIVES | {"actor": both})
    with refused("other-side"):
        scan(handover, "hộp 4", TAKES | {"actor": both})


def test_at_the_desk_each_end_scans_and_two_days_on_the_way_are_too_long(handover):
    def page(actor, on=FEBRUARY, **form):
        client = Client(SERVER_NAME="localhost")
        client.cookies["language"], client.cookies["lived"] = "vi", str(on)
        client.force_login(Person.objects.get(pk=actor.id))
        path = f"/desk/handovers/{handover}/transit"
        sent = {"key": fresh(), **form}
        told = client.post(path, sent, follow=True) if form else client.get(path)
        return unescape(told.content.decode())

    with override_settings(CONTINUITY_DEMO=True):
        assert "hộp 1 đã rời bên giao" in page(BINH, code=label_of(handover, "hộp 1"))
        assert "Nhãn này không thuộc" in page(BINH, code="x")
        assert "1 mục đang trên đường" in page(DUNG, FEBRUARY + timedelta(days=1))
        assert "1 mục đi quá 2 ngày" in page(DUNG, FEBRUARY + timedelta(days=2))
        told = page(DUNG, code=label_of(handover, "hộp 2"))
        assert "bên giao chưa quét xuất" in told
        assert "Cần xem lại" in told
        assert "Không có cuộc bàn giao nào như vậy" in page(MINH)
        assert "Không có cuộc bàn giao nào như vậy" in page(MINH, code="x")
