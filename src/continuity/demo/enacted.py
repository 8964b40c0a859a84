"""The main job in the database: what is played is loaded, enacted by two people and read from rows.

The people are the demo's own; whoever looks at the journal sees that. A database that holds somebody's
own register is left alone.
"""

from __future__ import annotations

import time

from continuity.demo import casework, handed, people
from continuity.demo.play import MAP_DAY, Step, Told
from continuity.demo.stock import stocked
from continuity.packs.points_file import from_file
from continuity.packs.text import Text
from continuity.packs.vn import DATA, Pack
from continuity.reform.draft import draft, name
from continuity.reform.enact import enact
from continuity.reform.history import History, Stage
from continuity.reform.shelf import drafts, entries, in_force, save
from continuity.register.load import load
from continuity.register.points import enter
from continuity.register.read import first, head, present, source, world

SOURCE, EXAMPLES = "demo", "points_example.csv"


def free() -> bool:
    """True where the register is empty, or holds the demo and nothing else."""
    return head() is None or source() == SOURCE


def enacted(pack: Pack, step: Step = lambda what, thing: None) -> Told:
    """Every decree of the pack in force, and the worlds on both sides of each as the rows have them.

    What is in force already is not enacted again.
    """
    if head() is None:
        step("load", "")
        load(stocked(pack.start), SOURCE)
    people.seated()
    there, spent = in_force(), {}
    for text in pack.decrees:
        began = time.perf_counter()
        if name(text) not in there:
            step("enact", name(text))
            _enact(text, pack)
        spent[name(text)] = time.perf_counter() - began
    people.moved(MAP_DAY)
    _counters()
    handed.equipped()
    casework.offered()
    return Told(_history(pack), spent)


def _enact(text: Text, pack: Pack) -> None:
    drafter, approver = people.actor(people.PLANNER), people.actor(people.HEAD)
    open_ = {draft.text.name: draft.version for draft in drafts()}
    version = open_.get(name(text)) or save(text, 0, actor=drafter)
    enact(name(text), version, approver=approver, kinds=pack.kinds)


def _counters() -> None:
    """The counters that were made up to show where to hand in; each says that it is an example."""
    found = from_file(DATA / EXAMPLES, present())
    if found.findings:
        raise ValueError(found.findings[0].say("en"))
    enter(found.points, actor=people.actor(people.PLANNER), source=EXAMPLES)


def _history(pack: Pack) -> History:
    """The stages of the decrees of 2025, each world read as it was known after an entry."""
    texts, at = in_force(), entries()
    start = before = world(first())
    stages = []
    for decree, text in texts.items():
        # The demo's decrees were enacted in the order of their days, so that each entry has its world.
        after = world(at[decree])
        stages.append(Stage(draft(text, before, pack.kinds).decree, before, after, ()))
        before = after
        if decree.startswith("vn-2025-07"):
            break
    return History(start, tuple(stages))
