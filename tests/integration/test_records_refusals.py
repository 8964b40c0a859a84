"""Whoever has no purpose reads nothing of criminal records: by no function, no address and no table.

Functions, addresses and tables are found, not listed: one that is added tomorrow fails here until
somebody has said below what happens to those who have no business with it.
"""

from __future__ import annotations

import ast
import re
import uuid
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

pytest.importorskip("typst")

from continuity.accounts.models import Person as Somebody
from continuity.casework import catalogue
from continuity.casework.cases import Personal, one
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.purposes import OFFICIAL
from continuity.casework.refused import Refused as NotSeen
from continuity.casework.sight import reading
from continuity.casework.verbs import file
from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.casework.verbs.deciding import Issue
from continuity.journal.record import SYSTEM, Actor
from continuity.services.records import (
    contents,
    imports,
    informing,
    letters,
    nights,
    papers,
    questions,
    register,
    requests,
    resealed,
    screens,
    shares,
)
from continuity.services.records.refused import Refused
from continuity.services.records.rules.facts import Person
from continuity.services.records.rules.sharing import Line
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
)
from tests.integration.service import TUAN, staffed
from tests.integration.test_records_cases import NOW, ROWS, THEFT, filed, issued
from tests.issuing import equipped, housed
from tests.people import seated
from tests.unit.country import MARCH

FOLDER = Path(register.__file__).parent
THU, TAY = Actor("p-thu", "Ms Thu"), "vn.00002.commune-police"
NOBODY = uuid.UUID(int=9)


@pytest.fixture(scope="module")
def full(ours, tmp_path_factory):
    """Every table has a row about Ms Lan: register, statement, code, look, question, list, review."""
    demo = override_settings(CONTINUITY_DEMO=True)
    with ours.fresh(), demo, housed(tmp_path_factory.mktemp("home")) as home:
        staffed()
        seated(LAN)
        seated(THU, ("officer", TAY))
        catalogue.forget()
        catalogue.load(catalogue.registered(), SYSTEM)
        equipped(home, POLICE, "Công an tỉnh Một")
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        kept = register.enter(
            HER.identity, HER.name, Person((THEFT,)), actor=BINH, agency=JUSTICE, on=FILED,
            source="bản án",
        )  # fmt: skip
        receipt = filed()
        enacted(MARCH)
        [(paper, _)] = issued(receipt.case)
        with reading_as(LAN, NOW):
            code = shares.offer(receipt.case, paper.id, "Hoa Sen", NOW, key="k")
        shares.check(
            paper.number, code, who="Cô Hạnh", need="licence", basis="law", text="x", on=NOW
        )
        about = {"body": TAY, "subject": "Nguyễn Thị Lan", "subject-identity": "001190123456",
                 "basis": "law", "text": "1/2020/QH14"}  # fmt: skip
        asked = file(
            "records-agency", GROUND, NOW, Personal("Thu", "", ""), about, actor=THU, agency=TAY,
            key="asks", papers=["letter"], channel="post",
        )  # fmt: skip
        nights.drawn(NOW)
        nights.reviewed(kept.person, actor=DUNG, agency=POLICE, on=NOW)
        with reading(DUNG, POLICE, "processing", NOW):
            case = one(receipt.case)
        yield {"case": case, "paper": paper, "person": kept.person, "asked": asked.case,
               "procedure": catalogue.procedure("records-one", FILED)}  # fmt: skip


STANCES = {
    "nobody": (MINH, STRANGERS, nullcontext),
    "Mr Minh at work": (MINH, STRANGERS, lambda: reading(MINH, STRANGERS, "processing", NOW)),
    "Mr Minh at home": (MINH, "", lambda: reading_as(MINH, NOW)),
    "the clerk who took it in": (CLERK, COUNTER, lambda: reading(CLERK, COUNTER, "intake", NOW)),
    "the clerk, to decide it": (CLERK, COUNTER, lambda: reading(CLERK, COUNTER, "processing", NOW)),
    "Mr Tuan whose body lost it": (
        TUAN,
        JUSTICE,
        lambda: reading(TUAN, JUSTICE, "processing", NOW),
    ),
    "Captain Dung, to count": (DUNG, "", lambda: reading(DUNG, POLICE, "statistics", NOW)),
    "Ms Lan at the register": (LAN, "", nullcontext),
}
"""Who has no purpose: who it is, for which body they say they act, and as what they read."""


