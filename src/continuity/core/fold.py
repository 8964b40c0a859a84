"""The world after some decrees: a fold over them in order of effective day and number.

The fold reads the clauses one by one, reports everything that is wrong with them, and then lets what
the decree forgot fall to the heir. Folding two decrees at once or one after the other gives the same
world.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from continuity.core.bodies import Bodies
from continuity.core.finding import Finding, Flawed
from continuity.core.ground import Ground, report_ended
from continuity.core.interval import Interval, eve, starting
from continuity.core.lineage import Cite
from continuity.core.mandate import Mandate, Mode
from continuity.core.plan import (
    Attach,
    Clause,
    Decree,
    Delegate,
    Deputise,
    Ending,
    Founding,
    Naming,
    Redraw,
    Transfer,
    in_order,
)
from continuity.core.standing import Standing, rectangles
from continuity.core.world import Label, World


class Folded(NamedTuple):
    """A world and what was wrong with the decrees that made it."""

    world: World
    findings: tuple[Finding, ...]


def fold(start: World, decrees: Iterable[Decree]) -> Folded:
    """The world after some decrees; a clause that cannot apply is reported and left out."""
    world = start
    findings: list[Finding] = []
    for decree in in_order(list(decrees)):
        folding = Folding(world, decree)
        world = folding.apply()
        findings += folding.findings
    return Folded(world, tuple(findings))


def enacted(start: World, decrees: Iterable[Decree]) -> World:
    """The world after some decrees; raises `Flawed` with every finding where one is wrong."""
    world, findings = fold(start, decrees)
    if findings:
        raise Flawed(list(findings))
    return world


class Folding:
    """One decree being applied to one world."""

    def __init__(self, world: World, decree: Decree) -> None:
        self.world, self.decree, self.on = world, decree, decree.effective
        self.findings: dict[Finding, None] = {}
        self.ground = Ground(world.lineage, self.report)
        self.standing = Standing(world.mandates)
        self.bodies = Bodies(world, self.ground.heirs, self.on, self.report)
        self.labels = dict(world.labels)
        self.passed = 0

    def report(self, code: str, cite: Cite, **values: object) -> None:
        """One more finding."""
        cite = cite._replace(decree=cite.decree or self.decree.id)
        self.findings[Finding(code, cite, {k: str(v) for k, v in values.items()})] = None

    def apply(self) -> World:
        """The world after the decree."""
        if self.on <= self.world.starts:
            self.report("before-start", Cite(), on=self.on, starts=self.world.starts)
            return self.world
        for clause in self.decree.clauses:
            self._apply(clause)
        self.ground.close(self.on)
        self.bodies.close()
        gone = self.bodies.gone
        cites = {agency: self.ground.heirs[agency].cite for agency in gone}
        self.standing.pass_on(gone, self.on, cites)
        return self._frozen()

    def _frozen(self) -> World:
        return replace(
            self.bodies.frozen(self.world),
            lineage=self.ground.frozen(),
            mandates=self.standing.frozen(),
            labels=self.labels,
            _held={},
        )

    def _apply(self, clause: Clause) -> None:
        match clause:
            case Redraw():
                self._redraw(clause)
            case Transfer():
                self._transfer(clause)
            case Attach():
                self.bodies.attach(clause)
            case Delegate() | Deputise():
                self._lend(clause)

    # -- the map and the bodies ------------------------------------------------------------

    def _redraw(self, clause: Redraw) -> None:
        for founding in clause.founds:
            self._found(founding, clause.cite)
        if clause.into and any(f.id == clause.into for f in clause.founds) and not clause.takes:
            self.report("founded-of-nothing", clause.cite, thing=clause.into)
        for take in clause.takes:
            self.ground.take(clause, take, self.on)
        for keeping in clause.keeps:
            self._keep(keeping.thing, keeping.parent, clause.cite)
        for naming in clause.renames:
            self._rename(naming, clause.cite)
        for ending in clause.ends:
            if ending.thing in self.ground.areas:
                self._end_area(ending, clause.cite)
            else:
                self.bodies.end(ending, clause.cite)
        for unit in self.ground.ended[self.passed :]:
            self.standing.inherit(self.ground, unit, self.on)
        self.passed = len(self.ground.ended)

    def _found(self, founding: Founding, cite: Cite) -> None:
        ground = self.ground
        if any(
            founding.id in taken for taken in (self.bodies.agencies, ground.areas, ground.leaves)
        ):
            self.report("founded-twice", cite, thing=founding.id)
            return
        if not founding.kind:
            founded = ground.found(founding, self.on, cite)
        elif founding.seat and not ground.alive(founding.seat):
            self.report("unknown-unit", cite, thing=founding.seat, on=self.on)
            return
        else:
            founded = self.bodies.found(founding, cite)
        if founded and founding.vi:
            named = Label(founding.vi, founding.en, starting(self.on), cite)
            self.labels[founding.id] = (named,)

    def _keep(self, thing: str, parent: str, cite: Cite) -> None:
        if not self.ground.alive(thing) or not self.ground.stands(parent):
            lost = parent if self.ground.alive(thing) else thing
            self.report("unknown-unit", cite, thing=lost, on=self.on)
            return
        if thing in self.ground.path(parent):
            self.report("in-a-circle", cite, thing=thing)
        else:
            self.ground.move(thing, parent, self.on, cite)

    def _rename(self, naming: Naming, cite: Cite) -> None:
        if not self.ground.alive(naming.thing) and not self.bodies.lives(naming.thing):
            self.report("unknown-unit", cite, thing=naming.thing, on=self.on)
            return
        before = [
            replaced
            for label in self.labels.get(naming.thing, ())
            if (replaced := _until(label, self.on))
        ]
        new = Label(naming.vi, naming.en, starting(self.on), cite)
        self.labels[naming.thing] = (*before, new)

    def _end_area(self, ending: Ending, cite: Cite) -> None:
        thing, heir = ending.thing, ending.heir
        if not self.ground.stands(thing):
            report_ended(self.report, cite, thing, self.ground.heirs[thing], self.on)
        elif not heir or heir == thing or not self.ground.stands(heir):
            self.report("no-heir", cite, thing=thing, on=self.on, why=heir or "–")
        elif thing in self.ground.path(heir):
            self.report("in-a-circle", cite, thing=thing)
        elif not self.ground.existed(thing, self.on):
            self.report("unknown-unit", cite, thing=thing, on=eve(self.on))
        else:
            self.ground.end(thing, heir, self.on, cite)

    # -- functions -------------------------------------------------------------------------

    def _known(self, clause: Transfer | Delegate | Deputise, agency: str) -> bool:
        if clause.function not in self.world.functions:
            known = ", ".join(sorted(self.world.functions))
            self.report("unknown-function", clause.cite, thing=clause.function, known=known)
        elif not self.ground.alive(clause.area):
            self.report("unknown-unit", clause.cite, thing=clause.area, on=self.on)
        elif not self.bodies.lives(agency):
            self.report("unknown-agency", clause.cite, thing=agency, on=self.on)
        else:
            return True
        return False

    def _transfer(self, clause: Transfer) -> None:
        until = clause.finishes
        if not self._known(clause, clause.receiver) or not self._in_time(clause, until, "finishes"):
            return
        self._check_givers(clause)
        days = starting(self.on)
        # Whoever answers for a giver answers for what the giver finishes, and for nothing more.
        for mode in (Mode.ANSWERS, Mode.MUST):
            here, over = self.standing.carve(self.ground, clause.function, clause.area, days, mode)
            if clause.finishes:
                for old in here + [replace(old, area=clause.area) for old in over]:
                    self._finish(old, clause)
        for valid, intake in rectangles(self.on, clause.finishes):
            self._state(clause, clause.receiver, valid, intake)
        givers = [mandate.agency for mandate in here]
        self.bodies.hand_on(clause.function, givers, clause.receiver, clause.cite)

    def _finish(self, old: Mandate, clause: Transfer) -> None:
        days = old.valid.before(clause.finishes or self.on)
        intake = old.intake.before(self.on)
        if days and intake:
            finishing = replace(old, valid=days, intake=intake)
            if old.area == clause.area and old.mode is Mode.MUST:
                self.standing.say(finishing)
            else:
                self.standing.state(finishing)

    def _check_givers(self, clause: Transfer) -> None:
        if not clause.givers:
            return
        # One who lets go on the very day was a holder on the eve, but need not be named as a giver.
        at, standing = (self.ground, clause.function, clause.area), self.standing
        staying = standing.holders(*at, starting(self.on))
        holders = staying | standing.holders(*at, Interval(eve(self.on), self.on))
        values = {"function": clause.function, "area": clause.area, "eve": eve(self.on)}
        for giver in clause.givers:
            if giver not in holders:
                spoken_holders = ", ".join(sorted(holders)) or "–"
                self.report(
                    "not-holder", clause.cite, giver=giver, holders=spoken_holders, **values
                )
        for holder in sorted(staying - {*clause.givers, clause.receiver}):
            self.report("giver-forgotten", clause.cite, giver=holder, **values)

    def _in_time(
        self,
        clause: Transfer | Delegate | Deputise,
        until: date | None,
        field: str = "until",
    ) -> bool:
        if until is not None and until <= self.on:
            self.report("until-too-early", clause.cite, until=until, on=self.on, field=field)
            return False
        return True

    def _lend(self, clause: Delegate | Deputise) -> None:
        """A delegate or a deputy acts for a while; a delegator still answers for it."""
        acting = clause.delegate if isinstance(clause, Delegate) else clause.deputy
        if not self._known(clause, acting) or not self._in_time(clause, clause.until):
            return
        days = Interval(self.on, clause.until or date.max)
        here, over = self.standing.carve(self.ground, clause.function, clause.area, days)
        if isinstance(clause, Delegate):
            for old in here + over:
                self.standing.state(
                    replace(old, area=clause.area, mode=Mode.ANSWERS, holes=frozenset())
                )
        interim = isinstance(clause, Deputise)
        self._state(clause, acting, days, Interval(date.min, date.max), interim=interim)

    def _state(
        self,
        clause: Transfer | Delegate | Deputise,
        agency: str,
        valid: Interval,
        intake: Interval,
        *,
        interim: bool = False,
    ) -> None:
        self.standing.say(
            Mandate(
                clause.function,
                agency,
                clause.area,
                valid,
                intake,
                interim=interim,
                cite=clause.cite,
            )
        )


def _until(label: Label, on: date) -> Label | None:
    kept = label.valid.before(on)
    return label._replace(valid=kept) if kept else None
