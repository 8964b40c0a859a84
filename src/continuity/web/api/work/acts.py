"""Everything that is done with a case: one address for each verb, each with what it asks.

An act is data: its verb, the shape of what is sent, and whether a desk does it or whoever brings
something. What the verb refuses comes back as a problem, and nothing was done.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from continuity.casework import cases, verbs
from continuity.casework.documents import anew, rows
from continuity.casework.documents import verbs as papers
from continuity.casework.money import CASH
from continuity.casework.purposes import Purpose
from continuity.casework.refused import MOST_WORDS, Refused
from continuity.casework.wishes import wish
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked, Day, Key
from continuity.web.api.shapes import work
from continuity.web.api.work.program import ACTS, Program, asks, key_of, token
from continuity.web.api.work.shapes import Number

router = Router(tags=["acts"], auth=token)
NO_CONTROL = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Words = Annotated[str, StringConstraints(max_length=MOST_WORDS, pattern=NO_CONTROL)]
Items = Annotated[list[Key], Field(min_length=1, max_length=200)]


class Said(Asked):
    """Words, where there is something to say."""

    words: Words = ""


class Worded(Asked):
    """Words, which must be there."""

    words: Annotated[Words, Field(min_length=1)]


class Reasoned(Worded):
    """A reason of a closed list, and words."""

    reason: Key


class Paused(Said):
    """Why the clock stands still, of a closed list."""

    reason: Key


class Checked(Said):
    """Whether the dossier is complete; if not, what cannot be used and why."""

    complete: bool
    faulty: Annotated[dict[Key, Key], Field(max_length=200)] = Field(default_factory=dict)


class Supplement(Worded):
    """All that is missing: fields, papers, and `fee`."""

    items: Items


class Redone(Asked):
    """Why a step is taken again that another agency took, of a closed list; else ''."""

    reason: Annotated[str, StringConstraints(max_length=150)] = ""


class Reviewed(Said, Redone):
    """Whether the second person agrees; if not, the reason where another agency took the step."""

    agree: bool


class Decided(Said):
    """Granted, or refused on a ground of the procedure and in words."""

    outcome: Literal["granted", "refused"]
    reason: Annotated[str, StringConstraints(max_length=150)] = ""


class Delivered(Asked):
    """How the result was given; `counter` where the counter that took the case in hands it out."""

    channel: Key
    counter: bool = False


class Apologised(Worded):
    """The new day."""

    until: Day


class Consulted(Worded):
    """Which agency is asked, and by when it answers."""

    asked: Key
    due: Day


class HandedBack(Worded, Redone):
    """The step that is taken again, and the reason where another agency took it."""

    step: Key


class Spoken(Asked):
    """The language of notices, and whether an English version stands beside the Vietnamese text."""

    language: Literal["vi", "en"]
    english: bool = False


class Assigned(Asked):
    """The id of the officer to whom it is given."""

    person: Key


class PaidAt(Asked):
    """How it is paid; cash by an agency only."""

    way: Key = CASH.id
    given: Annotated[dict[Key, Annotated[str, StringConstraints(max_length=300)]],
                     Field(max_length=20)] = Field(default_factory=dict)  # fmt: skip


class Waived(Asked):
    """The ground of the tariff."""

    exemption: Key


class Supplied(Asked):
    """All that was asked for: answers, and papers that lie on the counter."""

    answers: Annotated[dict[Key, Annotated[str, StringConstraints(max_length=20_000)]],
                       Field(max_length=500)] = Field(default_factory=dict)  # fmt: skip
    papers: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)


class OfPaper(Asked):
    """An issued paper of the case, by the number that stands on it.

    A body and its successor may have given the same number: then `issuer`, the id of an agency, says
    which of the two is meant; without it, the paper that was issued first.
    """

    paper: Key
    issuer: Annotated[str, StringConstraints(max_length=150)] = ""


class OfPaperWorded(OfPaper, Worded):
    """The same, and words that whoever verifies the paper will read."""


class Done(Schema):
    """What was done; the same again for the same key."""

    number: str
    verb: str
    receipt: str = Field(description="Of a payment, else ''.")


Work = Callable[[Program, uuid.UUID, Any, str], Any]


class Deed(NamedTuple):
    """An act: its id in the address, what it is, what is sent, and how it is done."""

    id: str
    summary: str
    shape: type[Schema] | None
    do: Work
    brings: bool = False


def _desk(verb: Any, *names: str) -> Work:
    """A verb of the desk; `names` are the parts of what is sent that it takes in this order."""

    def do(program: Program, case: uuid.UUID, sent: Any, key: str) -> None:
        verb(case, *(getattr(sent, name) for name in names), **program.named(key))

    return do


def _paper(verb: Any, *names: str) -> Work:
    """A verb on a paper of the case, which is sent by its number."""

    def do(program: Program, case: uuid.UUID, sent: Any, key: str) -> None:
        with program.reading(Purpose.PROCESSING):
            found = [
                one.id
                for one in rows.papers(case)
                if one.number == sent.paper and sent.issuer in ("", one.agency)
            ]
        if not found:
            raise Refused("no-such-document")
        verb(case, found[0], *(getattr(sent, name) for name in names), **program.named(key))

    return do


def _check(program: Program, case: uuid.UUID, sent: Checked, key: str) -> None:
    told = program.named(key) | {"faulty": sent.faulty, "words": sent.words}
    verbs.check(case, sent.complete, **told)


def _review(program: Program, case: uuid.UUID, sent: Reviewed, key: str) -> None:
    told = program.named(key) | {"reason": sent.reason}
    verbs.review(case, sent.agree, sent.words, **told)


def _hand_back(program: Program, case: uuid.UUID, sent: HandedBack, key: str) -> None:
    verbs.hand_back(case, sent.step, sent.words, **program.named(key), reason=sent.reason)


def _pause(program: Program, case: uuid.UUID, sent: Paused, key: str) -> None:
    verbs.pause(case, sent.reason, words=sent.words, **program.named(key))


def _decide(program: Program, case: uuid.UUID, sent: Decided, key: str) -> None:
    told = program.named(key) | {"reason": sent.reason, "words": sent.words}
    verbs.decide(case, sent.outcome, **told)


def _deliver(program: Program, case: uuid.UUID, sent: Delivered, key: str) -> None:
    verbs.deliver(case, sent.channel, counter=sent.counter, **program.named(key))


def _pay(program: Program, case: uuid.UUID, sent: PaidAt, key: str) -> str:
    return verbs.pay(case, sent.way, given=sent.given, **program.bringing(key))


def _supply(program: Program, case: uuid.UUID, sent: Supplied, key: str) -> None:
    papers = program.on_the_counter(sent.papers)
    verbs.answer_supplement(case, sent.answers, papers=papers, **program.bringing(key))


def _withdraw(program: Program, case: uuid.UUID, sent: Said, key: str) -> None:
    verbs.withdraw(case, sent.words, **program.bringing(key))


def _speak(program: Program, case: uuid.UUID, sent: Spoken, key: str) -> None:
    verbs.choose_languages(case, wish(sent.language, sent.english), **program.bringing(key))


def _choose(program: Program, case: uuid.UUID, sent: None, key: str) -> None:
    found = program.applicant().personal.identity
    by = {"actor": program.bearer.actor, "on": program.on, "key": key}
    verbs.choose_law(case, identity=found, **by)  # type: ignore[arg-type]


PAPERS = {
    "revoke-paper": papers.revoke,
    "correct-paper": anew.correct_paper,
    "reissue-paper": anew.reissue_paper,
}

DEEDS = (
    Deed("receive", "Receive what was filed online", None, _desk(verbs.receive)),
    Deed("refuse-receipt", "Do not receive it", Reasoned,
         _desk(verbs.refuse_receipt, "reason", "words")),
    Deed("claim", "Take it", None, _desk(verbs.claim)),
    Deed("release", "Put it back", None, _desk(verbs.release)),
    Deed("assign", "Give it to a colleague", Assigned, _desk(verbs.assign, "person")),
    Deed("check", "Check the dossier", Checked, _check),
    Deed("ask-supplement", "Ask once for all that is missing", Supplement,
         _desk(verbs.ask_supplement, "items", "words")),
    Deed("review", "Review as the second person", Reviewed, _review),
    Deed("decide", "Decide", Decided, _decide),
    Deed("issue", "Issue the result", None, _desk(verbs.issue)),
    Deed("deliver", "Hand over the result", Delivered, _deliver),
    Deed("pause", "Stop the clock", Paused, _pause),
    Deed("resume", "Let the clock run on", None, _desk(verbs.resume)),
    Deed("apologise", "Apologise with a new day", Apologised,
         _desk(verbs.apologise, "until", "words")),
    Deed("consult", "Ask another agency", Consulted,
         _desk(verbs.consult, "asked", "words", "due")),
    Deed("answer-consult", "Answer the agency that asks", Worded,
         _desk(verbs.answer_consult, "words")),
    Deed("waive", "Recognise an exemption", Waived, _desk(verbs.waive, "exemption")),
    Deed("hand-back", "Hand it back a step", HandedBack, _hand_back),
    Deed("stop", "Stop for good", Reasoned, _desk(verbs.stop, "reason", "words")),
    Deed("revoke-paper", "Take a paper back", OfPaperWorded,
         _paper(papers.revoke, "words")),
    Deed("correct-paper", "Draw a paper up anew for a wrong one", OfPaperWorded,
         _paper(anew.correct_paper, "words")),
    Deed("reissue-paper", "Issue a paper anew as the successor", OfPaper,
         _paper(anew.reissue_paper)),
    Deed("pay", "Pay what is owed", PaidAt, _pay, brings=True),
    Deed("answer-supplement", "Give what was asked for", Supplied, _supply, brings=True),
    Deed("withdraw", "Withdraw it", Said, _withdraw, brings=True),
    Deed("choose-languages", "Choose the languages", Spoken, _speak, brings=True),
    Deed("choose-law", "Choose the law of today", None, _choose, brings=True),
)  # fmt: skip


def _done(request: HttpRequest, number: str, deed: Deed, sent: Any) -> HttpResponse:
    program, key = asks(request), key_of(request)
    purpose = Purpose.INTAKE if deed.brings else Purpose.PROCESSING
    with program.reading(_counter(sent) or purpose):
        case = cases.by_number(number)
    with program.scope():
        receipt = deed.do(program, case.id, sent, key)
    return reckoned(request, {"number": case.number, "verb": deed.id, "receipt": receipt or ""})


def _counter(sent: Any) -> str:
    return Purpose.INTAKE if isinstance(sent, Delivered) and sent.counter else ""


def _offer(deed: Deed) -> None:
    """The address of an act; what is sent has the act's own shape."""

    def bare(request: HttpRequest, number: Number) -> HttpResponse:
        return _done(request, number, deed, None)

    def asking(request: HttpRequest, number: Number, asked: Any) -> HttpResponse:
        return _done(request, number, deed, asked)

    view: Any = bare
    if deed.shape:
        view, asking.__annotations__["asked"] = asking, deed.shape
    view.__doc__ = verbs_doc(deed)
    router.post(
        f"/cases/{{number}}/{deed.id}", response=work(Done, acts=True), summary=deed.summary,
        operation_id=f"case_{deed.id.replace('-', '_')}", openapi_extra=ACTS,
    )(view)  # fmt: skip


def verbs_doc(deed: Deed) -> str:
    """What the verb itself says that it does."""
    verb = PAPERS.get(deed.id) or getattr(verbs, deed.id.replace("-", "_"))
    return (verb.__doc__ or "").partition("\n\n")[0]


for _deed in DEEDS:
    _offer(_deed)
