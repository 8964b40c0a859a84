"""What comes after: heirs find late, lent rooms come back, what was received is given on.

Officer Binh gives, Captain Dung receives; on 1 July the province merges, and she sits in the heir.
"""

from __future__ import annotations

import pytest
from django.db import transaction

from continuity.handover import kept, progress, verbs
from continuity.handover.account import account
from continuity.handover.afterwards import found_late, loans
from continuity.handover.sides import Side, acting, looking
from tests.integration.handovers import (
    BINH,
    BOXES,
    CASES,
    DUNG,
    FEBRUARY,
    GIVES,
    HEIR,
    JULY_DAY,
    JUSTICE,
    MAI,
    OFFICE,
    POLICE,
    STRANGERS,
    TAKES,
    begun,
    closed,
    enacted,
    fresh,
    peopled,
    refused,
)
from tests.issuing import equipped, housed, leading
from tests.people import seated
from tests.unit.country import JULY

ROOMS = [
    {"code": "P-1", "address": "Phòng 104", "plan": "Cho sử dụng tạm", "until": "30/06/2025"},
    {"code": "P-2", "address": "Kho 2", "plan": "Chuyển giao"},
]
ACCOUNTS = [
    {"code": "TK-1", "kind": "Số dư tài khoản", "balance": "1.500.000"},
    {"code": "TK-2", "kind": "Phải trả", "balance": "-2.000.000"},
]
WITNESSES = {"actor": MAI, "agency": OFFICE, "on": FEBRUARY}
IN_JULY = {"actor": DUNG, "agency": HEIR, "on": JULY_DAY}


@pytest.fixture(scope="module")
def signed(ours, tmp_path_factory):
    """Boxes, rooms and accounts, counted by both and signed by three; then the provinces merge."""
    with ours.fresh(), housed(tmp_path_factory.mktemp("home")) as home:
        peopled()
        enacted()
        for actor, agency in ((BINH, JUSTICE), (DUNG, POLICE), (MAI, OFFICE)):
            if actor is not MAI:
                leading(actor, agency)
            equipped(home, agency, actor.name)
        id = begun()
        closed(id, archives=BOXES, premises=ROOMS, finance=ACCOUNTS)
        assert len(verbs.close_empty(id, key="rest", **GIVES)) == 11
        assert verbs.close_empty(id, key="rest", **GIVES), "asked again, the same answer"
        verbs.count_all(id, "archives", [(b["code"], 1) for b in BOXES], key=fresh(), **TAKES)
        verbs.count_all(id, "premises", [("P-1", 1), ("P-2", 1)], key=fresh(), **TAKES)
        assert verbs.confirm(id, "finance", key=fresh(), **TAKES) == 2
        verbs.draw_up(id, key=fresh(), **GIVES)
        for who in (GIVES, TAKES, WITNESSES):
            verbs.sign(id, key=fresh(), **who)
        enacted(JULY, "map")
        seated(DUNG, ("officer", HEIR), since=JULY_DAY)
        yield id


@pytest.fixture
def handover(signed):
    with transaction.atomic():
        yield signed
        transaction.set_rollback(True)


def test_what_is_owed_on_an_account_is_counted_below_zero_and_a_box_is_not(handover):
    with looking(**GIVES):
        found = account(kept.one(handover))
    assert found.balances["finance", "TK-2"].counted == -2_000_000
    assert found.unsettled == []


