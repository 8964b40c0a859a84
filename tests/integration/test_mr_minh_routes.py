"""Mr Minh walks every address that there is, with the numbers of Ms Lan's case, draft and papers.

The addresses are found, not listed: one that is added tomorrow fails here until somebody has said
below what Mr Minh and a stranger are to see of it. Whatever it is, it is nothing about her.
"""

from __future__ import annotations

import json
import re
import uuid
from urllib.parse import unquote

import pytest

pytest.importorskip("typst")

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.casework import catalogue
from continuity.casework.documents import verbs as documents
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.intake.sending import send
from continuity.journal.record import SYSTEM
from tests.intake import CLEAN
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    STRANGERS,
)
from tests.integration.programs import token
from tests.integration.service import staffed
from tests.issuing import CERTIFICATE, equipped
from tests.papers import png
from tests.people import seated


def listed(addresses):
    """The addresses of a text, apart by blanks."""
    return addresses.split()


# Everybody may ask, and nothing of a case is there to be told.
OPEN = listed("""
who changes changes/papers changes/answer addresses units units/<str:key>.svg units/<str:key>.json
units/<str:key>.csv units/<str:key> map map/<str:key> reforms/picture/nation.svg
reforms/picture/nation.csv reforms/picture/bars.svg reforms/picture/provinces/<str:key>.svg
reforms/picture/provinces/<str:key>.csv reforms reforms/new reforms/law reforms/drafts/<str:name>
reforms/drafts/<str:name>/enact reforms/drafts/<str:name>/discard
reforms/drafts/<str:name>/add/<str:kind>
reforms/drafts/<str:name>/notices.csv reforms/<str:name> reforms/<str:name>/proof.json
reforms/<str:name>/changes.csv reforms/<str:name>/undo reforms/<str:name>/slip developers
api/v1/openapi.json api/v1/who api/v1/who/bulk api/v1/addresses/resolve api/v1/addresses/convert
api/v1/points api/v1/rules api/v1/papers api/v1/changes api/v1/units api/v1/units/<key>
api/v1/ground/<key>
api/v1/agencies api/v1/agencies/<key> api/v1/crosswalk api/v1/functions api/v1/functions/<key>
api/v1/reforms api/v1/reforms/<key> api/v1/reforms/<key>/plan api/v1/reforms/<key>/proof
api/v1/instruments api/v1/instruments/<path:key> api/v1/drafts/plan api/v1/procedures
api/v1/procedures/<code> api/v1/procedures/<code>/form api/v1/ api/addresses/convert
api/addresses/resolve sign-in sign-in/first sign-in/demo sign-in/passkey sign-out story
story/<int:number> story/end services services/<slug:code> services/<slug:code>/apply track sign-up
track/crossed/<uuid:handover>
privacy accessibility contact services/records/when services/records/check services/records/codes
rules rules.json read-as/<str:name> read-as/<str:name>/table.csv
services/seals/void services/seals/void.csv notices notices/<str:name>
notices/<str:name>/<str:unit> notices/<str:name>/<str:unit>/poster.pdf
notices/<str:name>/<str:unit>/notice.json moved moved.<str:end>
services/seals/void/lists services/seals/void/lists/<uuid:id>.pdf api/v1/notices/reports verify
api/v1/documents/verify payments/<slug:way>/callback
""")

