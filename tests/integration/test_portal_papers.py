"""What a case ends with, in Ms Lan's hands and in those of whoever she gives it to."""

from __future__ import annotations

import re
import subprocess

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.casework.documents import verbs
from continuity.casework.intake.applicants import prove
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    hers,
    peopled,
)
from tests.issuing import CERTIFICATE, equipped, housed, leading
from tests.people import seated

pytest.importorskip("typst")
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


def client(actor=None):
    asking = Client(SERVER_NAME="localhost", raise_request_exception=False)
    asking.cookies["language"] = "en"
    if actor:
        backend = settings.AUTHENTICATION_BACKENDS[0]
        asking.force_login(Person.objects.get(id=actor.id), backend)
    return asking


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def on_paper(pdf):
    """Number and code as they stand on it, read by a reader that is not ours."""
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = text.stdout.decode()
    return re.search(r"Số: (\S+)", words)[1], re.search(r"(\w{4}-\w{4}-\w{4})\s", words)[1]


def given(file):
    return {"file": SimpleUploadedFile("giấy.pdf", file, "application/pdf")}


@pytest.fixture
def home(db, tmp_path):
    with housed(tmp_path) as folder:
        peopled()
        seated(LAN)
        equipped(folder, JUSTICE, "Sở Tư pháp tỉnh Một")
        leading(BINH, JUSTICE)
        leading(CLERK, JUSTICE)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        yield folder


def test_ms_lan_takes_her_paper_home_and_a_stranger_verifies_it(home):
    case, lan, stranger = hers(GROUND).case, client(LAN), client()
    by = {"actor": BINH, "agency": JUSTICE, "on": today()}
    issued = verbs.issue(case, CERTIFICATE, key="i1", **by)

    page = lan.get(f"/my/cases/{case}")
    assert issued.number in said(page)
    address = f"/my/cases/{case}/documents/{issued.id}"
    assert address in page.content.decode()
    taken = lan.get(address)
    assert taken["Content-Disposition"].startswith("attachment")
    assert taken["Content-Security-Policy"].startswith("sandbox")
    assert client(MINH).get(address).status_code == 404
    file = taken.content

    number, code = on_paper(file)
    asked = {"n": number, "c": code}
    for answer in (stranger.get("/verify", asked), stranger.post("/verify", given(file))):
        assert answer.status_code == 200
        assert "genuine and in force" in said(answer)
        assert "Competent on that day yes" in said(answer)
        assert HER.name not in said(answer)
    changed = file.replace(b"/Type", b"/Tipe", 1)
    assert "genuine" not in said(stranger.post("/verify", given(changed)))
    for wrong in ({"n": number, "c": "AAAA-AAAA-AAAA"}, {"n": "1/2025/X", "c": code}):
        answer = stranger.get("/verify", wrong)
        assert answer.status_code == 404
        assert "not found here" in said(answer)
    verbs.revoke(case, issued.id, "Cấp nhầm", key="r1", **by | {"actor": CLERK})
    assert "This paper was taken back" in said(stranger.get("/verify", asked))
    assert "taken back" in said(lan.get(f"/my/cases/{case}"))


def test_what_is_no_paper_is_told_beside_the_field(home):
    stranger = client()

    assert stranger.get("/verify").status_code == 200
    for asked in ({"n": "12/2025/GCN"}, {"c": "AAAA"}):
        assert stranger.get("/verify", asked).status_code == 422
    for body in ({}, given(b"no pdf"), given(b""), given(b"%PDF-1.7\n" + bytes(21 << 20))):
        answer = stranger.post("/verify", body)
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.content.decode()
