"""The folded world of the pack, kept between commands so that one answer needs no fold.

The cache is a file of plain rows under CONTINUITY_HOME (`.continuity/` in a checkout, the XDG cache
folder elsewhere), named for the digest of everything that it was made from: the pack's data and our
own code. It is never needed: where it cannot be read or written, the fold is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import continuity

PACKAGE = Path(continuity.__file__).parent
SOURCES = ("core", "packs", "reform")


def home() -> Path:
    """The folder for everything that we keep: CONTINUITY_HOME, the checkout's, or the XDG one."""
    if named := os.environ.get("CONTINUITY_HOME"):
        return Path(named)
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / ".continuity"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "continuity"


def digest() -> str:
    """The digest of the pack's data and of the code that folds it."""
    made_of = hashlib.sha256(continuity.__version__.encode())
    for room in SOURCES:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in (".py", ".csv", ".yaml"):
                made_of.update(path.relative_to(PACKAGE).as_posix().encode())
                made_of.update(path.read_bytes())
    return made_of.hexdigest()[:32]


def kept(make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What was kept for the present digest, or what is made now, which is then kept."""
    folder = home() / "cache"
    file = folder / f"world-{digest()}.json"
    with contextlib.suppress(OSError, ValueError):
        content = json.loads(file.read_bytes())
        if isinstance(content, dict):
            return content
    made = make()
    with contextlib.suppress(OSError):
        _keep(folder, file, json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    return made


def _keep(folder: Path, file: Path, text: str) -> None:
    """Writes the file whole or not at all, and drops those of other digests."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as part:
        part.write(text)
    os.replace(name, file)
    for old in folder.glob("world-*.json"):
        if old != file:
            old.unlink(missing_ok=True)
