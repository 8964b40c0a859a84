"""What all papers of a case go through: may the body issue, its number, its text, its file."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.conf import settings

from continuity.accounts.ids import uuid7
from continuity.casework import keys, vault
from continuity.casework.cases import Case
from continuity.casework.documents import qr, rows
from continuity.casework.documents.drafts import Draft
from continuity.casework.documents.holding import Key
from continuity.casework.documents.holding import key_of as key_for
from continuity.casework.documents.kinds import Frame, Kind, Language, Slots, kind_of
from continuity.casework.documents.named import named
from continuity.casework.documents.numbers import numbered
from continuity.casework.documents.typeset import Typeset, typeset
from continuity.casework.documents.words import Refused
from continuity.casework.sealed import blind
from continuity.casework.sight import present
from continuity.core.procedure import NO_WORDS, Words
from continuity.journal.record import record
from continuity.register.ask import missing
from continuity.register.called import called

if TYPE_CHECKING:
    from continuity.casework.documents.sign import Signed

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code: 60 bits without letters that are taken for others."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What an issue gives: the paper, and what a caller must tell of it."""

    id: uuid.UUID
    number: str
    profile: str
    note: str


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that is typeset and not signed yet."""

    id: uuid.UUID
    kind: Kind
    names: Words
    number: str
    code: bytes
    typeset: Typeset


def may_issue(agency: str, on: date) -> Key:
    """The key with which an agency issues on a day; refused with what is missing."""
    sealed_by(agency, on)
    return key_for(agency, on)


def sealed_by(agency: str, on: date) -> None:
    """Refuses an agency that has no registered seal on a day."""
    if missing(agency, on, ("seal",)):
        names = called(agency, on)
        raise Refused("no-seal", agency=names, on=on)


def made(case: Case, draft: Draft, id: uuid.UUID, *, mark: Words = NO_WORDS) -> Made:
    """The paper of a draft with its number, code and QR, in the name that the body has today."""
    reader, kind = present(), _kind(draft.kind)
    names, draft = called(reader.agency, reader.on), named(case, draft, kind)
    number = numbered(reader.agency, names.vi, kind.symbol, reader.on.year)
    code = _code()
    frame = _frame(case, draft, kind, names, number, code)
    frame = replace(frame, mark=getattr(mark, draft.language))
    paper = typeset(
        kind, draft.slots, frame, draft.language, beside=_beside(case, draft, kind, frame)
    )
    archival(paper.pdf)
    return Made(id, kind, names, number, blind(keys.blind_key(), code), paper)


def issued(
    case: Case, draft: Draft, id: uuid.UUID | None = None, *, replaces: uuid.UUID | None = None
) -> Issued:
    """The paper of a draft, signed with the agency's key, kept, in the register and the journal.

    The caller is inside `reading(...)` for processing, and holds the case.
    """
    reader = present()
    key = may_issue(reader.agency, reader.on)
    if replaces:  # its head decides that another takes its place
        draft = replace(draft, signer=draft.signer or reader.actor.name)
    draft = named(case, draft, _kind(draft.kind))
    one, at = made(case, draft, id or uuid7()), datetime.now(UTC)
    done = by_agency(
        one.typeset, one.kind, key, reader.on,
        by=draft.signer or reader.actor.name, names=one.names, at=at, language=draft.language,
    )  # fmt: skip
    _keep(case, draft, one, done, at, key.thumbprint, replaces)
    return Issued(one.id, one.number, done.profile, done.note)


def by_agency(
    paper: Typeset,
    kind: Kind,
    key: Key,
    on: date,
    *,
    by: str,
    names: Words,
    at: datetime,
    language: Language = "vi",
) -> Signed:
    """A paper that is typeset, signed with an agency's key; its marks must still be there."""
    from continuity.casework.documents.sign import signed
    from continuity.casework.documents.signers import ready

    box = paper.box if kind.seen else None
    with ready(key, on) as signer:
        body = names.en if language == "en" else names.vi
        done = signed(paper.pdf, signer, by=by, body=body, at=at, box=box, language=language)
    archival(done.pdf, since=paper.pdf)
    return done


def kept(
    case: Case,
    draft: Draft,
    one: Made,
    pdf: bytes,
    replaces: uuid.UUID | None = None,
    *,
    verb: str = "issue-paper",
) -> rows.Document:
    """The row of a paper that is not signed yet, with its file in the vault and its act."""
    reader = present()
    mandate = rows.acted(case.id, verb)
    file = vault.put(pdf)
    paper = rows.Document(
        case.id, one.id, one.kind.id, draft.language, one.number, reader.agency, one.names.vi,
        one.names.en, mandate, reader.actor.id, reader.actor.name, reader.on, None, None,
        bytes.fromhex(file.digest), file.name, file.size, file.wrapped, "", "", "handed-out", None,
        "", "", replaces,
    )  # fmt: skip
    return paper


def _keep(
    case: Case,
    draft: Draft,
    one: Made,
    done: Signed,
    at: datetime,
    thumbprint: bytes,
    replaces: uuid.UUID | None,
) -> None:
    paper = replace(
        kept(case, draft, one, done.pdf, replaces),
        issued_at=at, thumbprint=thumbprint, profile=done.profile, note=done.note, status="issued",
    )  # fmt: skip
    rows.added(paper, case, one.code, draft.shown)
    entered(paper, "issue-paper", replaces=str(replaces or ""))


def entered(paper: rows.Document, verb: str, **why: str) -> None:
    """The entry in the case's stream that tells what was done with a paper, by whom, as what."""
    reader = present()
    told = {"document": str(paper.id), "kind": paper.kind, "paper_number": paper.number}
    told |= {"agency": reader.agency, "mandate": str(paper.mandate), "on": str(reader.on)}
    told |= {"digest": paper.digest.hex(), "profile": paper.profile, "note": paper.note, **why}
    record(f"case:{paper.case_id}", verb, reader.actor, told, purpose=reader.purpose)


def _beside(case: Case, draft: Draft, kind: Kind, frame: Frame) -> tuple[Slots, Frame] | None:
    """The English version of a paper with its frame: the same number, day and name below it."""
    if draft.beside is None:
        return None
    bare = replace(draft, signer="", office=draft.beside.office, language="en")
    office = named(case, bare, kind).office
    names = called(present().agency, present().on)
    return draft.beside.slots, replace(
        frame, body=names.en, office=office, over="", place="", mark=""
    )


def archival(pdf: bytes, *, since: bytes = b"") -> None:
    """Refuses a file that lacks a mark of PDF/A, and says which; `since` is what was looked at before."""
    from continuity.casework.documents.marks import pdfa_marks

    if faults := pdfa_marks(pdf, since=since).faults:
        raise Refused("not-archival", fault="; ".join(faults))


def _kind(id: str) -> Kind:
    try:
        return kind_of(id)
    except KeyError:
        raise Refused("no-paper-kind", kind=id) from None


def _code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _frame(case: Case, draft: Draft, kind: Kind, names: Words, number: str, code: str) -> Frame:
    reader, site = present(), settings.CONTINUITY_SITE
    told = qr.Told(
        site, number, code, case.number, draft.procedure, draft.applicant,
        draft.slots.title or kind.label.vi, at=str(reader.on), until=draft.until,
    )  # fmt: skip
    shown = f"{site.partition('://')[2]}/verify"
    return Frame(
        names.en if draft.language == "en" else names.vi, reader.on, number, draft.over, draft.town,
        draft.office, draft.signer or reader.actor.name, shown, code, qr.drawn(qr.content(told)),
    )  # fmt: skip
