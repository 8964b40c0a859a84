"""What is another for a procedure from the day of a reform on: body, counter, account or form. Pure.

Each difference says what it was on the eve and what it is on the day. A body that stays and is only
called otherwise changes the form, which names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.procedure import Procedure, Words
from continuity.packs.points import ENGLISH, VIETNAMESE, Point

Called = Callable[[str, date], Words]
Accounts = Mapping[str, Collection[Words]]
NOTHING = Words("chưa có", "none entered")
NEW, OVER = Words("chưa có", "not there"), Words("bãi bỏ", "repealed")
PARTS = {
    "fields": Words("mục khai", "questions"), "evidence": Words("giấy tờ", "papers"),
    "steps": Words("các bước", "steps"), "term": Words("thời hạn", "term"),
    "fee": Words("phí, lệ phí", "fee"), "exemptions": Words("miễn, giảm", "who pays less"),
    "outputs": Words("kết quả", "result"), "channels": Words("cách nộp", "ways to file"),
    "label": Words("tên thủ tục", "name of the procedure"),
}  # fmt: skip
"""What an applicant meets of a version; a new source or a new word for searching is no other form."""
VI = dict(zip(ENGLISH, map(str.upper, VIETNAMESE), strict=True))
DAYS = re.compile("|".join(VI))
"""Days of the week as hours of counters are written, and as they are said in Vietnamese."""


class What(StrEnum):
    """Which of the four changes."""

    BODY = "body"
    COUNTER = "counter"
    ACCOUNT = "account"
    FORM = "form"


class Difference(NamedTuple):
    """One thing that is another: of which body or counter, what it was, and what it is."""

    what: What
    of: str
    before: Words
    after: Words


class Holders(NamedTuple):
    """Who holds a task on the eve and on the day, and from whom each new one has it."""

    before: frozenset[str]
    after: frozenset[str]
    taken: Mapping[str, Collection[str]]

    @property
    def stay(self) -> list[str]:
        """Who holds it on both days."""
        return sorted(self.before & self.after - self.taken.keys())


def bodies(holders: Holders, day: date, called: Called) -> list[Difference]:
    """The bodies that take a task over, each with those who gave it."""
    return [
        Difference(
            What.BODY, taker, _all(called(one, eve(day)) for one in sorted(givers)),
            called(taker, day),
        )
        for taker, givers in sorted(holders.taken.items())
    ]  # fmt: skip


def counters(before: Iterable[Point], after: Iterable[Point]) -> list[Difference]:
    """Counters that begin, end, move, or are reached or opened otherwise."""
    old, new = ({one.id: one for one in side} for side in (before, after))
    made = []
    for id in sorted(old.keys() | new.keys()):
        was, now = (_point(side[id]) if id in side else NOTHING for side in (old, new))
        if was != now:
            made.append(Difference(What.COUNTER, id, was, now))
    return made


def _point(one: Point) -> Words:
    where, hours = [part for part in (one.address, one.telephone) if part], one.hours
    vi = ", ".join([*where, DAYS.sub(lambda day: VI[day.group()], hours)] if hours else where)
    en = ", ".join([*where, hours] if hours else where)
    return Words(f"{one.vi} ({vi})", f"{one.en or one.vi} ({en})")


def accounts(holders: Holders, before: Accounts, after: Accounts) -> list[Difference]:
    """To which account a fee goes: of who takes over against who gave, of who stays against itself."""
    pairs = [(taker, sorted(givers)) for taker, givers in holders.taken.items()]
    pairs += [(one, [one]) for one in holders.stay]
    made = []
    for taker, givers in sorted(pairs):
        was = sorted({reference for giver in givers for reference in before.get(giver, ())})
        now = sorted(after.get(taker, ()))
        if was != now:
            said = (_all(side) if side else NOTHING for side in (was, now))
            made.append(Difference(What.ACCOUNT, taker, *said))
    return made


def forms(old: Procedure | None, new: Procedure | None) -> list[Difference]:
    """The version that begins on the day, with what an applicant meets otherwise in it."""
    if old is None or new is None:
        made = (_version(old) if old else NEW, _version(new) if new else OVER)
        return [Difference(What.FORM, "", *made)] if old or new else []
    parts = [words for name, words in PARTS.items() if getattr(old, name) != getattr(new, name)]
    if not parts:
        return []
    said, what = _version(new), _all(parts)
    now = Words(f"{said.vi}: {what.vi}", f"{said.en}: {what.en}")
    return [Difference(What.FORM, "", _version(old), now)]


def named(holders: Holders, day: date, called: Called) -> list[Difference]:
    """The bodies that stay and are called otherwise: their name on the form is another."""
    pairs = [(one, called(one, eve(day)), called(one, day)) for one in holders.stay]
    return [Difference(What.FORM, one, was, now) for one, was, now in pairs if was != now]


def digest(found: Iterable[Difference]) -> str:
    """By which a publication is known to say what changes still."""
    return sha256(json.dumps(list(found), ensure_ascii=False).encode()).hexdigest()


def _version(one: Procedure) -> Words:
    return Words(f"phiên bản {one.version}", f"version {one.version}")


def _all(found: Iterable[Words]) -> Words:
    told = list(found)
    return Words("; ".join(one.vi for one in told), "; ".join(one.en for one in told))
