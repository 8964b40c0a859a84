"""Texts of the law: what is written out reads back, and no text whatever breaks the reader.

A small writer turns a random reform of the invented province into clauses, in one of the many ways in
which the law may put them; the reader must give back the same edges and find nothing wrong.
"""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.packs.text import parse
from continuity.reform.history import history
from continuity.reform.law.read import MOST_LETTERS, Given, read_law
from tests.unit.lawland import DAY, UNITS, codes, edges, law, places, resolution

COMMUNES = sorted(u for u, (level, at, _) in UNITS.items() if level == "commune" and at[0] == "1")
TWICE = {"Xã Tân Lập"}
SHARE = {
    "all": "toàn bộ diện tích tự nhiên, quy mô dân số của",
    "part": "một phần diện tích tự nhiên, quy mô dân số của",
    "part-of-land": "một phần diện tích tự nhiên của",
    "rest": "phần còn lại của",
}

OURS = {"law-no-code", "law-mutual"}
"""What may be told of a text that was understood: the law names no codes, and may have no order."""

Reform = list[dict[str, str]]
"""For each clause what it takes: unit and how."""


@st.composite
def reforms(draw: st.DrawFn) -> Reform:
    """Some units go whole into one clause each; others are cut, and one clause takes the rest."""
    clauses: Reform = [{} for _ in range(draw(st.integers(1, 5)))]
    for unit in draw(st.lists(st.sampled_from(COMMUNES), min_size=1, unique=True)):
        takers = draw(
            st.lists(st.sampled_from(range(len(clauses))), min_size=1, max_size=3, unique=True)
        )
        for taker in takers[1:]:
            clauses[taker][unit] = draw(st.sampled_from(["part", "part-of-land"]))
        clauses[takers[0]][unit] = "rest" if takers[1:] else "all"
    return [clause for clause in clauses if clause]


@st.composite
def texts(draw: st.DrawFn) -> tuple[Reform, str]:
    """A reform, and the same as a resolution."""
    reform = draw(reforms())
    clauses = [_clause(draw, reform, n) for n in range(len(reform))]
    text = resolution(*clauses)
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()):
        text = text.replace(" và", "\nvà")
    return reform, text


def _clause(draw: st.DrawFn, reform: Reform, n: int) -> str:
    takings = []
    for how in SHARE:
        units = [unit for unit, its in reform[n].items() if its == how]
        groups = [[unit] for unit in units] if how == "rest" else [units] if units else []
        for group in groups:
            after = _after(draw, reform, n, group[0]) if how == "rest" else ""
            takings.append(f"{SHARE[how]} {_listed(draw, group)}{after}")
    kind = draw(st.sampled_from(["xã", "phường", "đặc khu"]))
    new = f"{kind} mới có tên gọi là " if draw(st.booleans()) else ""
    return f"Sắp xếp {_joined(draw, takings)} thành {new}{kind} Mới {n}."


def _after(draw: st.DrawFn, reform: Reform, n: int, unit: str) -> str:
    cut = [str(m + 1) for m, takes in enumerate(reform) if unit in takes and m != n]
    numbers = (
        "các khoản " + ", ".join(cut) if draw(st.booleans()) else "khoản " + ", khoản ".join(cut)
    )
    return f" sau khi sắp xếp theo quy định tại {numbers} Điều này"


def _joined(draw: st.DrawFn, parts: list[str]) -> str:
    last = draw(st.sampled_from([", ", " và ", ", và "]))
    return last.join([", ".join(parts[:-1]), parts[-1]]) if parts[1:] else parts[0]


def _listed(draw: st.DrawFn, units: list[str]) -> str:
    """'các xã A, B và C' where all are of one type, else (or as well) each with its type."""
    names = [UNITS[unit][2] for unit in units]
    kinds = {
        name.rpartition(" Đá")[0] if name == "Thị trấn Đá Bạc" else name.split()[0]
        for name in names
    }
    around = [f" ({_small(UNITS[UNITS[u][1]][2])})" if UNITS[u][2] in TWICE else "" for u in units]
    if len(kinds) == 1 and len(units) > 1 and draw(st.booleans()):
        (kind,) = kinds
        proper = [name.removeprefix(kind + " ") for name in names]
        return f"các {kind.lower()} " + _joined(
            draw, list(map("".join, zip(proper, around, strict=True)))
        )
    return _joined(draw, [_small(name) + b for name, b in zip(names, around, strict=True)])


