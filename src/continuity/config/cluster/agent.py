"""How a client asks the server's side to do something, and hears in one error what went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO

import continuity
from continuity.config.cluster.error import DETAIL, ClusterError
from continuity.config.cluster.programs import installed
from continuity.config.cluster.user import runnable

# Where this package lies, since the child need not be started where we were.
SOURCE = str(Path(continuity.__file__).resolve().parent.parent)


def asked(
    verb: str,
    folder: Path,
    *,
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
    patience: float | None = None,
    **told: str,
) -> dict[str, object]:
    """What the server's side answers; raises the error that it met, or that it took too long.

    A supervisor that took too long goes on, and may be ready when one asks again.
    """
    programs = runnable(installed()[0], folder.parent)
    told |= {"folder": str(folder), "programs": str(programs.folder)}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "continuity.config.cluster", verb, json.dumps(told)],
            stdin=stdin or subprocess.DEVNULL,
            stdout=stdout or subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={"PATH": os.defpath, "PYTHONPATH": SOURCE, "PYTHONUTF8": "1"},
            cwd="/",
            check=False,
            timeout=patience,
        )
    except subprocess.TimeoutExpired as fault:
        path, seconds = folder / "server.log", f"{fault.timeout:.0f}"
        raise ClusterError("cluster-slow", path=path, seconds=seconds) from fault
    return _understood(verb, done.stderr.decode(errors="replace"))


def _understood(verb: str, said: str) -> dict[str, object]:
    try:
        answer: Mapping[str, object] = json.loads(said.splitlines()[-1])
    except (IndexError, ValueError) as fault:
        detail = said.strip()[-DETAIL:]
        raise ClusterError("cluster-killed", verb=verb, detail=detail or "—") from fault
    if "code" in answer:
        values = answer["values"]
        assert isinstance(values, dict)
        raise ClusterError(str(answer["code"]), **values)
    return dict(answer)
