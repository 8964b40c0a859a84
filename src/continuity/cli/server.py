"""`continuity up|stop|status|reset|doctor|backup|restore|upgrade`: the embedded server."""

from __future__ import annotations

import os
from pathlib import Path

from continuity.cli.home import home, told
from continuity.cli.speak import REFUSED, complain, language, say, t
from continuity.config.cluster import backup as copies
from continuity.config.cluster import doctor as looking
from continuity.config.cluster import verbs
from continuity.config.cluster.layout import Layout
from continuity.config.database import opened
from continuity.config.trouble import DatabaseError


def _embedded() -> Path:
    """The folder of the embedded server; raises `DatabaseError` where your own is named instead."""
    if os.environ.get("DATABASE_URL"):
        raise DatabaseError("own-server")
    return home() / "cluster"


def up() -> None:
    """Starts the server and keeps it; brings the tables and the catalogue of services up to date."""
    with told():
        own = bool(os.environ.get("DATABASE_URL"))
        if not own:
            verbs.up(home() / "cluster")
        with opened(home(), migrating=True):
            services()
        say(t("✓ Cơ sở dữ liệu sẵn sàng.", "✓ The database is ready."))


def services() -> None:
    """The services of this release stand in the catalogue; what is there with another text stays."""
    from continuity.casework.catalogue import brought

    for name in brought():
        complain(
            t(
                f"! {name}: trong danh mục đã có phiên bản này với nội dung khác, được giữ nguyên. "
                "Thay đổi thủ tục là một phiên bản mới.",
                f"! {name}: the catalogue has another text of this version, which stays. "
                "A change of a procedure is a new version.",
            )
        )


def stop(force: bool) -> None:
    """Ends the server."""
    with told():
        verbs.stop(_embedded(), force=force)
        say(t("✓ Máy chủ đã dừng.", "✓ The server has stopped."))


def status() -> None:
    """Prints what there is and what runs."""
    with told():
        found = verbs.status(_embedded())
        words = {
            "made": t("đã tạo", "made"),
            "running": t("đang chạy", "running"),
            "leased": t("đang được dùng", "in use"),
            "kept": t("giữ chạy", "kept running"),
        }
        say(f"{found.folder}  PostgreSQL {found.version or '–'}")
        for key, word in words.items():
            say(f"  {'✓' if getattr(found, key) else '–'} {word}")
        if found.supervised:
            failed, kept = looking.left_undone(Layout(found.folder))
            undone = t(
                f"{failed} việc bị lỗi, {kept} giữ lại", f"{failed} jobs failed, {kept} kept"
            )
            say(f"  {'✗' if failed or kept else '✓'} {undone}")


def reset(yes: bool) -> None:
    """Throws all data away."""
    with told():
        verbs.reset(_embedded(), confirmed=yes)
        say(t("✓ Đã xoá mọi dữ liệu.", "✓ All data are gone."))


def doctor() -> None:
    """Prints every check; refused where one has a finding."""
    with told():
        checks = looking.doctor(_embedded())
    for check in checks:
        say(f"{'✓' if check.ok else '✗'} {check.name}")
        if check.finding:
            what, expected, mend = check.finding.parts(language())
            say(f"  {what}\n  {expected} {mend}")
    if not all(check.ok for check in checks):
        raise SystemExit(REFUSED)


def backup(to: Path) -> None:
    """Writes a backup into a new folder."""
    with told():
        made = copies.backup(_embedded(), to)
        say(f"✓ {made.folder}  {made.bytes:,} bytes\n  sha256 {made.sha256}")


def restore(source: Path) -> None:
    """Puts a backup in the place of the data, whole or not at all; then the journal is verified."""
    with told():
        copies.restore(_embedded(), source)
        with opened(home()):
            _begin_era()
            forgotten = _erased_again()
        say(t("✓ Đã phục hồi.", "✓ Restored."))
        if forgotten:
            said = f"✓ Đã huỷ lại {forgotten} hồ sơ đã huỷ từ sau bản sao lưu."
            say(t(said, f"✓ Erased again: {forgotten} cases that were erased since the backup."))
    verify()


def _erased_again() -> int:
    """What was erased since the backup was made does not come back with it."""
    from continuity.accounts.today import today
    from continuity.casework.retention.again import again

    return again(today())


def _begin_era() -> None:
    """A restored server counts its transactions anew, so the journal's blocks begin a new era."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("insert into journal_era select max(era) + 1 from journal_era")


def upgrade() -> None:
    """Moves the data of an older server to the newest; then the journal is verified."""
    with told():
        before, after = verbs.upgrade(_embedded())
        if before != after:
            with opened(home()):
                _begin_era()
        say(f"✓ PostgreSQL {before} → {after}")
    verify()


def verify() -> None:
    """Prints whether every link of the journal holds; refused with the first that does not."""
    with told(), opened(home()):
        from continuity.journal.seal import seal
        from continuity.journal.verify import verify as verified

        seal()
        verdict = verified()
        count = t(
            f"{verdict.entries} mục, {verdict.blocks} khối",
            f"{verdict.entries} entries, {verdict.blocks} blocks",
        )
        if verdict.broken:
            complain(f"✗ {verdict.broken.where}: {verdict.broken.why} ({count})")
            raise SystemExit(REFUSED)
        say(f"✓ {t('Nhật ký nguyên vẹn', 'The journal is whole')}: {count}")


def seal() -> None:
    """Seals the entries of transactions that are over; prints the block, which belongs elsewhere too."""
    with told(), opened(home()):
        from continuity.journal import seal as sealing

        count, block = sealing.seal(), sealing.last()
        say(t(f"✓ {count} mục mới được niêm", f"✓ {count} entries newly sealed"))
        if block:
            say(f"  {t('khối', 'block')} {block[0]}  sha256 {block[1]}")
