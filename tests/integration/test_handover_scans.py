"""Boxes of paper are scanned with separator sheets: Officer Binh prints them, scans, and takes in.

The sheets are printed for real, and the scan is a PDF of pictures, as a scanner makes it.
"""

from __future__ import annotations

import csv
import hashlib
import zipfile
from contextlib import nullcontext

import pypdfium2 as pdfium
import pytest
import typst
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client, override_settings
from typer.testing import CliRunner

from continuity.accounts import today as clock
from continuity.accounts.models import Person
from continuity.casework.documents import qr
from continuity.cli import handover as shared
from continuity.cli import scans as command
from continuity.cli.commands import app
from continuity.handover import verbs
from continuity.handover.batches.stacks import _as_pdf, _no_fonts, bound, stacks
from continuity.handover.sides import looking
from continuity.handover.verbs.scanning import batches
from tests.integration.handovers import (
    BINH,
    BOXES,
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
    listed,
    peopled,
    refused,
)


@pytest.fixture(scope="module")
def enacted_once(ours):
    with ours.fresh():
        peopled()
        enacted()
        id = begun()
        listed(id, "archives", BOXES)
        yield id


@pytest.fixture
def handover(enacted_once):
    with transaction.atomic():
        yield enacted_once
        transaction.set_rollback(True)


@pytest.fixture
def run(handover, monkeypatch):
    """The command as Officer Binh gives it on the eve."""
    for module in (command, shared):
        monkeypatch.setattr(module, "me", lambda: BINH)
    monkeypatch.setattr("continuity.cli.session.acting", nullcontext)
    monkeypatch.setattr(clock, "today", lambda: FEBRUARY)
    monkeypatch.setenv("CONTINUITY_LANG", "en")

    def asked(verb, *more):
        told = ["handover", verb, str(handover), GIVES["agency"], "archives", *map(str, more)]
        return CliRunner().invoke(app, told)

    return asked


def picture(folder, says, ppi):
    """A page of A4 as a scanner sees it."""
    (folder / "page.typ").write_text(f'#set page("a4", margin: 9mm)\n{says}', "utf-8")
    made = typst.Compiler(str(folder / "page.typ"), font_paths=_no_fonts())
    return made.compile(format="png", ppi=ppi)


def drawn(folder, pages):
    """The pages of a PDF, laid into the scanner a little askew."""
    turned = '#rotate(2deg, image("sheets.pdf", page: {}, width: 97%))'
    return [picture(folder, turned.format(n + 1), 80) for n in range(pages)]


def paper(folder, n):
    """A page of a file: its size and its grey are its own."""
    return picture(folder, f"#rect(width: {30 + n}mm, height: 90mm, fill: luma({90 + n}))", 20)


@pytest.fixture(scope="module")
def scanned(enacted_once, tmp_path_factory):
    """The sheets of the four boxes and some papers, as pictures."""
    folder = tmp_path_factory.mktemp("scanned")
    with pytest.MonkeyPatch.context() as patch:
        for module in (command, shared):
            patch.setattr(module, "me", lambda: BINH)
        patch.setattr("continuity.cli.session.acting", nullcontext)
        patch.setattr(clock, "today", lambda: FEBRUARY)
        asked = ["handover", "sheets", str(enacted_once), GIVES["agency"], "archives", "--out",
                 str(folder / "sheets.pdf")]  # fmt: skip
        made = CliRunner().invoke(app, asked)
    assert made.exit_code == 0, made.output
    assert len(pdfium.PdfDocument(folder / "sheets.pdf")) == 4
    return drawn(folder, 4), [paper(folder, n) for n in range(6)]


def folder_of(path, pictures):
    path.mkdir()
    for n, data in enumerate(pictures, 1):
        (path / f"scan{n}.png").write_bytes(data)
    return path


def as_pdf(path, pictures):
    """Pictures as one PDF."""
    loose = folder_of(path.parent / f"{path.stem}-loose", pictures)
    path.write_bytes(bound([one for stack in stacks([loose], path.parent) for one in stack]))
    return path


def kept_of(handover, number):
    with looking(DUNG, TAKES["agency"], FEBRUARY):
        return batches(handover, "archives", number)


