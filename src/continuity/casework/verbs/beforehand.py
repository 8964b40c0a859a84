"""What other rooms do or refuse with an act of a case, in its transaction, before it is over.

A service asks its register here whether what is decided could be issued at all, and learns at once what
somebody tells in a form. Whoever raises undoes the act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.casework import cases
from continuity.casework.cases import Case
from continuity.casework.sight import present
from continuity.core.procedure import Procedure
from continuity.journal.record import Actor


class Moment(StrEnum):
    """When others are asked: filed, received, checked, about to be granted, to be decided anew."""

    FILE = "file"
    RECEIVE = "receive"
    CHECK = "check"
    GRANT = "grant"
    REOPEN = "reopen"


class Asked(NamedTuple):
    """The case as it was before the act, by which law, by whom and when.

    `agency` is '' for an applicant alone; `filed` are the answers where they were just given.
    """

    moment: Moment
    case: Case
    procedure: Procedure
    agency: str
    actor: Actor
    on: date
    filed: Mapping[str, str] | None = None

    def answers(self) -> Mapping[str, str]:
        """The answers of the form; reading those of a case that is there is an entry."""
        return cases.answers(self.case.id, ["answers"]) if self.filed is None else self.filed


_hear: list[Callable[[Asked], None]] = []


def hear(one: Callable[[Asked], None]) -> None:
    """From now on this is asked too; the second time nothing changes."""
    if one not in _hear:
        _hear.append(one)


def ask(
    moment: Moment, case: Case, procedure: Procedure, filed: Mapping[str, str] | None = None
) -> None:
    """Asks everybody, in order."""
    reader = present()
    told = Asked(moment, case, procedure, reader.agency, reader.actor, reader.on, filed)
    for one in _hear:
        one(told)
