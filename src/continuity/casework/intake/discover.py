"""A service found by everyday words, in any case and without marks; pure."""

from __future__ import annotations

from collections.abc import Iterable

from continuity.core.procedure import Procedure
from continuity.packs.names import folded

FILLERS = set(
    folded("a an for how i my need of the to want cho có để làm mình muốn ở tôi xin").split()
)
"""Words that people say around what they mean; one that is all they say is looked for."""


def found(procedures: Iterable[Procedure], text: str) -> list[Procedure]:
    """The services that some words mean, the likeliest first, else as they come; all of them, by name,
    where nothing is said."""
    offered = list(procedures)
    said = folded(text).split()
    wanted = [word for word in said if word not in FILLERS] or said
    if not wanted:
        return sorted(offered, key=lambda one: folded(one.label.vi))
    weighed = [(_weight(one, wanted, " ".join(wanted)), one) for one in offered]
    best = max((weight for weight, _ in weighed), default=0)
    # Half as good as the best is still an answer; a word in passing is none.
    kept = [(weight, one) for weight, one in weighed if weight and weight * 2 >= best]
    return [one for _, one in sorted(kept, key=lambda pair: -pair[0])]


def _weight(one: Procedure, wanted: list[str], phrase: str) -> int:
    """How well a service fits: a name that people use counts more than a word of its description."""
    if phrase in (folded(one.code), folded(one.official)):
        return 1000
    called = [folded(name) for name in (one.label.vi, one.label.en, *one.words)]
    summary = folded(f"{one.summary.vi} {one.summary.en}").split()
    weight = 20 * any(f" {phrase} " in f" {name} " for name in called)
    for word in wanted:
        if any(word in name.split() for name in called):
            weight += 5
        elif len(word) > 2 and any(
            part.startswith(word) for name in called for part in name.split()
        ):
            weight += 3
        elif word in summary:
            weight += 1
    return weight
