"""Generations of data: each is built whole beside the one in use, and takes its place in one step.

A generation with a mark beside it (`data-2.discard`) is unfinished or done with, and may be taken
away. One without a mark is never deleted, even if nothing names it: it may be somebody's only copy.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import PORT, Layout, passwords, settle, write
from continuity.config.cluster.programs import Programs
from continuity.config.cluster.server import Server, new_passwords

NAME = re.compile(r"data-(\d+)")
# Small files whose writer was killed before it gave them their name.
CUT_OFF = re.compile(r"\.(word|current|passwords\.json|data-\d+\.discard)-\w+$")


def generations(layout: Layout) -> list[Path]:
    """All generations, in the order in which they were made."""
    found = [path for path in layout.folder.iterdir() if NAME.fullmatch(path.name)]
    return sorted(found, key=_number)


def _number(path: Path) -> int:
    found = NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def mark(generation: Path) -> Path:
    return generation.with_name(generation.name + ".discard")


def fresh(layout: Layout) -> Path:
    """The place for another generation, marked as long as it is not in use."""
    numbers = [_number(path) for path in generations(layout)]
    place = layout.folder / f"data-{max(numbers, default=0) + 1}"
    write(mark(place), "")
    return place


def adopt(layout: Layout, generation: Path) -> None:
    """Puts a finished generation in the place of the one in use, in one step."""
    old = layout.data
    write(layout.current, generation.name)
    mark(generation).unlink(missing_ok=True)
    settle(layout.folder)
    if old and old.exists():
        write(mark(old), "")


def leave(layout: Layout) -> None:
    """Takes the generation in use out of use; the next start makes another."""
    if (old := layout.data) is not None:
        write(mark(old), "")
        layout.current.unlink()
        settle(layout.folder)


def clean(layout: Layout, programs: Programs) -> None:
    """Takes away what is marked, with the servers that may still run over it."""
    for marked in layout.folder.glob("data-*.discard"):
        place = marked.with_suffix("")
        if place != layout.data:
            Server(programs, place, layout.socket, layout.log, {}).stop()
            shutil.rmtree(place, ignore_errors=True)
        if place == layout.data or not place.exists():
            marked.unlink()
    for part in layout.folder.glob(".*-*"):
        if CUT_OFF.match(part.name):
            part.unlink()


def server_over(layout: Layout, programs: Programs, data: Path, port: int = PORT) -> Server:
    """A server over some generation; the passwords are the same for all, made with the first."""
    if not layout.passwords.exists():
        if layout.data is not None:
            raise ClusterError("cluster-lost-passwords", path=layout.passwords)
        write(layout.passwords, json.dumps(new_passwords(), indent=1))
    words = passwords(layout)
    return Server(programs, data, layout.socket, layout.log, words, port)


def server_in_use(layout: Layout, programs: Programs) -> Server:
    """The server over the data in use, with what may be amiss told before anything starts."""
    data = layout.data
    if data is None or not (data / "PG_VERSION").exists():
        raise ClusterError("cluster-lost-data", path=data or layout.folder)
    check_version(layout, programs)
    return server_over(layout, programs, data)


def check_version(layout: Layout, programs: Programs) -> None:
    """Refuses data of another major version than the programs."""
    found, known = layout.version(), programs.major
    if found != known:
        code = "cluster-newer" if found > known else "cluster-older"
        raise ClusterError(code, path=layout.folder, found=found, known=known)


def first_server(layout: Layout, programs: Programs) -> Server:
    """Makes the cluster and leaves its server running; unmarked data are taken for no first start."""
    if unmarked := [path for path in generations(layout) if not mark(path).exists()]:
        raise ClusterError("cluster-lost-current", path=layout.folder, found=unmarked[-1].name)
    server = made(layout, programs)
    adopt(layout, server.data)
    return server


def made(layout: Layout, programs: Programs, port: int = PORT) -> Server:
    """A new generation, marked, with its server running and its roles made."""
    server = server_over(layout, programs, fresh(layout), port)
    server.make()
    try:
        server.start()
        server.make_roles()
    except BaseException:
        server.stop()
        raise
    return server
