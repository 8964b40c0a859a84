"""A leader signs elsewhere with a token of their own; what comes back is believed in nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest

pytest.importorskip("typst")

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from continuity.accounts.today import today
from continuity.casework.documents import deferred, holding, rows
from continuity.casework.documents.trial_keys import authority, certified
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.sight import reading
from continuity.journal.record import Actor
from tests.elsewhere import another_program, signed_outside
from tests.integration.casework import (
    BINH,
    JUSTICE,
    MARCH,
    MINH,
    STRANGERS,
    enacted,
    hers,
    refused,
    stream,
)
from tests.issuing import CERTIFICATE, SINCE, UNTIL, has_seal, housed, keyed, leading, pdfsig
from tests.people import THE_OPERATOR, seated

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
HOA = Actor("p-hoa", "Bà Trần Thị Hoà")


@pytest.fixture(scope="module")
def program():
    """Another program in another process, which knows nothing of us."""
    with another_program() as running:
        yield running


@pytest.fixture
def elsewhere(home, program):
    """Gives a file to be signed with a key of the home, and gives back what was signed."""

    def signed(pdf, *, field="ChuKy", key="hers.p12", box=()):
        return signed_outside(program, home, pdf, field=field, key=key, box=box)

    return signed


@pytest.fixture
def home(land, tmp_path):
    """Justice has a seal and no key of its own; Ms Hoà leads it, and signs with her token."""
    with housed(tmp_path) as folder:
        has_seal(JUSTICE)
        leading(HOA, JUSTICE)
        token = keyed("Trần Thị Hoà")
        (folder / "hers.p12").write_bytes(token.file("hers alone"))
        holding.hold_key(
            JUSTICE, "elsewhere", "", token.pem, SINCE, actor=THE_OPERATOR, person=HOA.id
        )
        yield folder


def out(case, key="h1", draft=CERTIFICATE, agency=JUSTICE, actor=BINH):
    return deferred.hand_out(case, draft, actor=actor, agency=agency, on=today(), key=key)


def taken(case, id, pdf, key="t1", on=None):
    return deferred.take_in(case, id, pdf, actor=BINH, agency=JUSTICE, on=on or today(), key=key)


def status(case, id):
    with reading(BINH, JUSTICE, "processing", today()):
        return rows.paper(case, id).status


def test_what_was_signed_elsewhere_is_taken_in_and_is_the_paper(home, elsewhere):
    case = hers().case
    given = out(case)
    assert by_file(given.pdf, today()).outcome is Outcome.UNKNOWN

    signed = elsewhere(given.pdf)
    made = taken(case, given.id, signed)

    assert (made.number, made.profile) == (given.number, "B-B")
    assert "Signature is Valid" in pdfsig(signed, home)
    told = by_file(signed, today())
    assert (told.outcome, told.competent) == (Outcome.GENUINE, True)
    entry = stream(case)
    verbs = [one[1] for one in entry]
    assert verbs[-3:] == ["hand-out-paper", "take-in-paper", "verify-paper"]
    assert entry[-2][3]["signed_by"] == "Trần Thị Hoà"
    with refused("not-handed-out"):
        taken(case, given.id, signed, key="t2")
    assert taken(case, given.id, signed) == made


def test_handed_out_again_it_is_the_same_file(home):
    case = hers().case

    assert out(case) == out(case)


def test_one_of_its_own_fields_is_taken_where_nothing_is_seen_of_it(home, elsewhere):
    case = hers().case
    given = out(case)

    unseen = elsewhere(given.pdf, field="Other")
    over = elsewhere(given.pdf, field="Other", box=(100, 100, 400, 400))

    with refused("signature-seen"):
        taken(case, given.id, over)
    assert taken(case, given.id, unseen).profile == "B-B"


def painted(pdf):
    """A later revision that shows something else on the page; the old bytes are all there."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def retitled(pdf):
    """A later revision that gives the document another action when it is opened."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
         generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    )  # fmt: skip
    writer.update_root()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda elsewhere, pdf: pdf, "paper-unsigned"),
        (lambda elsewhere, pdf: elsewhere(painted(pdf)), "paper-painted-over"),
        (lambda elsewhere, pdf: elsewhere(retitled(pdf)), "paper-painted-over"),
        (lambda elsewhere, pdf: painted(elsewhere(pdf)), "paper-painted-over"),
        (
            lambda elsewhere, pdf: elsewhere(elsewhere(pdf), field="Two"),
            "paper-signed-twice",
        ),
        (lambda elsewhere, pdf: flipped(elsewhere(pdf), 3_000), "paper-other-bytes"),
        (lambda elsewhere, pdf: b"%PDF-1.7\nnothing", "paper-unreadable"),
        (lambda elsewhere, pdf: b"", "paper-unreadable"),
        (lambda elsewhere, pdf: elsewhere(pdf)[:-300], "paper-unreadable"),
    ],
    ids=[
        "unsigned",
        "painted",
        "action",
        "painted-after",
        "twice",
        "flipped",
        "garbage",
        "empty",
        "cut",
    ],
)
def test_a_file_with_which_something_is_wrong_is_not_taken_in_and_says_what(
    home, elsewhere, harm, code
):
    case = hers().case
    given = out(case)

    with refused(code):
        taken(case, given.id, harm(elsewhere, given.pdf))

    assert status(case, given.id) == "handed-out"
    assert taken(case, given.id, elsewhere(given.pdf)).number == given.number


def flipped(pdf, spot):
    return pdf[:spot] + bytes([pdf[spot] ^ 1]) + pdf[spot + 1 :]


def test_a_signature_that_does_not_fit_is_broken(home, elsewhere):
    case = hers().case
    given = out(case)
    signed = elsewhere(given.pdf)
    spot = signed.rindex(b"> ]") - 3  # within the file's second id, which means nothing
    digit = b"0" if signed[spot : spot + 1] != b"0" else b"1"

    with refused("signature-broken"):
        taken(case, given.id, signed[:spot] + digit + signed[spot + 1 :])


def test_a_paper_of_another_case_is_not_the_one_that_was_handed_out(home, elsewhere):
    one, two = out(hers().case), out(hers(key="k2").case, key="h2")
    with reading(BINH, JUSTICE, "processing", today()):
        case = rows.paper(hers().case, one.id).case_id

    with refused("paper-other-bytes"):
        taken(case, one.id, elsewhere(two.pdf))


def test_only_who_is_registered_and_leads_the_agency_that_day_signs_for_it(home, elsewhere):
    case = hers().case
    given = out(case)
    stranger = keyed("Ông Minh")
    (home / "his.p12").write_bytes(stranger.file("hers alone"))
    signed = elsewhere(given.pdf, key="his.p12")

    with refused("not-entitled"):
        taken(case, given.id, signed)
    holding.hold_key(
        STRANGERS, "elsewhere", "", stranger.pem, SINCE, actor=THE_OPERATOR, person=MINH.id
    )
    with refused("not-entitled"):
        taken(case, given.id, signed)
    holding.hold_key(
        JUSTICE, "elsewhere", "", stranger.pem, SINCE, actor=THE_OPERATOR, person=MINH.id
    )
    with refused("not-entitled"):  # he has a key for it, and no seat
        taken(case, given.id, signed)
    seated(MINH, ("head", JUSTICE))

    assert taken(case, given.id, signed).number == given.number


def test_a_key_that_ended_and_a_chain_that_is_not_the_registered_one_are_refused(home, elsewhere):
    case = hers().case
    given = out(case)
    old = certified(authority(SINCE, UNTIL), "Trần Thị Hoà", SINCE, date(2025, 6, 1))
    (home / "old.p12").write_bytes(old.file("hers alone"))
    holding.hold_key(JUSTICE, "elsewhere", "", old.pem, SINCE, actor=THE_OPERATOR, person=HOA.id)

    with refused("chain-wrong"):
        taken(case, given.id, elsewhere(given.pdf, key="old.p12"))
    (hers_key, *_) = [one for one in holding.keys_of(JUSTICE) if one.until is None]
    for one in holding.keys_of(JUSTICE):
        holding.drop_key(one.key, today(), actor=THE_OPERATOR)
    with refused("not-entitled"):
        taken(case, given.id, elsewhere(given.pdf))
    assert hers_key.person == HOA.id


def test_a_signature_of_another_day_is_not_taken(home, elsewhere):
    case = hers().case
    given = deferred.hand_out(
        case, CERTIFICATE, actor=BINH, agency=JUSTICE, on=today() + timedelta(days=2), key="later"
    )

    with refused("signed-another-day"):
        taken(case, given.id, elsewhere(given.pdf), on=today() + timedelta(days=2))


def test_a_body_without_a_seal_or_without_a_leaders_key_hands_nothing_out(home):
    enacted(MARCH)
    seated(Actor("p-dung", "Captain Dung"), ("head", "vn.01.police"))
    case = hers().case
    asked = {"agency": "vn.01.police", "actor": Actor("p-dung", "Captain Dung")}

    with refused("no-seal"):
        out(case, **asked)
    has_seal("vn.01.police")
    with refused("nobody-signs"):
        out(case, **asked)


def test_what_was_handed_out_before_the_reform_is_not_issued_by_the_body_that_lost_it(
    home, elsewhere
):
    case = hers().case
    given = deferred.hand_out(
        case, CERTIFICATE, actor=BINH, agency=JUSTICE, on=date(2025, 2, 27), key="feb"
    )
    enacted(MARCH)
    has_seal("vn.01.police")
    dung = leading(Actor("p-dung", "Captain Dung"), "vn.01.police")
    signed = elsewhere(given.pdf)

    with refused("not-competent"):
        taken(case, given.id, signed)
    told = {"actor": dung, "agency": "vn.01.police", "on": today()}
    with refused("handed-out-by"):
        deferred.take_in(case, given.id, signed, **told, key="t")
    deferred.drop(case, given.id, "Cơ quan cấp đã sắp xếp", **told, key="d")
    with refused("not-handed-out"):
        deferred.take_in(case, given.id, signed, **told, key="u")


def test_a_paper_that_is_seen_nowhere_has_an_unseen_field(home, elsewhere):
    case = hers().case
    given = out(case, draft=replace(CERTIFICATE, kind="control-sheet"))

    assert taken(case, given.id, elsewhere(given.pdf)).profile == "B-B"
