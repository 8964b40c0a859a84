"""The five doors, walked in both languages on both devices, by keyboard to what they are for."""

from __future__ import annotations

from tests.browser.site import faults, shot, too_wide

DRAFT = "vn-2098-03-01-five-doors"
EMPTY = f"""decree: {DRAFT}
effective: 2098-03-01
title: {{vi: Đổi tên một xã, en: A commune is renamed}}
instruments:
  - number: 8/2098/NĐ-CP
    adopted: 2098-01-02
    in-force: 2098-03-01
    operates: 2098-03-01
    verified: "false"
clauses: []
"""
LAW = (
    "Điều 1. Sắp xếp các đơn vị hành chính cấp xã của tỉnh Cà Mau\n"
    "1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Không Có và xã Cũng Không thành xã "
    "mới có tên gọi là xã Thử Nghiệm.\n2. Xã này nằm cạnh một dòng sông.\n"
)
# What lies behind these four is looked at by tests of their own.
DOORS = {
    "citizen": ("/changes", "#address"),
    "officer": ("/who", "#function"),
    "inspector": ("/units", "#q"),
    "developer": ("/developers", "main a"),
}
PLANNER = (
    "/reforms/new", "/reforms/law",
    *(f"/reforms/drafts/{DRAFT}/add/{kind}" for kind in ("transfer", "merge", "rename")),
)  # fmt: skip


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"door-{name}")


def reached(page, selector):
    """The main thing of a page is among what the keyboard comes to, and shows that it is there."""
    wanted = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return True
    return False


def test_four_doors_open_by_keyboard(page, language, size):
    for door, (leads, main) in DOORS.items():
        page.goto("/")
        page.locator(f".doors a[href='{leads}']").press("Enter")
        page.wait_for_url(f"**{leads}")
        assert reached(page, main)
        well(page, f"{door}-{language}-{size}")


def test_the_planners_door_is_walked(page, language, size):
    page.goto("/sign-in?next=/reforms/new")
    page.locator("button[value='demo.hoa']").press("Enter")
    page.wait_for_url("**/reforms/new")
    draft_is_there(page)

    for path in PLANNER:
        page.goto(path)
        assert reached(page, "main form button[type=submit]")
        well(page, f"planner-{path.rsplit('/', 1)[1]}-{language}-{size}")
        page.locator("main form button[type=submit]").first.press("Enter")
        told = page.locator("[role=alert] li").all_inner_texts()
        assert len(set(told)) == len(told) > 0  # each says which field it is about
        well(page, f"planner-{path.rsplit('/', 1)[1]}-wrong-{language}-{size}")
    page.goto("/reforms/law")
    page.locator("#text").fill(LAW)
    page.locator("main form button[type=submit]").press("Enter")
    page.locator(".law-text").wait_for()
    for link in page.locator(".problems a").all():
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1
    well(page, f"planner-law-read-{language}-{size}")


def draft_is_there(page):
    """Made by whoever comes first; the others find it."""
    if page.request.get(f"/reforms/drafts/{DRAFT}").status != 200:
        page.locator("#text").fill(EMPTY)
        page.locator("form[enctype] button").click()
        page.wait_for_url(f"**/drafts/{DRAFT}")
