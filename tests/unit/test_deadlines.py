"""When things are due, by legal example: each row names the rule that it comes from."""

from __future__ import annotations

import ast
import inspect
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from continuity.core import deadline
from continuity.core.deadline import Pause, carried, due, ends, expires, late, received, resumed
from continuity.core.procedure import Term, Unit
from continuity.core.workdays import Unpublished
from continuity.packs.vn import ZONE, closes, pack

YEAR = pack().calendar
HERE = ZoneInfo(ZONE)


def term(text: str) -> Term:
    """A term as it is said: `8 wd`, `30 d`, `24 h`, `6 m`, `1 y`."""
    amount, unit = text.split()
    units = {"wd": Unit.WORKING_DAYS, "d": Unit.CALENDAR_DAYS, "h": Unit.HOURS}
    return Term(float(amount), units.get(unit) or {"m": Unit.MONTHS, "y": Unit.YEARS}[unit])


@pytest.mark.parametrize(
    ("said", "filed", "expected", "rule"),
    [
        ("8 wd", "2025-07-04", "2025-07-16", "press report on Lâm Đồng: filed on a Friday"),
        ("3 wd", "2025-06-27", "2025-07-02", "seals: 3 working days, across the reform"),
        ("5 wd", "2026-07-01", "2026-07-08", "Law 107/2025: criminal records, 5 working days"),
        ("3.5 wd", "2026-07-01", "2026-07-07", "licence card of July 2026: the half day ends in a day"),
        ("1 wd", "2025-04-25", "2025-04-26", "Saturday 26 April 2025 was worked for 2 May"),
        ("3 wd", "2025-04-28", "2025-05-06", "30 April and 1 May off, 2 May off in exchange"),
        ("1 wd", "2025-01-24", "2025-02-03", "Tết of 2025: 27 to 31 January off"),
        ("1 wd", "2025-02-28", "2025-03-03", "1 March 2025 was a Saturday"),
        ("1 wd", "2025-03-01", "2025-03-03", "filed on a day off: counting starts on Monday"),
        ("0 wd", "2025-03-01", "2025-03-01", "nothing to count"),
        ("10 d", "2025-03-01", "2025-03-11", "article 147: the first day is not counted"),
        ("5 d", "2025-07-01", "2025-07-07", "article 148: ends on a Sunday, so on the next working day"),
        ("5 d", "2025-04-27", "2025-05-05", "article 148: 2 May is off, then a weekend"),
        ("6 m", "2025-08-31", "2026-03-02", "end of February is a Saturday: the next working day"),
        ("1 m", "2025-01-31", "2025-02-28", "no 31 February: the last day of the month"),
        ("1 y", "2025-02-28", "2026-03-02", "28 February 2026 is a Saturday"),
        ("24 h", "2025-03-01", "2025-03-02", "hours wait for no day off"),
        ("2 h", "2025-03-01", "2025-03-01", "without a moment, from the first one of the day"),
    ],
)  # fmt: skip
def test_a_term_ends_on_its_day(said: str, filed: str, expected: str, rule: str) -> None:
    assert due(term(said), date.fromisoformat(filed), YEAR).isoformat() == expected, rule


@pytest.mark.parametrize(
    ("said", "since", "expected", "rule"),
    [
        ("6 m", "2025-08-31", "2026-02-28", "a month that is shorter ends it on its last day"),
        ("6 m", "2027-08-31", "2028-02-29", "in a leap year on 29 February"),
        ("1 y", "2024-02-29", "2025-02-28", "29 February and a year"),
        ("4 y", "2024-02-29", "2028-02-29", "29 February and four years"),
        ("12 m", "2025-03-01", "2026-03-01", "a Sunday: a paper is good until the day printed on it"),
        ("24 m", "2026-07-01", "2028-07-01", "Law 120/2025: treatment of 24 months, years not published"),
        ("30 d", "2030-01-31", "2030-03-02", "days, in a year whose holidays nobody knows"),
    ],
)  # fmt: skip
def test_a_paper_is_good_until_its_day_be_it_off_or_not(
    said: str, since: str, expected: str, rule: str
) -> None:
    assert expires(term(said), date.fromisoformat(since)).isoformat() == expected, rule


def test_hours_run_from_the_moment_through_nights_and_holidays() -> None:
    detected = datetime(2025, 1, 27, 20, 30, tzinfo=HERE)  # the first day of Tết off

    assert ends(term("24 h"), detected, YEAR, HERE) == datetime(2025, 1, 28, 20, 30, tzinfo=HERE)
    assert ends(term("72 h"), detected, YEAR, HERE) == datetime(2025, 1, 30, 20, 30, tzinfo=HERE)
    assert due(term("1 h"), datetime(2025, 1, 27, 23, 30, tzinfo=HERE), YEAR, HERE) == date(
        2025, 1, 28
    )
    assert due(term("3.5 h"), detected.astimezone(UTC), YEAR, HERE) == date(2025, 1, 28)


def test_a_moment_counts_from_the_local_day_that_it_lies_in() -> None:
    half_past_midnight = datetime(2025, 2, 28, 17, 30, tzinfo=UTC)  # 1 March, 00:30 in Ha Noi

    assert due(term("1 d"), half_past_midnight, YEAR, HERE) == date(2025, 3, 3)
    assert due(term("3 wd"), half_past_midnight, YEAR, HERE) == date(2025, 3, 5)


