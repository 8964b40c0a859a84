"""The folded world of the pack, kept between commands so that one answer needs no fold.

The cache is a file of plain rows under CONTINUITY_HOME (`.continuity/` in a checkout, the XDG cache
folder elsewhere), named for the digest of everything that it was made from: the pack's data and our
own code. It is never needed: where it cannot be read or written, or is not what we wrote, the fold is
done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import continuity

PACKAGE = Path(continuity.__file__).parent
SOURCES = ("core", "packs", "reform")
BROKEN = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
T = TypeVar("T")


def homes() -> list[Path]:
    """The folders that may keep what we make, the preferred first; none where we have no home."""
    if named := os.environ.get("CONTINUITY_HOME"):
        return [Path(named)]
    checkout = PACKAGE.parent.parent
    own = [checkout / ".continuity"] if (checkout / "pyproject.toml").exists() else []
    # A checkout may be somebody else's and not to be written to.
    return [*own, *_caches()]


def _caches() -> list[Path]:
    """The XDG cache folder; a relative one is to be ignored, says the specification."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return [named / "continuity"]
    try:
        return [Path.home() / ".cache" / "continuity"]
    except RuntimeError:
        # No HOME and no entry in passwd. Nothing is kept then: a folder of a known name under
        # /tmp could be laid out by anybody, and the cache is believed.
        return []


def digest() -> str:
    """The digest of the pack's data and of the code that folds it."""
    made_of = hashlib.sha256(continuity.__version__.encode())
    for room in SOURCES:
        for path in sorted((PACKAGE / room).rglob("*")):
            if path.suffix in (".py", ".csv", ".yaml"):
                made_of.update(path.relative_to(PACKAGE).as_posix().encode())
                made_of.update(path.read_bytes())
    return made_of.hexdigest()[:32]


def kept(name: str, make: Callable[[], dict[str, Any]], load: Callable[[Any], T]) -> T:
    """What `load` reads from the cache of a name, else from what is made and kept now.

    `load` raises one of BROKEN for content that it did not expect.
    """
    folders = [home / "cache" for home in homes()]
    for folder in folders:
        with contextlib.suppress(OSError, *BROKEN):
            return load(json.loads((folder / name).read_bytes()))
    made = make()
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    for folder in folders:
        with contextlib.suppress(OSError):
            _keep(folder, folder / name, text)
            break
    return load(made)


def _keep(folder: Path, file: Path, text: str) -> None:
    """Writes the file whole or not at all, and drops those of other digests."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as part:
            part.write(text)
        os.replace(name, file)
    except OSError:
        os.unlink(name)  # a full disk is not to fill with parts
        raise
    for old in folder.glob(f"{file.name.partition('-')[0]}-*.json"):
        if old != file:
            old.unlink(missing_ok=True)
