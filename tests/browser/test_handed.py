"""The handovers of the demo, played beside the site: read on its pages, and checked without us."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.site import faults, played, shot, too_wide


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
