"""Fetches what the pages are dressed in: parts of govuk-frontend, an open font, htmx.

python tools/vendor.py [FOLDER WITH THE PACKED PACKAGES]

The result is committed, so that neither an installation nor its build needs npm. The stylesheet
comes without its own typeface, which is not free, and without what refers to a crown.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGES = {
    "govuk-frontend": "6.6.0",
    "@fontsource/be-vietnam-pro": "5.3.0",
    "htmx.org": "2.0.11",
}
TO = Path(__file__).resolve().parents[1] / "src/continuity/pages/static/pages/vendor"
SUBSETS, WEIGHTS = ("vietnamese", "latin-ext", "latin"), (400, 600)
OWN_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FAMILY = re.compile(r'(?:"GDS Transport"|GDS Transport)')
ASSETS = re.compile(r"[^{}]*\{[^{}]*url\([^)]*assets[^)]*\)[^{}]*\}")


def main(wanted: list[str]) -> None:
    """Writes the files; those that are there give way."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(wanted[0]) if wanted else _packed(Path(scratch))
        TO.mkdir(parents=True, exist_ok=True)
        govuk, font, htmx = (_opened(folder, name) for name in PACKAGES)
        css = govuk["package/dist/govuk/govuk-frontend.min.css"].decode()
        css = ASSETS.sub("", OWN_FACE.sub("", css))
        css = FAMILY.sub('"Be Vietnam Pro"', css).replace("\n/*# sourceMappingURL=", "\n/* ")
        _write("govuk.css", re.sub(r"/\* govuk-frontend\.min\.css\.map.*", "", css).encode())
        _write("govuk.js", _plain(govuk["package/dist/govuk/govuk-frontend.min.js"]))
        _write("htmx.js", _plain(htmx["package/dist/htmx.min.js"]))
        for subset in SUBSETS:
            for weight in WEIGHTS:
                name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
                _write(name, font[f"package/files/{name}"])
        # Its package says "MIT" and brings no text; NOTICE names its authors.
        _write("LICENSE-be-vietnam-pro.txt", font["package/LICENSE"])
        _write("LICENSE-htmx.txt", htmx["package/LICENSE"])


def _packed(folder: Path) -> Path:
    for name, version in PACKAGES.items():
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=folder, check=True)
    return folder


def _opened(folder: Path, name: str) -> dict[str, bytes]:
    file = folder / f"{name.lstrip('@').replace('/', '-')}-{PACKAGES[name]}.tgz"
    with tarfile.open(file) as archive:
        found = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        return {name: part.read() for name, part in found.items() if part}


def _plain(script: bytes) -> bytes:
    return re.sub(rb"\n?//# sourceMappingURL=\S+", b"", script)


def _write(name: str, content: bytes) -> None:
    (TO / name).write_bytes(content.rstrip() + b"\n" if not name.endswith("woff2") else content)


if __name__ == "__main__":
    main(sys.argv[1:])
