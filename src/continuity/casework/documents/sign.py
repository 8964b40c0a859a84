"""PAdES: a paper signed by a key that is ready, with the time of an authority where one answers.

The profile is B-T with a timestamp and B-B without. A silent authority stops nobody from issuing: the
paper is signed B-B, and the row and the caller are told so. Nothing is asked of the network else.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from continuity.casework.documents.kinds import Language
from continuity.casework.documents.typeset import HIGH, MILLIMETRE, WIDE, Box, stamp
from continuity.packs.vn import ZONE

FIELD = "ChuKy"
"""The name of the field that holds the signature of a paper."""

ROOM = 32_768
"""Hexadecimal digits kept free for a signature with a timestamp, so that none is asked for twice."""

ATTRIBUTES = 3_072
"""Bytes of a signature without a timestamp besides its certificates; a third of it with a key of 4096."""

PATIENCE = 3
"""Seconds to wait for a timestamp: somebody stands at a counter, and a row is locked."""

SILENT = "tsa-silent"
SILENCES = (TimestampRequestError, SigningError, ValueError, TypeError, KeyError, OSError)
"""What comes of an authority that is away, out of order, or talks nonsense."""


class Signed(NamedTuple):
    """A signed paper, and its profile; `note` is 'tsa-silent' where a timestamp was to be had."""

    pdf: bytes
    profile: str
    note: str


def signed(
    pdf: bytes,
    signer: Signer,
    *,
    by: str,
    at: datetime,
    body: str = "",
    box: Box | None = None,
    language: Language = "vi",
    field: str = FIELD,
) -> Signed:
    """The paper with one more revision that holds the signature; `box` is where it is seen.

    A paper that several sign has a `field` for each of them.
    """
    shown = at.astimezone(ZoneInfo(ZONE)).isoformat(sep=" ", timespec="seconds")
    look = stamp(by, body, shown, language) if box else b""
    if settings.CONTINUITY_TSA:
        timestamper = HTTPTimeStamper(settings.CONTINUITY_TSA, timeout=PATIENCE)
        try:
            return Signed(_signed(pdf, signer, by, _spec(box, field), look, timestamper), "B-T", "")
        except SILENCES:
            return Signed(_signed(pdf, signer, by, _spec(box, field), look, None), "B-B", SILENT)
    return Signed(_signed(pdf, signer, by, _spec(box, field), look, None), "B-B", "")


def fielded(pdf: bytes) -> bytes:
    """The paper with an empty field for a signature that is made elsewhere, seen nowhere.

    What another program draws into a field is in a font of its own, which is not in the file, and may
    cover what the page says.
    """
    writer, made = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    append_signature_field(writer, _spec(None))
    form = writer.root["/AcroForm"]
    form["/SigFlags"] = NumberObject(3)  # whoever saves it must add to it, and write nothing anew
    writer.update_container(form)
    writer.write(made)
    return made.getvalue()


def _signed(
    pdf: bytes,
    signer: Signer,
    by: str,
    spec: SigFieldSpec,
    look: bytes,
    timestamper: HTTPTimeStamper | None,
) -> bytes:
    meta = PdfSignatureMetadata(
        field_name=spec.sig_field_name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=by,
    )
    style = _style(look) if look else None
    maker = PdfSigner(meta, signer, timestamper=timestamper, stamp_style=style, new_field_spec=spec)
    made = BytesIO()
    maker.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        output=made,
        bytes_reserved=ROOM if timestamper else _room(signer),
    )
    return made.getvalue()


def _room(signer: Signer) -> int | None:
    """Digits for a signature and its certificates; without them it would be signed twice to know them."""
    if signer.signing_cert is None:
        return None
    certificates = {signer.signing_cert.dump(), *(one.dump() for one in signer.cert_registry)}
    return 2 * (ATTRIBUTES + sum(map(len, certificates)))


def _spec(box: Box | None, field: str = FIELD) -> SigFieldSpec:
    if box is None:
        return SigFieldSpec(field)
    return SigFieldSpec(field, on_page=box.page, box=(box.left, box.bottom, box.right, box.top))


class _Look(PdfContent):
    """What is seen of a signature: a page that was typeset, so that its fonts are in the file too."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        super().__init__(box=BoxConstraints(width=WIDE * MILLIMETRE, height=HIGH * MILLIMETRE))

    def render(self) -> bytes:
        writer = self._ensure_writer
        self.resources.xobject["/Look"] = writer.import_page_as_xobject(
            PdfFileReader(BytesIO(self.pdf))
        )
        return b"/Look Do"


def _style(look: bytes) -> StaticStampStyle:
    filled = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0),
        InnerScaling.STRETCH_FILL,
    )  # fmt: skip
    return StaticStampStyle(
        border_width=0, background=_Look(look), background_opacity=1, background_layout=filled
    )