def test_the_heir_finds_late_and_nothing_that_was_signed_changes(handover):
    told = {"words": "Nằm trong tủ khoá", "evidence": "Biên bản số 9"}
    with refused("no-settlement-words"):
        verbs.find(
            handover, "archives", "hộp 9", 1, key=fresh(), words="x", evidence=" ", **IN_JULY
        )
    with refused("no-quantity"):
        verbs.find(handover, "archives", "hộp 9", 0, key=fresh(), **told, **IN_JULY)
    with refused("no-annex"):
        verbs.find(handover, "boxes", "hộp 9", 1, key=fresh(), **told, **IN_JULY)
    with refused("not-your-side"):
        verbs.find(handover, "archives", "hộp 9", 1, key=fresh(), **told, **WITNESSES)

    first = verbs.find(handover, "archives", "hộp 9", 1, key="late", **told, **IN_JULY)
    again = verbs.find(handover, "archives", "hộp 9", 1, key="late", **told, **IN_JULY)

    assert first == again
    with looking(**IN_JULY):
        assert [(one.number, one.day) for one in found_late(handover)] == [("hộp 9", JULY_DAY)]
        assert ("archives", "hộp 9") not in account(kept.one(handover)).balances


def test_lent_rooms_have_an_end_and_come_back_with_a_paper(handover):
    with refused("not-lent"):
        verbs.give_back(handover, "P-2", key=fresh(), evidence="x", **TAKES)
    with refused("no-settlement-words"):
        verbs.give_back(handover, "P-1", key=fresh(), evidence="", **TAKES)
    with looking(**IN_JULY):
        [there] = loans(handover, JULY_DAY)
    assert (there.number, there.late(JULY_DAY), there.late(FEBRUARY)) == ("P-1", True, False)

    verbs.give_back(handover, "P-1", key=fresh(), evidence="Biên bản trả số 3", **IN_JULY)

    with refused("not-lent"):
        verbs.give_back(handover, "P-1", key=fresh(), evidence="once more", **IN_JULY)
    with looking(**IN_JULY):
        [back], [out] = loans(handover, JULY_DAY), loans(handover, FEBRUARY)
    assert (back.evidence, back.late(JULY_DAY)) == ("Biên bản trả số 3", False)
    assert (out.evidence, out.returned) == ("", None), "on an earlier day it is still out"


def test_a_room_that_is_lent_without_an_end_is_no_line():
    from continuity.handover.annexes import annexes
    from continuity.handover.lines import line

    made, [problem] = line(annexes(FEBRUARY)["premises"], {**ROOMS[0], "until": ""})

    assert made is None
    assert (problem.code, problem.column) == ("missing", "until")


def test_whoever_received_gives_on_what_was_counted_in_then(handover):
    """The police end on 1 July; what they were given in March stands in their own lists."""
    seated(BINH, ("officer", POLICE), since=FEBRUARY)
    before = {"actor": BINH, "agency": POLICE, "on": FEBRUARY}
    onward = verbs.begin(
        "map", POLICE, HEIR, subject=POLICE, key=fresh(), **before
    )  # fmt: skip

    boxes = verbs.generate(onward, "archives", key=fresh(), **before)
    rooms = verbs.generate(onward, "premises", key=fresh(), **before)

    assert (boxes.kept, rooms.kept) == (4, 2)
    assert verbs.generate(onward, "archives", key=fresh(), **before).kept == 0, "each thing once"
    with looking(**before):
        assert {one.values["fonds"] for one in kept.lines(onward, "archives")} == {"Sở Tư pháp"}
        assert kept.lines(onward, "assets") == []


def test_an_annex_that_nobody_closed_passes_to_the_heir_who_receives_it(handover):
    """Begun in March and not signed when the receiver ends: the heir counts what is closed then."""
    seated(BINH, ("officer", STRANGERS))
    gives = {"actor": BINH, "agency": STRANGERS, "on": FEBRUARY}
    id = verbs.begin(
        "functions", STRANGERS, "vn.02.police", function="criminal-records", key=fresh(), **gives
    )
    verbs.enter(id, "archives", BOXES, keep=False, key=fresh(), **gives)
    heir = {"actor": DUNG, "agency": HEIR, "on": JULY_DAY}
    with refused("annex-open"):
        verbs.count(id, "archives", "hộp 1", 1, key=fresh(), side=Side.RECEIVER, **heir)
    verbs.close(id, "archives", key=fresh(), **gives)

    done = verbs.count(id, "archives", "hộp 1", 1, key=fresh(), side=Side.RECEIVER, **heir)

    assert done is verbs.Verdict.COUNTED
    with acting(**heir):
        assert kept.one(id).sides() == {Side.RECEIVER}


