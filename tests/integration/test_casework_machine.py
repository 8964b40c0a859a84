"""Any verbs in any order, by anybody, across the day of a reform: the journal's fold is the row.

The machine asks at random, mostly for what may be done next and often for what may not. Whatever is
refused changes nothing; whatever is done is told whole in the journal; no status goes back, no decision
changes, nobody pays twice, and nothing that is held is asked for.
"""

from __future__ import annotations

import itertools
import json
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
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
from continuity.casework.documents import rows
from continuity.casework.documents import verbs as signed
from continuity.casework.folded import folded, row_of
from continuity.casework.intake import drafts, papers, sending
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
from continuity.journal.record import SYSTEM, Actor
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
)
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
from tests.issuing import CERTIFICATE as PAPER
from tests.issuing import equipped, housed
from tests.papers import png
from tests.people import seated
from tests.unit.country import MARCH

FIRST = date(2025, 2, 24)
THU, TAY = Actor("p-thu", "Ms Thu"), "vn.00002.commune-police"
SECOND_HEAD = Actor("p-second", "Mr Hai")
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
    "stop", "issue-paper", "correct-paper", "revoke-paper",
}  # fmt: skip
TURNS = itertools.count()
"""No key is used by two examples: they share one database."""

STEPS = ["check", "review", "decide", "issue"]
reasons = st.sampled_from(["", "", *Redo, "reorganisation"])
turns, officers = st.integers(0, 15), st.sampled_from(OFFICERS)
words = st.sampled_from(["Theo hồ sơ", "Theo hồ sơ", ""])
items = st.lists(st.sampled_from(ITEMS), unique=True, max_size=3)


def answered(case, papers, **by):
    verbs.answer_supplement(case, {}, papers=papers, **by)


def uploaded(case, items, *, actor, on, key, identity):
    """Gives what was asked for as a citizen does: a file for each paper, from a draft about the case."""
    draft = drafts.begin("certificate", person=actor, on=on, about=case)
    for paper in CERTIFICATE.evidence:
        if paper.id in items:
            papers.attach(draft.id, png(), "giấy.png", paper, person=actor, on=on)
    sending.answer(draft.id, person=actor, on=on)


def looked_at(case, *, actor, agency, on, key):
    """Reads who it is and each file, which writes entries and changes nothing."""
    with reading(actor, agency, "processing", on):
        cases.personal(case)
        for paper in papers.of_case(case):
            papers.content(case, paper.id)


def first_paper(verb):
    """A verb on the paper of the case that is in force; with the same key, on the same paper."""
    meant = {}

    def on_it(case, *told, on, actor, agency, key):
        if key not in meant:
            with reading(actor, agency, "processing", on):
                meant[key] = next(one.id for one in rows.papers(case) if one.status == "issued")
        verb(case, meant[key], *told, on=on, actor=actor, agency=agency, key=key)

    return on_it


def apologised(case, *, on, **by):
    verbs.apologise(case, on + timedelta(days=7), "Xin lỗi", on=on, **by)


class Casework(RuleBasedStateMachine):
    """One case, from its filing on."""

    @initialize(
        online=st.booleans(), exemption=st.sampled_from(["", "poor"]), steps=st.integers(0, 4)
    )
    def filed(self, online, exemption, steps):
        self.on = FIRST
        agency, actor = ("", LAN) if online else (COUNTER, CLERK)
        key = f"machine {next(TURNS)}"
        told = {"agency": agency, "actor": actor, "filed": FIRST, "exemption": exemption}
        self.case = hers_by_law(key, **told).case
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

    def asked(self, verb, *told, who=None, **more):
        """Asks for a verb once, and again with the same key: done once, or refused with words.

        Ms Thu sits at a counter that did not take the case in: its number is shown to her.
        """
        shown = presenting(self.before.number) if who and who[0] is THU else nullcontext()
        actor, agency = who or (LAN, "")
        by = {"actor": actor, "on": self.on, "key": f"turn {next(TURNS)}"}
        by |= {"agency": agency} if agency else {"identity": HER_NUMBER}
        with suppress(Refused, Flawed), shown:
            verb(self.case, *told, **by, **more)
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

    @rule(turn=turns, exemption=st.sampled_from(["student", "poor", "elderly"]), pays=st.booleans())
    def money(self, turn, exemption, pays):
        who = (THU, TAY) if turn == 15 else self.somebody(turn)
        if pays:
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
        wish=st.sampled_from([verbs.withdraw, verbs.choose_law]),
        rare=st.integers(0, 5),
    )
    def the_applicant_wishes(self, alone, wish, rare):
        if wish is verbs.choose_law:
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
            elif act.told.get("complete") or act.told.get("agree"):
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

    def walked(self, *turns):
        """What a machine meets seldom, in an order that somebody wrote, with the same laws after each."""
        self.filed(online=True, exemption="", steps=0)
        for self.on, verb, told, who in turns:
            before = len(self.acts())
            self.asked(verb, *told, who=who)
            assert (len(self.acts()) > before) is (verb is not looked_at), verb.__name__
            self.the_fold_of_the_journal_is_the_row()
            self.nothing_goes_back()
            self.no_one_person_did_it_all()


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
    (signed.issue, (PAPER,), (BINH, JUSTICE)),
    (first_paper(signed.correct), (PAPER, "Sai tên"), (HOA, JUSTICE)),
    (first_paper(signed.revoke), ("Cấp nhầm",), (SECOND_HEAD, JUSTICE)),
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
        (LATE, verbs.withdraw, (), (THU, TAY)),
    ),
    (
        (FIRST, verbs.waive, ("poor",), (BINH, JUSTICE)),
        (FIRST, verbs.refuse_receipt, ("duplicate", "Trùng hồ sơ"), (BINH, JUSTICE)),
    ),
)


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
@pytest.mark.obligation("O-BCA-18")
def test_any_verbs_in_any_order_leave_a_case_whose_journal_tells_it_whole(db, tmp_path):
    """One database for all examples; the reform of 1 March is enacted before the first."""
    staffed()
    seated(THU, ("officer", TAY))
    seated(SECOND_HEAD, ("head", JUSTICE))
    seated(LAN)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=FIRST, key="proof")
    with housed(tmp_path):
        equipped(tmp_path, JUSTICE, "Sở Tư pháp tỉnh Một")
        _anything_is_done()


def _anything_is_done():
    catalogue.load([replace(SHORTER, since=date(2025, 2, 26))], SYSTEM)
    enacted(MARCH)
    # A history is one example, and each has thirty verbs.
    told = settings(
        derandomize=True, phases=[Phase.generate], max_examples=32, stateful_step_count=30, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    for walk in WALKS:
        Casework().walked(*walk)
    run_state_machine_as_test(Casework, settings=told)

    with working("statistics", FIRST), connection.cursor() as cursor:
        cursor.execute("select verb, count(*) from casework_act group by verb")
        done = dict(cursor.fetchall())
    assert set(done) >= REACHED, "a machine that reaches little shows little"
