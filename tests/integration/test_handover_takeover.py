"""An old system's records are taken over: Officer Binh of Justice lists them, Captain Dung looks on.

The files are those of the documentation: six cases, of which three can be taken as they are.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client, override_settings
from typer.testing import CliRunner

from continuity.accounts import today as clock
from continuity.accounts.models import Person
from continuity.cli import handover as command
from continuity.cli.commands import app
from continuity.handover import kept, verbs
from continuity.handover.sides import acting, looking
from continuity.handover.takeover.back import back
from continuity.handover.takeover.export import export_of
from continuity.handover.takeover.files import came
from continuity.handover.verbs.taking import runs
from continuity.packs.text import parse
from tests.integration.handovers import (
    BINH,
    DUNG,
    FEBRUARY,
    GIVES,
    MAI,
    MINH,
    OFFICE,
    STRANGERS,
    TAKES,
    begun,
    enacted,
    fresh,
    peopled,
    refused,
)

SET = Path(__file__).resolve().parents[2] / "docs/examples/takeover"
NAMES = ("ho-so.csv", "buoc.csv", "le-phi.csv", "giay-to.csv")
MAPPING = (SET / "mapping.yaml").read_bytes()


@pytest.fixture(scope="module")
def enacted_once(ours):
    with ours.fresh():
        peopled()
        enacted()
        yield begun()


@pytest.fixture
def handover(enacted_once):
    with transaction.atomic():
        yield enacted_once
        transaction.set_rollback(True)


def export(mapping=MAPPING):
    found, findings = export_of(parse(mapping, "mapping.yaml"), FEBRUARY)
    assert not findings
    return found


def given(**texts):
    """The files of the set; `texts` are files that differ from it, by their names without ending."""
    return {name: (texts.get(Path(name).stem.replace("-", "_")) or text(name)) for name in NAMES}


def text(name):
    return (SET / name).read_text("utf-8")


def placed(folder, files):
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    return {name: folder / name for name in files}


@pytest.fixture
def taken(handover, tmp_path):
    """Takes over files of the set, or tries to."""

    def run(files=None, *, dry=False, mapping=MAPPING, by=GIVES, key=None):
        told = export(mapping)
        there = came(told, placed(tmp_path, files or given()), "vi")
        key = key or fresh()
        made = verbs.take_over(handover, "cases", told, there, dry=dry, key=key, **by)
        return made, dict(back(told, there, made.wrong, "vi"))

    return run


def listed(handover):
    with acting(**GIVES):
        return {one.number: one for one in kept.lines(handover, "cases")}


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_dry_run_says_what_would_come_and_writes_nothing(handover, taken):
    tried, returned = taken(dry=True)
    looked, _ = taken(dry=True, by=TAKES)

    run = tried.run
    assert (run.taken, run.there, run.wrong, run.changed) == (4, 0, 2, 0)
    assert [(one.rows, one.taken, one.wrong) for one in run.files] == [
        (6, 4, 2), (7, 5, 2), (6, 4, 2), (5, 5, 0),
    ]  # fmt: skip
    assert [one.unread for one in run.files] == [(), ("NGAY",), (), ()]
    assert looked.run == replace(run, side="receiver")
    assert listed(handover) == {}
    said = {row[0]: row[-1] for row in rows(returned["ho-so.csv"])[1:]}
    assert "“31/02/2025” không phải ngày dạng dd/mm/yyyy" in said["STP-2025-0104"]
    assert "không có mã “9”; có: 1; 3; 5" in said["STP-2025-0105"]
    (fee, lost) = rows(returned["le-phi.csv"])[1:]
    assert fee[-1].startswith("Trả về cùng STP-2025-0105, vì ho-so.csv, dòng 6 có lỗi")
    assert (
        "ho-so.csv không có dòng" in lost[-1] or "không có dòng nào của “STP-2025-0160”" in lost[-1]
    )
    assert rows(returned["giay-to.csv"]) == [["HS", "TEN", "Lỗi"]]


def test_what_is_taken_over_has_its_days_steps_fees_and_papers_and_the_same_sums(handover, taken):
    made, _ = taken()

    lines = listed(handover)
    first, second = lines["STP-2025-0101"], lines["STP-2025-0102"]
    assert first.values == {
        "code": "STP-2025-0101", "procedure": "2.000488", "received": "2025-02-17",
        "due": "2025-03-03", "status": "processing", "done": "check; intake", "paid": "200000",
        "receipt": "BL-0441", "held": "Bản sao CCCD; Tờ khai",
    }  # fmt: skip
    assert (second.values["paid"], second.values["receipt"]) == ("200000", "BL-0442; BL-0449")
    paid = next(one for one in made.run.sums if one.column == "paid")
    assert (paid.before.filled, paid.before.total) == (3, 600_000)
    assert all(one.equal and one.after for one in made.run.sums)
    with acting(**GIVES):
        found = kept.personal(kept.one(handover), "cases", "STP-2025-0101")
    assert found == {"applicant": "****3456"}
    with looking(DUNG, TAKES["agency"], FEBRUARY):
        ((day, name, run),) = runs(handover, "cases")
    assert (day, name, run) == (FEBRUARY, "Officer Binh", made.run)


def test_a_second_run_adds_nothing_and_mended_rows_only_what_was_missing(handover, taken):
    _, returned = taken()
    before = listed(handover)
    again, _ = taken()
    assert (again.run.taken, again.run.there, again.run.wrong) == (0, 4, 2)
    assert all(one.equal for one in again.run.sums)
    assert listed(handover) == before

    mended = {name: data.decode("utf-8-sig") for name, data in returned.items()}
    mended["ho-so.csv"] = mended["ho-so.csv"].replace("31/02", "21/02").replace(",9,", ",1,")
    mended["le-phi.csv"] = mended["le-phi.csv"].replace("STP-2025-0160", "STP-2025-0104")
    made, rest = taken(mended)

    assert (made.run.taken, made.run.there, made.run.wrong) == (2, 0, 0)
    assert made.run.files[0].short, "two rows came, and the old system's report says six"
    assert all(len(rows(data)) == 1 for data in rest.values())
    lines = listed(handover)
    assert {number: one.values["paid"] for number, one in lines.items() if number[-1] in "45"} == {
        "STP-2025-0104": "200000", "STP-2025-0105": "200000",
    }  # fmt: skip
    assert before.items() <= lines.items()


def test_a_row_that_has_changed_since_is_told_and_never_overwritten(handover, taken):
    taken()
    changed = given(ho_so=text("ho-so.csv").replace("20250303", "20250320").replace("7781", "7788"))

    made, returned = taken(changed)

    assert (made.run.taken, made.run.there, made.run.changed) == (0, 2, 2)
    assert listed(handover)["STP-2025-0101"].values["due"] == "2025-03-03"
    said = {row[0]: row[-1] for row in rows(returned["ho-so.csv"])[1:]}
    assert "đã có trong phụ lục nhưng khác: Ngày hẹn trả." in said["STP-2025-0101"]
    assert "Người nộp" in said["STP-2025-0102"]
    assert "7781" not in said["STP-2025-0102"], "what names a person is compared and not shown"
    assert len(rows(returned["le-phi.csv"])) == 6, "their payments come back along with them"

    verbs.remove(handover, "cases", "STP-2025-0101", key=fresh(), **GIVES)
    taken(changed)
    assert listed(handover)["STP-2025-0101"].values["due"] == "2025-03-20"


@pytest.mark.parametrize(
    ("texts", "number", "why"),
    [
        ({"ho_so": text("ho-so.csv") + "STP-2025-0101;;01/02/2025;20250303;1;\n"},
         "STP-2025-0101", "đứng ở các dòng 2, 8"),
        ({"le_phi": text("le-phi.csv").replace("BL-0449", "BL-0442")},
         "STP-2025-0102", "vì le-phi.csv, dòng 3"),
        ({"le_phi": text("le-phi.csv").replace("200000.00", "200000.50")},
         "STP-2025-0101", "vì le-phi.csv, dòng 2"),
        ({"buoc": text("buoc.csv").replace("0103;TN", "0103;XX")},
         "STP-2025-0103", "vì buoc.csv, dòng 5"),
        ({"giay_to": text("giay-to.csv").replace("0106;Tờ khai", "0106;")},
         "STP-2025-0106", "vì giay-to.csv, dòng 6"),
        ({"ho_so": text("ho-so.csv").replace("17/02/2025 08:15", "")},
         "STP-2025-0101", "NGAY_TN: còn trống"),
    ],
)  # fmt: skip
def test_a_case_of_which_one_row_is_wrong_comes_back_whole(taken, texts, number, why):
    made, returned = taken(given(**texts), dry=True)

    said = [row[-1] for row in rows(returned["ho-so.csv"])[1:] if row[0] == number]
    assert why in said[0]
    assert (made.run.taken, made.run.wrong) == (3, 3)
    for one in made.run.files:
        assert one.rows == one.taken + one.there + one.wrong


def test_a_workbook_with_a_sheet_each_is_taken_over_and_given_back_as_workbooks(taken, tmp_path):
    book, mapping = openpyxl.Workbook(), MAPPING.decode()
    for name in NAMES:
        sheet = book.create_sheet(Path(name).stem)
        for row in csv.reader(io.StringIO(text(name)), delimiter=";"):
            sheet.append(row)
        mapping = mapping.replace(f"file: {name}", f"file: cu.xlsx\n    sheet: {Path(name).stem}")
    book["ho-so"]["C2"] = openpyxl.utils.datetime.from_excel(45705)  # 17 February, as a day
    path = io.BytesIO()
    book.save(path)

    made, returned = taken({"cu.xlsx": path.getvalue()}, mapping=mapping.encode())
    found = list(openpyxl.load_workbook(io.BytesIO(returned["cu ho-so.xlsx"])).active.values)
    again, _ = taken(returned, mapping=mapping.encode())

    assert (made.run.taken, made.run.wrong) == (4, 2)
    assert [row[0] for row in found] == ["MA_HS", "STP-2025-0104", "STP-2025-0105"]
    assert (again.run.taken, again.run.wrong) == (0, 2)


def test_the_giver_writes_while_the_list_is_open_and_mr_minh_does_not_even_look(handover, taken):
    for by, dry, code in (
        (TAKES, False, "annex-open"),
        ({"actor": MINH, "agency": STRANGERS, "on": FEBRUARY}, True, "no-handover"),
        ({"actor": MAI, "agency": OFFICE, "on": FEBRUARY}, True, "not-your-side"),
    ):
        with refused(code):
            taken(dry=dry, by=by)
    verbs.close(handover, "cases", key=fresh(), **GIVES)
    with refused("annex-closed"):
        taken()
    assert taken(dry=True)[0].run.taken == 4


def test_the_receiver_counts_by_an_export_of_her_own_and_what_is_listed_otherwise_by_hand(
    handover, taken
):
    taken()
    verbs.close(handover, "cases", key=fresh(), **GIVES)
    hers = given(ho_so=text("ho-so.csv").replace("20250303", "20250320").replace("31/02", "28/02"))

    made, returned = taken(hers, by=TAKES)
    again, _ = taken(hers, by=TAKES)

    run = made.run
    assert (run.side, run.taken, run.there, run.changed) == ("receiver", 1, 3, 1)
    assert [one.column for one in run.sums if not one.equal] == [
        "received",
        "due",
        "status",
        "done",
        "paid",
        "held",
    ][:4], "she has a case that nobody listed: without a fee, and without a paper"
    with acting(**TAKES):
        counted = {one.number: one.quantity for one in kept.counts(handover, "receiver", "cases")}
        assert kept.counts(handover, "giver", "cases") == []
        assert len(runs(handover, "cases")) == 3
    assert sorted(number[-4:] for number in counted) == ["0102", "0103", "0104", "0106"]
    said = {row[0]: row[-1] for row in rows(returned["ho-so.csv"])[1:]}
    assert "ghi khác: Ngày hẹn trả. Đếm mục này bằng tay" in said["STP-2025-0101"]
    assert again.run == run, "counted once, however often it is run"


def test_the_same_key_gives_the_same_answer_and_what_is_kept_stands_still(handover, taken):
    first, _ = taken(key="one")
    again, _ = taken(key="one")

    assert again.run == first.run
    with acting(BINH, GIVES["agency"], FEBRUARY):
        assert len(runs(handover, "cases")) == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update handover_takeover set told = '{}'")


@pytest.mark.parametrize(
    ("names", "texts", "code"),
    [
        (NAMES[:3], {}, "file-missing"),
        ((*NAMES, "la.csv"), {"la.csv": "a"}, "no-such-file"),
        (NAMES, {"buoc.csv": "HS;NGAY\n"}, "column-missing"),
        (NAMES, {"buoc.csv": b"PK\x03\x04x"}, "no-table"),
    ],
)
def test_files_that_do_not_fit_the_mapping_are_refused_by_name(tmp_path, names, texts, code):
    files = {name: texts.get(name) or text(name) for name in names}

    with refused(code):
        came(export(), placed(tmp_path, files), "vi")


@pytest.mark.parametrize(
    ("was", "now", "field"),
    [
        ("annex: cases", "annex: casses", "annex"),
        ("dd/mm/yyyy", "dd/mm/yy", "days"),
        ("to: status", "to: state", "to"),
        ("to: receipt", "to: paid", "to"),
        ("to: held", "to: due", "to"),
        ("file: buoc.csv", "file: HO-SO.CSV", "file"),
        ("due, status", "applicant", "agreed"),
        ("required: true, codes", "requird: true, codes", "requird"),
        ("key: MA_HS", "keys: MA_HS", "key"),
        (MAPPING.decode().partition("files:")[2], " []", "files"),
    ],
)
def test_a_mistake_in_the_mapping_file_is_told_with_its_field(was, now, field):
    found, findings = export_of(parse(MAPPING.replace(was.encode(), now.encode())), FEBRUARY)

    assert found is None
    assert field in {one.values["field"] for one in findings}


def test_officer_binh_takes_over_at_the_command_line(handover, tmp_path, monkeypatch):
    monkeypatch.setattr("continuity.cli.session.acting", nullcontext)
    monkeypatch.setattr(command, "me", lambda: BINH)
    monkeypatch.setattr(clock, "today", lambda: FEBRUARY)
    monkeypatch.setenv("CONTINUITY_LANG", "en")
    files = [str(SET / name) for name in NAMES]

    def run(*options, id=handover, mapping=SET / "mapping.yaml", given=files):
        asked = ["handover", "take-over", str(id), GIVES["agency"], str(mapping), *given, *options]
        return CliRunner().invoke(app, asked)

    tried, done = run(), run("--write", "--back", str(tmp_path / "back"))
    again = run("--write", "--json", "--back", str(tmp_path / "back"))

    assert (tried.exit_code, done.exit_code, again.exit_code) == (1, 1, 2), tried.output
    assert "Only tried" in tried.output
    assert "ho-so.csv: 6 rows = 4 new + 0 there + 2 back" in done.output
    assert "columns that nobody takes: NGAY" in done.output
    assert "Fee paid (VND): 3 (600,000) " in done.output
    assert "Cannot write" in again.output, "a file that is there is not written over"
    mended = tmp_path / "back" / "ho-so.csv"
    mended.write_text(
        mended.read_text("utf-8-sig").replace("31/02", "21/02").replace(",9,", ",1,"), "utf-8"
    )
    (tmp_path / "back/le-phi.csv").write_text("HS,SO_TIEN,BIEN_LAI\n", "utf-8")
    rest = run("--write", "--json", given=[str(tmp_path / "back" / name) for name in NAMES])
    assert (rest.exit_code, json.loads(rest.output)["taken"]) == (0, 2)
    assert len(listed(handover)) == 6
    wrong = tmp_path / "mapping.yaml"
    wrong.write_bytes(MAPPING.replace(b"annex: cases", b"annex: casses"))
    for told in (run(id="x"), run(mapping=wrong), run(given=files[:2])):
        assert told.exit_code in (1, 2)
        assert not isinstance(told.exception, Exception)


@pytest.fixture
def desk():
    """Somebody at the desk on the eve."""

    def signed_in(actor):
        client = Client(SERVER_NAME="localhost")
        client.cookies["language"], client.cookies["lived"] = "vi", str(FEBRUARY)
        client.force_login(Person.objects.get(pk=actor.id))
        return client

    with override_settings(CONTINUITY_DEMO=True):
        yield signed_in


def page(response, status=200):
    told = unescape(response.content.decode())
    assert response.status_code == status, told
    return told


def upload(mapping=MAPPING, names=NAMES):
    files = [SimpleUploadedFile(name, text(name).encode()) for name in names]
    return {"mapping": SimpleUploadedFile("m.yaml", mapping), "files": files}


def test_at_the_desk_it_is_tried_first_and_what_was_tried_is_written(handover, desk):
    binh, path = desk(BINH), f"/desk/handovers/{handover}/annexes/cases/take-over"
    assert path in page(binh.get(path.removesuffix("/take-over")))

    tried = page(binh.post(path, {"key": fresh(), "do": "try", **upload()}))
    assert "Chạy thử: chưa ghi gì" in tried
    assert "4 mục mới, 0 mục đã có, 2 mục bị trả lại" in tried
    assert "Ghi 4 mục này" in tried
    assert "Cột không ai nhận: NGAY" in tried
    assert "ho-so.csv, dòng 5" in tried
    with zipfile.ZipFile(io.BytesIO(binh.get(f"{path}/rows").content)) as packed:
        assert sorted(packed.namelist()) == sorted(NAMES)
        assert "31/02/2025" in packed.read("ho-so.csv").decode("utf-8-sig")

    written = page(binh.post(path, {"key": fresh(), "do": "write"}))
    assert "Ghi 4 mục này" not in written
    assert len(listed(handover)) == 4
    seen = page(desk(DUNG).get(path))
    assert "Officer Binh" in seen
    assert "600.000" in seen
    assert "Bên nhận so với danh sách" in seen
    tried = page(desk(DUNG).post(path, {"key": fresh(), "do": "try", **upload()}))
    assert "0 mục mới, 4 mục đã có" in tried
    assert "Đếm 4 mục này" not in tried, "the list is not closed"
    dung = desk(DUNG)
    dung.post(path, {"key": fresh(), "do": "try", **upload()})
    assert "chưa khoá" in page(dung.post(path, {"key": fresh(), "do": "write"}), 409)
    verbs.close(handover, "cases", key=fresh(), **GIVES)
    assert "Đếm 4 mục này" in page(dung.post(path, {"key": fresh(), "do": "try", **upload()}))
    assert "Bên nhận" in page(dung.post(path, {"key": fresh(), "do": "write"})).replace(
        "bên", "Bên"
    )
    with acting(**TAKES):
        assert len(kept.counts(handover, "receiver", "cases")) == 4


def test_at_the_desk_what_is_wrong_is_told_on_the_page_and_mr_minh_sees_none(handover, desk):
    binh, path = desk(BINH), f"/desk/handovers/{handover}/annexes/cases/take-over"

    def tried(status, do="try", **sent):
        return page(binh.post(path, {"key": fresh(), "do": do, **sent}), status)

    assert "Hãy chọn tệp ánh xạ" in tried(422)
    assert "Hãy chọn tệp ánh xạ" in tried(422, "write"), "nothing was tried, or it is gone"
    assert "`annex` đang là casses" in tried(422, **upload(MAPPING.replace(b"cases", b"casses")))
    assert "Thiếu tệp giay-to.csv" in tried(409, **upload(names=NAMES[:3]))
    other = path.replace("cases", "archives")
    told = page(binh.post(other, {"key": fresh(), "do": "try", **upload()}), 409)
    assert "Hồ sơ đang giải quyết" in told
    assert "chỉ giữ trong nửa giờ" in page(binh.get(f"{path}/rows"), 404)
    for response in (
        desk(MINH).get(path),
        desk(MINH).post(path, upload()),
        desk(MINH).get(f"{path}/rows"),
    ):
        assert "Không có cuộc bàn giao nào như vậy" in page(response, 404)
