"""The site as people meet it: served for real over a demo's register, looked at with Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demo import copied
from tests.spread import piece

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"desktop": (1440, 900), "phone": (360, 740)}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"]
"""What would be drawn by a pretended graphics card is drawn at once."""
AT_REST = "() => document.getAnimations().forEach(one => { try { one.finish() } catch {} })"
"""A colour on its way to another has a contrast of its own; what moves for ever goes on."""
SHOTS = Path(os.environ.get("CONTINUITY_SHOTS", "/nonexistent"))


def chromium() -> str | None:
    """The program of the system's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the site over the demo; one of two pieces has it served by a second `demo`."""
    copied(home)
    again = piece(os.environ["PYTEST_CURRENT_TEST"]) == "pages to act on"
    run = [sys.executable, "-P", "-m", "continuity", *(["demo"] if again else ["serve", "--demo"])]
    port = free_port()
    with open(home / "serve.log", "w", encoding="utf-8") as log:
        site = subprocess.Popen(
            [*run, "--port", str(port)], env=environment(home), stdout=log, stderr=log
        )
        try:
            answers(f"http://127.0.0.1:{port}/", site)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.send_signal(signal.SIGINT)
            assert site.wait(30) == 0, (home / "serve.log").read_text(encoding="utf-8")


def environment(home: Path) -> dict[str, str]:
    """What the command finds in its environment."""
    told = {"PYTHONPATH": str(ROOT / "src"), "CONTINUITY_HOME": str(home), "CONTINUITY_LANG": "en"}
    return os.environ | told


def command(home: Path, *asked: str) -> str:
    """What the command prints, beside the running site."""
    run = [sys.executable, "-P", "-m", "continuity", *asked]
    done = subprocess.run(run, env=environment(home), check=True, capture_output=True, text=True)
    return done.stdout


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def answers(url: str, site: subprocess.Popen[bytes]) -> None:
    """Waits until a site answers; raises where it ends instead."""
    for _ in range(6000):  # a demo on a machine with much else to do
        assert site.poll() is None, "the site ended; see serve.log"
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def played(home: Path) -> Path:
    """The package that the demo writes into its home once its last handover is signed too; waits for it.

    It is played beside the site: until then what is kept grows by itself.
    """
    for _ in range(600):
        written = [one for one in (home / "exports").glob("handover-*.txt") if one.stat().st_size]
        if written:
            return written[0].with_suffix("")
        time.sleep(1)
    raise AssertionError("the handovers were not played")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page, one line each; empty where it is well."""
    page.evaluate(AT_REST)
    # Told in full is what is wrong alone: all the rest takes a second a page to bring over.
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    return [
        f"{one['id']}: {one['help']} at {', '.join(str(node['target']) for node in one['nodes'][:3])}"
        for one in found.response["violations"]
    ]


def too_wide(page: Page) -> bool:
    """True where a page must be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"))


def until(page: Page, true: str) -> None:
    """Waits until something is true on the page.

    Chromium's own waiting asks from inside the page, which our content policy forbids, and fails where
    it is not true at once.
    """
    for _ in range(600):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def shot(page: Page, name: str) -> None:
    """A picture of the whole page, where CONTINUITY_SHOTS names a folder for them."""
    if SHOTS.is_dir():
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
