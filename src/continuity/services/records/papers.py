"""The certificates as papers: what they say is worked out on the day of their issue.

Nothing is stored of what a conviction is: deciding a case confirms that it may be issued, and the
issue computes what stands on it. While anything is open on that day nothing is issued. Whoever
verifies a paper learns that it is genuine and which certificate it is, and nothing of what it says; what
a third party may be shown with the holder's code is kept beside a certificate No. 1 as it is issued.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from continuity.casework.cases import answers, personal
from continuity.casework.documents.drafts import Beside, Draft, Shown, wants_english
from continuity.casework.documents.kinds import Kind, Language, Said, Slots, register
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.core.procedure import Procedure, Words
from continuity.services.records.contents import SHOWN, slots
from continuity.services.records.procedure import CERTIFICATE_1, CERTIFICATE_2, ONE, TWO
from continuity.services.records.refused import Refused
from continuity.services.records.register import of_case, redrawn
from continuity.services.records.rules.asking import Asker, age_on, may_ask
from continuity.services.records.rules.certificate import Certificate, Number
from continuity.services.records.rules.certificate import certificate as worked_out
from continuity.services.records.rules.facts import Person
from continuity.services.records.rules.reckon import Answer, Standing, Status, answer
from continuity.services.records.rules.sharing import Line, masked, may_share, statement
from continuity.services.records.rules.together import viet_nam
from continuity.services.records.rules.words import OPEN, named
from continuity.services.records.shares import stated

PAPERS = {
    ONE.code: (Number.ONE, Kind("criminal-record-1", CERTIFICATE_1.label, "LLTP1")),
    TWO.code: (Number.TWO, Kind("criminal-record-2", CERTIFICATE_2.label, "LLTP2")),
}
register(*(kind for _, kind in PAPERS.values()))


def drafted(issue: Issue) -> Iterator[Draft]:
    """The certificate of a case that was granted; refused while something is open on the day."""
    if issue.procedure.code not in PAPERS or issue.case.outcome != Outcome.GRANTED:
        return
    number, kind = PAPERS[issue.procedure.code]
    who, found = known(issue)
    told = answers(issue.case.id, ["answers"])
    age = age_on(date.fromisoformat(told["born"]), issue.case.filed)
    if ground := may_ask(Asker.PERSON, number, age=age, on=issue.case.filed):
        raise refused_ground(issue.procedure, ground)
    asked = number is Number.TWO or told.get("ask-bans") == "yes"
    made = worked_out(found, number, bans=who.bans, ask_bans=asked)
    person = personal(issue.case.id, ["name", "identity"]) | told

    def said(language: Language) -> Slots:
        return slots(made, who, person, kind, issue, language)

    yield Draft(
        kind.id,
        said("vi"),
        shown=(Shown("Loại phiếu", "Certificate", f"{kind.label.vi} / {kind.label.en}"),),
        procedure=issue.procedure.official,
        applicant=masked(person["identity"]),
        beside=Beside(said("en")) if wants_english(issue) else None,
    )
    if may_share(number):
        stated(issue.case.id, shareable(made, who, person, kind, issue))


def redrafted(issue: Issue, paper: uuid.UUID) -> Iterator[Draft]:
    """What takes the place of a paper, also after the case is over."""
    redrawn(issue.case.id)
    yield from drafted(issue)


def known(issue: Issue) -> tuple[Person, Answer]:
    """What the register tells on the day of an issue; refused while something is open on it."""
    who = of_case(issue.case.id, issue.case.number)
    found = answer(who, viet_nam, issue.on)
    if found.standing is Standing.MANUAL:
        vi, en = ("; ".join(_open(found, language)) for language in ("vi", "en"))
        raise Refused("open", vi=vi, en=en)
    return who, found


def refused_ground(procedure: Procedure, ground: str) -> Refused:
    """Why nothing is issued, in the words of the procedure's closed list."""
    labels = {one.id: one.label for one in procedure.refusals}
    return Refused("ground", vi=labels[ground].vi, en=labels[ground].en)


def shareable(
    made: Certificate, who: Person, told: dict[str, str], kind: Kind, issue: Issue
) -> tuple[Line, ...]:
    """What a third party may be shown of a paper: who it is about, and what it says of convictions."""
    known = told | {"identity": masked(told["identity"])}
    vi, en = (slots(made, who, known, kind, issue, one).facts for one in ("vi", "en"))
    lines = (
        Line(Words(one[0], other[0]), Words(written(one[1], "vi"), written(other[1], "en")))
        for one, other in zip(vi, en, strict=True)
    )
    return statement(lines, SHOWN)


def written(said: Said, language: str) -> str:
    """What a template would write."""
    if isinstance(said, tuple):
        return "".join(written(one, language) for one in said)
    if isinstance(said, date):
        return f"{said:%d/%m/%Y}" if language == "vi" else f"{said.day} {said:%b %Y}"
    return said


def _open(found: Answer, language: str) -> list[str]:
    """What is open, in the words of the explanation."""
    said = []
    for one in found.conclusions:
        if one.status(found.on) is Status.MANUAL:
            said += [named(code, language) for code in one.missing]
            said += [OPEN[code].vi if language == "vi" else OPEN[code].en for code in one.open]
    return said or ["–"]
