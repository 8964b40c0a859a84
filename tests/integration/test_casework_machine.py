"""Any verbs in any order, by anybody, across the day of a reform: the journal's fold is the row.

The machine asks at random, mostly for what may be done next and often for what may not. Whatever is
refused changes nothing; whatever is done is told whole in the journal; no status goes back, no decision
changes, nobody pays twice, nothing that is held is asked for, and what was erased stays so.
A verb that it does not play fails the test.
"""

from __future__ import annotations

import itertools
import json
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import pytest
from django.conf import settings as configured
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from continuity.casework import cases, catalogue, verbs
from continuity.casework.documents import drafts, holding, issuing
from continuity.casework.folded import folded, row_of
from continuity.casework.intake import papers
from continuity.casework.intake.applicants import prove
from continuity.casework.refused import Refused
from continuity.casework.sight import presenting, reading, working
from continuity.casework.status import PHASES
from continuity.casework.story import story
from continuity.casework.verbs.checking import NEW_FACTS, Fault
from continuity.casework.verbs.deciding import Outcome
from continuity.casework.verbs.ending import Stop
from continuity.casework.verbs.filing import Unreceived
from continuity.casework.verbs.sharing import Redo
from continuity.core.finding import Flawed
from continuity.core.procedure import Term, Unit
from continuity.journal.record import SYSTEM, Actor
from tests.elsewhere import another_program
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    HER,
    JUSTICE,
    LAN,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    hers,
)
from tests.integration.cashier import SECRET, cashier
from tests.integration.receivers import receiving
from tests.integration.service import (
    CERTIFICATE,
    HER_NUMBER,
    HOA,
    SHORTER,
    SON,
    TUAN,
    VY,
    hers_by_law,
    staffed,
)
from tests.integration.turns import (
    OUTSIDE,
    SECOND_HEAD,
    answered,
    apologised,
    corrected,
    corrected_anew,
    done,
    erased,
    issued_paper,
    looked_at,
    opinion_given,
    paid_from_home,
    paper_back,
    paper_dropped,
    paper_out,
    reissued,
    reissued_anew,
    result_back,
    revoked,
    sealed_left,
    spoken,
    told_again,
    unplayed,
    uploaded,
    verbs_in,
)
from tests.issuing import CERTIFICATE as PAPER
from tests.issuing import SINCE, equipped, housed, keyed
from tests.people import THE_OPERATOR, seated
from tests.unit.country import MARCH

FIRST = date(2025, 2, 24)
THU, TAY = Actor("p-thu", "Ms Thu"), "vn.00002.commune-police"
OFFICERS = (
    *((one, JUSTICE) for one in (BINH, TUAN, HOA)),
    *((one, POLICE) for one in (DUNG, VY, SON)),
    (MINH, STRANGERS),
    (CLERK, COUNTER),
)
ITEMS = ("born", "second-phone", "identity-card", "residence", "fee", "purpose", "record")
ANSWERED = {"purpose": "Du học", "born": "1990-03-05", "second-phone": "0911222333"}

REACHED = {
    "check", "review", "decide", "issue", "deliver", "pay", "waive", "pause", "resume",
    "ask-supplement", "answer-supplement", "claim", "release", "hand-back", "consult",
    "answer-consult", "choose-law", "withdraw", "receive", "refuse-receipt", "assign", "apologise",
    "stop", "issue-paper", "correct-paper", "revoke-paper", "reissue-paper", "hand-out-paper",
    "take-in-paper", "drop-paper", "erase",
}  # fmt: skip
KEPT = replace(
    CERTIFICATE, outputs=(replace(CERTIFICATE.outputs[0], kept_for=Term(1, Unit.YEARS)),)
)
KEPT_SHORTER = replace(SHORTER, since=date(2025, 2, 26), outputs=KEPT.outputs)
LONG_AFTER = timedelta(days=370)
TURNS = itertools.count()
"""No key is used by two examples: they share one database."""

STEPS = ["check", "review", "decide", "issue"]
reasons = st.sampled_from(["", "", *Redo, "reorganisation"])
turns, officers = st.integers(0, 15), st.sampled_from(OFFICERS)
words = st.sampled_from(["Theo hồ sơ", "Theo hồ sơ", ""])
items = st.lists(st.sampled_from(ITEMS), unique=True, max_size=3)