@pytest.mark.parametrize(
    ("due_day", "paused", "ran_on", "said", "expected", "rule"),
    [
        ("2025-07-16", "2025-07-09", "2025-07-21", "8 wd", "2025-07-28", "5 working days were left"),
        ("2025-07-16", "2025-07-16", "2025-07-19", "8 wd", "2025-07-21", "stopped on its last day"),
        ("2025-07-16", "2025-07-17", "2025-08-20", "8 wd", "2025-07-16", "was late before: stays late"),
        ("2025-07-16", "2025-07-09", "2025-07-09", "8 wd", "2025-07-16", "stopped for no day at all"),
        ("2025-07-31", "2025-07-11", "2025-07-16", "30 d", "2025-08-05", "20 days were left"),
        ("2025-07-31", "2025-07-11", "2025-07-13", "30 d", "2025-08-04", "then Saturday 2 August"),
        ("2025-03-02", "2025-03-01", "2025-03-08", "24 h", "2025-03-09", "hours wait for no Sunday"),
    ],
)  # fmt: skip
def test_what_was_left_at_the_pause_is_left_afterwards(
    due_day: str, paused: str, ran_on: str, said: str, expected: str, rule: str
) -> None:
    days = [date.fromisoformat(day) for day in (due_day, paused, ran_on)]

    assert resumed(*days, term(said), YEAR).isoformat() == expected, rule


def test_several_pauses_follow_each_other_and_the_last_one_may_still_last() -> None:
    papers = Pause(date(2025, 7, 7), date(2025, 7, 9), "supplement")
    court = Pause(date(2025, 7, 11), date(2025, 7, 18), "verification")
    survey = Pause(date(2025, 7, 21), None, "survey")
    filed, eight = date(2025, 7, 4), term("8 wd")

    assert carried(due(eight, filed, YEAR), [court, papers, survey], eight, YEAR) == date(
        2025, 7, 25
    )
    with pytest.raises(ValueError, match="stood still already"):
        carried(
            date(2025, 7, 16), [papers, court, Pause(date(2025, 7, 15), None, "x")], eight, YEAR
        )


def test_lateness_is_counted_in_working_days_and_not_while_the_clock_stands_still() -> None:
    friday = date(2025, 4, 25)  # 26 April is worked in exchange for 2 May

    assert late(friday, friday, YEAR) == 0
    assert late(friday, date(2025, 4, 27), YEAR) == 1
    assert late(friday, date(2025, 5, 5), YEAR) == 4
    assert late(friday, date(2025, 5, 5), YEAR, paused=True) == 0
    assert (
        late(friday, date(2025, 5, 5), YEAR, pauses=[Pause(date(2025, 4, 28), None, "survey")]) == 2
    )


def test_a_counter_that_has_closed_receives_on_the_next_working_day() -> None:
    friday = datetime(2025, 2, 28, 16, 59, tzinfo=HERE)

    assert received(friday, YEAR, HERE, closes=time(17)) == date(2025, 2, 28)
    assert received(friday.replace(hour=17, minute=0), YEAR, HERE, closes=time(17)) == date(
        2025, 3, 3
    )
    assert received(friday.replace(month=3, day=1), YEAR, HERE, closes=time(17)) == date(2025, 3, 3)
    assert received(datetime(2025, 2, 28, 17, 30, tzinfo=UTC), YEAR, HERE) == date(2025, 3, 1)
    assert closes().on(date(2025, 3, 1)).value is None


@pytest.mark.parametrize("said", ["0.3 wd", "-1 wd", "nan wd", "inf d", "1.5 d", "0.5 m", "201 y"])
def test_an_amount_that_its_unit_does_not_have_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="cannot be counted"):
        due(term(said), date(2025, 3, 3), YEAR)


def test_what_cannot_be_counted_is_refused_and_never_guessed() -> None:
    with pytest.raises(Unpublished, match="2028 is not known"):
        due(term("5 wd"), date(2027, 12, 30), YEAR)
    with pytest.raises(ValueError, match="from a moment"):
        ends(term("24 h"), date(2025, 3, 1), YEAR, HERE)
    with pytest.raises(ValueError, match="with its zone"):
        ends(term("24 h"), datetime(2025, 3, 1, 8), YEAR, HERE)  # noqa: DTZ001
    with pytest.raises(ValueError, match="with its zone"):
        due(term("5 wd"), datetime(2025, 3, 1, 8, tzinfo=UTC), YEAR)
    with pytest.raises(ValueError, match="before it was stopped"):
        resumed(date(2025, 7, 16), date(2025, 7, 9), date(2025, 7, 8), term("8 wd"), YEAR)
    with pytest.raises(ValueError, match="Expected calendar days"):
        expires(term("5 wd"), date(2025, 3, 1))


def test_a_deadline_knows_nothing_that_a_reform_can_change() -> None:
    """No agency, no place and no mandate can be asked for, so none can move a due day."""
    nodes = ast.walk(ast.parse(inspect.getsource(deadline)))
    ours = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    questions = [due, ends, resumed, carried, late]
    asked = {name for question in questions for name in inspect.signature(question).parameters}

    assert {name for name in ours if name.startswith("continuity")} == {
        "continuity.core.procedure", "continuity.core.workdays",
    }  # fmt: skip
    assert asked == {
        "term", "filed", "since", "calendar", "zone", "due", "on", "paused_on", "resumed_on",
        "pauses", "paused",
    }  # fmt: skip
