"""Ms Lan's certificate through the reform: counter, keeper, two desks, two telephones.

An officer files for her on 20 February, or she does it herself on her telephone; she pays at Justice,
whose keeper enters what a prison wrote. On 1 March the task passes to the police. The period of her old
conviction ends on 2 March: the certificate of the 3rd says that there is no record, though nothing has
run in between. She lets a nursery check it by a code, sees that it did, and ends the code.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.site import shot, too_wide
from tests.browser.test_reformed_case import NUMBER, act, on_paper, people, well

pytest.importorskip("typst")
pytestmark = pytest.mark.xdist_group("pages")
FILED, KEPT, LAST, AFTER = "2025-02-20", "2025-02-21", "2025-03-02", "2025-03-03"
DUE = "03/03/2025"
"""Ten calendar days after 20 February, and the working day after that Sunday (law of 2009)."""
__all__ = ["people"]


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str]]]:
    """The small country, whose decree of 1 March is enacted: its address, the sessions of its people."""
    from django.test import override_settings

    from tests.issuing import housed

    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        sessions = peopled(home)
        from tests.serving import listening

        with listening() as address:
            yield address, sessions


def peopled(home) -> dict[str, str]:
    """Who files, keeps, works and decides; the register knows of one judgment, and not how it ended."""
    from dataclasses import replace
    from datetime import date

    from continuity.casework import catalogue
    from continuity.casework.intake.applicants import prove
    from continuity.journal.record import SYSTEM
    from continuity.services.records import register
    from continuity.services.records.rules.facts import Main, Penalty, Served
    from continuity.services.records.rules.facts import Person as Facts
    from tests.integration.casework import (
        BINH,
        CLERK,
        COUNTER,
        HER,
        JUSTICE,
        LAN,
        MARCH_DAY,
        MINH,
        POLICE,
        enacted,
    )
    from tests.integration.service import staffed
    from tests.integration.test_records_cases import THEFT
    from tests.issuing import equipped
    from tests.people import seated
    from tests.serving import sessions
    from tests.unit.country import MARCH

    staffed()
    seated(LAN)
    seated(MINH)
    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)
    enacted(MARCH)
    day = date.fromisoformat(FILED)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=day, key="proof")
    equipped(home, POLICE, "Công an tỉnh Một", since=MARCH_DAY)
    running = replace(THEFT, penalty=Penalty(Main.PRISON, 18, None, Served.UNKNOWN))
    register.enter(
        HER.identity, HER.name, Facts((running,)), actor=BINH, agency=JUSTICE, on=day, source="bản án"
    )  # fmt: skip
    return sessions()


def filed(clerk):
    """The number of her case, taken in and paid at the counter of her commune."""
    typed = {
        "name": "Nguyễn Thị Lan", "identity": "001190123456", "contact": "0912 345 678",
        "place": "00001", "born": "01/02/1990", "birth-place": "Xã Đông", "nationality": "Việt Nam",
        "residence": "Xã Đông",
    }  # fmt: skip
    for field, value in typed.items():
        clerk.locator(f"#{field}").fill(value)
    clerk.locator("#sex [value=female]").check()
    clerk.locator("#stayed [value=one]").check()
    clerk.locator("#purpose [value=own]").check()
    clerk.locator("#ask-bans [value=no]").check()
    for paper in clerk.locator("input[name=paper]:enabled").all():
        paper.check()
    well(clerk, "records-counter")
    clerk.locator("main form button.govuk-button").click()
    clerk.wait_for_url("**/desk/cases/*")
    return NUMBER.search(clerk.locator("h1").inner_text())[0]


def completed(keeper):
    """The keeper enters the letter of the prison."""
    keeper.locator("#identity").fill("001190123456")
    keeper.locator("main form button").first.click()
    keeper.locator("#enter-completed summary").click()
    keeper.locator("#completed-judgment").select_option("a")
    keeper.locator("#completed-ended").fill("02/03/2023")
    keeper.locator("#completed-how").select_option("served")
    keeper.locator("#completed-source").fill("GCN 12/2023 của Trại giam số 6")
    well(keeper, "records-keeper")
    keeper.locator("#enter-completed button").click()
    keeper.locator(".done").wait_for()
    assert "GCN 12/2023" in keeper.locator(".versions").inner_text()


def test_her_certificate_says_what_is_true_on_the_day_of_its_issue(people, tmp_path):
    from tests.issuing import pdfsig

    number = filed(people("clerk", "/desk/file/records-one", FILED))
    path = f"/desk/cases/{number}"
    binh = people("binh", path, KEPT)
    act(binh, "pay")
    binh.get_by_role("link", name="Lý lịch tư pháp của người này").click()
    assert "Chưa thể cấp phiếu" in binh.locator("main").inner_text()
    well(binh, "records-open")
    completed(people("binh", "/desk/records/", KEPT))

    dung = people("dung", path, AFTER)
    three = dung.locator(".desk-three").inner_text()
    assert (DUE in three, "Công an" in three, "Sở Tư pháp" in three) == (True, True, False)
    dung.goto(f"/desk/records/cases/{number}")
    assert "không có án tích" in dung.locator("main").inner_text()
    well(dung, "records-clear")
    dung.locator("nav .back a, nav.no-print .back a").first.click()
    act(dung, "check")
    act(people("vy", path, AFTER), "review", agree="yes")
    act(people("son", path, AFTER), "decide", outcome="granted")
    dung.goto(path)
    dung.locator("form[action$='/issue'] button").click()
    dung.locator(".desk-done").wait_for()

    lan = people("lan", "/my", AFTER, size="phone")
    lan.locator(".cases li", has_text=number).locator("a").click()
    with lan.expect_download() as download:
        lan.locator("a[href*='/documents/']").click()
    pdf = download.value.path().read_bytes()
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = " ".join(told.stdout.decode().split())
    assert ("không có án tích" in words, "15/2020" in words, number in words) == (True, False, True)

    paper, code = on_paper(pdf)
    minh = people("minh", "/verify", AFTER, size="phone")
    minh.locator("#n").fill(paper)
    minh.locator("#c").fill(code)
    minh.locator("#c").press("Enter")
    minh.locator(".answer").wait_for()
    shown = minh.locator("main").inner_text()
    assert "là thật và đang có giá trị" in shown
    assert not re.search("Nguyễn|án tích|001190", shown)
    refused = people("minh", f"/desk/records/cases/{number}", AFTER)
    assert "15/2020" not in refused.content()
    shot(minh, "records-verified")
    checked_by_a_nursery(people, lan, paper)


def checked_by_a_nursery(people, lan, paper):
    """She makes a code on her telephone, a nursery looks on its own, and she ends it."""
    lan.get_by_role("link", name="Cho người khác kiểm tra phiếu").click()
    well(lan, "records-codes")
    lan.locator("#purpose").fill("Trường mầm non Hoa Sen, xin việc")
    lan.get_by_role("button", name="Tạo mã").click()
    code = lan.locator("#shared-code").inner_text()
    assert lan.locator("#shared-number").inner_text() == paper
    well(lan, "records-code")

    nursery = people(None, "/services/records/check", AFTER, size="phone")
    typed = {"number": paper, "code": code, "who": "Cô Hạnh, Trường mầm non Hoa Sen",
             "text": "102/2016/QH13, Điều 24"}  # fmt: skip
    for field, value in typed.items():
        nursery.locator(f"#{field}").fill(value)
    nursery.locator("#need").select_option("vulnerable")
    nursery.locator("#basis").select_option("law")
    well(nursery, "records-check")
    nursery.get_by_role("button", name="Xem").click()
    nursery.locator(".answer").wait_for()
    shown = nursery.locator("main").inner_text()
    for told in ("đang có giá trị", "Nguyễn Thị Lan", "không có án tích", "********3456"):
        assert told in shown
    assert not re.search("001190|Xã Đông|1990|15/2020", shown)
    well(nursery, "records-checked")

    lan.reload()
    lan.goto(lan.url)
    assert "Cô Hạnh" in lan.locator(".shares").inner_text()
    lan.get_by_role("button", name="Kết thúc ngay").click()
    lan.locator(".done").wait_for()
    nursery.goto("/services/records/check")
    for field, value in typed.items():
        nursery.locator(f"#{field}").fill(value)
    nursery.locator("#need").select_option("vulnerable")
    nursery.locator("#basis").select_option("law")
    nursery.get_by_role("button", name="Xem").click()
    nursery.locator("[role=alert]").wait_for()
    assert "án tích" not in nursery.locator("[role=alert]").inner_text()


HERS = {
    "place": "Xã Đông, Tỉnh Một", "born": "01/02/1990", "birth-place": "Xã Đông",
    "nationality": "Việt Nam", "residence": "Xã Đông",
}  # fmt: skip


HER_ANSWERS = ", ".join(f"input[value='{one}']" for one in ("own", "no", "female", "one", ""))


def filed_on_her_telephone(lan):
    """The number of a case that she files herself, page by page, at 360 pixels."""
    lan.locator("main form button").click()
    for _ in range(20):
        lan.wait_for_load_state()
        if lan.url.endswith("/check"):
            break
        assert not too_wide(lan)
        for field in lan.locator("main input[type=text]").all():
            told = HERS.get(field.get_attribute("id").removeprefix("f-"))
            if told and not field.input_value():
                field.fill(told)
        for group in lan.locator("main fieldset:has(input[type=radio])").all():
            group.locator(HER_ANSWERS).first.check()
        onward = lan.locator("main button[name=on], main button.govuk-button:not([name])")
        onward.first.click()
    assert lan.url.endswith("/check")
    well(lan, "records-phone-check")
    lan.locator("main form button.govuk-button").click()
    lan.wait_for_url("**/sent")
    return NUMBER.search(lan.locator("main").inner_text())[0]


def test_she_files_it_herself_on_her_telephone_and_the_police_find_it_by_the_same_number(people):
    lan = people("lan", "/services/records-one/apply", FILED, size="phone")
    number = filed_on_her_telephone(lan)
    binh = people("binh", f"/desk/cases/{number}", KEPT)
    binh.locator("form[action$='/receive'] button").click()
    binh.locator(".desk-done").wait_for()
    act(binh, "pay")

    dung = people("dung", f"/desk/cases/{number}", AFTER)

    three = dung.locator(".desk-three").inner_text()
    assert (DUE in three, "Công an" in three, "Sở Tư pháp" in three) == (True, True, False)
    lan.context.add_cookies([{"name": "lived", "value": AFTER, "url": lan.url}])
    lan.goto("/my")
    lan.locator(".cases li", has_text=number).locator("a").click()
    assert "Công an" in lan.locator("main").inner_text()
    well(lan, "records-phone-case")
