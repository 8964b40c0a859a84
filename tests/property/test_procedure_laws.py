"""Procedures as data: written and read back they are the same, and what is badly made is told."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core import plainly
from continuity.core.finding import Finding, Flawed
from continuity.core.procedure import (
    Basis,
    Choice,
    Duty,
    Evidence,
    Field,
    Form,
    Group,
    Kind,
    Longer,
    Output,
    Procedure,
    Refusal,
    Step,
    Term,
    Unit,
    When,
    Words,
    digest,
    plain,
    procedure_of,
)
from continuity.core.wellmade import flaws
from tests.invented import FIELDS, PAPERS, SERVICE, STEPS, field

texts = st.sampled_from(["", "a", "seal-kind", "Dấu ướt", "\x00\ud7ff“”", "true", "2025-07-01"])
words = st.builds(Words, texts, texts)


def several(one: st.SearchStrategy) -> st.SearchStrategy:
    """Up to two of something, in a tuple."""
    return st.lists(one, max_size=2).map(tuple)


whens = st.none() | st.builds(When, texts, several(texts))
terms = st.builds(
    Term, st.integers(0, 99) | st.integers(0, 99).map(lambda n: n / 2), st.sampled_from(Unit)
)
choices = st.builds(Choice, texts, words)
bases = st.builds(Basis, texts, texts, st.booleans())
fields = st.builds(
    Field, texts, words, st.sampled_from(Kind), st.sampled_from(Group), st.booleans(), words,
    several(choices), st.integers(0, 999), whens,
)  # fmt: skip
papers = st.builds(
    Evidence, texts, words, st.sampled_from(Form), st.booleans(), several(texts), st.integers(0, 999),
    texts, whens,
)  # fmt: skip
steps = st.builds(Step, texts, words, st.sampled_from(Duty), several(texts), several(texts))
outputs = st.builds(
    Output, texts, words, st.none() | terms, st.none() | terms, st.none() | bases, st.booleans()
)
procedures = st.builds(
    Procedure, texts, st.integers(-9, 99), st.dates(), texts, words, words, terms, several(fields),
    several(papers), several(steps), several(outputs), several(bases),
    several(st.builds(Refusal, texts, words, bases)), texts, several(choices),
    words=several(texts), official=texts, until=st.none() | st.dates(),
    longer=st.none() | st.builds(Longer, st.builds(When, texts, several(texts)), terms),
)  # fmt: skip


@given(procedures)
def test_a_procedure_that_is_written_and_read_is_the_same(procedure: Procedure) -> None:
    written = json.dumps(plain(procedure))

    assert procedure_of(json.loads(written)) == procedure
    assert set(plain(procedure)) == set(Procedure.__slots__)  # type: ignore[arg-type]


@given(procedures)
def test_a_tree_that_fits_is_read_alike_by_both_readers(procedure: Procedure) -> None:
    """Quickly, and by the one that can tell what does not fit."""
    tree = json.loads(json.dumps(plain(procedure)))

    quick, slow = plainly._quick(Procedure)(tree), plainly._Reader([]).read(Procedure, tree, "")

    assert quick == slow == procedure
    assert repr(quick) == repr(slow)


@given(st.integers(0, 9), st.none() | st.integers(0, 9), st.integers(0, 9))
def test_one_can_file_from_the_first_day_to_the_eve_of_the_repeal(
    since: int, until: int | None, on: int
) -> None:
    first = date(2025, 6, 26)
    end = None if until is None else first + timedelta(until)
    law = replace(SERVICE, since=first + timedelta(since), until=end)

    days = set(range(since, 10 if until is None else until))

    assert law.holds(first + timedelta(on)) == (on in days)


@given(procedures, st.randoms(use_true_random=False))
def test_the_digest_is_that_of_what_is_said_and_not_of_how(
    procedure: Procedure, chance: random.Random
) -> None:
    """The order of fields, a default left out, 3.0 for 3: all of them say the same."""
    tree = plain(procedure)
    assert isinstance(tree, dict)
    names = [name for name in tree if name != "channels"]
    chance.shuffle(names)
    said = {name: tree[name] for name in names}
    said["term"] = {"unit": procedure.term.unit.value, "amount": float(procedure.term.amount)}

    assert digest(procedure_of(said)) == digest(procedure)
    assert digest(replace(procedure, version=procedure.version + 1)) != digest(procedure)


def leaves(tree: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths to everything in a tree that holds nothing further."""
    if isinstance(tree, dict | list) and tree:
        items = tree.items() if isinstance(tree, dict) else enumerate(tree)
        return [leaf for key, value in items for leaf in leaves(value, (*path, key))]
    return [path]


