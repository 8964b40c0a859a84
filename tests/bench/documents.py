"""Speeds of papers on one core: typeset warm, signed, signed with the time of an authority over HTTP.

python tests/bench/documents.py

CPU of this process and wall clock; the authority is in a process of its own. Nothing here asserts a time.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import configure  # noqa: E402

RUNS = 50
SERVES = """
import sys, time
sys.path[:0] = sys.argv[1:]
from tests.database import configure
configure("postgresql:///nowhere", "postgresql:///nowhere")
from tests.issuing import time_authority
with time_authority() as address:
    print(address, flush=True)
    sys.stdin.read()
"""


def timed(name: str, work: Callable[[int], object]) -> None:
    """Prints the wall clock of some runs, and the CPU of this process for each."""
    work(-1)
    spent, cpu = [], time.process_time()
    for n in range(RUNS):
        began = time.perf_counter()
        work(n)
        spent.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / RUNS
    spent.sort()
    shown = " / ".join(f"{spent[int(len(spent) * part)]:.1f}" for part in (0, 0.5, 0.95))
    print(f"  {name:<44} {shown} ms; CPU {cpu:.1f} ms")


def main() -> None:
    """All of it, without a database."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    configure("postgresql:///nowhere", "postgresql:///nowhere")
    from django.test import override_settings

    from continuity.casework.documents import qr
    from continuity.casework.documents.kinds import Frame, kind_of
    from continuity.casework.documents.sign import signed
    from continuity.casework.documents.typeset import typeset
    from tests.issuing import CERTIFICATE, keyed

    now = datetime.now(tz=UTC)
    told = f"Python {platform.python_version()} · {platform.machine()} · one core"
    print(f"{now.date()} · {told} · minimum / median / 95 %")
    code = qr.drawn(qr.content(qr.Told("https://papers.example", "1/2026/GCN", "ABCD-EFGH-JKMN")))
    frame = Frame("Công an thành phố Hải Phòng", date(2026, 1, 5), qr=code, signer="Nguyễn Thị Lan")
    kind = kind_of("certificate")

    def page(n: int) -> object:
        return typeset(kind, CERTIFICATE.slots, replace(frame, number=f"{n}/2026/GCN-CATPHP"))

    timed("typeset a certificate of a page", page)
    paper = typeset(kind, CERTIFICATE.slots, frame)
    from pyhanko.sign.signers import SimpleSigner

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "key.p12"
        path.write_bytes(keyed("Công an thành phố Hải Phòng").file("bench"))
        signer = SimpleSigner.load_pkcs12(str(path), passphrase=b"bench")
    assert signer is not None

    def sign(n: int, *, seen: bool = True) -> object:
        box = paper.box if seen else None
        return signed(paper.pdf, signer, by="Nguyễn Thị Lan", body=frame.body, at=now, box=box)

    timed("sign it, unseen", lambda n: sign(n, seen=False))
    timed("sign it, seen on the page", sign)
    program = [sys.executable, "-c", SERVES, *sys.path[:2]]
    with subprocess.Popen(program, stdin=-1, stdout=-1, text=True) as authority:
        assert authority.stdin
        assert authority.stdout
        address = authority.stdout.readline().strip()
        with override_settings(CONTINUITY_TSA=address):
            timed("sign it, seen, with a timestamp", sign)
            timed("typeset, sign, timestamp", lambda n: (page(n), sign(n)))
        authority.stdin.close()


if __name__ == "__main__":
    main()
