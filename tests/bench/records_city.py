"""A city's seven months of criminal-record certificates, replayed through the verbs.

python tests/bench/records_city.py             2,000 requests
python tests/bench/records_city.py 103000      as many as Ha Noi had from March to September 2025

Synthetic people by a seeded mix: how they file, what the register knows of them, what becomes of it. The
days are spread over the working days of the seven months and every case waits its time; work is done
in the order of days, by four people, as the application's role and under row security. Every certificate
is typeset, signed and kept. Nothing here asserts a time; the balance is counted from the rows.
"""

from __future__ import annotations

import heapq
import os
import platform
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import as_owner, embedded  # noqa: E402
from tests.national import national  # noqa: E402

CITY, POLICE, FIRST, LAST = "01@2025-01-01", "vn.01.police", date(2025, 3, 3), date(2025, 9, 30)
CHANNELS = {"online": 70, "counter": 22, "post": 8}
KNOWN = {"nobody": 86, "ended": 4, "record": 6, "manual": 4}
"""Who is not in the register, whose term has ended, who has a record, and where a fact is missing."""
ENDS = {"issued": 95, "refused": 2, "withdrawn": 2, "left": 1}
WAITS = (1, 1, 1, 1, 1, 2, 2, 4)
"""Days between two steps; ten calendar days are allowed in all, so some are late."""
SEEKS = {"manual": 4}
"""Days for which a court or a place of execution is asked, while the clock stands still."""


@dataclass(order=True)
class Task:
    """The next thing to be done to a case, on a day."""

    day: date
    number: int
    step: str = field(compare=False)
    who: dict[str, Any] = field(compare=False)


class City:
    """The people of a city and who works for them; every verb is timed under its name."""

    def __init__(self, many: int) -> None:
        self.draw = random.Random(2025)
        self.many, self.spent = many, defaultdict[str, list[float]](list)
        self.days = [
            day for n in range((LAST - FIRST).days + 1)
            if (day := FIRST + timedelta(n)).weekday() < 5
        ]  # fmt: skip
        self.refused = Counter[str]()

    def timed(self, name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = work()
        self.spent[name].append((time.perf_counter() - began) * 1000)
        return done

    def one_of(self, mix: dict[str, int]) -> str:
        return self.draw.choices(list(mix), list(mix.values()))[0]

    def next_day(self, day: date, waits: int) -> date:
        """Some days later, and on a working day."""
        day += timedelta(waits)
        while day.weekday() > 4:
            day += timedelta(1)
        return day


def main(many: int) -> None:
    """One database, one city."""
    now = datetime.now(tz=UTC).date()
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{now} · {told} · load {os.getloadavg()[0]:.1f} · {many} requests, {FIRST} to {LAST}")
    with embedded(disk=True) as server, tempfile.TemporaryDirectory() as folder:
        server.start()
        from tests.issuing import housed

        with server.fresh(), housed(Path(folder)) as home:
            replayed(City(many), home)
        server.stop()


def replayed(city: City, home: Path) -> None:
    """The nation is loaded, the months are walked through, and what came of it is shown."""
    from continuity.register.load import load

    world = national().world
    load(world, "bench")
    with as_owner() as owner:
        owner.execute("analyze")
    lineage = world.lineage
    places = [
        leaf.id for leaf in lineage.leaves.values()
        if leaf.residents and not leaf.site and CITY in lineage.path(leaf.id, FIRST)
    ]  # fmt: skip
    began = time.perf_counter()
    left = walked(city, staffed(home), places)
    print(f"  replayed in {time.perf_counter() - began:.0f} s; {left} were still on their way")
    shown(city)


def walked(city: City, people: dict[str, Any], places: list[str]) -> int:
    """Everything in the order of days; how many were still on their way on the last one."""
    tasks = []
    for n in range(city.many):
        who = {
            "name": f"Người Thử {n}", "identity": f"0019{n:08d}", "known": city.one_of(KNOWN),
            "channel": city.one_of(CHANNELS), "end": city.one_of(ENDS),
            "place": city.draw.choice(places), "bans": city.draw.random() < 0.3,
        }  # fmt: skip
        tasks.append(Task(city.draw.choice(city.days), n, "file", who))
    heapq.heapify(tasks)
    entered(city, people, tasks)
    today = date.min
    while tasks and tasks[0].day <= LAST:
        task = heapq.heappop(tasks)
        if task.day != today:
            today = task.day
            city.timed("begin a day (its slots)", partial(begun, people["clerk"], today))
        if follows := STEPS[task.step](city, people, task):
            waits = SEEKS.get(follows, city.draw.choice(WAITS))
            heapq.heappush(tasks, replace(task, step=follows, day=city.next_day(task.day, waits)))
    return len(tasks)


def begun(clerk: Any, day: date) -> None:
    """What the body must do that day is reckoned once, by whoever comes first."""
    from continuity.casework.sight import reading

    with reading(clerk, POLICE, "processing", day):
        return


def staffed(home: Path) -> dict[str, Any]:
    """The procedures, four people at the city's police, its seal and its key."""
    from continuity.casework import catalogue
    from continuity.journal.record import SYSTEM, Actor
    from tests.issuing import equipped
    from tests.people import seated

    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)
    names = {"clerk": "officer", "search": "officer", "second": "officer", "head": "head"}
    people = {
        id: seated(Actor(f"p-{id}", f"{id} (bench)"), (role, POLICE), since=FIRST - timedelta(40))
        for id, role in names.items()
    }
    equipped(home, POLICE, "Công an thành phố Hà Nội", since=date(2025, 3, 1))
    return people


