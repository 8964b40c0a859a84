"""What the machine of casework asks for that is more than one call: files, papers, a letter, the end.

Each says which verbs it plays; asked again with its key it does the same again, and nothing twice.
A verb is whatever asks who acts: they are listed by their signatures, so that none is forgotten.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

from django.db import connection

import continuity.casework as room
from continuity.casework import cases, verbs
from continuity.casework.documents import anew, deferred, issuing, rows
from continuity.casework.documents import verbs as signed
from continuity.casework.groups import COLUMNS
from continuity.casework.intake import drafts, papers, sending
from continuity.casework.notices import send, tell
from continuity.casework.notices.verbs import send_again
from continuity.casework.opinions import opinions
from continuity.casework.payments import orders
from continuity.casework.payments.heard import heard
from continuity.casework.refused import Refused
from continuity.casework.retention import lists
from continuity.casework.sight import reading, working
from continuity.casework.wishes import Wish, wished
from continuity.journal.record import Actor
from tests.elsewhere import signed_outside
from tests.integration.cashier import SECRET, signature
from tests.integration.service import CERTIFICATE
from tests.issuing import CERTIFICATE as PAPER
from tests.papers import png

OF_NO_CASE = {
    "catalogue.add": "a procedure, before there is a case",
    "documents.holding.drop_key": "a key of an agency",
    "documents.holding.hold_key": "a key of an agency",
    "documents.trial_keys.given": "a key of an agency",
    "intake.applicants.prove": "whose a login is",
    "notices.verbs.enable": "a program's subscription",
    "notices.verbs.subscribe": "a program's subscription",
    "notices.verbs.unsubscribe": "a program's subscription",
}
"""Verbs that the machine of one case need not play, and what they are about instead."""
PLAYED: set[str] = set()
"""The verbs that were done, and not only refused."""


def named(verb: Callable[..., Any]) -> str:
    """A verb by its module below casework and its name."""
    return f"{verb.__module__.removeprefix(room.__name__ + '.')}.{verb.__name__}"


def plays(*played: Callable[..., Any]) -> Callable[[Any], Any]:
    """Says which verbs a turn plays, where it is not one itself."""

    def turn(one: Any) -> Any:
        one.plays = {named(verb) for verb in played}
        return one

    return turn


def done(verb: Callable[..., Any]) -> None:
    """A verb, or what a turn plays, was done."""
    PLAYED.update(getattr(verb, "plays", None) or {named(verb)})


def modules() -> Iterator[ModuleType]:
    """All modules of casework but the migrations."""
    for one in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if "migrations" not in one.name:
            yield importlib.import_module(one.name)


def verbs_in(module: ModuleType) -> set[str]:
    """The public functions of a module that ask who acts."""
    found = inspect.getmembers(module, inspect.isfunction)
    own = [one for name, one in found if one.__module__ == module.__name__ and name[0] != "_"]
    return {named(one) for one in own if _asks_who(one)}


def _asks_who(one: Callable[..., Any]) -> bool:
    actor = inspect.signature(one).parameters.get("actor")
    return actor is not None and actor.kind is actor.KEYWORD_ONLY


def unplayed(*among: ModuleType) -> set[str]:
    """The verbs on a case that nobody has played yet."""
    found = {verb for module in among or modules() for verb in verbs_in(module)}
    return found - PLAYED - OF_NO_CASE.keys()


@plays(verbs.answer_supplement)
def answered(case, papers, **by):
    verbs.answer_supplement(case, {}, papers=papers, **by)


@plays(verbs.answer_supplement)
def uploaded(case, items, *, actor, on, key, identity):
    """Gives what was asked for as a citizen does: a file for each paper, from a draft about the case."""
    draft = drafts.begin("certificate", person=actor, on=on, about=case)
    for paper in CERTIFICATE.evidence:
        if paper.id in items:
            papers.attach(draft.id, png(), "giấy.png", paper, person=actor, on=on)
    sending.answer(draft.id, person=actor, on=on)


@plays(verbs.choose_languages)
def spoken(case, language, **by):
    """Chooses in which language notices come, and is then told in it."""
    verbs.choose_languages(case, Wish(language), **by)
    with working("notices", by["on"]):
        assert wished(case) == Wish(language)


@plays()
def looked_at(case, *, actor, agency, on, key):
    """Reads who it is and each file, which writes entries and changes nothing."""
    with reading(actor, agency, "processing", on):
        cases.personal(case)
        for paper in papers.of_case(case):
            papers.content(case, paper.id)


@plays(verbs.apologise)
def apologised(case, *, on, **by):
    verbs.apologise(case, on + timedelta(days=7), "Xin lỗi", on=on, **by)


def of_paper(verb, *told, status="issued"):
    """A verb on the first paper that stands so; with the same key, on the same paper."""
    meant = {}

    @plays(verb)
    def on_it(case, *more, on, actor, agency, key):
        if key not in meant:
            meant[key] = _first(case, status, actor, agency, on)
        verb(case, meant[key], *told, *more, on=on, actor=actor, agency=agency, key=key)

    return on_it


def _first(case, status, actor, agency, on):
    with reading(actor, agency, "processing", on):
        found = [one.id for one in rows.papers(case) if one.status == status]
    if not found:
        raise Refused("no-such-document")
    return found[0]


def signed_for(case, actor, agency, on, key):
    """The paper that is out, and its file as the leader's own program signs it; with a key, one file."""
    if key not in FILES:
        waits = _first(case, "handed-out", actor, agency, on)
        with reading(actor, agency, "processing", on):
            pdf = rows.content(rows.paper(case, waits))
        FILES[key] = waits, signed_outside(*OUTSIDE, pdf, key=f"{agency}.elsewhere.p12")
    return FILES[key]


