"""A case of seals ends in the register: what is issued is registered in the same transaction.

The applicant's answers are read here once more, which stands in the case's stream like any reading.
What the register refuses is not granted, nor issued if it refuses it since. A specimen is prepared first,
with its number, which its certificate bears; it is registered once that is issued, be it signed here or
elsewhere. A loss is published as soon as the registrar itself has the case before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.today import today
from continuity.casework.cases import answers
from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.core.finding import Said
from continuity.core.procedure import NO_WORDS, Duty
from continuity.core.terms import TERMS
from continuity.journal.record import record
from continuity.register.called import called
from continuity.services.seals import kept as seals
from continuity.services.seals import verbs
from continuity.services.seals.acts import stream
from continuity.services.seals.kept import Kept
from continuity.services.seals.procedure import (
    ADDITIONAL,
    AGAIN,
    CERTIFICATE_AGAIN,
    EMBOSSED_MINI_WAX,
    NEW,
    NIGHT,
    SPECIAL,
    WET,
)
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import OUT, Act
from continuity.services.seals.seat import competent, registrar
from continuity.services.seals.second import needed

CODES = {one.code for one in (NEW, EMBOSSED_MINI_WAX, AGAIN, ADDITIONAL, CERTIFICATE_AGAIN, NIGHT)}
USED = (Act.REGISTERED, *OUT)


def beforehand(asked: Asked) -> None:
    """Which seal is meant is asked when a case is filed, and the register before it is granted."""
    if asked.procedure.code not in CODES or asked.moment is Moment.REOPEN:
        return
    told = asked.answers()
    if asked.moment is Moment.GRANT:
        _grantable(asked, told)
    try:
        kept = meant(asked.procedure.code, told, asked.on, shows=bool(asked.agency))
    except Refused as refused:
        if asked.moment is Moment.FILE and refused.code == "which":
            raise
        return  # said before it is granted
    if kept and _loses(asked.procedure.code, told, kept):
        _lost(kept, asked, told)


def prepared(issue: Issue) -> Kept | None:
    """The seal that a case is about: a specimen to be registered, or for a certificate alone a seal.

    What is lost is lost from here on at the latest. None where the case was refused.
    """
    if issue.case.outcome != Outcome.GRANTED:
        return None
    code, told = issue.procedure.code, answers(issue.case.id, ["answers"])
    old = meant(code, told, issue.on)
    if code in (CERTIFICATE_AGAIN.code, NIGHT.code):
        return old
    if old and _loses(code, told, old):
        _lost(old, issue, told)
    return verbs.prepare(told["body"], told["kind"], **_asked(issue, told, old))


def meant(code: str, told: Mapping[str, str], on: date, *, shows: bool = True) -> Kept | None:
    """The seal of the register that a case is about; None where it asks for a first one.

    Refused where there is none of which the case can be true, and where several may be meant: which,
    nobody guesses. `shows` tells the numbers of those.
    """
    if code == NIGHT.code:
        return _uncertified(told["body"])
    if code not in (AGAIN.code, CERTIFICATE_AGAIN.code):
        return None
    every = [one for one in seals.of(told["body"]) if one.seal.done]
    kin = [one for one in every if one.seal.kind == told.get("kind")]
    number = told.get("certificate", "").casefold()
    kin = [one for one in kin if number in ("", one.certificate.casefold())]
    fit = [one for one in kin if one.seal.state in USED]
    if code == AGAIN.code:
        gone = (
            (*OUT, Act.REPORTED, Act.LOST)
            if told.get("reason") == "lost"
            else (*USED, Act.HANDED_IN)
        )
        replaced = {one.replaces for one in every}
        fit = [one for one in kin if one.seal.state in gone and one.id not in replaced]
    if len(fit) != 1:
        _unclear(told, kin, fit, on, shows)
    return fit[0]


def _unclear(
    told: Mapping[str, str], kin: list[Kept], fit: list[Kept], on: date, shows: bool
) -> None:
    body = told["body"]
    if fit:
        known = ": " + ", ".join(one.certificate for one in fit) if shows else ""
        raise Refused("which", body=body, known=known, field="certificate", on=on)
    if kin:
        raise Refused("none-fits", body=body, seals=_states(kin), on=on)
    names = called(body, on)
    kind = KINDS.get(told.get("kind", ""), NO_WORDS)
    raise Refused(
        "no-seal",
        seal=told.get("certificate") or Said(f"{names.en}, {kind.en}", f"{names.vi}, {kind.vi}"),
    )


KINDS = {one.id: one.label for one in (WET, *SPECIAL)}


def _states(kin: list[Kept]) -> Said:
    """Seals with what became of each, in both languages."""
    found = [(one.certificate, str(one.seal.state)) for one in kin]
    return Said(
        ", ".join(f"{number} ({state.replace('-', ' ')})" for number, state in found),
        ", ".join(f"{number} ({TERMS.get(state, state)})" for number, state in found),
    )


def _grantable(asked: Asked, told: Mapping[str, str]) -> None:
    """Refuses what the register would refuse at the issue."""
    code, body = asked.procedure.code, told["body"]
    old = meant(code, told, asked.on)
    if code in (CERTIFICATE_AGAIN.code, NIGHT.code):
        competent(asked.agency, body, asked.on)
    else:
        verbs.preparable(body, told["kind"], **_asked(asked, told, old))


def _asked(one: Asked | Issue, told: Mapping[str, str], old: Kept | None) -> dict[str, Any]:
    by = {"actor": one.actor, "agency": one.agency, "on": one.on}
    allowed = _allowed(one, told)
    return {**by, "allowed": allowed, "replaces": old.id if old else None}


def _loses(code: str, told: Mapping[str, str], old: Kept) -> bool:
    return code == AGAIN.code and told.get("reason") == "lost" and old.seal.due


def _lost(old: Kept, one: Asked | Issue, told: Mapping[str, str]) -> None:
    """Published by the registrar alone: nobody else can strike a seal out by a form.

    Whoever first has the case before them reports it; the next one, another person, confirms it.
    """
    if not registrar(one.actor, one.agency, old.seal.body, one.on):
        return
    by = {"actor": one.actor, "agency": one.agency, "on": one.on}
    if old.seal.out:
        why = f"{one.case.number}: {told.get('lost-on', '')}"
        verbs.lose(old.id, **by, reason=why)  # type: ignore[arg-type]
    elif needed(old).actor != one.actor.id:
        verbs.agree(old.id, **by)  # type: ignore[arg-type]


def registered(kept: Kept, issue: Issue) -> None:
    """Its specimen is registered, if no night has done that; where only a certificate was asked for
    once more, that is written down."""
    if issue.procedure.code == NIGHT.code:
        return
    if kept.seal.done:
        entry = {"certificate": kept.certificate, "case": issue.case.number}
        record(stream(kept.id), "certify-again", issue.actor, entry)
        return
    allowed = ""
    if issue.procedure.code == ADDITIONAL.code:
        allowed = _allowed(issue, answers(issue.case.id, ["answers"]))
    why = filter(None, (allowed, issue.case.number))
    verbs.confirm(
        kept.id, actor=issue.actor, agency=issue.agency, on=issue.on, reason="; ".join(why),
        asked_by=_decider(issue),
    )  # fmt: skip


def _decider(issue: Issue) -> str:
    """Who granted the case: whoever issues it is another person, as of every case."""
    decides = next(step.id for step in issue.procedure.steps if step.duty is Duty.DECIDE)
    return issue.case.taken.get(decides, "")


def _allowed(issue: Asked | Issue, told: Mapping[str, str]) -> str:
    """The decision that allows an additional wet seal, in a case of one."""
    return told.get("decision-number", "") if issue.procedure.code == ADDITIONAL.code else ""


def _uncertified(body: str) -> Kept:
    """The wet seal that was registered and never had a certificate; refused where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from seals_now s where body = %s and kind = 'wet' "
            "and act in ('registered', 'delivered', 'given-back') "
            "and not exists (select from seals_paper p where p.seal = s.id) "
            "order by version desc limit 1",
            [body],
        )
        row = cursor.fetchone()
    if row is None:
        names = called(body, today())
        raise Refused("no-seal", seal=Said(names.en, names.vi))
    return seals.one(row[0])
