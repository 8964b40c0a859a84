"""The list of void seals, published and signed: by the registrar, day by day, for everybody to keep."""

from __future__ import annotations

import hashlib
import re
import subprocess
import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings

pytest.importorskip("typst")

from continuity.accounts.models import Person
from continuity.casework.documents.holding import hold_key, keys_of
from continuity.casework.documents.kinds import Frame
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.documents.trial_keys import MARK, given
from continuity.casework.documents.typeset import typeset
from continuity.casework.documents.verify import Outcome, by_file
from continuity.journal.verify import verify
from continuity.services.seals import lists, verbs
from continuity.services.seals.kept import of
from continuity.services.seals.void import Void
from tests.integration.seals import (
    BINH,
    DAY,
    DONG,
    DUNG,
    HAI,
    JUNE,
    MINH,
    NAM,
    NEW,
    OTHER,
    POLICE,
    TAY,
    peopled,
    reformed,
    refused,
    sealed,
)
from tests.issuing import equipped, has_seal, housed, keyed, leading, pdfsig
from tests.people import THE_OPERATOR, seated

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
NEXT = JUNE + timedelta(days=1)


@pytest.fixture
def bare(db, tmp_path):
    """The country of the seals, whose two schools of province 01 have theirs."""
    with housed(tmp_path) as home, override_settings(CONTINUITY_DEMO=True):
        peopled()
        for body in (DONG, TAY):
            sealed(body)
        yield home


@pytest.fixture
def office(bare):
    """The same, where the registrar has what it needs to issue."""
    equipped(bare, POLICE, "Công an tỉnh Một")
    return bare


def lost(seal, on=JUNE):
    return verbs.lose(seal.id, actor=DUNG, agency=POLICE, on=on, reason="rơi xuống sông")


def published(on=JUNE, agency=POLICE, actor=DUNG):
    return lists.publish(actor=actor, agency=agency, on=on)


def sits(actor=None, on=JUNE, language="vi"):
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, on.isoformat()
    if actor:
        client.force_login(Person.objects.get(pk=actor.id))
    return client


def words_of(pdf):
    """What stands on a paper, read by a reader that is not ours."""
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_a_list_is_signed_and_shown_with_its_day_and_the_digest_of_its_file(office, tmp_path):
    """O-BCA-06."""
    lost(of(DONG)[0])
    said = sits(DUNG).post("/desk/seals/lists", follow=True).content.decode()
    assert "Đã công bố danh sách số 1/2025/TB-CATM" in said

    page = sits(language="en").get("/services/seals/void").content.decode()
    address = re.search(r'href="(/services/seals/void/lists/[^"]+)"', page)[1]
    file = sits().get(address)
    pdf, words = file.content, words_of(file.content)

    assert file["Content-Disposition"].startswith("attachment")
    assert hashlib.sha256(pdf).hexdigest() in page
    assert "List of 20 Jun 2025" in page
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert pdfa_marks(pdf).there
    for one in ("Trường Đông", of(DONG)[0].certificate, "đã báo mất", "20/06/2025"):
        assert one in words
    assert "Trường Tây" not in words
    told = by_file(pdf, JUNE)
    assert (told.outcome, told.competent, told.number) == (Outcome.GENUINE, True, "1/2025/TB-CATM")
    assert verify().holds


def test_another_day_has_another_list_and_the_old_one_stays_as_it_was(office):
    lost(of(DONG)[0])
    first = published()
    again = published()
    lost(of(TAY)[0], NEXT)
    second = published(NEXT)

    assert first == again
    assert (first.seals, second.seals) == (1, 2)
    found, more = lists.lists()
    assert ([one.id for one in found], more) == ([second.id, first.id], False)
    kept, pdf = lists.file(first.id)
    assert kept.digest == hashlib.sha256(pdf).hexdigest()
    old = by_file(pdf, NEXT)
    assert (old.outcome, old.ended) == (Outcome.REPLACED, NEXT)
    for language, said in (("vi", "Danh sách đã công bố"), ("en", "Published lists")):
        page = sits(language=language).get("/services/seals/void/lists").content.decode()
        assert said in page
        assert first.digest in page
        assert second.digest in page
    with refused("list-later"):
        published()


