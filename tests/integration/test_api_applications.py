"""Ms Lan's own program sends what it takes: her files come in over the interface as on her pages."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from continuity.accounts.today import today
from continuity.casework import catalogue, verbs
from continuity.casework.intake import papers
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.sight import reading, working
from continuity.journal.record import SYSTEM, Actor
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
    peopled,
)
from tests.integration.programs import ROOT, Program, right, token, wrong
from tests.papers import pdf, png
from tests.people import seated

NEW = Actor("p-new", "Mr Mới")
FORM = {"place": GROUND, "answers": {"phone": "0912 345 678", "purpose": "work"}}
PORTRAIT = png()


@pytest.fixture(scope="module")
def site(ours, tmp_path_factory):
    with ours.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_HOME", str(tmp_path_factory.mktemp("home")))
        peopled()
        seated(LAN)
        seated(NEW)
        catalogue.forget()
        catalogue.load([CLEAN], SYSTEM)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        yield


@pytest.fixture
def lan(site):
    return Program(token(LAN))


def begun(program, **told):
    return right(program.post("/applications", told or {"procedure": CLEAN.code}), 201)["id"]


def uploaded(program, id, content=PORTRAIT, name="chân dung.png", evidence="portrait"):
    file = SimpleUploadedFile(name, content, "text/html")
    return program.client.post(f"{ROOT}/applications/{id}/papers/{evidence}", {"file": file})


def test_she_begins_uploads_and_sends_and_each_of_it_is_done_once(lan):
    told = {"procedure": CLEAN.code}
    [id] = {right(lan.post("/applications", told, "a-1"), 201)["id"] for _ in range(2)}
    [paper] = {right(uploaded(lan, id), 201)["id"] for _ in range(2)}
    whole = right(lan.get(f"/applications/{id}"))
    assert [(one["evidence"], one["media"]) for one in whole["papers"]] == [
        ("portrait", "image/png")
    ]

    [number] = {right(lan.post(f"/applications/{id}/send", FORM), 201)["number"] for _ in range(2)}

    case = right(lan.get(f"/cases/{number}"))
    assert "portrait" in case["held"]
    with reading_as(LAN, today()):
        kept = papers.of_case(_case(number))
    assert [(str(one.id), one.name) for one in kept] == [(paper, "chân dung.png")]
    assert right(lan.get(f"/applications/{id}"))["number"] == number
    wrong(uploaded(lan, id), 409, "draft-sent")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "x.png", "paper-empty"),
        (b"<html>", "x.html", "paper-kind"),
        (PORTRAIT, "x.pdf", "paper-ending"),
        (PORTRAIT[:-20], "x.png", "paper-broken"),
        (pdf(b"/OpenAction << /S /JavaScript >>"), "x.pdf", "paper-active"),
        (PORTRAIT + bytes(10 * 1024 * 1024), "x.png", "paper-big"),
    ],
)
def test_a_file_that_is_not_taken_is_told_where_it_was_sent_and_nothing_is_kept(
    lan, content, name, code
):
    id = begun(lan)

    told = wrong(uploaded(lan, id, content, name), 422, code)

    assert [one["pointer"] for one in told["errors"]] == ["#/body/file"]
    assert right(lan.get(f"/applications/{id}"))["papers"] == []


def test_what_is_no_upload_is_a_problem_too(lan):
    id = begun(lan)

    assert wrong(uploaded(lan, id, evidence="tarot"), 422, "paper-unasked")
    assert wrong(uploaded(lan, id, bytes(22 * 1024 * 1024)), 413, "too-large")
    bare = lan.client.post(f"{ROOT}/applications/{id}/papers/portrait", {})
    assert wrong(bare, 422, "wrong-input")["errors"][0]["pointer"].endswith("file")
    assert wrong(lan.post("/applications", {}), 422, "wrong-input")
    assert wrong(lan.post("/applications", {"procedure": "tarot"}), 404, "no-procedure")
    assert wrong(lan.post("/applications", {"procedure": CLEAN.code}, ""), 400, "key-missing")
    assert wrong(lan.post(f"/applications/{id}/send", {}), 422, "wrong-input")
    missing = wrong(lan.post(f"/applications/{id}/send", {"place": GROUND}), 422, "wrong-input")
    pointers = {one["pointer"] for one in missing["errors"]}
    assert {"#/body/answers/phone", "#/body/papers/portrait"} <= pointers


def test_a_file_is_taken_out_again_before_it_is_sent(lan):
    id = begun(lan)
    paper = right(uploaded(lan, id), 201)["id"]

    for _ in range(2):
        gone = lan.client.delete(f"{ROOT}/applications/{id}/files/{paper}")
        assert right(gone)["papers"] == []


def test_what_an_officer_asks_for_is_answered_with_a_file(lan):
    id = begun(lan)
    uploaded(lan, id)
    number = right(lan.post(f"/applications/{id}/send", FORM), 201)["number"]
    by = {"actor": BINH, "agency": JUSTICE, "on": today()}
    verbs.receive(_case(number), **by, key="r")
    verbs.ask_supplement(_case(number), ["decision"], "Cần quyết định cũ", **by, key="s")

    answer = begun(lan, about=number)
    wrong(lan.post(f"/applications/{answer}/send", {}), 422, "still-missing")
    right(uploaded(lan, answer, pdf(), "cũ.pdf", "decision"), 201)
    [again] = {right(lan.post(f"/applications/{answer}/send", {}), 201)["number"] for _ in range(2)}

    assert again == number
    with reading(BINH, JUSTICE, "processing", today()):
        assert {one.evidence for one in papers.of_case(_case(number))} == {"portrait", "decision"}


def test_nobody_else_reaches_it_and_an_identity_must_be_proved(lan):
    id = begun(lan)
    paper = right(uploaded(lan, id), 201)["id"]
    unproved, seat = Program(token(NEW)), Program(token(MINH, "vn.02.justice"))

    for reached in (
        unproved.get(f"/applications/{id}"), uploaded(unproved, id),
        unproved.post(f"/applications/{id}/send", FORM),
        unproved.client.delete(f"{ROOT}/applications/{id}/files/{paper}"),
    ):  # fmt: skip
        wrong(reached, 404, "no-such-draft")
    wrong(seat.get(f"/applications/{id}"), 403, "not-for-purpose")
    wrong(Program().get(f"/applications/{id}"), 401, "no-token")
    own = begun(unproved)
    right(uploaded(unproved, own), 201)
    wrong(unproved.post(f"/applications/{own}/send", FORM), 403, "not-proved")
    assert len(right(lan.get(f"/applications/{id}"))["papers"]) == 1


def _case(number):
    with working("backup", today()), connection.cursor() as cursor:
        cursor.execute("select id from casework_case where number = %s", [number])
        return cursor.fetchone()[0]
