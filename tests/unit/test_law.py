"""The text of the law, one row per construction; all clauses and names are invented."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from continuity.packs.text import parse
from continuity.reform.law.head import head
from continuity.reform.law.read import MOST_LETTERS, read_law
from continuity.reform.law.writing import written
from tests.unit.lawland import DAY, all_of, codes, edges, law, places, resolution

ALL = "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của "
PART = "Sắp xếp một phần diện tích tự nhiên, quy mô dân số của "
AFTER = "sau khi sắp xếp theo quy định tại"
NEW = " thành xã mới có tên gọi là xã Mới."

ONE_CLAUSE = [
    # the list of units
    ("xã Ba Khe", {"00003"}),
    ("xã Ba Khe và xã Khe Lim", {"00003", "00007"}),
    ("các xã Ba Khe, Khe Lim và Nà Pheo", {"00003", "00007", "00008"}),
    ("thị trấn Đá Bạc và các xã Ba Khe, Đồng Hòa", {"00001", "00003", "00004"}),
    ("các xã Ba Khe, Khe Lim và thị trấn Đá Bạc", {"00003", "00007", "00001"}),
    ("Phường 1, Phường 2 và phường Thành Tâm", {"00011", "00012", "00013"}),
    ("các phường 1, 2", {"00011", "00012"}),
    ("Phường 1, phường Và Nội", {"00011", "00014"}),
    # names that are hard to end
    ("xã Ea M'Lang", {"00005"}),
    ("xã Ea M’Lang và xã Ba Khe", {"00005", "00003"}),
    ("xã Cầu Mây - Suối Tiên", {"00009"}),
    ("xã Cầu Mây – Suối Tiên, xã Ba Khe", {"00009", "00003"}),
    # tones in their old and new places, line breaks, many spaces
    ("xã Đồng Hoà", {"00004"}),
    ("xã Thuỷ Vân", {"00010"}),
    ("các xã Ba\nKhe,   Khe\n  Lim và\nNà Pheo", {"00003", "00007", "00008"}),
    # one name in two districts
    ("xã Tân Lập (huyện Đá Bạc)", {"00002"}),
    ("các xã Tân Lập ( huyện Suối Vàng), Khe Lim", {"00006", "00007"}),
    ("xã Tân Lập (thuộc huyện Suối Vàng)", {"00006"}),
    ("xã Tân Lập (huyện Suối Vàng, tỉnh Mây Ngàn)", {"00006"}),
    ("xã Tân Lập (huyện Đá Bạc) và xã Tân Lập (huyện Suối Vàng)", {"00002", "00006"}),
    # what is said to be included, and a district that is arranged whole
    ("thị trấn Đá Bạc (bao gồm cụm đảo Hòn Mun)", {"00001"}),
    ("huyện Đá Bạc", {"00001", "00002", "00003", "00004", "00005"}),
    ("huyện Đảo Yến", {"104"}),
]


@pytest.mark.parametrize(("units", "taken"), ONE_CLAUSE)
def test_a_list_of_units_is_read(units, taken):
    for text in (ALL + units + NEW, unicodedata.normalize("NFD", ALL + units + NEW)):
        read = law(resolution(text))

        assert codes(read) == []
        assert edges(read) == {"1": all_of(taken)}


SHARES = [
    ("toàn bộ diện tích tự nhiên, quy mô dân số của", "all"),
    ("toàn bộ diện tích tự nhiên và quy mô dân số của", "all"),
    ("toàn bộ diện tích tự nhiên quy mô dân số của", "all"),
    ("toàn bộ diện tích tự nhiên, toàn bộ quy mô dân số của", "all"),
    ("toàn bộ 9,5 km2 diện tích tự nhiên của", None),
    ("một phần diện tích tự nhiên, quy mô dân số của", "part"),
    ("một phần diện tích tự nhiên và một phần quy mô dân số của", "part"),
    ("một phần diện tích tự nhiên của", "part-of-land"),
    ("một phần diện tích tự nhiên, toàn bộ quy mô dân số của", "part-of-land-all-residents"),
    ("một phần quy mô dân số của", "part-of-residents"),
    ("toàn bộ diện tích tự nhiên của", "all-land"),
    ("toàn bộ quy mô dân số của", "all-residents"),
    ("toàn bộ diện tích tự nhiên, một phần quy mô dân số của", None),
]


@pytest.mark.parametrize(("share", "how"), SHARES)
def test_a_share_is_read_or_told(share, how):
    read = law(
        resolution(
            f"Sắp xếp {share} xã Ba Khe, toàn bộ diện tích tự nhiên, quy mô dân số của xã Khe Lim{NEW}"
        )
    )

    both = all_of({"00007"})
    assert edges(read) == {"1": both | {("00003", how)} if how else both}
    assert codes(read) == ([] if how else ["law-not-read"])


RESTS = [
    "phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại khoản 1, khoản 2 Điều này",
    "phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại các khoản 1, 2 Điều này",
    "phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại các khoản 1 và 2 Điều này",
    "phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại khoản 1 và khoản 2 Điều này",
    "phần còn lại của xã Ba Khe sau khi thực hiện sắp xếp theo quy định tại khoản 1, 2 của Điều này",
    "phần còn lại của xã Ba Khe sau khi sắp xếp theo khoản 1,2 Điều 1",
    "phần còn lại diện tích tự nhiên, quy mô dân số của xã Ba Khe",
]


@pytest.mark.parametrize("rest", RESTS)
def test_the_rest_is_that_of_the_clauses_it_cites(rest):
    part = PART + "xã Ba Khe và toàn bộ diện tích tự nhiên, quy mô dân số của "
    read = law(
        resolution(
            part + "xã Khe Lim thành xã mới có tên gọi là xã Một.",
            part + "xã Nà Pheo thành xã mới có tên gọi là xã Hai.",
            f"Sắp xếp {rest} thành xã Ba Khe.",
        )
    )

    assert codes(read) == []
    assert edges(read)["3"] == {("00003", "rest")}
    assert read.tree["clauses"][2]["found"] == {"commune": "00003", "name": "Xã Ba Khe", "in": "01"}


def test_the_rest_stands_behind_what_leaves_it_and_the_text_in_its_order():
    read = law(
        resolution(
            "Sắp xếp phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại khoản 3 Điều này"
            + NEW,
            ALL + "xã Khe Lim thành xã Khe Lim.",
            "Sắp xếp một phần diện tích tự nhiên, quy mô dân số của xã Ba Khe thành xã Hai.",
        )
    )

    assert [clause["clause"] for clause in read.tree["clauses"]] == ["2", "3", "1"]


def test_the_rest_of_the_residents_is_the_rest_where_all_land_is_gone():
    land = "Sắp xếp toàn bộ diện tích tự nhiên của xã Ba Khe thành xã Một."
    part = "Sắp xếp một phần quy mô dân số của xã Ba Khe thành xã Hai."
    rest = (
        "Sắp xếp phần còn lại quy mô dân số của xã Ba Khe sau khi sắp xếp theo quy định tại khoản 2 "
        "Điều này thành xã Ba."
    )

    assert edges(law(resolution(land, part, rest)))["3"] == {("00003", "rest")}
    assert codes(law(resolution(land, part, rest))) == ["law-no-code", "law-no-code"]
    assert "law-no-form" in codes(law(resolution(part, rest)))


OTHER_CLAUSES = [
    (
        "Nhập toàn bộ diện tích tự nhiên, quy mô dân số của xã Ba Khe thành xã Mới.",
        {("00003", "all")},
    ),
    ("Đổi tên xã Ba Khe thành xã Ba Suối.", {("00003", "rename")}),
    ("Giữ nguyên xã Ba Khe, xã Khe Lim.", {("00003", "keep"), ("00007", "keep")}),
    (
        (
            "Thành lập xã Mới trên cơ sở nhập toàn bộ diện tích tự nhiên là 9,41 km2 của xã Ba Khe và "
            "toàn bộ diện tích tự nhiên là 1,2 km2, quy mô dân số là 5.012 người của xã Khe Lim."
        ),
        {("00003", "all-land"), ("00007", "all")},
    ),
]


@pytest.mark.parametrize(("text", "made"), OTHER_CLAUSES)
def test_a_clause_may_say_something_else(text, made):
    read = law(resolution(text, ALL + "xã Nà Pheo thành xã Nà Pheo."))

    assert codes(read) == []
    assert edges(read)["1"] == made


def test_the_figures_that_are_stated_are_kept_as_they_stand():
    text = (
        ALL
        + "xã Ba Khe thành xã mới có tên gọi là xã Mới, có diện tích tự nhiên 12,50 km2 và "
        + "quy mô dân số 7.890 người."
    )
    read = law(resolution(text))

    assert codes(read) == []
    assert read.tree["clauses"][0]["note"] == "Xã Mới: 12,50 km², 7.890 người"


WRONG = [
    (ALL + "xã Ba Khê" + NEW, "law-other-marks", "xã Ba Khê"),
    (ALL + "xã Không Có" + NEW, "law-unknown-unit", "xã Không Có"),
    (ALL + "phường Ba Khe" + NEW, "law-unknown-unit", "phường Ba Khe"),
    (ALL + "xã Tân Lập" + NEW, "law-ambiguous", "xã Tân Lập"),
    (ALL + "xã Tân Lập và xã Khe Lim" + NEW, "law-by-neighbours", "xã Tân Lập"),
    (ALL + "xã Ba Khe (khu mới)" + NEW, "law-not-read", "(khu mới)"),
    (ALL + "xã Ba Khe cùng các hộ lân cận" + NEW, "law-unknown-unit", "xã Ba Khe cùng"),
    (ALL + "xã Ba Khe, trừ thôn Đoài" + NEW, "law-not-read", ", trừ thôn Đoài"),
    (ALL + "xã Ba Khe và ba thôn của xã Khe Lim" + NEW, "law-not-read", "và ba thôn của xã Khe Lim"),
    (ALL + "xã Ba Khe thành xã mới.", "law-not-read", "."),
    (
        ALL + "xã Ba Khe thành phường có tên gọi là xã Mới.",
        "law-type-differs",
        "phường có tên gọi là xã Mới",
    ),
    (ALL + "xã Ba Khe" + NEW + " Kèm theo bản đồ.", "law-not-read", "Kèm theo bản đồ."),
    (ALL.replace("toàn ", "") + "xã Ba Khe" + NEW, "law-slip", "bộ"),
    (ALL.replace("dân số", "dân") + "xã Ba Khe" + NEW, "law-slip", "quy mô dân"),
    (ALL + "xã xã Ba Khe" + NEW, "law-slip", "xã xã"),
    (f"Sắp xếp phần còn lại của xã Ba Khe {AFTER} khoản 9 Điều này{NEW}", "law-no-clause", "xã Ba Khe"),
    ("Sắp xếp phần còn lại của xã Ba Khe" + NEW, "law-rest-uncut", "xã Ba Khe"),
    ("Giải thể xã Ba Khe.", "law-not-read", "Giải thể xã Ba Khe."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "phrase"), WRONG)
def test_what_is_not_understood_is_told_in_its_place(text, code, phrase):
    whole = resolution(text, ALL + "xã Nà Pheo thành xã Nà Pheo.")
    mark = next(mark for mark in law(whole).marks if mark.finding.code == code)

    assert whole[slice(*mark.span)] == phrase
    assert (mark.finding.cite.clause, mark.finding.cite.line) == ("1", 2)
    for language in ("vi", "en"):
        assert "{" not in mark.finding.say(language)


def test_what_was_understood_beside_it_is_in_the_draft():
    read = law(resolution(ALL + "các xã Ba Khe, Không Có và một ít đất của xã Khe Lim" + NEW))

    assert edges(read) == {"1": {("00003", "all")}}
    assert codes(read) == ["law-unknown-unit", "law-not-read"]


def test_one_name_is_told_by_what_other_clauses_say():
    first = ALL + "xã Tân Lập (huyện Đá Bạc) thành xã Một."
    by_others = law(resolution(first, ALL + "xã Tân Lập thành xã Hai."))
    part = PART + "xã Tân Lập (huyện Suối Vàng) thành xã Một."
    rest = f"Sắp xếp phần còn lại của xã Tân Lập {AFTER} khoản 1 Điều này thành xã Hai."
    by_rest = law(resolution(part, rest))
    by_list = law(resolution(ALL + "xã Tân Lập và xã Nà Pheo (huyện Suối Vàng)" + NEW))

    assert edges(by_others)["2"] == {("00006", "all")}
    assert edges(by_rest)["2"] == {("00006", "rest")}
    assert edges(by_list)["1"] == all_of({"00006", "00008"})
    assert codes(by_others) + codes(by_list) == []


def test_all_of_a_unit_is_taken_once():
    read = law(resolution(ALL + "xã Ba Khe thành xã Một.", ALL + "xã Ba Khe thành xã Hai."))

    assert codes(read).count("law-taken-twice") == 2


CLOSING = (
    "Sau khi sắp xếp, tỉnh Mây Ngàn có {all} đơn vị hành chính cấp xã, gồm09 xã, 01 thị trấn và "
    "04 phường; trong đó có 01 xã hình thành sau sắp xếp quy định tại Điều này và 13 đơn vị hành chính "
    "cấp xã không thực hiện sắp xếp là thị trấn Đá Bạc, các xã Tân Lập (huyện Đá Bạc), Ba Khe."
)


def test_the_closing_counts_are_reckoned_anew():
    first = ALL + "xã Khe Lim và xã Nà Pheo thành xã Mới."
    right, wrong = (law(resolution(first, CLOSING.format(all=n))) for n in (14, 15))

    # 14 communes and an island district; two become one
    assert [(c.what, c.stated, c.reckoned) for c in right.counts] == [
        ("units in all", 14, 14),
        ("xã", 9, 8),
        ("thị trấn", 1, 1),
        ("phường", 4, 4),
        ("xã formed", 1, 1),
        ("left alone", 13, 13),
    ]
    assert codes(right) == ["law-count"]
    assert codes(wrong) == ["law-count", "law-count"]
    assert edges(right)["2"] == {(unit, "keep") for unit in ("00001", "00002", "00003")}


WHOLE = """\
ỦY BAN THƯỜNG VỤ QUỐC HỘI        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Nghị quyết số: 77/NQ-UBTVQH99
Mây Ngàn, ngày 16 tháng 6 năm 2030

