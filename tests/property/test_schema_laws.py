"""A form as a JSON schema: it takes what the form takes, and else only what no pattern can judge."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.form import asked, kept, problems
from continuity.core.procedure import Kind
from continuity.core.schema import DIALECT, schema
from tests.invented import ANSWERS, FIELDS, PAPERS, SERVICE
from tests.property.test_form_laws import BAD, ON

READ = jsonschema_rs.Draft202012Validator(schema(SERVICE), validate_formats=True)
GOOD = {
    "name": ["Nguyễn Thị Lan", "An"],
    "identity": ["001 185 012345", "001185012345"],
    "phone": ["0912 345 678", "+84 912-345-678"],
    "email": ["lan@example.vn"],
    "seal": ["wet", "mini"],
    "founded": ["1/7/2025", "2025-07-01", "1-7-2025"],
    "copies": ["2", "1,5", "-3.25"],
    "old": ["yes", "no"],
    "old-number": ["N-17", "lost"],
    "lost-on": ["1/6/2025"],
    "place": ["26740@2025-07-01"],
    "body": ["vn.31.police"],
    "reason": ["Mới thành lập", "Một dòng\nrồi hai"],
}
ONLY_THE_FORM = {f"form-{kind}" for kind in (Kind.DATE, Kind.NUMBER, Kind.EMAIL, Kind.PHONE)}
"""What a pattern cannot tell: whether 31 April is a day, whether 1.500 is fifteen hundred."""

whole = st.fixed_dictionaries({id: st.sampled_from(good) for id, good in GOOD.items()})
# A form is mostly filled in, but for a few of its fields.
well = st.builds(
    lambda answers, left: {id: text for id, text in answers.items() if id not in left},
    whole,
    st.sets(st.sampled_from(list(GOOD)), max_size=2),
)
# Half of a pair of surrogates is no text in JSON.
BROKEN = "\ud800"
badly = st.fixed_dictionaries(
    {}, optional={id: st.sampled_from([b for b in bad if b != BROKEN]) for id, bad in BAD.items()}
)


def lacking(answers: dict[str, str]) -> set[str]:
    """The codes of all that the form finds wrong, where every paper is there."""
    papers = [paper.id for paper in PAPERS]
    return {finding.code for finding in problems(SERVICE, answers, papers, on=ON)}


def test_the_answers_of_the_tests_are_as_good_as_they_say() -> None:
    assert READ.is_valid(ANSWERS)
    assert set(GOOD) == {one.id for one in FIELDS}


@given(well)
def test_the_schema_takes_what_the_form_takes_and_asks_what_the_form_asks(
    answers: dict[str, str],
) -> None:
    assert READ.is_valid(answers) == (not lacking(answers))


@given(
    st.sampled_from(["yes", "no", None]),
    st.sampled_from(["N-17", "lost", None]),
    st.sampled_from(["1/6/2025", None]),
)
def test_what_hangs_on_what_is_not_asked_is_not_demanded(
    old: str | None, number: str | None, lost: str | None
) -> None:
    hanging = {"old": old, "old-number": number, "lost-on": lost}
    answers = {id: text for id, text in (ANSWERS | hanging).items() if text}

    assert READ.is_valid(answers) == (not lacking(answers))


@given(well)
def test_what_is_kept_of_good_answers_is_good_in_the_schema(answers: dict[str, str]) -> None:
    if not lacking(answers):
        assert READ.is_valid(kept(SERVICE, answers))


@given(badly)
def test_what_the_schema_takes_is_wrong_only_where_a_pattern_cannot_tell(
    wrong: dict[str, str],
) -> None:
    answers = ANSWERS | wrong
    held = {one.id for one in asked(SERVICE, answers)}

    if READ.is_valid(answers):
        assert lacking(answers) <= ONLY_THE_FORM
    elif set(wrong) <= held:
        assert lacking(answers)


@given(st.sampled_from(["vi", "en"]), st.text(max_size=9), st.text(max_size=9))
def test_a_field_that_nobody_asked_is_refused_in_both_languages(
    language: str, id: str, text: str
) -> None:
    told: dict[str, Any] = schema(SERVICE, language)

    assert told["$schema"] == DIALECT
    jsonschema_rs.meta.validate(told)
    for one in FIELDS:
        assert told["properties"][one.id]["title"] == getattr(one.label, language)
    if id not in GOOD:
        assert not jsonschema_rs.is_valid(told, ANSWERS | {id: text})
