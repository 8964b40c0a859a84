"""Papers as they are typeset: the same bytes for the same words, every letter, and the marks of PDF/A."""

from __future__ import annotations

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

pytest.importorskip("typst")

from pyhanko.pdf_utils.generic import DictionaryObject, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from continuity.casework.documents import forms, qr
from continuity.casework.documents.kinds import Frame, Kind, Slots, kind_of, kinds
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.documents.typeset import stamp, typeset
from continuity.casework.refused import Refused
from continuity.core.procedure import Words

LONG = "Nguyễn Hoàng Phương Trâm Anh Thị Khuynh Thuỷ Tiên Đặng Nghiễm"
LETTERS = "ẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỶỸỴĂÂĐÊÔƠƯằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹỵăâđêôơư"
FILED = datetime(2025, 2, 20, 1, 15, tzinfo=UTC)
FILING = forms.Filing(
    "0000-0001-2345-33", Words("Cấp phiếu lý lịch tư pháp", "Criminal record certificate"),
    FILED, date(2025, 3, 6), LONG, "0912 345 678", "Số 12, phường Lê Thanh Nghị",
    (Words("Tờ khai", "Form"), Words("Bản sao hộ chiếu", "Copy of a passport")),
    result_at=Words("Trung tâm Phục vụ hành chính công", "Service centre"),
)  # fmt: skip
TOLD = qr.Told(
    "https://papers.example", "12/2025/QĐ-CATM", "ABCD-EFGH-JKMN", "0000-0001-2345-33", "3.000333",
    "********3456", "Giấy chứng nhận", at="2025-07-01",
)  # fmt: skip
FRAME = Frame(
    "Công an tỉnh Một", date(2025, 2, 5), "12/2025/QĐ-CATM", "Bộ Công an", "Tỉnh Một",
    signer=f"Đại uý {LONG}", site="papers.example/verify", code="ABCD-EFGH-JKMN",
    qr=qr.drawn(qr.content(TOLD)),
)  # fmt: skip
PASSAGES = [
    forms.Passage("Công an xã Đông", Words("Tiếp nhận", "Intake"), FILED, FILED, FILED.date()),
    forms.Passage("Sở Tư pháp", Words("Xét", "Review"), FILED, date(2025, 3, 7), date(2025, 3, 6)),
    forms.Passage("Công an tỉnh", Words("Duyệt", "Decide"), FILED, None, date(2025, 3, 20)),
]


def made(id: str, language: str) -> Slots:
    """What each of our kinds says, with long names."""
    why = Words("chờ xác minh", "verification")
    told = {
        "receipt": lambda: forms.receipt(FILING, language, term=Words("10 ngày", "10 days")),
        "supplement": lambda: forms.supplement(FILING, FILING.papers, language),
        "refusal": lambda: forms.refusal(FILING, [(why, "Điều 41")], language),
        "apology": lambda: forms.apology(FILING, date(2025, 3, 12), why, language),
        "control-sheet": lambda: forms.control(FILING, PASSAGES, date(2025, 3, 8), language),
        "tracking-book": lambda: forms.book([FILING] * 30, language),
        "certificate": lambda: Slots(facts=(("Họ và tên", LONG),), closing=(LETTERS,)),
        "decision": lambda: Slots(
            authority="Giám đốc", bases=("Căn cứ A", "Căn cứ B"), articles=("Thu hồi.", "Hiệu lực.")
        ),
    }
    return told[id]()


