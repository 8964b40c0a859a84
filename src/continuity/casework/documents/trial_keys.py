"""Keys for the demo and the tests: a root of our own that nobody trusts, and says so in every name.

A real agency gets its certificate from an authority of the state; nothing here may stand in for it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from continuity.casework.documents.holding import hold_key, keys_of
from continuity.journal.record import Actor

MARK = "DEMO - NOT VALID"
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Pair:
    """A private key, its certificate, and those above it."""

    private: Private
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> str:
        """The certificates as the register keeps them, the own one first."""
        chain = (self.certificate, *self.above)
        return "".join(one.public_bytes(Encoding.PEM).decode() for one in chain)

    def file(self, secret: str) -> bytes:
        """The key as a PKCS#12 file."""
        return pkcs12.serialize_key_and_certificates(
            b"continuity", self.private, self.certificate, self.above,
            BestAvailableEncryption(secret.encode()),
        )  # fmt: skip


def authority(since: date, until: date) -> Pair:
    """A root that signs the others."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Continuity demo root")
    made = _begun(name, name, key, since, until)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.add_extension(_usage(certificates=True), critical=True)
    return Pair(key, made.sign(key, hashes.SHA256()))


def certified(
    root: Pair,
    name: str,
    since: date,
    until: date,
    *,
    time: bool = False,
    private: Private | None = None,
) -> Pair:
    """A key of somebody, certified by the root; with `time`, that of an authority for timestamps."""
    key = private or ec.generate_private_key(ec.SECP256R1())
    made = _begun(_name(name), root.certificate.subject, key, since, until)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    made = made.add_extension(_usage(certificates=False), critical=True)
    if time:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(purpose, critical=True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.certificate.public_key())  # type: ignore[arg-type]
    made = made.add_extension(above, critical=False)
    return Pair(key, made.sign(root.private, hashes.SHA256()), (root.certificate,))


def given(agency: str, name: str, since: date, until: date, *, actor: Actor) -> None:
    """An agency signs with a trial key of a root of its own, kept as a file of the home.

    Nothing happens where it has a key, or where there is no home to keep one in.
    """
    if not settings.CONTINUITY_HOME or keys_of(agency):
        return
    folder, place = Path(settings.CONTINUITY_HOME) / "keys", f"trial-{secrets.token_hex(8)}.p12"
    folder.mkdir(mode=0o700, exist_ok=True)
    pair, secret = certified(authority(since, until), name, since, until), secrets.token_urlsafe()
    for file, content in ((place, pair.file(secret)), (f"{place}.secret", secret.encode())):
        (folder / file).touch(mode=0o600)
        (folder / file).write_bytes(content)
    hold_key(agency, "pkcs12", place, pair.pem, since, actor=actor)


def _name(common: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, MARK))
    named = [x509.NameAttribute(oid, text) for oid, text in parts]
    short = common.encode()[:64].decode(
        errors="ignore"
    )  # of bytes there may be 64, of letters fewer
    return x509.Name([*named, x509.NameAttribute(NameOID.COMMON_NAME, short)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: Private, since: date, until: date
) -> x509.CertificateBuilder:
    days = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (since, until)]
    made = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    # A day earlier, since a day of law begins in the evening before of the machine's clock.
    made = made.not_valid_before(days[0] - timedelta(days=1)).not_valid_after(days[1])
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return made.add_extension(own, critical=False)


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates, content_commitment=not certificates,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=certificates, crl_sign=certificates, encipher_only=False, decipher_only=False,
    )  # fmt: skip
