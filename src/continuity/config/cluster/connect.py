"""A connection to the cluster, whose refusal says what to do."""

from __future__ import annotations

import psycopg

from continuity.config.cluster.error import ClusterError, disk_full
from continuity.config.cluster.layout import Cluster, Role


def connect(cluster: Cluster, role: Role, *, patience: int = 10) -> psycopg.Connection:
    """A connection in one of the three roles, each statement a transaction of its own."""
    try:
        return psycopg.connect(cluster.url(role), autocommit=True, connect_timeout=patience)
    except psycopg.OperationalError as fault:
        raise understood(fault, cluster) from fault


def understood(fault: psycopg.OperationalError, cluster: Cluster) -> ClusterError:
    """The error that a refused connection, or one lost later, stands for."""
    said = str(fault)
    # psycopg gives no SQLSTATE for a connection that never came to be.
    if "too many clients" in said or "connection slots" in said:
        return ClusterError("cluster-pool-full", path=cluster.folder)
    if "password authentication failed" in said:
        return ClusterError("cluster-lost-passwords", path=cluster.folder)
    if "No space left on device" in said or fault.sqlstate == "53100":
        return disk_full(cluster.folder)
    return ClusterError("cluster-unreachable", path=cluster.folder, detail=said.strip())