def test_the_heir_of_a_registrar_goes_on_with_its_list(office):
    seated(DUNG, ("officer", OTHER))
    seated(HAI, ("head", OTHER))
    other = sealed(NAM, agency=OTHER)
    lost(of(DONG)[0])
    reformed()
    verbs.lose(other.id, actor=DUNG, agency=NEW, on=DAY, reason="mất khi chuyển trụ sở")
    equipped(office, NEW, "Công an tỉnh Mới", since=DAY)
    before = published()

    after = published(DAY, NEW)

    assert (before.seals, after.seals) == (1, 2)
    assert "Trường Nam" in words_of(lists.file(after.id)[1])
    told = by_file(lists.file(before.id)[1], DAY)
    assert (told.outcome, told.successor, told.competent) == (Outcome.REPLACED, NEW, True)


@pytest.mark.parametrize("wanting", ["no-seal", "no-signing-key"])
def test_a_registrar_without_a_seal_or_a_key_is_told_so_and_publishes_nothing(bare, wanting):
    if wanting != "no-seal":
        has_seal(POLICE)

    for language in ("vi", "en"):
        answer = sits(HAI, language=language).post("/desk/seals/lists")
        assert answer.status_code == 409
        word = {"no-seal": ("con dấu đã đăng ký", "registered seal"),
                "no-signing-key": ("khoá ký số", "no key to sign with")}[wanting]  # fmt: skip
        assert word[language == "en"] in answer.content.decode()
    assert lists.lists() == ([], False)


def test_a_leaders_own_token_signs_no_list_and_that_is_said(bare):
    has_seal(POLICE)
    leading(DUNG, POLICE)
    pair = keyed("Đại uý Dũng")
    hold_key(POLICE, "elsewhere", "", pair.pem, JUNE, actor=THE_OPERATOR, person=DUNG.id)

    with pytest.raises(lists.Refused) as refused:
        published()

    assert refused.value.code == "list-key"
    assert lists.lists() == ([], False)


def test_nobody_else_publishes_and_nobody_changes_a_list(office):
    one = published()

    for actor, agency in ((BINH, "vn.01.justice"), (MINH, "vn.02.justice"), (MINH, POLICE)):
        with pytest.raises(lists.Refused):
            published(actor=actor, agency=agency)
    for statement in ("update seals_list set day = day - 1", "delete from seals_list"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert lists.lists()[0] == [one]
    nothing = sits().get(f"/services/seals/void/lists/{uuid.UUID(int=0)}.pdf")
    assert nothing.status_code == 404


def test_a_trial_key_is_given_once_signs_and_says_what_it_is(bare, tmp_path):
    has_seal(POLICE)

    for _ in range(2):
        given(POLICE, "Công an tỉnh Một", JUNE, date(2045, 1, 1), actor=THE_OPERATOR)

    [key] = keys_of(POLICE)
    assert MARK in key.chain[0].subject.rfc4514_string()
    assert {file.stat().st_mode & 0o777 for file in (bare / "keys").iterdir()} == {0o600}
    assert "Signature is Valid" in pdfsig(lists.file(published().id)[1], tmp_path)


def test_an_empty_list_and_a_long_one_are_typeset(office):
    long = [
        Void(f"Trường Tiểu học và Trung học cơ sở Nguyễn Bỉnh Khiêm {n}", "", "wet", f"{n:07}/ĐKMCD",
             date(2025, 6, 30), "handed-in")
        for n in range(200)
    ]  # fmt: skip

    for found in ([], long):
        paper = typeset(lists.LIST, lists.sheet(found, JUNE), Frame("Công an tỉnh Một", JUNE))
        assert str(len(found)) in words_of(paper.pdf)
        assert pdfa_marks(paper.pdf).there
