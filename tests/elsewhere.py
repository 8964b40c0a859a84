"""A leader's own desk: another program in another process, which signs and knows nothing of us."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OUTSIDE = """
import json, os, sys
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from asn1crypto import pem, x509
def signer_of(folder, key):
    if key.endswith(".p12"):
        return signers.SimpleSigner.load_pkcs12(f"{folder}/{key}", passphrase=b"hers alone")
    module, conf, label, pin, chain = key.split("|")
    os.environ["SOFTHSM2_CONF"] = conf
    session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=label), user_pin=pin)
    own, *above = [x509.Certificate.load(one) for _, _, one in pem.unarmor(
        open(chain, "rb").read(), multiple=True)]
    return PKCS11Signer(session, signing_cert=own, ca_chain=set(above), key_label="sign",
                        use_raw_mechanism=True)
for line in sys.stdin:
    folder, field, key, box = json.loads(line)
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    spec = None if field == "ChuKy" else fields.SigFieldSpec(field, box=tuple(box) or None)
    with open(f"{folder}/in.pdf", "rb") as file:
        out = signers.PdfSigner(meta, signer_of(folder, key), new_field_spec=spec).sign_pdf(
            IncrementalPdfFileWriter(file))
    open(f"{folder}/out.pdf", "wb").write(out.getbuffer())
    print("signed", flush=True)
"""


@contextmanager
def another_program() -> Iterator[subprocess.Popen[str]]:
    """The program, as it runs."""
    told = [sys.executable, "-c", OUTSIDE]
    with subprocess.Popen(told, stdin=-1, stdout=-1, text=True) as running:
        yield running
        assert running.stdin
        running.stdin.close()


def signed_outside(
    program: Any, folder: Path, pdf: bytes, *, key: str, field: str = "ChuKy", box: Any = ()
) -> bytes:
    """A file as the program has signed it, with a key file of the folder or a key in a token."""
    (folder / "in.pdf").write_bytes(pdf)
    program.stdin.write(json.dumps([str(folder), field, key, box]) + "\n")
    program.stdin.flush()
    assert program.stdout.readline() == "signed\n"
    return (folder / "out.pdf").read_bytes()