NGHỊ QUYẾT
Về việc sắp xếp các đơn vị hành chính cấp xã
của tỉnh Mây Ngàn năm 2030

Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15;

QUYẾT NGHỊ:
Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Mây Ngàn
Trên cơ sở Đề án số 5/ĐA-CP, Ủy ban Thường vụ Quốc hội quyết định sắp xếp như sau:
1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của các xã Khe Lim và
Nà Pheo thành xã mới có tên gọi là xã Khe Lim.
2. Đổi tên xã Ba Khe thành xã Ba Suối.

Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực từ ngày được thông qua.
2. Chính quyền địa phương chính thức hoạt động từ ngày 01 tháng 7 năm 2030.
3. Ủy ban nhân dân tỉnh Mây Ngàn có trách nhiệm tổ chức thực hiện.
Nghị quyết này được Ủy ban Thường vụ Quốc hội thông qua ngày 17 tháng 6 năm 2030.

TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI
CHỦ TỊCH
"""


def test_a_whole_resolution_is_read_with_its_number_its_days_and_its_province():
    read = read_law(WHOLE, places())

    assert codes(read) == []
    assert read.tree["decree"] == "77-nq-ubtvqh99"
    assert read.tree["effective"] == "2030-07-01"
    assert read.tree["title"]["vi"].endswith("của tỉnh Mây Ngàn năm 2030")
    assert read.tree["instruments"] == [
        {
            "number": "77/NQ-UBTVQH99", "adopted": "2030-06-17", "in-force": "2030-06-17",
            "operates": "2030-07-01", "verified": "false",
        }
    ]  # fmt: skip
    assert edges(read) == {"1": all_of({"00007", "00008"}), "2": {("00003", "rename")}}


def test_a_text_without_line_breaks_or_numbers_is_read_too():
    first, second = ALL + "xã Ba Khe thành xã Một.", ALL + "xã Khe Lim thành xã Hai."
    for text in (f"1. {first} 2. {second}", f"{first}\n{second}", f"- {first}\n- {second}"):
        assert edges(law(text)) == {"1": all_of({"00003"}), "2": all_of({"00007"})}


def test_clauses_of_two_articles_are_told_apart():
    text = "\n".join(
        [
            "Điều 1.", f"1. {ALL}xã Ba Khe thành xã Một.", "Điều 2.", f"1. {ALL}xã Khe Lim thành xã Hai."
        ]
    )  # fmt: skip

    assert set(edges(law(text))) == {"1.1", "2.1"}


def test_a_gap_in_the_numbers_is_told():
    text = f"1. {ALL}xã Ba Khe thành xã Một.\n3. {ALL}xã Khe Lim thành xã Hai."

    assert codes(law(text)) == ["law-numbering"]


HEADLESS = [
    ({"number": ""}, "law-no-number"),
    ({"effective": None}, "law-no-day"),
    ({"effective": date(2030, 1, 1)}, "law-no-day"),
    ({"province": ""}, "law-no-province"),
    ({"province": "101"}, "law-no-province"),
]


@pytest.mark.parametrize(("given", "code"), HEADLESS)
def test_what_a_text_does_not_say_of_itself_is_asked_for(given, code):
    assert codes(law(resolution(ALL + "xã Ba Khe" + NEW), **given)) == [code]


def test_a_text_that_arranges_nothing_is_told():
    for text in ("", "   \n", "Xin chào.", "Điều 1. Nghị quyết này có hiệu lực từ ngày ký."):
        assert "law-empty" in codes(law(text))


def test_a_text_that_is_too_long_is_refused_at_once():
    assert codes(law("a" * (MOST_LETTERS + 1))) == ["law-too-long"]


def test_codes_are_those_of_a_unit_that_goes_into_it_unless_they_are_given():
    text = resolution(ALL + "xã Khe Lim và xã Ba Khe thành xã Ba Khe.")

    assert law(text).tree["clauses"][0]["found"]["commune"] == "00003"
    assert law(text, codes={"1": "00999"}).tree["clauses"][0]["found"]["commune"] == "00999"


def test_a_draft_reads_back_as_it_was_written():
    read = law(resolution(ALL + "thị trấn Đá Bạc (bao gồm cụm đảo “Hòn: Mun”), xã Ea M'Lang" + NEW))

    assert parse(read.yaml.encode()).tree == read.tree
    assert read.yaml.startswith("# ")
    strange = {"a": 'x"\\ \u0085\u2028: {#', "clauses": [{"b": ["~", "null", "00016", "\x7f"]}]}
    assert parse(written(strange).encode()).tree == strange
    assert DAY.isoformat() in read.yaml


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "SẮP XẾP CÁC XÃ CỦA TỈNH HẢI DƯƠNG NĂM 2025",
            "Sắp xếp các xã của tỉnh Hải Dương năm 2025",
        ),
        ("SẮP XẾP TỈNH BÀ RỊA - VŨNG TÀU VÀ TỈNH X", "Sắp xếp tỉnh Bà Rịa - Vũng Tàu và tỉnh X"),
        ("sắp xếp NVH của tỉnh Mây Ngàn", "Sắp xếp NVH của tỉnh Mây Ngàn"),
    ],
)
def test_a_title_in_capitals_is_read_as_a_sentence(written: str, read: str) -> None:
    opening = f"Số: 1/NQ-UBTVQH15\nVề việc {written}\n\nCăn cứ Hiến pháp"

    assert head(opening, opening).title == read