def _issue(full, code="records-one"):
    rules = catalogue.procedure(code, FILED)
    return Issue(full["case"], rules, POLICE, DUNG, NOW, NOBODY)


def _asked(full):
    told = {"body": TAY, "subject-identity": "001190999999", "text": "x", "basis": "law"}
    rules = catalogue.procedure("records-agency", FILED)
    return Asked(Moment.FILE, full["case"], rules, TAY, MINH, NOW, told)


def _own(full):
    rules = catalogue.procedure("records-one", date(2026, 7, 1))
    return Asked(Moment.FILE, full["case"], rules, COUNTER, MINH, NOW)


def _kept(full, by):
    with register.keeping(by["actor"], by["agency"], by["on"], HER.identity):
        return [1]


def _listing(full, by):
    with nights.listing(by["actor"], by["agency"], by["on"]):
        return [1]


def _slip(full, by):
    with shares.by_slip(full["case"].number, "2222-2222", "2222-2222-2222", on=NOW):
        return [1]


LINE = (Line(contents.NAME, contents.NAME),)
LAST = {"until": NOW, "key": "x"}
READS = {
    "register.keeping": _kept,
    "register.named": lambda full, by: register.named(*by.values(), register.KEEPING) or [1],
    "register.enter": lambda full, by: register.enter(
        HER.identity, "x", Person(), **by, source="x", reason="x"
    ),
    "register.history": lambda full, by: register.history(HER.identity, **by),
    "register.identity_of": lambda full, by: register.identity_of(b"0" * 32, **by),
    "register.of_case": lambda full, by: register.of_case(full["case"].id, full["case"].number),
    "imports.load": lambda full, by: imports.load(ROWS.encode(), "x.csv", **by),
    "papers.drafted": lambda full, by: list(papers.drafted(_issue(full))),
    "papers.redrafted": lambda full, by: list(papers.redrafted(_issue(full), NOBODY)),
    "papers.known": lambda full, by: papers.known(_issue(full)),
    "informing.drafted": lambda full, by: list(informing.drafted(_issue(full, "records-agency"))),
    "informing.redrafted": lambda full, by: list(
        informing.redrafted(_issue(full, "records-agency"), NOBODY)
    ),
    "questions.filed": lambda full, by: questions.filed(_asked(full)) or [1],
    "requests.filed": lambda full, by: requests.filed(_own(full)) or [],
    "requests.of_age": lambda full, by: requests.of_age(_own(full)) or [],
    "questions.answered_on": lambda full, by: questions.answered_on(full["asked"]),
    "letters.letter": lambda full, by: letters.letter(full["case"].number),
    "questions.answered": lambda full, by: questions.answered(full["asked"]),
    "questions.about_me": lambda full, by: questions.about_me(),
    "shares.by_slip": _slip,
    "shares.stated": lambda full, by: shares.stated(full["case"].id, LINE) or [1],
    "shares.offer": lambda full, by: shares.offer(full["case"].id, full["paper"].id, "x", **LAST),
    "shares.end": lambda full, by: shares.end(full["case"].id, NOBODY),
    "shares.shares": lambda full, by: shares.shares(full["case"].id),
    "shares.check": lambda full, by: shares.check(
        full["paper"].number,
        "2222-2222-2222",
        who="x",
        need="licence",
        basis="law",
        text="x",
        on=NOW,
    ),
    "nights.listing": _listing,
    "nights.night": lambda full, by: nights.night(**by).listed,
    "nights.identity": lambda full, by: nights.identity(full["person"], **by),
    "nights.reviewed": lambda full, by: nights.reviewed(full["person"], **by) or [1],
    "register.redrawn": lambda full, by: register.redrawn(full["case"].id),
    "resealed.taken": lambda full, by: resealed.taken(full["case"].id),
}
"""How each function is asked; it must refuse, or give and change nothing."""

NOTHING_READ = {
    "register.stream", "register.facts_of", "papers.refused_ground", "papers.shareable",
    "papers.written", "contents.slots", "shares.secret", "sheets.parse", "acts.with_judgment",
    "procedure.procedures", "informing.based", "questions.stands", "questions.relied_on",
}  # fmt: skip
"""Values in, values out; what they are given somebody has read before."""

JOBS = {
    "register.resealed", "resealed.resealed", "nights.resealed", "nights.nightly", "nights.drawn",
    "demo.play",
}  # fmt: skip
"""The machine's own, and the demo's: they say themselves for whom they act, and no screen calls them."""


