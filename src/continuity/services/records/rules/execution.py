"""When the main penalty was complete, and what else of a judgment must be.

Every way to the end of a main penalty counts: served, shortened, spared the rest, the end of a
probation or of a conditional release, or the limitation of its execution. One that still runs has no
end yet; one of which nobody knows is missing, and nothing is assumed.
"""

from __future__ import annotations

from datetime import date

from continuity.core.interval import EVER, FOREVER
from continuity.services.records.rules.facts import How, Judgment, Main, Served
from continuity.services.records.rules.periods import BASES, limitation
from continuity.services.records.rules.reckon import Mark, later

ENDED = {
    How.SERVED: ("served", BASES["start"]),
    How.REDUCED: ("reduced", BASES["imposed"]),
    How.EXEMPT: ("exempt-remainder", BASES["exempt-remainder"]),
    How.SPECIAL_AMNESTY: ("special-amnesty", BASES["special-amnesty"]),
    How.PROBATION: ("probation", BASES["start"]),
    How.TRIAL: ("conditional-release", BASES["conditional-release"]),
}

Found = tuple[date, tuple[Mark, ...], tuple[str, ...]]


def started(judgment: Judgment) -> Found:
    """The day from which the period counts, its reasons, and what is missing.

    EVER where nobody has told it, FOREVER where it has not come.
    """
    penalty = judgment.penalty
    if penalty.kind in (Main.NONE, Main.MEASURE):
        return judgment.effective, (), ()
    if penalty.state is Served.NEVER:
        day = later(judgment.effective, limitation(penalty))
        months = (("months", str(limitation(penalty))),)
        return day, (Mark("limitation", day, BASES["limitation"], months),), ()
    if penalty.state is Served.FLED:
        return EVER, (Mark("fled", None, BASES["limitation"]),), ("limitation",)
    if penalty.state is Served.RUNNING and penalty.ended is None:
        return FOREVER, (Mark("still-running", None, BASES["start"]),), ()
    if penalty.ended is not None and penalty.state is not Served.UNKNOWN:
        how = How.PROBATION if penalty.kind is Main.SUSPENDED else penalty.how
        code, basis = ENDED[how]
        return penalty.ended, (Mark(code, penalty.ended, basis),), ()
    if penalty.kind is Main.WARNING:
        day = judgment.effective
        return day, (Mark("warning", day, BASES["start"]._replace(verified=False)),), ()
    return EVER, (Mark("end-unknown", None, BASES["start"]),), ("main-end",)


def awaited(judgment: Judgment) -> tuple[tuple[Mark, ...], tuple[Mark, ...], tuple[str, ...]]:
    """The lasting additional penalties, the other orders, and what nobody has told of them.

    What is not complete yet has no day; what is unknown is left out of both and named.
    """
    waits, orders, missing = [], [], []
    for extra in judgment.extras or ():
        if extra.until is None:
            missing.append(f"extra-end:{extra.kind}")
        else:
            waits.append(Mark("extra", extra.until, BASES["extra"], (("what", extra.kind),)))
    for order in judgment.orders or ():
        told = (("what", str(order.kind)),)
        if order.state in (Served.RUNNING, Served.NEVER):
            orders.append(Mark("order-open", None, BASES["order"], told))
        elif order.done is None or order.state is Served.UNKNOWN:
            missing.append(f"order-done:{order.kind}")
        else:
            orders.append(Mark("order", order.done, BASES["order"], told))
    missing += [name for name in ("extras", "orders") if getattr(judgment, name) is None]
    return tuple(waits), tuple(orders), tuple(missing)
