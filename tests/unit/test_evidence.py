"""What may be handed in: a table of files, each with the word that is said for it."""

from __future__ import annotations

import zlib

import pytest

from continuity.casework.intake.evidence import JPEG, PDF, PNG, judged, plain_name
from continuity.casework.intake.pdf import MOST_UNPACKED
from continuity.casework.refused import Refused
from continuity.core.procedure import Evidence, Words
from tests.papers import jpeg, pdf, png

WANTED = Evidence("portrait", Words("Ảnh chân dung", "Portrait"), most_bytes=1_000_000)
SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (pdf(), "đơn.pdf", PDF),
        (pdf(pages=40), "quyết định.PDF", PDF),
        (pdf(inside=b"9 0 << /Type /Font >>"), "scan.pdf", PDF),
        (pdf(b"/Title (How /JS is written)")[:0] + pdf(), "a.pdf", PDF),
        (jpeg(4000, 3000), "IMG_0001.jpeg", JPEG),
        (png(), "anh.png", PNG),
    ],
)
def test_a_sound_file_is_what_its_first_bytes_say(content, name, media):
    assert judged(content, name, WANTED).media == media


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "paper-empty"),
        (pdf() + bytes(1_000_000), "a.pdf", "paper-big"),
        (b"MZ\x90\0 a program", "a.pdf", "paper-kind"),
        (b"<html><script>alert(1)</script>", "a.png", "paper-kind"),
        (b"PK\x03\x04 a zip", "a.pdf", "paper-kind"),
        (png(), "a.pdf", "paper-ending"),
        (pdf(), "a.pdf.exe", "paper-ending"),
        (pdf(), "noending", "paper-ending"),
        (png(60_000, 60_000), "a.png", "paper-wide"),
        (jpeg(30_000, 10), "a.jpg", "paper-wide"),
        (png(0, 5), "a.png", "paper-broken"),
        (png()[:-20], "a.png", "paper-broken"),
        (jpeg()[:-2], "a.jpg", "paper-broken"),
        (b"\xff\xd8\xff", "a.jpg", "paper-broken"),
        (pdf()[:-40], "a.pdf", "paper-broken"),
        (pdf(b"/Encrypt 9 0 R"), "a.pdf", "paper-locked"),
        (pdf(SCRIPT), "a.pdf", "paper-active"),
        (pdf(b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), "a.pdf", "paper-active"),
        (pdf(inside=b"9 0 << %s >>" % SCRIPT), "a.pdf", "paper-active"),
        (pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "a.pdf", "paper-active"),
        (pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), "a.pdf", "paper-active"),
        (pdf(inside=b"00", filters=b"[/ASCIIHexDecode /FlateDecode]"), "a.pdf", "paper-active"),
        (pdf(inside=b"not packed", filters=b"/FlateDecode"), "a.pdf", "paper-broken"),
        (pdf(pages=501), "a.pdf", "paper-long"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_taken_is_told_why(content, name, code):
    with pytest.raises(Refused) as error:
        judged(content, name, WANTED)

    assert error.value.code == code
    assert error.value.vi != error.value.en


def test_a_bomb_is_not_unpacked_to_its_end():
    packing = zlib.compressobj(9)
    pressed = b"".join(
        packing.compress(bytes(1 << 20)) for _ in range(MOST_UNPACKED // (1 << 20) + 1)
    )
    bomb = pdf(inside=pressed + packing.flush(), filters=b"/FlateDecode")
    assert len(bomb) < 1_000_000

    with pytest.raises(Refused) as error:
        judged(bomb, "a.pdf", WANTED)

    assert error.value.code == "paper-bomb"


def test_a_paper_of_one_kind_takes_no_other():
    only = Evidence("portrait", Words("Ảnh", "Picture"), media=(JPEG,))

    with pytest.raises(Refused) as error:
        judged(png(), "a.png", only)

    assert "JPEG" in error.value.en


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\lan\\đơn.pdf", "đơn.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("", "tep"),
    ],
)
def test_a_name_is_made_plain(written, plain):
    assert plain_name(written) == plain
