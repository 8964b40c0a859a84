"""What may be done with a case. Each verb is one transaction: lock, load, decide, write, record.

A verb is asked for with a key; asked again with it, by the same actor, it does nothing and gives the
first answer. Filing is open to every counter; what follows needs the agency that is competent on the
day, and some of it is the applicant's own. A refusal says why in both languages.
"""

from __future__ import annotations

from continuity.casework.verbs.applicant import (
    answer_supplement,
    choose_languages,
    choose_law,
    withdraw,
)
from continuity.casework.verbs.asking import answer_consult, consult
from continuity.casework.verbs.checking import ask_supplement, check, review
from continuity.casework.verbs.clocks import apologise, pause, resume
from continuity.casework.verbs.deciding import decide, deliver, issue, issuing
from continuity.casework.verbs.ending import close, stop
from continuity.casework.verbs.filing import Receipt, file, lodge, receive, refuse_receipt
from continuity.casework.verbs.paying import pay, waive
from continuity.casework.verbs.sharing import assign, claim, hand_back, release

__all__ = [
    "Receipt", "answer_consult", "answer_supplement", "apologise", "ask_supplement", "assign",
    "check", "choose_languages", "choose_law", "claim", "close", "consult", "decide", "deliver",
    "file", "hand_back",
    "issue", "issuing", "lodge", "pause", "pay", "receive", "refuse_receipt", "release", "resume",
    "review", "stop", "waive", "withdraw",
]  # fmt: skip
