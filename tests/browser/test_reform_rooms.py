"""The rooms beside a handover as people meet them: notices, people, plans and rules, on one small site.

Looked at on a telephone and on a desk, in both languages, by axe; what they do is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.browser.site import faults, shot, too_wide

pytestmark = pytest.mark.xdist_group("pages")
SIZES = {"phone": (390, 844), "desktop": (1440, 900)}
NOTICE = "/notices/functions/vn.01.police"
PAGES = {
    "notices": ("/notices", ""),
    "notice-list": ("/notices/functions", ""),
    "notice": (NOTICE, ""),
    "notice-easy": (f"{NOTICE}?form=easy", ""),
    "notice-none": (f"{NOTICE}?in=khm", ""),
    "moved": ("/moved?on=2025-07-01", ""),
    "notice-desk": ("/desk/readiness/functions/notice?unit=vn.01.police", "hai"),
    "contacts": ("/desk/contacts", "hoa"),
    "own-post": ("/me/post", "dung"),
    "alerts": ("/me/alerts", "dung"),
    "own-check": ("/me/post/functions/criminal-records?agency=vn.01.police", "dung"),
    "everybody": ("/desk/readiness/map/people", "hoa"),
    "coverage": ("/desk/readiness/functions/coverage", "hai"),
    "plan": ("/desk/readiness/functions/plan", "dung"),
    "rules": ("/rules?unit=00002%402025-07-01&on=2025-07-01", ""),
    "read-as": ("/read-as/map", ""),
    "review": ("/desk/readiness/map/review", "hoa"),
    "secondments": ("/desk/secondments", "hoa"),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory, ours) -> Iterator[tuple[str, dict[str, str]]]:
    """Reforms in force, and something in each room: the address of the site and the sessions."""
    from tests.issuing import housed

    home = tmp_path_factory.mktemp("home")
    with ours.fresh(), housed(home), override_settings(CONTINUITY_DEMO=True):
        sessions = peopled()
        from tests.serving import listening

        with listening() as address:
            yield address, sessions


def peopled() -> dict[str, str]:
    from continuity.handover.plans.escalate import escalate
    from tests.integration import handovers as told
    from tests.serving import sessions
    from tests.unit.country import JULY

    told.peopled()
    told.enacted()
    told.enacted(JULY, "map")
    _noticed(told)
    _settled(told)
    _planned(told)
    _reviewed(told)
    escalate()
    return sessions()


def _noticed(told) -> None:
    from continuity.handover.notice import acts, contacts

    there = {"actor": told.HAI, "agency": told.POLICE, "on": told.FEBRUARY, "key": "n"}
    acts.publish("functions", told.POLICE, "Cổng thông tin điện tử tỉnh", **there)
    rows = f"body,way,value,since,last,source\n{told.JUSTICE},site,stp.mot.gov.vn,2025-01-01,,Sổ\n"
    found, _ = contacts.from_table(rows.encode())
    contacts.enter(found, actor=told.HOA, agency=told.JUSTICE, on=told.FEBRUARY)


def _settled(told) -> None:
    from continuity.casework import catalogue
    from continuity.handover.people import acts
    from continuity.journal.record import SYSTEM
    from tests.integration.service import CERTIFICATE

    catalogue.forget()
    catalogue.load([CERTIFICATE], SYSTEM)
    there = {"actor": told.HOA, "agency": told.JUSTICE, "on": told.FEBRUARY, "key": "p"}
    asked = {"question": "Về Sở hay về Công an?", "owner": "Bà Hoa", "due": told.MARCH_DAY}
    acts.settle(
        "map", told.BINH.id, told.JUSTICE, "question", category="civil-servant", **asked, **there
    )


def _planned(told) -> None:
    from continuity.handover.plans import acts

    there = {"actor": told.DUNG, "agency": told.POLICE, "on": told.FEBRUARY}
    acts.begin("functions", "takes-over", key="t", **there)
    acts.ask("functions", "Phôi cũ dùng đến khi nào?", "Bà Hoa", told.MARCH_DAY, key="q", **there)


def _reviewed(told) -> None:
    from continuity.handover.review import kept
    from tests.unit.country import key

    row = f"law,1/QĐ,Lệ phí xã Tây,2025-02-01,{told.JUSTICE},{key('00002')},,,,,,,,Công báo"
    found, _ = kept.from_table(f"{','.join(kept.COLUMNS)}\n{row}".encode())
    kept.enter(found, actor=told.HOA, agency=told.JUSTICE, on=told.FEBRUARY)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_reads_well_on_a_telephone_and_on_a_desk(town, warm, size):
    address, sessions = town
    width, height = SIZES[size]
    told = {"viewport": {"width": width, "height": height}}
    language = "en" if size == "phone" else "vi"
    wrong = {}
    for who in ("", *sorted({who for _, who in PAGES.values() if who})):
        page = warm.page(address, language=language, **told)
        cookies = {"lived": "2025-02-27"} | ({"sessionid": sessions[f"p-{who}"]} if who else {})
        page.context.add_cookies(
            [{"name": n, "value": v, "url": address} for n, v in cookies.items()]
        )
        for name, (path, whose) in PAGES.items():
            if whose == who:
                answer = page.goto(path)
                assert answer.status == 200, path
                assert page.locator("h1").count() == 1, path
                found = [*faults(page), *(["too wide"] if too_wide(page) else [])]
                wrong |= {name: found} if found else {}
                shot(page, f"rooms-{name}-{size}")
        warm.clean()
    assert not wrong
