"""Both laws beside each other: by when, for how much, on which text, and bans after a bankruptcy."""

from __future__ import annotations

from datetime import date

import pytest

from continuity.core.deadline import due
from continuity.core.fee import charged
from continuity.core.form import problems
from continuity.core.interval import FOREVER
from continuity.core.procedure import Unit
from continuity.core.wellmade import flaws
from continuity.packs.vn import pack, tariffs
from continuity.services.records.procedure import EXEMPTIONS, FEE, PERSON, procedures
from continuity.services.records.questions import relied_on, stands
from continuity.services.records.refused import Refused
from continuity.services.records.rules import bases
from continuity.services.records.rules.bans import Clause, basis, last_day
from continuity.services.records.rules.certificate import banned
from continuity.services.records.rules.facts import Ban
from continuity.services.records.rules.sharing import NOBODY_ASKS_FOR_TWO
from continuity.services.records.rules.words import law

EVE, NEW = date(2026, 6, 30), date(2026, 7, 1)
ALL = procedures()


def on(code, day):
    """The version that holds on a day."""
    return max(
        (one for one in ALL if one.code == code and one.since <= day), key=lambda one: one.since
    )


@pytest.mark.parametrize(
    ("code", "filed", "stayed", "last"),
    [
        pytest.param("records-one", "2025-02-20", "one", "2025-03-03", id="10-days-and-a-sunday"),
        pytest.param("records-one", "2025-02-20", "several", "2025-03-07", id="15-several-places"),
        pytest.param("records-two", "2025-02-20", "foreigner", "2025-03-07", id="15-foreigner"),
        pytest.param("records-two", "2025-02-20", "abroad", "2025-03-07", id="15-abroad"),
        pytest.param("records-one", "2026-06-30", "one", "2026-07-10", id="eve-of-the-new-law"),
        pytest.param("records-one", "2026-07-01", "one", "2026-07-08", id="5-working-days"),
        pytest.param("records-two", "2026-07-01", "several", "2026-07-08", id="5-for-everybody"),
        pytest.param("records-agency", "2026-07-01", "", "2026-07-08", id="5-for-an-agency"),
    ],
)
def test_each_law_has_its_term_by_the_day_of_filing(code, filed, stayed, last):
    day = date.fromisoformat(filed)
    term = on(code, day).term_for({"stayed": stayed})

    assert due(term, day, pack().calendar).isoformat() == last


def test_criminal_proceedings_are_answered_in_24_hours_by_either_law():
    for day in (EVE, NEW):
        term = on("records-proceedings", day).term

        assert (term.amount, term.unit) == (24, Unit.HOURS)


@pytest.mark.parametrize("one", ALL, ids=[f"{one.code}-{one.version}" for one in ALL])
def test_each_version_is_well_made(one):
    assert flaws(one) == []


GROUNDS = [
    ("", 1, 200_000), ("", 2, 200_000), ("", 3, 205_000), ("", 5, 215_000), ("student", 1, 100_000),
    ("merit", 1, 100_000), ("martyr-family", 3, 105_000), ("child", 1, 0), ("elderly", 9, 0),
    ("disabled", 1, 0), ("poor", 1, 0), ("difficult-commune", 1, 0), ("border-commune", 1, 0),
    ("safe-zone-commune", 1, 0),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "copies", "amount"), GROUNDS)
def test_what_a_certificate_costs_and_who_pays_less(ground, copies, amount):
    found = charged(
        FEE, on=NEW, exemptions=[ground] if ground else [], tariffs=tariffs(), copies=copies
    )

    assert (found.amount, found.exemption) == (amount, ground)
    assert found.source
    assert {one.id for one in EXEMPTIONS} == {ground for ground, _, _ in GROUNDS} - {""}


def test_only_six_kinds_of_text_may_provide_for_it_and_a_circular_may_not():
    assert set(bases.KINDS) == {"law", "assembly", "ordinance", "committee", "decree", "government"}
    for one in bases.TEXTS:
        assert one.kind in bases.KINDS
        assert not one.number.startswith("Thông tư")
        assert one.since < one.until
        assert one.label.vi != one.label.en


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2025-08-06", ["foreign-workers-2020"]),
        ("2025-08-07", ["foreign-workers"]),
        ("2026-07-01", ["foreign-workers"]),
    ],
)
def test_a_text_is_offered_while_it_is_in_force(day, there):
    found = [one.id for one in bases.choices(date.fromisoformat(day))]

    assert [id for id in found if id.startswith("foreign")] == there
    assert "staff-or-procedure" not in found