def test_pages_between_sheets_become_batches_and_come_again_without_a_change(
    run, handover, scanned, tmp_path
):
    (one, two, *_), papers = scanned
    scan = as_pdf(tmp_path / "scan.pdf", [one, papers[0], papers[1], two, two, papers[2]])

    tried = run("scans", scan)
    assert (tried.exit_code, kept_of(handover, "hộp 1")) == (0, [])
    assert "6 pages = 3 in batches + 3 sheets + 0 set aside" in tried.output
    done = run("scans", scan, "--write", "--out", tmp_path / "out")
    again = run("scans", scan, "--write", "--out", tmp_path / "again")

    assert (done.exit_code, again.exit_code) == (0, 0), done.output
    assert "✓ hộp 1: 2 pages bound" in done.output
    assert "= hộp 2: 1 pages there already" in again.output
    (first,) = kept_of(handover, "hộp 1")
    assert (first.pages, first.name, first.day) == (2, "Officer Binh", FEBRUARY)
    with (tmp_path / "out/batches.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["what"], row["number"], row["pages"]) for row in rows] == [
        ("batch", "hộp 1", "2"), ("batch", "hộp 2", "1"),
    ]  # fmt: skip
    for row in rows:
        data = (tmp_path / "out" / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        assert len(pdfium.PdfDocument(data)) == int(row["pages"])
    assert rows[0]["digest"] == first.digest
    with override_settings(CONTINUITY_DEMO=True):
        desk = Client(SERVER_NAME="localhost")
        desk.cookies["lived"] = str(FEBRUARY)
        desk.force_login(Person.objects.get(pk=DUNG.id))
        at = f"/desk/handovers/{handover}/annexes/archives"
        shown = desk.get(f"{at}/thing", {"number": "hộp 1"}).content.decode()
        printed = desk.get(f"{at}/separators.pdf?after=hộp 3")
    assert "Officer Binh" in shown
    assert first.digest[:16] in shown
    assert len(pdfium.PdfDocument(printed.content)) == 1


def test_what_has_no_sheet_or_a_strange_or_second_one_or_cannot_be_read_is_set_aside(
    run, handover, scanned, tmp_path
):
    (one, two, three, four), papers = scanned
    (tmp_path / "qr.svg").write_text(qr.drawn("BGT:other:archives:BG-0000-0000-0001-00"))
    strange = picture(tmp_path, '#image("qr.svg", width: 9cm)', 80)
    torn = papers[0][: len(papers[0]) // 2]
    pictures = [papers[5], one, papers[0], two, papers[1], torn, three, papers[2], strange, papers[3],
                one, papers[4], four]  # fmt: skip
    folder = folder_of(tmp_path / "scans", pictures)
    (folder / "Thumbs.db").write_bytes(b"x")
    packed = tmp_path / "scans.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for path in folder.iterdir():
            out.write(path, f"a/../{path.name}")

    done = run("scans", packed, "--write", "--out", tmp_path / "out")

    assert done.exit_code == 1
    assert "13 pages = 2 in batches + 6 sheets + 5 set aside" in done.output
    for said in ("before any sheet", "unknown sheet", "doubled sheet", "unreadable page"):
        assert said in done.output
    assert "no page behind the sheet hộp 4" in done.output
    assert [len(kept_of(handover, f"hộp {n}")) for n in (1, 2, 3, 4)] == [1, 0, 1, 0]
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len([name for name in names if name.endswith(".pdf")]) == 5
    assert [name for name in names if name.endswith(".png")] == [
        "0004 hộp_2 1 scan5.png", "0004 hộp_2 2 scan6.png",
    ]  # fmt: skip
    assert (tmp_path / "out" / "0004 hộp_2 2 scan6.png").read_bytes() == torn


def test_other_pages_of_a_line_need_a_reason_and_the_earlier_batch_stays(
    run, handover, scanned, tmp_path
):
    (one, *_), papers = scanned
    run("scans", as_pdf(tmp_path / "a.pdf", [one, papers[0]]), "--write", "--out", tmp_path / "a")
    other = as_pdf(tmp_path / "b.pdf", [one, papers[0], papers[1]])

    told = run("scans", other, "--write", "--out", tmp_path / "b")
    assert told.exit_code == 1
    assert "differs from what is kept" in told.output
    assert len(kept_of(handover, "hộp 1")) == 1
    more = ("--write", "--out", tmp_path / "c", "--reason", "thiếu một tờ")
    assert run("scans", other, *more).exit_code == 0
    assert [(one.position, one.pages, one.reason) for one in kept_of(handover, "hộp 1")] == [
        (2, 2, "thiếu một tờ"), (1, 1, ""),
    ]  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from handover_batch")


def test_files_that_are_none_are_told_and_never_a_traceback(run, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04x")
    (tmp_path / "note.txt").write_text("x")

    for name, status in (("broken.pdf", 1), ("broken.zip", 1), ("note.txt", 1), ("none.pdf", 1)):
        told = run("scans", tmp_path / name)
        assert told.exit_code == status, told.output
        assert isinstance(told.exception, SystemExit)
    assert run("scans", tmp_path / "note.txt", "--write").exit_code == 2


def test_a_witness_and_mr_minh_bind_nothing(handover):
    for actor, agency, code in ((MAI, OFFICE, "not-your-side"), (MINH, STRANGERS, "no-handover")):
        with refused(code):
            verbs.bind(
                handover, "archives", [], actor=actor, agency=agency, on=FEBRUARY, key=fresh()
            )


def test_a_picture_is_a_page_of_its_own_size(scanned, tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(scanned[1][0])

    (page,) = pdfium.PdfDocument(_as_pdf(path, "png"))

    assert round(page.get_height() / page.get_width(), 1) == 1.4
