"""A disk that is full and an upload that breaks, through the portal's own form, over real HTTP."""

from __future__ import annotations

import os
import re
import resource
import signal
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings

from continuity.accounts.today import today
from continuity.casework import catalogue
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import prove, reading_as
from continuity.journal.record import SYSTEM
from tests.intake import CLEAN
from tests.integration.casework import CLERK, COUNTER, HER, LAN, peopled
from tests.papers import png
from tests.people import seated
from tests.serving import listening, sessions

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True, scope="module")
ROOM = 200_000
"""Bytes of the little disk; less than a photograph."""
TYPED = {"f-phone": "0912 345 678"}


@pytest.fixture(scope="module")
def site(server):
    with server.fresh(), listening() as address, pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "ALLOWED_HOSTS", ["*"])
        peopled()
        seated(LAN)
        catalogue.forget()
        catalogue.load([CLEAN], SYSTEM)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        yield address


@contextmanager
def little_disk(folder):
    """A disk of its own for the vault, which is soon full; only root may mount one."""
    folder.mkdir()
    told = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(told, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here; the limit of a file's size is tried instead")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def little_files(folder):
    """Files may not become large: write() then fails in midst, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path))
    return tmp_path


class Writing:
    """Ms Lan's draft, whose first pages she has filled in, in a browser without script."""

    def __init__(self, site, language="en"):
        self.id = drafts.begin(CLEAN.code, person=LAN, on=today()).id
        self.site, self.at = site, f"{site}/my/drafts/{self.id}"
        self.cookies = {"sessionid": sessions()[LAN.id], "language": language}
        self.sends("q-phone", TYPED)
        self.sends("q-purpose", {"f-purpose": "work"})

    def asks(self, way, page, **told):
        alone = {"headers": {"Connection": "close"}, "allow_redirects": False}
        answer = way(f"{self.at}/{page}", cookies=self.cookies, timeout=30, **alone, **told)
        self.cookies.update(answer.cookies)
        return answer

    def sends(self, page, told, **files):
        shown = self.asks(requests.get, page)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', shown.text)[1]
        self.cookies["csrftoken"] = self.cookies.get("csrftoken", token)
        return self.asks(
            requests.post, page, data={"csrfmiddlewaretoken": token, **told}, files=files or None
        )

    def uploads(self, content):
        file = ("chân dung.png", content, "image/png")
        return self.sends("p-portrait", {"more": "1"}, file=file)

    def kept(self):
        """What was typed, and the files that a row knows."""
        with reading_as(LAN, today()):
            answers = drafts.one(self.id).filled.answers
            return dict(answers), [one.name for one in papers.of_draft(self.id)]


def lying(home: Path):
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def photograph():
    """A picture that is larger than the disk, and sound."""
    head, tail = png()[:33], png()[33:]
    padding = os.urandom(ROOM + 100_000)
    return head + _chunk(b"eXIf", padding) + tail


def _chunk(kind, body):
    from zlib import crc32

    return len(body).to_bytes(4) + kind + body + crc32(kind + body).to_bytes(4)


WORDS = {
    "vi": "Không lưu được tệp: máy chủ đã hết chỗ chứa. Chưa có gì được ghi; hãy thử lại sau.",
    "en": "The file could not be kept: the server has no space left. Nothing of it was written",
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("full", [little_disk, little_files])
def test_a_full_disk_is_said_plainly_and_nothing_is_lost_or_half_kept(site, home, full, language):
    draft = Writing(site, language)
    before = draft.kept()

    with full(home / "files"):
        answer = draft.uploads(photograph())
        small = draft.uploads(png())

        assert answer.status_code == 422
        assert WORDS[language] in " ".join(answer.text.split())
        assert draft.at in draft.asks(requests.get, "p-portrait").url
        assert small.status_code == 303, "what still fits is taken"
        assert draft.kept() == (before[0], ["chân dung.png"])
        assert len(lying(home)) == 1, "the half file is gone, and the small one whole"
    assert before[0]["phone"] == "0912 345 678"
    assert before[0]["purpose"] == "work"


def test_once_there_is_room_the_same_file_is_taken(site, home):
    draft = Writing(site)
    with little_files(home / "files"):
        assert draft.uploads(photograph()).status_code == 422

    assert draft.uploads(photograph()).status_code == 303
    assert draft.kept()[1] == ["chân dung.png"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_picture_of_which_half_came_is_refused_in_words(site, home, language):
    draft, whole = Writing(site, language), png()

    answer = draft.uploads(whole[: len(whole) // 2])

    assert answer.status_code == 422
    said = {
        "vi": "Tệp chân dung.png hỏng hoặc thiếu phần cuối.",
        "en": "The file chân dung.png is damaged or its end is missing.",
    }
    assert said[language] in answer.text
    assert draft.kept()[1] == []
    assert lying(home) == []


def test_a_connection_that_is_cut_in_midst_keeps_nothing_and_the_site_goes_on(site, home):
    draft = Writing(site)
    token = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', draft.asks(requests.get, "p-portrait").text
    )[1]
    body = (
        f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    ).encode() + photograph()[:50_000]
    at = urlsplit(draft.at)
    head = (
        f"POST {at.path}/p-portrait HTTP/1.1\r\nHost: {at.netloc}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {len(body) + 200_000}\r\n"
        f"Cookie: {'; '.join(f'{name}={text}' for name, text in draft.cookies.items())}\r\n\r\n"
    )
    before = draft.kept()

    with socket.create_connection((at.hostname, at.port)) as line:
        line.sendall(head.encode() + body)

    assert draft.uploads(png()).status_code == 303, "she tries again"
    assert draft.kept() == (before[0], ["chân dung.png"])
    assert len(lying(home)) == 1