def test_a_text_that_has_ended_or_has_not_begun_is_no_basis():
    for id, day in (("foreign-workers-2020", NEW), ("staff-or-procedure", EVE)):
        with pytest.raises(Refused, match="not in force on"):
            stands({"basis": id}, day)
    stands({"basis": "foreign-workers"}, NEW)
    stands({"basis": "decree", "text": "1/2000/NĐ-CP"}, EVE)


PERSONAL = {
    "sex": "female", "born": "1/2/1990", "birth-place": "x", "nationality": "x", "residence": "x",
    "stayed": "one", "ask-bans": "no",
}  # fmt: skip


def wrong(code, day, **told):
    rules = on(code, day)
    known = {field.id for field in rules.fields}
    told = {id: text for id, text in (PERSONAL | told).items() if id in known}
    papers = [one.id for one in rules.evidence if one.required]
    return {one.values["field"] for one in problems(rules, told, papers, on=day)}


@pytest.mark.parametrize("purpose", ["recruitment", "licence", "vulnerable"])
def test_since_july_2026_whoever_demands_no_1_needs_a_text_of_the_closed_register(purpose):
    assert wrong("records-one", NEW, purpose=purpose) == {"basis"}
    assert wrong("records-one", NEW, purpose=purpose, basis="61/2018/NĐ-CP, Điều 5") == {"basis"}
    assert wrong("records-one", NEW, purpose=purpose, basis="staff-or-procedure") == {"basis"}
    assert wrong("records-one", NEW, purpose=purpose, basis="lawyers") == set()
    assert wrong("records-one", EVE, purpose=purpose) == set()


@pytest.mark.parametrize("purpose", ["own", "abroad"])
def test_for_oneself_no_text_is_needed(purpose):
    assert wrong("records-one", NEW, purpose=purpose) == set()


def test_an_agency_names_a_text_of_the_register_and_writes_none():
    about = {"body": "x", "subject": "x", "subject-identity": "001190123456"}

    assert wrong("records-agency", NEW, **about) == {"basis"}
    assert wrong("records-agency", NEW, **about, basis="decree") == {"basis"}
    assert wrong("records-agency", NEW, **about, basis="staff-or-procedure") == set()
    assert relied_on({"basis": "adoption"}) == ("law", "52/2010/QH12, Điều 17")


def test_no_2_is_asked_for_by_nobody_else_for_no_purpose():
    for one in ALL:
        if one.code == "records-two":
            ids = {field.id for field in one.fields} | {paper.id for paper in one.evidence}
            assert not ids & {"purpose", "basis", "legal-basis", "authorisation"}
            assert "no-proxy" in {ground.id for ground in one.refusals}


def test_both_forms_say_what_the_printed_form_says_of_a_person():
    assert [one.id for one in PERSON if one.required] == [
        "sex", "born", "birth-place", "nationality", "residence", "stayed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "until", "article"),
    [
        (Clause.BREACH, date(2026, 5, 1), "130.3"),
        (Clause.STATE, None, "130.1"),
        (Clause.CAPITAL, None, "130.2"),
    ],
)
def test_a_ban_lasts_as_long_as_its_clause_says(clause, until, article):
    decided = date(2023, 5, 1)
    ban = Ban("12/2023", decided, last_day(clause, decided), clause=clause)

    assert ban.until == until
    assert (basis(clause, decided).article, basis(clause, decided).verified) == (article, True)
    assert banned([ban], date(2026, 5, 1)) == (ban,)
    assert banned([ban], date(2026, 5, 2)) == (() if until else (ban,))
    assert banned([ban], date(2023, 4, 30)) == ()


def test_in_english_a_law_has_its_english_name_and_keeps_its_article():
    assert law("Bộ luật Hình sự 2015 (sửa đổi 2017)", "en") == "Penal Code 2015 (amended 2017)"
    told = law(NOBODY_ASKS_FOR_TWO.on(EVE).source, "en")
    assert told == "Law on Judicial Records 28/2009/QH12, 41"
    assert law(NOBODY_ASKS_FOR_TWO.on(NEW).source, "en").endswith("amended by 107/2025/QH15")
    for source in ("Rehabilitation of Offenders Act 1974", "99/2016/NĐ-CP"):
        assert law(source, "en") == law(source, "vi") == source


def test_a_ban_of_the_law_of_2026_names_no_article_that_nobody_has_read():
    later = basis(Clause.BREACH, date(2026, 3, 1))

    assert (later.source, later.article, later.verified) == (
        "Luật Phục hồi, phá sản 142/2025/QH15", "", False,
    )  # fmt: skip
    assert date(2026, 3, 1) < FOREVER
