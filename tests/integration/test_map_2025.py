"""Places, names and balances of 2025: the facts of the real map, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from continuity.core.balance import balances
from continuity.core.competent import Status, who
from continuity.demo.play import grounded, units
from continuity.packs.answers import who_json
from continuity.packs.vn import pack
from continuity.reform.history import history
from continuity.reform.plan import difference
from tests.national import FEB, JULY, JUNE, MARCH, agency, national, played, unit

MAP_DECREE = "vn-2025-07-01-map"


def test_the_map_is_what_the_resolutions_make_it():
    world = national().world
    lowest_before, lowest_after = grounded(world, JUNE), grounded(world, JULY)
    after = {world.lineage.areas[p].code: n for p, n in lowest_after.items()}

    assert len(lowest_before) == 63
    assert len(lowest_after) == 34
    assert sum(lowest_before.values()) == 10_040
    assert (after["31"], after["79"]) == (114, 168)
    assert len(units(world, "district", JUNE)) == 696


def test_codes_and_names_of_one_day_are_not_those_of_another():
    world, names = national().world, national().names

    def name(code, on):
        return names.of(world.lineage.living(code, on).id, on)

    assert (name("26740", JUNE), name("26740", JULY)) == ("Phường Bến Nghé", "Phường Sài Gòn")
    assert (name("00008", JUNE), name("00008", JULY)) == ("Phường Liễu Giai", "Phường Ngọc Hà")
    assert name("00016", JUNE) == "Phường Ngọc Hà"
    assert world.lineage.living("00016", JULY) is None
    hang_bac = who_json(national(), "residence", "Phường Hàng Bạc", JULY, JULY)
    assert hang_bac["place"]["unit"]["name"] == "Phường Hoàn Kiếm"
    assert hang_bac["status"] == "resolved"


def test_land_and_residents_of_one_unit_may_part():
    world = national().world
    ky_loi = unit("18796")
    residence = who(world, "residence", ky_loi, on=JULY, filed=JULY)
    seals = who(world, "seals", ky_loi, on=JULY, filed=JULY)

    def called(answer):
        return {national().names.of(c.area, JULY) for c in answer.placement.candidates}

    assert residence.ruling.status is Status.UNDETERMINED
    assert called(residence) == {"Phường Sông Trí", "Phường Hoành Sơn"}
    assert called(seals) == {"Phường Vũng Áng"}


def test_a_split_ward_is_open_as_to_its_place_and_sure_as_to_its_province():
    ngoc_ha = "Phường Ngọc Hà, Quận Ba Đình, Thành phố Hà Nội"
    residence = who_json(national(), "residence", ngoc_ha, JULY, JULY)
    licences = who_json(national(), "driving-licences", ngoc_ha, JULY, JULY)

    assert (residence["status"], residence["place"]["status"]) == ("undetermined", "undetermined")
    assert len(residence["place"]["candidates"]) == 2
    assert all(c["instrument"] == "1656/NQ-UBTVQH15" for c in residence["place"]["candidates"])
    assert residence["meanwhile"]["name"].startswith("Công an phường")
    assert licences["status"] == "resolved"
    assert licences["place"]["candidates"] == residence["place"]["candidates"]


def test_the_islands_are_served_as_we_read_the_sources():
    con_dao, hoang_sa = unit("755"), unit("498")
    truong_sa = unit("22736")

    assert agency("residence", con_dao, FEB) == "vn.755.district-police"
    assert agency("residence", con_dao, MARCH) == "vn.77.police"
    assert agency("residence", con_dao, JULY).endswith(".commune-police@2025-07-01")
    for day in (FEB, JULY):
        answer = who(national().world, "residence", hoang_sa, on=day, filed=day)
        assert answer.ruling.status is Status.NOT_OWED
    assert agency("residence", truong_sa, JULY) == "vn.56.police@2025-07-01"


def test_two_airports_of_one_province_may_have_two_holders():
    tan_son_nhat = agency("aviation-security", "airport:SGN", JULY)
    con_dao = agency("aviation-security", "airport:VCS", JULY)
    nowhere = who(national().world, "aviation-security", unit("00001"), on=JULY, filed=JULY)

    assert tan_son_nhat == "vn.a08"
    assert con_dao == "vn.79.police@2025-07-01"
    assert nowhere.ruling.status is Status.NOT_OWED


def test_days_before_the_pack_are_unknown():
    answer = who(
        national().world, "seals", unit("01"), on=date(2024, 12, 31), filed=date(2024, 1, 1)
    )

    assert answer.ruling.status is Status.UNKNOWN


def test_the_changes_of_2026_rename_and_found_nothing():
    told = history(pack().start, pack().decrees, pack().kinds)

    for stage in told.stages[2:]:
        changes = difference(stage.before, stage.after, stage.decree.effective)
        assert changes.renamed
        assert changes.founded == changes.ended == changes.stated == ()
    dong_nai = national().world.lineage.living("75", date(2026, 5, 1))
    assert national().names.of(dong_nai.id, date(2026, 5, 1)) == "Thành phố Đồng Nai"
    assert national().names.of("vn.75.police@2025-07-01", date(2026, 5, 1)) == (
        "Công an thành phố Đồng Nai"
    )


def test_a_lost_matter_post_or_holding_fails_its_balance_by_name():
    stage = played().history.stage(MAP_DECREE)
    made = list(played().matters)
    lost = next(c for c in stage.after.custody if c.startswith("demo-holding"))
    custody = {c: h for c, h in stage.after.custody.items() if c != lost}
    taken = balances(stage.before, replace(stage.after, custody=custody), made, JULY)
    holdings = next(balance for balance in taken if balance.name == "holdings")

    assert not holdings.holds
    named = [fault.values["thing"] for fault in holdings.faults]
    assert lost in named
