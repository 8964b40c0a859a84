"""The desk in a browser: from the counter to the result, by mouse, by keyboard and without script.

The site is a small country's, served for real: Ms Lan's certificate is one of a handful of cases, so
that what a list shows is known to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.browser.site import SIZES, faults, shot, too_wide
from tests.database import as_owner

pytestmark = pytest.mark.xdist_group("pages")
NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}-\d{2}")
LONG = "Công Tằng Tôn Nữ Hoàng Thị Ngọc Ỷ Lan Phượng Vỹ Quỳnh Nguyễn"
SIDES = [("vi", "desktop"), ("en", "phone")]
"""Each page is looked at in each language and on each device once."""
BEFORE, OVER = "2025-02-27", "2026-03-02"


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """The small country with some cases: its address, the sessions of its people, the numbers."""
    from django.test import override_settings

    home = str(tmp_path_factory.mktemp("home"))
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True, CONTINUITY_HOME=home):
        from tests.serving import listening, sessions

        cases, begun = peopled(), sessions()
        with listening() as address:
            yield address, begun, cases


def peopled() -> dict[str, str]:
    """Who works here, and the numbers of the cases that others have filed."""
    from continuity.casework import catalogue, verbs
    from continuity.core.procedure import Output, Term, Unit
    from continuity.journal.record import SYSTEM, Actor
    from tests.integration.casework import BINH, FILED, HER
    from tests.integration.service import CERTIFICATE, by, hers_by_law, said, staffed
    from tests.people import seated

    staffed()
    seated(Actor("p-thu", "Ms Thu"), ("officer", "vn.00002.commune-police"))
    year = Output("certificate", said("Phiếu", "Certificate"), kept_for=Term(1, Unit.YEARS))
    catalogue.load([replace(CERTIFICATE, version=2, since=FILED, outputs=(year,))], SYSTEM)
    cases = {}
    for name in ("asked", "paused", "late", "keys", "twice", "old-vi", "old-en", "over"):
        receipt = hers_by_law(name, personal=replace(HER, name=f"Trần Thị {name}"))
        cases[name] = receipt.number
        if name.startswith("old"):
            verbs.withdraw(receipt.case, "Không cần nữa", **by(BINH, key=f"withdraw {name}"))
    with as_owner() as cursor:
        cursor.execute("update accounts_person set login = 'demo.clerk' where id = 'p-clerk'")
        cursor.execute("update accounts_person set login = 'demo.binh' where id = 'p-binh'")
    return cases


@pytest.fixture(scope="module")
def people(town, chrome):
    """A page for somebody on a day of the demo; each has a browser of their own, which stays warm."""
    address, sessions, _ = town
    opened = {}

    def enters(who, path="/desk", day=BEFORE, language="vi", size="desktop", script=True):
        width, height = SIZES[size]
        told = {"viewport": {"width": width, "height": height}, "java_script_enabled": script}
        if (key := (who, size, script)) not in opened:
            opened[key] = chrome.new_context(**told, base_url=address)
            opened[key].set_default_timeout(30_000)
        cookies = {"language": language, "lived": day, "sessionid": sessions[f"p-{who}"]}
        opened[key].add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        page = opened[key].pages[0] if opened[key].pages else opened[key].new_page()
        page.goto(path)
        return page

    yield enters
    for context in opened.values():
        context.close()


@pytest.fixture
def cases(town):
    return town[2]


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"desk-{name}")


def fill_in(page, name):
    page.locator("#name").fill(name)
    page.locator("#contact").fill("0912 345 678")
    page.locator("#place").fill("00001")
    page.locator("#purpose").fill("Xin việc làm")
    page.locator("#paper-identity-card").check()


def act(page, verb, **typed):
    """Opens an act of the case's page, fills it in and sends it."""
    box = page.locator(f"#act-{verb}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in typed.items():
        field = page.locator(f"#{verb}-{name}")
        if field.evaluate("field => field.matches('select')"):
            field.select_option(value)
        elif field.evaluate("field => field.matches('fieldset')"):
            field.locator(f"input[value={value}]").check()
        else:
            field.fill(value)
    box.locator("button").click()


def click(page, verb):
    page.locator(f"form[action$='/{verb}'] button").click()
    page.locator(".desk-done").wait_for()


def focused(page, selector):
    return bool(page.evaluate("what => document.activeElement.matches(what)", selector))


def press_until(page, selector, key="Tab"):
    for _ in range(80):
        if focused(page, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


@pytest.mark.parametrize(("language", "size"), SIDES)
def test_a_case_goes_from_the_counter_to_its_result(people, language, size):
    def enters(who, path="/desk"):
        return people(who, path, language=language, size=size)

    side = f"{language}-{size}"
    clerk = enters("clerk", "/desk/file")
    well(clerk, f"services-{side}")
    clerk.locator("#service").fill("ly lich")
    clerk.locator("#service").press("Enter")
    clerk.locator(".desk-open").first.click()
    clerk.locator("main form button.govuk-button").click()
    clerk.locator(".govuk-error-summary").wait_for()
    assert focused(clerk, ".govuk-error-summary")
    well(clerk, f"file-wrong-{side}")
    fill_in(clerk, f"{LONG} {language}")
    clerk.locator("main form button.govuk-button").click()
    clerk.wait_for_url("**/desk/cases/*")
    number = NUMBER.search(clerk.locator("h1").inner_text())[0]

    binh = enters("binh")
    well(binh, f"inbox-{side}")
    binh.locator("#q").fill(f"y lan phuong vy {language}")
    binh.locator("#q").press("Enter")
    binh.wait_for_url(f"**/cases/{number}")
    assert LONG not in binh.content()
    click(binh, "claim")
    binh.locator("#group-name").check()
    binh.locator("form[action*='/read'] button").click()
    binh.locator("dd", has_text=LONG).wait_for()
    well(binh, f"case-read-{side}")
    act(binh, "pay")
    act(binh, "check")
    binh.locator(".desk-done").wait_for()

    tuan = enters("tuan", f"/desk/cases/{number}")
    act(tuan, "review", agree="no")
    tuan.locator(".govuk-error-summary").wait_for()
    well(tuan, f"review-refused-{side}")
    act(tuan, "review", agree="yes")
    tuan.locator(".desk-done").wait_for()
    hoa = enters("hoa", f"/desk/cases/{number}")
    act(hoa, "decide", outcome="granted")
    hoa.locator(".desk-done").wait_for()
    binh.goto(f"/desk/cases/{number}")
    click(binh, "issue")
    act(binh, "deliver", channel="counter")
    binh.locator(".state--ended").first.wait_for()
    well(binh, f"delivered-{side}")


@pytest.mark.parametrize(("language", "size"), SIDES)
def test_work_is_shared_out_counted_and_in_the_end_destroyed(people, cases, language, size):
    told = {"language": language, "size": size}
    hoa = people("hoa", **told)
    for name in ("asked", "paused"):
        hoa.locator(f"input[value='{cases[name]}']").check()
    hoa.locator("#to").select_option(label="Mr Tuan")
    hoa.locator("button[value=assign]").click()
    hoa.locator(".desk-done").wait_for()
    well(hoa, f"shared-out-{language}-{size}")
    hoa.goto("/desk")
    hoa.locator(f"input[value='{cases['paused']}']").check()
    hoa.locator("button[value=apologise]").click()
    hoa.locator("#many-until").wait_for()
    well(hoa, f"many-{language}-{size}")
    hoa.goto("/desk/load")
    assert "Mr Tuan" in hoa.locator("table").first.inner_text()
    well(hoa, f"load-{language}-{size}")
    hoa.goto(f"/desk/inspection?number={cases['asked']}")
    well(hoa, f"inspection-{language}-{size}")

    binh = people("binh", "/desk/retention", day=OVER, **told)
    for box in binh.locator("input[name=case]").all():
        box.set_checked(box.get_attribute("aria-label").endswith(cases[f"old-{language}"]))
    well(binh, f"retention-{language}-{size}")
    binh.locator("main form button.govuk-button").click()
    binh.wait_for_url("**/retention/*")
    other = people("hoa", binh.url, day=OVER, **told)
    other.locator("main > form button").click()
    other.locator(".desk-done").wait_for()
    well(other, f"retention-done-{language}-{size}")


@pytest.mark.parametrize(("language", "size"), SIDES)
def test_what_is_missing_is_asked_for_and_a_clock_is_stopped(people, cases, language, size):
    page = people("hoa", f"/desk/cases/{cases['late' if language == 'vi' else 'over']}",
                  day="2025-03-03", language=language, size=size)  # fmt: skip
    well(page, f"late-{language}-{size}")
    act(page, "apologise", words="Nhiều hồ sơ cùng lúc")
    page.locator(".desk-done").wait_for()
    act(page, "pause", reason="survey", words="Cần xem tại chỗ")
    page.locator(".desk-lateness--still").wait_for()
    click(page, "resume")
    act(page, "ask-supplement", items="residence")
    page.locator(".govuk-error-summary a").click()
    assert focused(page, "#ask-supplement-words")
    assert page.locator("#ask-supplement-items input[value=residence]").is_checked()
    well(page, f"supplement-wrong-{language}-{size}")
    page.locator("#ask-supplement-words").fill("Cần giấy tờ về nơi cư trú hiện tại")
    page.locator("#act-ask-supplement button").click()
    page.locator(".desk-three--change").first.wait_for()

    number = NUMBER.search(page.locator("h1").inner_text())[0]
    clerk = people("thu", "/desk/file", day="2025-03-04", language=language, size=size)
    clerk.locator("#shown").fill(number.replace("-", " "))
    clerk.locator("#shown").press("Enter")
    clerk.wait_for_url("**/desk/counter/*")
    well(clerk, f"counter-{language}-{size}")
    clerk.locator("form[action$='/answer-supplement'] button").click()
    clerk.locator(".govuk-error-summary").wait_for()
    clerk.locator("#paper-residence").check()
    clerk.locator("form[action$='/answer-supplement'] button").click()
    clerk.locator(".desk-done").wait_for()
    clerk.locator("form[action$='/pay'] button").click()
    clerk.locator(".desk-done").wait_for()
    left = clerk.locator("main form").evaluate_all("all => all.map(f => f.action)")
    assert [action.rpartition("/")[2] for action in left] == ["choose-languages", "withdraw"]


def test_a_case_is_taken_and_stopped_by_keyboard_alone(people, cases):
    page = people("binh", "/desk?show=unclaimed")
    before = page.locator(".desk-open").count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page, "tr.desk-here .desk-open")
    page.keyboard.press("x")
    assert page.locator("tr.desk-here input").is_checked()
    press_until(page, "button[value=claim]")
    page.keyboard.press("Enter")
    page.locator(".desk-done").wait_for()
    assert page.locator(".desk-open").count() >= before

    page.keyboard.press("/")
    assert focused(page, "#q")
    page.keyboard.type(cases["keys"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*")
    press_until(page, "#act-pause > summary")
    page.keyboard.press("Enter")
    press_until(page, "#pause-words")
    page.keyboard.type("Cần xác minh")
    press_until(page, "#act-pause button")
    page.keyboard.press("Enter")
    page.locator(".desk-lateness--still").wait_for()


def test_somebody_is_served_at_the_counter_without_script(people):
    page = people("clerk", "/desk/file/certificate", language="en", script=False)
    fill_in(page, "Lê Văn Không")
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/desk/cases/*")
    number = NUMBER.search(page.locator("h1").inner_text())[0]

    binh = people("binh", f"/desk/search?q={number}", script=False)
    act(binh, "pause", reason="verification", words="Hỏi nơi cư trú cũ")
    binh.locator(".desk-lateness--still").wait_for()


def test_a_double_click_and_a_reload_do_nothing_twice(people, cases):
    clerk = people("clerk", "/desk/file/certificate")
    fill_in(clerk, "Phạm Bấm Đúp")
    clerk.locator("main form button.govuk-button").dblclick()
    clerk.wait_for_url("**/desk/cases/*")
    clerk.reload()

    binh = people("binh", "/desk/search?q=pham bam dup")
    assert NUMBER.search(binh.locator("h1").inner_text()), "one case was filed, and found at once"
    binh.locator("form[action$='/claim'] button").dblclick()
    binh.locator(".desk-done").wait_for()
    binh.reload()
    assert binh.locator(".desk-history li").count() == 2


def test_nothing_that_was_typed_is_lost_where_the_session_had_ended(people):
    clerk = people("clerk", "/desk/file/certificate")
    fill_in(clerk, "Vũ Thị Hết Giờ")
    clerk.context.clear_cookies(name="sessionid")
    clerk.locator("main form button.govuk-button").click()
    clerk.locator("button[value='demo.clerk']").click()
    clerk.wait_for_url("**/desk/file/certificate")
    assert clerk.locator("#name").input_value() == "Vũ Thị Hết Giờ"
    assert clerk.locator("#paper-identity-card").is_checked()
    well(clerk, "again-vi-desktop")
    clerk.locator("main form button.govuk-button").click()
    clerk.wait_for_url("**/desk/cases/*")
    number = NUMBER.search(clerk.locator("h1").inner_text())[0]

    binh = people("binh", f"/desk/cases/{number}", language="en")
    binh.context.clear_cookies(name="sessionid")
    act(binh, "ask-supplement", items="residence", words="Cần giấy tờ cư trú")
    binh.locator("button[value='demo.binh']").click()
    binh.locator("#act-ask-supplement[open]").wait_for()
    assert binh.locator("#ask-supplement-words").input_value() == "Cần giấy tờ cư trú"
    assert binh.locator("#ask-supplement-items input[value=residence]").is_checked()
    binh.locator("#act-ask-supplement button").click()
    binh.locator(".desk-three--change").first.wait_for()


def test_mr_minh_is_told_that_there_is_no_such_case(people, cases):
    page = people("minh", f"/desk/cases/{cases['late']}")

    assert "Trần" not in page.content()
    well(page, "minh-vi-desktop")
