"""What changes for me: two questions and one sheet, kept nowhere."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import psycopg
import pytest
import segno

from continuity.config.cluster.lease import lease
from continuity.packs.papers import papers
from tests.browser.site import faults, played, shot, too_wide

TYPED = "Số 7 ngõ Bí Mật 4711, Phường Bến Nghé, Quận 1, TP.HCM"
BEN_NGHE, NGOC_HA = "26740@2025-01-01", "00016@2025-01-01"
PAPERS = ("identity-card", "driving-licence", "residence", "birth-certificate")
NOW = "Phường Sài Gòn, Thành phố Hồ Chí Minh"


def answer(unit, papers=PAPERS, on="2026-11-23"):
    query = [("unit", unit), *(("paper", paper) for paper in papers), ("on", on)]
    return f"/changes/answer?{urlencode(query)}"


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"{name}-{language}-{size}")


def walked(page):
    """The whole way, as somebody goes it."""
    page.goto("/changes")
    page.locator("#address").fill(TYPED)
    page.locator("#address").press("Enter")
    page.wait_for_url("**/changes/papers?**")
    for paper in PAPERS:
        page.locator(f"label[for=paper-{paper}]").click()
    page.locator("main button").click()
    page.wait_for_url("**/changes/answer?**")


def test_an_address_and_some_papers_lead_to_one_page(page, language, size):
    page.goto("/changes")
    well(page, "changes", language, size)

    walked(page)

    assert page.locator("h1").inner_text() == NOW
    assert "Phường Bến Nghé, Quận 1" in page.locator(".answer").inner_text()
    assert "1685/NQ-UBTVQH15" in page.locator(".answer").inner_text()
    assert page.locator(".paper").count() == len(PAPERS)
    assert page.locator(".counter").count() >= 2
    assert page.locator("text='chưa xác minh'" if language == "vi" else "text=unverified").count()
    well(page, "changes-answer", language, size)
    page.go_back()
    well(page, "changes-papers", language, size)


def test_a_code_that_was_used_again_is_a_choice_and_what_was_cut_has_candidates(
    page, language, size
):
    page.goto("/changes")
    page.locator("#address").fill("26740")
    page.locator("#address").press("Enter")
    page.locator(".choices").wait_for()
    assert page.locator(".choices a").count() == 2
    well(page, "changes-choice", language, size)

    page.goto(answer(NGOC_HA))
    assert page.locator(".answer--open").count() == 1
    well(page, "changes-cut", language, size)
    page.locator(".candidates a").last.click()
    page.wait_for_url("**now=**")
    assert page.locator("h1").inner_text() == "Phường Ngọc Hà, Thành phố Hà Nội"


@pytest.mark.parametrize("text", ["", "Tỉnh Hải Dương", "nowhere at all"])
def test_what_is_no_commune_is_said_beside_the_field(warm, site, text):
    page = warm.page(site)
    page.goto("/changes")
    page.locator("form[action^='/changes']").evaluate("form => form.noValidate = true")
    page.locator("#address").fill(text)
    page.locator("#address").press("Enter")

    page.locator("[role=alert]").wait_for()
    assert page.locator("#address").input_value() == text
    assert faults(page) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_prints_on_one_sheet_with_its_own_address_to_scan(warm, site, language):
    page = warm.page(site, language=language)

    for unit, held in ((BEN_NGHE, PAPERS), (BEN_NGHE, papers()), (NGOC_HA, papers())):
        page.goto(answer(unit, held))
        sheet = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    edges = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet).groups()
    assert [round(float(edge)) for edge in edges] == [595, 842]  # A4 in points
    page.goto(answer(BEN_NGHE))
    drawn = segno.make(site + answer(BEN_NGHE), error="m", micro=False).svg_inline(
        border=2, omitsize=True
    )
    assert re.search(r' d="([^"]+)"', drawn)[1] == page.locator(
        ".sheet__qr path"
    ).last.get_attribute("d")


def test_it_goes_without_script_and_keeps_nothing(chrome, warm, site, home):
    walked(warm.page(site))  # whatever a first visit makes is made now
    warm.clean()
    played(home)
    before = kept(home)

    context = chrome.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    walked(page)

    assert page.locator("h1").inner_text() == NOW
    assert context.cookies() == []
    assert kept(home) == before
    assert not [url for url in seen if "4711" in url or "M%E1%BA%ADt" in url]
    for log in home.rglob("*log*"):
        if log.is_file():
            told = log.read_text(encoding="utf-8", errors="replace")
            assert "4711" not in told
            assert BEN_NGHE not in told
    context.close()


CLOCKWORK = ("journal_block", "procrastinate_")
"""What the site's own clock adds to every ten minutes, whether anybody visits it or not."""


def kept(home):
    """How many rows each table of the database has, and whether any holds what was typed.

    Rows of the clockwork are not counted; what they hold is looked at all the same.
    """
    with lease(home / "cluster") as cluster, psycopg.connect(cluster.url("owner")) as database:
        named = "select tablename from pg_tables where schemaname = 'public'"
        tables = [name for (name,) in database.execute(named)]
        counted = 'select count(*), bool_or(t::text like %s) from "{}" t'.format
        found = {table: database.execute(counted(table), ["%4711%"]).fetchone() for table in tables}
    return {
        table: (0 if table.startswith(CLOCKWORK) else rows, bool(typed))
        for table, (rows, typed) in found.items()
    }
