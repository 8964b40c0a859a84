"""The night of a reform: everything prepared at once, seals coming in, and a reform that is undone."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from continuity.core.number import numbered
from continuity.journal.verify import verify
from continuity.reform.enact import enact, slip, undo
from continuity.register.ask import may_issue
from continuity.services.seals import kept as seals
from continuity.services.seals import night as nights
from continuity.services.seals import progress as reading
from continuity.services.seals import scanning, verbs
from continuity.services.seals.rules import Act
from continuity.services.seals.scanning import Verdict, label, scan
from tests.integration.seals import (
    BINH,
    DAY,
    DONG,
    DUNG,
    HAI,
    HEIR,
    HOA,
    JUNE,
    KINDS,
    LAN,
    MAY,
    MINH,
    NAM,
    NEW,
    NIGHT,
    OTHER,
    POINTS,
    POLICE,
    TAY,
    agreed,
    peopled,
    prepared,
    reformed,
    refused,
    sealed,
)

SEAL = ("seal",)


@pytest.fixture
def enacted(db):
    """The merger is enacted, and the two schools that it ends have their seals."""
    peopled()
    sealed(DONG)
    sealed(TAY)
    reformed()


@pytest.fixture
def night(enacted):
    return prepared()


def tasks(night, which="true"):
    with connection.cursor() as cursor:
        cursor.execute(
            "select duty, body, code, point, slot, fresh, fresh_state, taken, id from seals_due "
            f"where night = %s and {which} order by body",
            [night],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def scanned(night, body_or_text, point="", on=NIGHT, actor=DUNG, agency=POLICE):
    found = [task for task in tasks(night) if task["body"] == body_or_text]
    written = label(found[0]["code"]) if found else body_or_text
    at = point or (found[0]["point"] if found else "a")
    return scan(written, at, night_id=night, actor=actor, agency=agency, on=on)


def test_every_ended_and_founded_body_has_its_task_its_label_and_its_place(night):
    found = tasks(night)

    duties = Counter(task["duty"] for task in found)
    ended = {task["body"] for task in found if task["duty"] == "revoke"}
    assert {DONG, TAY, POLICE, OTHER, "vn.00001.commune-police"} <= ended
    assert {t["body"] for t in found if t["duty"] == "register"} >= {HEIR, NEW}
    assert NAM not in {task["body"] for task in found}  # its name stays, so its seal does
    assert duties["renew"] == 0
    coming = [task for task in found if task["duty"] == "revoke"]
    assert len({task["code"] for task in coming}) == len(coming)
    assert all(task["point"] and task["slot"] is not None for task in coming)
    loads = Counter((task["point"], task["slot"]) for task in coming)
    assert max(loads.values()) <= POINTS[0].capacity
    assert abs(sum(p == "a" for p, _ in loads) - sum(p == "b" for p, _ in loads)) <= 1


def test_a_seal_comes_in_once_and_every_other_scan_is_told_what_it_is(night):
    first = scanned(night, DONG)
    again = scanned(night, DONG)
    other = next(point.id for point in POINTS if point.id != task_of(night, TAY)["point"])
    elsewhere = scanned(night, TAY, point=other)

    assert (first.verdict, again.verdict) == (Verdict.ACCEPTED, Verdict.AGAIN)
    assert again.task.receipt == first.receipt
    assert again.task.at == first.task.at
    assert elsewhere.verdict is Verdict.WRONG_POINT
    assert elsewhere.task.point != elsewhere.task.taken_at == other
    assert [len(seals.of(body)[0].seal.done) for body in (DONG, TAY)] == [3, 3]
    assert not may_issue(DONG, NIGHT, SEAL)
    assert verify().holds


def task_of(night, body):
    return next(task for task in tasks(night) if task["body"] == body)


STRANGE = (
    (numbered(12345), Verdict.UNKNOWN),  # a dossier's receipt
    ("CD-5000-0000-0001-99", Verdict.MISREAD),
    ("", Verdict.MISREAD),
    ("<script>", Verdict.MISREAD),
    ("9" * 5000, Verdict.MISREAD),
    ("\0", Verdict.MISREAD),
    ("con dấu", Verdict.MISREAD),
)


def test_a_strange_label_is_told_and_kept_and_changes_nothing(night):
    before = tasks(night)

    for written, verdict in STRANGE:
        assert scanned(night, written).verdict is verdict, written

    assert tasks(night) == before
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from seals_scan where night = %s", [night])
        assert cursor.fetchone()[0] == len(STRANGE)


def test_a_label_is_read_as_people_type_it(night):
    task = task_of(night, DONG)

    written = f"  cd {task['code'].replace('-', '')} "

    assert scanned(night, written, task["point"]).verdict is Verdict.ACCEPTED


def test_a_seal_that_the_register_never_knew_is_taken_in_all_the_same(night):
    assert scanned(night, "vn.00001.commune-police").verdict is Verdict.ACCEPTED
    assert scanned(night, "vn.00001.commune-police").verdict is Verdict.AGAIN


def test_two_who_scan_one_label_at_once_and_one_is_told_that_it_was_in(night):
    task = task_of(night, DONG)

    def one(_):
        asked = {"night_id": night, "actor": DUNG, "agency": POLICE, "on": NIGHT}
        try:
            return scan(label(task["code"]), task["point"], **asked).verdict
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(one, range(4)))

    assert sorted(verdicts) == ["accepted", "again", "again", "again"]


def test_the_school_hands_in_at_night_and_its_heir_issues_from_the_day(night):
    """O-BCA-06."""
    nights.confirm(night, actor=HAI, agency=POLICE, on=JUNE)
    fresh = task_of(night, HEIR)["fresh"]
    new = {"actor": DUNG, "agency": NEW, "on": DAY}

    with refused("hand-in-first"):
        verbs.deliver(fresh, **new)
    scanned(night, DONG)
    with refused("hand-in-first"):
        verbs.deliver(fresh, **new)
    scanned(night, TAY, on=DAY, agency=NEW)
    verbs.deliver(fresh, **new)

    assert may_issue(DONG, MAY, SEAL)
    assert not may_issue(DONG, DAY, SEAL)
    assert may_issue(HEIR, DAY, SEAL)
    assert verify().holds


def test_whoever_prepared_does_not_confirm_and_an_officer_cannot(enacted):
    by_head = prepared(actor=HAI)

    with refused("same-person"):
        nights.confirm(by_head, actor=HAI, agency=POLICE, on=JUNE)
    with refused("not-seated"):
        nights.confirm(by_head, actor=DUNG, agency=POLICE, on=JUNE)
    assert not [t for t in tasks(by_head, "fresh is not null") if t["fresh_state"]]


def test_prepared_again_every_label_stays_good_and_what_came_stays_in(night):
    scanned(night, DONG)
    before = tasks(night)

    assert prepared() == night

    after = tasks(night)
    assert [task["code"] for task in after] == [task["code"] for task in before]
    assert [task["id"] for task in after] == [task["id"] for task in before]
    assert [task["taken"] for task in after] == [task["taken"] for task in before]
    assert scanned(night, DONG).verdict is Verdict.AGAIN


def test_a_withdrawn_reform_takes_nothing_more_and_gives_back_what_came(night):
    scanned(night, DONG)
    undone()

    assert nights.withdrawn(nights.night(night))
    assert scanned(night, TAY).verdict is Verdict.WITHDRAWN
    with refused("withdrawn"):
        nights.confirm(night, actor=HAI, agency=POLICE, on=NIGHT)
    told = {"actor": DUNG, "agency": POLICE, "on": NIGHT, "reason": "thu hồi"}
    back = scanning.give_back(task_of(night, DONG)["id"], "a", **told)
    assert not back.taken
    assert seals.of(DONG)[0].seal.state is Act.GIVEN_BACK
    assert may_issue(DONG, NIGHT, SEAL)
    with refused("not-now"):
        scanning.give_back(back.id, "a", **told)


def undone():
    version = undo("map", actor=HOA, reason="không còn")
    enact("map", version, approver=HAI, kinds=KINDS, on=JUNE)


def test_nothing_is_given_back_while_the_reform_stands(night):
    scanned(night, DONG)

    with refused("not-now"):
        scanning.give_back(
            task_of(night, DONG)["id"], "a", actor=DUNG, agency=POLICE, on=NIGHT, reason="x"
        )


def test_a_reform_that_slips_is_prepared_again_before_a_seal_is_taken(night):
    version = slip("map", DAY.replace(day=15), actor=HOA)
    enact("map", version, approver=HAI, kinds=KINDS)

    with refused("outdated"):
        scanned(night, DONG)
    assert prepared() == night
    assert scanned(night, DONG).verdict is Verdict.ACCEPTED


def test_what_never_came_is_void_from_the_day_on_by_a_head(night):
    scanned(night, DONG)
    asked = {"agency": NEW, "on": DAY, "reason": "không nộp"}

    with refused("too-early"):
        nights.close(night, actor=HAI, **asked | {"agency": POLICE, "on": NIGHT})
    with refused("not-seated"):
        nights.close(night, actor=DUNG, **asked)
    assert nights.close(night, actor=HAI, **asked) == 1

    assert seals.of(TAY)[0].seal.state is Act.VOID
    assert not may_issue(TAY, DAY, SEAL)
    assert seals.of(DONG)[0].seal.state is Act.HANDED_IN


def test_points_that_are_too_narrow_are_refused_with_both_numbers(enacted):
    with refused("too-narrow"):
        prepared(at=[POINTS[0]._replace(slots=1)])
    assert nights.nights() == []


def test_nobody_else_prepares_confirms_scans_or_closes(night):
    before = tasks(night)
    written = label(task_of(night, DONG)["code"])

    for actor, agency, code in (
        (LAN, DONG, "not-registrar"),  # the school's own clerk brings a seal and takes none in
        (BINH, "vn.01.justice", "not-registrar"),
        (MINH, "vn.02.justice", "not-registrar"),
        (MINH, POLICE, "not-seated"),
    ):
        by = {"actor": actor, "agency": agency, "on": NIGHT}
        for verb, told in (
            (nights.prepare, {"decree": "map", "at": POINTS}),
            (nights.confirm, {"id": night}),
            (nights.close, {"id": night, "reason": "x"}),
            (scan, {"written": written, "point": "a", "night_id": night}),
            (scanning.give_back, {"task_id": before[0]["id"], "point": "a", "reason": "x"}),
        ):
            with pytest.raises(nights.Refused) as error:
                verb(**told, **by)
            assert error.value.code in ("not-seated", code)
    assert tasks(night) == before


def test_a_seal_that_was_handed_in_at_the_desk_is_not_missing(night):
    def told():
        lists = (reading.CAME, reading.MISSING)
        return [DONG in {due.body for due in reading.every(night, which)} for which in lists]

    [kept], due = seals.of(DONG), reading.progress(night).missing
    verbs.hand_in(kept.id, actor=DUNG, agency=POLICE, on=JUNE)

    assert told() == [True, False]
    assert (reading.progress(night).came, reading.progress(night).missing) == (1, due - 1)

    before = (state(night), seals.one(kept.id))
    for point in ("a", "b"):  # at its own point and at another
        found = scanned(night, DONG, point)
        assert (found.verdict, found.task.receipt) == (Verdict.HANDED_IN, None)
        assert (found.task.handed_in.day, found.task.handed_in.who) == (JUNE, DUNG.name)
        assert found.task.handed_in.number.startswith("BN-")
    assert (state(night), seals.one(kept.id)) == before

    agreed(verbs.give_back(kept.id, actor=DUNG, agency=POLICE, on=JUNE, reason="Nộp nhầm"), JUNE)
    assert told() == [False, True]
    assert (reading.progress(night).came, reading.progress(night).missing) == (0, due)
    assert scanned(night, DONG).verdict is Verdict.ACCEPTED


def state(night):
    """What the journal and the night tell, but for the scans, which are all kept."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry")
        return tasks(night), cursor.fetchone()