PAPERS = (issued_paper, corrected, reissued, revoked, corrected_anew, reissued_anew)


class Casework(RuleBasedStateMachine):
    """One case, from its filing on."""

    @initialize(
        online=st.booleans(), exemption=st.sampled_from(["", "poor"]), steps=st.integers(0, 4)
    )
    def filed(self, online, exemption, steps):
        self.on, self.erased = FIRST, False
        agency, actor = ("", LAN) if online else (COUNTER, CLERK)
        key = f"machine {next(TURNS)}"
        told = {"agency": agency, "actor": actor, "filed": FIRST, "exemption": exemption}
        self.case = hers_by_law(key, **told).case
        done(verbs.file)
        self.before = self.read()
        for turn in range(steps):
            self.the_next_step_is_taken(turn, "")
            self.before = self.read()

    def read(self):
        with working("statistics", self.on):
            return cases.one(self.case)

    def acts(self):
        with working("statistics", self.on):
            return story(self.case).acts

    def asked(self, verb, *told, who=None, must=False, **more):
        """Asks for a verb once, and again with the same key: done once, or refused with words.

        Ms Thu sits at a counter that did not take the case in: its number is shown to her.
        """
        shown = presenting(self.before.number) if who and who[0] is THU else nullcontext()
        actor, agency = who or (LAN, "")
        by = {"actor": actor, "on": self.on, "key": f"turn {next(TURNS)}"}
        by |= {"agency": agency} if agency else {"identity": HER_NUMBER}
        with shown:
            try:
                verb(self.case, *told, **by, **more)
            except (Refused, Flawed):
                if must:
                    raise
                return
            done(verb)
            with suppress(Refused, Flawed):
                verb(self.case, *told, **by, **more)

    def somebody(self, turn):
        """Mostly of the agency that is competent today, a head and two officers; or anybody."""
        agency = JUSTICE if self.on < date(2025, 3, 1) else POLICE
        proper = [who for who in OFFICERS if who[1] == agency]
        return proper[turn % 3] if turn < 9 else OFFICERS[turn - 9]

    @rule(days=st.integers(0, 3))
    def time_goes_by(self, days):
        self.on += timedelta(days=days)

    @rule(turn=turns, words=words, reason=reasons)
    def the_next_step_is_taken(self, turn, words, reason=""):
        who, case = self.somebody(turn), self.before
        match case.step:
            case "intake":
                self.asked(verbs.receive, who=who)
            case "check":
                self.asked(verbs.check, True, who=who)
            case "review":
                second, told = self.somebody(turn + 1), {"reason": reason}
                self.asked(verbs.review, words == "", words, who=second, **told)
            case "decide":
                told = {"reason": "not-entitled", "words": words} if words else {}
                outcome = Outcome.REFUSED if words else Outcome.GRANTED
                self.asked(verbs.decide, outcome, who=self.somebody(2), **told)
            case "issue":
                self.asked(verbs.issue, who=who)
            case _:
                self.asked(verbs.deliver, "counter", who=who)

    @rule(turn=turns, back=st.booleans())
    def the_case_is_taken_up(self, turn, back):
        self.asked(verbs.claim, who=self.somebody(turn))
        self.asked(looked_at, who=self.somebody(turn))
        if back:
            self.asked(verbs.release, who=self.somebody(turn))

    @rule(turn=turns, to=officers, words=words, reason=reasons, step=st.sampled_from(STEPS))
    def the_case_is_passed_on(self, turn, to, words, reason, step):
        who = self.somebody(turn)
        self.asked(verbs.assign, to[0].id, who=who)
        self.asked(verbs.hand_back, step, words, who=who, reason=reason)

    @rule(turn=turns, items=items, fault=st.sampled_from(Fault), words=words)
    def the_dossier_is_not_whole(self, turn, items, fault, words):
        who = self.somebody(turn)
        faulty = {item: fault for item in items if item in self.before.held}
        self.asked(verbs.check, False, who=who, faulty=faulty, words=words)
        held = self.read().held
        self.asked(verbs.ask_supplement, items, words, who=who)
        if self.read().status == "supplement" and self.before.status != "supplement":
            assert not set(items) & set(held), "what is held was asked for"

    @rule(items=items, who=st.sampled_from([None, (CLERK, COUNTER), (THU, TAY)]))
    def the_supplement_is_answered(self, items, who):
        with working("statistics", self.on):
            wanted = story(self.case).asked or items
        answers = {item: ANSWERED[item] for item in wanted if item in ANSWERED}
        given = [item for item in wanted if item not in ANSWERED and item != "fee"]
        if who is None and given and not answers:
            self.asked(uploaded, given)
            with reading(LAN, "", "applicant", self.on, identity=HER_NUMBER):
                files = {one.evidence for one in papers.of_case(self.case)}
            assert files <= set(self.read().held), (
                "a file lies there that the dossier does not hold"
            )
        self.asked(verbs.answer_supplement, answers, papers=given, who=who)

    @rule(
        turn=turns,
        reason=st.sampled_from(["payment", "verification", "survey", "supplement"]),
        days=st.integers(0, 3),
    )
    def the_clock_is_stopped_and_runs_on(self, turn, reason, days):
        self.asked(verbs.pause, reason, who=self.somebody(turn))
        self.on += timedelta(days=days)
        if days:
            self.asked(verbs.resume, who=self.somebody(turn))

    @rule(
        turn=turns,
        exemption=st.sampled_from(["student", "poor", "elderly"]),
        pays=st.sampled_from(["at a counter", "from home", ""]),
    )
    def money(self, turn, exemption, pays):
        who = (THU, TAY) if turn == 15 else self.somebody(turn)
        if pays == "from home":
            self.asked(paid_from_home)
        elif pays:
            self.asked(verbs.pay, who=who)
        else:
            self.asked(verbs.waive, exemption, who=who)

    @rule(turn=turns, asked=officers, words=words)
    def another_agency_is_asked(self, turn, asked, words):
        who = self.somebody(turn)
        due = self.on + timedelta(days=5)
        self.asked(verbs.consult, asked[1], words, due, who=who)
        self.asked(verbs.answer_consult, words, who=asked)

    @rule(turn=turns, days=st.integers(0, 9), words=words)
    def somebody_says_sorry(self, turn, days, words):
        until = self.on + timedelta(days=days)
        self.asked(verbs.apologise, until, words, who=self.somebody(turn))

    @rule(
        alone=st.booleans(),
        wish=st.sampled_from([verbs.withdraw, verbs.choose_law, opinion_given, spoken]),
        rare=st.integers(0, 5),
    )
    def the_applicant_wishes(self, alone, wish, rare):
        if wish is spoken:
            self.asked(wish, "en" if rare % 2 else "vi", who=None if alone else (CLERK, COUNTER))
        elif wish in (verbs.choose_law, opinion_given):
            self.asked(wish, who=None)
        elif rare == 0:
            self.asked(wish, who=None if alone else (CLERK, COUNTER))

    @rule(
        turn=turns,
        reason=st.sampled_from([*Stop, *Unreceived]),
        words=words,
        rare=st.integers(0, 3),
    )
    def it_ends_without_a_decision(self, turn, reason, words, rare):
        who = self.somebody(turn)
        self.asked(verbs.close, "stopped", who=who)
        if rare == 0:
            self.asked(verbs.stop, reason, words, who=who)
            self.asked(verbs.refuse_receipt, reason, words, who=who)

    @rule(turn=turns, paper=st.sampled_from(PAPERS), heads=st.booleans())
    def a_paper_is_issued_or_unsaid(self, turn, paper, heads):
        if self.before.step in ("", "issue"):
            self.asked(paper, who=self.head() if heads else self.somebody(turn))

    @rule(turn=turns, of_case=st.booleans(), back=st.booleans(), days=st.integers(0, 2))
    def a_paper_is_signed_elsewhere(self, turn, of_case, back, days):
        if self.before.step not in ("", "issue"):
            return
        who = self.somebody(turn)
        self.asked(issuing.hand_out_result if of_case else paper_out, who=who)
        self.on += timedelta(days=days)
        if back:
            self.asked(result_back if of_case else paper_back, who=who)
        else:
            told = ("Thất lạc",) if of_case else ()
            self.asked(issuing.drop_result if of_case else paper_dropped, *told, who=who)

    @rule(turn=turns)
    def a_letter_that_failed_goes_again(self, turn):
        self.asked(told_again, who=self.somebody(turn))

    @rule(turn=turns, rare=st.integers(0, 3))
    def it_is_erased_when_its_years_are_over(self, turn, rare):
        """Mostly long after the end; and sometimes asked for much too early."""
        if self.before.closed:
            self.on = max(self.on, self.before.closed + LONG_AFTER)
        elif rare:
            return
        self.asked(erased, who=self.somebody(turn))
        self.erased = self.erased or self.acts()[-1].verb == "erase"

    def head(self):
        """Who leads the competent agency and has signed nothing."""
        return (SECOND_HEAD, self.somebody(0)[1])

    @invariant()
    def what_was_erased_is_gone(self):
        assert not self.erased or sealed_left(self.case, self.on) == {}
        assert self.erased is ("erase" in [act.verb for act in self.acts()])

    @invariant()
    def its_papers_tell_one_story(self):
        if self.before.step not in ("", "issue"):
            return
        with working("rotation", self.on), connection.cursor() as cursor:
            cursor.execute(
                "select id, status, replaces, drafted is not null from documents_document "
                "where case_id = %s",
                [self.case],
            )
            papers = cursor.fetchall()
        replaced = [old for _, _, old, _ in papers if old]
        assert len(set(replaced)) == len(replaced), "two papers took the place of one"
        assert set(replaced) == {
            id for id, status, _, _ in papers if status in ("corrected", "replaced")
        }
        out = [id for id, status, _, drafted in papers if drafted and status == "handed-out"]
        assert len(out) <= (self.read().step == "issue"), "a result is out that nothing waits for"

    @invariant()
    def the_fold_of_the_journal_is_the_row(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "select content from journal_entry where stream = %s order by position",
                [f"case:{self.case}"],
            )
            contents = [json.loads(row[0]) for row in cursor.fetchall()]
        assert folded(contents) == row_of(self.read())

    @invariant()
    def nothing_goes_back(self):
        before, after = self.before, self.read()
        self.before = after
        assert PHASES[after.status] >= PHASES[before.status]
        assert not before.closed or after == before
        anew = ("granted", "", "decide")
        assert (
            before.outcome in ("", after.outcome)
            or (before.outcome, after.outcome, after.step) == anew
        )
        assert after.owed <= before.owed
        assert (after.number, after.filed) == (before.number, before.filed)
        if after.version == before.version:
            assert after.due >= before.due
        assert not before.apologised or after.apologised == before.apologised

    def nothing_is_done_again_by_another_body_without_a_reason(self, acts):
        complete, took = False, {}
        for act in acts:
            if act.verb == "check" and complete:
                assert set((act.told["faulty"] or {}).values()) <= NEW_FACTS
            complete = complete or bool(act.told.get("complete"))
            undone = act.told["to"] if act.verb == "hand-back" else ""
            undone = "check" if act.verb == "review" and not act.told["agree"] else undone
            if undone:
                later = list(took)[list(took).index(undone) :]
                others = {took.pop(step) for step in later} - {act.agency}
                assert act.told["reason"] in tuple(Redo) or not others
            elif act.verb == "decide" or act.told.get("complete") or act.told.get("agree"):
                took.pop(act.step, None)
                took[act.step] = act.agency

    @invariant()
    def no_one_person_did_it_all(self):
        took = {self.before.taken.get(step) for step in ("check", "review", "decide")}
        assert len(took - {None}) == len({"check", "review", "decide"} & set(self.before.taken))
        acts = self.acts()
        for once in ("ask-supplement", "decide", "apologise", "pay", "issue"):
            assert [act.verb for act in acts].count(once) <= 1
        self.nothing_is_done_again_by_another_body_without_a_reason(acts)

    def lodged(self):
        """A case without a procedure, as one that came from elsewhere."""
        self.case, self.on, self.erased = hers(key=f"machine {next(TURNS)}").case, FIRST, False
        done(verbs.lodge)
        self.before = self.read()

    def walked(self, *turns):
        """What a machine meets seldom, in an order that somebody wrote, with the same laws after each."""
        if turns[0][1] is verbs.close:
            self.lodged()
        else:
            self.filed(online=True, exemption="", steps=0)
        for self.on, verb, told, who in turns:
            before = len(self.acts())
            self.asked(verb, *told, who=who, must=True)
            assert (len(self.acts()) > before) is (verb not in NO_ACTS)
            self.erased = self.erased or verb is erased
            self.what_was_erased_is_gone()
            self.its_papers_tell_one_story()
            self.the_fold_of_the_journal_is_the_row()
            self.nothing_goes_back()
            self.no_one_person_did_it_all()


