"""All decrees in their order, each read against the world that the ones before it made.

A draft is tried by putting it among the decrees of the pack, in the place of the one of its name if
there is one. Everything that a check, a proof or a change of day needs is the difference between two
such histories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.core.fold import fold
from continuity.core.plan import Decree
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.draft import draft, name

Progress = Callable[[str], None]


class Stage(NamedTuple):
    """One decree, with the worlds on both sides of it and what is wrong with it."""

    decree: Decree
    before: World
    after: World
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class History:
    """The stages from the first decree to the last, and the texts that they come from."""

    start: World
    stages: tuple[Stage, ...]
    texts: tuple[Text, ...] = ()

    @property
    def world(self) -> World:
        """The world after the last decree."""
        return self.stages[-1].after if self.stages else self.start

    def stage(self, decree: str) -> Stage:
        """The stage of one decree; raises KeyError where there is none of that name."""
        for stage in self.stages:
            if stage.decree.id == decree:
                return stage
        raise KeyError(decree)


def history(
    start: World,
    texts: Iterable[Text],
    kinds: dict[str, Kind],
    progress: Progress = lambda step: None,
    like: History | None = None,
) -> History:
    """The stages of some decrees, in order of effective day and name.

    Before the first text that another history has not, its stages are taken over: to fold the nation
    takes seconds. `progress` is told of those that are folded.
    """
    ordered = sorted(texts, key=_order)
    stages = _shared(like, start, ordered)
    world = stages[-1].after if stages else start
    for text in ordered[len(stages) :]:
        progress(text.name)
        decree, wrong = draft(text, world, kinds)
        # Without a day there is nothing to enact; the draft's own findings say so.
        after, faults = fold(world, [decree]) if decree.effective < date.max else (world, ())
        stages.append(Stage(decree, world, after, (*wrong, *faults)))
        world = after
    return History(start, tuple(stages), tuple(ordered))


def _shared(like: History | None, start: World, ordered: list[Text]) -> list[Stage]:
    if like is None or like.start is not start:
        return []
    pairs = zip(like.texts, like.stages, ordered, strict=False)
    return [stage for _, stage, _ in takewhile(lambda pair: pair[0] is pair[2], pairs)]


def with_draft(texts: Iterable[Text], candidate: Text) -> list[Text]:
    """Some decrees with a draft among them, instead of the one of the same name."""
    return [text for text in texts if name(text) != name(candidate)] + [candidate]


def moved(text: Text, effective: str) -> Text:
    """The same decree with another effective day; its instruments operate from then on, too."""
    assert isinstance(text.tree, dict), "a decree that is moved has been read before"
    tree = {**text.tree, "effective": effective}
    instruments = text.tree.get("instruments")
    if isinstance(instruments, list):
        tree["instruments"] = [
            {**entry, "operates": effective} if isinstance(entry, dict) else entry
            for entry in instruments
        ]
    return replace(text, tree=tree, source="")


def _order(text: Text) -> tuple[str, str]:
    tree = text.tree if isinstance(text.tree, dict) else {}
    return str(tree.get("effective") or ""), name(text)