METRES, FILES = {"unit": "metre"}, {"unit": "file"}


def kept_as_added_up(id):
    """The sums that the database keeps, against those that the account adds up."""
    there = account(kept.one(id))
    sums = progress.totals(id)
    assert {(one.annex, one.unit): one.balance for one in sums} == there.totals
    assert sum(one.open for one in sums) == len(there.unsettled)
    assert progress.unsettled(id, 100) == there.unsettled
    assert sum(one.things for one in sums) == len(there.things)
    far = progress.progress(id).values()
    assert sum(one.unsaid for one in far) == len(there.unsaid)
    assert sum(one.items for one in far) == sum(one.listed is not None for one in there.things)
    assert sum(one.given for one in far) == sum(one.given is not None for one in there.things)
    assert sum(one.received for one in far) == sum(one.received is not None for one in there.things)


def test_what_is_kept_of_a_handover_is_what_its_lines_and_counts_add_up_to(handover):
    """After every act: listed, taken off, counted, counted anew, otherwise, unlisted, settled in two."""
    seated(BINH, ("officer", STRANGERS))
    gives = {"actor": BINH, "agency": STRANGERS, "on": FEBRUARY}
    takes = {**IN_JULY, "side": Side.RECEIVER}
    id = verbs.begin(
        "functions", STRANGERS, "vn.02.police", function="criminal-records", key=fresh(), **gives
    )
    metres = [{"code": "m", "fonds": "x", "quantity": "12.000", "unit": "Mét giá"}]
    acts = [
        lambda: verbs.enter(id, "archives", [*BOXES, *metres], keep=False, key=fresh(), **gives),
        lambda: verbs.remove(id, "archives", "hộp 2", key=fresh(), **gives),
        lambda: verbs.enter(id, "cases", CASES, keep=False, key=fresh(), **gives),
        lambda: verbs.close(id, "archives", key=fresh(), **gives),
        lambda: verbs.close(id, "cases", key=fresh(), **gives),
        lambda: verbs.count(id, "archives", "hộp 1", 1, key=fresh(), **gives),
        lambda: verbs.count_all(id, "archives", [("hộp 1", 0), ("m", 145)], key=fresh(), **takes),
        lambda: verbs.count(id, "archives", "hộp 1", 1, key=fresh(), reason="thấy", **takes),
        lambda: verbs.count(id, "archives", "hộp lạ", 2, key=fresh(), **takes),
        lambda: verbs.count(id, "archives", "tập lạ", 3, key=fresh(), values=METRES, **takes),
        lambda: verbs.count(id, "archives", "tập lạ", 3, key=fresh(), values=FILES, **gives),
        lambda: verbs.count(id, "archives", "tập lạ", 4, key=fresh(), reason="lại", **takes),
        lambda: verbs.confirm(id, "cases", key=fresh(), **takes),
        lambda: verbs.count(
            id,
            "cases",
            "01.0001",
            1,
            values={"due": "2025-03-16"},
            reason="x",
            key=fresh(),
            **takes,
        ),
        lambda: verbs.settle(
            id, "archives", "m", -11_000, "to-come", "x", evidence="y", key=fresh(), **IN_JULY
        ),
        lambda: verbs.settle(
            id, "archives", "m", 0, "lost", "x", owner="Ms Hoa", key=fresh(), **IN_JULY
        ),
        lambda: verbs.settle(
            id, "cases", "01.0001", 0, "miscounted", "x", owner="Ms Hoa", key=fresh(), **IN_JULY
        ),
    ]
    for act in acts:
        act()
        with looking(**IN_JULY):
            kept_as_added_up(id)
