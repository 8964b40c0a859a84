"""A letter on its way, and why it did not go; neither shows an address or a text where it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice for one address; `id` is the same each time it is tried."""

    id: str
    channel: str
    sender: str
    language: str
    address: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)


class NotSent(Exception):
    """Nobody took the letter; `lasting` where it is no use to try again. `why` holds no address."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        self.why, self.lasting = why, lasting
        super().__init__(why)
