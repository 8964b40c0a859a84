"""Ms Lan looks by herself whether her case crossed: with the script, and with the page.

Both are used as she would: from a folder, without a network and without anything of ours.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from continuity.handover.counted import audit
from continuity.handover.counted.differ import statement
from continuity.handover.counted.inclusion import inclusion
from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Tally
from continuity.handover.offline import PAGE, SCRIPT
from tests.browser.site import browser, chromium

HERS = Item(
    "cases", "H01.2025.000123", date(2025, 2, 20), date(2025, 3, 6), ("tiếp nhận",), 200_000,
    ("tờ khai", "ảnh chân dung"),
)  # fmt: skip
OTHERS = [replace(HERS, number=f"H01.2025.{n:06}", paid=n) for n in range(200, 211)]
LATE = replace(HERS, due=date(2025, 3, 16))
SECRET = b"s" * 32


def both(received=None, reasons=()):
    given = [HERS, *OTHERS]
    sides = ((given, "giver"), (given if received is None else received, "receiver"))
    giver, receiver = (
        Tally(items, secret=SECRET, handover="hai-phong-1", side=side) for items, side in sides
    )
    return giver, receiver, statement(giver, receiver, dict(reasons))


@pytest.fixture
def folder(tmp_path):
    for one in (SCRIPT, PAGE):
        shutil.copy(one, tmp_path)
    return tmp_path


def written(folder, received=None, reasons=()):
    counted = both(received, reasons)
    audit.write(folder, *counted)
    (folder / "mine.json").write_text(json.dumps(inclusion(HERS, *counted)), encoding="utf-8")
    return counted


def run(folder, *asked):
    """The script as a stranger runs it: isolated from whatever is installed."""
    command = [sys.executable, "-I", "counted_in.py", *asked]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


CASES = [
    (None, (), 0, "It crossed whole", "Đã sang đủ"),
    ([LATE, *OTHERS], (), 1, "Differs in 'due'", "Khác nhau ở “ngày hẹn trả”"),
    ([LATE, *OTHERS], ((HERS.name, "agreed with her"),), 1, "The reason in the minutes: agreed", "Lý do"),
    (OTHERS, (), 1, "The receiver did not count this.", "Bên nhận không đếm mục này."),
    ([HERS, HERS, *OTHERS], (), 1, "The receiver counted this more than once.", "hơn một lần"),
]  # fmt: skip


@pytest.mark.parametrize(("received", "reasons", "status", "english", "vietnamese"), CASES)
def test_the_script_says_what_became_of_her_case(
    folder, received, reasons, status, english, vietnamese
):
    written(folder, received, reasons)

    en = run(folder, "mine", "mine.json", "--statement", "statement.json", "--language", "en")
    vi = run(folder, "mine", "mine.json", "--statement", "statement.json")

    assert (en.returncode, vi.returncode) == (status, status), en.stdout + en.stderr
    assert english in en.stdout
    assert vietnamese in vi.stdout
    assert "H01.2025.000123" in en.stdout


def test_the_auditor_adds_up_without_a_name_and_finds_the_altered_row(folder):
    written(folder)
    fine = run(folder, "audit", ".", "--language", "en")
    table = folder / "receiver.csv"
    table.write_text(table.read_text().replace(",200000,", ",199999,"))

    altered = run(folder, "audit", ".", "--language", "en")

    assert fine.returncode == 0
    assert "12 given, 12 received" in fine.stdout
    assert "000123" not in "".join(path.read_text() for path in folder.glob("*.csv"))
    assert altered.returncode == 1
    assert "do not give the root in the minutes" in altered.stdout
    assert "(cases): changed" in altered.stdout


def test_other_minutes_than_those_of_the_file_are_noticed(folder):
    giver, *_ = written(folder)

    found = run(folder, "mine", "mine.json", "--roots", giver.root, "0" * 64, "--language", "en")

    assert found.returncode == 1
    assert "The root of the receiver is not the one in the minutes." in found.stdout


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "continuity-counted-in-1"}', "[" * 9999]
)
def test_a_file_that_is_none_is_refused_in_words(folder, text):
    (folder / "mine.json").write_text(text)

    found = run(folder, "mine", "mine.json", "--language", "en")

    assert found.returncode == 2
    assert found.stderr.startswith("This is not a file of a count")
    assert "Traceback" not in found.stderr


@pytest.fixture(scope="module")
def chrome():
    if not chromium():
        pytest.skip("there is no Chromium; `apt-get install chromium` brings it")
    with browser() as opened:
        yield opened


def test_the_page_says_the_same_in_both_languages_and_asks_the_network_for_nothing(chrome, folder):
    context = chrome.new_context(locale="vi-VN", offline=True)
    page, asked, wrong = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((folder / PAGE.name).as_uri())

    for received, reasons, status, english, vietnamese in CASES:
        page.reload()
        giver, receiver, _ = written(folder, received, reasons)
        page.set_input_files("#file", folder / "mine.json")
        page.fill("#giver", giver.root)
        page.fill("#receiver", receiver.root)
        page.locator("#answer." + ("wrong" if status else "fine")).wait_for()
        assert vietnamese in page.inner_text("#answer")
        page.click("#language")
        assert english in page.inner_text("#answer").replace("“", "'").replace("”", "'")
        page.click("#language")

    assert "H01.2025.000123" in page.inner_text("#shown")
    page.fill("#receiver", "0" * 64)
    assert "không phải mã trong biên bản" in page.inner_text("#answer")
    (folder / "other.json").write_text("{}")
    page.set_input_files("#file", folder / "other.json")
    page.get_by_text("Không đọc được tệp này.").wait_for()
    assert not wrong
    assert {url.partition(":")[0] for url in asked} == {"file"}
    context.close()