NO_ACTS = (looked_at, told_again, opinion_given, spoken)
LATE = date(2025, 3, 12)
MISSING = ["residence"]
AT_ONCE = date(2025, 2, 26)
"""The first day of the shorter law."""
WHOLE = (
    (verbs.receive, (), (BINH, JUSTICE)),
    (verbs.claim, (), (BINH, JUSTICE)),
    (verbs.choose_law, (), None),
    (verbs.consult, (POLICE, "Có án tích không?", AT_ONCE), (BINH, JUSTICE)),
    (verbs.answer_consult, ("Không",), (DUNG, POLICE)),
    (verbs.pause, ("verification",), (BINH, JUSTICE)),
    (verbs.resume, (), (BINH, JUSTICE)),
    (verbs.check, (True,), (BINH, JUSTICE)),
    (verbs.hand_back, ("check", "Thiếu chữ ký"), (HOA, JUSTICE)),
    (verbs.check, (True,), (TUAN, JUSTICE)),
    (verbs.review, (True,), (BINH, JUSTICE)),
    (verbs.pay, (), (BINH, JUSTICE)),
    (verbs.decide, ("granted",), (HOA, JUSTICE)),
    (verbs.issue, (), (BINH, JUSTICE)),
    (issued_paper, (), (BINH, JUSTICE)),
    (corrected, (), (HOA, JUSTICE)),
    (corrected_anew, (), (SECOND_HEAD, JUSTICE)),
    (revoked, (), (SECOND_HEAD, JUSTICE)),
    (opinion_given, (), None),
    (verbs.deliver, ("counter",), (BINH, JUSTICE)),
)
WALKS = (
    tuple((AT_ONCE, *turn) for turn in WHOLE),
    (
        (FIRST, verbs.receive, (), (BINH, JUSTICE)),
        (FIRST, verbs.assign, (TUAN.id,), (HOA, JUSTICE)),
        (FIRST, verbs.check, (False,), (TUAN, JUSTICE)),
        (FIRST, verbs.release, (), (TUAN, JUSTICE)),
        (FIRST, verbs.ask_supplement, (MISSING, "Thiếu giấy tờ cư trú"), (BINH, JUSTICE)),
        (FIRST, spoken, ("en",), None),
        (FIRST, uploaded, (MISSING,), None),
        (FIRST, looked_at, (), (BINH, JUSTICE)),
        (LATE, apologised, (), (DUNG, POLICE)),
        (LATE, verbs.stop, ("death", "Giấy chứng tử"), (DUNG, POLICE)),
    ),
    (
        (FIRST, verbs.receive, (), (BINH, JUSTICE)),
        (FIRST, verbs.ask_supplement, (MISSING, "Thiếu giấy tờ cư trú"), (BINH, JUSTICE)),
        (FIRST, answered, (MISSING,), (THU, TAY)),
        (LATE, verbs.pay, (), (THU, TAY)),
        (LATE, told_again, (), (DUNG, POLICE)),
        (LATE, verbs.withdraw, (), (THU, TAY)),
        (LATE + LONG_AFTER, erased, (), (DUNG, POLICE)),
    ),
    (
        (FIRST, verbs.receive, (), (BINH, JUSTICE)),
        (FIRST, verbs.check, (True,), (BINH, JUSTICE)),
        (FIRST, verbs.review, (True,), (TUAN, JUSTICE)),
        (FIRST, paid_from_home, (), None),
        (FIRST, verbs.decide, ("granted",), (HOA, JUSTICE)),
        (FIRST, issuing.hand_out_result, (), (BINH, JUSTICE)),
        (FIRST, issuing.drop_result, ("Thất lạc",), (TUAN, JUSTICE)),
        (AT_ONCE, issuing.hand_out_result, (), (BINH, JUSTICE)),
        (AT_ONCE, result_back, (), (TUAN, JUSTICE)),
        (AT_ONCE, paper_out, (), (BINH, JUSTICE)),
        (AT_ONCE, paper_dropped, (), (BINH, JUSTICE)),
        (AT_ONCE, paper_out, (), (BINH, JUSTICE)),
        (AT_ONCE, paper_back, (), (BINH, JUSTICE)),
        (AT_ONCE, verbs.deliver, ("counter",), (BINH, JUSTICE)),
        (LATE, reissued, (), (SON, POLICE)),
        (LATE, reissued_anew, (), (SON, POLICE)),
        (LATE + LONG_AFTER, erased, (), (DUNG, POLICE)),
    ),
    ((LATE, verbs.close, ("stopped",), (DUNG, POLICE)),),
    (
        (FIRST, verbs.waive, ("poor",), (BINH, JUSTICE)),
        (FIRST, verbs.refuse_receipt, ("duplicate", "Trùng hồ sơ"), (BINH, JUSTICE)),
    ),
)