# Of whoever is signed in, or of a seat: he may see such a page, and nothing of hers is on it.
HIS = listed("""
services/records/asked
me me/passkeys me/post me/alerts
my desk desk/book.pdf desk/bulk desk/search desk/load desk/file desk/file/<str:code>
desk/inspection desk/opinions desk/notices
desk/retention desk/retention/draw desk/retention/<uuid:id> api/v1/cases
api/v1/events api/v1/applications
api/v1/hooks api/v1/hooks/<id> api/v1/hooks/<id>/enable desk/records/ desk/records/person
desk/records/person/<slug:act> desk/records/table
desk/records/table.csv desk/records/nights desk/seals/ desk/seals/seals
desk/seals/seals/<uuid:id> desk/seals/seals/<uuid:id>/receipt
desk/seals/seals/<uuid:id>/<str:verb> desk/seals/bodies/<path:body>
desk/seals/lists desk/seals/nights/new desk/seals/nights/<uuid:id>
desk/seals/nights/<uuid:id>/progress
desk/seals/nights/<uuid:id>/confirm desk/seals/nights/<uuid:id>/close
desk/seals/nights/<uuid:id>/certify
desk/seals/nights/<uuid:id>/missing.csv desk/seals/nights/<uuid:id>/list/<str:which>
desk/seals/nights/<uuid:id>/scan desk/seals/nights/<uuid:id>/labels desk/seals/receipts/<uuid:task>
desk/seals/receipts/<uuid:task>/back desk/handovers desk/handovers/new desk/handovers/<uuid:id>
desk/handovers/<uuid:id>/minutes.pdf desk/handovers/<uuid:id>/package.zip
desk/handovers/<uuid:id>/transit desk/handovers/<uuid:id>/balance desk/handovers/<uuid:id>/balance.pdf
desk/handovers/<uuid:id>/differences
desk/handovers/<uuid:id>/differences/one desk/handovers/<uuid:id>/do/<slug:verb>
desk/handovers/<uuid:id>/annexes/<slug:annex>
desk/handovers/<uuid:id>/annexes/<slug:annex>/template.xlsx
desk/handovers/<uuid:id>/annexes/<slug:annex>/wrong
desk/handovers/<uuid:id>/annexes/<slug:annex>/labels
desk/handovers/<uuid:id>/annexes/<slug:annex>/separators.pdf
desk/handovers/<uuid:id>/annexes/<slug:annex>/take-over
desk/handovers/<uuid:id>/annexes/<slug:annex>/take-over/rows
desk/handovers/<uuid:id>/annexes/<slug:annex>/thing
desk/handovers/<uuid:id>/annexes/<slug:annex>/count
desk/handovers/<uuid:id>/annexes/<slug:annex>/sheet.csv
desk/handovers/<uuid:id>/annexes/<slug:annex>/do/<slug:verb> desk/contacts
desk/secondments
desk/readiness/<str:name>/people
""")

# Hers: refused, whoever asks and however.
HERS = listed("""
desk/readiness/<str:name> desk/readiness/<str:name>/cell desk/readiness/<str:name>/file
desk/readiness/<str:name>/do/<slug:verb> desk/readiness/<str:name>/notice
desk/readiness/<str:name>/notice/<slug:verb>
desk/readiness/<str:name>/plan desk/readiness/<str:name>/plan/<slug:verb>
desk/readiness/<str:name>/review
desk/readiness/<str:name>/coverage me/post/<str:decree>/<slug:function>
desk/cases/<str:number> desk/cases/<str:number>/read desk/cases/<str:number>/<str:verb>
desk/cases/<str:number>/forms/<str:kind>.pdf desk/cases/<str:number>/forms/<str:kind>/hand-out
desk/cases/<str:number>/notices/<uuid:id> desk/counter/<str:number> desk/counter/<str:number>/<str:verb>
desk/counter/<str:number>/papers/<uuid:id>
desk/cases/<str:number>/evidence/<uuid:id> desk/records/cases/<str:number>
desk/records/cases/<str:number>/letter
desk/cases/<str:number>/papers/<uuid:id> desk/cases/<str:number>/papers/<uuid:id>/signed
my/drafts/<uuid:id> my/drafts/<uuid:id>/check my/drafts/<uuid:id>/discard
my/drafts/<uuid:id>/papers/<uuid:paper> my/drafts/<uuid:id>/<slug:page> my/cases/<uuid:id>
my/cases/<uuid:id>/crossed/<uuid:handover> my/cases/<uuid:id>/sent my/cases/<uuid:id>/slip
my/cases/<uuid:id>/supplement
my/cases/<uuid:id>/withdraw my/cases/<uuid:id>/law my/cases/<uuid:id>/languages
my/cases/<uuid:id>/pay
my/cases/<uuid:id>/pay/back my/cases/<uuid:id>/opinion my/cases/<uuid:id>/papers/<uuid:paper>
my/cases/<uuid:id>/documents/<uuid:document> services/records/codes/<uuid:id> api/v1/cases/<number>
api/v1/cases/<number>/read api/v1/applications/<id> api/v1/applications/<id>/send
api/v1/cases/<number>/papers api/v1/cases/<number>/papers/<id>
api/v1/applications/<id>/papers/<evidence> api/v1/applications/<id>/files/<paper>
""")

