"""The journal: what was done, by whom and why, in lines that nobody can change.

Each stream (a case, a reform, an account) is a chain of entries, since one chain for everything
would let only one person write at a time. A job seals the entries that are committed into Merkle
blocks, which chain in turn, so that the end of a stream cannot be cut off unseen. `record()` is the
only writer: the application role has no other way into the table.
"""

from __future__ import annotations
