"""The site over HTTP, printed with machine and day; nothing here asserts a time.

python tests/bench/web.py              the demo's register, served by one worker on the loopback
python tests/bench/web.py HOME         the register of a home folder that is there already

Open loop: each request has its moment, whether those before it are answered or not, and its time
counts from that moment. So a stall is paid for by everybody who came during it.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.browser.site import served  # noqa: E402
from tests.database import reachable  # noqa: E402

RATE, SECONDS, WORKERS = 200, 20, 16
PAGES, PAGE_SECONDS = 50, 8


class Loop:
    """Requests at their moments: each worker takes the next one that is due."""

    def __init__(
        self, host: str, addresses: list[str], rate: int, headers: dict[str, str] | None = None
    ) -> None:
        self.host, self.addresses, self.rate = urlsplit(host).netloc, addresses, rate
        self.headers = {"Accept-Language": "en"} | (headers or {})
        self.next, self.lock = iter(range(len(addresses))), threading.Lock()
        self.spent: list[float] = []
        self.wrong = 0

    def run(self) -> None:
        self.began = time.perf_counter() + 0.2
        workers = [threading.Thread(target=self._work) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def _work(self) -> None:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        while (n := self._due()) is not None:
            moment = self.began + n / self.rate
            time.sleep(max(0.0, moment - time.perf_counter()))
            connection.request("GET", self.addresses[n], headers=self.headers)
            answer = connection.getresponse()
            answer.read()
            self.spent.append(time.perf_counter() - moment)
            self.wrong += answer.status != 200
        connection.close()

    def _due(self) -> int | None:
        with self.lock:
            return next(self.next, None)


def told(
    name: str, host: str, addresses: list[str], rate: int, headers: dict[str, str] | None = None
) -> None:
    """Prints minimum, median, p99 and maximum, and the site's own work for each request."""
    loop, before = Loop(host, addresses, rate, headers), work()
    loop.run()
    spent = sorted(second * 1000 for second in loop.spent)
    each = (work() - before) * 1000 / len(spent)
    shown = (spent[0], spent[len(spent) // 2], spent[len(spent) * 99 // 100], spent[-1])
    numbers = " / ".join(f"{one:.1f}" for one in shown)
    print(
        f"  {name}: {rate}/s, {len(spent):,} requests, {loop.wrong} not 200: {numbers} ms"
        f" (min/median/p99/max), {each:.1f} ms CPU each, load {os.getloadavg()[0]:.1f}"
    )


def work() -> float:
    """Seconds of CPU that the site has used, without its database."""
    site = psutil.Process().children(recursive=True)
    return sum(sum(process.cpu_times()[:2]) for process in site)


def settle(longest: int = 60) -> None:
    """Waits until what the start set going is over: a second in which the site hardly works."""
    for _ in range(longest):
        before = work()
        time.sleep(1)
        if work() - before < 0.05:
            return


def asked(host: str, count: int, chance: random.Random) -> Iterator[str]:
    """Questions, each another one: any function, any unit of either map, any day of two years."""
    functions = [one["id"] for one in read(host, "/api/v1/functions")["functions"]]
    edges = read(host, "/api/v1/crosswalk?from=2025-06-30&to=2025-07-01")["edges"]
    places = sorted({edge[side]["key"] for edge in edges for side in ("from", "to")})
    places += [edge["from"]["province"] for edge in edges[::20]]
    for _ in range(count):
        on = date(2025, 1, 1) + timedelta(days=chance.randrange(700))
        query = {"function": chance.choice(functions), "place": chance.choice(places), "on": on}
        yield "/api/v1/who?" + urlencode(query)


def read(host: str, address: str) -> dict[str, list[dict[str, dict[str, str]]]]:
    """What an address answers."""
    connection = http.client.HTTPConnection(urlsplit(host).netloc, timeout=60)
    connection.request("GET", address)
    return json.loads(connection.getresponse().read())


@contextmanager
def home(named: list[str]) -> Iterator[Path]:
    """A home folder: the one that is named, or one that goes away again."""
    if named:
        yield Path(named[0])
        return
    with reachable(disk=True) as folder:
        yield folder


def main(named: list[str]) -> None:
    """Serves, asks, prints."""
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · "
        f"{platform.machine()} · {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    chance = random.Random(2025)
    with home(named) as folder, served(folder) as host:
        questions = list(asked(host, RATE * (SECONDS + 1), chance))
        Loop(host, questions[:RATE], RATE // 2).run()  # the first ones find everything cold
        settle()
        told("who over the interface", host, questions[RATE:], RATE)
        pages = {
            "page /who": [one.removeprefix("/api/v1") for one in questions],
            "page /": ["/"],
            "page /units/KEY": [f"/units/{quote(place)}" for place in places(questions)],
        }
        for name, addresses in pages.items():
            every = [addresses[n % len(addresses)] for n in range(PAGES * PAGE_SECONDS)]
            told(name, host, every, PAGES)


def places(questions: list[str]) -> list[str]:
    """The keys of units that were asked about."""
    found = (one.partition("place=")[2].partition("&")[0] for one in questions)
    return [key.replace("%40", "@") for key in found if "%40" in key]


if __name__ == "__main__":
    main(sys.argv[1:])
