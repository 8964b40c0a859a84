"""The night in a browser: a school hands in its seal, and its heir gets one before its first paper.

The site is a small country's, served for real: the nation has no schools, and a night of ten bodies is
as long as one of seven thousand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from continuity.journal.record import Actor
from tests.browser.site import SIZES, faults, shot, too_wide, until

pytestmark = pytest.mark.xdist_group("pages")
CODE = re.compile(r"5000-\d{4}-\d{4}-\d{2}")
REPORT = "school-report"
FORGED = """async path => {
    const form = new FormData()
    form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
    form.set("key", "forged")
    const answer = await fetch(path, {method: "POST", body: form})
    return [answer.status, await answer.text()]
}"""
"""What a program sends that does not look whether there is a button."""


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str], str]]:
    """A small country whose schools have their seals and whose merger is enacted: its address, the
    sessions of its people, begun before a browser keeps this thread, and the number of a case that
    the school of Đông has granted and not issued."""
    from django.test import override_settings

    from continuity.casework.documents.drafts import _drafters
    from tests.issuing import housed

    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        sessions, number = peopled(home)
        from tests.serving import listening

        with listening() as address:
            yield address, sessions, number
        del _drafters[REPORT]


def peopled(home) -> tuple[dict[str, str], str]:
    from tests.integration import seals
    from tests.issuing import equipped, has_key
    from tests.people import seated
    from tests.serving import sessions

    world = seals.land()
    seals.peopled(with_reports(world))
    for body in (seals.DONG, seals.TAY):
        seals.sealed(body)
    van = Actor("p-van", "Mr Van")
    seated(van, ("head", seals.DONG))
    seals.reformed()
    seated(seals.LAN, ("officer", seals.HEIR), since=seals.DAY)
    equipped(home, seals.POLICE, "Công an tỉnh Một")
    has_key(home, seals.HEIR, "Trường Mới", since=seals.DAY)
    number = granted(van)
    return sessions(), number


def with_reports(world):
    """The school of Đông writes the school reports of the whole country."""
    from continuity.core.mandate import Function, Mandate
    from tests.integration.seals import DONG
    from tests.unit.country import DAYS, key

    held = [Mandate(REPORT, DONG, key(province), DAYS) for province in ("01", "02")]
    functions = world.functions | {REPORT: Function(REPORT)}
    return replace(world, functions=functions, mandates=(*world.mandates, *held))


def granted(head: Actor) -> str:
    """The number of a case: filed, checked and granted at the school of Đông, until the last evening."""
    from continuity.casework import catalogue, verbs
    from continuity.casework.cases import Personal
    from continuity.casework.documents.drafts import Draft, drafts
    from continuity.casework.documents.kinds import Slots
    from continuity.core.procedure import Words
    from continuity.journal.record import SYSTEM
    from tests.integration.seals import DONG, LAN, NIGHT
    from tests.integration.service import CERTIFICATE

    intake, check, _, decide, issue = CERTIFICATE.steps
    label = Words("Cấp bản sao học bạ", "Copy of a school report")
    law = replace(
        CERTIFICATE, code=REPORT, function=REPORT, label=label, fields=(), evidence=(), fee="",
        exemptions=(), steps=(intake, check, replace(decide, apart=("check",)), issue),
    )  # fmt: skip
    catalogue.forget()
    catalogue.load([law], SYSTEM)
    drafts(REPORT, lambda told: [Draft("certificate", Slots(title=label.vi))])
    her, by = Personal("Nguyễn Thị An", "001190123456", "0912345678"), {"agency": DONG, "on": NIGHT}
    filed = verbs.file(REPORT, "ground:00001", NIGHT, her, {}, actor=LAN, agency=DONG, key="file")
    verbs.check(filed.case, True, actor=LAN, key="check", **by)
    verbs.decide(filed.case, "granted", actor=head, key="decide", **by)
    return filed.number


@pytest.fixture
def people(town, warm):
    """A browser for each person, on a day of the demo."""
    address, sessions, _ = town

    def enters(who, day="2025-06-30", size="desktop", language="vi"):
        width, height = SIZES[size]
        told = {"language": language, "viewport": {"width": width, "height": height}}
        page = warm.page(address, user=f"{who} on {day}", patience=30_000, **told)
        cookies = {"lived": day, "sessionid": sessions[f"p-{who}"]}
        page.context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in cookies.items()]
        )
        page.goto("/desk/seals/")
        return page

    return enters


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"seals-{name}")


def label_of(page, school):
    """The number under the code of a school's label, as a scanner would read it."""
    return CODE.search(page.locator(".label", has_text=school).inner_text())[0]


