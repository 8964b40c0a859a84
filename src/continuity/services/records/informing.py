"""The answer to an agency, as a paper: what certificate No. 1 would say, or No. 2 in proceedings.

It bears who asked and on which text. What is open is not answered until a person has looked.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import attrgetter

from continuity.casework.cases import answers
from continuity.casework.documents.drafts import Beside, Draft, Shown, wants_english
from continuity.casework.documents.kinds import Kind, Language, Said, Slots, register
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.core.procedure import Words
from continuity.register.called import called
from continuity.services.records.contents import FILE, slots
from continuity.services.records.papers import PAPERS, known, refused_ground
from continuity.services.records.procedure import (
    AGENCY,
    INFORMATION,
    PROCEEDINGS,
    TWO,
)
from continuity.services.records.questions import answered, relied_on
from continuity.services.records.register import redrawn
from continuity.services.records.rules import bases
from continuity.services.records.rules.asking import MAJORITY, Asker, may_ask
from continuity.services.records.rules.certificate import Number
from continuity.services.records.rules.certificate import certificate as worked_out
from continuity.services.records.rules.sharing import masked

ANSWERS = {
    AGENCY.code: (Number.ONE, Kind("criminal-record-information", INFORMATION.label, "TTLLTP")),
    PROCEEDINGS.code: (Number.TWO, PAPERS[TWO.code][1]),
}
register(ANSWERS[AGENCY.code][1])
ASKERS = {AGENCY.code: Asker.AGENCY, PROCEEDINGS.code: Asker.PROCEEDINGS}
BY, BASED = Words("Cơ quan yêu cầu", "Asked by"), Words("Căn cứ yêu cầu", "On the basis of")


def drafted(issue: Issue) -> Iterator[Draft]:
    """The answer of a case that was granted; refused while something is open on the day."""
    if issue.procedure.code not in ANSWERS or issue.case.outcome != Outcome.GRANTED:
        return
    number, kind = ANSWERS[issue.procedure.code]
    told = answers(issue.case.id, ["answers"])
    # The age is a matter of the own request; of a child's record an agency may ask like of any other.
    ground = may_ask(
        ASKERS[issue.procedure.code], number, age=MAJORITY, on=issue.case.filed,
        basis=bool(told.get("basis")),
    )  # fmt: skip
    if ground:
        raise refused_ground(issue.procedure, ground)
    who, found = known(issue)
    made = worked_out(found, number, bans=who.bans, ask_bans=number is Number.TWO)
    person = {"name": told["subject"], "identity": told["subject-identity"]}

    def said(language: Language) -> Slots:
        paper, word = slots(made, who, person, kind, issue, language), attrgetter(language)
        body = word(called(told["body"], issue.on))
        asked: tuple[tuple[str, Said], ...] = (
            (word(BY), body), (word(BASED), based(told, language)),
        )  # fmt: skip
        recipients = (body, f"{word(FILE)} {issue.case.number}")
        return replace(paper, facts=(*asked, *paper.facts), recipients=recipients)

    yield Draft(
        kind.id,
        said("vi"),
        shown=(Shown("Loại phiếu", "Certificate", f"{kind.label.vi} / {kind.label.en}"),),
        procedure=issue.procedure.official,
        applicant=masked(told["subject-identity"]),
        beside=Beside(said("en")) if wants_english(issue) else None,
    )
    answered(issue.case.id)


def redrafted(issue: Issue, paper: uuid.UUID) -> Iterator[Draft]:
    """What takes the place of an answer, also after the case is over."""
    redrawn(issue.case.id)
    yield from drafted(issue)


def based(told: Mapping[str, str], language: Language) -> str:
    """On which text somebody asks, in words."""
    kind, text = relied_on(told)
    label = attrgetter(language)(bases.KINDS[kind]) if kind else ""
    return f"{label}: {text}" if label else text
