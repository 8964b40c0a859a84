"""What a case is at: the ten statuses of the national portal, and which may follow which.

A status never goes back. Work, a request for papers and a request for payment are one phase, between
which a case may go to and fro; every other move leads to a later phase. A handover is an event beside
the status and moves nothing.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The portal's statuses, in its order."""

    REGISTERED = "registered"
    RECEIVED = "received"
    NOT_RECEIVED = "not-received"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DONE = "done"
    DELIVERED = "delivered"


PHASES: dict[Status, int] = {
    Status.REGISTERED: 0,
    Status.RECEIVED: 1,
    Status.PROCESSING: 2,
    Status.SUPPLEMENT: 2,
    Status.PAYMENT: 2,
    Status.DONE: 3,
    Status.DELIVERED: 4,
    Status.NOT_RECEIVED: 4,
    Status.WITHDRAWN: 4,
    Status.STOPPED: 4,
}
CLOSED = frozenset(status for status, phase in PHASES.items() if phase == 4)


class Reason(StrEnum):
    """Why a clock may stand still. A reorganisation is none of them."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    VERIFICATION = "verification"
    SURVEY = "survey"


WAITING = {Reason.SUPPLEMENT: Status.SUPPLEMENT, Reason.PAYMENT: Status.PAYMENT}
"""The status of a case that waits for its applicant; while others are waited for it is processed."""


def may_follow(status: Status, following: Status) -> bool:
    """True where a case may move from one status to another; a closed one moves no more."""
    if status in CLOSED or status is following:
        return False
    if following is Status.NOT_RECEIVED:
        return status is Status.REGISTERED
    if following is Status.DELIVERED and status is Status.REGISTERED:
        return False
    return PHASES[following] >= PHASES[status]
