"""The folder of an installation, and how a command ends that cannot go on; light: the site waits here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from continuity.cli.cache import PACKAGE
from continuity.cli.speak import REFUSED, complain, language, t, wrong_use
from continuity.config.cluster.error import ClusterError
from continuity.config.trouble import DatabaseError


def home() -> Path:
    """The folder of this installation: CONTINUITY_HOME, the checkout's, or the XDG data folder.

    Never a cache's folder, which may be cleared by anybody. Ends the command where there is none.
    """
    if named := os.environ.get("CONTINUITY_HOME"):
        return Path(named).absolute()
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / ".continuity"
    data = Path(os.environ.get("XDG_DATA_HOME", ""))
    try:
        return (data if data.is_absolute() else Path.home() / ".local" / "share") / "continuity"
    except RuntimeError:
        raise wrong_use(t("Hãy đặt CONTINUITY_HOME.", "Please set CONTINUITY_HOME.")) from None


@contextmanager
def told() -> Iterator[None]:
    """Ends the command with what is wrong, what was expected and how to mend it."""
    try:
        yield
    except (ClusterError, DatabaseError) as fault:
        what, expected, mend = fault.finding.parts(language())
        complain(f"✗ {what}\n  {expected} {mend}")
        raise SystemExit(REFUSED) from None