@plays(issuing.take_in_result)
def result_back(case, **by):
    issuing.take_in_result(case, signed_for(case, **by)[1], **by)


@plays(deferred.take_in)
def paper_back(case, **by):
    deferred.take_in(case, *signed_for(case, **by), **by)


OUTSIDE: list[Any] = []
"""The other program and the folder in which its keys lie; the test says which."""
FILES: dict[str, Any] = {}


@plays(signed.issue)
def issued_paper(case, **by):
    signed.issue(case, PAPER, **by)


@plays(deferred.hand_out)
def paper_out(case, **by):
    deferred.hand_out(case, PAPER, **by)


corrected = of_paper(signed.correct, PAPER, "Sai tên")
reissued = of_paper(signed.reissue, PAPER)
revoked = of_paper(signed.revoke, "Cấp nhầm")
corrected_anew = of_paper(anew.correct_paper, "Sai tên")
reissued_anew = of_paper(anew.reissue_paper)
paper_dropped = of_paper(deferred.drop, "Thất lạc", status="handed-out")


@plays(orders.begin, verbs.pay)
def paid_from_home(case, *, actor, on, key, identity):
    """An order is begun at the provider, who says that it was paid; the same word comes each time."""
    told = {"language": "vi", "back": "http://127.0.0.1/", "callback": "http://127.0.0.1/"}
    if key not in ORDERS:
        ORDERS[key] = orders.begin(case, "gateway", actor=actor, on=on, **told)
    order = ORDERS[key]
    word = {"order": order.name, "state": "paid", "amount": order.amount, "currency": "VND"}
    body = json.dumps(word | {"reference": key}).encode()
    answer = heard("gateway", signature(SECRET, key, int(time.time()), body), body)
    assert answer.answer == "taken", answer


ORDERS: dict[str, Any] = {}


@plays(opinions.give)
def opinion_given(case, *, actor, on, key, identity):
    """One says how one was served, once; it is no act of the case, and nothing in it changes."""
    opinions.give(case, 4, "Nhanh, rõ ràng", actor=actor, on=on)


@plays(send_again)
def told_again(case, *, actor, agency, on, key):
    """A letter that the gateway would not take is given up, and sent again by hand."""
    if key not in LETTERS:
        with working("notices", on):
            tell.tell(case, "received", key, None)
        LETTERS[key] = _given_up(case, key, on)
    send_again(case, LETTERS[key], actor=actor, agency=agency, on=on, key=key)


LETTERS: dict[str, Any] = {}


def _given_up(case, key, on):
    which = "case_id = %s and key = %s and channel = 'sms'"
    with working("notices", on), connection.cursor() as cursor:
        cursor.execute(f"select id from notices_notice where {which}", [case, key])
        found = cursor.fetchone()
    if found is None:  # nobody is told any more whose address was erased
        raise Refused("no-notice")
    send.send(str(case), str(found[0]))
    return found[0]


@plays(lists.draw, lists.spare, lists.review)
def erased(case, *, actor, agency, on, key):
    """A list is drawn and the case spared; a second one, and another who leads agrees: it is erased."""
    if key in OVER:
        return
    by, leads = (
        {"actor": actor, "agency": agency, "on": on},
        {"actor": SECOND_HEAD, "agency": agency},
    )
    spared = lists.draw([case], **by, key=f"{key} spared")
    lists.spare(spared, case, "Đang có khiếu nại", **by)
    assert lists.review(spared, **leads, on=on) == 0
    drawn = lists.draw([case], **by, key=f"{key} drawn")
    assert lists.review(drawn, **leads, on=on) == 1
    OVER.add(key)


SECOND_HEAD = Actor("p-second", "Mr Hai")
OVER: set[str] = set()
SEALED = {
    "casework_case": " or ".join(f"{column} <> ''" for column in COLUMNS),
    "casework_note": "sealed <> ''",
    "intake_paper": "wrapped <> ''",
    "documents_document": "wrapped is not null",
    "notices_notice": "sealed_text <> ''",
}
"""What is sealed of a case, by where it lies."""


def sealed_left(case, on):
    """What is still sealed of a case: how many rows of each table."""
    parts = [
        f"select '{table}', count(*) from {table} "
        f"where {'id' if table == 'casework_case' else 'case_id'} = %s and ({which})"
        for table, which in SEALED.items()
    ]
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), [case] * len(parts))
        return {table: count for table, count in cursor.fetchall() if count}
