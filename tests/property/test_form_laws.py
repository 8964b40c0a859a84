"""Filled forms: everything that is wrong is told at once, and nothing that is right."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.form import kept, meaning, problems, shown, unfit
from continuity.core.procedure import Field, Form, Kind
from tests.invented import ANSWERS, FIELDS, PAPERS, SERVICE, field

ON = date(2025, 7, 1)
GIVEN = ["decision"]
BAD = {
    "name": ["", "  ", "L\x00n", "\u202eLan", "a" * 201, "Lan\nBinh", "\ud800"],
    "identity": ["12345678", "123456789", "0011850123456", "00118501234a", "٠٠١١٨٥٠١٢٣٤٥"],
    "phone": ["12", "0123", "+0912345678", "09123456789012", "hỏi Lan", "++84912345678"],
    "email": ["lan", "lan@", "lan@vn", "lan@@a.vn", ".lan@a.vn", "la..n@a.vn", "lân@a.vn", "a b@c.vn"],
    "seal": ["dry", "Wet", "wet,mini"],
    "founded": ["31/02/2025", "2025-13-01", "07/2025", "1/7/25", "2025-7-1", "ngày mai", "01/01/0001"],
    "copies": ["hai", "1.500", "1,500", "1 500", "1e3", "--1", "1.", "٣"],
    "old": ["maybe", "true", "Yes"],
    "place": [""],
    "body": ["", "\x07"],
    "reason": ["", "a" * 1001, "a\x00b"],
}  # fmt: skip
KINDS = {one.kind: one for one in FIELDS}
pieces = st.sampled_from(
    ["/", "-", ".", ",", " ", "+", "0", "84", "1", "2025", "@a.vn", "yes", "\r\n"]
)
written = st.one_of(
    st.text(max_size=20), st.lists(pieces | st.text(max_size=3), max_size=9).map("".join)
)


def told(answers: dict[str, str], papers: list[str]) -> list[str]:
    """The fields and papers that findings point at."""
    return [finding.values["field"] for finding in problems(SERVICE, answers, papers, on=ON)]


def test_a_form_that_is_filled_in_well_has_no_problem() -> None:
    assert problems(SERVICE, ANSWERS, GIVEN, on=ON) == []
    assert problems(SERVICE, ANSWERS, GIVEN, on=date(2024, 12, 31))[0].code == "form-too-early"


@given(st.fixed_dictionaries({}, optional={id: st.sampled_from(bad) for id, bad in BAD.items()}))
def test_all_that_is_wrong_is_told_at_once_and_nothing_else(wrong: dict[str, str]) -> None:
    findings = problems(SERVICE, ANSWERS | wrong, GIVEN, on=ON)

    assert [f.values["field"] for f in findings] == [one.id for one in FIELDS if one.id in wrong]
    for finding in findings:
        assert "{" not in finding.say("vi") + finding.say("en")
        assert all(not unfit(part) for part in finding.parts("vi") + finding.parts("en"))


@given(
    st.sampled_from(["yes", "no", "maybe", ""]),
    st.sampled_from(["", "N-17", "lost"]),
    st.sampled_from(["", "1/6/2025", "soon"]),
    st.sets(st.sampled_from([paper.id for paper in PAPERS])),
)
def test_what_is_asked_only_in_a_case_is_asked_in_that_case(
    old: str, number: str, lost: str, papers: set[str]
) -> None:
    answers = ANSWERS | {"old": old, "old-number": number, "lost-on": lost}

    expected = ["old"] if old not in ("yes", "no") else []
    if old == "yes":
        expected += ["old-number"] if not number else []
        expected += ["lost-on"] if number == "lost" and lost != "1/6/2025" else []
    expected += [] if "decision" in papers else ["decision"]
    expected += ["certificate"] if old == "yes" and "certificate" not in papers else []
    assert told(answers, sorted(papers)) == expected
    assert ("lost-on" in kept(SERVICE, answers)) == (
        old == "yes" and number == "lost" and lost == "1/6/2025"
    )


@given(st.sets(st.text(max_size=60), max_size=30), st.sets(st.text(max_size=9), max_size=9))
def test_a_stranger_is_named_and_cannot_write_on_our_screen(
    fields: set[str], papers: set[str]
) -> None:
    known = {one.id for one in FIELDS} | {paper.id for paper in PAPERS}
    fields, papers = fields - known, papers - known

    named = told(ANSWERS | dict.fromkeys(fields, "x"), [*GIVEN, *papers])

    assert len(named) == min(10, len(fields) + len(papers))
    assert all(len(name) <= 40 and not unfit(name) for name in named)
    assert all(name in {shown(id) for id in fields | papers} for name in named)


def test_a_stranger_is_told_what_is_asked_by_its_names() -> None:
    [finding] = problems(SERVICE, ANSWERS | {"blood": "A"}, GIVEN, on=ON)

    brought = [paper for paper in PAPERS if paper.form is not Form.DRAWN]
    for language, at in (("vi", 0), ("en", 1)):
        names = finding.parts(language)[1].partition(": ")[2].removesuffix(".").split("; ")
        assert names == [one.label[at] for one in (*FIELDS, *brought)]


def test_what_a_register_knows_is_asked_of_nobody() -> None:
    drawn = [paper.id for paper in PAPERS if paper.form is Form.DRAWN]

    assert drawn
    assert not set(told({}, [])) & set(drawn)


@given(st.sampled_from(list(KINDS.values())), written)
def test_what_is_kept_reads_as_itself(one: Field, text: str) -> None:
    read = meaning(one, text)

    if read:
        assert meaning(one, read) == read
        assert unicodedata.is_normalized("NFC", read)
        assert len(read) <= one.most


@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)))
def test_a_date_is_read_with_the_day_first_or_as_iso(day: date) -> None:
    one = field("day", Kind.DATE)
    written_here = [f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}"]

    assert {meaning(one, text) for text in [*written_here, day.isoformat()]} == {day.isoformat()}
    beyond = day.replace(day=1) + timedelta(days=31)  # no such number in any month
    assert meaning(one, f"32/{beyond.month}/{day.year}") is None


@given(st.integers(-(10**9), 10**9), st.sampled_from(["", ",5", ".25", ",1250"]), st.booleans())
def test_a_number_is_what_its_digits_say_and_never_a_guess(
    whole: int, fraction: str, zeros: bool
) -> None:
    one = field("amount", Kind.NUMBER)
    text = f"{'-' if whole < 0 else ''}{'00' if zeros else ''}{abs(whole)}{fraction}"

    read = meaning(one, text)
    assert read is not None
    assert float(read) == float(text.replace(",", "."))
    assert meaning(one, f"{abs(whole) + 1}.500") is None


@given(st.integers(10**8, 10**9 - 1))
def test_a_phone_number_is_one_however_it_is_spaced(number: int) -> None:
    one, digits = field("phone", Kind.PHONE), str(number)
    spaced = f"{digits[:2]} {digits[2:5]}.{digits[5:]}"

    same = {
        meaning(one, text)
        for text in (f"0{digits}", f"+84{digits}", f"0{spaced}", f"(+84) {spaced}")
    }
    assert same == {f"+84{digits}"}


@given(st.integers(0, 10**12 - 1), st.integers(1, 3))
def test_an_identity_number_has_twelve_digits(number: int, less: int) -> None:
    one, digits = field("identity", Kind.IDENTITY), f"{number:012}"

    assert meaning(one, f"{digits[:3]} {digits[3:]}") == digits
    assert meaning(one, digits[less:]) is None
    assert meaning(one, digits + "0" * less) is None
