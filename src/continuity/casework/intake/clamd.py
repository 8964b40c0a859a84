"""A file shown to ClamAV, where an installation has it: its daemon's INSTREAM, over a socket.

Where a scanner is set and does not answer, nothing is taken: a paper that nobody checked is worse
than one that comes five minutes later.
"""

from __future__ import annotations

import socket

from django.conf import settings

from continuity.casework.intake import refused as refused  # its words must be there to be said
from continuity.casework.refused import Refused

PATIENCE, CHUNK = 30, 64 * 1024


def scanned(content: bytes, name: str) -> None:
    """Raises `Refused` where the scanner found something, or where it could not look."""
    if not settings.CONTINUITY_CLAMD:
        return
    try:
        with _connected(settings.CONTINUITY_CLAMD) as clamd:
            _shown(clamd, content)
            said = _answer(clamd)
    except OSError:
        raise Refused("scanner-away") from None
    if said.endswith(" FOUND"):
        raise Refused("paper-virus", name=name, what=said.partition(": ")[2].removesuffix(" FOUND"))
    if said != "stream: OK":
        raise Refused("scanner-away")


def _connected(address: str) -> socket.socket:
    """A socket to `unix:/run/clamav/clamd.ctl` or `tcp:host:3310`."""
    kind, _, where = address.partition(":")
    if kind == "unix":
        made = socket.socket(socket.AF_UNIX)
        made.settimeout(PATIENCE)
        made.connect(where)
        return made
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)


def _shown(clamd: socket.socket, content: bytes) -> None:
    clamd.sendall(b"zINSTREAM\0")
    for at in range(0, len(content), CHUNK):
        chunk = content[at : at + CHUNK]
        clamd.sendall(len(chunk).to_bytes(4) + chunk)
    clamd.sendall(bytes(4))


def _answer(clamd: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0"):
        more = clamd.recv(4096)
        if not more:
            break
        said += more
    return said.rstrip(b"\0").decode(errors="replace").strip()
