"""`continuity handover sheets` and `scans`: separator sheets, and what was scanned between them."""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from continuity.cli.handover import handover_id
from continuity.cli.session import me, refusing
from continuity.cli.speak import DONE, REFUSED, complain, language, number, say, t, wrong_use
from continuity.core.terms import TERMS

if TYPE_CHECKING:
    from continuity.handover.batches.split import Batch, Split
    from continuity.handover.verbs import Bound

HEADING = ("what", "number", "file", "pages", "sha256", "digest")


def sheets(id: str, agency: str, annex: str, after: str, out: Path) -> None:
    """Writes the separator sheets of the next lines of an annex, and says after which one to go on."""
    handover = handover_id(id)
    with refusing("handover"):
        from continuity.accounts.today import today
        from continuity.handover import kept
        from continuity.handover.batches import sheets as made
        from continuity.handover.sides import looking
        from continuity.register.called import called

        with looking(me(), agency, today()):
            found = kept.one(handover)
            form = kept.annex_of(found, annex)
            lines = kept.listed(handover, annex, after, made.MOST + 1)
        giver, receiver = (called(one, today()) for one in (found.giver, found.receiver))
        about = f"{getattr(giver, language())} → {getattr(receiver, language())}"
        told_by = {"about": about, "body": about, "on": today(), "language": language()}
        _write(out, made.sheets(handover, form, lines[: made.MOST], **told_by))  # type: ignore[arg-type]
    say(f"✓ {out}: {number(min(len(lines), made.MOST))}")
    if len(lines) > made.MOST:
        last = lines[made.MOST - 1][0].number
        say(t(f"  còn nữa: --after '{last}'", f"  there are more: --after '{last}'"))


def scans(
    id: str,
    agency: str,
    annex: str,
    files: Sequence[Path],
    out: Path | None,
    reason: str,
    *,
    writes: bool,
) -> None:
    """Cuts what was scanned into batches; the status is 1 where any page was set aside."""
    handover = handover_id(id)
    if writes and out is None:
        raise wrong_use(t("--write cần --out: nơi để các tập đã cắt.",
                          "--write needs --out: where the batches go."))  # fmt: skip
    with refusing("handover"), tempfile.TemporaryDirectory() as folder:
        from continuity.accounts.today import today
        from continuity.handover import kept, verbs
        from continuity.handover.batches.sheets import codes
        from continuity.handover.batches.split import split
        from continuity.handover.batches.stacks import stacks
        from continuity.handover.sides import looking

        by: dict[str, Any] = {"actor": me(), "agency": agency, "on": today()}
        with looking(**by):
            kept.annex_of(kept.one(handover), annex)
            known = codes(handover, annex)
        made = split(stacks(files, Path(folder)), known)
        if out is not None:
            _cut(made, out)
        key = str(uuid.uuid4())
        done = (
            verbs.bind(handover, annex, made.batches, key=key, reason=reason, **by)
            if writes
            else None
        )
        _show(made, known, done)
    strange = any(one.verdict == "strange" for one in done or ())
    raise SystemExit(REFUSED if made.aside or strange else DONE)


def _show(made: Split, known: dict[str, str], done: list[Bound] | None) -> None:
    if done is None:
        say(t("Chạy thử: chưa ghi gì.", "Only tried: nothing is written."))
    verdicts = {"counted": ("✓", t("đã gắn", "bound")), "again": ("=", t("đã có", "there already")),
                "recounted": ("✓", t("gắn lại, tập cũ vẫn lưu", "bound anew, the earlier one stays")),
                "strange": ("✗", t("khác tập đã có; cần --reason",
                                   "differs from what is kept; needs --reason"))}  # fmt: skip
    for n, batch in enumerate(made.batches):
        sign, said = verdicts[done[n].verdict] if done else ("·", "")
        pages = number(len(batch.pages))
        say(f"{sign} {batch.number}: {pages} {t('trang', 'pages')} {said}".rstrip())
    for batch in made.aside:
        first, why = batch.pages[0], str(batch.why)
        where = f"{PurePath(first.file).name}, {t('trang', 'page')} {first.number}"
        said = t(TERMS[why], why.replace("-", " "))
        pages = number(len(batch.pages))
        complain(
            f"✗ {where}: {pages} {t('trang để riêng', 'pages set aside')}: {said} {batch.code}"
        )
        for page in batch.pages:
            if page.fault:
                complain(f"    {PurePath(page.file).name}, {page.number}: {page.fault}")
    for code in made.empty:
        complain(
            f"! {t('không có trang nào sau tờ', 'no page behind the sheet')} {known.get(code, code)}"
        )
    counts = [sum(len(one.pages) for one in some) for some in (made.batches, made.aside)]
    bound, aside, cut = (number(n) for n in (*counts, len(made.sheets)))
    every = number(sum(counts) + len(made.sheets))
    say(t(f"{every} trang = {bound} trong các tập + {cut} tờ phân cách + {aside} để riêng",
          f"{every} pages = {bound} in batches + {cut} sheets + {aside} set aside"))  # fmt: skip


def _cut(made: Split, out: Path) -> None:
    """Writes each batch and what was set aside as a file, with a table of all of them."""
    rows: list[tuple[str, ...]] = [HEADING]
    for n, batch in enumerate((*made.batches, *made.aside), 1):
        rows += _written(n, batch, out)
    try:
        with (out / "batches.csv").open("x", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows(rows)
    except OSError as why:
        raise _not_written(out, why) from None


def _written(n: int, batch: Batch, out: Path) -> list[tuple[str, ...]]:
    """The rows of a batch: one file, or where it cannot be cut those in which it lies, as they are."""
    from continuity.handover.batches.stacks import bound
    from continuity.handover.verbs.scanning import digest_of

    what = str(batch.why or "batch")
    name = re.sub(r"[^\w.-]+", "_", batch.number or what)[:80]
    pages, digest = str(len(batch.pages)), digest_of(batch.pages)
    if data := bound(batch.pages):
        path = out / f"{n:04} {name}.pdf"
        _write(path, data)
        hashed = hashlib.sha256(data).hexdigest()
        return [(what, batch.number, path.name, pages, hashed, digest)]
    rows: list[tuple[str, ...]] = []
    for m, file in enumerate(dict.fromkeys(page.file for page in batch.pages), 1):
        path = out / f"{n:04} {name} {m} {PurePath(file).name}"
        _write(path, Path(file))
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()
        rows.append((what, batch.number, path.name, pages, hashed, digest))
    return rows


def _write(path: Path, data: bytes | Path) -> None:
    """Writes a file that is not there yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                with data.open("rb") as source:
                    shutil.copyfileobj(source, file)
    except OSError as why:
        raise _not_written(path, why) from None


def _not_written(path: Path, why: OSError) -> SystemExit:
    said = why.strerror or str(why)
    return wrong_use(t(f"Không ghi được {path}: {said}.", f"Cannot write {path}: {said}."))
