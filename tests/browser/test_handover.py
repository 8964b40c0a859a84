"""Both sides count in a browser: Officer Binh gives, Captain Dung receives, Mr Minh is refused.

The site is a small country's, served for real, with the boxes that Officer Binh has listed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.browser.site import ROOT, SIZES, faults, shot, too_wide

pytestmark = pytest.mark.xdist_group("pages")
EXAMPLE = ROOT / "docs/examples/takeover"


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str], str]]:
    """A reform in force and its handover with two lists, one of them closed: the address of the site,
    the sessions of its people, and the handover."""
    from tests.issuing import housed

    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        sessions, id = peopled(home)
        from tests.serving import listening

        with listening() as address:
            yield address, sessions, id


def peopled(home) -> tuple[dict[str, str], str]:
    from tests.integration import handovers as told
    from tests.issuing import equipped, leading
    from tests.serving import sessions

    told.peopled()
    told.enacted()
    for actor, agency in ((told.BINH, told.JUSTICE), (told.DUNG, told.POLICE)):
        leading(actor, agency)
        equipped(home, agency, actor.name)
    equipped(home, told.OFFICE, told.MAI.name)
    id = told.begun()
    told.listed(id, "archives", told.BOXES)
    told.closed(id, cases=told.CASES)
    return sessions(), str(id)


@pytest.fixture
def people(town, warm):
    """A browser for each person, without script where that is said."""
    address, sessions, id = town

    def enters(who, size="desktop", language="vi", *, script=True):
        width, height = SIZES[size]
        told = {"viewport": {"width": width, "height": height}, "java_script_enabled": script}
        page = warm.page(address, language=language, user=who, patience=30_000, **told)
        cookies = {"lived": "2025-02-27", "sessionid": sessions[f"p-{who}"]}
        page.context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in cookies.items()]
        )
        page.goto(f"/desk/handovers/{id}")
        return page

    return enters


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"handover-{name}")


def test_both_sides_count_settle_and_sign(people, town):
    binh = people("binh")
    binh.goto("/desk/handovers")
    well(binh, "list-vi-desktop")
    binh.get_by_role("link", name="Lập cuộc bàn giao").click()
    binh.get_by_role("button", name="Xem việc phải bàn giao").click()
    well(binh, "new-vi-desktop")
    binh.go_back()
    binh.go_back()
    binh.locator(".desk-open").click()
    well(binh, "begun-vi-desktop")
    binh.locator("a[href$='/annexes/archives']").click()
    binh.locator("summary", has_text="Ghi một dòng").click()
    binh.get_by_role("button", name="Ghi dòng này").click()
    binh.locator(".govuk-error-summary").wait_for()
    well(binh, "typed-wrong-vi-desktop")
    binh.get_by_role("button", name="Khoá phụ lục").click()
    binh.locator(".desk-done").wait_for()
    well(binh, "annex-vi-desktop")

    dung = people("dung", size="phone", language="en")
    well(dung, "one-en-phone")
    dung.locator("a[href$='/annexes/archives']").click()
    dung.get_by_role("link", name="Count for the receiver").click()
    well(dung, "count-en-phone")
    assert dung.locator(".tocount__yes").bounding_box()["height"] >= 80
    dung.locator(".tocount__yes").click()
    dung.get_by_text("1 of 4 are counted").wait_for()
    dung.locator("#quantity").fill("0")
    dung.keyboard.press("Enter")
    dung.get_by_text("2 of 4 are counted").wait_for()

    plain = people("dung", script=False)
    plain.goto(f"/desk/handovers/{town[2]}/annexes/archives/count")
    for _ in range(2):
        plain.locator(".tocount__yes").click()
    assert "Bên bạn đã đếm hết" in plain.locator("main").inner_text()
    shot(plain, "handover-counted-vi-desktop")
    plain.goto(f"/desk/handovers/{town[2]}/annexes/cases/count")
    plain.locator("summary", has_text="Xác nhận các mục còn lại").click()
    plain.get_by_role("button", name="Xác nhận 5 mục").click()

    binh.goto(f"/desk/handovers/{town[2]}/annexes/archives/count")
    binh.locator(".tocount__yes").click()
    binh.get_by_text("Đã đếm 1 trên 4").wait_for()
    well(binh, "count-vi-desktop")

    dung.goto(f"/desk/handovers/{town[2]}/transit")
    well(dung, "transit-en-phone")
    dung.goto(f"/desk/handovers/{town[2]}/annexes/cases/take-over")
    well(dung, "take-over-en-phone")
    dung.locator("#mapping").set_input_files(EXAMPLE / "mapping.yaml")
    dung.locator("#files").set_input_files(sorted(EXAMPLE.glob("*.csv")))
    dung.get_by_role("button", name="Try it, without writing").click()
    dung.locator("#report").wait_for()
    assert "Only tried: nothing is written" in dung.locator("#report").inner_text()
    well(dung, "take-over-tried-en-phone")

    dung.goto(f"/desk/handovers/{town[2]}/differences")
    well(dung, "differences-en-phone")
    dung.get_by_role("link", name="hộp 2").click()
    dung.get_by_role("button", name="Note it").click()
    dung.locator(".govuk-error-summary").wait_for()
    well(dung, "settle-wrong-en-phone")
    dung.locator("#reason").select_option("to-come")
    dung.locator("#words").fill("Bên giao chuyển sau")
    dung.locator("#evidence").fill("Biên bản số 7")
    dung.get_by_role("button", name="Note it").click()
    dung.locator(".desk-done").wait_for()

    binh.goto(f"/desk/handovers/{town[2]}/balance")
    well(binh, "balance-vi-desktop")
    binh.goto(f"/desk/handovers/{town[2]}")
    binh.get_by_role("button", name="Không có gì trong 12 phụ lục còn lại").click()
    binh.locator(".desk-done").wait_for()
    well(binh, "all-closed-vi-desktop")
    binh.locator("summary", has_text="Lập biên bản").click()
    binh.locator("#bases").fill("Nghị quyết số 190/2025/QH15")
    binh.locator("details .govuk-button", has_text="Lập biên bản").click()
    binh.get_by_role("button", name="Ký biên bản").click()
    binh.get_by_text("Officer Binh ký ngày").wait_for()
    dung.goto(f"/desk/handovers/{town[2]}")
    dung.get_by_role("button", name="Sign the minutes").click()
    dung.get_by_text("signed by Captain Dung").wait_for()
    mai = people("mai", size="phone")
    mai.get_by_role("button", name="Ký biên bản").click()
    mai.get_by_text("Ms Mai ký ngày").wait_for()
    well(mai, "signed-vi-phone")
    dung.goto(f"/desk/handovers/{town[2]}")
    dung.get_by_role("button", name="Everything has arrived").click()
    dung.get_by_role("button", name="Complete the handover").click()
    dung.get_by_text("The handover is completed").wait_for()
    well(dung, "completed-en-phone")
    dung.goto("/desk/handovers")
    well(dung, "list-en-phone")
    dung.goto(f"/desk/handovers/{town[2]}/annexes/archives/thing?number=hộp 1")
    well(dung, "thing-en-phone")
    binh.goto(f"/desk/handovers/{town[2]}/annexes/archives/labels")
    well(binh, "labels-vi-desktop")


def test_mr_minh_comes_to_no_handover_of_others(people):
    page = people("minh", language="en")

    assert "no such handover" in page.locator("h1").inner_text()
    well(page, "minh-en-desktop")


@pytest.mark.parametrize(("size", "language"), [("desktop", "vi"), ("phone", "en")])
def test_the_cockpit_is_read_and_used_by_keyboard(people, size, language):
    dung = people("dung", size=size, language=language)
    dung.goto("/desk/readiness/functions")
    well(dung, f"readiness-{language}-{size}")
    first = dung.locator("a.ready__cell").first
    assert first.bounding_box()["width"] >= 24
    told = dung.locator("a.ready__cell--red").first.inner_text()
    assert "▲" in told, "no colour speaks alone"
    dung.locator("a.ready__cell[href*='vn.01.police&need=premises']").first.focus()
    dung.keyboard.press("Enter")
    dung.locator("#reference").wait_for()
    well(dung, f"readiness-cell-{language}-{size}")
    dung.locator("#reference").fill("12/QĐ-UBND")
    dung.locator("#day").fill("26/02/2025")
    dung.keyboard.press("Enter")
    dung.locator(".desk-done").wait_for()
    well(dung, f"readiness-shown-{language}-{size}")
    dung.goto("/desk/readiness/functions")
    assert dung.locator("a.ready__cell--green[href*='need=premises']").count() >= 1


def test_the_cockpit_of_many_units_prints_on_paper(people):
    dung = people("dung", language="en")
    dung.goto("/desk/readiness/functions")
    dung.emulate_media(media="print")
    width = dung.evaluate("document.querySelector('.ready__cells').getBoundingClientRect().width")
    assert 0 < width < 420, "all cells of a unit stand in one line of A4"
