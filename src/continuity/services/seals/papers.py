"""The certificate of registration of a specimen, as a paper: what it says, and that it was issued.

Paper and register name each other. The paper bears the number that the register gave the specimen,
beside the number that every paper of its issuer has; the register has a row for each such paper. A
certificate that is issued again repeats the first number and tells which paper it stands for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from continuity.casework.documents import rows
from continuity.casework.documents.drafts import Beside, Draft, Shown, wants_english
from continuity.casework.documents.kinds import Kind, Language, Said, Slots, register
from continuity.casework.verbs.deciding import Issue
from continuity.core.procedure import Basis, Choice, Words
from continuity.journal.record import record
from continuity.services.seals import kept as seals
from continuity.services.seals.acts import stream
from continuity.services.seals.cases import prepared, registered
from continuity.services.seals.kept import Kept
from continuity.services.seals.procedure import CERTIFICATE, SPECIAL, WET

PAPER = Kind("seal-certificate", CERTIFICATE.label, "GCN")
KINDS: dict[str, Choice] = {one.id: one for one in (WET, *SPECIAL)}

register(PAPER)


class Paper(NamedTuple):
    """A certificate that was issued for a seal: its number, of which day, in which case."""

    number: str
    day: date
    case: str
    document: uuid.UUID


def drafted(issue: Issue) -> Iterator[Draft]:
    """The certificate of what a case registers, which is registered and entered once it is issued."""
    kept = prepared(issue)
    if kept is None:
        return
    before = papers(kept.id)
    yield _draft(kept, issue, before[-1] if before else None)
    registered(kept, issue)
    _register(kept, issue)


def redrafted(issue: Issue, old: uuid.UUID) -> Iterator[Draft]:
    """The certificate that takes the place of another, from what the register says now."""
    with connection.cursor() as cursor:
        cursor.execute("select seal from seals_paper where document = %s", [old])
        kept = seals.one(cursor.fetchone()[0])
    # A paper that was dropped before it was signed never was one, and nothing stands for it.
    was = rows.paper(issue.case.id, old)
    before = None if was.status == "dropped" else _paper(was, issue)
    yield _draft(kept, issue, before)
    _register(kept, issue)


def _draft(kept: Kept, issue: Issue, before: Paper | None) -> Draft:
    english = certificate(kept, issue, before, "en") if wants_english(issue) else None
    return Draft(
        PAPER.id,
        certificate(kept, issue, before),
        shown=shown(kept),
        procedure=issue.procedure.official,
        beside=Beside(english) if english else None,
    )


def _register(kept: Kept, issue: Issue) -> None:
    newest = [one for one in rows.papers(issue.case.id) if one.kind == PAPER.id][-1]
    entered(kept, _paper(newest, issue), issue)


def _paper(one: rows.Document, issue: Issue) -> Paper:
    return Paper(one.number, one.issued, issue.case.number, one.id)


def certificate(
    kept: Kept, issue: Issue, before: Paper | None = None, language: Language = "vi"
) -> Slots:
    """What the paper says in a language; `before` is the paper that it stands for, if there was one."""
    said, en = attrgetter(language), language == "en"
    old = seals.one(kept.replaces) if kept.replaces else None
    facts: list[tuple[Words, Said]] = [
        (Words("Cơ quan, tổ chức", "Body"), kept.en if en and kept.en else kept.vi),
        (Words("Loại con dấu", "Kind of seal"), said(KINDS[kept.seal.kind].label)),
        (Words("Số đăng ký mẫu con dấu", "Number in the register"), kept.certificate),
        (Words("Mẫu thứ", "Specimen"), str(kept.seal.version)),
        (Words("Ngày đăng ký", "Registered on"), _registered_on(kept, issue)),
    ]
    if old:
        facts.append((Words("Thay cho con dấu số", "In place of seal"), old.certificate))
    facts.append((Words("Mã hồ sơ", "Dossier"), issue.case.number))
    return Slots(
        title=said(PAPER.label),
        bases=tuple(_basis(one, language) for one in issue.procedure.bases),
        lines=(said(CERTIFIES),),
        facts=tuple((said(label), value) for label, value in facts),
        closing=_closing(before, language),
        recipients=(said(TO), f"{said(FILE)} {issue.case.number}"),
    )


def _registered_on(kept: Kept, issue: Issue) -> date:
    return kept.seal.done[0].on if kept.seal.done else issue.on


def shown(kept: Kept) -> tuple[Shown, ...]:
    """What whoever verifies the paper is shown: whose seal, of which kind, its number, is it void."""
    kind = KINDS[kept.seal.kind].label
    return (
        Shown("Cơ quan, tổ chức", "Body", kept.vi),
        Shown("Loại con dấu", "Kind of seal", f"{kind.vi} / {kind.en}"),
        Shown("Số đăng ký mẫu con dấu", "Number in the register of seals", kept.certificate),
        Shown("Tra con dấu hết giá trị tại", "Whether the seal is void", listed_at()),
    )


def entered(kept: Kept, paper: Paper, issue: Issue) -> None:
    """The row and the entry by which the register names the paper."""
    told = {"certificate": kept.certificate, "paper": paper.number, "case": paper.case}
    told |= {"agency": issue.agency, "on": str(paper.day), "document": str(paper.document)}
    entry = record(stream(kept.id), "certify", issue.actor, told)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_paper (seal, document, number, case_number, day, entry) "
            "values (%s, %s, %s, %s, %s, %s)",
            [kept.id, paper.document, paper.number, paper.case, paper.day, entry],
        )


def papers(seal: uuid.UUID) -> list[Paper]:
    """The certificates that were issued for a seal, in the order of their issue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, day, case_number, document from seals_paper where seal = %s order by entry",
            [seal],
        )
        return [Paper._make(row) for row in cursor.fetchall()]


def listed_at() -> str:
    """Where everybody may look up which seals are out of use."""
    return f"{settings.CONTINUITY_SITE.partition('://')[2]}/services/seals/void"


CERTIFIES = Words(
    "Chứng nhận cơ quan, tổ chức dưới đây đã đăng ký mẫu con dấu:",
    "This certifies that the body below has registered the specimen of its seal:",
)
USED = Words(
    "Con dấu chỉ được sử dụng từ khi được giao. Con dấu hết giá trị sử dụng được công bố tại ",
    "The seal may be used once it has been given out. Seals that are out of use are listed at ",
)
AGAIN = Words("Giấy này thay cho giấy số ", "This paper stands for paper No. ")
OF = Words(" ngày ", " of ")
TO, FILE = Words("Cơ quan, tổ chức có con dấu", "The body"), Words("Lưu: hồ sơ", "File:")


def _basis(one: Basis, language: Language) -> str:
    if language == "en":
        return f"Under {one.article and f'article {one.article} of '}Decree {one.source}"
    return f"Căn cứ {one.article and f'Điều {one.article} '}Nghị định số {one.source}"


def _closing(before: Paper | None, language: Language) -> tuple[Said, ...]:
    said = attrgetter(language)
    used: Said = (said(USED), listed_at(), ".")
    if before is None:
        return (used,)
    return ((said(AGAIN), before.number, said(OF), before.day, "."), used)
