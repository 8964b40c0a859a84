"""The status of a whole register recomputed for a day, and what differs from the day before.

python tests/bench/records.py [persons] [processes]

The mix is stated in `MIX`: every row of the decision table, 20 % of the people with two or three
judgments, restarts among them, and facts that nobody told. Making the people is not timed. Goal:
1,000,000 persons in 5 minutes on two cores; one answer with its explanation in 5 ms.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from continuity.services.records.rules import facts as f  # noqa: E402
from continuity.services.records.rules.changes import changes  # noqa: E402
from continuity.services.records.rules.reckon import Standing, answer, changed  # noqa: E402
from continuity.services.records.rules.together import viet_nam  # noqa: E402
from continuity.services.records.rules.words import OPEN, STATUSES, named, said  # noqa: E402

PERSONS, CHUNK, ON = 20_000, 2_000, date(2026, 11, 22)
FIRST, LAST = date(2008, 1, 1), date(2026, 6, 1)


def young(draw: random.Random, told: dict[str, Any]) -> None:
    told["offence"] |= {"age": draw.choice([16, 17]), "weight": f.Weight.VERY}


def under_16(draw: random.Random, told: dict[str, Any]) -> None:
    told["offence"] |= {"age": 15}


def mild_young(draw: random.Random, told: dict[str, Any]) -> None:
    told["offence"] |= {"age": 17, "weight": f.Weight.SERIOUS}


def measured(draw: random.Random, told: dict[str, Any]) -> None:
    young(draw, told)
    told["penalty"] |= {"kind": f.Main.MEASURE}


def negligent(draw: random.Random, told: dict[str, Any]) -> None:
    told["offence"] |= {"intent": False}


def spared(draw: random.Random, told: dict[str, Any]) -> None:
    told["penalty"] |= {"kind": f.Main.NONE}


def state(draw: random.Random, told: dict[str, Any]) -> None:
    told["offence"] |= {"chapter": "XIII"}
    if draw.random() < 0.3:
        told["petitions"] = (f.Petition(told["end"] + timedelta(1500), draw.random() < 0.5),)


def state_and_more(draw: random.Random, told: dict[str, Any]) -> None:
    told["second"] = {"chapter": "XXVI"}


def amnestied(draw: random.Random, told: dict[str, Any]) -> None:
    told["amnesty"] = told["end"]


def light(draw: random.Random, told: dict[str, Any]) -> None:
    told["penalty"] |= {"kind": draw.choice(sorted(f.LIGHT))}


def prison(draw: random.Random, told: dict[str, Any]) -> None:
    return


def extra(draw: random.Random, told: dict[str, Any]) -> None:
    told["extras"] = (
        f.Extra(f.Lasting.PRACTICE_BAN, told["end"] + timedelta(draw.randint(0, 1800))),
    )


def damages(draw: random.Random, told: dict[str, Any]) -> None:
    told["orders"] = (f.Order(f.Due.DAMAGES, told["end"] + timedelta(draw.randint(-400, 1800))),)


def merit(draw: random.Random, told: dict[str, Any]) -> None:
    told["merit"] = told["end"] + timedelta(draw.randint(0, 900))


def never(draw: random.Random, told: dict[str, Any]) -> None:
    told["penalty"] |= {"state": f.Served.NEVER, "ended": None}


def running(draw: random.Random, told: dict[str, Any]) -> None:
    told["penalty"] |= {"state": f.Served.RUNNING, "ended": None}


def untold(draw: random.Random, told: dict[str, Any]) -> None:
    part, name = draw.choice(
        [("penalty", "ended"), ("offence", "weight"), ("offence", "age"), ("offence", "chapter")]
    )
    told[part] |= {name: None}


def merged(draw: random.Random, told: dict[str, Any]) -> None:
    told["merged"] = True


Kind = Callable[[random.Random, dict[str, Any]], None]
MIX: dict[Kind, int] = {
    spared: 3, negligent: 8, under_16: 1, mild_young: 3, measured: 1, amnestied: 1, young: 3, state: 2,
    state_and_more: 1, light: 22, prison: 27, extra: 5, damages: 8, merit: 2, never: 2, running: 6,
    untold: 4, merged: 1,
}  # fmt: skip
"""In percent of the judgments; a legal person is 1 % of the people, an open case 1 %."""


def judgment(draw: random.Random, key: str, after: date) -> f.Judgment:
    """One judgment of the mix, its offence on a day or later."""
    done = after + timedelta(draw.randint(0, 700))
    effective = done + timedelta(draw.randint(60, 500))
    months = draw.choice([3, 6, 12, 18, 24, 36, 48, 60, 84, 120, 180, 186])
    end = effective + timedelta(draw.randint(0, months * 25))
    told: dict[str, Any] = {
        "end": end,
        "offence": {"chapter": "XVI", "weight": f.Weight.SERIOUS, "intent": True, "age": 30},
        "penalty": {"kind": f.Main.PRISON, "months": months, "ended": end, "state": f.Served.DONE},
    }
    (kind,) = draw.choices(list(MIX), list(MIX.values()))
    kind(draw, told)
    first = f.Offence(done, **told.pop("offence"))
    offences = (first,)
    if more := told.pop("second", None):
        offences = (
            first,
            f.Offence(done, **{"weight": first.weight, "intent": True, "age": 30, **more}),
        )
    del told["end"]
    told.setdefault("merged", False)
    return f.Judgment(key, effective, offences, f.Penalty(**told.pop("penalty")), **told)


def person(n: int) -> f.Person:
    """The person of a number: the same on every machine."""
    draw = random.Random(n)
    after = FIRST + timedelta(draw.randint(0, (LAST - FIRST).days))
    made = [judgment(draw, "a", after)]
    if draw.random() < 0.2:
        for key in "bc"[: draw.randint(1, 2)]:
            last = made[-1].penalty.ended or made[-1].effective
            made.append(judgment(draw, key, last + timedelta(draw.randint(-200, 1500))))
    pending = (f.Pending(ON - timedelta(30), ON - timedelta(90)),) if draw.random() < 0.01 else ()
    return f.Person(tuple(made), pending, legal=draw.random() < 0.01)


def recomputed(start: int, size: int) -> tuple[float, Counter[Standing], list[int]]:
    """Seconds, how people stand, and who stands otherwise than the day before."""
    people = [person(n) for n in range(start, start + size)]
    began = time.process_time()  # other work on the machine is not the register's
    stand: Counter[Standing] = Counter()
    differ = []
    for n, one in enumerate(people, start):
        before, now = changed(one, viet_nam, ON)
        stand[now] += 1
        if before is not now:
            differ.append(n)
    return time.process_time() - began, stand, differ


def explained(one: f.Person) -> list[str]:
    """An answer with every sentence of its explanation, as the page shows it."""
    found = answer(one, viet_nam, ON)
    lines = [found.standing.value]
    for conclusion in found.conclusions:
        lines.append(STATUSES[conclusion.status(ON)].vi)
        marks = (*conclusion.marks, *changes(conclusion, ON))
        lines += [f"{mark.on} {said(mark, 'vi')} {mark.basis.article}" for mark in marks]
        lines += [named(code, "vi") for code in conclusion.missing]
        lines += [OPEN[code].vi for code in conclusion.open]
    return lines


def main(wanted: list[str]) -> None:
    """Prints machine, day and both measures."""
    persons, processes = [*(int(one) for one in wanted), PERSONS, 2][:2] if len(wanted) != 1 else (
        int(wanted[0]), 2,
    )  # fmt: skip
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {told} · {persons} persons, {processes} processes")
    began = time.perf_counter()
    starts = list(range(0, persons, CHUNK))
    sizes = [min(CHUNK, persons - start) for start in starts]
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(recomputed, starts, sizes))
    whole, spent = time.perf_counter() - began, sum(one[0] for one in found)
    stand: Counter[Standing] = sum((one[1] for one in found), Counter())
    differ = [n for one in found for n in one[2]]
    print(
        f"  {spent:.1f} s of processor time for both days, {spent / persons * 1e6:.0f} µs a person"
    )
    million = spent / persons * 1e6 / processes
    print(f"  1,000,000 persons on {processes} cores: {million:.0f} s (goal 300 s)")
    print(
        f"  with making the people: {whole:.1f} s; {dict(stand)}; {len(differ)} differ: {differ[:5]}"
    )
    taken = []
    for n in range(2000):
        one = person(n)
        began = time.perf_counter()
        explained(one)
        taken.append(time.perf_counter() - began)
    taken.sort()
    middle, most = taken[len(taken) // 2] * 1e3, taken[-20] * 1e3
    print(f"  one answer explained: {middle:.2f} ms, 99 % within {most:.2f} ms (goal 5 ms)")


if __name__ == "__main__":
    main(sys.argv[1:])
