"""ClamAV looks at what is handed in: its own daemon, over a signature of ours."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time

import pytest
from django.conf import settings

from continuity.casework.intake.clamd import scanned
from tests.integration.casework import refused
from tests.papers import pdf

BAD = b"a programme that nobody wants"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """The daemon over one signature; the lists that it usually has would have to be downloaded."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if not program:
        pytest.skip("there is no ClamAV; `apt-get install clamav-daemon` brings it")
    home = tmp_path_factory.mktemp("clamd")
    (home / "own.ndb").write_text(f"Test.Unwanted:0:*:{BAD.hex()}\n")
    told = (
        f"LocalSocket {home}/socket\nDatabaseDirectory {home}\nForeground yes\nStreamMaxLength 1M\n"
    )
    (home / "conf").write_text(told + f"TemporaryDirectory {home}\n")
    daemon = subprocess.Popen(
        [program, "--config-file", str(home / "conf")], stdout=subprocess.DEVNULL
    )
    for _ in range(600):
        if (home / "socket").exists():
            break
        assert daemon.poll() is None, "clamd ended"
        time.sleep(0.1)
    yield f"unix:{home}/socket"
    daemon.terminate()
    daemon.wait(20)


def test_what_is_clean_passes_and_what_is_not_is_named(clamd, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_CLAMD", clamd)

    scanned(pdf() + bytes(300_000), "sạch.pdf")
    with pytest.raises(Exception, match=r"Test\.Unwanted"):
        scanned(bytes(100_000) + BAD + bytes(50), "xấu.pdf")
    with refused("scanner-away"):  # longer than the daemon takes: nobody has looked at all of it
        scanned(bytes(3_000_000), "dài.pdf")


@pytest.mark.parametrize("manner", ["nobody", "hangs up", "another word"])
def test_a_scanner_that_does_not_answer_lets_nothing_through(monkeypatch, manner):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        if manner == "nobody":
            listening.close()
        else:
            said = b"stream: who knows ERROR\0" if manner == "another word" else b""
            threading.Thread(target=answered, args=(listening, said), daemon=True).start()
        monkeypatch.setattr(settings, "CONTINUITY_CLAMD", f"tcp:127.0.0.1:{port}")

        with refused("scanner-away"):
            scanned(pdf(), "a.pdf")


def answered(listening, said):
    caller, _ = listening.accept()
    with caller:
        caller.recv(4096)
        if said:
            caller.sendall(said)


def test_without_a_scanner_files_are_taken(monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_CLAMD", "")

    scanned(BAD, "a.pdf")