# What a program sends that does each act; every one of them is hers as well.
ACTS = {
    "receive": None, "claim": None, "release": None, "issue": None, "resume": None,
    "choose-languages": {"language": "en"}, "choose-law": None,
    "refuse-receipt": {"reason": "duplicate", "words": "x"},
    "assign": {"person": MINH.id}, "check": {"complete": True}, "review": {"agree": True},
    "ask-supplement": {"items": ["decision"], "words": "x"}, "decide": {"outcome": "granted"},
    "deliver": {"channel": "counter"}, "pause": {"reason": "survey"}, "pay": {},
    "apologise": {"until": "2099-01-01", "words": "x"}, "waive": {"exemption": "poor"},
    "consult": {"asked": STRANGERS, "due": "2099-01-01", "words": "x"}, "withdraw": {},
    "answer-consult": {"words": "x"}, "hand-back": {"step": "check", "words": "x"},
    "revoke-paper": {"paper": "1/2025/GCN-STP", "words": "x"},
    "correct-paper": {"paper": "1/2025/GCN-STP", "words": "x"},
    "reissue-paper": {"paper": "1/2025/GCN-STP"},
    "hand-out-result": {}, "take-in-result": {"file": "JVBERg=="}, "drop-result": {"words": "x"},
    "stop": {"reason": "death", "words": "x"}, "answer-supplement": {"answers": {"purpose": "x"}},
}  # fmt: skip
VERBS = [f"api/v1/cases/<number>/{verb}" for verb in ACTS]
BODIES = {
    **{f"api/v1/cases/<number>/{verb}": body for verb, body in ACTS.items()},
    "api/v1/applications": {"procedure": CLEAN.code},
    "api/v1/applications/<id>/send": {"place": GROUND},
    "api/v1/cases/<number>/read": {"purpose": "processing", "groups": ["name", "identity"]},
}

PURPOSE = "Đi học ở nước ngoài"
ABOUT_HER = re.compile(
    r"nguy(ễ|e)n th(ị|i) lan|001 ?190 ?123 ?456|0?912 ?345 ?678|đi học ở nước ngoài", re.IGNORECASE
)

ECHO = re.compile(r'value="[^"]*"|<span class="echo">[^<]*</span>|[?;]\w+=[\d-]+|&amp;\w+=[\d-]+')
"""What was asked may stand in the answer again."""


def addresses(patterns=None, before=""):
    """Every address that the site answers, as it is written in the code."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        written = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield written
        else:
            yield from addresses(one.url_patterns, written)


ALL = sorted(set(addresses()) - {""})
PAIRS = [(address, who) for address in ALL for who in ("nobody", "session")]
PAIRS += [(address, "token") for address in ALL if address.startswith("api/")]


@pytest.fixture(scope="module")
def hers(server, tmp_path_factory):
    """Ms Lan has sent one application with a picture and writes another one."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setattr(settings, "CONTINUITY_HOME", str(home))
        staffed()
        seated(LAN)
        catalogue.load([CLEAN], SYSTEM)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        sent, writing = _written(), _written()
        receipt = send(sent, CLEAN, person=LAN, on=today())
        with reading_as(LAN, today()):
            [filed], [kept] = papers.of_case(receipt.case), papers.of_draft(writing)
        equipped(home, JUSTICE, "Sở Tư pháp tỉnh Một")
        told = {"actor": BINH, "agency": JUSTICE, "on": today(), "key": "issue"}
        issued = documents.issue(receipt.case, CERTIFICATE, **told)
        yield {
            "issued": issued.id, "paper number": issued.number, "draft": writing,
            "case": receipt.case, "number": receipt.number,
            "paper": filed.id, "draft paper": kept.id, "token": token(MINH, STRANGERS),
            "own": token(MINH),
        }  # fmt: skip


def _written():
    answers = {"phone": HER.contact, "purpose": "other", "which": PURPOSE}
    id = drafts.begin(CLEAN.code, person=LAN, on=today()).id
    drafts.save(id, answers, person=LAN, on=today(), place=GROUND, written="Xã Đông")
    papers.attach(id, png(), "Nguyễn Thị Lan.png", CLEAN.evidence[0], person=LAN, on=today())
    return id


def filled(address, hers):
    """An address with her numbers in it, wherever it asks for any."""
    mine = "draft" if address.startswith(("my/drafts", "api/v1/applications")) else "case"
    known = {
        "number": 1 if "<int:number>" in address else hers["number"],
        "id": hers[_which(address, mine)], "task": uuid.UUID(int=7), "handover": uuid.UUID(int=8),
        "document": hers["issued"],
        "paper": hers["draft paper"] if mine == "draft" else hers["paper"], "code": CLEAN.code,
        "page": "q-phone", "verb": "claim", "key": "00001@2025-01-01", "name": "functions",
        "kind": "receipt" if address.startswith("desk") else "transfer",
        "which": "missing", "evidence": "portrait", "body": STRANGERS, "act": "ban",
        "annex": "cases", "unit": STRANGERS, "end": "csv",
        "decree": "functions", "function": "criminal-records", "way": "gateway",
    }  # fmt: skip
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(known[found[1]]), address)


