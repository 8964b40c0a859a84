"""`continuity handover …`: an old system's records are taken over, by whoever is signed in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from continuity.cli.session import me, refusing
from continuity.cli.speak import DONE, REFUSED, language, number, say, t, tell, wrong_use
from continuity.cli.speak import as_json as print_json

if TYPE_CHECKING:
    from continuity.handover.annexes import Annex
    from continuity.handover.takeover.compared import Compared, Run
    from continuity.handover.takeover.export import Export


def take_over(
    id: str,
    agency: str,
    mapping: Path,
    files: Sequence[Path],
    *,
    writes: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Tries a take-over or does it; the status is 1 where any row came back."""
    handover = handover_id(id)
    given = {path.name: path for path in files}
    if len(given) < len(files):
        raise wrong_use(t("Hai tệp cùng tên.", "Two files bear one name."))
    with refusing("handover"):
        from continuity.accounts.today import today
        from continuity.handover import kept
        from continuity.handover.sides import looking
        from continuity.handover.takeover.back import back
        from continuity.handover.takeover.files import came
        from continuity.handover.verbs import take_over as verb

        actor, on = me(), today()
        with looking(actor, agency, on):
            export = _export(mapping, kept.one(handover).planned)
        there = came(export, given, language())
        by = {"dry": not writes, "actor": actor, "agency": agency, "on": on}
        made = verb(handover, export.annex.id, export, there, key=str(uuid.uuid4()), **by)  # type: ignore[arg-type]
        if folder is not None:
            _back(folder, back(export, there, made.wrong, language()))
    if as_json:
        print_json(made.run.plain())
    else:
        _show(made.run, export.annex)
    raise SystemExit(REFUSED if made.wrong else DONE)


def _export(mapping: Path, on: date) -> Export:
    """What the mapping file says, in the annexes of a day; ends the command with all that is wrong."""
    from continuity.handover.takeover.export import export_of
    from continuity.packs.text import read

    found, findings = export_of(read(mapping), on)
    if found is None:
        tell(findings)
        raise SystemExit(REFUSED)
    return found


def _back(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """Writes the rows that come back; a file that is there stays, since it may be one to be read."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files:
            with (folder / name).open("xb") as file:
                file.write(data)
    except OSError as why:
        said = why.strerror or str(why)
        raise wrong_use(
            t(f"Không ghi được vào {folder}: {said}.", f"Cannot write to {folder}: {said}.")
        ) from None


def _show(run: Run, annex: Annex) -> None:
    n = {name: number(getattr(run, name)) for name in ("taken", "there", "wrong", "changed")}
    if run.dry:
        say(t("Chạy thử: chưa ghi gì.", "Only tried: nothing is written."))
    say(
        t(
            f"✓ {n['taken']} mục mới, {n['there']} mục đã có",
            f"✓ {n['taken']} new, {n['there']} there already",
        )
    )
    if run.wrong:
        said = t(
            f"✗ {n['wrong']} mục bị trả lại, trong đó {n['changed']} mục đã khác",
            f"✗ {n['wrong']} come back, {n['changed']} of them since they have changed",
        )
        say(said)
    for one in run.files:
        counts = [number(count) for count in (one.rows, one.taken, one.there, one.wrong)]
        rows, taken, same, wrong = counts
        say(t(f"  {one.file}: {rows} dòng = {taken} mới + {same} đã có + {wrong} trả lại",
              f"  {one.file}: {rows} rows = {taken} new + {same} there + {wrong} back"))  # fmt: skip
        if one.short:
            expected = number(one.expected)
            say(
                t(
                    f"    ! hệ thống cũ báo {expected} dòng",
                    f"    ! the old system said {expected} rows",
                )
            )
        if one.unread:
            names = ", ".join(one.unread)
            say(
                t(f"    ! không nhận các cột: {names}", f"    ! columns that nobody takes: {names}")
            )
    for compared in run.sums:
        _show_sum(compared, annex)


def _show_sum(one: Compared, annex: Annex) -> None:
    """A column before and after: how many, what they come to, and the first digits of the digest."""
    sides = [
        f"{number(side.filled)}{'' if side.total is None else f' ({number(side.total)})'} "
        f"{side.digest[:16]}"
        for side in (one.before, one.after)
        if side
    ]
    say(f"  {t(*annex.column(one.column).label)}: {(' = ' if one.equal else ' ≠ ').join(sides)}")


def handover_id(text: str) -> uuid.UUID:
    """The id of a handover; ends the command where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        said = t(f"“{text}” không phải mã bàn giao.", f"'{text}' is no id of a handover.")
        raise wrong_use(
            f"{said} {t('Xem địa chỉ trang.', 'See the address of its page.')}"
        ) from None
