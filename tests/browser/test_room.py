"""The reform room in a browser: drafted by one, mended, approved by another, slipped, undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from tests.browser.site import SIZES, command, faults, shot, too_wide

NAME = "vn-2099-03-01-thu-phong"
MARCH = "/reforms/vn-2025-03-01-functions"
# One commune at the far end of the country, long after every other test.
BEGUN = {"name": NAME, "day": "01/03/2099", "vi": "Đổi tên một xã", "instrument": "7/2099/NĐ-CP"}


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"room-{name}")


@pytest.fixture
def people(warm, site):
    """A browser for each person: signs them in by one click of the demo."""

    def enters(login, size="desktop", language="vi"):
        width, height = SIZES[size]
        told = {"language": language, "viewport": {"width": width, "height": height}}
        page = warm.page(site, user=login, patience=120_000, **told)  # a slip is of the nation
        page.goto("/sign-in?next=/reforms")
        page.locator(f"button[value='{login}']").click()
        page.wait_for_url(f"{site}/reforms")
        return page

    return enters


def gone(page, path):
    """Goes to a page, also from one that was about to load itself again: that one goes first."""
    for tried in range(3):
        try:
            return page.goto(path)
        except Error as fault:
            if "interrupted" not in str(fault) or tried == 2:
                raise
    return None


def filled(page, **fields):
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)


def save(page):
    page.get_by_role("button", name="Lưu phiên bản mới").click()


def approve(page):
    gone(page, f"/reforms/drafts/{NAME}")
    page.locator("form[action$='/enact'] button:not([disabled])").click()


@pytest.fixture
def cleared(home, site):
    """The decree of this story is gone again afterwards, however far the story came."""
    yield
    assert NAME not in command(home, "reform", "list", "--json").split('"drafts"')[0]


def test_a_reform_from_its_first_line_to_its_withdrawal(people, cleared):
    hoa, quang = people("demo.hoa"), people("demo.quang", "phone", "en")
    hoa.locator("main a[href$='/reforms/new']").click()
    filled(hoa, **BEGUN | {"day": "31/02/2099"})
    hoa.get_by_role("button", name="Tạo dự thảo").click()
    assert hoa.locator("#name").input_value() == NAME
    assert hoa.locator("#day-error").is_visible()
    well(hoa, "new-wrong-vi-desktop")
    filled(hoa, day="01/03/2099")
    hoa.get_by_role("button", name="Tạo dự thảo").click()

    hoa.locator("a[href$='/add/transfer']").click()
    well(hoa, "transfer-vi-desktop")
    filled(hoa, function="criminal-records", **{"in": "Tỉnh Cà Mau"}, to="nobody")
    hoa.get_by_role("button", name="Thêm vào dự thảo").click()
    found = hoa.locator("#findings")
    found.wait_for()
    well(hoa, "findings-vi-desktop")
    hoa.locator(".problems__line").first.click()
    assert "instrument" in hoa.locator(".numbered li:target").inner_text()
    assert "to: nobody" in found.inner_text()

    text = hoa.locator("#text")
    text.fill(text.input_value().replace("nobody", "justice"))
    save(hoa)
    hoa.locator("#proof .verdict").wait_for()
    assert hoa.locator("#findings").count() == 0
    assert hoa.locator(".balances tbody tr").count() == 5
    assert hoa.locator("form[action$='/enact']").count() == 0
    assert "lãnh đạo khác" in hoa.locator("main").inner_text()
    well(hoa, "draft-vi-desktop")

    gone(quang, f"/reforms/drafts/{NAME}")
    quang.locator("#proof .verdict").wait_for()
    well(quang, "draft-en-phone")
    approve(quang)
    quang.wait_for_url(f"**/reforms/{NAME}")
    quang.locator("#proof .verdict").wait_for()
    assert "Nguyễn Thu Hoa" in quang.locator("#history").inner_text()
    assert "Lê Văn Quang" in quang.locator("#history").inner_text()
    well(quang, "in-force-en-phone")

    gone(hoa, f"/reforms/{NAME}/slip")
    filled(hoa, day="15/03/2099", reason="Chưa kịp bàn giao")
    hoa.locator("main form button").click()
    hoa.locator("#notices").wait_for()
    well(hoa, "slip-vi-desktop")
    with hoa.expect_download() as asked:
        hoa.locator("#notices a[href$='notices.csv']").click()
    assert "2099-03-15" in asked.value.path().read_text(encoding="utf-8")
    approve(quang)

    gone(hoa, f"/reforms/{NAME}/undo")
    filled(hoa, reason="Chỉ thử phòng cải cách")
    hoa.locator("main form button").click()
    hoa.wait_for_url(f"**/drafts/{NAME}")
    well(hoa, "undo-vi-desktop")
    approve(quang)
    quang.wait_for_url(f"**/reforms/{NAME}")
    assert "Chỉ thử phòng cải cách" in quang.locator("#gone").inner_text()
    well(quang, "withdrawn-en-phone")
    gone(quang, "/reforms")
    assert quang.locator(f"#withdrawn a[href$='/reforms/{NAME}']").count() == 1
    well(quang, "list-en-phone")


def test_mr_minh_reads_what_is_in_force_and_comes_no_further(people):
    minh = people("demo.minh")

    assert minh.locator("a[href$='/reforms/new']").count() == 0
    assert minh.goto("/reforms/new").status == 403
    well(minh, "refused-vi-desktop")


def test_a_decree_in_force_is_read_by_anybody(page, language, size):
    page.goto("/reforms")
    well(page, f"reforms-{language}-{size}")
    page.goto(f"{MARCH}?kind=functions-passing")
    page.locator("#proof .verdict").wait_for(timeout=60_000)
    assert page.locator(".balances tbody tr").count() == 5
    well(page, f"reform-{language}-{size}")

    page.locator("#plan tbody th a[href*='criminal-records']").click()
    page.locator("#plan h3").wait_for()
    assert page.locator("#plan tbody tr").count() == 60  # of 63 provinces, on two pages
    well(page, f"drilled-{language}-{size}")