def test_a_school_hands_in_its_seal_at_night_and_its_heir_issues_from_the_day(people, town):
    number = town[2]
    dung = people("dung")
    dung.locator("a[href*='nights/new']").click()
    dung.get_by_role("button", name="Chuẩn bị").click()
    well(dung, "new-wrong-vi-desktop")
    dung.locator("#name-1").fill("Nhà văn hóa Đông")
    dung.locator("#opens-1").fill("30/06/2025 18:00")
    dung.get_by_role("button", name="Chuẩn bị").click()
    dung.locator("#progress").wait_for()
    night = dung.url
    well(dung, "night-vi-desktop")

    hai = people("hai", language="en", size="phone")
    hai.goto(night)
    hai.get_by_role("button", name="Confirm and register").click()
    hai.locator("#progress").wait_for()
    well(hai, "night-en-phone")

    dung.goto(f"{night}/labels")
    well(dung, "labels-vi-desktop")
    codes = {school: label_of(dung, school) for school in ("Trường Đông", "Trường Tây")}

    point = people("dung", size="phone")
    point.goto(f"{night}/scan")
    assert point.locator("#code").evaluate("field => field === document.activeElement")
    point.keyboard.type(f"CD-{codes['Trường Đông']}")
    point.keyboard.press("Enter")
    point.locator(".scanned__what").wait_for()
    assert "Đã nhận" in point.locator(".scanned__what").inner_text()
    well(point, "scan-vi-phone")
    point.locator(".scanned a").click()
    well(point, "receipt-vi-phone")

    dung.goto(night)
    before = dung.locator(".far").inner_text()
    day = people("dung", day="2025-07-01", size="phone", language="en")
    day.goto("/desk/seals/bodies/vn.school.moi")
    assert "cannot issue" in day.locator(".answer").inner_text()
    well(day, "body-en-phone")
    day.locator("main a[href*='/seals/seals/']").click()
    day.get_by_role("button", name="Give it out").click()
    assert "has not been handed in" in day.locator("h1").inner_text()
    well(day, "refused-en-phone")
    day.goto(f"{night}/scan")
    day.locator("#code").fill(codes["Trường Tây"])
    day.keyboard.press("Enter")
    day.locator(".scanned__what").wait_for()
    lan = people("lan", day="2025-07-01", size="phone")
    lan.goto(f"/desk/cases/{number}")
    assert "Chưa ban hành được kết quả" in lan.locator("#lacks").inner_text()
    assert lan.locator("form[action$='/issue']").count() == 0
    well(lan, "heir-cannot-issue-vi-phone")
    status, answer = lan.evaluate(FORGED, f"/desk/cases/{number}/issue")
    assert (status, "chưa có con dấu đã đăng ký" in answer) == (422, True)
    until(dung, f"document.querySelector('.far').innerText !== {json.dumps(before)}")

    day.goto("/desk/seals/bodies/vn.school.moi")
    day.locator("main a[href*='/seals/seals/']").click()
    day.get_by_role("button", name="Give it out").click()
    day.locator(".history li").nth(1).wait_for()
    well(day, "seal-en-phone")
    day.goto("/desk/seals/bodies/vn.school.moi")
    assert "Has a seal to issue with" in day.locator("main").inner_text()

    lan.reload()
    assert lan.locator("#lacks").count() == 0
    lan.locator("form[action$='/issue'] button").click()
    lan.locator(".desk-done").wait_for()
    first = lan.locator(".desk-found").first.inner_text()
    assert "1/2025/GCN-TM" in first
    assert "Trường Mới" in first
    well(lan, "heir-first-paper-vi-phone")

    day.goto("/services/seals/void?q=truong")
    assert day.locator("tbody tr").count() == 2
    dung.goto("/desk/seals/")
    dung.locator("form[action$='/seals/lists'] button").click()
    dung.locator("[role=status]").wait_for()
    well(dung, "home-published-vi-desktop")
    day.reload()
    assert "List of 30 Jun 2025" in day.locator(".listed").inner_text()
    well(day, "void-en-phone")
    dung.goto("/services/seals/void/lists")
    well(dung, "lists-vi-desktop")


def test_mr_minh_comes_to_no_desk_of_seals(people):
    page = people("minh")

    assert "Sở Tư pháp" in page.locator("h1").inner_text()
    well(page, "minh-vi-desktop")