PATHS = leaves(json.loads(json.dumps(plain(SERVICE))))


@given(
    st.sets(st.sampled_from(PATHS), min_size=1, max_size=4), st.sampled_from([{"a": 1}, 2.5e400])
)
def test_everything_that_is_not_of_its_type_is_told_with_its_place(
    paths: set[tuple[str | int, ...]], stone: object
) -> None:
    tree = json.loads(json.dumps(plain(SERVICE)))
    for path in paths:
        inner = tree
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = stone

    with pytest.raises(Flawed) as refused:
        procedure_of(tree)
    named = {finding.values["where"] for finding in refused.value.findings}
    assert all(any(name.startswith("/".join(map(str, path))) for name in named) for path in paths)
    assert all("{" not in finding.parts("vi")[1] for finding in refused.value.findings)


@pytest.mark.parametrize("amount", [float("inf"), float("nan"), True, "5", None, [5]])
def test_what_is_no_number_is_no_amount(amount: object) -> None:
    tree = json.loads(json.dumps(plain(SERVICE)))
    tree["term"]["amount"] = amount
    refused: list[Finding] = []

    try:
        procedure_of(tree)
    except Flawed as flawed:
        refused = flawed.findings

    assert [finding.values["where"] for finding in refused] == ["term/amount"]


@pytest.mark.parametrize("tree", [None, [], "x", 3, {}, {"code": None}, {"strange": 1}])
def test_what_is_no_procedure_is_refused_with_words(tree: object) -> None:
    with pytest.raises(Flawed):
        procedure_of(tree)


@given(terms, terms, st.sampled_from(["wet", "dry", ""]), st.booleans())
def test_more_time_is_given_on_those_answers_alone(
    term: Term, more: Term, told: str, longer: bool
) -> None:
    given_more = Longer(When("seal", ("wet", "dry")), more) if longer else None
    law = replace(SERVICE, term=term, longer=given_more)

    found = law.term_for({"seal": told} if told else {})

    assert found == (more if longer and told else term)


INTAKE, CHECK, REVIEW, DECIDE, ISSUE = STEPS
DECISION, SEAL, RESULT = PAPERS[0], FIELDS[4], SERVICE.outputs[0]
NO_LAW = SERVICE.refusals[0]._replace(basis=Basis(" "))


def apart(step: Step, *others: str) -> dict[str, object]:
    """The steps of the service, one of which stands apart from others."""
    return {"steps": tuple(replace(s, apart=others) if s is step else s for s in STEPS)}


