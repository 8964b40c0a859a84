"""Scanned pages out of files: PDF, JPEG and PNG, in folders and ZIP files; and batches as PDF again.

The pictures of a folder are one stack, in the order of their names as people count; each PDF is a stack
of its own. What cannot be read is a page that says so, and stands where it lay.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from continuity.handover.batches.split import Page
from continuity.handover.refused import Refused

DOTS = 150 / 72
"""How finely a page is drawn to look for a code: 150 dots an inch, 2 MB of grey."""
LARGEST = 5_000_000
"""Dots of a page; a larger one than A3 is drawn more coarsely."""
MOST_UNPACKED = 4 << 30
PASSED_OVER = re.compile(r"(^|/)(\.|__MACOSX/|thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
KIND = "JPEG, PNG, PDF?"


def stacks(given: Sequence[Path], folder: Path) -> Iterator[Iterator[Page]]:
    """The stacks of some files and folders; a ZIP file is unpacked into `folder` first."""
    loose: list[Path] = []
    for path in sorted(_files(given, folder), key=_counted):
        if _kind(path) == "pdf":
            yield _pages(path)
        else:
            loose.append(path)
    if loose:
        yield (page for path in loose for page in _pages(path))


def _files(given: Sequence[Path], folder: Path) -> Iterator[Path]:
    for n, path in enumerate(given):
        if path.is_dir():
            there = (one for one in path.rglob("*") if one.is_file())
            yield from (one for one in there if not PASSED_OVER.search(one.name))
        elif _kind(path) == "zip":
            yield from _unpacked(path, folder / str(n))
        elif path.is_file():
            yield path
        else:
            raise Refused("no-such-scan", file=path.name)


def _unpacked(path: Path, folder: Path) -> Iterator[Path]:
    """The files of a ZIP file, each under its own name below a folder, whatever its path pretends."""
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [one for one in packed.infolist() if not one.is_dir()]
            if sum(one.file_size for one in inside) > MOST_UNPACKED:
                raise Refused("no-table", why=f"{path.name}: > {MOST_UNPACKED >> 30} GB")
            for one in inside:
                parts = [p for p in PurePosixPath(one.filename).parts if p not in ("..", "/", ".")]
                if PASSED_OVER.search(one.filename) or not parts:
                    continue
                to = folder.joinpath(*parts)
                to.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(one) as source, to.open("wb") as out:
                    shutil.copyfileobj(source, out)
                yield to
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as why:
        raise Refused("no-table", why=f"{path.name}: {why}") from None


def _kind(path: Path) -> str:
    """What a file is, by its first bytes."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        head = file.read(1024)
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if b"%PDF-" in head:
        return "pdf"
    picture = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
    return next((kind for begins, kind in picture.items() if head.startswith(begins)), "")


def _counted(path: Path) -> list[tuple[int, str]]:
    """Names in the order in which people count: scan 2 before scan 10."""
    return [(int(one), "") if one.isdigit() else (-1, one) for one in re.split(r"(\d+)", str(path))]


def _pages(path: Path) -> Iterator[Page]:
    import pypdfium2 as pdfium

    digest = _digest(path)
    try:
        document = _document(path)
    except (pdfium.PdfiumError, ValueError) as why:
        yield Page(str(path), 1, digest, fault=str(why))
        return
    try:
        picture = _kind(path) != "pdf"
        for n in range(len(document)):
            yield _page(document, path, n, digest if picture else "")
        if not len(document):
            yield Page(str(path), 1, digest, fault="0")
    finally:
        document.close()


def _page(document: Any, path: Path, n: int, digest: str) -> Page:
    import pypdfium2 as pdfium
    import zxingcpp

    try:
        page = document[n]
        width, height = page.get_size()
        scale = min(DOTS, (LARGEST / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        dots = memoryview(bitmap.buffer).cast("B")
        grey = dots.cast("B", shape=[bitmap.height, bitmap.stride])
        read = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]
        return Page(
            str(path), n + 1, digest or _pictures(page, dots), tuple(one.text for one in read)
        )
    except (pdfium.PdfiumError, ValueError, TypeError) as why:
        return Page(str(path), n + 1, digest or _digest(path), fault=str(why) or type(why).__name__)


def _pictures(page: Any, dots: memoryview) -> str:
    """The digest of what was scanned, as it lies in the file; of a page that was typed, of its dots."""
    import pypdfium2.raw as raw

    made = hashlib.sha256()
    pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))
    for one in pictures:
        made.update(one.get_data(decode_simple=False))
    return made.hexdigest() if pictures else hashlib.sha256(dots).hexdigest()


def _document(path: Path) -> Any:  # pypdfium2 has no types
    import pypdfium2 as pdfium

    kind = _kind(path)
    if kind == "pdf":
        return pdfium.PdfDocument(path)
    if not kind:
        raise ValueError(KIND)
    return pdfium.PdfDocument(_as_pdf(path, kind))


def _as_pdf(path: Path, kind: str) -> bytes:
    """A picture as a page of its own size."""
    import typst

    said = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.KIND")'
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder, f"picture.{kind}"))
        Path(folder, "page.typ").write_text(said.replace("KIND", kind), "utf-8")
        try:
            made = typst.Compiler(str(Path(folder, "page.typ")), font_paths=_no_fonts()).compile()
        except typst.TypstError as why:
            raise ValueError(str(why).splitlines()[0]) from None
    assert isinstance(made, bytes)
    return made


@cache
def _no_fonts() -> Any:
    """A page that is a picture needs no letters; to look for those of the system takes longer than it."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


def bound(pages: Sequence[Page]) -> bytes:
    """Some pages as one PDF; a page of a file that is none stays out, since it lies beside."""
    import pypdfium2 as pdfium

    made, out, there = pdfium.PdfDocument.new(), io.BytesIO(), dict[str, Any]()
    try:
        for page in pages:
            if page.file not in there:
                there[page.file] = _document(Path(page.file))
            made.import_pages(there[page.file], [page.number - 1])
    except (pdfium.PdfiumError, ValueError):
        return b""
    made.save(out)
    for one in (made, *there.values()):
        one.close()
    return out.getvalue()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
