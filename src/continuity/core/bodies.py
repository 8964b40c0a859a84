"""The bodies while a decree is being applied: who lives, who stands under whom, who keeps what.

An ending is only noted; at the end of the decree each ended body hands all that it has to the heir
that is left by then, so that a body may still receive something on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from continuity.core.ground import Report, report_ended
from continuity.core.interval import Interval, starting
from continuity.core.lineage import Cite, Heir, Within
from continuity.core.mandate import Agency
from continuity.core.plan import Attach, Ending, Founding
from continuity.core.world import World

History = dict[str, list[Within]]
Members = dict[str, dict[str, None]]


class Bodies:
    """Agencies, their parents and their charges; `heirs` is shared with the map."""

    def __init__(self, world: World, heirs: dict[str, Heir], on: date, report: Report) -> None:
        self.agencies = dict(world.agencies)
        self.charges = world.charges
        self.heirs, self.on, self.report = heirs, on, report
        self.under = {body: list(history) for body, history in world.under.items()}
        self.custody = {charge: list(history) for charge, history in world.custody.items()}
        self.attached = _members(self.under)
        self.keeps = _members(self.custody)
        self.gone: dict[str, str] = {}

    def frozen(self, world: World) -> World:
        """A world with these bodies."""
        return replace(
            world, agencies=self.agencies, under=_frozen(self.under), custody=_frozen(self.custody)
        )

    def lives(self, agency: str) -> bool:
        """True for a body that has not ended; one that ends today lives until the decree does."""
        body = self.agencies.get(agency)
        return body is not None and body.valid.end == date.max

    def found(self, founding: Founding, cite: Cite) -> bool:
        """A new body begins; False when it cannot."""
        if founding.parent and not self.lives(founding.parent):
            self.report("unknown-agency", cite, thing=founding.parent, on=self.on)
            return False
        days = starting(self.on)
        self.agencies[founding.id] = Agency(founding.id, founding.kind, founding.seat, days)
        if founding.parent:
            self._put_under(founding.id, founding.parent, cite)
        return True

    def end(self, ending: Ending, cite: Cite) -> None:
        """A body ends and another one continues it."""
        thing, heir = ending.thing, ending.heir
        if thing not in self.agencies:
            self.report("unknown-agency", cite, thing=thing, on=self.on)
        elif not self.lives(thing) or thing in self.gone:
            report_ended(self.report, cite, thing, self.heirs[thing], self.on)
        elif self.agencies[thing].valid.start >= self.on:
            self.report("founded-twice", cite, thing=thing)
        elif not heir or heir == thing:
            self.report("no-heir", cite, thing=thing, on=self.on, why=heir or "–")
        else:
            self.gone[thing] = heir
            self.heirs[thing] = Heir(heir, self.on, cite)

    def attach(self, clause: Attach) -> None:
        """An institution gets a new parent."""
        for body in (clause.institution, clause.parent):
            if not self.lives(body):
                self.report("unknown-agency", clause.cite, thing=body, on=self.on)
                return
        if clause.institution in [clause.parent, *self.above(clause.parent)]:
            self.report("in-a-circle", clause.cite, thing=clause.institution)
        else:
            self._put_under(clause.institution, clause.parent, clause.cite)

    def above(self, body: str) -> list[str]:
        """The line of parents of a body now, nearest first."""
        line = [body]
        while (history := self.under.get(line[-1])) and history[-1].valid.end == date.max:
            line.append(history[-1].parent)
        return line[1:]

    def hand_on(self, function: str, givers: Iterable[str], receiver: str, cite: Cite) -> None:
        """What some givers keep for a function goes to its receiver."""
        for giver in [giver for giver in dict.fromkeys(givers) if giver != receiver]:
            for charge in list(self.keeps.get(giver, ())):
                if self.charges[charge].function == function:
                    self._hand(charge, receiver, cite)

    def close(self) -> None:
        """Ended bodies hand all they have to the heir that is left at the end of the decree."""
        circles = [agency for agency in self.gone if self._last_heir(agency) == agency]
        lost = [agency for agency, named in self.gone.items() if not self.lives(named)]
        for agency in dict.fromkeys([*circles, *lost]):
            self._go_on(agency, "no-heir", thing=agency, on=self.on, why=self.gone[agency])
        for agency in list(self.gone):
            heir = self._last_heir(agency)
            if agency in self.above(heir):
                self._go_on(agency, "in-a-circle", thing=heir)
            else:
                self.gone[agency] = heir
                self._hand_all(agency, heir, self.heirs[agency].cite)
        for agency in self.gone:
            body = self.agencies[agency]
            self.agencies[agency] = replace(body, valid=Interval(body.valid.start, self.on))

    def _go_on(self, agency: str, code: str, **values: object) -> None:
        """A body that cannot end stays, and the finding says why."""
        self.report(code, self.heirs[agency].cite, **values)
        del self.gone[agency], self.heirs[agency]

    def _last_heir(self, agency: str) -> str:
        heir, seen = self.gone[agency], {agency}
        while heir in self.gone and heir not in seen:
            seen.add(heir)
            heir = self.gone[heir]
        return heir

    def _hand_all(self, agency: str, heir: str, cite: Cite) -> None:
        for charge in list(self.keeps.get(agency, ())):
            self._hand(charge, heir, cite)
        for body in list(self.attached.get(agency, ())):
            self._put_under(body, heir, cite)
        for parent in self.above(agency)[:1]:
            self.attached[parent].pop(agency, None)
            _stop(self.under[agency], self.on)

    def _hand(self, charge: str, receiver: str, cite: Cite) -> None:
        history = self.custody[charge]
        self.keeps[history[-1].parent].pop(charge, None)
        _stop(history, self.on)
        history.append(Within(receiver, starting(self.on), cite))
        self.keeps.setdefault(receiver, {})[charge] = None

    def _put_under(self, body: str, parent: str, cite: Cite) -> None:
        history = self.under.setdefault(body, [])
        if history:
            self.attached.get(history[-1].parent, {}).pop(body, None)
            _stop(history, self.on)
        history.append(Within(parent, starting(self.on), cite))
        self.attached.setdefault(parent, {})[body] = None


def _members(histories: History) -> Members:
    """What each parent has now."""
    members: Members = {}
    for thing, history in histories.items():
        if history[-1].valid.end == date.max:
            members.setdefault(history[-1].parent, {})[thing] = None
    return members


def _frozen(histories: History) -> dict[str, tuple[Within, ...]]:
    return {thing: tuple(history) for thing, history in histories.items() if history}


def _stop(history: list[Within], on: date) -> None:
    """The last membership ends; one that began on the same day never was."""
    if history and history[-1].valid.end == date.max:
        last = history.pop()
        if kept := last.valid.before(on):
            history.append(last._replace(valid=kept))
