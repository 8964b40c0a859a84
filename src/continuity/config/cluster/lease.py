"""A client's hold on the server: as long as somebody has one, the server runs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from continuity.config.cluster.agent import asked
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import PORT, Cluster, Layout, cluster
from continuity.config.cluster.locks import held, opened, taken
from continuity.config.cluster.sockets import answers, name
from continuity.config.cluster.user import prepared

PATIENCE = 60.0
GRACE = 3.0
STEP = 0.02


@dataclass(slots=True)
class Lease:
    """The right to a running server, until it is released or its process ends, however that be.

    A forked child shares it. A lock of the kernel stands behind it, so nothing is left to clean up.
    """

    cluster: Cluster
    _handle: int

    def release(self) -> None:
        """Gives the server back; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __enter__(self) -> Cluster:
        return self.cluster

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lease(folder: Path, *, patience: float = PATIENCE, grace: float = GRACE) -> Lease:
    """A running server, made and started where it must be; ends some seconds after the last lease.

    Use it as `with lease(folder) as cluster`, or keep it and `release()` it.
    """
    layout = laid_out(folder)
    handle = opened(layout.folder)
    try:
        if not taken(handle, alone=False, patience=patience):
            raise ClusterError("cluster-busy", path=layout.folder)
        _wait_for_server(layout, patience, grace)
        return Lease(cluster(layout), handle)
    except BaseException:
        os.close(handle)
        raise


def _wait_for_server(layout: Layout, patience: float, grace: float) -> None:
    until = time.monotonic() + patience
    # A server that was killed is not up, although its supervisor has yet to see it.
    while not (held(layout.ready) and answers(name(layout.socket, PORT))):
        if time.monotonic() > until:
            raise ClusterError("cluster-slow", path=layout.log, seconds=f"{patience:.0f}")
        if not held(layout.supervisor):
            asked("serve", layout.folder, patience=patience, grace=str(grace))
        else:
            time.sleep(STEP)  # somebody is at it


@contextmanager
def alone(folder: Path, *, force: bool = False, patience: float = 2.0) -> Iterator[Layout]:
    """The cluster without any client for a block; refused while one has a lease.

    With `force` nobody is asked; what is done then is done under the clients' feet.
    """
    layout = laid_out(folder)
    handle = opened(layout.folder)
    try:
        if not taken(handle, alone=True, patience=patience):
            if not force:
                raise ClusterError("cluster-in-use", path=layout.folder)
            taken(handle, alone=False, patience=patience)
        yield layout
    finally:
        os.close(handle)


def laid_out(folder: Path) -> Layout:
    """The cluster's folder, seen to and ready for use."""
    if sys.platform == "win32":
        raise ClusterError("cluster-not-here")
    return Layout(prepared(folder))