def entered(city: City, people: dict[str, Any], tasks: list[Task]) -> None:
    """What the register knows of these people before anybody asks."""
    from continuity.services.records import register

    def enter(who: dict[str, Any], facts: Any) -> None:
        register.enter(
            who["identity"], who["name"], facts, actor=people["search"], agency=POLICE, on=FIRST,
            source="bench",
        )  # fmt: skip

    for task in tasks:
        if facts := known(city, task.who["known"]):
            city.timed("enter in the register", partial(enter, task.who, facts))


def known(city: City, what: str, *, ended: date | None = None) -> Any:
    """The facts of somebody, by what they are in the mix; None where there are none."""
    from continuity.services.records.rules import facts as f

    if what == "nobody":
        return None
    year = {"ended": 2019, "record": 2024, "manual": 2020}[what]
    day = ended or (None if what == "manual" else date(year, city.draw.randint(1, 12), 15))
    state = f.Served.DONE if day else f.Served.UNKNOWN
    offence = f.Offence(date(2017, 6, 1), "XVI", f.Weight.SERIOUS, True, 30, "Trộm cắp tài sản")
    penalty = f.Penalty(f.Main.PRISON, 18, day, state)
    judgment = f.Judgment(
        "a", date(2018, 1, 10), (offence,), penalty, (), (), merged=False,
        number="1/2018/HSST", court="Tòa án nhân dân (bench)",
    )  # fmt: skip
    return f.Person((judgment,))


def file(city: City, people: dict[str, Any], task: Task) -> str:
    """It is filed online, at the counter or by post, and paid."""
    from continuity.casework import verbs
    from continuity.casework.cases import Personal
    from continuity.journal.record import Actor

    who, n = task.who, task.number
    personal = Personal(who["name"], who["identity"], "0900 000 000")
    told = {
        "sex": "female", "born": "01/02/1990", "birth-place": "Hà Nội", "nationality": "Việt Nam",
        "stayed": "several" if who["bans"] else "one",
        "residence": "Hà Nội", "purpose": "own", "ask-bans": "yes" if who["bans"] else "no",
    }  # fmt: skip
    online = who["channel"] == "online"
    by: dict[str, Any] = {"actor": Actor(f"p-a{n}", who["name"]) if online else people["clerk"]}
    by |= {} if online else {"agency": POLICE, "channel": who["channel"]}
    made = city.timed(f"file {who['channel']}", lambda: verbs.file(
        "records-one", who["place"], task.day, personal, told, key=f"f{n}", **by
    ))  # fmt: skip
    who["case"] = made.case
    done = {"agency": POLICE, "on": task.day}
    if online:
        city.timed("receive", lambda: verbs.receive(
            made.case, actor=people["clerk"], key=f"v{n}", **done
        ))  # fmt: skip
    city.timed("pay", lambda: verbs.pay(made.case, actor=people["clerk"], key=f"p{n}", **done))
    return "withdraw" if who["end"] == "withdrawn" else "search"


def withdraw(city: City, people: dict[str, Any], task: Task) -> str:
    from continuity.casework import verbs
    from continuity.journal.record import Actor

    who = task.who
    actor = Actor(f"p-a{task.number}", who["name"])
    city.timed("withdraw", lambda: verbs.withdraw(
        who["case"], "không cần nữa", actor=actor, on=task.day, key=f"w{task.number}",
        identity=who["identity"],
    ))  # fmt: skip
    return ""


def step(name: str, verb: Callable[..., Any], by: str, then: str) -> Callable[..., str]:
    """A step of the common course, by one of the four people."""

    def done(city: City, people: dict[str, Any], task: Task) -> str:
        city.timed(name, lambda: verb(
            task.who["case"], actor=people[by], agency=POLICE, on=task.day,
            key=f"{name} {task.number} {task.day}",
        ))  # fmt: skip
        return "" if task.who["end"] == "left" and then == "decide" else then

    return done


