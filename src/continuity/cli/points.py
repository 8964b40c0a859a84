"""`continuity points import`: the counters where matters are handed in, from an office's table."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity.cli.session import acting, me
from continuity.cli.speak import REFUSED, number, say, t, tell, wrong_use
from continuity.cli.state import Registered, state
from continuity.packs.points_file import TEMPLATE, from_file


def template() -> None:
    """Prints an empty table with one row to be read."""
    sys.stdout.write(TEMPLATE)


def take(file: Path) -> None:
    """Imports a table whole; where anything is wrong with it, tells everything and imports nothing."""
    here = state()
    if not isinstance(here, Registered):
        raise wrong_use(
            t(
                "Chưa có sổ đăng ký. Chạy `continuity load` trước.",
                "There is no register yet. Run `continuity load` first.",
            )
        )
    read = from_file(file, here.world)
    if read.findings:
        tell(read.findings)
        say(t("Chưa nhập dòng nào.", "Nothing was imported."))
        raise SystemExit(REFUSED)
    with acting():
        from continuity.register.points import enter

        done = enter(read.points, actor=me(), source=file.name)
    if not done.entry:
        say(t("✓ Không có gì mới.", "✓ Nothing was new."))
        return
    new, gone, entry = map(number, done)
    said = t(f"số dòng ghi: {new}, rút: {gone}", f"rows stated: {new}, retracted: {gone}")
    say(f"✓ {said} ({t('mục', 'entry')} {entry})")
