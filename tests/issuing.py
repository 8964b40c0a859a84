"""Keys, a token, an authority of time and drafts for the stories of papers; all of it runs here."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp, x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.test import override_settings
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from continuity.accounts.roles import Role
from continuity.casework.documents import holding
from continuity.casework.documents.drafts import Draft, Shown
from continuity.casework.documents.kinds import Slots
from continuity.casework.documents.trial_keys import Pair, authority, certified
from continuity.journal.record import SYSTEM, Actor, record
from continuity.register.write import hold
from tests.people import THE_OPERATOR, seated

SINCE, UNTIL = date(2025, 1, 1), date(2035, 1, 1)
SECRET = "only for tests"
CERTIFICATE = Draft(
    "certificate",
    Slots(
        title="Giấy chứng nhận đăng ký mẫu con dấu",
        bases=("Căn cứ Nghị định số 99/2016/NĐ-CP",),
        lines=("Chứng nhận cơ quan dưới đây đã đăng ký mẫu con dấu:",),
        facts=(("Tên cơ quan", "Trường Trung học phổ thông Một"), ("Từ ngày", SINCE)),
        recipients=("Như trên", "Lưu: VT"),
    ),
    shown=(Shown("Cơ quan", "Agency", "Trường Trung học phổ thông Một"),),
    procedure="1.003000",
    applicant="********3456",
)


@cache
def root() -> Pair:
    """The root of all certificates of the tests."""
    return authority(SINCE, UNTIL)


@cache
def keyed(name: str, until: date = UNTIL) -> Pair:
    """Somebody's key, certified by the root."""
    return certified(root(), name, SINCE, until)


def put(home: Path, place: str, pair: Pair, secret: str = SECRET) -> None:
    """A key as a file of the home, with its secret beside it."""
    folder = home / "keys"
    folder.mkdir(exist_ok=True)
    (folder / place).write_bytes(pair.file(secret))
    path = folder / f"{place}.secret"
    path.write_text(secret)
    path.chmod(0o600)


def equipped(home: Path, agency: str, name: str, *, since: date = SINCE, until: date | None = None):
    """An agency with a registered seal and a key in a file; the key's id."""
    has_seal(agency, since)
    return has_key(home, agency, name, since=since, until=until)


def has_key(home: Path, agency: str, name: str, *, since: date = SINCE, until: date | None = None):
    """An agency with a key in a file, and no seal of ours; the key's id."""
    place, pair = f"{agency.replace('@', '-')}.p12", keyed(name)
    put(home, place, pair)
    return holding.hold_key(
        agency, "pkcs12", place, pair.pem, since, until=until, actor=THE_OPERATOR
    )


def has_seal(agency: str, since: date = SINCE, kind: str = "seal") -> None:
    """A registered seal, as the service of seals writes it."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        hold()
        entry = record("register", "register-seal", SYSTEM, {"unit": agency})
        cursor.execute(
            "insert into register_means (unit, kind, reference, valid, key, known) "
            "values (%s, %s, 'S-1', daterange(%s, null), gen_random_uuid(), int8range(%s, null))",
            [agency, kind, since, entry],
        )


def leading(actor: Actor, *agencies: str) -> Actor:
    """Somebody who is also the head of some agencies."""
    return seated(actor, *((Role.HEAD, agency) for agency in agencies))


@contextmanager
def housed(folder: Path) -> Iterator[Path]:
    """A home for files and keys."""
    with override_settings(CONTINUITY_HOME=str(folder), CONTINUITY_TSA=""):
        yield folder


@contextmanager
def time_authority(*, answer: str = "time") -> Iterator[str]:
    """The address of an authority of time over HTTP (RFC 3161), or of one that is out of order."""
    private = rsa.generate_private_key(65537, 2048)
    pair = certified(root(), "An authority of time", SINCE, UNTIL, time=True, private=private)
    stamper = DummyTimeStamper(
        x509.Certificate.load(pair.certificate.public_bytes(Encoding.DER)),
        asn1_keys.PrivateKeyInfo.load(
            pair.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        SimpleCertificateStore.from_certs(
            [x509.Certificate.load(pair.above[0].public_bytes(Encoding.DER))]
        ),
    )

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            made = (
                b"out of order"
                if answer == "nonsense"
                else stamper.request_tsa_response(asked).dump()
            )
            self.send_response(503 if answer == "error" else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(made)))
            self.end_headers()
            self.wfile.write(made)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def token(folder: Path, pairs: dict[str, Pair]) -> Path:
    """A folder of SoftHSM2 tokens of an ordinary user, each with a key; its configuration."""
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    for label, pair in pairs.items():
        _filled(folder, label, pair, {**os.environ, "SOFTHSM2_CONF": str(conf)})
    return conf


def _filled(folder: Path, label: str, pair: Pair, environ: dict[str, str]) -> None:
    pem = folder / "key.pem"
    pem.write_bytes(pair.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for told in (
        ["--init-token", "--free", "--label", label, "--pin", SECRET, "--so-pin", SECRET],
        ["--import", str(pem), "--token", label, "--label", "sign", "--id", "01", "--pin", SECRET],
    ):
        subprocess.run(["softhsm2-util", *told], check=True, capture_output=True, env=environ)
    pem.unlink()


def softhsm() -> str:
    """The library of SoftHSM2, or '' where it is not installed."""
    places = (
        "/usr/lib/softhsm",
        "/usr/lib64/pkcs11",
        "/opt/homebrew/lib/softhsm",
        "/usr/local/lib/softhsm",
    )
    found = [Path(place) / "libsofthsm2.so" for place in places]
    there = [str(path) for path in found if path.exists()]
    return there[0] if there and shutil.which("softhsm2-util") else ""


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What a reader that is not ours says of the signatures."""
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return done.stdout
