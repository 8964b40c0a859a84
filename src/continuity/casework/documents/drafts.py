"""What is to be issued, before it has a number: who drafts it, and what it says in each language.

A service registers a drafter for its procedure, which gives the papers of a granted case; they are made
in the transaction of its issue, or nothing is issued. What is refused has the form of all refusals.
Every paper has one language that rules.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from continuity.casework.documents.kinds import Language, Slots
from continuity.casework.verbs.deciding import Issue
from continuity.casework.wishes import has_english, wished


class Shown(NamedTuple):
    """A line that whoever verifies the paper is shown; nothing that only its holder may know."""

    vi: str
    en: str
    value: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What a paper says in English, below which office; it follows the Vietnamese text, which rules."""

    slots: Slots
    office: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper: its kind, what it says, and what the page of verification repeats of it.

    `procedure`, `applicant` (masked) and `until` are for the QR code; `signer` is the name below the
    signature, by default of whoever decided the case, or issues it where nobody did. `beside` is its
    English version, for whoever wished one.
    """

    kind: str
    slots: Slots
    language: Language = "vi"
    shown: tuple[Shown, ...] = ()
    office: str = ""
    signer: str = ""
    over: str = ""
    town: str = ""
    procedure: str = ""
    applicant: str = ""
    until: str = ""
    beside: Beside | None = None


def wants_english(told: Issue) -> bool:
    """True where the applicant wished an English version, and the procedure has one."""
    chosen = wished(told.case.id)
    return bool(chosen and chosen.english) and has_english(told.procedure)


Drafter = Callable[[Issue], Iterable[Draft]]
"""Given what the hook of an issue is given: the case, its procedure, the agency, the actor, the day.

One that yields its drafts goes on after each as soon as that paper is issued. Before a draft it changes
nothing that it would not find again: where a leader signs elsewhere it is asked twice, when the file goes
out and when it is back, and gives the same draft for the same facts and day.
"""

Redrafter = Callable[[Issue, uuid.UUID], Iterable[Draft]]
"""Given the same and a paper of the case: the one draft that takes its place. It changes nothing else."""

_drafters: dict[str, Drafter] = {}
_redrafters: dict[str, Redrafter] = {}


def drafts(procedure: str, drafter: Drafter, again: Redrafter | None = None) -> None:
    """From now on this drafts the papers of a procedure, and `again` what takes the place of one."""
    _drafters[procedure] = drafter
    if again is not None:
        _redrafters[procedure] = again


def drafter_of(procedure: str) -> Drafter | None:
    """Who drafts the papers of a procedure; None where it has none."""
    return _drafters.get(procedure)


def redrafter_of(procedure: str) -> Redrafter | None:
    """Who drafts what takes the place of a paper of a procedure; None where nobody does."""
    return _redrafters.get(procedure)
