"""The proof bites: whatever is taken away is missed and named; whoever proves again gets one digest."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pytest

from continuity.core.balance import balance, balances, held
from continuity.core.coverage import flaws
from continuity.core.interval import eve
from continuity.core.mandate import Mode
from continuity.core.matter import Matter
from continuity.demo.play import play
from continuity.packs.vn import Pack
from continuity.reform.proof import digest
from tests.integration import second_digest
from tests.national import national, played

ROOT = Path(__file__).parents[2]
JULY = date(2025, 7, 1)
SEED, SAMPLE = 20250701, 300


def local(mandate):
    """True for a mandate in one of the lowest units."""
    area = national().world.lineage.areas.get(mandate.area)
    return area is not None and area.level == "commune"


def mandates():
    """Every must-mandate that nobody disputes."""
    return [m for m in national().world.mandates if m.mode is Mode.MUST and not m.disputed]


@cache
def alone(function):
    """The nation with one of its functions, and who holds that: the others lose nothing with it."""
    world = national().world
    held = tuple(mandate for mandate in world.mandates if mandate.function == function)
    return replace(world, functions={function: world.functions[function]}, mandates=held, _held={})


def without(mandate, world):
    """The world that has lost one mandate, and the leaves that it concerned."""
    left = tuple(m for m in world.mandates if m is not mandate)
    site = mandate.area in world.lineage.leaves
    leaves = [mandate.area] if site else world.lineage.ever_in(mandate.area)
    return replace(world, mandates=left, _held={}), leaves


def missed(mandate):
    """The gaps that the loss of a mandate makes, found by looking at its own leaves."""
    world = alone(mandate.function)
    return [f for f in flaws(*without(mandate, world)) if f.kind == "gap" and not f.disputed]


def is_named(mandate):
    """True when a gap names the function, a place in or around the area, and a day of the mandate."""
    lineage = national().world.lineage
    for gap in missed(mandate):
        near = {*lineage.path(mandate.area, gap.on), *lineage.path(gap.place, gap.on)}
        around = {mandate.area, gap.place} <= near
        if gap.function == mandate.function and around and gap.on in mandate.valid:
            assert gap.filed in mandate.intake
            return True
    return False


@pytest.mark.parametrize("part", range(8))
def test_any_lost_mandate_above_the_communes_is_missed_by_name(part):
    above = [mandate for mandate in mandates() if not local(mandate)]
    assert len(above) > 600

    for mandate in above[part::8]:
        assert is_named(mandate), mandate.key


@pytest.mark.parametrize("part", range(4))
def test_any_lost_mandate_of_a_commune_is_missed_by_name(part):
    below = [mandate for mandate in mandates() if local(mandate)]
    assert len(below) > 13_000

    for mandate in random.Random(SEED).sample(below, SAMPLE)[part::4]:
        assert is_named(mandate), mandate.key


def test_looking_at_some_leaves_finds_what_looking_at_all_finds():
    for mandate in random.Random(SEED).sample(mandates(), 3):
        world, leaves = without(mandate, national().world)

        everywhere = [flaw for flaw in flaws(world) if flaw.kind == "gap"]

        assert everywhere == [flaw for flaw in flaws(world, leaves) if flaw.kind == "gap"]


def test_a_lost_a_doubled_and_a_misplaced_matter_each_fail_the_balance():
    stage = played().history.stages[-1]
    made = [m for m in played().matters if m.open_on(eve(JULY))]
    nowhere = Matter("demo-nowhere", "residence", "ground:99999", date(2025, 6, 1), JULY)

    def faults(before, after):
        counts = [list(held(world, some, on)) for world, some, on in (before, after)]
        return {
            fault.values["thing"]: fault.values["why"]
            for fault in balance("matters", *counts).faults
        }

    whole = (stage.before, made, eve(JULY))
    assert faults(whole, (stage.after, made, JULY)) == {}
    assert faults(whole, (stage.after, made[1:], JULY))[made[0].id] == "lost"
    assert faults(whole, (stage.after, [*made, made[5]], JULY))[made[5].id] == "counted twice"
    both = [*made, nowhere]
    assert faults((stage.before, both, eve(JULY)), (stage.after, both, JULY))[nowhere.id] == (
        "placed nowhere"
    )


@pytest.mark.parametrize("kind", ["people", "holdings", "instruments"])
def test_a_lost_charge_fails_its_balance_by_name(kind):
    stage = played().history.stages[-1]
    lost = next(c.id for c in stage.after.charges.values() if c.kind == kind)
    custody = {charge: history for charge, history in stage.after.custody.items() if charge != lost}

    taken = balances(stage.before, replace(stage.after, custody=custody), [], JULY)

    failed = {balance.name: balance for balance in taken if not balance.holds}
    assert set(failed) == {kind}
    assert lost in {fault.values["thing"] for fault in failed[kind].faults}


def plain(world):
    """A world as the rows that the second implementation reads."""
    within = {
        thing: [(w.parent, str(w.valid.start), str(w.valid.end)) for w in history]
        for thing, history in world.lineage.within.items()
    }
    held_at: dict[tuple[str, str], list[tuple]] = {}
    for m in world.mandates:
        if m.mode is Mode.MUST:
            days = [str(d) for d in (m.valid.start, m.valid.end, m.intake.start, m.intake.end)]
            held_at.setdefault((m.function, m.area), []).append(
                (m.agency, *days, tuple(m.holes), m.disputed)
            )
    return {
        "leaves": [(v.id, v.residents, v.territory, v.site) for v in world.lineage.leaves.values()],
        "within": within,
        "held": held_at,
        "functions": {f.id: (f.follows, f.owed) for f in world.functions.values()},
        "under": {
            body: [(w.parent, str(w.valid.start), str(w.valid.end)) for w in history]
            for body, history in world.under.items()
        },
        "charges": [
            (
                c.id,
                c.kind,
                [(w.parent, str(w.valid.start), str(w.valid.end)) for w in world.custody[c.id]],
            )
            for c in world.charges.values()
        ],
        "mandates": sorted([str(part) for part in m.key] for m in world.mandates),
    }


def matters_held(rows, made, heirs, day, decided):
    """Each open matter with its holder: that of its leaves where they agree, else the heir's."""
    found = {}
    for matter in made:
        places = decided[matter.id]
        agencies = {
            tuple(second_digest.holders(rows, matter.function, leaf, day, str(matter.filed)))
            for leaf in places
        }
        if len(agencies) > 1:
            places = heirs[matter.id]
            agencies = {
                tuple(second_digest.holders(rows, matter.function, leaf, day, str(matter.filed)))
                for leaf in places
            }
        (holder,) = agencies
        found[matter.id] = holder[0]
    return found


