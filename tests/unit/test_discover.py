"""A service is found by what people call it."""

from __future__ import annotations

import pytest

from continuity.casework.intake.discover import found
from tests.intake import CLEAN, SEAL


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("lý lịch tư pháp", CLEAN),
        ("ly lich", CLEAN),
        ("XÁC NHẬN KHÔNG TIỀN ÁN", CLEAN),
        ("tôi muốn xin xac nhan khong tien an", CLEAN),
        ("police clearance", CLEAN),
        ("con dấu", SEAL),
        ("lam dau", SEAL),
        ("I need a new seal", SEAL),
        ("dang ky", SEAL),
        ("seal-registration", SEAL),
    ],
)
def test_everyday_words_lead_to_the_service(said, first):
    assert found([CLEAN, SEAL], said)[0] is first


def test_nothing_said_is_all_there_is_and_nonsense_is_nothing():
    assert found([SEAL, CLEAN], "  ") == [CLEAN, SEAL]
    assert found([SEAL, CLEAN], "xyzzy") == []
    assert found([SEAL, CLEAN], "<script>") == []
