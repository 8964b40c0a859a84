"""The package of a handover: a bag (RFC 8493) that can be checked without us and without a network.

In it are the minutes with their signatures, the files that belong to them, and the scripts and the page
that check all of it. It names no person but those who signed.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from pathlib import Path

from continuity.casework import vault
from continuity.handover.contents import unbundled
from continuity.handover.offline import PACKAGE, PAGE, SCRIPT
from continuity.handover.signed import drawn_up, signatures

DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CONTENTS = "contents-sha256.txt"


def files(handover: uuid.UUID) -> dict[str, bytes]:
    """Everything that goes into the package, by path below `data`."""
    paper = drawn_up(handover)
    found = {f"contents/{path}": data for path, data in unbundled(vault.get(paper.bundle)).items()}
    found[CONTENTS] = paper.contents.encode()
    found["minutes.pdf"] = vault.get(paper.pdf)
    for one in signatures(handover):
        found[f"signatures/{one.position}-{one.side}.p7s"] = one.cms
    for tool in (SCRIPT, PACKAGE, PAGE):
        found[f"verify/{tool.name}"] = tool.read_bytes()
    return found


def write(folder: Path, handover: uuid.UUID) -> Path:
    """The bag of a handover, in a folder that is made for it."""
    payload = files(handover)
    for path, data in payload.items():
        place = folder / "data" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    oxum = f"{sum(map(len, payload.values()))}.{len(payload)}"
    tags = {
        "bagit.txt": DECLARED,
        "bag-info.txt": f"External-Identifier: {handover}\nPayload-Oxum: {oxum}\n",
        "manifest-sha256.txt": _manifest({f"data/{path}": data for path, data in payload.items()}),
    }
    tags["tagmanifest-sha256.txt"] = _manifest({name: text.encode() for name, text in tags.items()})
    for name, text in tags.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _manifest(payload: Mapping[str, bytes]) -> str:
    return "".join(
        f"{hashlib.sha256(payload[path]).hexdigest()}  {path}\n" for path in sorted(payload)
    )
