"""The worker: takes jobs and does them, beside the site or in a process of its own.

What a worker had in hand when it was killed is given to the next once its heart has not beaten for a
while. A job that fails is tried again, later each time, and in the end kept as failed.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import connections
from django.utils.module_loading import import_string
from procrastinate import App, JobContext
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from continuity.casework import jobs

AT_ONCE = 4
"""So many jobs at a time: they mostly wait for others."""

PATIENCE = 30.0
"""Seconds without a heartbeat after which a worker counts as dead; a third of it between beats."""

MOST_TRIES, FIRST_WAIT, LONGEST_WAIT = 10, 5, 3600
MISSED = 2 * 86_400
"""Seconds for which a regular job that nobody was there to do is still done."""

log = logging.getLogger("continuity.worker")


class NotUnderstood(Exception):
    """A job of a name or version that this program does not have: from a newer one, or a removed one."""


class Patience(BaseRetryStrategy):
    """What becomes of a job that failed: kept where it is not understood, else tried later."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Twice as long each time, up to an hour; None after the last."""
        if isinstance(exception, NotUnderstood):
            return RetryDecision(queue=jobs.KEPT)
        if job.attempts + 1 >= MOST_TRIES:
            return None
        wait = min(FIRST_WAIT * 2**job.attempts, LONGEST_WAIT)
        return RetryDecision(retry_in={"seconds": wait})


def work(patience: float = PATIENCE, *, stopped: Callable[[], None] | None = None) -> None:
    """Works until SIGTERM or SIGINT, then ends what is in hand; with `stopped`, also when it returns."""
    _hush()
    asyncio.run(_until_told(patience, stopped))


def work_off() -> None:
    """Does what waits now, and what follows from it at once; regular jobs are not among it."""
    _hush()
    while jobs.due():
        asyncio.run(_one_worker(PATIENCE, wait=False))


def _hush() -> None:
    logging.getLogger("procrastinate").setLevel(
        logging.CRITICAL
    )  # its lines hold what failed whole


async def _until_told(patience: float, stopped: Callable[[], None] | None) -> None:
    loop, working = asyncio.get_running_loop(), asyncio.create_task(_for_ever(patience))
    for ending in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(ending, working.cancel)
        except NotImplementedError:  # on Windows
            signal.signal(ending, lambda *_: loop.call_soon_threadsafe(working.cancel))
    if stopped:
        told = partial(_tell, stopped, lambda: loop.call_soon_threadsafe(working.cancel))
        threading.Thread(target=told, daemon=True).start()
    with suppress(asyncio.CancelledError):
        await working


def _tell(stopped: Callable[[], None], end: Callable[[], object]) -> None:
    stopped()
    with suppress(RuntimeError):  # it has ended by itself
        end()


async def _for_ever(patience: float) -> None:
    """A worker, and after it another: one whose database went away stops, and so must not we."""
    wait = 1.0
    while True:
        try:
            await _one_worker(patience)
            wait = 1.0
        except Exception as fault:  # noqa: BLE001  # the worker's loop, which nothing may end
            log.error("The worker stopped (%s) and starts again.", type(fault).__name__)
        await asyncio.sleep(wait)
        wait = min(2 * wait, 30.0)


async def _one_worker(patience: float, *, wait: bool = True) -> None:
    app = application(regular=wait)
    more: dict[str, Any] = {} if wait else {"task_middleware": [_closing]}
    async with app.open_async():
        looking = asyncio.create_task(_look_after(app, patience))
        try:
            await app.run_worker_async(
                queues=[jobs.QUEUE], concurrency=AT_ONCE, install_signal_handlers=False,
                wait=wait, listen_notify=False, fetch_job_polling_interval=patience / 30,
                delete_jobs="successful", update_heartbeat_interval=patience / 3,
                stalled_worker_timeout=patience, **more,
            )  # fmt: skip
        finally:
            looking.cancel()


def application(*, regular: bool = True) -> App:
    """The application of procrastinate for a worker: one task, and the regular jobs where wanted."""
    connector = django_app.connector.get_worker_connector()  # type: ignore[attr-defined]
    app = DjangoApp(connector=connector, periodic_defaults={"max_delay": MISSED})
    told: dict[str, Any] = {"name": jobs.TASK, "queue": jobs.QUEUE, "pass_context": True}
    task = app.task(**told, retry=Patience())(do)
    for name, cron in jobs.regular().items() if regular else ():
        app.periodic_registry.register_task(
            task=task, cron=cron, periodic_id=name,
            configure_kwargs={
                "task_kwargs": {"job": name, "version": 1, "told": {}},
                "queueing_lock": name, "lock": name,
            },
        )  # fmt: skip
    return app


def do(
    context: JobContext, job: str, version: int, told: dict[str, Any], timestamp: int = 0
) -> None:
    """Does what a job names; raises `NotUnderstood` where nothing here has its name and version."""
    path = jobs.path_of(job, version)
    if path is None:
        log.warning(
            "Job %s (%s, version %s) is kept: it is not understood.", context.job.id, job, version
        )
        raise NotUnderstood(job)
    try:
        import_string(path)(**told)
    except Exception as fault:
        # Without the words of the exception: they may hold an address or a name.
        where = "".join(traceback.format_tb(fault.__traceback__))
        log.error("Job %s (%s) failed: %s\n%s", context.job.id, job, type(fault).__name__, where)
        raise


def _closing(do_it: Callable[[], Any], *_: object) -> Any:
    """Leaves no connection behind in a thread that nobody will use again."""
    try:
        return do_it()
    finally:
        connections.close_all()


async def _look_after(app: App, patience: float) -> None:
    """Gives back, again and again, the jobs of dead workers and those that are understood by now."""
    while True:
        with suppress(ConnectorException):
            await app.job_manager.prune_stalled_workers(patience)
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience):
                log.warning("Job %s was left by a worker that died; it runs again.", job.id)
                with suppress(ConnectorException):  # another worker was quicker
                    await app.job_manager.retry_job(job)
            known = [f"{name} {version}" for name, version in jobs.known()]
            await app.connector.execute_query_async(jobs.CLAIM, known=known)
        await asyncio.sleep(patience / 2)