def _which(address, mine):
    """Whose id it is: of evidence that she handed in, of a paper that was issued to her, or her own."""
    if "/evidence/" in address:
        return "paper"
    return "issued" if re.search(r"<(str:)?number>/papers/<(uuid:)?id>", address) else mine


def asked(address, hers, who):
    """What somebody is answered who reads there, and who sends something there."""
    url, sent = filled(address, hers), {"number": hers["number"], "case": hers["number"]}
    sent |= {"q": hers["number"], "group": "name", "key": "k", "words": "x", "verb": "claim"}
    sent |= {"to": MINH.id, "code": "2222-2222", "confirm": "yes"}
    client = Client(SERVER_NAME="localhost")
    if who == "session":
        client.force_login(Person.objects.get(pk=MINH.id))
    bears = hers["own" if address.startswith("api/v1/applications") else "token"]
    headers = {"authorization": f"Bearer {bears}"} if who == "token" else {}
    headers |= {"idempotency-key": "minh", "accept-language": "en"}
    yield client, client.get(url, {"q": hers["number"], "number": hers["number"]}, headers=headers)
    if "/papers/<evidence>" in address:
        file = SimpleUploadedFile("x.png", png())
        yield client, client.post(url, {"file": file}, headers=headers)
    elif url.startswith("/api/"):
        body = json.dumps(BODIES.get(address) or {})
        body = body.replace("1/2025/GCN-STP", hers["paper number"])
        yield client, client.post(url, body, content_type="application/json", headers=headers)
    else:
        yield client, client.post(url, sent, headers=headers)


def content(response):
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace")


def changes(hers):
    """How much was ever done to her case, and what is left of her draft."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from journal_entry where stream = %s", [f"case:{hers['case']}"]
        )
        entries = cursor.fetchone()[0]
    with reading_as(LAN, today()):
        return entries, drafts.one(hers["draft"]), papers.of_draft(hers["draft"])


def led(client, response):
    """What somebody sees in the end who is sent back to the page of the case."""
    to = response.headers.get("Location", "")
    return client.get(to) if to.startswith("/desk/cases/") else response


def refused(response):
    """True for what tells nobody anything: not there, not yours, or sign in first."""
    to = unquote(response.headers.get("Location", ""))
    return response.status_code in (401, 403, 404, 405) or (
        response.status_code == 302 and to.startswith("/sign-in")
    )


def test_every_address_says_what_mr_minh_sees_of_it():
    declared = [*OPEN, *HIS, *HERS, *VERBS]

    assert sorted(declared) == ALL, "say in this file what a new address shows to whom"


@pytest.mark.parametrize(("address", "who"), PAIRS)
def test_nothing_about_ms_lan_is_told_to_mr_minh_or_a_stranger(hers, address, who):
    before = changes(hers)

    for client, response in asked(address, hers, who):
        text = content(response)
        told = {**response.headers, "body": text}
        assert not [name for name, value in told.items() if ABOUT_HER.search(unquote(value))]
        if address in HERS or address in VERBS:
            assert refused(led(client, response)), (response.status_code, text[:500])
        if address in HIS and response.status_code == 200:
            assert str(hers["case"]) not in text
            assert hers["number"] not in ECHO.sub("", text)
        if address in HIS and who == "nobody":
            assert refused(response), (response.status_code, text[:500])

    assert changes(hers) == before


def test_ms_lan_herself_is_told_by_the_same_addresses(hers):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=LAN.id))

    found = [content(client.get(f"/my/cases/{hers['case']}"))]
    found.append(content(client.get(f"/my/drafts/{hers['draft']}/check")))
    paper = client.get(f"/my/cases/{hers['case']}/documents/{hers['issued']}")
    binh = Client(SERVER_NAME="localhost")
    binh.force_login(Person.objects.get(pk=BINH.id))
    desk = binh.get(f"/desk/cases/{hers['number']}/papers/{hers['issued']}")

    assert hers["number"] in found[0]
    assert ABOUT_HER.search(found[1])
    assert content(paper).startswith("%PDF")
    assert content(desk).startswith("%PDF")
