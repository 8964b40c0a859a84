"""What a reform's day makes another for a procedure: its body, counter, account and form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from continuity.core.interval import Interval, starting
from continuity.core.procedure import Basis, Words
from continuity.handover.review import differing
from continuity.handover.review.differing import Holders, What
from tests.integration.service import CERTIFICATE
from tests.unit.test_points import POINT

DAY = date(2025, 3, 1)
ONE, TWO = "account 1", "account 2"
NOBODY: frozenset[str] = frozenset()
GAVE, TOOK = frozenset({"justice", "centre"}), frozenset({"police", "centre"})
PASSES = Holders(GAVE, TOOK, {"police": ("justice",)})
STAYS = Holders(frozenset({"centre"}), frozenset({"centre"}), {})


def called(thing, on):
    """The centre is called otherwise from the day on."""
    new = " (mới)" if thing == "centre" and on >= DAY else ""
    return Words(f"{thing}{new}", f"{thing}{new}")


def account(*numbers):
    return [Words(f"tài khoản {one}", f"account {one}") for one in numbers]


def told(found):
    return [(one.what, one.of, one.before.en, one.after.en) for one in found]


@pytest.mark.parametrize(
    ("holders", "before", "after", "expected"),
    [
        (PASSES, {"justice": account("1")}, {"police": account("2")}, [("police", ONE, TWO)]),
        (PASSES, {"justice": account("1")}, {"police": account("1")}, []),
        (PASSES, {"justice": account("1")}, {}, [("police", ONE, "none entered")]),
        (PASSES, {}, {}, []),
        (STAYS, {"centre": account("1")}, {"centre": account("2")}, [("centre", ONE, TWO)]),
        (STAYS, {"centre": account("2", "1")}, {"centre": account("1", "2")}, []),
        (STAYS, {"other": account("1")}, {"other": account("2")}, []),
    ],
)  # fmt: skip
def test_the_account_is_compared_with_that_of_who_gave_or_with_the_own(
    holders, before, after, expected
):
    assert told(differing.accounts(holders, before, after)) == [
        (What.ACCOUNT, *one) for one in expected
    ]


MOVED = POINT._replace(address="Số 9", valid=starting(DAY))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([POINT], [MOVED], [("one", "Số 1", "Số 9")]),
        ([POINT], [POINT._replace(functions=("residence", "criminal-records"))], []),
        ([POINT._replace(valid=Interval(date(2025, 1, 1), DAY))], [], [("one", "Số 1", "none entered")]),
        ([], [MOVED], [("one", "none entered", "Số 9")]),
    ],
)  # fmt: skip
def test_a_counter_begins_ends_or_moves(before, after, expected):
    found = differing.counters(before, after)

    assert [one.of for one in found] == [one[0] for one in expected]
    for one, (_, was, now) in zip(found, expected, strict=True):
        assert was in one.before.en
        assert now in one.after.en


def test_hours_are_said_in_the_language():
    [one] = differing.counters(
        [POINT], [MOVED._replace(hours="Mon-Fri 08:00-12:00; Sun 09:00-10:00")]
    )

    assert "T2-T6 08:00-12:00; CN 09:00-10:00" in one.after.vi
    assert "Mon-Fri" in one.after.en


NEXT = replace(CERTIFICATE, version=2, since=DAY)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (replace(NEXT, fields=CERTIFICATE.fields[:1]), "version 2: questions"),
        (replace(NEXT, evidence=(), fee=""), "version 2: papers; fee"),
        (replace(NEXT, bases=(Basis("Luật mới"),), words=("phiếu",)), ""),
        (None, "repealed"),
    ],
)
def test_a_form_is_another_where_an_applicant_meets_something_else(new, said):
    found = differing.forms(CERTIFICATE, new)

    assert [one.after.en for one in found] == ([said] if said else [])
    assert [one.before.en for one in found] == (["version 1"] if said else [])


def test_a_new_procedure_was_not_there_before():
    [one] = differing.forms(None, NEXT)

    assert (one.before.en, one.after.en) == ("not there", "version 2")


def test_a_body_that_stays_and_is_called_otherwise_is_named_otherwise_on_the_form():
    assert told(differing.named(STAYS, DAY, called)) == [
        (What.FORM, "centre", "centre", "centre (mới)")
    ]
    assert differing.named(PASSES._replace(after=frozenset({"police"})), DAY, called) == []


def test_who_takes_over_is_told_with_who_gave():
    assert told(differing.bodies(PASSES, DAY, called)) == [
        (What.BODY, "police", "justice", "police")
    ]
    assert differing.bodies(Holders(NOBODY, NOBODY, {}), DAY, called) == []


def test_whatever_is_another_gives_another_digest():
    one, other = (differing.counters([POINT], [MOVED._replace(telephone=n)]) for n in ("1", "2"))

    assert differing.digest(one) == differing.digest(list(one))
    assert differing.digest(one) != differing.digest(other)
