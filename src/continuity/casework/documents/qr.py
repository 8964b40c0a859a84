"""The QR code of a paper: an address that anybody's telephone opens, and the fields of the circular.

The fields of Circular 01/2023/TT-VPCP stand behind the `#`, which a browser keeps to itself: whoever
scans a paper tells the site its number and code and nothing else. A machine reads all of them.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import segno

FIELDS = {"dossier": "hs", "procedure": "tthc", "applicant": "ma", "name": "ten", "system": "ht",
          "at": "tg", "until": "hl"}  # fmt: skip
"""What each field is called in the code; one that a paper has not is left out."""

SHOWN = 4
SYSTEM = "Continuity"


@dataclass(frozen=True, slots=True)
class Told:
    """What a QR code says. `applicant` is masked, `at` and `until` are ISO days or instants."""

    site: str
    number: str
    code: str
    dossier: str = ""
    procedure: str = ""
    applicant: str = ""
    name: str = ""
    system: str = SYSTEM
    at: str = ""
    until: str = ""


def content(told: Told) -> str:
    """The text of the code."""
    fields = {FIELDS[name]: text for name, text in asdict(told).items() if name in FIELDS and text}
    asked = urlencode({"n": told.number, "c": told.code}, quote_via=quote, safe="/")
    return f"{told.site}/verify?{asked}#{urlencode(fields, quote_via=quote, safe='/:')}"


def read(text: str) -> Told:
    """What a code says; raises ValueError where it is none of ours."""
    parts = urlsplit(text)
    asked, fields = dict(parse_qsl(parts.query)), dict(parse_qsl(parts.fragment))
    if not parts.path.endswith("/verify") or not {"n", "c"} <= asked.keys():
        raise ValueError(f"'{text[:60]}' is not the QR code of a paper.")
    site = f"{parts.scheme}://{parts.netloc}{parts.path.removesuffix('/verify')}"
    told = {name: fields.get(short, "") for name, short in FIELDS.items()}
    return Told(site, asked["n"], asked["c"], **told)


def masked(identity: str) -> str:
    """An identity number of which only the last digits are shown, to who knows the rest."""
    plain = "".join(letter for letter in identity if letter.isalnum())
    hidden = max(len(plain) - SHOWN, len(plain) // 2)
    return "*" * hidden + plain[hidden:]


def drawn(text: str) -> str:
    """The code as SVG; a seventh of it may be dirty and it is still read."""
    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        made, kind="svg", xmldecl=False, border=2, svgclass=None, lineclass=None
    )
    return made.getvalue().decode()
