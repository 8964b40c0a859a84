"""The marks of PDF/A that can be checked here: what the file says of itself, its colours, its fonts.

They are necessary and not sufficient; whether a file conforms in full stays unverified until a
validator made for it has seen it. They are checked before a paper is signed and again after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

PART = re.compile(rb"""pdfaid:part(?:>|\s*=\s*["'])\s*(\d)""")
LEVEL = re.compile(rb"""pdfaid:conformance(?:>|\s*=\s*["'])\s*([ABU])""")
PRINTED, UNSEEN = 4, 1 | 2 | 32  # bits of an annotation's flags: print; invisible, hidden, no view


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found; `faults` are in plain English and empty where every mark is there."""

    part: int
    level: str
    fonts: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def there(self) -> bool:
        """True where no mark is missing, which is less than conforming."""
        return not self.faults


def pdfa_marks(pdf: bytes) -> Marks:
    """The marks of a file, signed or not; raises ValueError where it is no PDF."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        root = reader.root
        said = root["/Metadata"].data if "/Metadata" in root else b""
        things = list(_things(reader))
    except (PdfReadError, ValueError, KeyError) as fault:
        raise ValueError(f"This is no PDF that can be read: {fault}") from None
    part, level = PART.search(said), LEVEL.search(said)
    fonts = [thing for thing in things if _held(thing, "/Type") == "/Font"]
    bare = [str(_held(font, "/BaseFont")) for font in fonts if not _embedded(font)]
    faults = [] if part and level else ["XMP names no part and level of PDF/A"]
    faults += [] if _intent(root) else ["no output intent with a colour profile"]
    faults += [f"font {name} is not embedded" for name in sorted(set(bare))]
    faults += [f"an annotation {fault}" for thing in things for fault in _annotation(thing)]
    faults += ["the file is encrypted"] if reader.encrypted else []
    names = sorted({str(font["/BaseFont"]).lstrip("/") for font in fonts if "/BaseFont" in font})
    return Marks(
        int(part[1]) if part else 0, level[1].decode() if level else "", tuple(names), tuple(faults)
    )


def _things(reader: PdfFileReader) -> Iterator[Any]:
    """Every dictionary that the file reaches, streams' own ones included, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, generic.IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        if isinstance(thing, generic.DictionaryObject):
            yield thing
            waiting += [thing.raw_get(key) for key in thing]
        elif isinstance(thing, generic.ArrayObject):
            waiting += [thing.raw_get(n) for n in range(len(thing))]


def _held(thing: Any, key: str, otherwise: Any = None) -> Any:
    """What a dictionary holds, followed to where it lies; `get` gives the reference itself."""
    return thing[key] if key in thing else otherwise  # noqa: SIM401


def _embedded(font: Any) -> bool:
    if _held(font, "/Subtype") in ("/Type0", "/Type3"):  # the descendant is looked at by itself
        return True
    descriptor = _held(font, "/FontDescriptor", {})
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _intent(root: Any) -> bool:
    intents = _held(root, "/OutputIntents", ())
    each = [intents[n] for n in range(len(intents))]  # iterating gives references
    return any(_held(one, "/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in each)


def _annotation(thing: Any) -> Iterator[str]:
    if _held(thing, "/Subtype") != "/Widget":
        return
    flags = int(_held(thing, "/F", 0))
    if not flags & PRINTED or flags & UNSEEN:
        yield "is hidden or not printed"
    edges = [float(edge) for edge in _held(thing, "/Rect", (0, 0, 0, 0))]
    if edges[0] != edges[2] and "/AP" not in thing:
        yield "has no appearance"