def functions():
    """Every public function of the folder, but for the pure rules and the screens."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}"


def counts():
    """What stands in every table, as its owner sees it."""
    with as_owner() as owner:
        return [(table, *owner.execute(DIGEST.format(table)).fetchone()) for table in tables()]


DIGEST = "select count(*), md5(string_agg(t::text, '' order by t::text)) from {} t"


def tables():
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'records%' order by 1")
        return [row[0] for row in cursor.fetchall()]


def test_every_function_says_what_happens_to_who_has_no_purpose():
    declared = [*READS, *NOTHING_READ, *JOBS]

    assert sorted(declared) == sorted(functions()), "say in this file who is refused by it, and how"
    assert len(set(declared)) == len(declared)


@pytest.mark.parametrize("name", READS)
def test_a_function_gives_and_changes_nothing_without_a_purpose(full, name):
    before = counts()

    for stance, (who, agency, enters) in STANCES.items():
        given = None
        with suppress(Refused, NotSeen, DatabaseError), transaction.atomic(), enters():
            given = READS[name](full, {"actor": who, "agency": agency, "on": NOW})
        assert not given, stance
    assert counts() == before


def test_no_screen_calls_a_job():
    for path in (FOLDER / "screens").glob("*.py"):
        found = re.search(
            r"\b(nights|kept|register|resealed)\.(drawn|nightly|resealed)\(", path.read_text()
        )
        assert not found, path.name


@pytest.mark.parametrize("stance", STANCES)
def test_a_query_that_forgets_its_filter_shows_no_row_of_any_table(full, stance):
    _, _, enters = STANCES[stance]
    assert all(n for _, n, _ in counts())

    with transaction.atomic(), enters(), connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("purpose", OFFICIAL)
@pytest.mark.parametrize(
    ("who", "agency"),
    [(MINH, STRANGERS), (CLERK, COUNTER), (BINH, JUSTICE)],
    ids=lambda one: str(one),
)
def test_no_purpose_opens_anything_to_a_body_without_the_duty(full, who, agency, purpose):
    with suppress(NotSeen), reading(who, agency, purpose, NOW), connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table


DESK = {"home", "person", "entered", "table", "template", "nights", "case", "letter"}
"""For the keeper alone."""
OWN = {"codes", "asked"}
"""Of whoever is signed in: nothing of anybody else."""
OPEN = {"when", "check", "codes-by-slip"}
"""For everybody, who is shown nothing of anybody without the code that its holder gave."""
ABOUT_HER = re.compile(
    r"nguyễn thị lan|15/2020|trộm cắp|hoa sen|cô hạnh|1/2020/QH14", re.IGNORECASE
)


def addresses():
    return {one.name: ("desk" if one in screens.desk else "services") for one in
            [*screens.desk, *screens.public]}  # fmt: skip


def test_every_address_says_whom_it_is_for():
    assert set(addresses()) == DESK | OWN | OPEN, "say in this file whom a new address is for"


def _url(name, full):
    told = {
        "entered": ["ban"],
        "case": [full["case"].number],
        "letter": [full["case"].number],
        "codes": [full["case"].id],
    }
    return reverse(f"records:{name}", args=told.get(name, []))


@pytest.mark.parametrize(
    ("name", "who"),
    [
        pytest.param(name, who, id=f"{name}-{who.name if who else 'nobody'}")
        for name in sorted(DESK | OWN | OPEN)
        for who in (None, MINH, CLERK, TUAN, LAN)
        if not (name in OWN and who is LAN)  # what is hers
    ],
)
def test_an_address_tells_nobody_else_anything(full, name, who):
    client, before = Client(SERVER_NAME="localhost"), counts()
    if who:
        client.force_login(Somebody.objects.get(pk=who.id))
    client.cookies["lived"] = NOW.isoformat()
    sent = {"identity": HER.identity, "person": full["person"], "number": full["paper"].number,
            "code": "2222-2222-2222", "printed": "2222", "who": "x", "need": "licence", "basis": "law",
            "text": "x", "verb": "end", "share": NOBODY, "reviewed": "1", "decision": "1"}  # fmt: skip

    for answer in (client.get(_url(name, full)), client.post(_url(name, full), sent)):
        assert not ABOUT_HER.search(answer.content.decode())
        if name in DESK or (name in OWN and who is None):
            assert answer.status_code in (302, 403, 404, 405)
        if name == "codes":
            assert answer.status_code in (302, 404)
    assert counts() == before
