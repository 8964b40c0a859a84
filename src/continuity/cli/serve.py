"""`continuity serve`: the site, in a process of its own beside the database."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from continuity.cli.server import home, told
from continuity.cli.speak import say, t, wrong_use
from continuity.config.database import opened

HOST, PORT, THREADS = "127.0.0.1", 8000, 8


def serve(host: str = HOST, port: int = PORT, *, demo: bool = False) -> None:
    """Runs the site until somebody ends it."""
    _free(host, port)
    static = home() / "static"
    os.environ |= {"CONTINUITY_HOME": str(home()), "CONTINUITY_STATIC": str(static)}
    if demo:
        os.environ["CONTINUITY_DEMO"] = "1"
    if host not in ("127.0.0.1", "localhost", "::1") and "CONTINUITY_HOSTS" not in os.environ:
        os.environ["CONTINUITY_HOSTS"] = f"{host},localhost,127.0.0.1,[::1]"
    with told(), opened(home()):
        _dressed(static)
        say(f"✓ http://{host}:{port}/  {t('(Ctrl+C để dừng)', '(Ctrl+C ends it)')}")
        sys.stdout.flush()
        _run(host, port)


def _run(host: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.server import MPServer

    # One process: the world is a hundred megabytes, and an answer takes a millisecond.
    MPServer(
        "continuity.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=1, blocking_threads=THREADS, log_access=False,
    ).serve()  # fmt: skip


def _dressed(static: Path) -> None:
    """The stylesheet and its like, compressed and under names that change with what is in them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=static.exists())


def _free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((host, port))
        except OSError:
            taken = t(
                f"Cổng {port} đang được dùng; thử --port {port + 1}.",
                f"Port {port} is in use; try --port {port + 1}.",
            )
            raise wrong_use(taken) from None
