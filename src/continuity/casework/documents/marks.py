"""The marks of PDF/A that can be checked here: what the file says of itself, its colours, its fonts.

They are necessary and not sufficient; whether a file conforms in full stays unverified until a
validator made for it has seen it. They are checked before a paper is signed and again after: then in
what the signature added, since what stood before it stands there still, byte for byte.
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
TREE = "/StructTreeRoot"
"""How a page is read aloud: half of a file's objects, and nothing in it is drawn or has a font."""

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


def pdfa_marks(pdf: bytes, *, since: bytes = b"") -> Marks:
    """The marks of a file, signed or not; of a file seen before, in what was added to it `since`.

    A file that does not begin with the other is looked at whole. Raises ValueError where it is no PDF.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        root = reader.root
        said = root["/Metadata"].data if "/Metadata" in root else b""
        things = list(_added(reader, since) if since and pdf.startswith(since) else _whole(reader))
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


def _whole(reader: PdfFileReader) -> Iterator[Any]:
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
        waiting += _parts(thing)


def _added(reader: PdfFileReader, since: bytes) -> Iterator[Any]:
    """Every dictionary of the objects that later revisions wrote, anew or again."""
    known = PdfFileReader(BytesIO(since), strict=False).total_revisions
    for revision in range(known, reader.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            waiting: list[Any] = [reader.get_object(reference)]
            while waiting:
                if isinstance(thing := waiting.pop(), generic.DictionaryObject):
                    yield thing
                waiting += [
                    part for part in _parts(thing) if not isinstance(part, generic.IndirectObject)
                ]


def _parts(thing: Any) -> list[Any]:
    """What a thing of the file is made of, references as they stand."""
    if isinstance(thing, generic.DictionaryObject):
        return [thing.raw_get(key) for key in thing if key != TREE]
    if isinstance(thing, generic.ArrayObject):
        return [thing.raw_get(n) for n in range(len(thing))]
    return []


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
