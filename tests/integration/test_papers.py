"""Papers, from the case to whoever holds one: issued, verified, ended, and what stops an issue."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings

pytest.importorskip("typst")

from continuity.casework.documents import holding, rows, verbs
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.documents.numbers import numbered
from continuity.casework.documents.qr import read
from continuity.casework.documents.verify import UNKNOWN, Outcome, by_code, by_file, by_qr
from continuity.casework.sight import reading
from continuity.journal.record import Actor
from tests.integration.casework import (
    BINH,
    DUNG,
    FILED,
    JULY_DAY,
    JUSTICE,
    LATER,
    MARCH,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    hers,
    refused,
    seen,
    stream,
)
from tests.issuing import CERTIFICATE, equipped, has_seal, housed, leading
from tests.people import THE_OPERATOR

QUE = Actor("p-que", "Ms Quế")
OTHER = replace(CERTIFICATE, slots=replace(CERTIFICATE.slots, lines=("Đã sửa:",)))

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@pytest.fixture
def home(land, tmp_path):
    """The country before the reform; Justice of province 01 may issue, led by Officer Binh."""
    with housed(tmp_path) as folder:
        equipped(folder, JUSTICE, "Sở Tư pháp tỉnh Một")
        leading(BINH, JUSTICE)
        leading(DUNG, POLICE)
        leading(QUE, JUSTICE)
        yield folder


def issued(case, draft=CERTIFICATE, *, actor=BINH, agency=JUSTICE, on=LATER, key="i1"):
    return verbs.issue(case, draft, actor=actor, agency=agency, on=on, key=key)


def held(case, id, *, actor=BINH, agency=JUSTICE, on=LATER):
    """A paper and its file, as its agency sees them."""
    with reading(actor, agency, "processing", on):
        one = rows.paper(case, id)
        return one, rows.content(one)


def code_of(pdf):
    """Number and code as they stand on the paper, read by a reader that is not ours."""
    import re
    import subprocess

    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = text.stdout.decode()
    return re.search(r"Số: (\S+)", words)[1], re.search(r"(\w{4}-\w{4}-\w{4})\s", words)[1]


def test_a_paper_is_issued_kept_registered_and_told_in_the_cases_stream(home):
    case = hers().case

    made = issued(case)

    one, pdf = held(case, made.id)
    assert (one.status, one.profile, one.agency, one.agency_vi) == (
        "issued", "B-B", JUSTICE, "Sở Tư pháp tỉnh Một",
    )  # fmt: skip
    assert made.number == one.number == "1/2025/GCN-STPTM"
    assert pdfa_marks(pdf).there
    assert b"/ETSI.CAdES.detached" in pdf
    entry = stream(case)[-1]
    assert entry[:2] == (BINH.id, "issue-paper")
    assert entry[3]["mandate"] == str(one.mandate)
    assert entry[3]["digest"] == one.digest.hex()


def test_asked_again_with_the_same_key_the_first_paper_is_given_and_no_second_made(home):
    case = hers().case

    one, two = issued(case), issued(case)

    assert one == two
    with reading(BINH, JUSTICE, "processing", LATER):
        assert len(rows.papers(case)) == 1
    with refused("key-reused"):
        issued(case, OTHER)


def test_whoever_holds_a_paper_verifies_it_by_code_by_qr_and_by_its_bytes(home):
    case = hers().case
    made = issued(case)
    _, pdf = held(case, made.id)
    number, code = code_of(pdf)

    one = by_code(number, code, LATER)

    assert one.outcome is Outcome.GENUINE
    assert (one.number, one.issued, one.competent, one.successor) == (made.number, LATER, True, "")
    assert one.agency_then.vi == "Sở Tư pháp tỉnh Một"
    assert one.shown == CERTIFICATE.shown
    assert by_code(f" {number} ", code.lower().replace("-", " "), LATER) == one
    assert by_file(pdf, LATER) == one
    text = f"https://x.example/verify?n={number}&c={code}#hs=1"
    assert read(text).number == number
    assert by_qr(text, LATER) == one
    assert [entry[1] for entry in stream(case)].count("verify-paper") == 4


def test_a_wrong_code_and_a_number_that_never_was_have_one_answer_and_leave_no_trace(home):
    case = hers().case
    number = issued(case).number
    before = stream(case)

    answers = [by_code(number, "AAAA-AAAA-AAAA", LATER), by_code("9/2025/GCN-X", "A" * 12, LATER)]
    answers += [by_code("", "", LATER), by_code("1" * 999, "2" * 999, LATER)]
    answers += [
        by_qr("not one", LATER),
        by_code(number, "", LATER),
        by_code("\x00", "A\x00", LATER),
    ]

    assert answers == [UNKNOWN] * 7
    assert stream(case) == before


def test_a_changed_byte_is_noticed_and_a_strangers_pdf_is_only_unknown(home):
    case = hers().case
    _, pdf = held(case, issued(case).id)
    spot = pdf.index(b"/ByteRange") - 20_000
    changed = pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]

    assert by_file(changed, LATER).outcome is Outcome.ALTERED
    assert by_file(pdf + b"\n%%EOF\n", LATER).outcome is Outcome.ALTERED
    unsigned = pdf[: pdf.index(b"%%EOF") + 6]
    assert by_file(unsigned, LATER) == UNKNOWN
    with refused("paper-unreadable"):
        by_file(b"%PDF-1.7 nothing", LATER)
    with refused("paper-too-large"):
        by_file(bytes(21 * 1024 * 1024), LATER)


def test_a_body_without_a_seal_or_a_key_does_not_issue_and_says_which_is_missing(home):
    enacted(MARCH)
    case = hers().case
    asked = {"actor": DUNG, "agency": POLICE, "on": MARCH_DAY}

    with refused("no-seal"):
        issued(case, **asked)
    has_seal(POLICE, MARCH_DAY)
    with refused("no-signing-key"):
        issued(case, **asked)
    equipped(home, POLICE, "Công an tỉnh Một", since=MARCH_DAY)

    assert issued(case, **asked).number == "1/2025/GCN-CATM"


def test_what_is_wrong_with_a_key_is_said_and_nothing_is_issued(home):
    case = hers().case
    secret, file = home / "keys" / f"{JUSTICE}.p12.secret", home / "keys" / f"{JUSTICE}.p12"
    whole = file.read_bytes()

    secret.chmod(0o644)
    with refused("secret-open"):
        issued(case)
    secret.chmod(0o600)
    secret.write_text("another")
    with refused("key-file-wrong"):
        issued(case)
    secret.write_text("only for tests")
    from tests.issuing import keyed, put

    put(home, f"{JUSTICE}.p12", keyed("Somebody else"))
    with refused("key-another"):
        issued(case)
    file.unlink()
    with refused("key-file-missing"):
        issued(case)
    file.write_bytes(whole)

    assert issued(case).number.startswith("5/2025/")  # a number that was taken is not given again


def test_a_key_that_ended_or_whose_certificate_ran_out_signs_nothing(home):
    case = hers().case
    (key,) = holding.keys_of(JUSTICE)
    holding.drop_key(key.key, LATER, actor=THE_OPERATOR)
    with refused("key-ended"):
        issued(case)
    assert holding.may_sign(key.thumbprint, JUSTICE, FILED) is not None
    with refused("no-such-key"):
        holding.drop_key(key.key, LATER, actor=THE_OPERATOR)

    from tests.issuing import SINCE, keyed, put

    old = keyed("Sở Tư pháp tỉnh Một, cũ", until=date(2025, 2, 1))
    put(home, "old.p12", old)
    holding.hold_key(JUSTICE, "pkcs12", "old.p12", old.pem, SINCE, actor=THE_OPERATOR)
    with refused("certificate-expired"):
        issued(case)


def test_a_revoked_paper_says_so_with_its_reason_and_is_not_unknown(home):
    case = hers().case
    made = issued(case)
    _, pdf = held(case, made.id)
    number, code = code_of(pdf)

    verbs.revoke(case, made.id, "Cấp nhầm người", actor=QUE, agency=JUSTICE, on=LATER, key="r1")
    verbs.revoke(case, made.id, "Cấp nhầm người", actor=QUE, agency=JUSTICE, on=LATER, key="r1")

    told = by_code(number, code, LATER)
    assert (told.outcome, told.ended, told.reason) == (Outcome.REVOKED, LATER, "Cấp nhầm người")
    assert by_file(pdf, LATER).outcome is Outcome.REVOKED
    with refused("paper-over"):
        verbs.revoke(case, made.id, "Lần nữa", actor=QUE, agency=JUSTICE, on=LATER, key="r2")
    assert [entry[1] for entry in stream(case)].count("revoke-paper") == 1


def test_who_issued_a_paper_neither_takes_it_back_nor_corrects_it_alone(home):
    case = hers().case
    made = issued(case)
    by = {"actor": BINH, "agency": JUSTICE, "on": LATER}

    with refused("own-paper"):
        verbs.revoke(case, made.id, "x", key="r", **by)
    with refused("own-paper"):
        verbs.correct(case, made.id, OTHER, "x", key="c", **by)
    assert held(case, made.id)[0].status == "issued"


def test_a_corrected_paper_points_to_nobody_and_the_right_one_is_genuine(home):
    case = hers().case
    made = issued(case)
    old = code_of(held(case, made.id)[1])

    right = verbs.correct(
        case, made.id, OTHER, "Sai tên", actor=QUE, agency=JUSTICE, on=LATER, key="c1"
    )

    assert by_code(*old, LATER).outcome is Outcome.CORRECTED
    assert by_code(*code_of(held(case, right.id)[1]), LATER).outcome is Outcome.GENUINE
    assert held(case, right.id)[0].replaces == made.id
    again = verbs.correct(
        case, made.id, OTHER, "Sai tên", actor=QUE, agency=JUSTICE, on=LATER, key="c1"
    )
    assert again == right
    with refused("another-kind"):
        verbs.correct(
            case, right.id, replace(OTHER, kind="decision"), "Sai loại",
            actor=QUE, agency=JUSTICE, on=LATER, key="c2",
        )  # fmt: skip


def test_after_the_reform_an_old_paper_stays_good_and_its_heir_issues_it_anew(home):
    case = hers().case
    made = issued(case)
    old = code_of(held(case, made.id)[1])
    enacted(MARCH)

    with refused("not-competent"):
        verbs.revoke(case, made.id, "x", actor=QUE, agency=JUSTICE, on=MARCH_DAY, key="r")
    told = by_code(*old, JULY_DAY)
    assert (told.outcome, told.competent) == (Outcome.GENUINE, True)

    equipped(home, POLICE, "Công an tỉnh Một", since=MARCH_DAY)
    anew = verbs.reissue(
        case, made.id, CERTIFICATE, actor=DUNG, agency=POLICE, on=MARCH_DAY, key="n1"
    )

    told = by_code(*old, JULY_DAY)
    assert (told.outcome, told.agency_then.vi) == (Outcome.REPLACED, "Sở Tư pháp tỉnh Một")
    new = by_code(
        *code_of(held(case, anew.id, actor=DUNG, agency=POLICE, on=MARCH_DAY)[1]), JULY_DAY
    )
    assert (new.outcome, new.competent) == (Outcome.GENUINE, True)
    assert new.agency_then.vi == "Công an tỉnh Một"
    acts = [entry[3] for entry in stream(case) if entry[1] == "reissue-paper"]
    assert acts[0]["acted_as"] != str(held(case, made.id)[0].mandate)


def test_a_paper_of_a_body_that_ended_names_the_one_that_continues_it(home):
    from tests.unit.country import JULY

    case = hers().case
    made = issued(case)
    old = code_of(held(case, made.id)[1])
    world = enacted(JULY)

    told = by_code(*old, JULY_DAY)

    assert told.competent
    assert told.agency == JUSTICE
    assert told.successor in world.agencies
    assert told.successor != JUSTICE
    assert told.successor_now.vi != told.agency_then.vi


def test_only_the_head_takes_back_what_an_agency_said(home):
    from tests.people import seated

    officer = seated(Actor("p-quy", "Officer Quý"), ("officer", JUSTICE))
    case = hers().case
    made = issued(case, actor=officer)

    for verb in (
        lambda: verbs.revoke(case, made.id, "x", actor=officer, agency=JUSTICE, on=LATER, key="a"),
        lambda: verbs.reissue(
            case, made.id, OTHER, actor=officer, agency=JUSTICE, on=LATER, key="b"
        ),
    ):
        with refused("not-leading"):
            verb()
    assert held(case, made.id)[0].status == "issued"


def test_mr_minh_sees_no_paper_of_others_by_row_security_and_issues_none(home):
    case = hers().case
    made = issued(case)

    with reading(MINH, STRANGERS, "processing", LATER):
        assert rows.papers(case) == []
        with refused("no-such-document"):
            rows.paper(case, made.id)
    with refused("no-such-case"):
        issued(case, actor=MINH, agency=STRANGERS, key="m")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from documents_document")
        assert cursor.fetchone()[0] == 0
    assert seen(MINH, STRANGERS, LATER) == set()


@pytest.mark.parametrize(
    "change",
    ["number = 'x'", "agency = 'x'", "issued = '2020-01-01'", "status = 'handed-out'",
     f"digest = '\\x{'00' * 32}'", "mandate = gen_random_uuid()", "shown = 'another'"],
)  # fmt: skip
def test_the_database_keeps_what_an_issued_paper_said(home, change):
    case = hers().case
    made = issued(case)

    with (
        pytest.raises(DatabaseError),
        reading(BINH, JUSTICE, "processing", LATER),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update documents_document set {change} where id = %s", [made.id])


def test_nobody_deletes_a_paper_or_a_key(home):
    case = hers().case
    issued(case)

    for table in ("documents_document", "documents_key"):
        with (
            pytest.raises(DatabaseError),
            reading(BINH, JUSTICE, "processing", LATER),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"delete from {table}")


def test_a_full_disk_issues_nothing_and_the_same_key_issues_it_later(home):
    case = hers().case
    (home / "files").rename(home / "away") if (home / "files").exists() else None
    (home / "files").write_text("full")

    with refused("not-kept"):
        issued(case)
    with reading(BINH, JUSTICE, "processing", LATER):
        assert rows.papers(case) == []
    (home / "files").unlink()

    assert issued(case).profile == "B-B"


def test_numbers_of_a_series_are_never_given_twice_and_each_agency_has_its_own(home):
    given = []

    def take():
        try:
            given.extend(numbered("a", "Sở Một", "QĐ", 2025) for _ in range(25))
        finally:
            connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(given)) == 100
    assert sorted(int(one.split("/")[0]) for one in given) == [*range(1, 101)]
    assert numbered("b", "Sở Hai", "QĐ", 2025) == "1/2025/QĐ-SH"
    assert numbered("a", "Sở Một", "QĐ", 2026) == "1/2026/QĐ-SM"
    assert numbered("a", "Sở Một", "GCN", 2025) == "1/2025/GCN-SM"


def test_an_unknown_kind_and_a_letter_without_a_font_are_refused_before_anything_is_written(home):
    case = hers().case

    with refused("no-paper-kind"):
        issued(case, replace(CERTIFICATE, kind="no-such-kind"))
    with refused("not-typeset"):
        issued(case, replace(CERTIFICATE, slots=replace(CERTIFICATE.slots, lines=("王",))), key="k")
    with override_settings(CONTINUITY_HOME=""), refused("no-files"):
        issued(case, key="l")
    assert not [entry for entry in stream(case) if entry[1] == "issue-paper"]


def test_a_paper_that_is_not_there_is_refused(home):
    case = hers().case

    with refused("no-such-document"):
        verbs.revoke(case, uuid.uuid4(), "x", actor=QUE, agency=JUSTICE, on=LATER, key="z")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"kind": "tape"}, "no-key-kind"),
        ({"place": "../etc/passwd"}, "key-place-wrong"),
        ({"place": "token/label"}, "key-place-wrong"),
        ({"kind": "pkcs11", "place": "file.p12"}, "key-place-wrong"),
        ({"kind": "elsewhere", "place": ""}, "key-of-nobody"),
        ({"certificate": "not PEM"}, "no-certificate"),
        ({"until": date(2025, 1, 1)}, "key-days-wrong"),
        ({"agency": "vn.99.police"}, "no-agency-for-key"),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part),
)
def test_a_key_is_not_registered_wrongly(home, told, code):
    from tests.issuing import keyed

    good = {
        "agency": JUSTICE, "kind": "pkcs12", "place": "k.p12", "certificate": keyed("X").pem,
        "since": date(2025, 1, 1), "actor": THE_OPERATOR,
    }  # fmt: skip

    with refused(code):
        holding.hold_key(**(good | told))


def test_a_new_key_reseals_papers_and_an_erased_case_leaves_only_that_there_was_one(home):
    from django.conf import settings

    from continuity.casework.documents.resealed import resealed, taken

    case = hers().case
    made = issued(case)
    paper, pdf = held(case, made.id)
    number, code = code_of(pdf)
    new = {"new": b"\7" * 32}

    with override_settings(CONTINUITY_KEYS={**new, **settings.CONTINUITY_KEYS}):
        assert [resealed(LATER), resealed(LATER)] == [1, 0]
    with override_settings(CONTINUITY_KEYS=new):
        assert held(case, made.id)[1] == pdf
        assert by_code(number, code, LATER).shown == CERTIFICATE.shown
        with reading(BINH, JUSTICE, "processing", LATER):
            assert [kept.name for kept in taken(case)] == [paper.file]
        with refused("paper-destroyed"):
            held(case, made.id)
        told = by_code(number, code, LATER)
    assert (told.outcome, told.number, told.shown) == (Outcome.GENUINE, number, ())


def test_what_a_drafter_drafts_is_issued_with_the_case_or_nothing_is(db, tmp_path):
    from continuity.casework import verbs as work
    from continuity.casework.documents.drafts import _drafters, drafts
    from tests.integration.casework import CLERK, COUNTER
    from tests.integration.service import by, decided, hers_by_law, staffed

    staffed()
    case = hers_by_law().case
    work.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="pay")
    decided(case, on=LATER)
    drafts("certificate", lambda told: [replace(CERTIFICATE, procedure=told.procedure.official)])
    try:
        with housed(tmp_path) as home:
            with refused("no-seal"):
                work.issue(case, **by(BINH, key="issue"))
            with reading(BINH, JUSTICE, "processing", LATER):
                assert rows.papers(case) == []
            equipped(home, JUSTICE, "Sở Tư pháp tỉnh Một")

            work.issue(case, **by(BINH, key="issue"))

            with reading(BINH, JUSTICE, "processing", LATER):
                (paper,) = rows.papers(case)
            assert (paper.status, paper.kind) == ("issued", "certificate")
    finally:
        del _drafters["certificate"]
    assert [entry[1] for entry in stream(case)][-2:] == ["issue", "issue-paper"]
