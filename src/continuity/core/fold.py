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

from continuity.core.finding import Finding, Flawed
from continuity.core.ground import Ground, spoken
from continuity.core.interval import Interval, eve, starting
from continuity.core.lineage import Cite, Heir, Within
from continuity.core.mandate import Agency, Mandate, Mode
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
    heirs_by_taking,
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
    world, findings = start, []
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
        self.findings: list[Finding] = []
        self.ground = Ground(world.lineage, self.report)
        self.standing = Standing(world.mandates)
        self.agencies = dict(world.agencies)
        self.under = {body: list(history) for body, history in world.under.items()}
        self.custody = {charge: list(history) for charge, history in world.custody.items()}
        self.labels = dict(world.labels)
        self.gone: dict[str, str] = {}
        self.keeps: dict[str, dict[str, None]] = {}
        for charge, history in self.custody.items():
            if history[-1].valid.end == date.max:
                self.keeps.setdefault(history[-1].parent, {})[charge] = None
        self.attached: dict[str, dict[str, None]] = {}
        for body, history in self.under.items():
            if history[-1].valid.end == date.max:
                self.attached.setdefault(history[-1].parent, {})[body] = None

    def report(self, code: str, cite: Cite, **values: object) -> None:
        """One more finding."""
        cite = cite._replace(decree=cite.decree or self.decree.id)
        finding = Finding(code, cite, {k: str(v) for k, v in values.items()})
        if finding not in self.findings:
            self.findings.append(finding)

    def apply(self) -> World:
        """The world after the decree."""
        if self.on <= self.world.starts:
            self.report("before-start", Cite(), on=self.on, starts=self.world.starts)
            return self.world
        redraws = [clause for clause in self.decree.clauses if isinstance(clause, Redraw)]
        self.ground.heirs_today = heirs_by_taking(redraws)
        for clause in self.decree.clauses:
            self._apply(clause)
        self.ground.close(self.on)
        self._close_agencies()
        cites = {t: h.cite for t, h in self.ground.heirs.items() if h.on == self.on}
        self.standing.pass_on(self.ground, self.gone, self.on, cites)
        return self._frozen()

    def _frozen(self) -> World:
        return replace(
            self.world,
            lineage=self.ground.frozen(),
            agencies=self.agencies,
            mandates=self.standing.frozen(),
            under={body: tuple(history) for body, history in self.under.items()},
            custody={charge: tuple(history) for charge, history in self.custody.items()},
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
                self._attach(clause)
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
            self._end(ending, clause.cite)

    def _found(self, founding: Founding, cite: Cite) -> None:
        if founding.kind:
            self._found_body(founding, cite)
        else:
            self.ground.found(founding, self.on, cite)
        if founding.vi:
            named = Label(founding.vi, founding.en, starting(self.on))
            self.labels[founding.id] = (named,)

    def _found_body(self, founding: Founding, cite: Cite) -> None:
        if founding.id in self.agencies:
            self.report("founded-twice", cite, thing=founding.id)
        elif founding.seat and not self.ground.alive(founding.seat):
            self.report("unknown-unit", cite, thing=founding.seat, on=self.on)
        else:
            days = starting(self.on)
            self.agencies[founding.id] = Agency(founding.id, founding.kind, founding.seat, days)
            if founding.parent:
                self._put_under(founding.id, founding.parent, cite)

    def _keep(self, thing: str, parent: str, cite: Cite) -> None:
        for place in (thing, parent):
            if not self.ground.alive(place):
                self.report("unknown-unit", cite, thing=place, on=self.on)
                return
        if thing in self.ground.path(parent):
            self.report("in-a-circle", cite, thing=thing)
        else:
            self.ground.move(thing, parent, self.on, cite)

    def _rename(self, naming: Naming, cite: Cite) -> None:
        if not self.ground.alive(naming.thing) and not self._lives(naming.thing):
            self.report("unknown-unit", cite, thing=naming.thing, on=self.on)
            return
        before = [
            replaced
            for label in self.labels.get(naming.thing, ())
            if (replaced := _until(label, self.on))
        ]
        new = Label(naming.vi, naming.en, starting(self.on))
        self.labels[naming.thing] = (*before, new)

    def _lives(self, agency: str) -> bool:
        body = self.agencies.get(agency)
        return body is not None and body.valid.end == date.max

    def _end(self, ending: Ending, cite: Cite) -> None:
        if ending.thing in self.ground.areas:
            self._end_area(ending, cite)
        elif not self._lives(ending.thing):
            ended = ending.thing in self.agencies
            self.report(
                "ended-twice" if ended else "unknown-agency", cite, thing=ending.thing, on=self.on,
                earlier=spoken(self.ground.heirs[ending.thing].cite) if ended else "",
            )  # fmt: skip
        elif self.agencies[ending.thing].valid.start >= self.on:
            self.report("founded-twice", cite, thing=ending.thing)
        elif not ending.heir or ending.heir == ending.thing:
            self.report("no-heir", cite, thing=ending.thing, on=self.on, why=ending.heir or "–")
        else:
            self.gone[ending.thing] = ending.heir
            self.ground.heirs[ending.thing] = Heir(ending.heir, self.on, cite)

    def _end_area(self, ending: Ending, cite: Cite) -> None:
        thing, heir = ending.thing, ending.heir
        if not self.ground.alive(thing):
            earlier = spoken(self.ground.heirs[thing].cite)
            self.report("ended-twice", cite, thing=thing, earlier=earlier)
        elif not heir or heir == thing or not self.ground.alive(heir):
            self.report("no-heir", cite, thing=thing, on=self.on, why=heir or "–")
        elif not self.ground.existed(thing, self.on):
            self.report("unknown-unit", cite, thing=thing, on=eve(self.on))
        else:
            self.ground.end(thing, heir, self.on, cite)

    def _close_agencies(self) -> None:
        """Ended bodies hand all they have to the heir that is left at the end of the decree."""
        for agency in self.gone:
            heir, seen = self.gone[agency], {agency}
            while heir in self.gone and heir not in seen:
                seen.add(heir)
                heir = self.gone[heir]
            cite = self.ground.heirs[agency].cite
            if not self._lives(heir) or heir in self.gone:
                self.report("no-heir", cite, thing=agency, on=self.on, why=heir)
                continue
            self.gone[agency] = heir
            self._hand_all(agency, heir, cite)
        for agency in self.gone:
            body = self.agencies[agency]
            self.agencies[agency] = replace(body, valid=Interval(body.valid.start, self.on))

    def _hand_all(self, agency: str, heir: str, cite: Cite) -> None:
        for charge in list(self.keeps.get(agency, ())):
            self._hand(charge, heir, cite)
        for body in list(self.attached.get(agency, ())):
            self._put_under(body, heir, cite)
        if agency in self.under:
            _stop(self.under[agency], self.on)

    def _hand(self, charge: str, receiver: str, cite: Cite) -> None:
        history = self.custody[charge]
        self.keeps[history[-1].parent].pop(charge, None)
        _stop(history, self.on)
        history.append(Within(receiver, starting(self.on), cite))
        self.keeps.setdefault(receiver, {})[charge] = None

    # -- functions -------------------------------------------------------------------------

    def _known(self, clause: Transfer | Delegate | Deputise, agency: str) -> bool:
        if clause.function not in self.world.functions:
            known = ", ".join(sorted(self.world.functions))
            self.report("unknown-function", clause.cite, thing=clause.function, known=known)
        elif not self.ground.alive(clause.area):
            self.report("unknown-unit", clause.cite, thing=clause.area, on=self.on)
        elif not self._lives(agency):
            self.report("unknown-agency", clause.cite, thing=agency, on=self.on)
        else:
            return True
        return False

    def _transfer(self, clause: Transfer) -> None:
        if not self._known(clause, clause.receiver) or not self._in_time(clause, clause.finishes):
            return
        self._check_givers(clause)
        days = starting(self.on)
        here, over = self.standing.carve(self.ground, clause.function, clause.area, days)
        if clause.finishes:
            for old in here + over:
                self._finish(old, clause)
        for valid, intake in rectangles(self.on, clause.finishes):
            self._state(clause, clause.receiver, valid, intake)
        for agency in {mandate.agency for mandate in here}:
            for charge in list(self.keeps.get(agency, ())):
                if self.world.charges[charge].function == clause.function:
                    self._hand(charge, clause.receiver, clause.cite)

    def _finish(self, old: Mandate, clause: Transfer) -> None:
        days = old.valid.before(clause.finishes or self.on)
        intake = old.intake.before(self.on)
        if days and intake:
            self.standing.state(replace(old, area=clause.area, valid=days, intake=intake))

    def _check_givers(self, clause: Transfer) -> None:
        if not clause.givers:
            return
        holders = self.standing.holders(self.ground, clause.function, clause.area, self.on)
        values = {"function": clause.function, "area": clause.area, "eve": eve(self.on)}
        for giver in clause.givers:
            if giver not in holders:
                spoken_holders = ", ".join(sorted(holders)) or "–"
                self.report(
                    "not-holder", clause.cite, giver=giver, holders=spoken_holders, **values
                )
        for holder in sorted(holders - {*clause.givers, clause.receiver}):
            self.report("giver-forgotten", clause.cite, giver=holder, **values)

    def _in_time(self, clause: Transfer | Delegate | Deputise, until: date | None) -> bool:
        if until is not None and until <= self.on:
            self.report("until-too-early", clause.cite, until=until, on=self.on)
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
        self.standing.stated.add((clause.function, clause.area))
        self.standing.state(
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

    def _attach(self, clause: Attach) -> None:
        for body in (clause.institution, clause.parent):
            if not self._lives(body):
                self.report("unknown-agency", clause.cite, thing=body, on=self.on)
                return
        above = clause.parent
        while above != clause.institution and (history := self.under.get(above)):
            if history[-1].valid.end != date.max:
                break
            above = history[-1].parent
        if above == clause.institution:
            self.report("in-a-circle", clause.cite, thing=clause.institution)
        else:
            self._put_under(clause.institution, clause.parent, clause.cite)

    def _put_under(self, body: str, parent: str, cite: Cite) -> None:
        history = self.under.setdefault(body, [])
        if history:
            self.attached.get(history[-1].parent, {}).pop(body, None)
            _stop(history, self.on)
        history.append(Within(parent, starting(self.on), cite))
        self.attached.setdefault(parent, {})[body] = None


def _stop(history: list[Within], on: date) -> None:
    """The last membership ends; one that began on the same day never was."""
    if history and history[-1].valid.end == date.max:
        last = history.pop()
        if kept := last.valid.before(on):
            history.append(last._replace(valid=kept))


def _until(label: Label, on: date) -> Label | None:
    kept = label.valid.before(on)
    return label._replace(valid=kept) if kept else None
