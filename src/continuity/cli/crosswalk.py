"""`continuity crosswalk`: any day to any day, as CSV, and as a release that can be cited."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity.cli.speak import say, t, to_day, too_early, wrong_use
from continuity.cli.state import state
from continuity.packs.release import crosswalk_table, homonyms, release, written


def run(start: str, end: str, *, shared: Path | None, folder: Path | None, pack: bool) -> None:
    """Writes one row for each pair of units that share ground or residents; or a whole release."""
    days = to_day(start), to_day(end)
    here = state(pack=pack)
    early = [one for one in days if one < here.world.starts]
    if early:
        raise wrong_use(too_early(early[0], here.world.starts))
    if shared is not None:
        shared.write_bytes(written(homonyms(here, days)))
    if folder is None:
        sys.stdout.write(written(crosswalk_table(here, *days)).decode())
    else:
        _release(folder, release(here, *days))


def _release(folder: Path, files: dict[str, bytes]) -> None:
    if folder.exists() and not folder.is_dir():
        raise wrong_use(t(f"{folder} không phải thư mục.", f"{folder} is no folder."))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        say(f"{folder / name}")
