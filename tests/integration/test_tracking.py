"""A case followed by its number and the code on the slip, without a login."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from continuity.casework import verbs
from continuity.casework.intake.tracking import code, tracked
from continuity.casework.refused import Refused
from continuity.core.number import numbered
from tests.integration.casework import BINH, DUE, FILED, GROUND, HER, everything, hers
from tests.integration.service import by, hers_by_law, staffed


def test_the_number_and_its_code_tell_where_a_case_stands_and_nothing_of_a_person(land):
    number = hers(GROUND).number
    slip = code(number)

    for written in (slip, slip.lower(), slip.replace("-", " "), f" {slip} "):
        found = tracked(number.replace("-", " "), written)
    assert (found.number, found.place, found.filed, found.due) == (number, GROUND, FILED, DUE)
    told = str(dataclasses.asdict(found))
    assert not [word for word in dataclasses.astuple(HER) if word in told]
    assert everything() == set()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from intake_tracked(%s)", [number])
        cursor.execute("select count(*) from casework_case")  # the next query sees nothing of it
        assert cursor.fetchone()[0] == 0


def test_a_wrong_number_and_a_wrong_code_are_told_in_the_same_words(land):
    number = hers(GROUND).number
    other = numbered(999_999)
    said = set()
    for pair in (
        (number, code(other)),
        (other, code(other)),
        (number, ""),
        ("", ""),
        ("x" * 99, "9"),
    ):
        with pytest.raises(Refused) as error:
            tracked(*pair)
        said.add((error.value.code, error.value.vi, error.value.en))
    assert len(said) == 1


def test_a_code_is_the_numbers_own_and_made_of_letters_that_nobody_confuses():
    codes = {code(numbered(serial)) for serial in range(1, 500)}

    assert len(codes) == 499
    assert not set("".join(codes)) & set("01OILU")


def test_the_new_day_of_an_apology_stands_beside_the_day_that_was_missed(db, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    staffed()
    receipt, late, new = hers_by_law(), date(2025, 2, 28), date(2025, 3, 5)
    slip = {"number": receipt.number, "code": code(receipt.number)}
    assert tracked(*slip.values()).promised == date(2025, 2, 27)

    verbs.apologise(receipt.case, new, "Xin lỗi bà", **by(BINH, on=late))
    stranger = Client(SERVER_NAME="localhost")
    stranger.cookies["lived"] = late.isoformat()
    told = {}
    for language in ("en", "vi"):
        stranger.cookies["language"] = language
        page = stranger.post("/track", slip).content.decode()
        told[language] = " ".join(re.sub(r"<[^>]+>", " ", page).split())

    assert tracked(*slip.values()).promised == new
    assert (
        "Result due 27 Feb 2025 An apology was sent with a new day, 5 Mar 2025 in 5 days"
        in told["en"]
    )
    assert "Đã xin lỗi và hẹn lại ngày 05/03/2025 còn 5 ngày" in told["vi"]
    assert "Xin lỗi bà" not in told["vi"]
