"""Ms Lan asks for certificate No. 1 before a reform and gets it after; the register shows one person."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pytest

pytest.importorskip("typst")

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import override_settings

from continuity.casework import catalogue, verbs
from continuity.casework import rotate as rotation
from continuity.casework.cases import one
from continuity.casework.documents import anew, rows
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import Scope, reading, within
from continuity.casework.wishes import Wish
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM
from continuity.journal.verify import verify
from continuity.services.records import imports, register
from continuity.services.records.refused import Refused
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
    Person,
    Petition,
    Served,
    Weight,
)
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    peopled,
)
from tests.integration.service import SON, TUAN, VY
from tests.issuing import equipped, housed
from tests.people import seated
from tests.unit.country import MARCH

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)

NOW = date(2025, 3, 3)
THEFT = Judgment(
    "a",
    date(2020, 12, 30),
    (Offence(date(2020, 6, 1), "XVI", Weight.SERIOUS, True, 30, "Trộm cắp tài sản"),),
    Penalty(Main.PRISON, 18, date(2023, 3, 2)),
    merged=False,
    number="15/2020/HSST",
    court="Tòa án nhân dân Một",
)
"""Its period of two years ends on 2 March 2025."""
ANSWERS = {
    "sex": "female", "stayed": "one", "born": "1/2/1990", "birth-place": "Đông",
    "nationality": "Việt Nam", "residence": "Đông",
    "purpose": "own", "ask-bans": "no",
}  # fmt: skip
KEPT = {"actor": BINH, "agency": JUSTICE, "on": FILED, "source": "bản án 15/2020/HSST"}


@pytest.fixture
def office(db, tmp_path):
    """The country before its first reform, whose police have a seal and a key for the day after it."""
    peopled()
    seated(TUAN, ("officer", JUSTICE))
    seated(VY, ("officer", POLICE))
    seated(SON, ("head", POLICE))
    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)
    with housed(tmp_path) as home:
        equipped(home, POLICE, "Công an tỉnh Một")
        yield home


def entered(facts=None, **changed):
    told = KEPT | changed
    person = Person((THEFT,)) if facts is None else facts
    return register.enter(HER.identity, HER.name, person, **told)


def filed(code="records-one", on=FILED, wish=None, actor=CLERK, agency=COUNTER, key="", **changed):
    rules = catalogue.procedure(code, on)
    known = {field.id for field in rules.fields}
    told = {id: text for id, text in (ANSWERS | changed).items() if id in known}
    return verbs.file(
        code, GROUND, on, HER, told, actor=actor, key=key or f"file {code} {on}", agency=agency,
        wish=wish,
    )  # fmt: skip


def issued(case, on=NOW):
    """The police take every step after the reform; the papers with their files."""
    by = {"agency": POLICE, "on": on}
    with reading(DUNG, POLICE, "processing", on):
        owed = one(case).owed
    if owed:
        verbs.pay(case, actor=CLERK, agency=COUNTER, on=on, key=f"p {case}")
    verbs.check(case, True, actor=DUNG, key=f"c {case}", **by)
    verbs.review(case, True, actor=VY, key=f"r {case}", **by)
    verbs.decide(case, "granted", actor=SON, key=f"d {case}", **by)
    verbs.issue(case, actor=VY, key=f"i {case} {on}", **by)
    with reading(DUNG, POLICE, "processing", on):
        return [(paper, rows.content(paper)) for paper in rows.papers(case)]


def words_of(pdf):
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_filed_at_justice_and_issued_by_the_police_the_day_after_the_term_it_is_clear(office):
    """O-HD-08: what is true on the day of the issue, though nothing ran in between."""
    entered()
    receipt = filed()
    enacted(MARCH)

    [(paper, pdf)] = issued(receipt.case)
    words = words_of(pdf)

    assert "không có án tích" in words
    assert "15/2020" not in words
    assert receipt.number in words
    told = by_file(pdf, NOW)
    assert (told.outcome, told.competent) == (Outcome.GENUINE, True)
    assert [one.en for one in told.shown] == ["Certificate"]
    assert paper.number
    assert verify().holds


def test_on_the_last_day_of_the_term_it_still_shows_the_record(office):
    entered()
    receipt = filed()
    enacted(MARCH)

    [(_, pdf)] = issued(receipt.case, on=NOW - timedelta(days=1))
    words = words_of(pdf)

    assert "15/2020/HSST" in words
    assert "Trộm cắp tài sản" in words
    assert "tù có thời hạn, 18 tháng" in words
    assert "không có án tích" not in words


def test_after_the_case_is_over_a_corrected_paper_still_shows_the_record(office):
    entered()
    receipt = filed()
    enacted(MARCH)
    last, by = NOW - timedelta(days=1), {"agency": POLICE, "on": NOW - timedelta(days=1)}
    [(paper, _)] = issued(receipt.case, on=last)
    verbs.deliver(receipt.case, "counter", actor=VY, key="over", **by)
    with pytest.raises(Refused) as error, reading(DUNG, POLICE, "processing", last):
        register.of_case(receipt.case, receipt.number)

    anew.correct_paper(receipt.case, paper.id, "sai nơi sinh", actor=SON, key="anew", **by)

    assert error.value.code == "hidden"
    with reading(DUNG, POLICE, "processing", last):
        words = words_of(rows.content(rows.papers(receipt.case)[-1]))
    assert "15/2020/HSST" in words
    assert "không có án tích" not in words


def test_no_2_shows_what_was_expunged_and_no_1_a_ban_only_where_it_was_asked_for(office):
    ban = Ban("7/2024/QĐ-TBPS", date(2024, 5, 1), date(2027, 5, 1), "giám đốc")
    entered(Person((THEFT,), bans=(ban,)))
    first, two = filed(), filed("records-two")
    asked = verbs.file(
        "records-one", GROUND, FILED, HER, ANSWERS | {"ask-bans": "yes"},
        actor=CLERK, key="asked", agency=COUNTER,
    )  # fmt: skip
    enacted(MARCH)

    texts = [words_of(issued(receipt.case)[0][1]) for receipt in (first, two, asked)]

    assert ["7/2024/QĐ-TBPS" in text for text in texts] == [False, True, True]
    assert ["15/2020/HSST" in text for text in texts] == [False, True, False]
    assert "Đương nhiên được xóa án tích (từ 03/03/2025)" in texts[1]


def test_no_2_says_what_else_was_ordered_and_how_all_of_it_was_executed(office):
    """In both languages, the Vietnamese first, for whoever wished it."""
    crime = replace(THEFT.offences[0], article="khoản 1 Điều 173 BLHS")
    whole = replace(
        THEFT,
        offences=(crime,),
        penalty=replace(THEFT.penalty, how=How.REDUCED),
        extras=(Extra(Lasting.RESIDENCE_BAN, date(2024, 1, 5)),),
        orders=(
            Order(Due.DAMAGES, date(2021, 12, 1)),
            Order(Due.COURT_FEES, None, Served.RUNNING),
        ),
        petitions=(Petition(date(2024, 6, 1), True),),
    )
    entered(Person((whole,)))
    receipt = filed("records-two", wish=Wish("vi", english=True), father="Nguyễn Văn Cha")
    enacted(MARCH)

    [(_, pdf)] = issued(receipt.case)
    vietnamese, _, english = words_of(pdf).partition("English version.")

    for said in (
        "Nữ", "01/02/1990", "Nguyễn Văn Cha", "Trộm cắp tài sản (khoản 1 Điều 173 BLHS)",
        "cấm cư trú, đến 05/01/2024", "bồi thường thiệt hại: đã thi hành xong 01/12/2021",
        "án phí: đang thi hành", "đã chấp hành xong sau khi được giảm 02/03/2023",
        "Đã được xóa án tích theo quyết định của Tòa án (từ 01/06/2024)",
    ):  # fmt: skip
        assert said in vietnamese
    for said in (
        "Female", "damages: complete 1 Dec 2021", "court fees: not complete yet", "Certificate No. 2",
        "served after a reduction 2 Mar 2023", "Expunged by a court’s decision (since 1 Jun 2024)",
        "prison, 18 months", "The Vietnamese text rules",
    ):  # fmt: skip
        assert said.upper() in english.upper()


def test_since_july_2026_it_is_filed_online_but_for_those_who_cannot(office):
    """Both laws beside each other: what was taken in on the eve follows the older one to its end."""
    enacted(MARCH)
    eve = filed(on=date(2026, 6, 30))
    with pytest.raises(Refused) as error:
        filed(on=date(2026, 7, 1))
    assert error.value.code == "online"
    told = [
        filed(on=date(2026, 7, 1), **why, key=f"new {n}")
        for n, why in enumerate(({"away": "no-eid"}, {"stayed": "foreigner"}))
    ]
    online = filed(on=date(2026, 7, 1), actor=LAN, agency="", key="online")

    with reading(DUNG, POLICE, "processing", date(2026, 7, 1)):
        assert one(eve.case).due == date(2026, 7, 10)
        assert {one(each.case).due for each in (*told, online)} == {date(2026, 7, 8)}
    with pytest.raises(Flawed) as wrong:
        filed(on=date(2026, 7, 1), away="no-eid", purpose="licence", key="licence")
    assert [finding.values["field"] for finding in wrong.value.findings] == ["basis"]


def test_whom_the_law_lets_not_ask_is_granted_nothing(office):
    """Since July 2026 nobody under 16; whoever asked on the eve is no reason to refuse."""
    enacted(MARCH)
    born, by = "2/7/2010", {"agency": POLICE, "on": date(2026, 7, 2)}
    eve = filed(on=date(2026, 6, 30), born=born)
    young = filed(on=date(2026, 7, 1), born=born, away="no-eid")
    for case in (eve.case, young.case):
        verbs.pay(case, actor=CLERK, agency=COUNTER, on=by["on"], key=f"p {case}")
        verbs.check(case, True, actor=DUNG, key=f"c {case}", **by)
        verbs.review(case, True, actor=VY, key=f"r {case}", **by)

    verbs.decide(eve.case, "granted", actor=SON, key="eve", **by)
    with pytest.raises(Refused) as error:
        verbs.decide(young.case, "granted", actor=SON, key="young", **by)
    assert (error.value.code, "under 16" in str(error.value)) == ("ground", True)
    verbs.decide(young.case, "refused", reason="under-16", words="15", actor=SON, key="no", **by)


def test_what_is_open_is_not_issued_until_the_register_is_corrected(office):
    unknown = replace(THEFT, penalty=Penalty(Main.PRISON, 18, None, Served.UNKNOWN))
    entered(Person((unknown,)))
    receipt = filed()
    enacted(MARCH)

    with pytest.raises(Refused) as error:
        issued(receipt.case)
    assert "ngày chấp hành xong hình phạt chính" in error.value.findings[0].say("vi")
    assert "the day on which the main penalty ended" in error.value.findings[0].say("en")
    with reading(DUNG, POLICE, "processing", NOW):
        assert rows.papers(receipt.case) == []

    entered(actor=DUNG, agency=POLICE, on=NOW, reason="trại giam trả lời")
    verbs.issue(receipt.case, actor=VY, agency=POLICE, on=NOW, key="again")
    with reading(DUNG, POLICE, "processing", NOW):
        assert len(rows.papers(receipt.case)) == 1


def test_a_correction_keeps_what_was_believed_and_needs_a_reason(office):
    first = entered()
    corrected = Person((replace(THEFT, penalty=Penalty(Main.PRISON, 24, date(2023, 3, 2))),))

    assert entered() is None
    with pytest.raises(Refused) as error:
        entered(corrected)
    assert error.value.code == "no-reason"
    second = entered(corrected, reason="bản sao sai", on=FILED + timedelta(days=1))

    found = register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)
    assert [(one.number, one.facts, one.reason) for one in found] == [
        (1, Person((THEFT,)), ""),
        (2, corrected, "bản sao sai"),
    ]
    assert (first.entry, second.person) == (found[0].entry, first.person)
    with pytest.raises(Refused, match="twice"):
        entered(Person((THEFT, THEFT)), reason="x")


@pytest.mark.parametrize(
    ("who", "agency", "on"),
    [
        pytest.param(MINH, STRANGERS, MARCH_DAY, id="another-province-after-it-lost-the-duty"),
        pytest.param(MINH, JUSTICE, FILED, id="no-seat-there"),
        pytest.param(CLERK, COUNTER, FILED, id="the-counter-that-takes-in"),
        pytest.param(LAN, "", FILED, id="the-person-herself-at-the-keeper's-door"),
        pytest.param(TUAN, JUSTICE, MARCH_DAY, id="justice-once-the-police-have-it"),
    ],
)
def test_who_has_no_business_with_the_register_is_refused(office, who, agency, on):
    entered()
    enacted(MARCH)

    with pytest.raises((Refused, NotByCasework)):
        register.history(HER.identity, actor=who, agency=agency, on=on)
    with pytest.raises((Refused, NotByCasework)):
        entered(Person(), actor=who, agency=agency, on=on, reason="x")


def test_a_program_never_keeps_the_register(office):
    entered()

    with within(Scope("officer", ("processing",))), pytest.raises(Refused):
        register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)


def rows_seen():
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from records_person), (select count(*) from records_version)"
        )
        return cursor.fetchone()


def test_a_query_that_forgets_its_filter_shows_one_person_or_none(office):
    """Mr Minh's neighbour is in the register too; whoever has Ms Lan's case sees Ms Lan."""
    entered()
    register.enter("001190999999", "Trần Văn Bốn", Person(), **KEPT)
    assert rows_seen() == (0, 0)
    with reading(BINH, JUSTICE, "processing", FILED):
        assert rows_seen() == (0, 0)

    receipt = filed()

    for purpose, seen in (("processing", 1), ("statistics", 0), ("inspection", 0), ("intake", 0)):
        with reading(BINH, JUSTICE, purpose, FILED):
            assert rows_seen() == (seen, seen), purpose
    with reading(CLERK, COUNTER, "processing", FILED):
        assert rows_seen() == (0, 0)
    with reading(LAN, "", "applicant", FILED, identity=HER.identity):
        assert rows_seen() == (0, 0)
    with register.keeping(BINH, JUSTICE, FILED, "001190999999"):
        assert rows_seen() == (1, 1)
    with reading(MINH, STRANGERS, "processing", FILED), pytest.raises(NotByCasework):
        register.of_case(receipt.case, receipt.number)


@pytest.mark.parametrize(
    "wrong",
    [
        "delete from records_version",
        "update records_version set day = '2020-01-01'",
        "update records_person set seeker = sha256('x')",
        (
            "insert into records_version (person, version, sealed_facts, day, agency, actor, entry) "
            "select person, 9, sealed_facts, day, 'vn.02.justice', actor, 1 from records_version"
        ),
    ],
)
def test_no_program_rewrites_what_was_believed(office, wrong):
    entered()

    with (
        pytest.raises(DatabaseError),
        register.keeping(BINH, JUSTICE, FILED, HER.identity),
        connection.cursor() as cursor,
    ):
        cursor.execute(wrong)


def test_each_reading_stands_in_the_persons_stream_with_its_purpose(office):
    kept = entered()
    receipt = filed()
    enacted(MARCH)
    issued(receipt.case)
    register.history(HER.identity, actor=DUNG, agency=POLICE, on=NOW)

    with connection.cursor() as cursor:
        cursor.execute(
            "select verb, actor, purpose from journal_entry where stream = %s order by position",
            [f"record:{kept.person}"],
        )
        found = cursor.fetchall()
    assert [row[0] for row in found] == ["enter", "read", "read"]
    assert [(row[1], row[2]) for row in found[1:]] == [
        (VY.id, "processing"),
        (DUNG.id, "records-keeping"),
    ]


def test_what_is_sealed_is_sealed_anew_and_nothing_else_changes(office):
    from django.conf import settings

    entered()
    keys = {"fresh": b"n" * 32, **settings.CONTINUITY_KEYS}
    with override_settings(CONTINUITY_KEYS=keys):
        assert register.resealed(FILED) == 3
        assert rotation.rotate(FILED) == 0
        [kept] = register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)
    assert kept.facts == Person((THEFT,))


def test_the_register_is_migrated_back_and_forward_again(db):
    def rules():
        with as_owner() as owner:
            owner.execute(
                "select tablename, policyname, qual, with_check from pg_policies "
                "where tablename like 'records%' order by 1, 2"
            )
            return owner.fetchall()

    whole = rules()
    call_command("migrate", "records", "zero", database="owner", verbosity=0)
    bare = rules()
    call_command("migrate", database="owner", verbosity=0)

    assert len(whole) >= 28
    assert bare == []
    assert rules() == whole


COLUMNS = (
    "name;court;effective;offence;chapter;weight;intent;age;extra;order;merged;identity;number;"
)
TOLD = "TAND Một;30/12/2020;01/06/2020;XVI;serious;yes;30;-;-;no;"
ROWS = f"""\
{COLUMNS}penalty;months;ended
Nguyễn Thị Lan;{TOLD}001 190 123 456;15/2020/HSST;prison;18;ENDED
Trần Văn Bốn;{TOLD}001190999999;3/2019/HSST;fine;;hôm qua
Lê Thị Năm;{TOLD}001190888888;4/2019/HSST;fine;;01/03/2021
"""


def loaded(ended="02/03/2023", actor=BINH, agency=JUSTICE):
    data = ROWS.replace("ENDED", ended).encode()
    return imports.load(data, "toa-an.csv", actor=actor, agency=agency, on=FILED)


def test_an_import_tells_of_every_row_what_became_of_it(office):
    first, again, other = loaded(), loaded(), loaded(ended="03/03/2023")

    assert [(one.line, one.what) for one in first] == [
        (2, "entered"),
        (3, "refused"),
        (4, "entered"),
    ]
    assert [one.what for one in again] == ["unchanged", "refused", "unchanged"]
    assert [one.what for one in other] == ["corrected", "refused", "unchanged"]
    assert [one.code for one in first[1].findings] == ["cell-no-day"]
    found = register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)
    ends = [one.facts.judgments[0].penalty.ended.day for one in found]
    assert ends == [2, 3]
    assert [(one.source, one.reason) for one in found] == [
        ("toa-an.csv", ""),
        ("toa-an.csv", "toa-an.csv"),
    ]


def test_a_table_of_bans_goes_in_beside_the_judgments(office):
    entered()
    data = (
        "identity;name;decision;since;clause;court\n"
        "001190123456;Nguyễn Thị Lan;7/2024;01/05/2024;breach;TAND Một\n"
    ).encode()

    found = [imports.load(data, "bans.csv", actor=BINH, agency=JUSTICE, on=FILED) for _ in range(2)]

    assert [[one.what for one in told] for told in found] == [["corrected"], ["unchanged"]]
    [*_, last] = register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)
    assert [one.until for one in last.facts.bans] == [date(2027, 5, 1)]
    assert last.facts.judgments == (THEFT,)


def test_an_import_leaves_what_it_does_not_name_and_needs_a_keeper(office):
    granted = replace(THEFT, key="15/2020/HSST", petitions=(Petition(FILED, True),))
    entered(Person((replace(THEFT, key="other", number="1/2012"), granted)))
    [told, *_] = loaded()

    assert told.what == "corrected"
    [*_, last] = register.history(HER.identity, actor=BINH, agency=JUSTICE, on=FILED)
    told = {one.key: one.petitions for one in last.facts.judgments}
    assert told == {"other": (), "15/2020/HSST": granted.petitions}
    with pytest.raises(Refused) as refused:
        loaded(actor=CLERK, agency=COUNTER)
    assert "Công an xã Đông vào ngày 20/02/2025" in refused.value.findings[0].say("vi")