def _small(name: str) -> str:
    """A name as in a sentence: 'xã Ba Khe', but 'Phường 1'."""
    return name if name[-1].isdigit() else name[0].lower() + name[1:]


@given(texts())
def test_what_is_written_out_reads_back(case: tuple[Reform, str]) -> None:
    reform, text = case
    read = law(text)

    assert [f.say("en") for f in read.findings if f.code not in OURS] == []
    assert edges(read) == {str(n): set(takes.items()) for n, takes in enumerate(reform, start=1)}
    assert parse(read.yaml.encode()).tree == read.tree


@given(texts())
def test_what_was_read_is_a_decree_that_takes_effect(case: tuple[Reform, str]) -> None:
    read = law(case[1])
    told = history(places().world, [parse(read.yaml.encode())], {})

    (stage,) = told.stages
    if "law-mutual" in codes(read):
        assert stage.findings
        return
    assert [finding.say("en") for finding in stage.findings] == []
    for n, takes in enumerate(case[0], start=1):
        (clause,) = [c for c in read.tree["clauses"] if c["clause"] == str(n)]
        new = f"{clause['found']['commune']}@{DAY}"
        here = {
            told.world.lineage.successor(unit, DAY) for unit, how in takes.items() if how == "all"
        }
        assert here <= {new}


PIECES = (
    "Sắp xếp|Đổi tên|toàn bộ|một phần|phần còn lại|diện tích tự nhiên|quy mô dân số|của|xã|các|phường|"
    "Ba Khe|Tân Lập|(|)|,|và|;|.|thành|mới có tên gọi là|sau khi sắp xếp theo quy định tại|khoản|Điều|"
    "này|1|12.|0|99999999999999999999|²|\n|\n1. |\nĐiều 1. |Sau khi sắp xếp, tỉnh Mây Ngàn có|gồm|"
    "đơn vị hành chính cấp xã|trong đó có|không thực hiện sắp xếp là|"
    "huyện Đá Bạc|'|-|\u0301|\x00|km2|người"
)
WORDS = PIECES.split("|")


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)), st.booleans())
def test_no_text_breaks_the_reader(text: str, bare: bool) -> None:
    read = read_law(text, places(), Given() if bare else Given("1", DAY, "01"))

    for finding, span in read.marks:
        assert 0 <= span.start <= span.end <= len(text)
        assert finding.say("vi")
        assert "{" not in finding.say("en") or "{" in text
    assert not read.tree or parse(read.yaml.encode()).tree == read.tree


@given(texts(), st.data())
def test_a_torn_text_is_told_or_read(case: tuple[Reform, str], data: st.DataObject) -> None:
    text = case[1]
    cut = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 30))

    law(text[:cut] + text[cut + length :])


LONG = [
    "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Ba Khe thành xã mới có tên gọi là xã B.\n",
    "Sắp xếp phần còn lại của xã Ba Khe sau khi sắp xếp theo quy định tại khoản 1 Điều này thành xã B.\n",
    "Sau khi sắp xếp, tỉnh Mây Ngàn có 1 đơn vị hành chính cấp xã, gồm 1 xã.\n",
    "xã Tân Lập, ",
    "(",
    "\n",
    "1. ",
    "a'",
    "số ",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", LONG)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def seconds(letters: int) -> float:
        began = time.process_time()
        law("Sắp xếp toàn bộ diện tích tự nhiên của " + piece * (letters // len(piece)))
        return time.process_time() - began

    small, large = seconds(MOST_LETTERS // 20), seconds(MOST_LETTERS // 2)

    # ten times the text; a square would take a hundred times as long
    assert large < 40 * max(small, 0.05)