LEADERS = {JUSTICE: HOA, POLICE: SON}


@pytest.fixture
def offices(db, tmp_path, monkeypatch):
    """Both agencies have a seal and a key, and a head with a token; a gateway takes no letter."""
    drawn = {"certificate": lambda told, paper=None: [PAPER]}
    monkeypatch.setattr(drafts, "_drafters", drafts._drafters | drawn)
    monkeypatch.setattr(drafts, "_redrafters", drafts._redrafters | drawn)
    monkeypatch.setattr(
        configured, "CONTINUITY_DEMO", True
    )  # no token lives on the days of a story
    monkeypatch.setattr(configured, "CONTINUITY_SMS_SECRET", "shared")
    staffed(KEPT)
    seated(THU, ("officer", TAY))
    seated(SECOND_HEAD, ("head", JUSTICE), ("head", POLICE))
    seated(LAN)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=FIRST, key="proof")
    with (
        housed(tmp_path), another_program() as program, receiving() as gateway, cashier() as provider
    ):  # fmt: skip
        monkeypatch.setattr(configured, "CONTINUITY_PAYMENTS", provider.url)
        monkeypatch.setattr(configured, "CONTINUITY_PAYMENTS_SECRET", SECRET)
        for agency, leader in LEADERS.items():
            equipped(tmp_path, agency, agency)
            own = keyed(leader.name)
            (tmp_path / f"{agency}.elsewhere.p12").write_bytes(own.file("hers alone"))
            told = {"actor": THE_OPERATOR, "person": leader.id}
            holding.hold_key(agency, "elsewhere", "", own.pem, SINCE, **told)
        OUTSIDE[:] = [program, tmp_path]
        gateway.answers += [400] * 1_000
        monkeypatch.setattr(configured, "CONTINUITY_SMS", gateway.url)
        catalogue.load([KEPT_SHORTER], SYSTEM)
        enacted(MARCH)
        yield


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
@pytest.mark.obligation("O-BCA-18")
def test_any_verbs_in_any_order_leave_a_case_whose_journal_tells_it_whole(offices):
    """One database for all examples; the reform of 1 March is enacted before the first."""
    # A history is one example, and each has thirty verbs.
    told = settings(
        derandomize=True, phases=[Phase.generate], max_examples=28, stateful_step_count=30, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for walk in WALKS:
        Casework().walked(*walk)
    run_state_machine_as_test(Casework, settings=told)

    with working("statistics", FIRST), connection.cursor() as cursor:
        cursor.execute("select verb, count(*) from casework_act group by verb")
        acts = dict(cursor.fetchall())
    assert set(acts) >= REACHED, "a machine that reaches little shows little"
    assert unplayed() == set(), "a verb that the machine does not play; give it a rule and a walk"


def test_a_new_verb_that_nobody_plays_is_found_wherever_it_is_written():
    new = ModuleType("continuity.casework.verbs.lending")
    written = "def {}(case_id, *, actor, on, key): ..."
    exec("\n".join(map(written.format, ("lend", "_lent"))), vars(new))

    assert verbs_in(new) == {"verbs.lending.lend"}
    assert unplayed(new) == {"verbs.lending.lend"}
