"""The words of findings about services: whole in both languages, and filled with the same things."""

from __future__ import annotations

import re

import pytest

from continuity.core import form, wellmade
from continuity.core.messages import MESSAGES
from continuity.core.procedure import Kind
from continuity.core.wellmade import flaws
from continuity.packs import row
from continuity.services import SERVICES

ROOMS = ("form-", "procedure-", "step-", "cutover-", "fee-", "row-", "no-tariff", "no-exemption")
CODES = sorted(code for code in MESSAGES if code.startswith((*ROOMS, "id-twice", "not-of-its")))
ALIKE = {"vi": "en", "choices_vi": "choices", "first_vi": "first", "bodies_vi": "bodies"}
"""A label stands in each language under a name of its own."""


def filled(sentences: tuple[str, str, str]) -> set[str]:
    names = re.findall(r"{(\w+)}", " ".join(sentences))
    return {ALIKE.get(name, name) for name in names}


@pytest.mark.parametrize("code", CODES)
def test_a_finding_speaks_both_languages_in_three_sentences(code: str) -> None:
    vi, en = MESSAGES[code]["vi"], MESSAGES[code]["en"]

    assert filled(vi) == filled(en)
    assert all(text.endswith(".") and len(text) < 200 for text in vi + en)
    assert not " ".join(vi).isascii()


def test_every_result_that_is_shipped_says_for_how_long_it_is_kept_and_by_which_text() -> None:
    shipped = [law for service in SERVICES for law in service.procedures]

    for output in [output for law in shipped for output in law.outputs]:
        assert output.kept_for is not None, output.id
        assert output.kept_for.amount >= 1, output.id
        assert output.kept_by is not None, output.id
        assert output.kept_by.source.strip(), output.id
        assert not output.kept_by.verified, "nobody has read the term"
    assert [law.code for law in shipped if flaws(law)] == []


def test_every_kind_of_answer_that_can_be_wrong_has_its_words() -> None:
    assert row
    assert wellmade
    read = {kind for kind in form.READERS if kind is not Kind.LINES}

    assert {f"form-{kind}" for kind in read} <= set(MESSAGES)
