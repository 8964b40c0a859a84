"""What is told of a case: never who its person is, nor an agency that it would belong to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Path, Schema
from pydantic import Field, StringConstraints

from continuity.casework.cases import Case
from continuity.casework.clock import lateness
from continuity.casework.page import Page
from continuity.core.cutover import Rule
from continuity.core.interval import FOREVER
from continuity.web.api.shapes import DayText, Pair
from continuity.web.inflight import now
from continuity.web.known import known

Number = Annotated[
    str,
    StringConstraints(min_length=14, max_length=30, pattern=r"^[0-9][0-9 -]*$"),
    Path(examples=["0000-0001-2345-33"], description="The dossier number."),
]


class CaseTold(Schema):
    """A case in short, without its person."""

    number: str
    function: str
    place: str
    filed: DayText
    procedure: str = Field(description="'' where it came without one.")
    version: int
    status: str = Field(description="One of the portal's ten.")
    step: str = Field(description="The step to be taken next, '' where none is.")
    assignee: str = Field(description="The id of the person with whom it lies, '' for nobody.")
    due: DayText | None
    due_at: str | None = Field(description="The moment at which a term in hours ends, else null.")
    promised: DayText | None = Field(description="The day that the applicant was last told.")
    late: float = Field(description="Working days by which it is late.")
    paused: bool
    closed: DayText | None
    outcome: str
    owed: int = Field(description="VND still to be paid.")


class Cases(Schema):
    """Some cases of a desk, the most urgent first."""

    cases: list[CaseTold]
    next: str | None = Field(description="The cursor of the next ones; null at the end.")


class CaseAct(Schema):
    """Something that was done; `agency` is '' for the applicant."""

    verb: str
    agency: str
    person: str
    step: str
    mandate: str = Field(description="The key of the mandate under which it was done.")
    day: DayText
    at: str


class CaseQuestion(Schema):
    """A question to another agency."""

    agency: str
    asker: str
    due: DayText
    since: DayText
    answered: DayText | None


class CasePayment(Schema):
    """A line of the account: charged, waived or paid."""

    kind: str
    amount: int
    tariff: str
    exemption: str
    way: str
    receipt: str
    day: DayText


class CaseMandate(Schema):
    """A mandate by which an agency must act on the case."""

    agency: str
    valid: Pair
    instrument: str
    clause: str


class CaseFinisher(Schema):
    """What the cut-over table says of a case that a reform found under way."""

    finisher: str
    counter: str
    source: str
    agency: str = Field(description="The body that the finisher is, '' where it cannot be told.")
    unit: str = Field(description="The body or commune whose counter it is, '' where not known.")
    points: list[str] = Field(description="Keys of its service points; see /points.")


class CaseWhole(CaseTold):
    """A case with all that was done to it, who must act today, and what is asked of its applicant."""

    held: list[str] = Field(description="Fields and papers that the dossier has.")
    asked: list[str] = Field(description="Items that the applicant still owes.")
    agency: str = Field(description="The agency that must act today, '' where none does.")
    open: bool = Field(description="True where several may be the one.")
    mandates: list[CaseMandate]
    cutover: CaseFinisher | None
    acts: list[CaseAct]
    consultations: list[CaseQuestion]
    payments: list[CasePayment]
    language: str | None = Field(description="Of the notices, where the applicant was asked.")
    english: bool = Field(description="Whether an English version is wished beside the Vietnamese.")


def case_json(case: Case, on: date) -> dict[str, Any]:
    """A case in short."""
    told = {name: getattr(case, name) for name in CaseTold.model_fields if name != "late"}
    return {name: _plain(value) for name, value in told.items()} | {"late": lateness(case, on)}


def page_json(page: Page, on: date) -> dict[str, Any]:
    """A case whole."""
    story, rule = page.story, page.finisher
    return {
        **case_json(page.case, on),
        "held": list(page.case.held),
        "asked": list(page.asked),
        "agency": page.holders.agency,
        "open": page.holders.open,
        "mandates": [
            {
                "agency": one.agency, "valid": [_day(one.valid.start), _day(one.valid.end)],
                "instrument": one.cite.instrument, "clause": one.cite.clause,
            }
            for one in page.holders.mandates
        ],
        "cutover": rule and _cutover(page, rule, on),
        "acts": [_told(one, CaseAct) for one in story.acts],
        "consultations": [_told(one, CaseQuestion) for one in story.consultations],
        "payments": [_told(one, CasePayment) for one in story.payments],
        "language": story.wish and story.wish.told,
        "english": bool(story.wish and story.wish.english),
    }  # fmt: skip


def _cutover(page: Page, rule: Rule, on: date) -> dict[str, Any]:
    """The row of the table, and who and where that is by the register; of a closed case the row alone."""
    told = {"finisher": rule.finisher, "counter": rule.counter, "source": rule.source}
    named = now(known(), page, on)
    if named is None:
        return {**told, "agency": "", "unit": "", "points": []}
    points = [point.id for point in named.points] if named.sure else []
    return {**told, "agency": named.finisher, "unit": named.unit, "points": points}


def _told(thing: object, shape: type[Schema]) -> dict[str, Any]:
    return {name: _plain(getattr(thing, name)) for name in shape.model_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _day(on: date) -> str | None:
    return None if on in (date.min, FOREVER) else on.isoformat()
