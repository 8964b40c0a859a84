"""Fees, cut-over rules and hours of the pack: what ships is sound, and a slip of the pen is told."""

from __future__ import annotations

from datetime import date

import pytest

from continuity.core.cutover import finisher
from continuity.core.fee import charged
from continuity.packs.text import parse
from continuity.packs.vn import DATA, cutover_rules, tariffs
from continuity.packs.vn.law import closes_of, cutover_table, table_of, tariffs_of

FEES, TABLE, HOURS = (
    (DATA / f"{name}.yaml").read_text("utf-8") for name in ("fees", "cutover", "receipt")
)


@pytest.mark.parametrize(
    ("fee", "on", "grounds", "copies", "amount", "rule"),
    [
        ("criminal-records", "2025-03-01", [], 1, 200_000, "Circular 244/2016"),
        ("criminal-records", "2025-03-01", [], 2, 200_000, "two copies are in it"),
        ("criminal-records", "2025-03-01", [], 4, 210_000, "from the third copy on 5,000 each"),
        ("criminal-records", "2025-03-01", ["student"], 1, 100_000, "students pay half"),
        ("criminal-records", "2025-03-01", ["student", "poor"], 5, 0, "poor households are exempt"),
        (
            "criminal-records",
            "2025-03-01",
            ["student"],
            3,
            105_000,
            "a further copy of a reduced fee",
        ),
        ("driving-licence", "2025-03-01", [], 1, 135_000, "Circular 37/2023"),
        ("driving-test-car-course", "2025-03-01", [], 1, 350_000, "Circular 37/2023"),
        ("seals", "2025-07-01", [], 1, 0, "no fee is known"),
    ],
)
def test_what_a_service_costs(
    fee: str, on: str, grounds: list[str], copies: int, amount: int, rule: str
) -> None:
    day = date.fromisoformat(on)

    paid = charged(fee, on=day, exemptions=grounds, tariffs=tariffs(), copies=copies)

    assert paid.amount == amount, rule
    assert paid.source
    assert not paid.verified


@pytest.mark.parametrize(
    ("received", "due", "on", "taker", "finishes", "counter", "clause"),
    [
        ("2025-07-01", "2025-07-08", "2025-07-02", "commune", "competent", "commune-centre", "1"),
        ("2025-06-02", "2025-06-30", "2025-06-30", "district", "taker", "taker", "2"),
        ("2025-06-02", "2025-06-30", "2025-07-01", "commune", "heir", "commune-centre", "2a"),
        ("2025-06-02", "2025-06-30", "2025-07-01", "district", "heir", "one-door", "2b"),
        ("2025-06-27", "2025-07-01", "2025-06-30", "commune", "taker", "taker", "3"),
        ("2025-06-27", "2025-07-01", "2025-07-01", "commune", "heir", "commune-centre", "3"),
        ("2025-06-27", "2025-07-11", "2025-07-03", "district", "heir", "one-door", "3"),
    ],
)
def test_the_three_cases_of_khanh_hoa(
    received: str, due: str, on: str, taker: str, finishes: str, counter: str, clause: str
) -> None:
    days = {"received": received, "due": due, "on": on}

    rule = finisher(
        cutover_rules(),
        **{axis: date.fromisoformat(day) for axis, day in days.items()},
        taken_in_by=taker,
    )

    assert (rule.finisher, rule.counter, rule.cite.clause) == (finishes, counter, clause)
    assert "7042" in rule.source
    assert rule.words.vi
    assert rule.words.en
    assert cutover_table().counters[counter].vi


SLIPS = [
    ("a day that is none", TABLE,
     "due: {before: 2025-07-01}", "due: {before: 2025-06-31}", "row-field"),
    ("an edge with another name", TABLE,
     "on: {from: 2025-07-01}", "on: {since: 2025-07-01}", "row-field"),
    ("an empty stretch", TABLE,
     "{from: 2025-07-01}", "{from: 2025-07-01, before: 2025-07-01}", "row-field"),
    ("a finisher that nobody named", TABLE, "finisher: heir", "finisher: hier", "row-field"),
    ("a field that is misspelt", TABLE, "counter: one-door", "couter: one-door", "row-field"),
    ("no Vietnamese", TABLE,
     "    vi: Hồ sơ trễ hạn do cấp xã", "    xx: Hồ sơ trễ hạn do cấp xã", "row-field"),
    ("a row that is too narrow", TABLE,
     "received: {from: 2025-07-01}", "received: {from: 2025-07-02}", "cutover-nobody"),
    ("a row that is too wide", TABLE, "    taken_in_by: [district]\n", "", "cutover-several"),
    ("a kind that is misspelt", TABLE,
     "taken_in_by: [district]", "taken_in_by: [distrcit]", "cutover-kind"),
    ("an id twice", TABLE, "id: late-district", "id: late-commune", "id-twice"),
    ("a row that is a word", TABLE, "rules:\n", "rules:\n  - and so on\n", "row-field"),
    ("rows that are a word", FEES, FEES, "tariffs: none", "row-field"),
    ("a document of nothing", FEES, FEES, "", "row-field"),
    ("an amount in words", FEES, "amount: 200000", "amount: hai trăm nghìn", "row-field"),
    ("an amount below nothing", FEES, "amount: 135000", "amount: -1", "row-field"),
    ("a reduction above the amount", FEES, "amount: 115000", "amount: 315000", "fee-amount"),
    ("a ground twice", FEES, "id: poor", "id: child", "id-twice"),
    ("two rows of one day", FEES,
     "fee: driving-test-car-road", "fee: driving-test-car-theory", "row-day-twice"),
    ("a source that is left out", FEES,
     "    source: Thông tư 37", "    quelle: Thông tư 37", "row-field"),
    ("neither true nor false", FEES, "    verified: false", "    verified: perhaps", "row-field"),
    ("no YAML", FEES, "tariffs:", "tariffs: [", "not-yaml"),
    ("an hour that is none", HOURS, "hour:", 'hour: "25:00"', "row-field"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("slip", "text", "old", "new", "code"), SLIPS, ids=[slip[0] for slip in SLIPS]
)
def test_a_slip_of_the_pen_is_told_with_its_line(
    slip: str, text: str, old: str, new: str, code: str
) -> None:
    assert old in text
    reads = {FEES: tariffs_of, TABLE: table_of, HOURS: closes_of}[text]

    _, findings = reads(parse(text.replace(old, new, 1).encode(), "edited.yaml"))

    assert code in {finding.code for finding in findings}, slip
    for finding in findings:
        assert "{" not in finding.parts("vi")[0] + finding.parts("en")[0]
        assert finding.cite.decree == "edited.yaml" or finding.code in (
            "cutover-nobody",
            "id-twice",
            "cutover-kind",
        )


def test_an_hour_at_which_a_counter_closes_is_data() -> None:
    hours, findings = closes_of(
        parse(HOURS.replace("hour:", 'hour: "16:30"').encode(), "edited.yaml")
    )

    assert not findings
    assert str(hours.on(date(2025, 7, 1)).value) == "16:30:00"
