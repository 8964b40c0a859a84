"""After the result one question is asked; what is answered is counted, and leads back to nobody."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from continuity.casework import verbs
from continuity.casework.intake.applicants import prove
from continuity.casework.opinions import opinions
from continuity.casework.rotate import rotate
from continuity.casework.sight import reading
from continuity.journal.verify import verify
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    FILED,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MINH,
    STRANGERS,
    refused,
    stream,
)
from tests.integration.service import HER_NUMBER, HOA, TUAN, by, hers_by_law, staffed
from tests.integration.test_desk import sits, text
from tests.people import seated

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
NEXT_QUARTER = date(2025, 4, 1)
SAID = "Cán bộ hướng dẫn rõ"


@pytest.fixture
def office(db, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    staffed()
    seated(LAN)
    prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")


def finished(key="f1", *, issued=True):
    """A case of hers that Justice has decided, and issued."""
    case = hers_by_law(key, exemption="poor").case
    verbs.check(case, True, **by(BINH, key=f"check {key}"))
    verbs.review(case, True, **by(TUAN, key=f"review {key}"))
    verbs.decide(case, "granted", **by(HOA, key=f"decide {key}"))
    if issued:
        verbs.issue(case, **by(BINH, key=f"issue {key}"))
    return case


def give(case, score, said="", on=LATER):
    opinions.give(case, score, said, actor=LAN, on=on)


def counted(actor=BINH, agency=JUSTICE, on=NEXT_QUARTER):
    with reading(actor, agency, "processing", on):
        return opinions.counted()


def rows():
    with as_owner() as cursor:
        cursor.execute("select to_jsonb(o) from opinions_opinion o")
        return [row[0] for row in cursor.fetchall()]


def test_she_is_asked_after_the_result_once_and_thanked(office):
    case = finished()
    lan = sits(LAN)
    at = f"/my/cases/{case}"
    assert "How well were you served?" in text(lan.get(at))
    form = text(lan.get(f"{at}/opinion"))
    assert "only of five answers or more" in form

    none = text(lan.post(f"{at}/opinion", {"words": SAID}), 422)
    thanked = text(lan.post(f"{at}/opinion", {"score": "4", "words": SAID}, follow=True))
    again = text(lan.post(f"{at}/opinion", {"score": "1"}, follow=True))

    assert "Choose one of the levels" in none
    assert SAID in none, "what was typed stays"
    assert "Thank you" in thanked
    assert "How well were you served?" not in thanked
    assert "Thank you" in again
    assert [row["score"] for row in rows()] == [4]
    assert lan.get(f"{at}/opinion").status_code == 302
    assert "Hãy chọn một mức" in text(
        sits(LAN, language="vi").post(f"/my/cases/{finished('f2')}/opinion", {}), 422
    )


def test_before_the_result_nobody_is_asked_and_nobody_else_ever(office):
    case, over = finished(issued=False), finished("f2")

    assert "How well" not in text(sits(LAN).get(f"/my/cases/{case}"))
    with refused("no-result-yet"):
        give(case, 5)
    assert sits(MINH).post(f"/my/cases/{over}/opinion", {"score": "1"}).status_code == 404
    for score in (0, 6, -1):
        with refused("no-score"):
            give(over, score)
    assert rows() == []


def test_an_answer_leads_back_to_no_case_no_person_and_no_officer(office):
    case = finished()
    give(case, 2, SAID)

    [row] = rows()
    assert row.keys() == {"id", "agency", "procedure", "quarter", "score", "words"}
    assert (row["agency"], row["procedure"], row["quarter"]) == (
        JUSTICE,
        "certificate",
        "2025-01-01",
    )
    assert SAID.encode().hex() not in row["words"]
    actor, verb, _, content = stream(case)[-1]
    assert (actor, verb, content) == (LAN.id, "opinion", {"on": str(LATER)})
    for who, agency, purpose, more in (
        (BINH, JUSTICE, "processing", {}),
        (LAN, "", "applicant", {"identity": HER_NUMBER}),
    ):
        with reading(who, agency, purpose, LATER, **more), connection.cursor() as cursor:
            cursor.execute("select count(*) from opinions_opinion")
            assert cursor.fetchone()[0] == 0, "nobody reads answers one by one"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("insert into opinions_asked values (gen_random_uuid(), now())")
    assert verify().holds


@pytest.mark.obligation("O-HN-26")
def test_it_is_counted_from_five_on_when_the_quarter_is_over_and_by_its_agency(office):
    for n, score in enumerate((5, 5, 4, 1)):
        give(finished(f"c{n}"), score, SAID if n == 0 else "")
    [few] = counted()
    give(finished("c4"), 5)

    assert (few.many, few.mean, few.scores, few.words) == (None, None, (), ())
    assert counted(on=LATER) == [], "a count that grows would tell what was added"
    [five] = counted()
    assert (five.many, five.mean, five.scores, five.words) == (5, 4.0, (1, 0, 0, 1, 3), (SAID,))
    assert counted(MINH, STRANGERS) == []
    page = text(sits(BINH, str(NEXT_QUARTER)).get("/desk/opinions"))
    assert "5 answers, 4.0 on average" in page
    assert "quarter 1/2025" in page
    assert SAID in page
    assert SAID not in text(sits(MINH, str(NEXT_QUARTER)).get("/desk/opinions"))


def test_words_get_a_new_key_and_go_after_a_year_while_the_count_stays(office, monkeypatch):
    for n in range(5):
        give(finished(f"c{n}"), 3, SAID)
    old = dict(settings.CONTINUITY_KEYS)
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32, **old})
    rotate(NEXT_QUARTER)
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32})

    assert counted()[0].words == (SAID,) * 5
    assert opinions.expire(date(2025, 12, 31)) == 0
    assert opinions.expire(date(2026, 2, 1)) == 5
    assert (counted()[0].many, counted()[0].words) == (5, ())
