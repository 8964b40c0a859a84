"""The law of criminal records, one row for each legal example, with its number and article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from continuity.core.interval import FOREVER
from continuity.services.records.procedure import procedures
from continuity.services.records.rules.asking import Asker, age_on, may_ask
from continuity.services.records.rules.certificate import Number, Unready, banned, certificate
from continuity.services.records.rules.changes import changes
from continuity.services.records.rules.facts import (
    Ban,
    Due,
    Extra,
    How,
    Judgment,
    Lasting,
    Main,
    Offence,
    Order,
    Penalty,
    Pending,
    Person,
    Petition,
    Served,
    Weight,
)
from continuity.services.records.rules.reckon import Standing, Status, answer
from continuity.services.records.rules.sharing import (
    LONGEST_DAYS,
    NOBODY_ASKS_FOR_TWO,
    good,
    last_day,
    masked,
    may_share,
)
from continuity.services.records.rules.together import viet_nam

EARLY = date(1999, 1, 1)
CHAPTER = "XVI"
FACTS = {"chapter": CHAPTER, "weight": Weight.SERIOUS, "intent": True, "age": 30}


def d(text):
    return date.fromisoformat(text)


def offence(on=EARLY, **told):
    return Offence(on, **{**FACTS, **told})


def judgment(
    ended=None, months=0, kind=Main.PRISON, *, key="a", effective=None, offences=None, **told
):
    """A judgment whose penalty ended on a day, for one ordinary offence of an adult."""
    penalty = {name: told.pop(name) for name in ("state", "how") if name in told}
    end = d(ended) if ended else None
    since = d(effective) if effective else date(end.year - months // 12 - 1, end.month, 1)
    made = Penalty(kind, months, end, **penalty)
    return Judgment(key, since, offences or (offence(),), made, **told)


def told(*judgments, on="2026-11-22", **more):
    return answer(Person(judgments, **more), viet_nam, d(on))


def ends(*judgments, **more):
    """The last day of each record, by every reading the same."""
    found = told(*judgments, **more).conclusions
    assert all(one.least == one.most for one in found), [(one.least, one.most) for one in found]
    return [one.least.isoformat() for one in found]


def young(age, weight, intent=True, **more):
    return (offence(age=age, weight=weight, intent=intent, **more),)


DAMAGES = Order(Due.DAMAGES, date(2021, 12, 1))
VERY, EXTREMELY = Weight.VERY, Weight.EXTREMELY


@pytest.mark.parametrize(
    ("made", "end"),
    [
        pytest.param(
            judgment("2022-06-30", 18, orders=(DAMAGES,)), "2024-06-30", id="X01-art-70.2.b"
        ),
        pytest.param(judgment("2022-05-15", 12, Main.SUSPENDED), "2023-05-15", id="X02-art-70.2.a"),
        pytest.param(judgment("2023-02-01", 0, Main.FINE), "2024-02-01", id="X03-art-70.2.a"),
        pytest.param(
            judgment("2018-09-02", 84, how=How.REDUCED), "2021-09-02", id="X04-art-73.1-imposed"
        ),
        pytest.param(judgment("2021-01-31", 60), "2023-01-31", id="X05-art-70.2.b-exactly-5"),
        pytest.param(judgment("2021-01-31", 61), "2024-01-31", id="X06-art-70.2.c-above-5"),
        pytest.param(judgment("2016-12-31", 180), "2019-12-31", id="X07-art-70.2.c-exactly-15"),
        pytest.param(judgment("2016-12-31", 186), "2021-12-31", id="X08-art-70.2.d-above-15"),
        pytest.param(
            judgment("2020-01-10", 36, extras=(Extra(Lasting.PRACTICE_BAN, date(2025, 1, 10)),)),
            "2025-01-10",
            id="X09-art-70.2-additional-penalty",
        ),
        pytest.param(
            judgment("2021-03-20", 48, offences=young(17, VERY)), "2022-03-20", id="X18-art-107.2.b"
        ),
        pytest.param(
            judgment("2021-03-20", 96, offences=young(17, EXTREMELY)),
            "2023-03-20",
            id="X19-art-107.2.c",
        ),
        pytest.param(
            judgment(None, 24, effective="2010-01-15", state=Served.NEVER),
            "2017-01-15",
            id="X22-art-60-limitation",
        ),
        pytest.param(
            judgment("2022-08-31", 120, how=How.SPECIAL_AMNESTY),
            "2025-08-31",
            id="X23-art-73.4-special-amnesty",
        ),
        pytest.param(
            judgment("2022-06-30", 36, how=How.TRIAL), "2024-06-30", id="X24-art-66-trial-period"
        ),
        pytest.param(
            judgment("2020-02-29", 0, Main.WARNING), "2021-02-28", id="X26-art-70.2.a-leap-day"
        ),
        pytest.param(
            judgment("2021-08-31", 12, Main.SUSPENDED, offences=young(17, VERY)),
            "2022-02-28",
            id="X27-art-107.2.a-short-month",
        ),
    ],
)
def test_a_record_ends_by_itself_on_the_day_that_the_law_says(made, end):
    last = d(end)

    assert ends(made) == [end]
    assert told(made, on=end).statuses() == (Status.ACTIVE,)
    assert told(made, on=str(last + timedelta(days=1))).statuses() == (Status.EXPUNGED,)
    assert certificate(told(made, on=end), Number.ONE).convictions
    assert certificate(told(made, on=str(last + timedelta(days=1))), Number.ONE).clear


@pytest.mark.parametrize(
    ("made", "ground"),
    [
        pytest.param(
            judgment("2025-01-01", 12, offences=(offence(intent=False),)),
            "negligent-not-grave",
            id="X14-art-69.2-negligent-and-serious",
        ),
        pytest.param(
            judgment(
                None, 0, Main.NONE, effective="2025-01-01", offences=(offence(chapter="XIII"),)
            ),
            "exempt-from-punishment",
            id="X15-art-69.2-exempt-from-punishment",
        ),
        pytest.param(
            judgment("2026-01-01", 96, offences=young(15, EXTREMELY)),
            "under-16",
            id="X16-art-107.1.a-aged-15",
        ),
        pytest.param(
            judgment("2026-01-01", 36, offences=young(17, Weight.SERIOUS)),
            "under-18-not-grave",
            id="X17-art-107.1.b-aged-17-serious",
        ),
        pytest.param(
            judgment("2026-01-01", 36, offences=young(17, VERY, intent=False)),
            "under-18-not-grave",
            id="art-107.1.b-aged-17-very-serious-by-negligence",
        ),
        pytest.param(
            judgment(None, 0, Main.MEASURE, effective="2025-01-01", offences=young(17, VERY)),
            "measure",
            id="art-107.1.c-a-judicial-measure",
        ),
    ],
)
def test_some_convictions_are_no_record_from_the_first_day(made, ground):
    found = told(made, on=made.effective.isoformat())

    assert found.statuses() == (Status.NOT_DEEMED,)
    assert [mark.code for mark in found.conclusions[0].marks] == [ground]
    assert certificate(found, Number.ONE).clear
    assert [one.status for one in certificate(found, Number.TWO).convictions] == [Status.NOT_DEEMED]


def test_x01_an_expunged_conviction_stands_on_no_2_only_and_with_its_day():
    made = told(judgment("2022-06-30", 18, orders=(DAMAGES,)), on="2024-07-01")

    assert certificate(made, Number.ONE).convictions == ()
    assert certificate(made, Number.TWO).convictions == (("a", Status.EXPUNGED, date(2024, 7, 1)),)


def test_x10_where_damages_came_late_two_readings_differ_and_somebody_must_look():
    made = judgment("2019-04-01", 24, orders=(Order(Due.DAMAGES, date(2023, 8, 15)),))
    found = told(made).conclusions[0]

    assert (found.least, found.most) == (date(2023, 8, 15), date(2025, 8, 15))
    assert found.open == ("strict-start",)
    [wait] = [one for one in changes(found, d("2024-01-01")) if one.code.startswith("wait")]
    assert (wait.code, wait.on) == ("wait-all", date(2025, 8, 16))
    assert told(made, on="2023-08-15").standing is Standing.RECORD
    assert told(made, on="2023-08-16").standing is Standing.MANUAL
    assert told(made, on="2025-08-15").standing is Standing.MANUAL
    assert told(made, on="2025-08-16").standing is Standing.CLEAR
    with pytest.raises(Unready, match="2024-01-01: a"):
        certificate(told(made, on="2024-01-01"), Number.ONE)


FIRST = judgment("2019-03-01", 24, key="first", merged=False)


def second(ended, months, *, offence_on, effective):
    offences = (offence(d(offence_on)),)
    return judgment(ended, months, key="second", effective=effective, offences=offences)


def test_x11_a_new_offence_within_the_period_counts_it_anew():
    new = second("2021-12-31", 6, offence_on="2020-10-01", effective="2021-02-15")

    assert ends(FIRST, new) == ["2023-12-31", "2023-12-31"]


def test_x12_an_offence_within_the_period_breaks_it_though_the_conviction_comes_after():
    new = second("2022-09-09", 12, offence_on="2021-02-20", effective="2021-09-10")

    assert ends(FIRST, new) == ["2024-09-09", "2024-09-09"]
    waiting = told(FIRST, new, on="2021-05-01")
    assert waiting.standing is Standing.MANUAL
    assert waiting.conclusions[0].open == ("pending-case",)


def test_x12_an_open_case_holds_a_certificate_and_an_acquittal_frees_it():
    case = Pending(date(2021, 3, 15), date(2021, 2, 20))

    assert told(FIRST, on="2021-05-01", pending=(case,)).standing is Standing.MANUAL
    closed = (case._replace(closed=date(2021, 4, 1)),)
    assert told(FIRST, on="2021-05-01", pending=closed).standing is Standing.CLEAR
    after = (case._replace(offence=date(2021, 3, 2)),)
    assert told(FIRST, on="2021-05-01", pending=after).standing is Standing.CLEAR
    assert told(FIRST, on="2021-03-01", pending=(case,)).standing is Standing.RECORD


def test_x13_what_was_expunged_stays_so_after_a_later_offence():
    new = second("2023-06-30", 6, offence_on="2022-01-01", effective="2022-06-30")

    assert ends(FIRST, new) == ["2021-03-01", "2025-06-30"]
    assert told(FIRST, new, on="2024-01-01").statuses() == (Status.EXPUNGED, Status.ACTIVE)


CLASSES = [
    *((kind, 0, 0) for kind in (Main.WARNING, Main.FINE, Main.NON_CUSTODIAL)),
    *((Main.SUSPENDED, months, 0) for months in (1, 36)),
    *((Main.PRISON, months, 1) for months in (1, 36, 60)),
    *((Main.PRISON, months, 2) for months in (61, 180)),
    *((Main.PRISON, months, 3) for months in (181, 360)),
    (Main.LIFE, 0, 3), (Main.DEATH, 0, 3),
]  # fmt: skip
"""Every penalty, its months where it has a length, and its class by art. 70, 71, 107."""
ROWS = {
    "row-7-at-17": (young(17, EXTREMELY), (6, 12, 24, 36)),
    "row-8-chapter-xiii": ((offence(chapter="XIII"),), (12, 36, 60, 84)),
    "row-8-chapter-xxvi": ((offence(chapter="XXVI"),), (12, 36, 60, 84)),
    "row-9-beside-theft": ((offence(chapter="XXVI"), offence()), (12, 36, 60, 84)),
    "row-10": ((offence(),), (12, 24, 36, 60)),
}


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(("kind", "months", "place"), CLASSES)
def test_each_row_has_the_months_of_the_table_for_every_penalty(row, kind, months, place):
    """A.4: the period runs from the end of the main penalty, by the length that was imposed."""
    crimes, periods = ROWS[row]
    made = Judgment("a", d("2015-01-01"), crimes, Penalty(kind, months, d("2019-06-15")))
    [one] = told(made, on="2019-07-01").conclusions
    year, month = divmod(5 + periods[place], 12)
    end = date(2019 + year, month + 1, 15)

    assert (one.petition if row[4] in "89" else one.least) == end
    assert row[4] in "89" or one.most == end


@pytest.mark.parametrize(
    ("day", "ends_on"), [("2021-03-01", "2024-09-09"), ("2021-03-02", "2021-03-01")]
)
def test_an_offence_on_the_last_day_of_the_period_breaks_it_and_one_of_the_next_does_not(
    day, ends_on
):
    new = second("2022-09-09", 12, offence_on=day, effective="2021-09-10")

    assert ends(FIRST, new) == [ends_on, "2024-09-09"]


@pytest.mark.parametrize(
    ("months", "end"),
    [(36, "2017-01-15"), (37, "2022-01-15"), (180, "2023-01-15"), (181, "2030-01-15")],
)
def test_a_judgment_that_was_never_executed_has_the_limitation_of_what_was_imposed(months, end):
    """Five, ten, fifteen years (art. 60), and the period of the penalty from there (art. 70.2)."""
    made = judgment(None, months, effective="2010-01-15", state=Served.NEVER)

    assert ends(made, on="2050-01-01") == [end]


def test_a_longer_additional_penalty_of_somebody_under_18_leaves_two_readings():
    """Article 107.2 names the period alone; whether it waits for the rest is open."""
    made = judgment("2021-03-20", 48, offences=young(17, VERY),
                    extras=(Extra(Lasting.RESIDENCE_BAN, date(2024, 1, 1)),))  # fmt: skip
    found = told(made).conclusions[0]

    assert (found.least, found.most) == (date(2022, 3, 20), date(2024, 1, 1))


def test_an_offence_of_before_the_first_judgment_is_no_new_one():
    other = second("2021-12-31", 6, offence_on="2015-05-01", effective="2020-02-15")

    assert ends(FIRST, other) == ["2021-03-01", "2023-12-31"]


def test_the_end_of_a_probation_is_called_so():
    (found,) = told(judgment("2022-05-15", 12, Main.SUSPENDED)).conclusions

    assert [mark.code for mark in found.marks] == ["probation", "period"]


STATE = (offence(chapter="XIII"),)


def test_x20_only_a_court_expunges_and_each_refusal_moves_the_next_petition():
    made = judgment("2018-06-01", 48, offences=STATE)
    once = replace(made, petitions=(Petition(date(2021, 9, 1), False),))
    twice = replace(once, petitions=(*once.petitions, Petition(date(2022, 10, 15), False)))
    granted = replace(twice, petitions=(*twice.petitions, Petition(date(2024, 12, 1), True)))

    firsts = [told(one).conclusions[0].petition for one in (made, once, twice)]
    assert firsts == [date(2021, 6, 1), date(2022, 9, 1), date(2024, 10, 15)]
    assert told(made, on="2021-05-31").statuses() == (Status.ACTIVE,)
    assert told(made, on="2021-06-01").statuses() == (Status.PETITION,)
    assert told(made, on="2099-01-01").standing is Standing.RECORD
    assert told(granted, on="2024-11-30").standing is Standing.RECORD
    assert told(granted, on="2024-12-01").statuses() == (Status.BY_COURT,)


def test_x21_beside_an_offence_of_chapter_xiii_the_whole_judgment_is_for_the_court():
    made = judgment("2019-05-01", 72, offences=(*STATE, offence()))
    found = told(made).conclusions[0]

    assert found.petition == date(2024, 5, 1)
    assert "several" in [mark.code for mark in found.marks]


def test_x25_on_merit_a_court_may_decide_after_a_third_and_only_its_decision_counts():
    made = judgment("2022-01-01", 108, merit=date(2023, 2, 1))
    found = told(made, on="2023-02-01")

    assert found.conclusions[0].early == date(2023, 2, 1)
    assert ("third", date(2023, 1, 1)) in [(one.code, one.on) for one in found.conclusions[0].marks]
    assert found.standing is Standing.RECORD
    decided = replace(made, petitions=(Petition(date(2023, 5, 1), True),))
    assert told(decided, on="2023-05-01").statuses() == (Status.BY_COURT,)


def test_x28_a_ban_stands_on_no_1_only_where_it_was_asked_for_and_until_its_last_day():
    ban = Ban("12/2023/QĐ-TBPS", date(2023, 5, 1), date(2026, 5, 1))

    assert certificate(told(on="2025-01-01"), Number.ONE, bans=[ban]).bans is None
    asked = certificate(told(on="2026-05-01"), Number.ONE, bans=[ban], ask_bans=True)
    assert asked.bans == (ban,)
    assert certificate(told(on="2025-01-01"), Number.TWO, bans=[ban]).bans == (ban,)
    assert banned([ban], date(2026, 5, 2)) == ()


def test_x29_after_a_general_amnesty_no_1_is_clear_and_no_2_says_amnesty():
    found = told(judgment("2020-01-01", 120, amnesty=date(2021, 9, 2)), on="2021-09-02")

    assert certificate(found, Number.ONE).clear
    assert [one.status for one in certificate(found, Number.TWO).convictions] == [Status.AMNESTY]


def test_x30_an_end_that_nobody_knows_is_never_guessed():
    found = told(judgment(None, 24, effective="2010-01-15", state=Served.UNKNOWN))

    assert found.standing is Standing.MANUAL
    assert found.conclusions[0].missing == ("main-end",)


def test_x31_penalties_that_were_joined_wait_for_a_person():
    found = told(judgment("2010-01-01", 96, merged=True))

    assert found.standing is Standing.MANUAL
    assert found.conclusions[0].open == ("merged",)


def test_row_9_across_judgments_beside_the_courts_business_nothing_ends_unseen():
    state = judgment("2019-03-01", 24, key="state", offences=STATE, merged=False)
    theft = second("2021-12-31", 6, offence_on="2020-10-01", effective="2021-02-15")
    found = told(state, theft, on="2024-01-01")

    assert found.statuses() == (Status.ACTIVE, Status.MANUAL)
    assert found.conclusions[1].open == ("several-judgments",)
    assert found.conclusions[0].petition == date(2024, 12, 31)


def test_row_12_a_legal_person_waits_two_years_from_the_last_thing_done():
    made = judgment("2022-01-01", 0, Main.FINE, orders=(Order(Due.DAMAGES, date(2023, 6, 30)),))

    assert ends(made, legal=True) == ["2025-06-30"]


OPEN, SURE = Standing.MANUAL, Standing.RECORD


@pytest.mark.parametrize(
    ("unknown", "missing", "standing"),
    [
        pytest.param({"age": None}, ("age",), OPEN, id="age-decides"),
        pytest.param({"weight": None, "age": 17}, ("weight",), OPEN, id="weight-decides-at-17"),
        pytest.param({"weight": None}, (), SURE, id="weight-is-nothing-to-an-intentional-adult"),
        pytest.param({"chapter": None}, ("chapter",), SURE, id="chapter-decides-but-only-later"),
        pytest.param({"intent": None}, ("intent",), OPEN, id="intent-decides-where-serious"),
        pytest.param({"intent": None, "weight": EXTREMELY}, (), SURE, id="intent-is-nothing-there"),
    ],
)
def test_only_a_fact_that_would_make_a_difference_is_missing(unknown, missing, standing):
    made = judgment("2025-01-01", 24, offences=(offence(**unknown),))

    assert told(made, on="2025-06-01").conclusions[0].missing == missing
    assert told(made, on="2025-06-01").standing is standing
    assert (told(made, on="2027-01-02").standing is OPEN) == ("chapter" in missing)


def test_a_missing_fact_no_longer_matters_once_every_answer_is_clear():
    made = judgment("2015-01-01", 0, offences=(offence(),))

    assert told(made, on="2017-06-01").conclusions[0].missing == ("months",)
    assert told(made, on="2022-01-02").standing is Standing.CLEAR


def test_a_penalty_that_still_runs_is_a_record_and_nothing_is_missing():
    found = told(judgment(None, 24, effective="2026-01-15", state=Served.RUNNING))

    assert found.standing is Standing.RECORD
    assert (found.conclusions[0].least, found.conclusions[0].missing) == (FOREVER, ())


def test_damages_that_are_unpaid_keep_the_record_and_unknown_ones_ask():
    unpaid = judgment("2019-04-01", 24, orders=(Order(Due.DAMAGES, None, Served.RUNNING),))
    unknown = judgment("2019-04-01", 24, orders=None)

    assert told(unpaid).standing is Standing.RECORD
    assert told(unknown, on="2021-04-01").standing is Standing.RECORD
    assert told(unknown, on="2021-04-02").conclusions[0].missing == ("orders",)
    assert told(unknown, on="2021-04-02").standing is Standing.MANUAL


def test_a_crime_committed_while_a_penalty_runs_asks_whether_they_were_joined():
    new = second("2020-12-31", 6, offence_on="2018-10-01", effective="2019-02-15")
    old = replace(FIRST, merged=None)
    found = told(old, new, on="2026-01-01")

    assert found.standing is Standing.MANUAL
    assert all("merged" in one.missing for one in found.conclusions)
    assert told(FIRST, new, on="2026-01-01").standing is Standing.CLEAR


def test_whether_a_conviction_that_is_no_record_restarts_one_is_left_open():
    new = judgment("2021-12-31", 6, key="b", effective="2021-06-15",
                   offences=(offence(date(2020, 10, 1), intent=False),))  # fmt: skip
    found = told(FIRST, new, on="2022-01-01")

    assert found.conclusions[0].open == ("not-deemed-restart",)
    assert found.statuses() == (Status.MANUAL, Status.NOT_DEEMED)


def test_the_milder_code_of_2015_holds_for_an_older_conviction_and_is_marked_so():
    made = judgment("2014-03-01", 48)
    found = told(made).conclusions[0]

    assert found.least == date(2016, 3, 1)
    marks = {mark.code: mark for mark in found.marks}
    assert marks["old-code"].on == date(2019, 3, 1)
    assert not marks["old-code"].basis.verified
    assert told(made, on="2016-06-30").standing is Standing.MANUAL
    assert told(made, on="2016-07-01").standing is Standing.CLEAR


def test_nobody_under_14_is_convicted_so_somebody_looks():
    found = told(judgment("2020-01-01", 24, offences=young(12, EXTREMELY)))

    assert found.standing is Standing.MANUAL
    assert found.conclusions[0].missing == ("under-14",)


def test_before_a_conviction_is_effective_it_is_none():
    made = judgment("2024-01-01", 12, effective="2023-01-01")

    assert told(made, on="2022-12-31").conclusions == ()


BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)
ONE, TWO = Number.ONE, Number.TWO


@pytest.mark.parametrize(
    ("asker", "number", "age", "on", "ground"),
    [
        pytest.param(Asker.PERSON, ONE, 16, SINCE, "", id="107/2025-from-16"),
        pytest.param(Asker.PERSON, ONE, 15, SINCE, "under-16", id="107/2025-under-16"),
        pytest.param(Asker.PERSON, TWO, 15, BEFORE, "", id="28/2009-no-age"),
        pytest.param(Asker.PROXY, ONE, 30, BEFORE, "", id="28/2009-art-45-proxy-for-no-1"),
        pytest.param(Asker.PROXY, TWO, 30, BEFORE, "no-proxy", id="28/2009-art-46-never-for-no-2"),
        pytest.param(Asker.PARENT, TWO, 17, BEFORE, "", id="28/2009-parent-of-a-minor"),
        pytest.param(Asker.PARENT, TWO, 18, BEFORE, "no-proxy", id="28/2009-parent-of-an-adult"),
        pytest.param(Asker.AGENCY, ONE, 30, BEFORE, "", id="28/2009-art-41-agency"),
        pytest.param(Asker.AGENCY, ONE, 30, SINCE, "no-basis", id="107/2025-agency-needs-a-basis"),
        pytest.param(
            Asker.AGENCY, TWO, 30, SINCE, "not-entitled", id="107/2025-nobody-demands-no-2"
        ),
        pytest.param(Asker.PROCEEDINGS, TWO, 30, SINCE, "", id="107/2025-proceedings"),
        pytest.param(Asker.OTHER, ONE, 30, SINCE, "not-entitled", id="an-employer"),
    ],
)
def test_who_may_ask_for_which(asker, number, age, on, ground):
    assert may_ask(asker, number, age=age, on=on) == ground
    grounds = {refusal.id for one in procedures() for refusal in one.refusals}
    assert ground in grounds | {""}
    assert may_ask(Asker.AGENCY, ONE, age=age, on=on, basis=True) == ""


def test_an_age_is_counted_in_full_years():
    assert age_on(date(2010, 7, 2), date(2026, 7, 1)) == 15
    assert age_on(date(2010, 7, 1), date(2026, 7, 1)) == 16
    assert [age_on(date(2008, 2, 29), on) for on in (date(2025, 2, 28), date(2025, 3, 1))] == [
        16,
        17,
    ]


MADE = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("until", "ended", "on", "stands"),
    [
        pytest.param(date(2025, 4, 2), None, MADE, True, id="on-its-first-day"),
        pytest.param(date(2025, 4, 2), None, date(2025, 4, 2), True, id="on-its-last-day"),
        pytest.param(date(2025, 4, 2), None, date(2025, 4, 3), False, id="the-day-after"),
        pytest.param(date(2025, 4, 2), MADE, MADE, False, id="ended-on-the-same-day"),
        pytest.param(date(2025, 4, 2), None, date(2025, 3, 2), False, id="before-it-was-made"),
    ],
)
def test_a_code_is_good_from_its_day_to_its_last_and_not_once_it_was_ended(
    until, ended, on, stands
):
    assert good(MADE, until, ended, on) is stands


def test_a_code_lasts_ninety_days_at_most_and_a_number_is_told_by_its_end():
    assert (last_day(MADE) - MADE).days == LONGEST_DAYS == 90
    assert [masked(one) for one in ("001 190 123 456", "123", "")] == ["********3456", "**3", ""]
    assert (may_share(ONE), may_share(TWO)) == (True, False)


def test_that_nobody_may_ask_for_no_2_is_said_by_the_law_of_the_day():
    old, new = (NOBODY_ASKS_FOR_TWO.on(on) for on in (BEFORE, SINCE))
    assert "107/2025" in new.source
    assert "107/2025" not in old.source
    assert (old.verified, new.verified) == (False, True)
