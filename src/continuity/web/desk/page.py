"""One case before one seat: what casework tells of it, and what things and people are called."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework import page as whole
from continuity.casework.cases import Case, by_number
from continuity.casework.documents.drafts import drafter_of
from continuity.casework.documents.wanting import FACTS, lacking
from continuity.casework.story import Story
from continuity.casework.verbs.deciding import Outcome
from continuity.core.procedure import Duty, Procedure, Step, Words
from continuity.pages.words import t
from continuity.web.desk.seat import Seat
from continuity.web.known import known


@dataclass(frozen=True)
class Page:
    """One case before one seat."""

    told: whole.Page
    seat: Seat
    people: dict[str, str] = field(default_factory=dict)
    colleagues: list[tuple[str, str]] = field(default_factory=list)
    issued: list[dict[str, Any]] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    uploads: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    leaders: list[tuple[str, str]] = field(default_factory=list)

    @property
    def waits(self) -> dict[str, Any] | None:
        """The result of the case that is out to be signed by a leader."""
        results = (one for one in self.issued if one["result"])
        return next((one for one in results if one["status"] == "handed-out"), None)

    @property
    def case(self) -> Case:
        return self.told.case

    @property
    def procedure(self) -> Procedure | None:
        return self.told.procedure

    @property
    def story(self) -> Story:
        return self.told.story

    @property
    def step(self) -> Step | None:
        """The step that is taken next."""
        return self.told.next

    @property
    def ours(self) -> bool:
        """True where the seat's agency must act on the case today."""
        return self.told.holders.agency == self.seat.agency

    @property
    def asked(self) -> bool:
        """True where the seat's agency was asked about the case, and has not answered."""
        open_ = (one for one in self.story.consultations if one.answered is None)
        return any(one.agency == self.seat.agency for one in open_)

    def item(self, id: str) -> str:
        """What a field, a paper or the fee is called."""
        return item(self.procedure, id)


def opened(number: str, seat: Seat) -> Page:
    """The case of a number as a seat sees it, within its reading; raises `Refused` where it may not."""
    told = whole.page_of(by_number(number))
    ids = {act.person for act in told.story.acts} | {told.case.assignee}
    return Page(told, seat, *beside(told.case, ids, seat, issues=issues(told, seat)))


def issues(told: whole.Page, seat: Seat) -> bool:
    """True where the next step of a seat is the issue, and a paper comes of it; of a refusal always."""
    ours = told.holders.agency == seat.agency and not told.case.closed
    step, outcome = told.next, told.case.outcome
    if not ours or step is None or step.duty is not Duty.ISSUE:
        return False
    return outcome == Outcome.REFUSED or drafter_of(told.case.procedure) is not None


def item(procedure: Procedure | None, id: str) -> str:
    """What a field, a paper or the fee of a procedure is called; its id where it is none."""
    if id == "fee":
        return t("Phí, lệ phí", "The fee")
    named: dict[str, Words] = {}
    if procedure:
        named = {one.id: one.label for one in procedure.fields}
        named |= {one.id: one.label for one in procedure.evidence}
    return t(*named[id]) if id in named else id


def competent(page: Page) -> dict[str, str]:
    """The agency that must act, since when and by which text; blanks where nobody does."""
    here, holders = known(), page.told.holders
    mandate = next((m for m in holders.mandates if m.agency == holders.agency), None)
    if not holders.agency:
        return {}
    return {
        "name": here.names.of(holders.agency, page.seat.on, here.language),
        "since": mandate.valid.start.isoformat() if mandate else "",
        "instrument": mandate.cite.instrument if mandate else "",
        "clause": mandate.cite.clause if mandate else "",
    }


def names_of(ids: set[str]) -> dict[str, str]:
    """What people are called, by their ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, name from accounts_person where id = any(%s)", [sorted(ids - {""})]
        )
        return dict(cursor.fetchall())


def people(ids: set[str], seat: Seat) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What people are called, and who works at the seat's agency on the day, by name: one statement."""
    return beside(None, ids, seat)[:2]


class Beside(NamedTuple):
    """What one statement tells beside a case, in the order in which its page has it."""

    people: dict[str, str]
    colleagues: list[tuple[str, str]]
    issued: list[dict[str, Any]]
    lacks: list[str]
    uploads: list[dict[str, Any]]
    failed: list[dict[str, Any]]
    leaders: list[tuple[str, str]]


def beside(case: Case | None, ids: set[str], seat: Seat, *, issues: bool = False) -> Beside:
    """What people are called, who works at the seat's agency on the day, and the case's papers.

    Then what was uploaded, without the names of files, which are the applicant's own words. Where the
    seat `issues` next, what its agency lacks to do so, too; last the notices about the case that reached
    nobody. One statement asks for all of it, since the page is read again and again.
    """
    told: dict[str, Any] = {
        "ids": sorted(ids - {""}),
        "agency": seat.agency,
        "on": seat.on,
        "case": case and case.id,
        "issues": issues,
    }
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, told)
        found = cursor.fetchall()
    people = [(id, name) for id, name, _, more in found if more is None]
    here = [(id, name) for id, name, works, more in found if works and more is None]
    rest = [json.loads(one) if isinstance(one, str) else one for *_, one in found if one]
    papers = sorted((one for one in rest if "id" in one), key=lambda one: str(one["id"]))
    means = [one for one in rest if "seal" in one]
    lacks = [code for one in means for code in lacking(one)]
    leaders = [(id, name) for one in means for id, name in one["leaders"]]
    uploads = sorted((one for one in rest if "upload" in one), key=lambda one: str(one["upload"]))
    failed = [one for one in rest if "channel" in one]
    here.sort(key=lambda one: one[1])
    return Beside(dict(people), here, papers, lacks, uploads, failed, leaders)


BESIDE = f"""
select p.id, p.name, w.person is not null, null::jsonb from accounts_person p
left join (
    select distinct person from accounts_appointment
    where agency = %(agency)s and valid @> %(on)s and upper_inf(known) and role in ('officer', 'head')
) w on w.person = p.id and p.is_active
where p.id = any(%(ids)s) or w.person is not null
union all
select '', '', false, jsonb_build_object(
        'id', id, 'number', number, 'kind', kind, 'by', agency, 'signer', signer,
        'vi', agency_vi, 'en', agency_en, 'issued', issued, 'status', status, 'note', note,
        'result', drafted is not null, 'who', signer_name)
    from documents_document where case_id = %(case)s
union all
select '', '', false, jsonb_build_object(
        'upload', id, 'evidence', evidence, 'media', media, 'size', size)
    from intake_paper where wrapped <> '' and case_id = %(case)s
union all
select '', '', false, jsonb_build_object(
        'notice', id, 'kind', kind, 'channel', channel, 'why', why, 'day', at::date)
    from notices_notice where case_id = %(case)s and state = 'failed'
union all
select '', '', false, {FACTS} where %(issues)s
"""
