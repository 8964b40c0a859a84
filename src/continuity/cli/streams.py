"""Where the answer goes: UTF-8, and a quiet end where nobody takes it."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator

from continuity.cli.speak import complain, plain, t

NOT_WRITTEN = 74  # EX_IOERR of sysexits.h: 0, 1 and 2 would say something about the answer


def streams() -> None:
    """Makes standard output and error fit to be written to."""
    if hasattr(signal, "SIGPIPE"):
        # `| head -1` ends us as it ends any other command (141 in a shell), not with a traceback.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.stdout = sys.stdout or _nowhere()  # Python has none where the caller closed it (`>&-`)
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def tidied() -> Iterator[None]:
    """A block that is left in order, half-written files removed, when the process is told to end."""

    def leave(number: int, _: object) -> None:
        raise SystemExit(128 + number)  # as a shell tells it

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _nowhere() -> io.TextIOWrapper:
    return open(os.devnull, "w", encoding="utf-8")


@contextlib.contextmanager
def at_once() -> Iterator[None]:
    """Ends the process where the command ends, unless somebody still has something to do then."""
    try:
        yield
    except SystemExit as end:
        idle = atexit._ncallbacks() == 0 and threading.active_count() == 1
        if idle and (end.code is None or isinstance(end.code, int)):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code or 0)
        raise


@contextlib.contextmanager
def written() -> Iterator[None]:
    """Ends with NOT_WRITTEN and a reason where the answer cannot be written to its end."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail again, with a traceback, when Python ends.
        sys.stdout = _nowhere()
        why = plain(error.strerror or str(error))
        what = plain(str(error.filename)) if error.filename else t("Kết quả", "The answer")
        with contextlib.suppress(OSError):
            complain(f"{what}: {t('không ghi hoặc đọc được', 'cannot be written or read')}: {why}.")
        raise SystemExit(NOT_WRITTEN) from None
