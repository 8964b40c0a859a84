"""Service points: tables read without trust, hours of a day, and which counters serve a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from continuity.core.interval import Interval, starting
from continuity.core.workdays import Calendar
from continuity.core.workdays import Kind as Day
from continuity.packs.names import Names
from continuity.packs.places import Places
from continuity.packs.points import Point, hours_on, opens, week_said, weekly, where_json
from continuity.packs.points_file import COLUMNS, TEMPLATE, from_file, parse
from continuity.packs.vn import DATA, pack
from continuity.reform.history import history
from tests.unit.country import JULY, KINDS, MARCH, STARTS, country, key, text

OFFICE = "Mon-Fri 07:30-11:30 13:00-16:30; Sat 07:30-11:00"
HOLIDAY = date(2025, 9, 2)
CALENDAR = Calendar({HOLIDAY: Day.HOLIDAY}, frozenset({2025}))
POINT = Point(
    "one", "Một", "One", "Số 1", key("00001"), "", "unknown", starting(STARTS), OFFICE, ("2025-09-03",),
    ("criminal-records",), (key("01"),), True, "made up",
)  # fmt: skip
ROW = {
    "key": "one", "name_vi": "Một", "address": "Số 1", "commune": "00001", "valid_from": "01/01/2025",
    "hours": "T2-T6 07:30-11:30", "functions": "residence", "serves": "01", "source": "s",
}  # fmt: skip


@dataclass
class Asked:
    """What `where_json` asks of a state."""

    world: object
    language: str = "vi"

    @property
    def names(self):
        return Names(self.world, KINDS)

    @property
    def places(self):
        return Places(self.world)


def table(*rows, sign=","):
    told = [[row.get(column, "") for column in COLUMNS] for row in rows]
    return "\n".join(sign.join(cells) for cells in [COLUMNS, *told]).encode()


@pytest.mark.parametrize(
    ("written", "monday", "saturday"),
    [
        ("Mon-Fri 07:30-11:30", (("07:30", "11:30"),), ()),
        ("T2-T7 7:30-8:30", (("07:30", "08:30"),), (("07:30", "08:30"),)),
        ("mon 08:00-24:00; T7 08:00-09:00", (("08:00", "24:00"),), (("08:00", "09:00"),)),
        ("CN 08:00-09:00", (), ()),
    ],
)
def test_hours_are_read_in_both_languages(written, monday, saturday):
    week = weekly(written)

    assert (week[0], week[5]) == (monday, saturday)


@pytest.mark.parametrize(
    "written",
    [
        "Mon", "Mon 8-9", "Mon 11:30-07:30", "Mon 08:00-10:00 09:00-11:00", "Monday 08:00-09:00",
        "Mon-Wed 08:00-09:00; Tue 08:00-09:00", "Fri-Mon 08:00-09:00", "Mon 08:00-24:30",
    ],
)  # fmt: skip
def test_hours_that_mean_nothing_or_two_things_are_refused(written):
    with pytest.raises(ValueError, match=r"\S"):
        weekly(written)


@pytest.mark.parametrize(
    ("on", "spans"),
    [
        (date(2025, 9, 1), 2),  # a Monday
        (HOLIDAY, 0),
        (date(2025, 9, 3), 0),  # closed, as its row says
        (date(2025, 9, 6), 1),
        (date(2025, 9, 7), 0),  # a Sunday
        (date(2024, 12, 31), 0),  # before its row
    ],
)
def test_the_hours_of_a_day_know_holidays_and_the_counters_own_closed_days(on, spans):
    assert len(hours_on(POINT, on, CALENDAR)) == spans


def test_a_closed_counter_tells_when_it_opens_again():
    ending = POINT._replace(valid=Interval(STARTS, HOLIDAY))

    assert opens(POINT, HOLIDAY, CALENDAR) == date(2025, 9, 4)
    assert opens(ending, HOLIDAY, CALENDAR) is None


def found(points, place, on, function="criminal-records"):
    """Which counters there are for a place in the small country after both decrees."""
    world = history(country(), [text(MARCH, "a"), text(JULY, "b")], KINDS).world
    told = where_json(Asked(world), points, function, place, on, CALENDAR)
    return [(one["key"], one["whole"]) for one in told]


@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("Tỉnh Một", "2025-02-01", [("one", True)]),
        ("Xã Tây", "2025-02-01", [("one", True)]),
        ("Xã Nam", "2025-02-01", []),
        (key("00001"), "2025-07-01", [("one", True)]),  # a former commune lay where it served
        ("no such place", "2025-02-01", []),
        ("Tỉnh Một", "2024-12-31", []),
    ],
)
def test_a_counter_serves_ground_and_not_names(place, on, expected):
    """O-HN-23: where one hands in is asked by task, place and day, apart from who decides."""
    assert found([POINT], place, date.fromisoformat(on)) == expected


def test_a_counter_is_found_only_for_what_it_takes_and_on_its_days():
    day = date(2025, 2, 1)
    later = POINT._replace(valid=starting(date(2025, 3, 1)))

    assert found([POINT], "Tỉnh Một", day, "residence") == []
    assert found([later], "Tỉnh Một", day) == []
    assert found([later], "Tỉnh Một", date(2025, 3, 1)) == [("one", True)]


def test_counters_for_all_of_a_place_come_before_those_for_a_part():
    part = POINT._replace(id="part", serves=(key("00001"),))
    away = POINT._replace(id="away", unit=key("00003"))

    told = found([part, away, POINT], "Tỉnh Một", date(2025, 2, 1))

    assert told == [("one", True), ("away", True), ("part", False)]


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_table_is_read_as_a_spreadsheet_saves_it(sign):
    comment = b"# a comment\n\n"

    read = parse(b"\xef\xbb\xbf" + comment + table(ROW, sign=sign), country())

    assert not read.findings
    told = {"hours": "T2-T6 07:30-11:30", "en": "", "closed": (), "functions": ("residence",)}
    assert read.points == [POINT._replace(**told, example=False, source="s")]


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("key", "", "cell-empty"),
        ("key", "Hải Phòng 1", "key-wrong"),
        ("name_vi", "a" * 401, "cell-unfit"),
        ("address", "a\x1b[2J", "cell-unfit"),
        ("commune", "99999", "no-such-code"),
        ("commune", "01", "no-commune"),
        ("telephone", "ask inside", "telephone-wrong"),
        ("step_free", "maybe", "step-free-wrong"),
        ("valid_from", "tomorrow", "cell-no-day"),
        ("valid_until", "2025-01-01", "days-backward"),
        ("valid_until", "31/02/2025", "cell-no-day"),
        ("hours", "always", "hours-wrong"),
        ("closed", "2025-09-02 Tết", "cell-no-day"),
        ("functions", "driving", "no-such-function"),
        ("serves", "01 1", "no-such-code"),
        ("example", "perhaps", "yes-or-no"),
        ("source", "", "cell-empty"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_finding_with_its_row_and_column(column, written, code):
    read = parse(table(ROW | {"key": "two"}, ROW | {column: written}), country(), "x.csv")

    assert [(f.code, f.cite.line, f.values["column"]) for f in read.findings] == [
        (code, 3, f"`{column}`")
    ]
    assert [point.id for point in read.points] == ["two"]
    for language in ("vi", "en"):
        assert all(read.findings[0].parts(language))
        assert f"`{column}`" in read.findings[0].say(language)


def test_all_findings_of_a_row_come_at_once():
    wrong = ROW | {"key": "A B", "valid_until": "2024-01-01", "hours": "?", "serves": "77"}

    found = {finding.code for finding in parse(table(wrong), country()).findings}

    assert found == {"key-wrong", "days-backward", "hours-wrong", "no-such-code"}


def test_one_counter_is_told_once_for_each_day():
    first = ROW | {"valid_until": "2025-06-01"}
    after, inside = ROW | {"valid_from": "2025-06-01"}, ROW | {"valid_from": "2025-05-01"}

    assert not parse(table(first, after), country()).findings
    twice = parse(table(first, inside), country()).findings
    assert [(f.code, f.cite.line, f.values["other"]) for f in twice] == [("point-twice", 3, "2")]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", {"no-column"}),
        (b"\xff\xfe", {"not-utf8"}),
        (",".join(COLUMNS).encode(), {"no-rows"}),
        ((",".join(COLUMNS) + ",colour").encode(), {"strange-column"}),
        (table(ROW) + b",more", {"row-spills"}),
        (TEMPLATE.encode(), {"no-rows"}),  # its one row is to be read, not imported
    ],
)
def test_a_file_that_is_no_table_says_what_was_expected(data, codes):
    assert {finding.code for finding in parse(data, country()).findings} == codes


def test_a_path_that_is_no_file_is_a_finding(tmp_path):
    assert [f.code for f in from_file(tmp_path, country()).findings] == ["no-table-file"]
    assert [f.code for f in from_file(tmp_path / "x", country()).findings] == ["no-table"]


def test_every_row_of_the_examples_says_that_it_is_one():
    world = history(pack().start, pack().decrees, pack().kinds).world

    read = from_file(DATA / "points_example.csv", world)

    assert not read.findings
    assert len(read.points) > 36
    for point in read.points:
        assert point.example
        assert "ví dụ" in point.address
        assert point.telephone.startswith("000 ")


@pytest.mark.parametrize(
    ("english", "said"),
    [
        (False, "Thứ Hai đến Thứ Sáu: 07:30–11:30, 13:00–16:30; Thứ Bảy: 07:30–11:30"),
        (True, "Monday to Friday: 07:30–11:30, 13:00–16:30; Saturday: 07:30–11:30"),
    ],
)
def test_the_hours_of_a_week_are_said_in_words(english, said):
    assert week_said("Mon-Fri 07:30-11:30 13:00-16:30; Sat 07:30-11:30", english=english) == said
    assert week_said("theo lịch hẹn", english=english) == "theo lịch hẹn"