def owed_leaves(world, matter, place, on):
    duty = world.functions[matter.function]
    leaves = world.lineage.leaves_of(place, on)
    return [leaf for leaf in leaves if duty.owed_at(world.lineage.leaves[leaf])]


def test_a_second_implementation_gives_the_same_digest():
    statements = []
    for stage, proof in zip(played().history.stages, played().proofs, strict=True):
        day, before = stage.decree.effective, eve(stage.decree.effective)
        made = [m for m in played().matters if m.open_on(before)]
        sides = []
        for world, on in ((stage.before, before), (stage.after, day)):
            heirs = {m.id: world.lineage.successor(m.place, on) for m in made}
            sides.append(
                matters_held(
                    plain(world),
                    made,
                    {m.id: owed_leaves(world, m, heirs[m.id], on) for m in made},
                    str(on),
                    {m.id: owed_leaves(world, m, m.place, on) for m in made},
                )
            )
        claimed = proof.statement()
        statements.append(
            second_digest.statement(
                stage.decree.id,
                str(day),
                str(before),
                plain(stage.before),
                plain(stage.after),
                sides,
                claimed["disputed"],
                claimed["open"],
            )
        )

    assert second_digest.digest(statements) == digest(played().proofs)


class Shuffled(Pack):
    """The same pack, read in another order."""

    @property
    def decrees(self):
        return list(reversed(super().decrees))

    @cached_property
    def start(self):
        world = Pack().start
        mandates, agencies = list(world.mandates), list(world.agencies.items())
        random.Random(SEED).shuffle(mandates)
        random.Random(SEED).shuffle(agencies)
        return replace(world, mandates=tuple(mandates), agencies=dict(agencies))


def test_the_digest_does_not_depend_on_the_order_of_input():
    assert play(Shuffled()).digest == played().digest


def interpreters():
    """Every other Python here that is 3.12 or newer: on the path, or installed beside this one."""
    beside = sorted(Path(sys.base_prefix).parent.glob("3.*/bin/python3"))
    named = [shutil.which(name) for name in ("python3.12", "python3.13", "python3.14")]
    found = []
    for path in [*filter(None, named), *map(str, beside)]:
        # A shim of a version manager may be on the path with no such Python behind it.
        asked = [path, "-c", "import sys; print(sys.version_info[1])"]
        run = subprocess.run(asked, capture_output=True, text=True)
        if run.returncode == 0 and int(run.stdout) > max(11, sys.version_info[1]):
            found.append(path)
    return found


# All at once: each of them alone would have to give the same digest for this one to be it.
ELSEWHERE = {
    "PYTHONHASHSEED": "77", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati"
}  # fmt: skip


PLAIN = """
import json
from continuity.demo.play import play
from continuity.packs.vn import pack
print(json.dumps({"proof": {"digest": play(pack()).digest}}))
"""


@pytest.mark.parametrize("name", ["another seed, locale, time zone and user", "another Python"])
def test_the_digest_is_the_same_elsewhere(name, tmp_path):
    command = [sys.executable, "-m", "continuity", "demo", "--pack", "--json"]
    environment = os.environ | (ELSEWHERE if "seed" in name else {})
    environment |= {"PYTHONPATH": str(ROOT / "src"), "CONTINUITY_HOME": str(tmp_path)}
    if name == "another Python":
        others = interpreters()
        if not others:
            pytest.skip("no newer Python is on the path or beside this one")
        libraries = [p for p in sys.path if p.endswith("site-packages")]
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), *libraries])
        # The libraries here were built for this Python; the proof needs none of the compiled ones.
        command = [others[-1], "-c", PLAIN]
    elif os.geteuid() == 0 and shutil.which("setpriv"):  # nobody else can run as another user
        tmp_path.chmod(0o777)
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]

    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")

    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["proof"]["digest"] == played().digest