BADLY_MADE: list[tuple[str, str, dict[str, object]]] = [
    ("a first step that is no intake", "procedure-intake-first", {"steps": STEPS[1:]}),
    ("intake twice", "procedure-intake-first", {"steps": (*STEPS, replace(INTAKE, id="again"))}),
    ("no step at all", "procedure-one-person", {"steps": ()}),
    ("nobody decides", "procedure-no-duty", {"steps": (INTAKE, CHECK, ISSUE)}),
    ("one person is enough", "procedure-one-person", {"steps": (INTAKE, REVIEW)}),
    ("apart from a step that there is not", "procedure-apart", apart(REVIEW, "chek")),
    ("apart from a later step", "procedure-apart", apart(CHECK, "issue")),
    ("apart from itself", "procedure-apart", apart(CHECK, "check")),
    ("nobody may issue", "procedure-no-seat", {"steps": (*STEPS[:4], replace(ISSUE, seats=()))}),
    ("a question waits for a later one", "procedure-when-later",
     {"fields": (field("x", when=When("name", ("y",))), *FIELDS)}),
    ("a paper waits for nothing known", "procedure-when-later",
     {"evidence": (replace(DECISION, when=When("x", ("y",))),)}),
    ("an answer that cannot be", "procedure-when-never",
     {"fields": (*FIELDS, field("x", when=When("seal", ("dry",))))}),
    ("an answer among none", "procedure-when-never",
     {"fields": (*FIELDS, field("x", when=When("name", ())))}),
    ("a field twice", "id-twice", {"fields": (*FIELDS, FIELDS[0])}),
    ("a paper is called as a field", "id-twice", {"evidence": (replace(DECISION, id="name"),)}),
    ("a choice twice", "id-twice", {"fields": (replace(SEAL, choices=SEAL.choices * 2),)}),
    ("a choice of nothing", "procedure-choices", {"fields": (field("x", Kind.CHOICE),)}),
    ("choices for a text", "procedure-choices", {"fields": (field("x", choices=SEAL.choices),)}),
    ("a field without Vietnamese", "procedure-no-vietnamese",
     {"fields": (Field("x", Words(" ", "x")),)}),
    ("a service without Vietnamese", "procedure-no-vietnamese", {"label": Words("", "x")}),
    ("an id that is no word", "procedure-id", {"code": "Seal New"}),
    ("version nought", "procedure-version", {"version": 0}),
    ("a field for no letter", "procedure-most", {"fields": (field("x", most=0),)}),
    ("a paper of no bytes", "procedure-media", {"evidence": (replace(DECISION, most_bytes=0),)}),
    ("repealed on its first day", "procedure-never", {"until": SERVICE.since}),
    ("repealed before there was any", "procedure-never", {"until": date(1975, 4, 30)}),
    ("kept by no law", "procedure-no-law",
     {"outputs": (replace(RESULT, kept_by=Basis(" ")),)}),
    ("a third of a working day", "procedure-term", {"term": Term(1 / 3, Unit.WORKING_DAYS)}),
    ("no time at all", "procedure-term", {"term": Term(0, Unit.WORKING_DAYS)}),
    ("more time in another unit", "procedure-term",
     {"longer": Longer(When("seal", ("wet",)), Term(99, Unit.MONTHS))}),
    ("more time that is less", "procedure-term",
     {"longer": Longer(When("seal", ("wet",)), Term(0.5, Unit.WORKING_DAYS))}),
    ("more time on an answer that cannot be", "procedure-when-never",
     {"longer": Longer(When("seal", ("dry",)), Term(99, Unit.WORKING_DAYS))}),
    ("more time on a question that nobody asks", "procedure-when-later",
     {"longer": Longer(When("x", ("y",)), Term(99, Unit.WORKING_DAYS))}),
    ("good for half a month", "procedure-term",
     {"outputs": (replace(RESULT, valid_for=Term(0.5, Unit.MONTHS)),)}),
    ("no result", "procedure-no-output", {"outputs": ()}),
    ("filed nowhere", "procedure-no-channel", {"channels": ()}),
    ("no law", "procedure-no-law", {"bases": ()}),
    ("a refusal without its law", "procedure-no-law", {"refusals": (NO_LAW,)}),
]  # fmt: skip


def test_a_procedure_that_is_well_made_has_no_flaw() -> None:
    assert flaws(SERVICE) == []


@pytest.mark.parametrize(
    ("name", "code", "changed"), BADLY_MADE, ids=[row[0] for row in BADLY_MADE]
)
def test_what_is_badly_made_is_told(name: str, code: str, changed: dict[str, object]) -> None:
    found = flaws(replace(SERVICE, **changed))

    assert code in {finding.code for finding in found}, name
    assert all("{" not in finding.say("vi") + finding.say("en") for finding in found)


@given(procedures)
def test_whatever_is_written_its_flaws_can_be_told(procedure: Procedure) -> None:
    for finding in flaws(procedure):
        assert finding.say("vi") != finding.say("en")


def test_all_flaws_are_told_at_once() -> None:
    bad = replace(SERVICE, version=0, steps=(), bases=(), since=date(2025, 1, 1), fields=FIELDS * 2)

    codes = {finding.code for finding in flaws(bad)}

    assert codes >= {"procedure-version", "procedure-no-law", "procedure-one-person", "id-twice"}
