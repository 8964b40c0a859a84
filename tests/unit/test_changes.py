"""What changes for me: rules by paper and day, addresses as they were and are, offices in words."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from continuity.packs.changes import (
    address_json,
    changes_json,
    choice,
    is_unit,
    meant,
    namesakes,
)
from continuity.packs.papers import KINDS, SURE, common, papers, rules, special
from continuity.packs.text import read
from continuity.packs.vn import DATA
from continuity.reform.history import history
from tests.national import national, unit
from tests.unit.country import JULY, MARCH, country, key, text
from tests.unit.country import KINDS as BODIES
from tests.unit.test_points import Asked

TODAY, EVE, MAP = date(2026, 11, 23), date(2025, 6, 30), date(2025, 7, 1)
EAST, WEST, SOUTH = key("00001"), key("00002"), key("00003")
A, B = "00001@2025-07-01", "00002@2025-07-01"


@cache
def asked():
    """The small country after both decrees: East became A; West was cut between A and B; South is B."""
    return Asked(history(country(), [text(MARCH, "a"), text(JULY, "b")], BODIES).world)


@cache
def nation():
    """The nation after both reforms."""
    return Asked(national().world)


def test_every_rule_is_whole_and_names_papers_that_there_are():
    for rule in rules():
        assert rule.kind in KINDS
        assert rule.sure in SURE
        assert all([rule.id, *rule.text, *rule.source, rule.papers])
        assert set(rule.papers) <= {"all", *papers()}
    assert len({rule.id for rule in rules()}) == len(rules())
    for paper in papers().values():
        assert all(paper.label)
        assert bool(paper.function) != all(paper.office), "either the register knows, or words do"


def test_no_text_was_cut_short_by_a_comma():
    """A comma in a short map of YAML would begin another key."""
    tree = read(DATA / "papers.yaml").tree
    entries = [*tree["papers"].values(), *tree["rules"]]
    maps = [value for entry in entries for value in entry.values() if isinstance(value, dict)]

    assert all(set(found) == {"vi", "en"} for found in maps)


GOOD = ["papers-stay-valid", "no-exchange-on-demand"]  # 190/2025/QH15, article 10
USUAL = [*GOOD, "no-fee-for-the-name"]


# One row for each example: the paper, the day, and what is said of it on that day.
@pytest.mark.parametrize(
    ("paper", "on", "said"),
    [
        ("driving-licence", "2025-02-18", []),
        ("driving-licence", "2025-02-19", GOOD),
        ("driving-licence", "2027-02-28", USUAL),
        ("driving-licence", "2027-03-01", USUAL[2:]),  # the resolution has ended
        ("identity-card", "2025-06-30", GOOD),
        (
            "identity-card",
            "2026-11-23",
            [*USUAL, "identity-card-voluntary", "residence-by-the-police"],
        ),
        ("old-identity-card", "2026-11-23", ["old-identity-card-ended", "old-identity-card-now"]),
        ("criminal-record", "2026-06-30", [*USUAL, "criminal-record-no-term"]),
        (
            *("criminal-record", "2026-07-01"),  # 107/2025/QH15
            [*USUAL, "criminal-record-no-term", "criminal-record-number-2"],
        ),
        (
            *("pending-matter", "2025-03-01"),  # 190/2025/QH15, article 5
            ["matter-stays-filed", "matter-not-again", "matter-no-second-fee"],
        ),
        ("pending-matter", "2027-03-01", ["matter-no-second-fee"]),
    ],
)
def test_what_is_said_of_a_paper_on_a_day(paper, on, said):
    day = date.fromisoformat(on)

    assert [rule.id for rule in [*common(day, [paper]), *special(day, paper)]] == said


def test_what_nobody_verified_says_so():
    sure = {rule.id: rule.sure for rule in rules()}

    assert sure["papers-stay-valid"] == "found"
    assert {id for id, how in sure.items() if how == "unverified"} >= {
        "no-fee-for-the-name", "old-identity-card-ended", "matter-no-second-fee",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("Xã Đông, Tỉnh Một", [EAST]),
        ("12 đường Lê Lợi, tổ 3, Xã Đông, Tỉnh Một", [EAST]),
        ("xa dong", [EAST]),
        ("00001", [EAST, A]),  # one code, two units
        ("Tỉnh Một", []),  # too wide
        ("12 đường Lê Lợi, Tỉnh Một", []),
        ("", []),
        (", ,", []),
        ("nowhere", []),
    ],
)
def test_an_address_means_its_commune_whatever_stands_before_it(written, units):
    assert meant(asked(), written) == units


@pytest.mark.parametrize(
    ("written", "old"),
    [
        (
            "số 5 ngõ 10 phố Đội Cấn, Ba Đình, Hà Nội",
            "Phường Ngọc Hà",
        ),  # and today's ward of the name
        ("Vũng Tàu", "Phường Thắng Tam"),
        ("Quận 1, Thành phố Hồ Chí Minh", "Phường Bến Nghé"),
        ("Thành phố Thủ Đức", "Phường Linh Trung"),
    ],
)
def test_the_name_of_an_old_district_means_the_wards_that_it_had(written, old):
    found = meant(nation(), written)

    assert len(found) > 8
    assert old in {nation().names.of(unit, EVE) for unit in found}


@pytest.mark.parametrize(
    ("written", "means", "also"),
    [
        ("Hải Dương", "Phường Hải Dương", ["Tỉnh Hải Dương", "Thành phố Hải Dương"]),
        ("Phường Hải Dương", "Phường Hải Dương", []),
        ("Hải Phòng", "Thành phố Hải Phòng", []),  # the city goes on as the city
        ("Hà Tây", "Xã Hà Tây", ["Xã Hà Tây"]),  # of another province
    ],
)
def test_what_bore_the_name_before_is_told_beside_what_bears_it_now(written, means, also):
    (unit,) = nation().places.find(written, MAP)
    found = namesakes(nation(), written, {"key": unit}, MAP)

    assert nation().names.of(unit, MAP) == means
    assert [nation().names.of(one["key"], EVE) for one in found][: len(also) or 1] == also


def test_only_the_key_of_a_lowest_unit_leads_on():
    assert is_unit(asked(), EAST)
    assert not any(
        is_unit(asked(), other) for other in ("", "x", key("01"), "ground:00001", "Xã Đông")
    )


def test_units_to_choose_from_tell_their_days():
    told = choice(asked(), EAST), choice(asked(), A)

    assert [(one["line"], one["first"], one["last"]) for one in told] == [
        ("Xã Đông, Tỉnh Một", None, "2025-06-30"),
        ("Xã A, Tỉnh Mới", "2025-07-01", None),
    ]


@pytest.mark.parametrize(
    ("was", "chosen", "on", "expected"),
    [
        (EAST, "", MAP, (A, "Xã Đông, Tỉnh Một", "Xã A, Tỉnh Mới", True, "2025-07-01", "2", [])),
        (EAST, "", EVE, (EAST, "Xã Đông, Tỉnh Một", "Xã Đông, Tỉnh Một", False, None, None, [])),
        (A, "", TODAY, (A, "Xã A, Tỉnh Mới", "Xã A, Tỉnh Mới", False, None, None, [])),
        (WEST, "", MAP, (None, "Xã Tây, Tỉnh Một", None, True, "2025-07-01", None, [A, B])),
        (WEST, B, MAP, (B, "Xã Tây, Tỉnh Một", "Xã B, Tỉnh Mới", True, "2025-07-01", "3", [])),
        (WEST, SOUTH, MAP, (None, "Xã Tây, Tỉnh Một", None, True, "2025-07-01", None, [A, B])),
    ],
)
def test_an_address_as_it_was_and_as_it_is(was, chosen, on, expected):
    told = address_json(asked(), was, chosen, on)

    names = ("now", "before", "after", "changed", "since", "clause")
    candidates = [one["key"] for one in told["candidates"]]
    assert (*(told[name] for name in names), candidates) == expected


@pytest.mark.parametrize(
    ("code", "founded", "after", "since", "instrument"),
    [
        ("26740", EVE, "Phường Sài Gòn, Thành phố Hồ Chí Minh", "2025-07-01", "1685/NQ-UBTVQH15"),
        ("00859", EVE, "Xã Ngọc Long, Tỉnh Tuyên Quang", "2025-07-01", "1684/NQ-UBTVQH15"),  # kept
        ("09238", MAP, "Xã Văn Môn, Thành phố Bắc Ninh", "2026-09-20", "39/2026/QH16"),
        ("26740", MAP, "Phường Sài Gòn, Thành phố Hồ Chí Minh", None, None),
    ],
)
def test_whatever_changed_an_address_last_is_named(code, founded, after, since, instrument):
    """A unit founded anew, one that was kept, one whose province became a city, one unchanged."""
    told = address_json(national(), unit(code, founded), "", TODAY)

    assert (told["after"], told["since"], told["instrument"]) == (after, since, instrument)
    assert told["changed"] == bool(since)


def test_a_unit_that_is_not_there_yet_says_from_when():
    told = address_json(asked(), A, "", EVE)

    assert (told["founded"], told["after"], told["known_from"]) == ("2025-07-01", None, None)


def test_before_the_data_begin_nothing_is_known_of_an_address():
    told = address_json(asked(), EAST, "", date(2024, 6, 1))

    assert (told["known_from"], told["founded"], told["after"]) == ("2025-01-01", None, None)
    assert (told["before"], told["candidates"]) == ("Xã Đông, Tỉnh Một", [])


def test_who_and_where_are_asked_for_each_paper_at_the_place_of_today():
    places = []

    def where(function, place):
        places.append((function, place))
        return []

    held = ["residence", "criminal-record", "birth-certificate", "driving-licence"]
    told = changes_json(asked(), EAST, "", held, MAP, where)

    by_id = {paper["id"]: paper for paper in told["papers"]}
    assert by_id["residence"]["agency"]["name"] == "Công an xã A"
    assert by_id["birth-certificate"]["office"]["text"] == "Ủy ban nhân dân xã A"
    assert by_id["birth-certificate"]["office"]["text_en"] == "People's Committee of A Commune"
    assert places == [("residence", A), ("criminal-records", A)]
    assert by_id["driving-licence"]["agency"] is None  # the small country has no such function


def test_an_office_is_named_as_far_as_it_is_certain():
    held = ["birth-certificate", "passport"]

    told = changes_json(asked(), WEST, "", held, MAP, lambda function, place: [])

    offices = [paper["office"]["text_en"] for paper in told["papers"]]
    assert offices == [
        "People's Committee of your new commune",
        "Immigration Division, Moi Province Police",
    ]