def words(pdf: bytes) -> str:
    """What a reader that is not ours reads, on one line."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())


EVERY = [(kind.id, language) for kind in (*forms.SIX, kind_of("certificate"), kind_of("decision"))
         for language in ("vi", "en")]  # fmt: skip


@pytest.mark.parametrize(("id", "language"), EVERY)
def test_every_kind_bears_the_marks_of_pdf_a_and_is_made_the_same_twice(id, language):
    kind, slots = kind_of(id), made(id, language)

    one, two = (typeset(kind, slots, FRAME, language) for _ in range(2))

    assert one == two
    marks = pdfa_marks(one.pdf)
    assert marks.there, marks.faults
    assert (marks.part, marks.level) == (2, "A")
    assert marks.fonts
    assert all(font[6:].startswith("+LiberationSerif") for font in marks.fonts)


@pytest.mark.parametrize(("id", "language"), EVERY)
def test_every_kind_has_the_heading_the_body_and_the_whole_of_a_long_name(id, language):
    text = words(typeset(kind_of(id), made(id, language), FRAME, language).pdf)

    heading = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if language == "vi" else "SOCIALIST REPUBLIC"
    assert heading in text
    assert "CÔNG AN TỈNH MỘT" in text
    assert set(LONG.split()) <= set(text.split())
    assert "ABCD-EFGH-JKMN" in text


def test_a_day_is_written_as_the_decree_on_papers_has_it():
    text = words(typeset(kind_of("certificate"), Slots(), FRAME).pdf)

    assert "Tỉnh Một, ngày 05 tháng 02 năm 2025" in text
    assert "Số: 12/2025/QĐ-CATM" in text


def test_the_six_forms_say_what_the_circular_asks_for():
    text = {id: words(typeset(kind_of(id), made(id, "vi"), FRAME).pdf) for id in
            [kind.id for kind in forms.SIX]}  # fmt: skip

    assert "08 giờ 15, ngày 20/02/2025" in text["receipt"]  # by the clock of the country
    assert "06/03/2025" in text["receipt"]
    assert "Bản sao hộ chiếu" in text["supplement"]
    assert "Điều 41" in text["refusal"]
    assert "12/03/2025" in text["apology"]
    late = ["Đúng hạn", "Quá hạn", "Đang giải"]
    assert [word for word in late if word in text["control-sheet"]] == late
    assert text["tracking-book"].count("0000-0001-2345-33") == 30


def test_every_vietnamese_letter_is_in_the_fonts_and_others_are_refused_with_the_letter():
    slots = Slots(closing=(LETTERS,), facts=((LETTERS, LETTERS),), bases=(LETTERS,))

    assert words(typeset(kind_of("certificate"), slots, FRAME).pdf).count("Ẵ") >= 3
    with pytest.raises(Refused) as error:
        typeset(kind_of("certificate"), Slots(closing=("王小明",)), FRAME)
    assert error.value.code == "not-typeset"
    assert "王" in error.value.en


@pytest.mark.parametrize("mischief", ['#panic("x")', '"); #read("/etc/passwd")', "$x$ *b* @q <l>"])
def test_what_somebody_wrote_is_shown_and_never_read_as_markup(mischief):
    slots = Slots(title=mischief, facts=((mischief, mischief),), closing=(mischief,), to=mischief)

    text = words(typeset(kind_of("receipt"), slots, FRAME).pdf)

    assert "".join(mischief.split()) in "".join(text.split())


def test_threads_typeset_side_by_side_and_each_gets_its_own_paper():
    frames = [replace(FRAME, number=f"{n}/2025/GCN-CATM") for n in range(24)]

    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda f: typeset(kind_of("certificate"), Slots(), f).pdf, frames))

    assert papers == [typeset(kind_of("certificate"), Slots(), f).pdf for f in frames]


def test_the_place_of_the_signature_lies_within_the_page_and_follows_the_text():
    short = typeset(kind_of("certificate"), Slots(), FRAME).box
    long = typeset(kind_of("certificate"), Slots(lines=("Một dòng. " * 30,) * 3), FRAME).box
    over = typeset(kind_of("certificate"), Slots(lines=("Một dòng. " * 30,) * 12), FRAME).box

    assert short.page == long.page == 0
    assert long.top < short.top
    assert over.page == 1
    for box in (short, long, over):
        assert 0 < box.left < box.right < 595
        assert 0 < box.bottom < box.top < 842


def test_what_is_no_pdf_has_no_marks_and_a_file_without_them_says_which():
    with pytest.raises(ValueError, match="no PDF"):
        pdfa_marks(b"not a file")
    plain = typeset(kind_of("certificate"), Slots(), FRAME).pdf
    stripped = plain.replace(b"pdfaid:part", b"pdfaid:tarp").replace(b"GTS_PDFA1", b"GTS_PDFX1")

    assert len(pdfa_marks(stripped).faults) == 2
    assert pdfa_marks(stamp("Ms Lan", "Công an", "2025-07-01", "vi")).there


def later(pdf, *, basefont):
    """The file with a revision more, whose first page has a font besides."""
    writer, made = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": basefont}
    bare = DictionaryObject({NameObject(key): NameObject(name) for key, name in font.items()})
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Resources")]["/Font"][NameObject("/More")] = bare
    writer.update_container(page["/Resources"])
    writer.write(made)
    return made.getvalue()


def test_of_a_file_seen_before_what_was_added_is_looked_at_and_a_bare_font_in_it_is_found():
    plain = typeset(kind_of("certificate"), Slots(), FRAME).pdf
    wrong = later(plain, basefont="/Arial")

    bare = ("font /Arial is not embedded",)
    assert pdfa_marks(wrong).faults == pdfa_marks(wrong, since=plain).faults == bare
    assert pdfa_marks(later(wrong, basefont="/Courier"), since=wrong).faults != ()
    assert pdfa_marks(plain, since=plain).there
    assert pdfa_marks(wrong, since=plain[:-1] + b"?").faults == bare


def test_a_qr_code_says_everything_and_is_read_back():
    text = qr.content(TOLD)

    assert qr.read(text) == TOLD
    assert (
        text.split("#")[0]
        == "https://papers.example/verify?n=12/2025/Q%C4%90-CATM&c=ABCD-EFGH-JKMN"
    )
    for other in ("https://papers.example/who?n=1&c=2", "12/2025", ""):
        with pytest.raises(ValueError, match="QR"):
            qr.read(other)


@pytest.mark.parametrize(
    ("identity", "shown"),
    [("001 190 123 456", "********3456"), ("123456", "***456"), ("12", "*2"), ("", "")],
)
def test_an_identity_number_is_masked(identity, shown):
    assert qr.masked(identity) == shown


def test_a_kind_of_a_service_stands_beside_ours():
    from continuity.casework.documents.kinds import register

    kind = Kind("test-paper", Words("Giấy thử", "Test paper"), "GT")
    register(kind)

    assert kind_of("test-paper") is kind
    assert [one.id for one in kinds()] == sorted(one.id for one in kinds())
    with pytest.raises(KeyError):
        kind_of("no-such-paper")


@pytest.mark.parametrize(
    ("name", "short"),
    [("Công an thành phố Hải Phòng", "CATPHP"), ("Ủy ban nhân dân Quận 1", "UBNDQ1"),
     ("Sở Lao động – Thương binh và Xã hội tỉnh Đắk Lắk", "SLDTBVXHTDL")],
)  # fmt: skip
def test_an_agency_is_known_by_its_initials(name, short):
    from continuity.casework.documents.numbers import initials

    assert initials(name) == short
