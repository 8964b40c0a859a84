"""What a procedure's publication says, drafted from what changes; and that it was published, entered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.core.finding import said_day
from continuity.core.procedure import Words
from continuity.core.terms import TERMS
from continuity.handover.readiness.room import at
from continuity.handover.refused import Refused
from continuity.handover.review.differing import Difference, What
from continuity.handover.review.published import Changed, changed
from continuity.handover.written import added, again, entered
from continuity.journal.record import Actor

PUBLISHING = (Role.HEAD, Role.PLANNER)
MOST = 3
"""How many differences of one kind a draft writes out; the others are counted, the notices have them."""
SAID = {
    What.BODY: Words("cơ quan giải quyết", "the body"),
    What.COUNTER: Words("nơi nộp", "the counter"),
    What.ACCOUNT: Words("tài khoản nộp phí, lệ phí", "the account for the fee"),
    What.FORM: Words("biểu mẫu, cách làm", "form and steps"),
}


def drafted(one: Changed) -> Words:
    """The publication of a procedure: from which day, and each thing from what to what."""
    vi, en = one.procedure.label
    code, day = one.procedure.official or one.procedure.code, said_day(one.day)
    lines = [(SAID[what], *_listed(one.of(what))) for what in What if one.of(what)]
    told = [f"{words.vi}: {said.vi}{_more(n, 'và {n} nơi khác')}" for words, said, n in lines]
    told_en = [f"{words.en}: {said.en}{_more(n, 'and {n} more')}" for words, said, n in lines]
    return Words(
        f"Từ ngày {day.vi}, thủ tục “{vi}” ({code}) thay đổi. {'. '.join(map(_capital, told))}. "
        "Hồ sơ đã nộp giữ nguyên, không phải nộp lại.",
        f"From {day}, '{en}' ({code}) changes. {'. '.join(map(_capital, told_en))}. What was filed "
        "stays filed.",
    )


def _listed(found: Iterable[Difference]) -> tuple[Words, int]:
    every = list(found)
    shown = every[:MOST]
    return (
        Words(
            "; ".join(f"{one.before.vi} → {one.after.vi}" for one in shown),
            "; ".join(f"{one.before.en} → {one.after.en}" for one in shown),
        ),
        len(every) - len(shown),
    )


def _more(n: int, words: str) -> str:
    return f"; {words.format(n=n)}" if n else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def publish(
    decree: str, procedure: str, number: str, place: str, published: date,
    *, actor: Actor, agency: str, on: date, key: str,
) -> str:  # fmt: skip
    """That a procedure was published: by which decision, where, on which day; the id of that.

    Kept with what it says and its digest: once the reform changes another thing, it stands no longer.
    """
    with at(decree, actor, agency, on, seats=PUBLISHING) as room:
        found = {one.procedure.code: one for one in changed(room.decree, room.day)}
        if procedure not in found:
            raise Refused("no-changed-procedure", procedure=procedure)
        if not number.strip() or not place.strip() or not date(2000, 1, 1) <= published <= on:
            raise Refused("no-publication", on=on)
        told = {"procedure": procedure, "number": number.strip(), "place": place.strip()}
        told |= {"published": str(published)}
        id, one = str(uuid7()), found[procedure]
        if before := again(key, "publish-procedure", {"decree": room.decree, **told}, id):
            return before
        row = told | {"decree": room.decree, "id": id, "digest": one.digest}
        content = {"said": drafted(one), "differences": one.differences}
        added("publication", row | {"content": json.dumps(content, ensure_ascii=False)})
        entered(f"review:{decree}", "publish-procedure", told | {"digest": one.digest})
    return id


TERMS["publish-procedure"] = "công bố thủ tục"
