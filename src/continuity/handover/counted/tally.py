"""A tally: everything that one side of a handover counted, under one root.

Key and salts of an item come from a secret of the handover, which both sides hold and no auditor
does: the key is the same on both sides, and a dossier number cannot be found by trying all of them.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from continuity.handover.counted.item import Amounts, Item
from continuity.handover.counted.tree import KEY, Node, Tree, leaf

SALT = 16
SECRET = 32
SUMMED = ("quantity", "done", "paid", "held")


class Hidden(NamedTuple):
    """What the secret makes of an item's name: its key, and what hides its text and its amounts."""

    key: bytes
    salt: bytes
    amounts_salt: bytes


class Counted(NamedTuple):
    """An item in a tally: what hides it, its leaf, the commitment to its text, what is added up."""

    item: Item
    hidden: Hidden
    node: Node
    text: bytes
    amounts: Amounts


class Row(NamedTuple):
    """What the auditor gets of an item: no name, no number, no day."""

    key: str
    salt: str
    annex: str
    quantity: int
    done: int
    paid: int
    held: int
    text: str


def hidden(secret: bytes, item: Item) -> Hidden:
    """Key and salts of an item, the same for whoever holds the secret."""
    annex, number = item.name
    made = hashlib.blake2b(f"{annex}\n{number}".encode(), key=secret, digest_size=KEY + 2 * SALT)
    digest = made.digest()
    return Hidden(digest[:KEY], digest[KEY : KEY + SALT], digest[KEY + SALT :])


def commitment(salt: bytes, text: str) -> bytes:
    """What binds to a text without showing it."""
    return hashlib.sha256(salt + text.encode()).digest()


class Tally:
    """The count of one side; the same thing counted twice stands in it twice.

    `like` is the other side's, under the same secret: an item that both share is hidden once.
    """

    def __init__(
        self,
        items: Iterable[Item],
        *,
        secret: bytes,
        handover: str,
        side: str,
        like: Tally | None = None,
    ) -> None:
        if len(secret) != SECRET:
            raise ValueError(f"A handover's secret has {SECRET} bytes, not {len(secret)}.")
        self.handover, self.side, self.secret = handover, side, secret
        known = (
            {id(one.item): one for one in like.counted} if like and like.secret == secret else {}
        )
        found = (known.get(id(item)) or _counted(secret, item) for item in items)
        self.counted: list[Counted] = sorted(found, key=_order)
        same = like is not None and like.counted == self.counted
        self.tree: Tree = like.tree if like and same else Tree([one.node for one in self.counted])

    @cached_property
    def totals(self) -> str:
        """What was counted in each annex, as canonical JSON; the root binds to it."""
        sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("items", *SUMMED), 0))
        for one in self.counted:
            amounts = one.amounts
            of = sums[amounts.annex]
            of["items"] += 1
            for name in SUMMED:
                of[name] += getattr(amounts, name)
        told = {"handover": self.handover, "side": self.side, "annexes": sums}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def root(self) -> str:
        """The hash over totals and tree, 64 hexadecimal digits."""
        totals = hashlib.sha256(self.totals.encode()).digest()
        return hashlib.sha256(b"\x02" + totals + self.tree.top.packed).hexdigest()

    def places(self, item: Item) -> list[int]:
        """Where a thing stands in the tree: once as a rule, nowhere, or more than once."""
        key = hidden(self.secret, item).key
        first = last = bisect_left(self.counted, key, key=_key)
        while last < len(self.counted) and self.counted[last].hidden.key == key:
            last += 1
        return list(range(first, last))

    def rows(self) -> Iterator[Row]:
        """What the auditor gets, in the order of the tree."""
        for _, (key, _, amounts_salt), _, text, amounts in self.counted:
            yield Row(key.hex(), amounts_salt.hex(), *amounts, text.hex())


def _counted(secret: bytes, item: Item) -> Counted:
    made = hidden(secret, item)
    text, amounts = commitment(made.salt, item.text), item.amounts
    hides = commitment(made.amounts_salt, amounts.text)
    return Counted(item, made, leaf(made.key, text, hides), text, amounts)


def _key(one: Counted) -> bytes:
    return one.hidden.key


def _order(one: Counted) -> tuple[bytes, bytes]:
    return one.hidden.key, one.node.digest
