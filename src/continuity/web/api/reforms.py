"""Reforms: the decrees in force, the instruments they rest on, what each changed, and its proof."""

from __future__ import annotations

import threading
from typing import Annotated, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema
from pydantic import Field

from continuity.reform.proof import digest
from continuity.reform.shelf import entries, in_force
from continuity.reform.told import decree_json, instruments_json, plan_json, proof_json
from continuity.reform.trial import again
from continuity.web.api.answer import answered
from continuity.web.api.asked import Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import DayText, answers
from continuity.web.known import Known, known

router = Router(tags=["reforms"])
Name = Annotated[Key, Path(examples=["vn-2025-07-01-map"])]


class Reform(Schema):
    """A decree in force."""

    name: str
    title: str
    title_en: str
    effective: DayText
    entry: int = Field(description="The journal's entry by which it came to read as it does.")
    clauses: int
    instruments: list[str] = Field(description="Their numbers.")


class Reforms(Schema):
    """The decrees in force, in order of their days."""

    reforms: list[Reform]


class Instrument(Schema):
    """A legal text and its days; `verified` where somebody has read it."""

    number: str
    title: str | None
    title_en: str | None
    adopted: DayText | None
    in_force: DayText | None
    operates: DayText | None
    verified: bool
    decree: str = Field(description="The decree in force that rests on it.")
    clauses: int = Field(description="How many clauses of that decree cite it.")


class Instruments(Schema):
    """The instruments on which the decrees in force rest."""

    instruments: list[Instrument]


Keys = Annotated[list[str], Field(min_length=2, max_length=2)]


class Passing(Schema):
    """A function that passes on."""

    function: str
    givers: list[str] = Field(alias="from")
    receivers: list[str] = Field(alias="to")


class Plan(Schema):
    """What a decree changes, in natural keys."""

    decree: str
    effective: DayText
    counts: dict[str, int]
    mandates_by_function: dict[str, int]
    areas_founded: list[str]
    areas_ended: list[Keys] = Field(description="Unit and heir.")
    areas_renamed: list[str]
    areas_cut: list[str]
    agencies_founded: list[str]
    agencies_ended: list[Keys] = Field(description="Agency and heir.")
    institutions_attached: list[Keys] = Field(description="Institution and new parent.")
    passing: list[Passing]


class Balance(Schema):
    """How much there was before, and after."""

    before: int
    after: int
    difference: int


class Proof(Schema):
    """Whether nothing is missing, double or lost; the digest can be compared."""

    decree: str
    effective: DayText
    holds: bool
    flaws: list[Any] = Field(description="[kind, function, place, filed, on, until, [holders]]")
    disputed_before: int
    open: int = Field(description="Open questions; somebody acts in the meantime.")
    balances: dict[str, Balance]
    digest: str = Field(description="SHA-256 of the canonical statement; see docs/reform.md.")


@router.get("/reforms", response=answers(Reforms), operation_id="reforms", summary="Reforms")
def reforms(request: HttpRequest) -> HttpResponseBase:
    """The decrees in force. Drafts are their planners' own."""

    def made() -> object:
        at = entries()
        return {"reforms": [decree_json(text, at[name]) for name, text in in_force().items()]}

    return answered(request, known(), made)


@router.get(
    "/reforms/{key}", response=answers(Reform, finds=True), operation_id="reform",
    summary="A reform",
)  # fmt: skip
def reform(request: HttpRequest, key: Name) -> HttpResponseBase:
    """One decree in force, by its name."""
    here = known()
    text = in_force().get(key)
    if text is None:
        raise Stop("not-there", thing=key)
    return answered(request, here, lambda: decree_json(text, entries()[key]))


@router.get(
    "/reforms/{key}/plan", response=answers(Plan, finds=True), by_alias=True,
    operation_id="reform_plan", summary="What a reform changed",
)  # fmt: skip
def plan(request: HttpRequest, key: Name) -> HttpResponseBase:
    """Units, agencies and functions, by name; the first time it takes some seconds."""
    return _again(request, key, "plan")


@router.get(
    "/reforms/{key}/proof", response=answers(Proof, finds=True), operation_id="reform_proof",
    summary="The proof of a reform",
)  # fmt: skip
def proof(request: HttpRequest, key: Name) -> HttpResponseBase:
    """Flaws and balances, reckoned again from the decrees; the first time it takes some seconds."""
    return _again(request, key, "proof")


@router.get(
    "/instruments", response=answers(Instruments), operation_id="instruments",
    summary="Legal instruments",
)  # fmt: skip
def instruments(request: HttpRequest) -> HttpResponseBase:
    """The legal texts on which the decrees in force rest."""

    def made() -> object:
        return {"instruments": instruments_json(in_force().values())}

    return answered(request, known(), made)


@router.get(
    "/instruments/{path:key}", response=answers(Instruments, finds=True),
    operation_id="instrument", summary="A legal instrument",
)  # fmt: skip
def instrument(
    request: HttpRequest, key: Annotated[Key, Path(examples=["202/2025/QH15"])]
) -> HttpResponseBase:
    """One of them by its number, once for each decree that rests on it."""
    here = known()
    found = [one for one in instruments_json(in_force().values()) if one["number"] == key]
    if not found:
        raise Stop("not-there", thing=key)
    return answered(request, here, lambda: {"instruments": found})


_lock = threading.Lock()
_told: dict[tuple[object, str], dict[str, Any]] = {}


def _again(request: HttpRequest, key: str, part: str) -> HttpResponseBase:
    here = known()
    if key not in entries():
        raise Stop("not-there", thing=key)
    return answered(request, here, lambda: _reckoned(here, key)[part])


def _reckoned(here: Known, key: str) -> dict[str, Any]:
    """Plan and proof of a decree, kept until the register changes; one at a time, they are heavy."""
    if (here.at, key) not in _told:
        with _lock:
            for old in [one for one in _told if one[0] != here.at]:
                _told.pop(old, None)
            if (here.at, key) not in _told:
                stage, changes, proved = again(key, here.pack.kinds)
                shown = {"holds": proved.holds, "digest": digest([proved])}
                told = {"plan": plan_json(stage, changes), "proof": proof_json(proved) | shown}
                _told[here.at, key] = told
    return _told[here.at, key]
