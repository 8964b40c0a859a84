"""What written addresses mean: one row per way that people write them."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.addresses import COLUMNS, Converter, Gazetteer, Lists, convert, converter, resolve
from continuity.addresses.answer import ODD, REASONS
from continuity.addresses.gazetteer import KEPT, kept
from continuity.addresses.lists_file import parse

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
ROOT = Path(__file__).resolve().parents[2]
BEN_NGHE = "26740@2025-01-01"
PHUC_XA = "00001@2025-01-01"


def answer(text):
    return convert(text, old_on=BEFORE, new_on=AFTER)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh", BEN_NGHE),
        ("Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh", BEN_NGHE),
        ("12 Le Loi, Phuong Ben Nghe, Quan 1, Thanh pho Ho Chi Minh", BEN_NGHE),
        ("12 Lê Lợi, P. Bến Nghé, Q. 1, TP. Hồ Chí Minh", BEN_NGHE),
        ("12 Lê Lợi,P.Bến Nghé,Q.1,TP.HCM", BEN_NGHE),
        ("12 Lê Lợi, P.Bến Nghé, Q1, TPHCM", BEN_NGHE),
        ("12 Lê Lợi, Bến Nghé, Quận 1, Sài Gòn", BEN_NGHE),
        ("12 LÊ LỢI, PHƯỜNG BẾN NGHÉ, QUẬN 1, TP HCM", BEN_NGHE),
        ("12 Lê Lợi,, Phường Bến Nghé , , Quận 1, Thành phố Hồ Chí Minh,", BEN_NGHE),
        ("12 Lê Lợi, Phường Bến Nghé, Quận 1, Hồ Chí Minh 700000, Việt Nam", BEN_NGHE),
        ("12 Lê Lợi Phường Bến Nghé Quận 1 Thành phố Hồ Chí Minh", BEN_NGHE),
        ("12 le loi ben nghe quan 1 hcm", BEN_NGHE),
        ("Phường Bến Nghé, TP HCM", BEN_NGHE),
        ("Phường Bến Nghé, Quận 1", BEN_NGHE),
        ("Phường Bến Nghé", BEN_NGHE),
        ("TP HCM, Quận 1, Phường Bến Nghé, 12 Lê Lợi", BEN_NGHE),
        ("12 Lê Lợi, Quận 1, Phường Bến Nghé, TP HCM", BEN_NGHE),
        ("12 Lê Lợi, Phường Bến Ngé, Quận 1, TP HCM", BEN_NGHE),
        ("12 Lê Lợi, Phường Bến Nghé, Quậnn 1, TP HCM", BEN_NGHE),
        ("12 Lê Lợi, Phường BếnNghé, Quận 1, Thành phố Hồ Chí Mnih", BEN_NGHE),
        ("Ben Nghe Ward, District 1, Ho Chi Minh City, Vietnam", BEN_NGHE),
        (unicodedata.normalize("NFD", "Phường Bến Nghé, Quận 1, TP HCM"), BEN_NGHE),
        ("F. Bến Nghé, Q.01, TP.HCM", BEN_NGHE),
        ("Phường 01, Quận 3, TP HCM", "27160@2025-01-01"),
        ("P1, Q3, HCM", "27160@2025-01-01"),
        ("Phúc Xá, Ba Đình, HN", PHUC_XA),
        ("Phường Yên Hoà, Quận Cầu Giấy, Hà Nội", "00172@2025-01-01"),
        ("Phường Yên Hòa, Quận Cầu Giấy, Hà Nội", "00172@2025-01-01"),
        ("Thị trấn Quán Hành, Nghi Lộc, Nghệ An", "17827@2025-01-01"),
        ("quan hanh, nghi loc, nghe an", "17827@2025-01-01"),
        ("Phường 1, Vũng Tàu, BR-VT", "26506@2025-01-01"),
        ("Xã Mĩ Tú, Huyện Mĩ Tú, Sóc Trăng", "31597@2025-01-01"),
        ("x.gia phuong gia vien t. ninh binh", "14500@2025-01-01"),
        ("Khu phố 9 - Nghĩa Tâm - Yên Bái, Viet Nam 465707", "04711@2025-01-01"),
        ("234/1/7 SƠN LA / PHƯỚC THUẬN / BÀ RỊA - VŨNG TÀU", "26623@2025-01-01"),
        ("51/8/7 N4 - Võ Thị Sáu - 3 - Hồ Chí Minh", "27139@2025-01-01"),
        ("Ngõ 5 (gần chợ) Bến Nghé-Quận 1-TPHCM", BEN_NGHE),
        ("270B Tây Sơn, XãNghĩa Thuận, Huyện Tư Nghĩxa, Tỉnh suảng Ngãi", "21247@2025-01-01"),
        ("Phườrg 17, Qusận Gò Vấp, Thành phố Hồ Chí Mginh", "26875@2025-01-01"),
        ("To 7, Phuonx Nam Van, Thanh phoNam Dinh, Tinh Na mDinh", "13705@2025-01-01"),
        ("Tram Tau Township, Tram Tau District, Yen Bai Province", "04585@2025-01-01"),
        ("Huyện Lý Sơn, Huyện Lý Sơn, Tỉnh Quảng Ngãi", "536@2025-01-01"),
        ("Huyện Hoàng Sa, Thành phố Đà Nẵng", "498@2025-01-01"),
    ],
)
def test_each_way_of_writing_names_its_unit(text, unit):
    found = answer(text)

    assert [reading.unit for reading in found.readings] == [unit], found.why("en")


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        # Thanh Xuân is a commune of Sóc Sơn and a district whose communes are not written.
        ("12 Nguyễn Trãi, Thanh Xuân, Hà Nội", "ambiguous", "several"),
        ("Xã Đông Xuân, Thành phố Hà Nội", "ambiguous", "several"),
        ("Phường 6, Quận 3, TP HCM", "unknown", "not-in"),
        ("12 Lê Lợi, Quận 1, TP HCM", "candidates", "wide"),
        ("12 Lê Lợi, Hà Nội", "unknown", "wide"),
        ("Phường Sài Gòn, TP HCM", "resolved", "new-name"),
        ("Công ty TNHH Tân Phú Trung", "unknown", "no-unit"),
        ("không phải địa chỉ", "unknown", "no-unit"),
        ("1", "unknown", "no-unit"),
        ("phuong 13, q go vap", "unknown", "not-in"),
        ("88 đường Lê Lợi, Khánh Vĩnh, Khánh Hòa", "ambiguous", "several"),
        ("Xã Luương Phú, Tỉnh Vĩnh Long", "resolved", "new-name"),
        ("Tổ 8, Liên Minh, Phú Thọ", "resolved", "new-name"),
        ("Trần Phú, Hàm Rồng, Đồng Nai", "unknown", "wide"),
        ("Trường THPT Phan Đình Phùng - Phú Sơn - Thanh Hóa", "ambiguous", "several"),
        ("", "unknown", "empty"),
        (None, "unknown", "empty"),
        ("🏠🏠🏠", "unknown", "no-unit"),
        ("\x00\x01\x02", "unknown", "no-text"),
        ("x" * 1_000_000, "unknown", "too-long"),
        ("=HYPERLINK(1)", "unknown", "no-unit"),
    ],
)
def test_what_cannot_be_known_is_said(text, status, reason):
    found = answer(text)

    assert (found.status, found.reason) == (status, reason)
    assert found.why("vi") != found.why("en")


def test_a_split_unit_lists_its_heirs_and_guesses_none():
    # Ngọc Hà sent residents to several; those that got land alone are told apart.
    found = answer("Phường Ngọc Hà, Quận Ba Đình, Hà Nội")
    living = [heir for heir in found.heirs if heir.residents]

    assert found.status == "candidates"
    assert len(living) > 1
    assert all(heir.instrument and heir.clause for heir in found.heirs)
    assert found.row().new_code == ""
    assert found.row().candidates == "|".join(heir.code for heir in living)


def test_a_district_without_communes_or_residents_goes_with_its_land():
    found = answer("Huyện Hoàng Sa, Thành phố Đà Nẵng")

    assert (found.status, found.row().new_code) == ("resolved", "20333")


def test_residents_that_all_went_to_one_heir_make_one_answer():
    # Thụy Khuê: its people to Tây Hồ, a strip of land to Ba Đình.
    found = answer("Phường Thụy Khuê, Quận Tây Hồ, Hà Nội")

    assert (found.status, found.row().new_code) == ("resolved", "00103")


def test_what_stands_below_the_commune_is_kept_untouched():
    text = "Số 12/3 ngõ 5,  Thôn Đoài , Phường Bến Nghé, Quận 1, TP HCM"

    assert answer(text).rest == "Số 12/3 ngõ 5,  Thôn Đoài"
    assert answer("HCM, Quận 1, Phường Bến Nghé, 12 Lê Lợi").rest == "12 Lê Lợi"
    assert answer("Hẻm 5, 12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM").rest == "Hẻm 5, 12 Lê Lợi"
    assert answer("12 Lê Lợi P. Bến Nghé, Q.1, TP.HCM").rest == "12 Lê Lợi"
    assert answer("P. Bến Nghé, Q.1, TP.HCM").rest == ""


def test_an_old_name_is_resolved_on_a_later_day():
    found = resolve("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM", on=date(2025, 8, 1))

    assert (found.status, found.heirs[0].name) == ("resolved", "Phường Sài Gòn")
    assert found.heirs[0].clause == "1"


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("Khóm 2 - An Viễn - Đồng Nai", "resolved", "26296"),
        ("Xom Thanh Ha, Phuongi Tra Cau, Tinh Quang Ngai", "resolved", "21451"),
        ("113 Trường Chinh, Xã Thạnh Đức, Tỉnh Ty Ninh", "resolved", "25657"),
        ("Con Co Special Zone, Quang Tri Province, Vietnam", "resolved", "19742"),
        # A ward of Lào Cai is called Lào Cai; who writes the name alone may mean the province.
        ("12 Lê Lợi, Lào Cai", "unknown", ""),
        ("Trần Phú, Lào Cai", "unknown", ""),
    ],
)
def test_an_address_of_the_new_map_is_read_with_the_names_of_its_day(text, status, code):
    found = resolve(text, on=AFTER)

    assert (found.status, found.row().new_code) == (status, code), found.why("en")


def test_an_old_ward_is_not_taken_for_a_new_one_of_its_districts_name():
    found = resolve("P. Phúc Xá, Ba Đình, HN", on=date(2025, 8, 1))

    assert [reading.unit for reading in found.readings] == [PHUC_XA]
    assert found.heirs[0].name == "Phường Hồng Hà"


def test_a_type_of_2026_is_said_by_its_day():
    before = resolve("Xã Lộc Ninh, Đồng Nai", on=date(2025, 8, 1))
    after = resolve("Xã Lộc Ninh, Đồng Nai", on=date(2026, 6, 1))

    assert (before.heirs[0].name, after.heirs[0].name) == ("Xã Lộc Ninh", "Phường Lộc Ninh")


def test_rows_keep_number_and_order():
    texts = ["Phường Bến Nghé, Quận 1, HCM", None, "?", "Phúc Xá, Ba Đình, Hà Nội"]
    rows = converter(BEFORE, AFTER).rows(texts)

    assert [row.new_code for row in rows] == ["26740", "", "", "00097"]
    assert len(rows[0]) == len(COLUMNS)


def test_a_row_of_a_table_is_the_answer_to_its_text():
    texts = [
        *("1 A, Phường Bến Nghé, Quận 1, HCM", "Xã Đông Xuân, Hà Nội", "Quận 1, HCM"),
        *("5 B, Phường Ngọc Hà, Ba Đình, Hà Nội", "HCM, Quận 1, Phường Bến Nghé", "abc"),
    ]
    made = Converter(BEFORE, AFTER)

    assert made.rows([*texts, *texts]) == [answer(text).row() for text in [*texts, *texts]]


def test_a_converter_of_a_server_keeps_nothing_that_people_wrote():
    made = Converter(BEFORE, AFTER, remember=False)
    texts = ["1 Bí Mật, Phường Bến Nghé, Quận 1, HCM", "Bí Mật, abc", "HCM, Quận 1, P. Bến Ngé"]
    assert made.rows(texts) == Converter(BEFORE, AFTER).rows(texts)
    for text in texts:
        made.one(text)

    readers = [made.reader, *made._others]
    assert not made.tails
    assert not made.whole
    assert not any(reader.quick.cutter.kept or reader.quick.tails for reader in readers)


HAMLETS = """old_code,kind,name,from_number,to_number,side,new_code,source,valid_from,valid_until
{old},hamlet,Đoài,,,,{one},QĐ 12/QĐ-UBND,2025-07-01,
{old},group,3,,,,{two},QĐ 12/QĐ-UBND,2025-07-01,
{old},street,Lê Lợi,1,99,odd,{one},QĐ 12/QĐ-UBND,2025-07-01,
{old},street,Lê Lợi,2,98,even,{two},QĐ 12/QĐ-UBND,2025-07-01,
"""


def listed():
    found = answer("Phường Ngọc Hà, Quận Ba Đình, Hà Nội")
    one, two = [heir.code for heir in found.heirs if heir.residents][:2]
    text = HAMLETS.format(old=found.readings[0].code, one=one, two=two)
    read = parse(text.encode(), kept())
    assert not read.findings
    return Converter(BEFORE, AFTER, lists=Lists().add(read.facts)), one, two


@pytest.mark.parametrize(
    ("head", "which"),
    [
        ("Thôn Đoài", 0),
        ("Tổ dân phố 3", 1),
        ("Tổ 3", 1),
        ("15 Lê Lợi", 0),
        ("Số 16 đường Lê Lợi", 1),
        ("Thôn 3", None),
        ("3 Trần Phú", None),
        ("101 Lê Lợi", None),
        ("Lê Lợi", None),
    ],
)
def test_a_communes_own_list_decides_a_split(head, which):
    made, *codes = listed()
    text = f"{head}, Phường Ngọc Hà, Quận Ba Đình, Hà Nội"
    found = made.one(text)

    assert made.rows([text]) == [found.row()]
    if which is None:
        assert found.status == "candidates"
    else:
        assert (found.status, found.row().new_code) == ("resolved", codes[which])
        assert "QĐ 12/QĐ-UBND" in found.row().evidence
        assert "QĐ 12/QĐ-UBND" in found.why("en")


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("00001,village,A,,,,00004,x,2025-07-01,", {"cell-none-of", "no-heir-of"}),
        ("99999,hamlet,A,,,,00004,x,2025-07-01,", {"no-old-unit"}),
        ("00001,street,A,one,-2,left,00097,x,2025-07-01,", {"cell-no-number", "cell-none-of"}),
        ("00001,hamlet,,,,,00097,,soon,", {"cell-empty", "cell-no-day"}),
        ("00001,hamlet,A,,,,00097,x,2025-07-01,2025-06-01", {"days-backward"}),
        ("00001,hamlet,A,,,,00097,x,2025-07-01,,more", {"row-spills"}),
    ],
)
def test_every_fault_of_a_list_is_told_with_its_line(row, codes):
    head = "old_code,kind,name,from_number,to_number,side,new_code,source,valid_from,valid_until"
    read = parse(f"{head}\n{row}\n".encode(), kept())

    assert not read.facts
    assert {finding.code for finding in read.findings} == codes
    assert all(finding.cite.line == 2 for finding in read.findings)
    assert all(finding.say("vi") != finding.say("en") for finding in read.findings)


def test_a_list_without_its_columns_says_which():
    read = parse(b"old_code,kind,name,source\n1,2,3,4", kept())

    assert {f.values["column"] for f in read.findings} == {"`new_code`", "`valid_from`"}


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    found = answer(text)

    assert found.status in ("resolved", "candidates", "ambiguous", "unknown")
    assert converter(BEFORE, AFTER).rows([text]) == [found.row()]
    assert found.why("vi")
    assert found.why("en")


WORDS = [
    *("Phường", "xã", "Q.", "tp", "Huyện", "Tỉnh", "thị xã", "thị trấn", "Bến Nghé", "Quận 1"),
    *("Hồ Chí Minh", "HCM", "Hà Nội", "Phú Xuyên", "tan phu", "Tân Lập", "Việt Nam", "100000"),
    *("12", "đường", "Lê Lợi", ",", ",", ",", "-", "Đông Xuân", "Cà Mau", "Ngọc Hà", "Ba Đình"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_both_halves_of_the_reader_agree(text):
    reader = converter(BEFORE, AFTER).reader
    quick = reader.quick.read(text)

    if quick is not None:
        assert set(quick.units) == set(reader.thorough(text).communes)


def test_the_kept_gazetteer_is_that_of_the_pack():
    subprocess.run(
        [sys.executable, ROOT / "tools" / "build_addresses.py", "--check"], check=True, cwd=ROOT
    )


def test_a_gazetteer_survives_being_written_down():
    assert Gazetteer.read(kept().rows()) == kept()
    assert KEPT.stat().st_size < 4_000_000


def test_the_room_starts_without_polars_and_arrow():
    heavy = ("polars", "pyarrow", "yaml", "django")
    code = f"import sys, continuity.addresses; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert told.stdout.strip() == "[]"


def test_every_reason_is_said_in_both_languages():
    for both in (*REASONS.values(), *ODD.values()):
        assert all(both)
        assert both[0] != both[1]
