"""Documents: whatever is in a file, the reader says what is wrong with it, and never breaks."""

from __future__ import annotations

import pytest

from continuity.packs.text import MOST_BYTES, parse, read, twin
from continuity.reform.check import check
from tests.unit.country import KINDS, MARCH, country

BOMB = b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
UNREADABLE = [
    (BOMB, "alias"),
    (b"- " * 400 + b"x", "too-deep"),
    (b"[" * 100_000, "too-deep"),
    (b"decree: \xff\xfe\n", "not-utf8"),
    (b"decree: [\n", "not-yaml"),
    (b"decree: a\ndecree: b\n", "key-twice"),
    (b"decree: a\n---\ndecree: b\n", "two-documents"),
    (b"decree: a\n\x00", "not-yaml"),
    (b"? [a]\n: b\n", "key-not-text"),
    (b"", "not-a-decree"),
    (b"just words", "not-a-decree"),
    (b"decree: x\neffective: tomorrow\nclauses: []", "field-wrong"),
    (b"decree: x\neffective: 2025-07-01", "no-clauses"),
    (b"# only a remark\n", "not-a-decree"),
    (b"null\n", "not-a-decree"),
    (b"~", "not-a-decree"),
    (b"[]", "not-a-decree"),
    (b"decree: !!python/object:os.system x\n", "tag"),
    (b"decree: x\nclauses: !!set {a, b}\n", "tag"),
    (b"effective: 2025-07-01\nclauses: [{end: [x]}]", "field-missing"),
    (b"decree: x\nclauses: [{end: [x]}]", "field-missing"),
    (b"decree:\neffective: 2025-07-01\nclauses: [{end: [x]}]", "field-wrong"),
    (b"decree: [x]\neffective: 2025-07-01\nclauses: [{end: [x]}]", "field-wrong"),
    (b"decree: x\ntitle: Hello\nclauses: [{end: [x]}]", "field-wrong"),
    (b"decree: x\ninstruments: 7\nclauses: [{end: [x]}]", "field-wrong"),
    (b"decree: x\ninstruments: [7]\nclauses: [{end: [x]}]", "field-wrong"),
    (b"decree: x\ninstruments: [{number: a}, {number: a}]", "instrument-twice"),
    (b"decree: x\ninstruments: [{number: a, adopted: 2025-1-1}]", "field-wrong"),
    (b"decree: x\nclauses: [7]", "no-form"),
    (b"decree: x\nclauses: [" + b"a," * 400_001 + b"]", "too-many"),
]


@pytest.mark.parametrize(("data", "code"), UNREADABLE)
def test_what_cannot_be_read_is_said_and_not_raised(data, code):
    found = check(country(), [], parse(data, "bad.yaml"), KINDS)[1]

    assert code in [finding.code for finding in found]


def test_a_file_that_is_too_big_is_not_read(tmp_path):
    file = tmp_path / "big.yaml"
    with file.open("wb") as big:
        big.truncate(100 * 1024 * 1024)

    assert [f.code for f in read(file).findings] == ["too-big"]
    assert MOST_BYTES < 100 * 1024 * 1024


def test_a_missing_file_is_a_finding(tmp_path):
    assert [f.code for f in read(tmp_path / "none.yaml").findings] == ["no-file"]


def test_decomposed_letters_are_composed():
    import unicodedata

    written = unicodedata.normalize("NFD", "decree: Tỉnh Đắk Lắk")

    assert parse(written.encode()).tree == {"decree": "Tỉnh Đắk Lắk"}


def test_codes_keep_their_zeros_without_quotes():
    assert parse(b"a: [00016, 010, 0x1F, yes, 1e3]").tree == {
        "a": ["00016", "010", "0x1F", "yes", "1e3"]
    }


def test_a_twin_counts_only_with_the_digest_of_its_file(tmp_path):
    file, beside = tmp_path / "a.yaml", tmp_path / "a.json"
    file.write_text(MARCH)
    beside.write_text(twin(MARCH.encode()).replace("criminal-records", "forged"))

    assert "forged" in str(read(file).tree)
    file.write_text(MARCH + "# changed\n")
    assert "forged" not in str(read(file).tree)
    assert read(file).lines["clauses/0"] == 4


def test_the_days_of_an_instrument_are_told_with_their_line():
    written = (
        b"decree: x\neffective: 2025-07-01\ninstruments:\n"
        b"  - {number: a, adopted: 2025-06-01, in-force: 2025-06-01}\n"
        b"  - {number: b, adopted: 2025-06-02, in-force: 2025-06-01}\n"
    )

    found = check(country(), [], parse(written, "x.yaml"), KINDS)[1]

    assert [f.cite.line for f in found if f.code == "days-in-disorder"] == [5]


def test_a_flood_of_keys_is_answered_in_the_time_that_reading_takes():
    flood = b"decree: x\n" + b"".join(b"k%d: v\n" % n for n in range(30_000))

    found = check(country(), [], parse(flood, "x.yaml"), KINDS)[1]

    assert sum(finding.code == "field-unknown" for finding in found) == 30_000
