"""Tables of convictions as others send them: what can be read is, and every other row says why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.services.records.rules.facts import (
    Due,
    Extra,
    Lasting,
    Main,
    Order,
    Penalty,
    Served,
    Weight,
)
from continuity.services.records.sheets import BANS, COLUMNS, parse

ROW = {
    "identity": "001190123456", "name": "Nguyễn Thị Lan", "number": "15/2020/HSST", "court": "TAND Một",
    "effective": "30/12/2020", "offence": "2020-06-01", "title": "Trộm cắp tài sản",
    "article": "khoản 1 Điều 173 BLHS", "chapter": "XVI",
    "weight": "serious", "intent": "yes", "age": "30", "penalty": "prison", "months": "18",
    "ended": "02/03/2023", "extra": "-", "order": "damages", "order_done": "01/12/2021", "merged": "no",
}  # fmt: skip


def table(*rows, columns=COLUMNS, sign=","):
    lines = [sign.join(columns)]
    lines += [sign.join(row.get(column, "") for column in columns) for row in rows]
    return "\n".join(lines).encode()


def test_a_row_is_a_judgment_with_everything_that_was_told():
    read = parse(table(ROW, sign=";"), "file.csv")

    [told], [judgment] = read.people, read.people[0].judgments
    assert not read.findings
    assert (told.identity, told.name, told.lines) == ("001190123456", "Nguyễn Thị Lan", [2])
    assert judgment.penalty == Penalty(Main.PRISON, 18, date(2023, 3, 2))
    assert judgment.orders == (Order(Due.DAMAGES, date(2021, 12, 1)),)
    assert (judgment.extras, judgment.merged) == ((), False)
    assert judgment.offences[0].article == "khoản 1 Điều 173 BLHS"
    assert (judgment.offences[0].weight, judgment.offences[0].intent) == (Weight.SERIOUS, True)


def test_an_empty_cell_is_a_fact_that_nobody_told_and_never_a_likely_one():
    bare = {name: ROW[name] for name in ("identity", "name", "number", "effective", "penalty")}
    [judgment] = parse(table(bare)).people[0].judgments

    assert judgment.penalty == Penalty(Main.PRISON, 0, None, Served.UNKNOWN)
    assert (judgment.extras, judgment.orders, judgment.merged) == (None, None, None)
    crime = judgment.offences[0]
    assert (crime.on, crime.chapter, crime.weight, crime.intent, crime.age) == (None,) * 5


def test_what_is_not_done_yet_and_what_lasts_are_told_too():
    more = {"order_done": "-", "extra": "practice-ban", "extra_until": "1/1/2027"}
    [judgment] = parse(table(ROW | more)).people[0].judgments

    assert judgment.orders == (Order(Due.DAMAGES, None, Served.RUNNING),)
    assert judgment.extras == (Extra(Lasting.PRACTICE_BAN, date(2027, 1, 1)),)


def test_rows_of_one_judgment_are_its_offences_and_may_differ_in_nothing_else():
    other = ROW | {"title": "Cướp tài sản", "weight": "very-serious"}
    [told] = parse(table(ROW, other, ROW | {"number": "16/2021/HSST"})).people
    wrong = parse(table(ROW, other | {"months": "24"}))

    assert [len(one.offences) for one in told.judgments] == [2, 1]
    assert wrong.people == []
    assert [(one.code, one.cite.line) for one in wrong.findings] == [
        ("records-differs", 3),
        ("records-beside", 2),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"effective": "31/02/2020"}, "cell-no-day"),
        ({"effective": ""}, "cell-empty"),
        ({"identity": "---"}, "cell-empty"),
        ({"penalty": "jail"}, "records-cell"),
        ({"months": "-3"}, "records-cell"),
        ({"months": "99999"}, "records-cell"),
        ({"age": "thirty"}, "records-cell"),
        ({"chapter": "IV"}, "records-cell"),
        ({"intent": "maybe"}, "records-cell"),
        ({"ended": "01/01/2019"}, "records-order"),
        ({"effective": "01/01/2019"}, "records-order"),
        ({"title": "x" * 500}, "cell-unfit"),
        ({"extra": "other"}, "records-cell"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_leaves_the_whole_person_out(changed, code):
    good, bad = ROW | {"identity": "2"}, ROW | {"number": "9/2021"} | changed
    read = parse(table(ROW, good, bad), "file.csv")

    assert code in {one.code for one in read.findings if one.cite.line == 4}
    assert all(one.say("vi") != one.say("en") for one in read.findings)
    assert [told.identity for told in read.people if told.identity != "---"][-1:] == ["2"]
    if "identity" not in changed:
        assert ("records-beside", 2) in [(one.code, one.cite.line) for one in read.findings]


BAN = {"identity": "001190123456", "name": "Nguyễn Thị Lan", "decision": "7/2024", "since": "01/05/2024",
       "clause": "breach", "court": "TAND Một", "post": "giám đốc"}  # fmt: skip


def bans(*rows):
    return parse(table(*rows, columns=BANS.columns), "bans.csv")


def test_a_table_of_bans_gives_each_the_end_that_its_clause_has():
    capital = BAN | {"decision": "8/2024", "clause": "state-capital"}
    longer = BAN | {"decision": "9/2024", "until": "01/05/2028"}

    [told] = bans(BAN, capital, longer, BAN).people

    assert [(one.decision, one.until) for one in told.bans] == [
        ("7/2024", date(2027, 5, 1)), ("8/2024", None), ("9/2024", date(2028, 5, 1)),
    ]  # fmt: skip
    assert (told.judgments, told.lines) == ([], [2, 3, 4, 5])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"since": ""}, "cell-empty"), ({"since": "hôm qua"}, "cell-no-day"),
        ({"clause": "4"}, "records-cell"), ({"until": "30/04/2024"}, "records-order"),
    ],
)  # fmt: skip
def test_a_ban_that_cannot_be_read_leaves_the_whole_person_out(changed, code):
    other = BAN | {"identity": "001190999999"}
    read = bans(BAN | {"decision": "1"}, BAN | changed, other)

    assert [one.identity for one in read.people] == ["001190999999"]
    assert {(one.code, one.cite.line) for one in read.findings} == {
        (code, 3),
        ("records-beside", 2),
    }
    twice = bans(BAN, BAN | {"post": "chủ tịch"})
    assert [one.code for one in twice.findings] == ["records-differs", "records-beside"]


def test_what_is_no_such_table_is_refused_as_a_whole():
    assert [one.code for one in parse(table(ROW, columns=COLUMNS[1:])).findings] == ["no-column"]
    assert [one.code for one in parse(b"\xff\xfe").findings] == ["not-utf8"]
    assert parse(b"").people == []


@settings(max_examples=60)
@given(
    st.lists(st.fixed_dictionaries({name: st.text(max_size=12) for name in COLUMNS}), max_size=3)
)
def test_whatever_stands_in_the_cells_every_row_has_one_fate(rows):
    read = parse(table(ROW, *rows), "file.csv")
    entered = {line for told in read.people for line in told.lines}

    assert not entered & {one.cite.line for one in read.findings}
    assert read.people or read.findings
