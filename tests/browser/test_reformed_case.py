"""One case through a reform, as its people live it: counter, two desks, a telephone, a stranger's check.

Ms Lan files for her certificate on 26 February. On 1 March the task passes from Justice to the police,
who finish her case under the same number by the same day; what she carries home is good to everybody.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.site import SIZES, faults, shot, too_wide

pytest.importorskip("typst")
pytestmark = pytest.mark.xdist_group("pages")
NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}-\d{2}")
FILED, BEFORE, AFTER, HOME = "2025-02-26", "2025-02-27", "2025-03-03", "2025-03-04"
DUE = "05/03/2025"
"""Five working days after 26 February."""


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str]]]:
    """The small country, whose decree of 1 March is enacted: its address, the sessions of its people."""
    from django.test import override_settings

    from continuity.casework.documents.drafts import _drafters
    from tests.issuing import housed

    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        sessions = peopled(home)
        from tests.serving import listening

        with listening() as address:
            yield address, sessions
        del _drafters["certificate"]


def peopled(home) -> dict[str, str]:
    """Who files, works and decides; the police have a seal and a key from the day of the reform."""
    from datetime import date

    from continuity.casework.documents.drafts import Draft, Shown, drafts
    from continuity.casework.documents.kinds import Slots
    from continuity.casework.intake.applicants import prove
    from tests.integration.casework import CLERK, COUNTER, HER, LAN, MARCH_DAY, POLICE, enacted
    from tests.integration.service import staffed
    from tests.issuing import equipped
    from tests.people import seated
    from tests.serving import sessions
    from tests.unit.country import MARCH

    staffed()
    seated(LAN)
    enacted(MARCH)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=date.fromisoformat(FILED), key="proof")
    equipped(home, POLICE, "Công an tỉnh Một", since=MARCH_DAY)
    drafts(
        "certificate",
        lambda told: [
            Draft(
                "certificate",
                Slots(title="Phiếu lý lịch tư pháp số 1", facts=(("Mã hồ sơ", told.case.number),)),
                shown=(Shown("Mã hồ sơ", "Dossier", told.case.number),),
            )
        ],
    )
    return sessions()


@pytest.fixture
def people(town, warm):
    """A browser for each person, on a day of the demo; nobody is a stranger."""
    address, sessions = town

    def enters(who, path, day, *, language="vi", size="desktop"):
        width, height = SIZES[size]
        told = {"language": language, "viewport": {"width": width, "height": height}}
        page = warm.page(address, user=who or "nobody", patience=30_000, **told)
        cookies = {"lived": day} | ({"sessionid": sessions[f"p-{who}"]} if who else {})
        page.context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in cookies.items()]
        )
        page.goto(path)
        return page

    return enters


def well(page, name):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"reformed-{name}")


def act(page, verb, **typed):
    box = page.locator(f"#act-{verb}")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    for name, value in typed.items():
        page.locator(f"#{verb}-{name}").select_option(value)
    box.locator("button").click()
    page.locator(".desk-done").wait_for()


def on_paper(pdf):
    """Number and code as they stand on it, read by a reader that is not ours."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = told.stdout.decode()
    return re.search(r"Số: (\S+)", words)[1], re.search(r"(\w{4}-\w{4}-\w{4})\s", words)[1]


def filed(clerk):
    """The number of Ms Lan's case, taken in at the counter of her commune."""
    typed = {"name": "Nguyễn Thị Lan", "identity": "001190123456", "contact": "0912 345 678"}
    for field, value in {**typed, "place": "00001", "purpose": "Xin việc làm"}.items():
        clerk.locator(f"#{field}").fill(value)
    clerk.locator("#paper-identity-card").check()
    clerk.locator("main form button.govuk-button").click()
    clerk.wait_for_url("**/desk/cases/*")
    return NUMBER.search(clerk.locator("h1").inner_text())[0]


def test_a_case_filed_before_a_reform_is_finished_by_the_new_body_and_its_paper_is_good(
    people, tmp_path
):
    from tests.issuing import pdfsig

    number = filed(people("clerk", "/desk/file/certificate", FILED))
    path = f"/desk/cases/{number}"
    binh = people("binh", path, BEFORE)
    assert DUE in binh.locator(".desk-three").inner_text()
    assert "Sở Tư pháp" in binh.locator(".desk-three").inner_text()
    act(binh, "pay")

    dung = people("dung", path, AFTER)
    assert NUMBER.search(dung.locator("h1").inner_text())[0] == number
    three = dung.locator(".desk-three").inner_text()
    assert (DUE in three, "Công an" in three, "Sở Tư pháp" in three) == (True, True, False)
    well(dung, "desk-vi-desktop")
    act(dung, "check")
    act(people("vy", path, AFTER), "review", agree="yes")
    act(people("son", path, AFTER), "decide", outcome="granted")
    dung.goto(path)
    dung.locator("form[action$='/issue'] button").click()
    dung.locator(".desk-done").wait_for()
    assert DUE in dung.locator(".desk-three").inner_text()

    lan = people("lan", "/my", HOME, size="phone")
    lan.locator(".cases li", has_text=number).locator("a").click()
    lan.locator("a[href*='/documents/']").wait_for()
    assert "Quyết định (chấp thuận)" in lan.locator("main").inner_text()
    well(lan, "her-case-vi-phone")
    her_case = lan.url
    lan.locator("a[href$='/opinion']").click()
    lan.locator("#score-4").wait_for()
    well(lan, "her-opinion-vi-phone")
    lan.goto(her_case)
    with lan.expect_download() as download:
        lan.locator("a[href*='/documents/']").click()
    pdf = download.value.path().read_bytes()

    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert "Total document signed" in pdfsig(pdf, tmp_path)
    paper, code = on_paper(pdf)
    assert paper.endswith("/2025/GCN-CATM")
    for language, size, said in (
        ("vi", "desktop", ("là thật và đang có giá trị", "Thẩm quyền ngày đó", "có")),
        ("en", "phone", ("genuine and in force", "Competent on that day", "yes")),
    ):
        stranger = people("", "/verify", HOME, language=language, size=size)
        stranger.locator("#n").fill(paper)
        stranger.locator("#c").fill(code)
        stranger.locator("#c").press("Enter")
        stranger.locator(".answer").wait_for()
        told = stranger.locator("main").inner_text()
        assert all(
            words in told
            for words in (*said, number, "Công an tỉnh Một" if language == "vi" else "Police")
        )
        assert "Nguyễn" not in told
        well(stranger, f"verified-{language}-{size}")
