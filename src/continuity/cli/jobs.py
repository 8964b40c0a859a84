"""`continuity work`, `continuity jobs`: who does the work that is done later, and what is left of it."""

from __future__ import annotations

import logging
import os
import sys

from continuity.cli import handed
from continuity.cli.home import home, told
from continuity.cli.speak import as_json as print_json
from continuity.cli.speak import number, say, t
from continuity.config.database import opened


def work(*, once: bool = False) -> None:
    """Works in the foreground until SIGTERM or Ctrl+C; what is in hand is ended first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    with told(), opened(home()):
        from continuity.casework import worker

        handed.known()
        if once:
            worker.work_off()
            return
        beside = bool(os.environ.get("CONTINUITY_BESIDE"))
        if not beside:
            say(t("✓ Đang làm việc (Ctrl+C để dừng)", "✓ Working (Ctrl+C ends it)"))
            sys.stdout.flush()
        worker.work(stopped=_input_ended if beside else None)


def _input_ended() -> None:
    """Returns when whoever holds the other end is gone, killed ones included."""
    while os.read(0, 1024):
        pass


def jobs(*, retry: bool, as_json: bool) -> None:
    """Prints which jobs are not done, by state and name; `retry` puts the failed ones back."""
    with told(), opened(home()):
        from continuity.casework import jobs as queue

        if retry:
            count = queue.again()
            say(
                t(
                    f"✓ {number(count)} việc sẽ được làm lại.",
                    f"✓ {number(count)} jobs will be tried again.",
                )
            )
        found = queue.standing()
    if as_json:
        print_json([one._asdict() for one in found])
        return
    for line in lines(found):
        say(line)
    if not found:
        say(t("Không có việc nào đang chờ.", "Nothing waits."))


def lines(found: list) -> list[str]:  # of `casework.jobs.Standing`
    """What is not done, a line for each state and name."""
    words = {
        "waiting": t("đang chờ", "waiting"),
        "running": t("đang làm", "running"),
        "failed": t("bị lỗi", "failed"),
        "kept": t("giữ lại, phiên bản này không hiểu", "kept, not understood by this version"),
    }
    return [f"  {number(one.many)} {one.name} v{one.version}: {words[one.state]}" for one in found]
