"""A line on a terminal that says how far a long command has come."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from continuity.cli.speak import number, t

WIDTH = 24
PAUSE = 0.1  # seconds between two pictures


class Bar:
    """Draws rows and share on standard error, where that is a terminal; else nothing."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Bar:
        return self

    def __call__(self, rows: int, share: float) -> None:
        """So many rows were done, and so much of the whole."""
        now = time.monotonic()
        if self._shown and now - self._last >= PAUSE:
            self._last, self._drawn = now, True
            rate = number(round(rows / (now - self._began)))
            sys.stderr.write(f"\r\x1b[K{_bar(share)}{self._told(number(rows), rate)}")
            sys.stderr.flush()

    @staticmethod
    def _told(rows: str, rate: str) -> str:
        return t(f"{rows} dòng, {rate} dòng/giây", f"{rows} rows, {rate} a second")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _bar(share: float) -> str:
    """The picture of a share; '' where nobody knows it."""
    full = round(share * WIDTH)
    return f"{'█' * full}{'░' * (WIDTH - full)} {share:4.0%}  " if share else ""
