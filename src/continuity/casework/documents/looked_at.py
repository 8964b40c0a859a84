"""A signed file looked at: is it what was handed out, is it whole, who signed it, and when.

Pure but for the clock that a certificate is judged by. That the old bytes are a prefix is not enough: a
later revision can paint over what an earlier one said. So the last revision is compared with the one
that was handed out, and nothing may differ but the signature and its field.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    KeyUsageConstraints,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import CertificateFetchError, PathError

from continuity.casework.documents.words import Refused

BROKEN = (
    PdfError, SigningError, SignatureValidationError, PathError, CertificateFetchError, ValueError,
    KeyError, TypeError, AttributeError, IndexError, NotImplementedError, AssertionError,
    RecursionError, OverflowError, EOFError, OSError, struct.error, zlib.error,
)  # fmt: skip
"""What a file from outside may lead a reader into; all of it means that the file is no good."""

# What is wrong with somebody's file is told to them, and is no event of ours.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

MOST = 20 * 1024 * 1024
USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


@dataclass(frozen=True, slots=True)
class Signature:
    """The one signature of a file: whose, when, whether it covers all of it and holds."""

    thumbprint: bytes
    name: str
    said_at: datetime | None
    timestamped: bool
    whole: bool
    intact: bool
    trusted: bool


def opened(pdf: bytes, *, strict: bool = True) -> PdfFileReader:
    """A file from outside as something that can be read; refused where it is no PDF, or too large."""
    if len(pdf) > MOST:
        raise Refused("paper-too-large", most=MOST // 1024 // 1024)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=strict)
        _ = reader.root, reader.embedded_signatures
    except BROKEN:
        raise Refused("paper-unreadable") from None
    return reader


def signature(
    reader: PdfFileReader, roots: Iterable[x509.Certificate] = (), at: datetime | None = None
) -> Signature:
    """The only signature of a file; refused where it has none or several."""
    found = reader.embedded_signatures
    if not found:
        raise Refused("paper-unsigned")
    if len(found) > 1:
        raise Refused("paper-signed-twice", count=len(found))
    try:
        return _looked_at(found[0], list(roots), at)
    except BROKEN:
        raise Refused("signature-unreadable") from None


def unchanged(original: bytes, pdf: bytes, reader: PdfFileReader) -> None:
    """Refuses a file that is not the one handed out plus a signature, and says what it is instead."""
    if not pdf.startswith(original):
        raise Refused("paper-other-bytes")
    before = PdfFileReader(BytesIO(original)).xrefs.total_revisions - 1
    first = reader.get_historical_resolver(before)
    try:
        # Each revision for itself: a comparison looks only at what the later of the two wrote.
        levels = [
            DEFAULT_DIFF_POLICY.apply(first, reader.get_historical_resolver(n)).modification_level
            for n in range(before + 1, reader.xrefs.total_revisions)
        ]
        same = all(level <= ModificationLevel.FORM_FILLING for level in levels)
        shown = not unseen(reader)
    except SuspiciousModification:
        same = shown = False
    except BROKEN:
        raise Refused("paper-unreadable") from None
    if not same:
        raise Refused("paper-painted-over")
    if shown:
        raise Refused("signature-seen")


def _looked_at(
    found: EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime | None
) -> Signature:
    # Nothing is fetched: what a certificate is worth that day is what the register says of it.
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=at, revocation_mode="soft-fail"
    )
    whole = found.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    status = validate_pdf_signature(
        found, signer_validation_context=context, key_usage_settings=USAGE, skip_diff=True
    )
    stamp = status.timestamp_validity
    stamped = bool(stamp and stamp.intact and stamp.valid)
    return Signature(
        found.signer_cert.sha256,
        str(found.signer_cert.subject.native.get("common_name", "")),
        stamp.timestamp if stamped and stamp else found.self_reported_timestamp,
        stamped,
        whole,
        bool(status.intact and status.valid),
        bool(status.trusted),
    )


def unseen(reader: PdfFileReader) -> bool:
    """True where nothing is seen of the signature on the page: it could be drawn over the text."""
    (found,) = reader.embedded_signatures
    field = found.sig_field
    left, bottom, right, top = map(
        float, (field["/Kids"][0] if "/Kids" in field else field)["/Rect"]
    )
    return left == right or bottom == top
