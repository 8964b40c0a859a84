"""What can go wrong with the embedded server, as one error that says how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

from continuity.config.cluster import more_words, words  # noqa: F401  (used by their codes)
from continuity.core.finding import Finding

# Most of the log is of no help to anybody; the end of it usually is.
DETAIL = 600
ROOM_TO_MAKE = 128 << 20


class ClusterError(Exception):
    """The embedded server could not do it; says what is wrong, what was expected, how to mend it."""

    def __init__(self, code: str, **values: object) -> None:
        self.finding = Finding(code, values={name: str(value) for name, value in values.items()})
        super().__init__(self.finding.say("en"))

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def what(self) -> str:
        return self.parts("en")[0]

    @property
    def expected(self) -> str:
        return self.parts("en")[1]

    @property
    def mend(self) -> str:
        return self.parts("en")[2]

    def parts(self, language: str) -> tuple[str, str, str]:
        """What is wrong, what was expected and how to mend it, in English or Vietnamese (`vi`)."""
        return self.finding.parts(language)

    def say(self, language: str) -> str:
        """The whole error on one line."""
        return self.finding.say(language)


def disk_full(path: Path, need: int = ROOM_TO_MAKE) -> ClusterError:
    """The error for a disk without room, with what is free and what would do."""
    place = next(parent for parent in (path, *path.parents) if parent.exists())
    free = f"{shutil.disk_usage(place).free >> 20} MiB"
    return ClusterError("cluster-disk-full", path=path, free=free, need=f"{need >> 20} MiB")


def from_output(verb: str, text: str, path: Path) -> ClusterError:
    """The error that a program's output speaks of; its last words where we do not know them."""
    known = {
        "could not look up effective user ID": "cluster-nameless-user",
        "No space left on device": "cluster-disk-full",
        "could not bind Unix address": "cluster-socket-in-use",
        "too many clients": "cluster-pool-full",
        "remaining connection slots": "cluster-pool-full",
        "pre-existing shared memory": "cluster-socket-in-use",
    }
    for said, code in known.items():
        if said in text:
            return disk_full(path) if code == "cluster-disk-full" else ClusterError(code, path=path)
    return ClusterError("cluster-failed", verb=verb, detail=text.strip()[-DETAIL:] or "—")
