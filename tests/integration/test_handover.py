"""Officer Binh gives, Captain Dung receives: both count the same things, and say why they differ.

One database for the file; each story finds the handover as it was begun.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from continuity.handover import kept, verbs
from continuity.handover.account import account
from continuity.handover.balance import Flag
from continuity.handover.contents import contents
from continuity.handover.counted.differ import Kind
from continuity.handover.owed import Owed, owed
from continuity.handover.resealed import resealed
from continuity.handover.sides import acting, looking
from continuity.handover.verbs import Verdict
from continuity.handover.verbs.counting import label
from continuity.reform.enact import undo
from continuity.register import read
from tests.integration.handovers import (
    BINH,
    BOXES,
    CASES,
    DUNG,
    FEBRUARY,
    GIVES,
    HAI,
    HEIR,
    HOA,
    JULY_DAY,
    JUSTICE,
    MAI,
    MARCH_DAY,
    MINH,
    OFFICE,
    POLICE,
    STRANGERS,
    TAKES,
    begun,
    closed,
    enacted,
    fresh,
    listed,
    peopled,
    refused,
)
from tests.people import seated
from tests.unit.country import JULY, KINDS

RECORDS = {"function": "criminal-records"}


@pytest.fixture(scope="module")
def enacted_once(ours):
    with ours.fresh():
        peopled()
        enacted()
        yield begun()


@pytest.fixture
def handover(enacted_once):
    """The handover as it was begun; what a story does with it is taken back after it."""
    with transaction.atomic():
        yield enacted_once
        transaction.set_rollback(True)


def told(id, of=GIVES):
    with acting(of["actor"], of["agency"], of["on"]):
        return account(kept.one(id))


def test_a_reform_asks_for_each_handover_once(handover):
    wanted = [
        Owed(f"vn.{n}.justice", f"vn.{n}.police", "criminal-records", "") for n in ("01", "02")
    ]

    assert verbs.asked("functions") == wanted
    with refused("handover-there"):
        begun()
    with refused("not-owed"):
        verbs.begin("functions", JUSTICE, "vn.02.police", key=fresh(), **RECORDS, **GIVES)
    with refused("not-your-side"):
        verbs.begin("functions", *wanted[1][:2], key=fresh(), **RECORDS, **GIVES)
    with refused("decree-not-in-force"):
        verbs.begin("map", JUSTICE, POLICE, key=fresh(), **RECORDS, **GIVES)


def test_bodies_that_end_pass_whole_to_their_heirs(handover):
    enacted(JULY, "map")

    found = {one for one in owed(read.present(), JULY_DAY) if "commune" not in one.giver}

    assert found == {
        Owed(f"vn.{n}.{kind}", f"vn.01.{kind}@2025-07-01", "", f"vn.{n}.{kind}")
        for n in ("01", "02")
        for kind in ("justice", "police")
    }


def test_both_sides_count_the_same_and_nothing_differs(handover):
    """O-HD-21."""
    closed(handover, cases=CASES, archives=BOXES)

    assert verbs.confirm(handover, "cases", key=fresh(), **TAKES) == 5
    sheet = [(row["code"], 1) for row in BOXES]
    assert verbs.count_all(handover, "archives", sheet, key=fresh(), **TAKES)[Verdict.COUNTED] == 4

    found = told(handover)
    assert found.unsettled == []
    assert {flag.flag for flag in found.balances.values()} == {Flag.EVEN}
    assert found.totals["archives", "box"].counted == 4
    giver, receiver = found.tallies
    assert giver.tree.top == receiver.tree.top
    assert found.statement["differences"] == []


def test_a_box_is_scanned_at_both_ends_and_twice_is_once(handover):
    closed(handover, archives=BOXES)
    with acting(**GIVES):
        page = kept.listed(handover, "archives")
    first = label(page[0][1])

    ends = [verbs.scan(handover, first, key=fresh(), **who) for who in (GIVES, TAKES, TAKES)]
    strange = [
        verbs.scan(handover, code, key=fresh(), **TAKES) for code in ("BG-1", "", label(10**6))
    ]

    assert [one.verdict for one in ends] == [Verdict.COUNTED, Verdict.COUNTED, Verdict.AGAIN]
    assert {one.number for one in ends} == {"hộp 1"}
    assert {one.verdict for one in strange} == {Verdict.STRANGE}
    assert Counter(one.flag for one in told(handover).balances.values()) == {
        Flag.EVEN: 1, Flag.SHORT: 3,
    }  # fmt: skip


def test_a_box_that_nobody_listed_is_a_difference_until_somebody_says_why(handover):
    closed(handover, archives=BOXES)
    verbs.count_all(handover, "archives", [(b["code"], 1) for b in BOXES], key=fresh(), **TAKES)

    found = verbs.count(handover, "archives", "hộp lạ", 1, key=fresh(), **TAKES)

    assert found is Verdict.UNLISTED
    (difference,) = told(handover).differences
    assert (difference.number, difference.kind) == ("hộp lạ", Kind.EXTRA)
    assert told(handover).unsettled == [("archives", "hộp lạ")]
    words = {"reason": "found", "words": "Hộp nằm sau tủ số 3", "evidence": "biên bản 12"}
    with refused("away-from-zero"):
        verbs.settle(handover, "archives", "hộp lạ", -1, key=fresh(), **words, **TAKES)
    with refused("no-difference"):
        verbs.settle(handover, "archives", "hộp 1", 1, key=fresh(), **words, **TAKES)
    with refused("no-settlement-words"):
        verbs.settle(
            handover, "archives", "hộp lạ", 1, key=fresh(), **{**words, "evidence": ""}, **TAKES
        )
    verbs.settle(handover, "archives", "hộp lạ", 1, key=fresh(), **words, **TAKES)
    assert told(handover).unsettled == []
    assert told(handover).balances["archives", "hộp lạ"].flag is Flag.EXPLAINED
    assert told(handover).statement["differences"][0]["why"] == "Hộp nằm sau tủ số 3"


def test_what_only_the_sides_know_of_an_unlisted_thing_is_not_lent_from_one_to_the_other(handover):
    """A box that the giver counts alone, and one of which the receiver alone says where it comes from."""
    closed(handover, archives=BOXES)
    verbs.count(handover, "archives", "hộp chỉ bên giao", 1, key=fresh(), **GIVES)
    verbs.count(handover, "archives", "hộp lạ", 1, key=fresh(), **GIVES)
    known = {"fonds": "Phông khác", "unit": "box"}
    verbs.count(handover, "archives", "hộp lạ", 1, values=known, key=fresh(), **TAKES)
    verbs.count(handover, "archives", "hộp chỉ bên nhận", 1, values=known, key=fresh(), **TAKES)

    found = told(handover)

    kinds = {one.number: one.kind for one in found.differences}
    assert kinds["hộp chỉ bên giao"] is Kind.MISSING
    assert kinds["hộp lạ"] is Kind.CHANGED
    assert kinds["hộp chỉ bên nhận"] is Kind.EXTRA
    shown = {row.split(",")[0]: row.split(",")[3] for row in archives_of(found)}
    assert (shown["hộp lạ"], shown["hộp chỉ bên nhận"]) == ("", "box"), (
        "a row adds up in its own unit"
    )
    assert found.totals["archives", "box"].counted == 1


def archives_of(account):
    return contents(account)["annexes/04-archives.csv"].decode().splitlines()


def test_another_due_day_at_the_receiver_is_seen_and_needs_its_reason(handover):
    closed(handover, cases=CASES)
    verbs.confirm(handover, "cases", key=fresh(), **TAKES)
    moved = {"values": {"due": "2025-03-16"}, "key": fresh(), **TAKES}

    with refused("recount-no-reason"):
        verbs.count(handover, "cases", "01.0001", 1, **moved)
    verbs.count(handover, "cases", "01.0001", 1, **moved, reason="as the slip says")

    (difference,) = told(handover).differences
    assert (difference.number, difference.fields) == ("01.0001", ("due",))
    assert told(handover).unsettled == [("cases", "01.0001")]
    owner = {"owner": "Officer Binh", "until": date(2025, 3, 5)}
    verbs.settle(
        handover, "cases", "01.0001", 0, "miscounted", "Đối chiếu giấy hẹn", key=fresh(), **owner, **GIVES
    )  # fmt: skip
    assert told(handover).unsettled == []


def test_of_an_import_with_errors_the_good_rows_are_kept_or_none_by_choice(handover):
    rows = [
        *BOXES, {"code": "hộp 9"}, {"code": "hộp 1", "fonds": "x"}, BOXES[0], {"fonds": "x", "unit": "?"}
    ]  # fmt: skip

    whole = listed(handover, "archives", rows)
    part = listed(handover, "archives", rows, keep=True)

    assert (whole.kept, part.kept) == (0, 4)
    assert {n: [one.code for one in found] for n, found in part.wrong.items()} == {
        4: ["missing"], 5: ["twice"], 6: ["twice"], 7: ["missing", "no-choice"],
    }  # fmt: skip
    assert whole.wrong.keys() == part.wrong.keys()
    again = listed(handover, "archives", BOXES[:1], keep=True)
    assert (again.kept, again.wrong[0][0].code) == (0, "twice")


def test_one_key_enters_and_counts_once(handover):
    first, second = (
        verbs.enter(handover, "archives", BOXES, keep=False, key="one", **GIVES) for _ in range(2)
    )
    verbs.close(handover, "archives", key=fresh(), **GIVES)
    counted = [verbs.count(handover, "archives", "hộp 1", 1, key="two", **TAKES) for _ in range(2)]

    assert (first.kept, second.kept, second.wrong) == (4, 4, {})
    assert counted == [Verdict.COUNTED] * 2
    with refused("key-reused"):
        verbs.count(handover, "archives", "hộp 2", 1, key="two", **TAKES)


def test_lists_stand_still_once_they_are_closed_and_nobody_counts_before(handover):
    listed(handover, "archives", BOXES)
    with refused("annex-open"):
        verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **TAKES)
    verbs.close(handover, "archives", key=fresh(), **GIVES)
    with refused("annex-closed"):
        listed(handover, "archives", [{"code": "hộp 5", "fonds": "x"}])
    with refused("annex-closed"):
        verbs.remove(handover, "archives", "hộp 1", key=fresh(), **GIVES)
    verbs.reopen(handover, "archives", key=fresh(), **GIVES)
    verbs.remove(handover, "archives", "hộp 1", key=fresh(), **GIVES)
    verbs.close(handover, "archives", key=fresh(), **GIVES)
    verbs.count(handover, "archives", "hộp 2", 1, key=fresh(), **TAKES)

    with refused("annex-counted"):
        verbs.reopen(handover, "archives", key=fresh(), **GIVES)
    with refused("not-by-confirming"):
        verbs.confirm(handover, "archives", key=fresh(), **TAKES)
    with refused("no-quantity"):
        verbs.count(handover, "archives", "hộp 2", -1, key=fresh(), **TAKES)
    with (
        pytest.raises(DatabaseError, match="is closed"),
        acting(**GIVES),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from handover_line where handover = %s", [handover])


def test_nobody_counts_for_the_other_side_or_for_both(handover):
    closed(handover, archives=BOXES)

    for side, who in (("receiver", GIVES), ("giver", TAKES), ("witness", TAKES)):
        with refused("not-your-side"):
            verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), side=side, **who)
    with refused("not-your-side"):
        witness = {"actor": MAI, "agency": OFFICE, "on": FEBRUARY}
        verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **witness)
    seated(BINH, ("officer", POLICE))
    with refused("other-side"):
        both = {"actor": BINH, "agency": POLICE, "on": FEBRUARY}
        verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **both)


def test_a_dissolved_receiver_is_continued_by_its_heir(handover):
    closed(handover, archives=BOXES)
    enacted(JULY, "map")
    seated(DUNG, ("officer", HEIR), since=JULY_DAY)
    heir = {"actor": DUNG, "agency": HEIR, "on": JULY_DAY}

    with refused("agency-ended"):
        verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **{**TAKES, "on": JULY_DAY})
    assert verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **heir) is Verdict.COUNTED
    verbs.move(handover, key=fresh(), **heir)
    with acting(**heir):
        assert kept.one(handover).moved == JULY_DAY


def test_a_reform_that_is_withdrawn_stops_everything_and_what_was_counted_stays(handover):
    closed(handover, archives=BOXES)
    verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **TAKES)
    version = undo("functions", actor=HOA, reason="postponed")
    from continuity.reform.enact import enact

    enact("functions", version, approver=HAI, kinds=KINDS, on=date(2025, 2, 1))

    for act in (
        lambda: verbs.count(handover, "archives", "hộp 2", 1, key=fresh(), **TAKES),
        lambda: listed(handover, "cases", CASES),
        lambda: verbs.move(handover, key=fresh(), **TAKES),
    ):
        with refused("decree-not-in-force"):
            act()
    with acting(**TAKES):
        assert kept.one(handover).effective is None
        assert len(kept.counts(handover, "receiver")) == 1


def test_the_end_comes_when_all_is_signed_moved_and_settled(handover):
    closed(handover, archives=BOXES)

    with refused("not-that-order"):
        verbs.complete(handover, key=fresh(), **TAKES)
    with refused("not-your-side"):
        verbs.move(handover, key=fresh(), **GIVES)
    verbs.include(handover, "p-binh", "Officer Binh", "đếm hộp", key=fresh(), **GIVES)


def test_mr_minh_sees_nothing_and_a_query_without_a_filter_shows_him_nothing(handover):
    closed(handover, archives=BOXES)
    tables = ("handover", "member", "annex", "line", "count", "settlement")

    def everything():
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"select count(*) from handover_{table}")
                yield cursor.fetchone()[0]

    with looking(MINH, STRANGERS, FEBRUARY):
        assert sum(everything()) == 0
        with refused("no-handover"):
            kept.one(handover)
    with transaction.atomic():
        assert sum(everything()) == 0, "and so does who names nobody"
    with looking(MAI, OFFICE, FEBRUARY):
        assert kept.one(handover).witness == OFFICE
    with refused("not-seated-there"):
        verbs.count(
            handover, "archives", "hộp 1", 1, key=fresh(), actor=MINH, agency=POLICE, on=FEBRUARY
        )
    with refused("no-handover"), acting(**GIVES):
        kept.one(uuid.uuid4())


def test_names_of_staff_are_sealed_and_read_by_whom_it_is_told(handover, monkeypatch):
    staff = {
        "code": "GĐ-1",
        "name": "Trần Văn Bình",
        "type": "Công chức",
        "position": "Chuyên viên",
    }
    assert listed(handover, "staff", [staff]).kept == 1

    with acting(**GIVES):
        (shown,) = kept.lines(handover, "staff")
        there = kept.one(handover)
        read_name = kept.personal(there, "staff", "GĐ-1")
        with connection.cursor() as cursor:
            cursor.execute("select row_to_json(l)::text from handover_line l")
            row = cursor.fetchone()[0]
            cursor.execute(
                "select verb, content from journal_entry where stream = %s", [there.stream]
            )
            entries = cursor.fetchall()

    assert "name" not in shown.values
    assert read_name == {"name": "Trần Văn Bình"}
    assert "Bình" not in row
    assert not [content for _, content in entries if "Trần" in content]
    assert "read" in [verb for verb, _ in entries]
    from django.conf import settings

    ring = {"new": b"\7" * 32, **settings.CONTINUITY_KEYS}
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", ring)
    assert resealed(FEBRUARY) == 2
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32})
    assert resealed(MARCH_DAY) == 0
    with acting(**GIVES):
        assert kept.personal(there, "staff", "GĐ-1") == read_name
        assert len(kept.secret(handover)) == 32


def test_the_stream_tells_who_did_what_and_no_entry_is_without_its_agency(handover):
    closed(handover, archives=BOXES)
    verbs.count(handover, "archives", "hộp 1", 1, key=fresh(), **TAKES)

    with connection.cursor() as cursor:
        cursor.execute(
            "select verb, actor, content from journal_entry where stream = %s order by position",
            [f"handover:{handover}"],
        )
        found = [(verb, actor, json.loads(content)) for verb, actor, content in cursor.fetchall()]

    assert [(verb, actor) for verb, actor, _ in found] == [
        ("begin", BINH.id), ("enter", BINH.id), ("close", BINH.id), ("count", DUNG.id),
    ]  # fmt: skip
    assert all(content["agency"] in (JUSTICE, POLICE) for *_, content in found)
