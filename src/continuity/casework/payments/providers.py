"""Who takes money for us elsewhere: what a provider must do, and which there are.

A provider begins an order under our id, so that one which is begun twice is one; says what a callback
that reached us means, or that it is not its own; and gives back what was paid for nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.module_loading import import_string

from continuity.casework import money
from continuity.casework.cases import Case
from continuity.casework.refused import Refused
from continuity.core.procedure import Words


class Unavailable(Exception):
    """A provider does not answer, or not as it should; nothing was taken."""


class NotSigned(Exception):
    """What came is not the provider's word, or not readable."""


@dataclass(frozen=True, slots=True)
class Order:
    """So much of a case is to be paid at a provider; begun, failed, taken, refund or refunded."""

    case: uuid.UUID
    id: uuid.UUID
    way: str
    amount: int
    person: str
    day: date
    state: str
    address: str
    reference: str
    paid: int | None
    why: str

    @property
    def name(self) -> str:
        """What it is called outside, and the key under which it is begun, or given back, once."""
        return f"{self.case}.{self.id}"


class Told(NamedTuple):
    """A provider's word: of which order, paid or failed, how much of what, under which of its numbers."""

    order: str
    paid: bool
    amount: int
    reference: str


class Begin(NamedTuple):
    """What a provider is told with a new order; `back` is where the payer returns to."""

    order: Order
    number: str
    language: str
    back: str
    callback: str


class Provider(NamedTuple):
    """A way of paying that somebody else offers; `ready` where this installation has it.

    `begin` gives the address at which it is paid, `told` reads a callback by its headers (lower case)
    and its bytes and raises `NotSigned`, `refund` gives back what bears the order's `reference`. Both
    others raise `Unavailable`.
    """

    id: str
    label: Callable[[], Words]
    ready: Callable[[], bool]
    begin: Callable[[Begin], str]
    told: Callable[[Mapping[str, str], bytes], Told]
    refund: Callable[[Order], None]


_paths: list[str] = []
_providers: dict[str, Provider] = {}
confirmed: ContextVar[Order | None] = ContextVar("confirmed", default=None)
"""The order of which its provider has just told that it is paid."""


def offer(provider: Provider) -> None:
    """From now on there is this provider, and its way of paying."""
    _providers[provider.id] = provider
    money.offer(money.Way(provider.id, provider.label(), False, _taken))


def offers(path: str) -> None:
    """The same of a provider at a dotted path, which is loaded when somebody wants to pay."""
    _paths.append(path)


def offered() -> list[Provider]:
    """The providers that this installation has."""
    while _paths:
        offer(import_string(_paths.pop(0)))
    return [one for one in _providers.values() if one.ready()]


def provider_of(id: str) -> Provider | None:
    """A provider that this installation has."""
    return next((one for one in offered() if one.id == id), None)


def _taken(case: Case, amount: int, given: Mapping[str, str]) -> str:
    """The provider's number of a payment that it has told of; nobody else's word is taken."""
    order = confirmed.get()
    if order is None or order.case != case.id:
        raise Refused("no-way", way=given.get("order", "–"), known=money.called(money.CASH.id))
    if order.paid != amount:
        raise Refused("other-amount", amount=order.paid, owed=amount)
    return order.reference
