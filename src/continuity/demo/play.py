"""The main job: both reforms of 2025 planned, enacted in memory, and proved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.lineage import Leaf
from continuity.core.matter import Matter
from continuity.core.world import World
from continuity.demo.stock import matters, split_matters, stocked
from continuity.packs.vn import Pack
from continuity.reform.history import History, Stage, history
from continuity.reform.proof import Proof, digest, prove

Step = Callable[[str, str], None]
Enactor = Callable[[Pack, Step], "Told"]

FUNCTIONS_DAY, MAP_DAY = date(2025, 3, 1), date(2025, 7, 1)


@dataclass(frozen=True)
class Played:
    """The history, the proofs of the reforms of 2025, and the seconds that each took."""

    history: History
    matters: tuple[Matter, ...]
    proofs: tuple[Proof, ...]
    seconds: tuple[float, ...]

    @property
    def holds(self) -> bool:
        """True when every proof does."""
        return bool(self.proofs) and all(proof.holds for proof in self.proofs)

    @property
    def digest(self) -> str:
        """The digest of all proofs together."""
        return digest(self.proofs)


class Told(NamedTuple):
    """What came of enacting: the stages, and the seconds that each decree took."""

    history: History
    seconds: dict[str, float]


def in_memory(pack: Pack, step: Step = lambda what, thing: None) -> Told:
    """The decrees of 2025 enacted in memory, on the country with its stock."""
    texts = [t for t in pack.decrees if _year(t.tree) == "2025"]
    clock = [time.perf_counter()]

    def timed(name: str) -> None:
        step("enact", name)
        clock.append(time.perf_counter())

    told = history(stocked(pack.start), texts, pack.kinds, timed)
    clock.append(time.perf_counter())
    names = [stage.decree.id for stage in told.stages]
    spent = {n: b - a for n, a, b in zip(names, clock[1:], clock[2:], strict=False)}
    return Told(told, spent)


def play(pack: Pack, step: Step = lambda what, thing: None, enacted: Enactor = in_memory) -> Played:
    """Reads the country, enacts and proves; `step` is told what is being done."""
    step("read", "")
    told, spent = enacted(pack, step)
    made = matters(told.start, pack.calendar)
    made += split_matters(split_units(told), pack.calendar)
    proofs = []
    for stage in told.stages:
        began = time.perf_counter()
        proofs.append(proved(stage, made, step))
        spent[stage.decree.id] += time.perf_counter() - began
    return Played(told, tuple(made), tuple(proofs), tuple(spent[p.decree] for p in proofs))


def proved(stage: Stage, made: list[Matter], step: Step = lambda what, thing: None) -> Proof:
    """The proof of one stage with the demo's matters."""
    decree = stage.decree
    return prove(
        decree.id, stage.before, stage.after, made, decree.effective,
        findings=stage.findings, progress=lambda what: step(what, decree.id),
    )  # fmt: skip


def split_units(told: History) -> list[str]:
    """The units of the start whose residents went to several others in the end."""
    homes: dict[str, set[str]] = {}
    lineage = told.world.lineage
    for leaf in lineage.leaves.values():
        if leaf.residents:
            unit = lineage.home(leaf.id, told.start.starts)
            homes.setdefault(unit, set()).add(lineage.home(leaf.id, MAP_DAY))
    return [unit for unit, found in homes.items() if len(found) > 1]


def units(world: World, level: str, on: date) -> list[str]:
    """The areas of a level on a day."""
    areas = world.lineage.areas.values()
    return [area.id for area in areas if area.level == level and on in area.valid]


def grounded(world: World, on: date) -> dict[str, int]:
    """How many units with ground of their own each province has on a day."""
    homes = {world.lineage.home(leaf.id, on) for leaf in _ground(world)}
    counts: dict[str, int] = {}
    for home in homes:
        province = world.lineage.at_level(home, "province", on)
        counts[province] = counts.get(province, 0) + 1
    return counts


def _ground(world: World) -> Iterator[Leaf]:
    return (leaf for leaf in world.lineage.leaves.values() if not leaf.site)


@dataclass(slots=True)
class Count:
    """A new province: its name, and how many of the lowest units lay there before and after."""

    name: str
    before: int = 0
    after: int = 0


def by_province(world: World) -> dict[str, Count]:
    """Under each new province's code its counts; "before" is the sum of those it was made of."""
    lineage = world.lineage
    found: dict[str, Count] = {}
    for province, count in sorted(grounded(world, MAP_DAY).items()):
        label = world.name(province, MAP_DAY)
        name = label.vi if label else province
        found[lineage.areas[province].code] = Count(name, after=count)
    for province, count in grounded(world, eve(MAP_DAY)).items():
        found[lineage.areas[lineage.successor(province, MAP_DAY)].code].before += count
    return found


def _year(tree: object) -> str:
    return str(tree.get("effective", ""))[:4] if isinstance(tree, dict) else ""
