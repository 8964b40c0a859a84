"""Who acts at the command line: the person of a session, whose token lies in a file of their own."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from continuity.cli.home import home, told
from continuity.cli.speak import REFUSED, complain, t, tell, wrong_use
from continuity.config.database import opened
from continuity.core.finding import Flawed
from continuity.journal.record import Actor


@contextmanager
def acting() -> Iterator[None]:
    """The database for a block; ends the command with every finding where a verb refuses."""
    with told(), opened(home()):
        try:
            yield
        except Flawed as refused:
            tell(refused.findings)
            raise SystemExit(REFUSED) from None


@contextmanager
def refusing(room: str) -> Iterator[None]:
    """The database for a block; ends the command with what a room says where it refuses."""
    with acting():
        refused = import_module(f"continuity.{room}.refused").Refused  # loads nothing for `--help`
        try:
            yield
        except refused as why:
            complain(f"✗ {t(why.vi, why.en)}")
            raise SystemExit(REFUSED) from None


def me() -> Actor:
    """Who is signed in; raises `Refused` of accounts where nobody is."""
    from continuity.accounts.sign_in import who

    return who(token()).actor


def operator() -> Actor:
    """Whoever runs the machine, under the name that it knows them by."""
    from continuity.accounts.appointments import OPERATOR

    return Actor(OPERATOR, getpass.getuser())


def token() -> str:
    """The token of the session, or '' where there is none."""
    try:
        return place().read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def keep(made: str) -> None:
    """Writes a token where only its owner can read it; an older one gives way."""
    forget()
    place().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)


def forget() -> None:
    """The token is gone."""
    place().unlink(missing_ok=True)


def place() -> Path:
    """The file of the session: CONTINUITY_SESSION, else one in the home folder."""
    named = os.environ.get("CONTINUITY_SESSION")
    return Path(named).absolute() if named else home() / "session"


def ask(prompt: str, *, secret: bool = False) -> str:
    """A line that somebody types, unseen where it is a secret; from a script, a line of its input."""
    sys.stdout.flush()
    if sys.stdin.isatty():
        return (getpass.getpass if secret else input)(f"{prompt}: ")
    line = sys.stdin.readline()
    if not line:
        raise wrong_use(t(f"Thiếu: {prompt}.", f"Missing: {prompt}."))
    return line.rstrip("\n")
