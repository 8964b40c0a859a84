"""The handovers of the demo, played beside the site: read on its pages, and checked without us."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.site import SIZES, faults, played, shot, too_wide

MARCH = "vn-2025-03-01-functions"
ROOMS = {
    "demo.hai": [
        (f"/desk/readiness/{MARCH}/plan", ".plan__task", 11),
        (f"/desk/readiness/{MARCH}/notice?unit=vn.31.police", "main", 1),
        (f"/notices/{MARCH}/vn.31.police", ".publicity-counters li", 1),
        (f"/desk/readiness/{MARCH}/coverage", "tbody tr", 10),
    ],
    "demo.thanh": [
        (f"/desk/readiness/{MARCH}/people", "tbody tr", 3),
        (f"/desk/readiness/{MARCH}/review", "tbody tr", 3),
    ],
    "demo.mot": [("/me/post", ".people-told div", 3)],
}
"""What each finds of how the bodies made ready: a page, and of what there are how many at least."""


@pytest.fixture(scope="module")
def bag(site, home) -> Path:
    """The package that the demo has written into its home."""
    return played(home)


def checked(bag):
    run = [sys.executable, "-I", str(bag / "data/verify/package.py"), str(bag), "--language", "en"]
    return subprocess.run(run, capture_output=True, text=True, check=False)


def test_the_package_of_the_demo_holds_and_one_altered_row_does_not(bag, tmp_path):
    """Fourteen lists are in it, also those in which there was nothing."""
    copy = tmp_path / "bag"
    shutil.copytree(bag, copy)
    found = checked(copy)
    assert found.returncode == 0, found.stdout
    assert "The package is whole" in found.stdout
    lists = sorted((copy / "data/contents/annexes").iterdir())
    assert len(lists) == 14
    path = copy / "data/contents/annexes/12-forms.csv"
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    rows[1][-1] = "501"
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)

    assert "This file was altered: data/contents/annexes/12-forms.csv" in checked(copy).stdout


@pytest.mark.parametrize(("size", "language"), [("desktop", "vi"), ("phone", "en")])
def test_seven_givers_handed_over_to_the_police_of_the_city(bag, site, page, size, language):
    page.context.add_cookies([{"name": "lived", "value": "2025-03-03", "url": site}])
    page.goto("/sign-in?next=/desk/handovers")
    page.locator("button[value='demo.hai']").click()

    page.goto("/desk/handovers")
    assert page.locator(".desk-open").count() == 8, "labour hands over two functions"
    assert not faults(page)
    assert not too_wide(page)
    shot(page, f"handed-list-{language}-{size}")
    page.locator(".desk-open").first.click()
    assert page.locator(".signing__done").count() == 3
    assert page.locator("tbody tr").count() >= 10
    assert not faults(page)
    assert not too_wide(page)
    shot(page, f"handed-one-{language}-{size}")


def test_how_the_bodies_made_ready_is_on_their_pages(bag, site, warm):
    """It is played after the handovers, whole: once the notice is there, all of it is."""
    for n, (login, pages) in enumerate(ROOMS.items()):
        size, language = (("phone", "vi"), ("desktop", "en"))[n % 2]
        width, height = SIZES[size]
        page = warm.page(site, language=language, viewport={"width": width, "height": height})
        page.context.add_cookies([{"name": "lived", "value": "2025-03-03", "url": site}])
        for _ in range(300):
            if page.goto(f"/notices/{MARCH}/vn.31.police").ok:
                break
            page.wait_for_timeout(500)
        page.goto("/sign-in?next=/desk")
        page.locator(f"button[value='{login}']").click()
        for path, what, least in pages:
            page.goto(path)
            assert page.locator(what).count() >= least, path
            assert not faults(page), path
            assert not too_wide(page), path
            shot(page, f"ready-{path.split('/')[-1].split('?')[0]}-{language}-{size}")
        warm.clean()
