"""A hash tree that knows what lies below each of its nodes: how many leaves, from which key to which.

Leaves stand in the order of their keys. A path through the tree then shows more than that a leaf is
in it: every branch it passes names the keys that it holds, so that a leaf that stands there twice is
seen by whoever walks its path, and by nobody else. Nodes are made as in RFC 6962: leaf and node begin
with different bytes, and a node without a sibling moves up as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

KEY = 16
"""Bytes of a key."""


class Node(NamedTuple):
    """A leaf or a branch: its hash, its first and last key, and its number of leaves."""

    digest: bytes
    low: bytes
    high: bytes
    leaves: int

    @property
    def packed(self) -> bytes:
        """The bytes that the node above hashes: 72 of them, always."""
        return self.digest + self.low + self.high + self.leaves.to_bytes(8, "big")


class Beside(NamedTuple):
    """A node beside a path, on its `left` or `right`."""

    side: str
    node: Node


EMPTY = Node(hashlib.sha256(b"").digest(), bytes(KEY), bytes(KEY), 0)
"""The top of a tree without leaves."""


def leaf(key: bytes, text: bytes, amounts: bytes) -> Node:
    """The leaf of a key over the commitments to its text and to its amounts."""
    return Node(hashlib.sha256(b"\x00" + key + text + amounts).digest(), key, key, 1)


def joined(left: Node, right: Node) -> Node:
    """The branch over two neighbours."""
    digest = hashlib.sha256(b"\x01" + left.packed + right.packed).digest()
    return Node(digest, left.low, right.high, left.leaves + right.leaves)


class Tree:
    """The tree over some leaves, which are sorted by key when they are given."""

    __slots__ = ("levels",)

    def __init__(self, leaves: Sequence[Node]) -> None:
        self.levels = [list(leaves)]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = zip_longest(below[::2], below[1::2])
            self.levels.append([joined(a, b) if b else a for a, b in pairs])

    @property
    def top(self) -> Node:
        """The node over all leaves."""
        return self.levels[-1][0] if self.levels[0] else EMPTY

    def path(self, position: int) -> list[Beside]:
        """The nodes beside the way from a leaf to the top, lowest first."""
        found = []
        for level in self.levels[:-1]:
            other = position ^ 1
            if other < len(level):
                found.append(Beside("left" if other < position else "right", level[other]))
            position //= 2
        return found
