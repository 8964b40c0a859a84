"""`continuity bundle`: one file that sets Continuity up on a machine without network."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import continuity
from continuity.cli.speak import REFUSED, complain, number, say, t, wrong_use

ROOT = Path(__file__).resolve().parents[3]
LOCK = "requirements.lock"
# What runs, and what one reads; tests and tools stay with those who change the program.
TAKEN = (
    "continuity", "continuity.cmd", "pyproject.toml", LOCK, "requirements-dev.lock", "LICENSE",
    "NOTICE", "README.md", "README.vi.md", "CHANGELOG.md", "docs", "src",
)  # fmt: skip


def bundle(out: Path | None, pythons: list[str]) -> None:
    """Writes the file, for this kind of machine and these versions of Python; its own by default."""
    if not (ROOT / LOCK).is_file():
        raise wrong_use(
            t("Cần bản mã nguồn có requirements.lock.", "This needs a checkout, with its lock.")
        )
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    out = out or Path(f"{_name(pythons or [here])}.tar.gz")
    with tempfile.TemporaryDirectory(prefix="continuity-bundle-") as scratch:
        wheels = Path(scratch)
        for python in pythons or [here]:
            _download(wheels, python if python != here else "")
        _write(out, wheels)
        said = (number(len(list(wheels.iterdir()))), number(round(out.stat().st_size / 1e6)))
    told = hashlib.sha256(out.read_bytes()).hexdigest()
    say(f"✓ {out}  {said[0]} {t('gói', 'packages')}, {said[1]} MB\n  sha256 {told}")
    say(
        t(
            "  Trên máy đích: giải nén rồi chạy ./continuity demo",
            "  On the other machine: unpack it and run ./continuity demo",
        )
    )


def _name(pythons: list[str]) -> str:
    """Says what it fits: continuity-0.1.0-linux-x86_64-python3.11."""
    machine = sysconfig.get_platform().replace(".", "_")
    return f"continuity-{continuity.__version__}-{machine}-python{'-'.join(pythons)}"


def _download(folder: Path, python: str) -> None:
    """Every package of the lock as a wheel, each held to its hash; pip shows its progress."""
    run = [
        sys.executable, "-I", "-m", "pip", "download", "--disable-pip-version-check", "--no-input",
        "--require-hashes", "--only-binary=:all:", "--dest", str(folder), "-r", str(ROOT / LOCK),
    ]  # fmt: skip
    if python:
        run += ["--python-version", python]
    if subprocess.run(run, stdout=sys.stderr).returncode:
        complain(
            t(
                "Chưa tải được đủ gói (pip nói lý do ở trên); chưa ghi tệp nào.",
                "Not all packages came (pip says why above); no file was written.",
            )
        )
        raise SystemExit(REFUSED)


def _write(out: Path, wheels: Path) -> None:
    """Under another name first: half a file must not look like a whole one."""
    part = out.with_name(out.name + ".part")
    top = Path(f"continuity-{continuity.__version__}")
    with tarfile.open(part, "w:gz", compresslevel=6) as archive:
        for path in _files():
            archive.add(path, top / path.relative_to(ROOT), recursive=False, filter=_plain)
        for wheel in sorted(wheels.iterdir()):
            archive.add(wheel, top / "wheels" / wheel.name, filter=_plain)
    os.replace(part, out)


def _files() -> Iterator[Path]:
    for name in TAKEN:
        for folder, below, files in os.walk(ROOT / name):
            below[:] = sorted(set(below) - {"__pycache__"})
            yield from (Path(folder, file) for file in sorted(files))
        if (ROOT / name).is_file():
            yield ROOT / name


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whoever made the file and when is nobody's business."""
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry
