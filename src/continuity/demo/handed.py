"""The handovers of the demo, by the real verbs: Hai Phong in March, Hai Duong's police in July.

Two sides list, count, differ, settle and sign; premises that were lent come back with a paper; the
package is written, and the script inside it says whether it holds. Who gave what to whom is of the real
reform; lines and people are in `handovers.yaml`, and made up. What is begun already is left alone.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import yaml
from django.conf import settings
from django.db import transaction

from continuity.accounts import people
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.casework.documents.trial_keys import given
from continuity.casework.documents.wanting import wanting
from continuity.demo import seats
from continuity.demo.seats import OPERATES
from continuity.handover import kept, package, verbs
from continuity.handover.annexes import annexes
from continuity.handover.sides import Side, looking
from continuity.handover.verbs.counting import LIES_THERE, label
from continuity.journal.record import record
from continuity.reform.shelf import stands
from continuity.register.ask import missing
from continuity.register.called import called, successor
from continuity.register.means import Means, has
from continuity.register.write import hold

SCRIPT = Path(__file__).with_name("handovers.yaml")
SINCE, MARCH, JULY, LAST = date(2025, 1, 1), date(2025, 3, 1), date(2025, 7, 1), date(2045, 1, 1)
CITY, HEIR = "vn.31.police", "vn.31.police@2025-07-01"
FOLDER = "exports"
"""Of the home: there the package lies that anybody can check without the site."""
Tree = dict[str, Any]


class Days(NamedTuple):
    """When a handover of the demo is begun, listed, counted, signed and moved."""

    begun: date
    listed: date
    counted: date
    signed: date
    moved: date


FEBRUARY, JUNE = date(2025, 2, 1), date(2025, 6, 1)
DAYS = {
    "march": Days(
        FEBRUARY.replace(day=24), FEBRUARY.replace(day=25), FEBRUARY.replace(day=27),
        FEBRUARY.replace(day=28), MARCH,
    ),
    "july": Days(
        JUNE.replace(day=20), JUNE.replace(day=30), JULY.replace(day=2), JULY.replace(day=5),
        JULY.replace(day=5),
    ),
}  # fmt: skip


class Handed(NamedTuple):
    """What was handed over: how many handovers, and whether the package holds for who checks it alone."""

    handovers: int
    package: Path | None = None
    holds: bool = True
    said: str = ""


@cache
def script() -> Tree:
    """Who gives what, with which lists."""
    found: Tree = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    return found


def equipped() -> None:
    """Whoever signs has a trial key and a seal; the second time nothing happens.

    The city's new police get their seal in the night of 1 July: only days later is it taken for granted.
    """
    july = DAYS["july"].signed
    new = {successor(agency, JULY): july for agency in (CITY, script()["july"]["witness"])}
    with transaction.atomic():
        for agency, since in {**dict.fromkeys((*script()["people"], CITY), SINCE), **new}.items():
            begins = min(since, JULY)
            given(agency, called(agency, since).vi, begins, LAST, actor=OPERATES)
            if missing(agency, since, ("seal",)):
                _sealed(agency, since)


def _sealed(agency: str, since: date) -> None:
    hold()
    told = {"unit": agency, "on": str(since)}
    entry = record("register", "register-seal", OPERATES, told)
    has([Means(agency, "seal", f"DEMO-{agency}")], since, entry)


def play() -> Handed:
    """All handovers that are not there yet; what came of checking the package of the first."""
    if wanting(CITY, DAYS["march"].signed):
        return Handed(0)  # of an older demo, whose police got their key in March
    made = [_played(season, tree) for season in DAYS for tree in script()[season]["handovers"]]
    done = [one for one in made if one]
    if not made[0] or not settings.CONTINUITY_HOME:
        return Handed(len(done))
    bag = _packed(made[0])
    return Handed(len(done), bag, *_checked(bag))


def done() -> bool:
    """True where the last of them was played; nothing is read of a demo that has no such people yet."""
    [last] = script()["july"]["handovers"]
    try:
        people.person_of(script()["people"][last["giver"]][0])
    except Refused:
        return False
    return _there(Play("july", last))


class Play:
    """One handover: its people, its days, and the keys under which each of its acts is done once."""

    def __init__(self, season: str, tree: Tree) -> None:
        whole = script()[season]
        self.tree, self.days = tree, DAYS[season]
        self.decree, self.said = whole["decree"], (tuple(whole["bases"]), tuple(whole["duties"]))
        self.giver = str(tree["giver"])
        self.witness = str(tree.get("witness", whole["witness"]))
        self.receiver = str(tree.get("receiver", HEIR if season == "july" else CITY))
        self.name = f"demo handover {self.giver} {tree.get('function', 'whole')}"
        self._keys = itertools.count(1)

    def by(self, agency: str, on: date, role: Role = Role.HEAD) -> dict[str, Any]:
        """Who acts for a body on a day: its own people, or those of its heir."""
        body = successor(agency, on)
        actor = seats.of(agency, role, body)
        return {"actor": actor, "agency": body, "on": on, "key": f"{self.name} {next(self._keys)}"}

    def gives(self, on: date) -> dict[str, Any]:
        return self.by(self.giver, on)

    def takes(self, on: date, role: Role = Role.OFFICER) -> dict[str, Any]:
        return self.by(self.receiver, on, role)


@transaction.atomic
def _played(season: str, tree: Tree) -> UUID | None:
    """A handover from its beginning to its end, whole or not at all; None where it was begun before."""
    told = Play(season, tree)
    if stands(told.decree) is None or _there(told):
        return None
    id = _listed(told)
    _counted(told, id)
    _settled(told, id)
    _signed(told, id)
    _ended(told, id)
    return id


def _there(told: Play) -> bool:
    who = told.gives(told.days.begun)
    with looking(who["actor"], who["agency"], who["on"]):
        wanted = (told.decree, told.giver, told.tree.get("function", ""))
        return wanted in {(one.decree, one.giver, one.function) for one in kept.mine()}


def _listed(told: Play) -> UUID:
    """Begun, with its group, and every list closed: those without a line as empty."""
    days, tree = told.days, told.tree
    function = str(tree.get("function", ""))
    id = verbs.begin(
        told.decree, told.giver, told.receiver, function=function, witness=told.witness,
        subject="" if function else told.giver, **told.gives(days.begun),
    )  # fmt: skip
    lead = told.gives(days.begun)
    verbs.include(id, lead["actor"].id, lead["actor"].name, "Tổ trưởng, bên giao", **lead)
    for annex in tree.get("generated", ()):
        verbs.generate(id, annex, **told.gives(days.listed))
    for annex, rows in tree["lists"].items():
        made = verbs.enter(id, annex, rows, keep=False, source="demo", **told.gives(days.listed))
        if made.wrong:
            raise ValueError(next(iter(made.wrong.values()))[0].say("en"))
    with looking(lead["actor"], lead["agency"], days.listed):
        filled = kept.filled(id)
    for annex in (one for one in annexes(days.moved) if one in filled):
        verbs.close(id, annex, **told.gives(days.listed))
    verbs.close_empty(id, **told.gives(days.listed))
    return id


def _counted(told: Play, id: UUID) -> None:
    """Boxes are scanned out and in, what lies there is counted on a sheet, the rest confirmed."""
    on, differs = told.days.counted, {one["number"]: int(one["counted"]) for one in _differs(told)}
    who = told.takes(on)
    with looking(who["actor"], who["agency"], on):
        labels = [(line.number, label(n)) for line, n in kept.listed(id, "archives")]
        lines = {annex: kept.lines(id, annex) for annex in kept.filled(id)}
    for number, code in labels:
        verbs.scan(id, code, side=Side.GIVER, **told.gives(min(on, told.days.listed)))
        if number not in differs:
            verbs.scan(id, code, side=Side.RECEIVER, **told.takes(on))
    for annex, there in lines.items():
        side = {"side": Side.RECEIVER, **told.takes(on)}
        if annex not in LIES_THERE:
            verbs.confirm(id, annex, **side)
        elif annex != "archives" or differs:
            rows = {one.number: differs.get(one.number, one.quantity) for one in there}
            verbs.count_all(id, annex, rows.items(), **side)


def _differs(told: Play) -> Iterator[Tree]:
    yield from told.tree.get("differs", ())


def _settled(told: Play, id: UUID) -> None:
    for one in _differs(told):
        verbs.settle(
            id, one["annex"], one["number"], int(one["amount"]), one["reason"], one["words"],
            evidence=one["evidence"], **told.takes(told.days.counted),
        )  # fmt: skip


def _signed(told: Play, id: UUID) -> None:
    on, (bases, duties) = told.days.signed, told.said
    verbs.draw_up(id, bases=bases, duties=duties, town="Hải Phòng", **told.gives(on))
    for signs in (told.gives(on), told.takes(on, Role.HEAD), told.by(told.witness, on)):
        verbs.sign(id, **signs)


def _ended(told: Play, id: UUID) -> None:
    """Moved and completed; premises that were only lent come back later."""
    verbs.move(id, **told.takes(told.days.moved))
    verbs.complete(id, **told.takes(told.days.moved))
    if back := told.tree.get("back"):
        verbs.give_back(id, back["number"], evidence=back["evidence"], **told.gives(back["day"]))


def _packed(id: UUID) -> Path:
    """The package of the first handover, in the home; what lay there before was the demo's own."""
    told = Play("march", script()["march"]["handovers"][0])
    who, folder = told.gives(told.days.signed), Path(settings.CONTINUITY_HOME) / FOLDER
    with looking(who["actor"], who["agency"], who["on"]):
        return package.write(folder / f"handover-{id}", id)


def _checked(bag: Path) -> tuple[bool, str]:
    """What the script of the package says, run as a stranger runs it, and kept beside the package."""
    tool = bag / "data" / "verify" / "package.py"
    run = [sys.executable, "-I", str(tool), str(bag), "--language", "en"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    (bag.parent / f"{bag.name}.txt").write_text(done.stdout, encoding="utf-8")
    return done.returncode == 0, done.stdout.strip()
