"""Officer Binh, Captain Dung and Ms Mai sign what was counted; anybody checks the package without us."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from pyhanko.pdf_utils.reader import PdfFileReader

from continuity.handover import kept, package, verbs
from continuity.handover import sheet as sheets
from continuity.handover.account import account
from continuity.handover.annexes import annexes
from continuity.handover.balance import Balance, Reason
from continuity.handover.counted.inclusion import inclusion
from continuity.handover.counted.item import Item
from continuity.handover.mine import crossed, file_of, inclusion_file
from continuity.handover.offline import PACKAGE, SCRIPT
from continuity.handover.resealed import resealed
from continuity.handover.sides import Side, acting
from continuity.handover.signed import drawn_up, signatures
from tests.integration.handovers import (
    BINH,
    BOXES,
    CASES,
    DUNG,
    FEBRUARY,
    GIVES,
    HEIR,
    JULY_DAY,
    JUSTICE,
    MAI,
    OFFICE,
    POLICE,
    TAKES,
    begun,
    closed,
    enacted,
    fresh,
    listed,
    peopled,
    refused,
)
from tests.issuing import equipped, housed, leading
from tests.people import seated
from tests.unit.country import JULY

WITNESSES = {"actor": MAI, "agency": OFFICE, "on": FEBRUARY}
COUNTED_LATE = """insert into handover_count
    select handover, side, annex, number, 9, 1, values, how, day, at, actor, 'x'
    from handover_count limit 1"""
BASES = ("Căn cứ Nghị quyết số 190/2025/QH15", "Căn cứ Đề án sắp xếp")
DUTIES = ("Bên giao cử cán bộ hỗ trợ trong ba tháng.",)


@pytest.fixture(scope="module")
def counted(ours, tmp_path_factory):
    """Counted by both sides: one box is lost and explained, staff is listed with names."""
    with ours.fresh(), housed(tmp_path_factory.mktemp("home")) as home:
        peopled()
        enacted()
        for actor, agency in ((BINH, JUSTICE), (DUNG, POLICE), (MAI, OFFICE)):
            if actor is not MAI:
                leading(actor, agency)
            equipped(home, agency, actor.name)
        id = begun()
        staff = [{"code": "GĐ-1", "name": "Trần Văn Bình", "type": "Công chức"}]
        closed(id, cases=CASES, archives=BOXES, staff=staff)
        verbs.close_empty(id, key=fresh(), **GIVES)
        for annex in ("cases", "staff"):
            verbs.confirm(id, annex, key=fresh(), **TAKES)
        sheet = [(row["code"], int(row["code"] != "hộp 4")) for row in BOXES]
        verbs.count_all(id, "archives", sheet, key=fresh(), **TAKES)
        yield id, home


@pytest.fixture
def handover(counted):
    with transaction.atomic():
        yield counted[0]
        transaction.set_rollback(True)


def settled(id):
    verbs.settle(
        id, "archives", "hộp 4", -1, "lost", "Hỏng do lũ năm 2024", key=fresh(), evidence="BB 7", **TAKES
    )  # fmt: skip


def drawn(id):
    settled(id)
    told = {"bases": BASES, "duties": DUTIES, "town": "Thành phố Một"}
    return verbs.draw_up(id, key=fresh(), **told, **GIVES)


def signed(id):
    drawn(id)
    return [verbs.sign(id, key=fresh(), **who) for who in (GIVES, TAKES, WITNESSES)]


def written(id, folder):
    with acting(**TAKES):
        return package.write(folder / "bag", id)


def run(bag, *asked, tool=None):
    """The script as a stranger runs it, out of the package itself."""
    command = [sys.executable, "-I", str(tool or bag / "data/verify/package.py"), str(bag), *asked]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_minutes_wait_until_every_difference_was_spoken_of(handover):
    with refused("not-that-order"):
        verbs.draw_up(handover, key=fresh(), **GIVES)
    with refused("not-drawn-up"):
        verbs.sign(handover, key=fresh(), **GIVES)
    with refused("not-your-side"):
        verbs.draw_up(handover, key=fresh(), **TAKES)
    verbs.reopen(handover, "assets", key=fresh(), **GIVES)
    listed(handover, "assets", [{"code": "a", "name": "Máy in", "quantity": "1", "class": "own"}])
    settled(handover)
    with refused("not-that-order"):
        verbs.draw_up(handover, key=fresh(), **GIVES)


def test_three_sign_in_order_and_what_they_signed_stands_still(handover):
    """O-HP-07, O-HD-01."""
    drawn(handover)
    for early in (TAKES, WITNESSES):
        with refused("out-of-order"):
            verbs.sign(handover, key=fresh(), **early)
    first = verbs.sign(handover, key="giver", **GIVES)
    again = verbs.sign(handover, key="giver", **GIVES)
    with refused("out-of-order"):
        verbs.sign(handover, key=fresh(), **GIVES)
    rest = [verbs.sign(handover, key=fresh(), **who) for who in (TAKES, WITNESSES)]

    assert [first, again, *rest] == [Side.GIVER, Side.GIVER, Side.RECEIVER, Side.WITNESS]
    with refused("signed-already"):
        verbs.sign(handover, key=fresh(), **WITNESSES)
    with refused("signed-already"):
        verbs.tear_up(handover, "why not", key=fresh(), **GIVES)
    with refused("signed-already"):
        verbs.count(handover, "archives", "hộp 4", 1, key=fresh(), reason="found", **TAKES)
    with acting(**GIVES):
        there = kept.one(handover)
        pdf = package.files(handover)["minutes.pdf"]
        assert (there.drawn, there.signed, there.completed) == (FEBRUARY, FEBRUARY, None)
        assert [one.name for one in signatures(handover)] == [BINH.name, DUNG.name, MAI.name]
    fields = [one.field_name for one in PdfFileReader(BytesIO(pdf)).embedded_signatures]
    assert fields == ["ChuKy1", "ChuKy2", "ChuKy3"]
    for change in (
        COUNTED_LATE,
        "delete from handover_minutes",
        "delete from handover_line",
    ):
        with pytest.raises(DatabaseError), acting(**GIVES), connection.cursor() as cursor:
            cursor.execute(change)
    verbs.move(handover, key=fresh(), **TAKES)
    verbs.complete(handover, key=fresh(), **TAKES)


def test_minutes_that_nobody_signed_are_torn_up_and_drawn_up_anew(handover):
    number = drawn(handover)
    with refused("minutes-drawn"):
        verbs.count(handover, "archives", "hộp 4", 1, key=fresh(), reason="found", **TAKES)
    verbs.tear_up(handover, "một hộp đã tìm thấy", key=fresh(), **TAKES)
    verbs.count(handover, "archives", "hộp 4", 1, key=fresh(), reason="found", **TAKES)
    with refused("away-from-zero"):
        verbs.settle(
            handover, "archives", "hộp 4", -1, "lost", "x", key=fresh(), evidence="x", **TAKES
        )

    verbs.settle(
        handover, "archives", "hộp 4", 1, "found", "Đã thấy", key=fresh(), evidence="ảnh", **TAKES
    )
    assert verbs.draw_up(handover, key=fresh(), **GIVES) != number


def test_the_heir_signs_for_a_receiver_that_is_dissolved_before(handover, counted):
    drawn(handover)
    verbs.sign(handover, key=fresh(), **GIVES)
    enacted(JULY, "map")
    seated(DUNG, ("head", HEIR), since=JULY_DAY)
    equipped(counted[1], HEIR, "heir", since=JULY_DAY)

    with refused("agency-ended"):
        verbs.sign(handover, key=fresh(), **{**TAKES, "on": JULY_DAY})
    heir = {"actor": DUNG, "agency": HEIR, "on": JULY_DAY}
    assert verbs.sign(handover, key=fresh(), **heir) is Side.RECEIVER
    with acting(**heir):
        assert [one.agency for one in signatures(handover)] == [JUSTICE, HEIR]


def test_the_package_is_checked_without_us_and_names_nobody(handover, tmp_path):
    signed(handover)
    bag = written(handover, tmp_path)

    found = run(bag, "--language", "en")

    assert found.returncode == 0, found.stdout + found.stderr
    assert "The package is whole; 10 lines add up." in found.stdout
    assert run(bag).returncode == 0, "a second check finds what the first has left behind"
    everything = b"".join(path.read_bytes() for path in bag.rglob("*.csv"))
    assert "Bình" not in everything.decode()
    source = (bag / "data/verify/package.py").read_text() + (
        bag / "data/verify/counted_in.py"
    ).read_text()
    assert "continuity" not in source.replace("continuity-count", "")
    mine = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), "audit", str(bag / "data/contents/count")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert mine.returncode == 0, mine.stdout
    assert "1 chênh lệch" in mine.stdout


def test_each_person_gets_a_file_that_fits_the_signed_minutes(handover, tmp_path):
    signed(handover)
    bag = written(handover, tmp_path)
    with acting(**GIVES):
        there = kept.one(handover)
        files = {
            n: inclusion_file(there, *n) for n in (("cases", "01.0001"), ("archives", "hộp 4"))
        }
        with refused("no-line"):
            inclusion_file(there, "cases", "01.9999")

    said = []
    for file in files.values():
        (tmp_path / "mine.json").write_text(json.dumps(file))
        statement = bag / "data/contents/count/statement.json"
        command = [
            sys.executable,
            "-I",
            SCRIPT,
            "mine",
            tmp_path / "mine.json",
            "--statement",
            statement,
        ]
        said.append(subprocess.run(command, capture_output=True, text=True, check=False))
    assert [one.returncode for one in said] == [0, 1]
    assert "Đã sang đủ" in said[0].stdout
    assert "Bên nhận không đếm mục này." in said[1].stdout
    assert "Hỏng do lũ năm 2024" in said[1].stdout


def test_the_minutes_can_be_read(handover, tmp_path):
    signed(handover)
    if not shutil.which("pdftotext"):
        pytest.skip("there is no pdftotext")
    with acting(**GIVES):
        (tmp_path / "minutes.pdf").write_bytes(package.files(handover)["minutes.pdf"])
        root = drawn_up(handover).statement["giver"]["root"]
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "minutes.pdf", "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    for said in ("BIÊN BẢN BÀN GIAO", "Bên chứng kiến", "Nghị quyết số 190/2025/QH15", "Hỏng do lũ",
                 "hỗ trợ trong ba tháng", root[:8], "4. Hồ sơ đã kết thúc"):  # fmt: skip
        assert said in text


def pages(pdf, tmp_path):
    """The text of each page, without what parts words."""
    if not shutil.which("pdftotext"):
        pytest.skip("there is no pdftotext")
    (tmp_path / "one.pdf").write_bytes(pdf)
    run = ["pdftotext", "-layout", tmp_path / "one.pdf", "-"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f") if page.strip()]


def test_the_balance_sheet_is_one_page_and_says_what_the_minutes_and_the_page_say(
    handover, tmp_path
):
    number = drawn(handover)
    with acting(**GIVES):
        files = package.files(handover)
        kept_sums = sheets.as_kept(kept.one(handover))
        added_up = sheets.sheet(account(kept.one(handover)))

    vietnamese, english = pages(files["contents/balance.pdf"], tmp_path)

    assert kept_sums == added_up, "what is kept against what is added up"
    row = "4. Hồ sơ đã kết thúc, tài liệu lưu trữ (hộp) 4 3 −1 −1 0 −1 mất"
    for said in ("BẢNG CÂN ĐỐI BÀN GIAO", "Mọi mục đều cân hoặc đã có lý do.", row, number,
                 "3. Hồ sơ đang giải quyết 5 5 0 0 0 bằng nhau", "Hỏng do lũ năm 2024",
                 "Không có mục nào: 1. Chức năng"):  # fmt: skip
        assert said in vietnamese
    assert "4. Finished files and archives (box) 4 3 −1 −1 0 −1 lost" in english
    totals = hashlib.sha256(files["contents/totals.csv"]).hexdigest()
    assert totals.encode() in files["contents/balance.pdf"]


def test_a_sheet_of_everything_with_much_to_say_still_is_one_page(handover, tmp_path):
    with acting(**GIVES):
        there = kept.one(handover)
    known = annexes(there.planned)
    sums = {
        (one.id, unit): Balance(10**15, 10**15 - 7, -4)
        for one in known.values()
        for unit in (one.column(one.unit).of if one.unit else [""])
    }
    why = {key: dict.fromkeys(Reason, -1) for key in sums}
    first = [sheets.Differs("archives", f"hộp {n} " + "x" * 60, Balance(1, 0, 0), "vì " * 90)
             for n in range(40)]  # fmt: skip
    told = sheets.Sheet(known, sums, why, 10**6, 10**5, first)

    assert len(pages(sheets.paper(there, told, FEBRUARY), tmp_path)) == 2


def remade(bag, *names):
    """The manifests after somebody altered files, as a careful forger makes them."""
    for manifest in (bag / "data/contents-sha256.txt", bag / "manifest-sha256.txt",
                     bag / "tagmanifest-sha256.txt"):  # fmt: skip
        top = manifest.parent / "contents" if manifest.parent.name == "data" else manifest.parent
        lines = [line.partition("  ")[2] for line in manifest.read_text().splitlines()]
        digests = [hashlib.sha256((top / name).read_bytes()).hexdigest() for name in lines]
        manifest.write_text("".join(f"{d}  {n}\n" for d, n in zip(digests, lines, strict=True)))


def altered(path, column, change):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = change(rows[0][column])
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


@pytest.mark.parametrize(
    ("name", "column", "change"),
    [
        ("annexes/03-cases.csv", "due", lambda day: "2025-03-16"),
        ("annexes/04-archives.csv", "given", lambda n: "7"),
        ("balance.csv", "received", lambda n: "7"),
        ("totals.csv", "explained", lambda n: "7"),
        ("count/receiver.csv", "paid", lambda n: "7"),
    ],
    ids=["due-day", "annex", "balance", "totals", "count"],
)
def test_one_altered_row_is_found_even_by_who_cannot_check_signatures(
    handover, tmp_path, name, column, change
):
    signed(handover)
    bag = written(handover, tmp_path)
    altered(bag / "data/contents" / name, column, change)

    plain = run(bag, "--language", "en")
    remade(bag)
    forged = run(bag, "--language", "en")

    assert plain.returncode == 1
    assert f"This file was altered: data/contents/{name}" in plain.stdout
    assert forged.returncode == 1
    assert "was altered" not in forged.stdout
    assert "The minutes do not bear the code of contents-sha256.txt" in forged.stdout
    if shutil.which("openssl"):
        assert "This signature does not hold: 1-giver.p7s" in forged.stdout


@pytest.mark.parametrize("name", ["contents/balance.pdf", "minutes.pdf"])
def test_one_altered_byte_of_a_paper_is_found(handover, tmp_path, name):
    signed(handover)
    bag = written(handover, tmp_path)
    path = bag / "data" / name
    data = path.read_bytes()
    path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])

    found = run(bag, "--language", "en")

    assert found.returncode == 1
    assert f"This file was altered: data/{name}" in found.stdout


def test_a_balance_sheet_of_other_sums_is_found(handover, tmp_path):
    signed(handover)
    bag = written(handover, tmp_path)
    sheet, totals = (bag / "data/contents" / name for name in ("balance.pdf", "totals.csv"))
    code = hashlib.sha256(totals.read_bytes()).hexdigest().encode()
    sheet.write_bytes(sheet.read_bytes().replace(code, b"0" * 64))
    remade(bag)

    assert (
        "The balance sheet does not bear the code of totals.csv"
        in run(bag, "--language", "en").stdout
    )


def test_a_signature_that_is_taken_out_and_a_folder_that_is_no_package_are_told(handover, tmp_path):
    signed(handover)
    bag = written(handover, tmp_path)
    (bag / "data/signatures/2-receiver.p7s").unlink()
    (bag / "data/more.txt").write_text("x")

    found = run(bag)
    nothing = run(tmp_path, tool=PACKAGE)

    assert found.returncode == 1
    assert "Thiếu tệp: data/signatures/2-receiver.p7s" in found.stdout
    assert "Tệp không có trong danh mục: data/more.txt" in found.stdout
    assert nothing.returncode == 2
    assert nothing.stdout.startswith("Không phải gói bàn giao")
    assert "Traceback" not in found.stderr + nothing.stderr


def test_after_a_rotation_the_minutes_open_with_the_new_key_alone(handover, monkeypatch):
    from django.conf import settings

    signed(handover)
    with acting(**GIVES):
        before = package.files(handover)["minutes.pdf"]
    monkeypatch.setattr(
        settings, "CONTINUITY_KEYS", {"new": b"\7" * 32, **settings.CONTINUITY_KEYS}
    )
    assert resealed(FEBRUARY) == 2 + 2 + 3
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32})

    with acting(**GIVES):
        assert package.files(handover)["minutes.pdf"] == before


def test_a_case_is_found_at_its_signed_handover_and_its_file_is_checked_from_a_folder(
    handover, tmp_path
):
    drawn(handover)
    assert crossed("01.0001", FEBRUARY) == [], "nothing that is not signed"
    for who in (GIVES, TAKES, WITNESSES):
        verbs.sign(handover, key=fresh(), **who)

    [found] = crossed("01.0001", FEBRUARY)
    packed = file_of(found.id, "01.0001", FEBRUARY)

    assert (found.id, found.giver, found.receiver, found.whole) == (handover, JUSTICE, POLICE, True)
    assert crossed("01.9999", FEBRUARY) == []
    assert crossed("01.0001", date(2025, 2, 1)) == []
    with zipfile.ZipFile(BytesIO(packed)) as files:
        files.extractall(tmp_path)
    folder = tmp_path / "counted-in"
    run = [
        sys.executable,
        "-I",
        "counted_in.py",
        "mine",
        "my-case.json",
        "--statement",
        "statement.json",
    ]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Đã sang đủ" in done.stdout
    with acting(**GIVES):
        there = kept.one(handover)
        whole = account(there)
        slow = inclusion(Item("cases", "01.0001"), *whole.tallies, drawn_up(handover).statement)
        assert inclusion_file(there, "cases", "01.0001") == slow, "as both whole trees have it"
