"""Nobody acts for an agency on a case of their own: Mr Tuan is an officer of Justice, and applies."""

from __future__ import annotations

import inspect
import uuid
from dataclasses import replace
from itertools import count

import pytest

from continuity.casework import verbs
from continuity.casework.documents import anew, deferred
from continuity.casework.documents import verbs as papers
from continuity.casework.intake.applicants import prove
from continuity.casework.notices.verbs import send_again
from continuity.casework.refused import Refused
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from tests.integration.casework import BINH, CLERK, COUNTER, FILED, HER, JUSTICE, LATER, refused
from tests.integration.service import HOA, TUAN, by, hers_by_law, staffed
from tests.people import seated

HIS = replace(HER, name="Trần Văn Tuấn", identity="001 080 000 003")
NUMBER = "001080000003"
PAPER = uuid.UUID(int=7)
KEYS = count()
# What an agency may do with a case, by everything that a page or a program can call.
ACTS = {
    verbs.receive: (), verbs.refuse_receipt: ("duplicate", "x"), verbs.claim: (),
    verbs.release: (), verbs.assign: (BINH.id,), verbs.check: (True,),
    verbs.ask_supplement: (["residence"], "x"), verbs.review: (True,),
    verbs.decide: ("granted",), verbs.issue: (), verbs.deliver: ("counter",),
    verbs.pause: ("survey",), verbs.resume: (), verbs.apologise: (LATER, "x"),
    verbs.consult: (COUNTER, "x", LATER), verbs.answer_consult: ("x",), verbs.pay: (),
    verbs.waive: ("poor",), verbs.choose_languages: (Wish("en"),), verbs.hand_back: ("check", "x"),
    verbs.close: ("stopped",), verbs.answer_supplement: ({},),
    papers.issue: (None,), papers.revoke: (PAPER, "x"), papers.correct: (PAPER, None, "x"),
    papers.reissue: (PAPER, None), deferred.hand_out: (None,), deferred.take_in: (PAPER, b""),
    anew.correct_paper: (PAPER, "x"), anew.reissue_paper: (PAPER,),
    deferred.drop: (PAPER, "x"), send_again: (PAPER,), verbs.withdraw: (), verbs.stop: ("death", "x"),
}  # fmt: skip
NOBODYS = {"Receipt", "issuing", "file", "lodge", "choose_law"}
"""No act on a case that is there, or one that no agency does."""


@pytest.fixture(scope="module")
def his(ours):
    """One case that a counter took in for him, and one that he filed from home as he is."""
    with ours.fresh():
        staffed()
        seated(TUAN, ("head", JUSTICE))
        person = replace(HIS, name=TUAN.name)
        prove("tuan", person, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        counter = hers_by_law("counter", personal=HIS).case
        home = hers_by_law("home", agency="", actor=TUAN, personal=HIS).case
        yield {"counter": counter, "home": home}


def test_every_verb_is_looked_at():
    public = {name for name in verbs.__all__ if name not in NOBODYS}

    assert {act.__name__ for act in ACTS if act.__module__.startswith(verbs.__name__)} == public
    for module in (papers, anew, deferred):
        signed = {
            name
            for name, one in vars(module).items()
            if inspect.isfunction(one) and one.__module__ == module.__name__
            and "actor" in inspect.signature(one).parameters
        }  # fmt: skip
        assert signed == {act.__name__ for act in ACTS if act.__module__ == module.__name__}


def of_a_colleague(act, case):
    """Why Ms Hoa cannot do the same, since it is not its turn; '' where she can."""
    try:
        act(case, *ACTS[act], **by(HOA, key=f"colleague {next(KEYS)}"))
    except (Refused, Flawed) as error:
        return getattr(error, "code", "flawed")
    except AttributeError:
        return "no draft of a paper"
    return ""


@pytest.mark.parametrize("filed", ["counter", "home"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: f"{act.__module__[-9:]}.{act.__name__}")
def test_he_does_nothing_with_it_for_his_agency_and_a_colleague_may(his, filed, act):
    told = by(TUAN, key=f"own {next(KEYS)}")

    with refused("own-case"):
        act(his[filed], *ACTS[act], **told)
    assert of_a_colleague(act, his[filed]) != "own-case"


def test_he_files_from_home_or_with_a_colleague_and_not_with_himself(his):
    with refused("own-case"):
        hers_by_law("himself", agency=JUSTICE, actor=TUAN, personal=HIS)

    assert hers_by_law("colleague", agency=JUSTICE, actor=BINH, personal=HIS).case
    assert hers_by_law("others", agency=JUSTICE, actor=TUAN).case


def test_from_home_he_does_with_it_what_any_applicant_does(his):
    told = {"actor": TUAN, "identity": NUMBER, "on": LATER, "key": "own"}
    case = hers_by_law("leaves", agency="", actor=TUAN, personal=HIS).case

    verbs.withdraw(case, **told)
