"""What is newly somebody's: the tasks that came to their body, and a short check of each. Pure.

The check asks what stands on the page beside it, and whoever reads it again may answer again. Nothing is
kept but that it was passed, for which task and on which day: no number of tries and no marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from continuity.core.procedure import Procedure, Term, Unit, Words


@dataclass(frozen=True, slots=True)
class Ask:
    """One question with its answers, of which one is right; `right` is its id."""

    id: str
    text: Words
    options: tuple[tuple[str, Words], ...]
    right: str


UNITS = {
    Unit.WORKING_DAYS: Words("ngày làm việc", "working days"),
    Unit.CALENDAR_DAYS: Words("ngày", "calendar days"),
    Unit.HOURS: Words("giờ", "hours"),
    Unit.MONTHS: Words("tháng", "months"),
    Unit.YEARS: Words("năm", "years"),
}
FILED = Ask(
    "filed",
    Words("Hồ sơ nộp trước ngày chuyển giao thì sao?", "What of a case filed before the day?"),
    (
        (
            "goes-on",
            Words("Giải quyết tiếp, không nộp lại", "It goes on, and nothing is filed again"),
        ),
        ("again", Words("Người dân nộp lại từ đầu", "The applicant files again")),
        ("back", Words("Trả về cơ quan cũ", "It goes back to the former body")),
    ),
    "goes-on",
)


def asks(
    function: str,
    before: Words,
    others: Iterable[Words],
    procedures: Iterable[Procedure],
    person: str,
) -> list[Ask]:
    """The questions for a task: who held it, what of cases under way, and one of each procedure's term.

    `others` are bodies that did not hold it. The order of the answers is another one for each person,
    so that a place is no hint.
    """
    wrong = [one for one in others if one != before][:2]
    held = [("right", before), *((f"other-{n}", one) for n, one in enumerate(wrong))]
    made = [Ask("before", Words("Trước đây việc này của ai?", "Whose was this before?"),
                tuple(held), "right")] if before.vi and wrong else []  # fmt: skip
    made.append(FILED)
    made += [_term(one) for one in procedures]
    return [_turned(one, f"{person} {function} {one.id}") for one in made]


def _term(one: Procedure) -> Ask:
    text = Words(
        f"“{one.label.vi}”: thời hạn giải quyết?", f"'{one.label.en}': how long may it take?"
    )
    right = one.term.amount
    amounts = dict.fromkeys((right, right * 2, right + 2, right * 3))
    options = [(f"{amount:g}", _said(Term(amount, one.term.unit))) for amount in list(amounts)[:3]]
    return Ask(f"term-{one.code}", text, tuple(options), f"{right:g}")


def _said(term: Term) -> Words:
    unit = UNITS[term.unit]
    return Words(f"{term.amount:g} {unit.vi}", f"{term.amount:g} {unit.en}")


def _turned(one: Ask, seed: str) -> Ask:
    def key(option: tuple[str, Words]) -> bytes:
        return sha256(f"{seed} {option[1].vi}".encode()).digest()

    turned = sorted(one.options, key=key)
    ids = {old: f"{n}" for n, (old, _) in enumerate(turned)}
    return Ask(one.id, one.text, tuple((ids[id], said) for id, said in turned), ids[one.right])


def wrong(asked: Iterable[Ask], given: Mapping[str, str]) -> list[str]:
    """The ids of the questions that were not answered rightly."""
    return [one.id for one in asked if given.get(one.id) != one.right]
