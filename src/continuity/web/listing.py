"""In which order people look through what is offered."""

from __future__ import annotations

from collections.abc import Iterable

from continuity.core.procedure import Procedure
from continuity.services import SERVICES


def in_order(procedures: Iterable[Procedure]) -> list[Procedure]:
    """Procedures as people look through them: service by service, each as its folder lists its own."""
    codes = [one.code for service in SERVICES for one in service.procedures]
    rank = {code: place for place, code in reversed(list(enumerate(codes)))}
    return sorted(procedures, key=lambda one: (rank.get(one.code, len(codes)), one.code))
