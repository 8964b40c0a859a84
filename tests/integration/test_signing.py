"""Signing for real: a key in a file, a key in a token, an authority of time that answers or does not."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import override_settings

pytest.importorskip("typst")

from pyhanko.pdf_utils.reader import PdfFileReader

from continuity.casework.documents.holding import Key
from continuity.casework.documents.kinds import Frame, Slots, kind_of
from continuity.casework.documents.looked_at import opened, signature
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.documents.sign import SILENT, signed
from continuity.casework.documents.signers import ready
from continuity.casework.documents.trial_keys import certified
from continuity.casework.documents.typeset import typeset
from continuity.casework.refused import Refused
from tests.integration.casework import refused
from tests.issuing import (
    SECRET,
    SINCE,
    UNTIL,
    housed,
    keyed,
    pdfsig,
    put,
    root,
    softhsm,
    time_authority,
    token,
)

DAY = date(2026, 1, 5)
LONG = "Nguyễn Hoàng Phương Trâm Anh Thị Khuynh Thuỷ Tiên Đặng Nghiễm"
FRAME = Frame("Công an thành phố Hải Phòng", DAY, "1/2026/GCN-CATPHP", signer=LONG)


@pytest.fixture(scope="module")
def page():
    return typeset(kind_of("certificate"), Slots(closing=("Có giá trị từ ngày ký.",)), FRAME)


@pytest.fixture
def home(tmp_path):
    with housed(tmp_path) as folder:
        yield folder


def key(pair, kind="pkcs12", place="a.p12"):
    from cryptography.hazmat.primitives import hashes

    thumbprint = pair.certificate.fingerprint(hashes.SHA256())
    return Key(uuid.uuid4(), "vn.31.police", "", kind, place, pair.pem, thumbprint, SINCE, None)


def by(one, page, *, seen=True):
    with ready(one, DAY) as signer:
        return signed(
            page.pdf, signer, by=LONG, body="Công an thành phố Hải Phòng", at=datetime.now(UTC),
            box=page.box if seen else None,
        )  # fmt: skip


def asn1(pair):
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(pair.certificate.public_bytes(Encoding.DER))


@pytest.mark.parametrize("seen", [True, False])
def test_a_key_in_a_file_signs_and_other_readers_find_it_valid(home, page, seen):
    pair = keyed("Công an thành phố Hải Phòng")
    put(home, "a.p12", pair)

    done = by(key(pair), page, seen=seen)

    assert done[1:] == ("B-B", "")
    assert done.pdf.startswith(page.pdf)
    told = pdfsig(done.pdf, home)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    marks = pdfa_marks(done.pdf)
    assert marks.there, marks.faults
    assert len(marks.fonts) > len(pdfa_marks(page.pdf).fonts) - 1
    found = signature(opened(done.pdf), [asn1(root())], datetime.now(UTC))
    assert (found.whole, found.intact, found.trusted, found.timestamped) == (
        True,
        True,
        True,
        False,
    )


@pytest.mark.parametrize("spot", [200, 5_000, -400])
def test_a_changed_byte_is_noticed_by_us_and_by_others(home, page, spot):
    pair = keyed("Công an thành phố Hải Phòng")
    put(home, "a.p12", pair)
    pdf = bytearray(by(key(pair), page).pdf)
    pdf[spot] ^= 1

    assert "Signature is Valid" not in pdfsig(bytes(pdf), home)
    assert not holds(bytes(pdf))


def holds(pdf):
    """True where the signature can be read and fits; a file that cannot be read does not."""
    try:
        return signature(opened(pdf, strict=False)).intact
    except Refused:
        return False


@pytest.mark.parametrize("answer", ["time", "error", "nonsense"])
def test_an_authority_of_time_makes_it_b_t_and_a_broken_one_is_told(home, page, answer):
    pair = keyed("Công an thành phố Hải Phòng")
    put(home, "a.p12", pair)

    with time_authority(answer=answer) as address, override_settings(CONTINUITY_TSA=address):
        done = by(key(pair), page)

    assert done[1:] == (("B-T", "") if answer == "time" else ("B-B", SILENT))
    assert "Signature is Valid" in pdfsig(done.pdf, home)
    assert pdfa_marks(done.pdf).there
    found = signature(opened(done.pdf))
    assert found.intact
    assert found.timestamped == (answer == "time")


def test_an_authority_that_is_not_there_stops_nobody(home, page):
    pair = keyed("Công an thành phố Hải Phòng")
    put(home, "a.p12", pair)

    with override_settings(CONTINUITY_TSA="http://127.0.0.1:9"):
        assert by(key(pair), page)[1:] == ("B-B", SILENT)


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    """Two tokens and their keys; a process reads the configuration of SoftHSM2 once."""
    if not softhsm():
        pytest.skip("SoftHSM2 is not installed")
    name = "Công an thành phố Hải Phòng"
    keys = {"ec": None, "rsa": rsa.generate_private_key(65537, 2048)}
    pairs = {kind: certified(root(), name, SINCE, UNTIL, private=one) for kind, one in keys.items()}
    conf = token(tmp_path_factory.mktemp("tokens"), pairs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(conf))
        yield pairs


@pytest.mark.parametrize("make", ["ec", "rsa"])
def test_a_key_in_a_token_signs_without_leaving_it(home, page, tokens, make):
    def done(place=f"{make}/sign", pin=SECRET):
        told = {"CONTINUITY_PKCS11": softhsm(), "CONTINUITY_PKCS11_PIN": pin}
        with override_settings(**told):
            return by(key(tokens[make], "pkcs11", place), page).pdf

    papers = [done(), done()]
    for place, pin in (
        (f"{make}/none", SECRET),
        ("nowhere/sign", SECRET),
        (f"{make}/sign", "0000"),
    ):
        with refused("token-closed"):
            done(place, pin)
    papers.append(done())

    for pdf in papers:
        assert "Signature is Valid" in pdfsig(pdf, home)
        assert pdfa_marks(pdf).there
    assert signature(opened(papers[0]), [asn1(root())], datetime.now(UTC)).trusted


def test_a_key_elsewhere_and_a_token_without_a_library_sign_nothing_here(home, page):
    pair = keyed("Công an thành phố Hải Phòng")

    with refused("no-token-module"):
        by(key(pair, "pkcs11", "office/sign"), page)
    with refused("key-elsewhere"):
        by(key(pair, "elsewhere", ""), page)


def test_two_names_of_sixty_letters_fit_into_the_place_of_the_signature(home, page, tmp_path):
    import subprocess

    pair = keyed("Công an thành phố Hải Phòng")
    put(home, "a.p12", pair)
    with ready(key(pair), DAY) as signer:
        done = signed(
            page.pdf, signer, by=LONG, body=f"Phòng {LONG}", at=datetime.now(UTC), box=page.box
        )

    text = subprocess.run(["pdftotext", "-", "-"], input=done.pdf, capture_output=True, check=True)
    words = text.stdout.decode()
    assert "+07:00" in words
    assert words.count("Nghiễm") == 3
    reader = PdfFileReader(BytesIO(done.pdf))
    (field,) = reader.root["/AcroForm"]["/Fields"]
    assert [float(edge) for edge in field.get_object()["/Rect"]] == list(page.box[1:])
