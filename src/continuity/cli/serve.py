"""`continuity serve`: the site, in a process of its own beside the database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from continuity.cli.home import home, told
from continuity.cli.server import services
from continuity.cli.speak import say, t, wrong_use
from continuity.config.database import opened

HOST, PORT = "127.0.0.1", 8000
MOST_TRIED = 100


def serve(host: str = HOST, port: int = PORT, *, demo: bool = False, show: bool = False) -> None:
    """Runs the site until somebody ends it; `show` has the person's own browser open it."""
    if not _free(host, port):
        raise wrong_use(
            t(
                f"Cổng {port} đang được dùng; thử --port {port + 1}.",
                f"Port {port} is in use; try --port {port + 1}.",
            )
        )
    static = home() / "static"
    os.environ |= _said(host, port, demo=demo)
    os.environ |= {"CONTINUITY_HOME": str(home()), "CONTINUITY_STATIC": str(static)}
    with told(), opened(home()):
        services()
        _dressed(static)
        url = f"http://{host}:{port}/"
        say(f"✓ {url}  {t('(Ctrl+C để dừng)', '(Ctrl+C ends it)')}")
    become("continuity.cli.site", host, str(port), *(["--open"] if show else []))


def become(module: str, *asked: str) -> NoReturn:
    """Goes on as another module of ours, in a process that has nothing of what was done here."""
    run = [sys.executable, "-P", "-m", module, *asked]
    sys.stdout.flush()
    if os.name == "nt":  # there exec leaves the console to somebody else
        raise SystemExit(subprocess.call(run))
    os.execv(sys.executable, run)


def _said(host: str, port: int, *, demo: bool) -> dict[str, str]:
    """What the settings of the site are told, beside what its operator has said."""
    # Printed on papers and in their QR code; where a name leads to the machine, the operator says it.
    told = {"CONTINUITY_SITE": _address(host, port)}
    if host not in ("127.0.0.1", "localhost", "::1"):
        told["CONTINUITY_HOSTS"] = f"{host},localhost,127.0.0.1,[::1]"
    told = {name: value for name, value in told.items() if name not in os.environ}
    return told | ({"CONTINUITY_DEMO": "1"} if demo else {})


def _address(host: str, port: int) -> str:
    """Where this machine itself finds a site that is served; one for every network is here as well."""
    here = HOST if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    return f"http://{here}:{port}"


def _dressed(static: Path) -> None:
    """The stylesheet and its like, compressed and under names that change with what is in them."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=static.exists())


def next_free(host: str = HOST, port: int = PORT) -> int:
    """The first port from here on that nobody uses."""
    return next((p for p in range(port, port + MOST_TRIED) if _free(host, p)), port)


def _free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((host, port))
        except OSError:
            return False
    return True