def check(case: Any, **by: Any) -> None:
    from continuity.casework import verbs

    verbs.check(case, True, **by)


def review(case: Any, **by: Any) -> None:
    from continuity.casework import verbs

    verbs.review(case, True, **by)


def decide(city: City, people: dict[str, Any], task: Task) -> str:
    from continuity.casework import verbs

    refuses = task.who["end"] == "refused"
    why = {"reason": "impersonation", "words": "giấy tờ không khớp"} if refuses else {}
    outcome = "refused" if refuses else "granted"
    city.timed("decide", lambda: verbs.decide(
        task.who["case"], outcome, actor=people["head"], agency=POLICE, on=task.day,
        key=f"d{task.number}", **why,
    ))  # fmt: skip
    return "issue"


def issue(city: City, people: dict[str, Any], task: Task) -> str:
    """The certificate is worked out and signed; what is open is asked for first, and the clock stands."""
    from continuity.casework import verbs
    from continuity.services.records.refused import Refused

    by = {"actor": people["second"], "agency": POLICE, "on": task.day}
    try:
        city.timed("issue, with its paper", lambda: verbs.issue(
            task.who["case"], key=f"i{task.number} {task.day}", **by
        ))  # fmt: skip
    except Refused as refused:
        city.refused[refused.code] += 1
        city.timed("pause", lambda: verbs.pause(
            task.who["case"], "verification", words="hỏi trại giam", key=f"s{task.number}", **by
        ))  # fmt: skip
        return "manual"
    return ""


def manual(city: City, people: dict[str, Any], task: Task) -> str:
    """What was missing has come: the register is corrected and the clock runs on."""
    from continuity.casework import verbs
    from continuity.services.records import register

    who = task.who
    facts = known(city, "manual", ended=date(2020, 5, 20))
    by = {"actor": people["search"], "agency": POLICE, "on": task.day}
    city.timed("correct the register", lambda: register.enter(
        who["identity"], who["name"], facts, source="trại giam", reason="trả lời", **by
    ))  # fmt: skip
    city.timed("resume", lambda: verbs.resume(who["case"], key=f"u{task.number}", **by))
    return "issue"


STEPS: dict[str, Callable[..., str]] = {
    "file": file, "withdraw": withdraw, "search": step("check", check, "search", "second"),
    "second": step("review", review, "second", "decide"), "decide": decide, "issue": issue,
    "manual": manual,
}  # fmt: skip

PAPERS = """
select (select count(*) from documents_document where kind = 'criminal-record-1'),
    (select count(*) from records_statement)
"""
BALANCE = """
select count(*), count(*) filter (where outcome = 'granted' and issued is not null),
    count(*) filter (where outcome = 'refused' and issued is not null),
    count(*) filter (where status = 'withdrawn'),
    count(*) filter (where issued is null and closed is null),
    count(*) filter (where issued > due),
    count(*) filter (where issued is null and closed is null and not paused and due < %s)
from casework_case c left join lateral (
    select min(a.day) issued from casework_act a where a.case_id = c.id and a.verb = 'issue') a on true
"""


class Balance(NamedTuple):
    """What became of everything that was filed, as the rows have it."""

    filed: int
    issued: int
    refused: int
    withdrawn: int
    open: int
    late: int
    overdue: int
    papers: int
    stated: int

    @property
    def even(self) -> bool:
        """True where nothing is lost, and each issue has its one certificate."""
        whole = self.issued + self.refused + self.withdrawn + self.open
        return self.filed == whole and self.papers == self.stated == self.issued


def balance() -> Balance:
    """Counted by the owner, who sees every row."""
    with as_owner() as owner:
        owner.execute("alter table casework_case no force row level security")
        found = owner.execute(BALANCE, [LAST]).fetchone()
        papers = owner.execute(PAPERS).fetchone()
        owner.execute("alter table casework_case force row level security")
    return Balance(*found, *papers)


def shown(city: City) -> None:
    """Each verb, and the balance."""
    from continuity.journal.verify import verify

    for name, spent in sorted(city.spent.items()):
        spent.sort()
        middle, most = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"  {name:<24} {len(spent):>7} times  median {middle:7.1f} ms   95 % {most:7.1f} ms")
    told = balance()
    even = "it balances" if told.even and told.filed == city.many else "IT DOES NOT BALANCE"
    print(f"  filed {told.filed} = issued {told.issued} + refused {told.refused} + withdrawn "
          f"{told.withdrawn} + open {told.open}: {even}; {told.papers} certificates signed")  # fmt: skip
    print(f"  late: {told.late} issued after their day, {told.overdue} open and overdue on {LAST}; "
          f"not issued at once, since something was open: {dict(city.refused)}")  # fmt: skip
    print(f"  the journal holds: {verify().holds}")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
