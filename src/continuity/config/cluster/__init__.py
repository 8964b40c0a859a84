"""The embedded PostgreSQL server, which runs while somebody needs it.

`lease` gives a running server for as long as one holds it; `up` keeps it without. Every fault is a
`ClusterError`, which says what is wrong, what was expected and how to mend it. Import the verbs
from their modules: the server's own processes start with this one and should start quickly.
"""

from __future__ import annotations
