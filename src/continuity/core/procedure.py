"""A public service as data: what is asked, by which steps, for how much, by when, on what law.

Everything that a form, its checks, an interface or a case page needs to know of a service stands
here, and nothing here is particular to one service. A version is in force from a day until the next
one, or until the day from which the service is repealed; a matter follows the version in force on the
day that it was filed, to its end. Terms: CPSV-AP (Public Service, Evidence,
Rule, Cost, Channel, Output) and the parts of the national record of a procedure (TTHC).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.plainly import Tree, tree_of, value_of


class Words(NamedTuple):
    """A text in both languages."""

    vi: str
    en: str


NO_WORDS = Words("", "")


class Kind(StrEnum):
    """What may be written into a field."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    YES_NO = "yes-no"
    DATE = "date"
    NUMBER = "number"
    PLACE = "place"
    AGENCY = "agency"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY = "identity"


class Group(StrEnum):
    """The groups in which what is personal is sealed, read and logged."""

    NAME = "name"
    IDENTITY = "identity"
    CONTACT = "contact"
    ANSWERS = "answers"


class When(NamedTuple):
    """Only where an earlier field has one of these answers."""

    field: str
    among: tuple[str, ...]


class Choice(NamedTuple):
    """One of the answers of a field of kind `choice`."""

    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that the form asks."""

    id: str
    label: Words
    kind: Kind = Kind.TEXT
    group: Group = Group.ANSWERS
    required: bool = True
    hint: Words = NO_WORDS
    choices: tuple[Choice, ...] = ()
    most: int = 200
    when: When | None = None


class Form(StrEnum):
    """As what a paper is given; one that is drawn from a register is asked of nobody."""

    ORIGINAL = "original"
    COPY = "copy"
    ELECTRONIC = "electronic"
    DRAWN = "drawn"


PICTURES = ("application/pdf", "image/jpeg", "image/png")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper that belongs to the dossier (cv:Evidence); `source` is the register it is drawn from."""

    id: str
    label: Words
    form: Form = Form.ELECTRONIC
    required: bool = True
    media: tuple[str, ...] = PICTURES
    most_bytes: int = 10 * 1024 * 1024
    source: str = ""
    when: When | None = None


class Duty(StrEnum):
    """What somebody does at a step; those of one case are never all done by one person."""

    INTAKE = "intake"
    CHECK = "check"
    REVIEW = "review"
    DECIDE = "decide"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `seats` are the roles that may take it, `apart` the steps that another person took."""

    id: str
    label: Words
    duty: Duty
    seats: tuple[str, ...] = ("officer", "head")
    apart: tuple[str, ...] = ()


class Unit(StrEnum):
    """In what a term is counted."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    HOURS = "hours"
    MONTHS = "months"
    YEARS = "years"


class Term(NamedTuple):
    """How long something may take; working days go in halves."""

    amount: float
    unit: Unit


class Longer(NamedTuple):
    """The term of those matters in which an earlier field has one of some answers."""

    when: When
    term: Term


class Channel(StrEnum):
    """How a matter may be filed and its result given back."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"


class Audience(StrEnum):
    """For whom a service is: people, bodies, or the office itself, which begins it unasked."""

    PEOPLE = "people"
    BODIES = "bodies"
    OFFICE = "office"


class Basis(NamedTuple):
    """The law on which something stands; `verified` is False where nobody has read the source."""

    source: str
    article: str = ""
    verified: bool = False


class Refusal(NamedTuple):
    """A ground of the closed list on which an application may be refused."""

    id: str
    label: Words
    basis: Basis


@dataclass(frozen=True, slots=True)
class Output:
    """What is issued: the kind of document, its title, and for how long it is good and kept.

    `kept_by` is the text that says for how long it is kept. With `english` it may bear an English
    version beside the Vietnamese text, which rules.
    """

    id: str
    label: Words
    valid_for: Term | None = None
    kept_for: Term | None = None
    kept_by: Basis | None = None
    english: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a public service (cv:PublicService), in force from `since` until the next one.

    Where the service is repealed, `until` is the first day on which nobody can file for it any more.
    `code` is ours and permanent; `official` is the national code. `fee` is a key of the pack's
    tariffs, '' where nothing is charged. The steps are taken in their order; the first is intake.
    `longer` is the term of matters that the law gives more time, counted in the same unit.
    """

    code: str
    version: int
    since: date
    function: str
    label: Words
    summary: Words
    term: Term
    fields: tuple[Field, ...]
    evidence: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    outputs: tuple[Output, ...]
    bases: tuple[Basis, ...]
    refusals: tuple[Refusal, ...] = ()
    fee: str = ""
    exemptions: tuple[Choice, ...] = ()
    channels: tuple[Channel, ...] = tuple(Channel)
    official: str = ""
    words: tuple[str, ...] = field(default=())
    until: date | None = None
    audience: tuple[Audience, ...] = (Audience.PEOPLE,)
    longer: Longer | None = None

    def holds(self, on: date) -> bool:
        """Whether one can file by it on a day, as far as no later version has taken its place."""
        return self.since <= on and (self.until is None or on < self.until)

    def term_for(self, answers: Mapping[str, str]) -> Term:
        """How long a matter may take, given what was answered."""
        longer = self.longer
        if longer and answers.get(longer.when.field, "") in longer.when.among:
            return longer.term
        return self.term

    def step(self, id: str) -> Step:
        """A step by its id; raises KeyError where the procedure has none."""
        return {step.id: step for step in self.steps}[id]

    def after(self, id: str) -> Step | None:
        """The step that follows, or None after the last."""
        ids = [step.id for step in self.steps]
        place = ids.index(id) + 1
        return self.steps[place] if place < len(ids) else None


def plain(procedure: Procedure) -> Tree:
    """A procedure as a tree for JSON, every field named."""
    return tree_of(procedure)


def procedure_of(tree: object) -> Procedure:
    """The procedure of a tree; raises Flawed with all that is not of its type."""
    return value_of(Procedure, tree)


def digest(procedure: Procedure) -> str:
    """SHA-256 of the one way to write a procedure: the same for the same, whoever wrote it how."""
    text = json.dumps(plain(procedure), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
