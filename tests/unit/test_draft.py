"""Drafts: what a right one becomes, and how a wrong one is refused."""

from __future__ import annotations

from datetime import date

import pytest

from continuity.core.competent import Status, who
from continuity.core.coverage import flaws
from continuity.reform.check import check
from continuity.reform.history import history
from continuity.reform.slip import slip
from tests.unit.country import JULY, KINDS, MARCH, country, decree, key, text


def findings(draft, *others):
    return check(country(), [text(other, f"o{n}") for n, other in enumerate(others)], draft, KINDS)[
        1
    ]


def test_two_decrees_in_order_leave_no_flaw():
    told = history(country(), [text(JULY, "b"), text(MARCH, "a")], KINDS)

    assert [stage.decree.id for stage in told.stages] == ["functions", "map"]
    assert not [f for stage in told.stages for f in stage.findings]
    assert flaws(told.world) == []


def test_a_history_like_another_is_folded_from_the_first_text_that_differs_on():
    start, march, july = country(), text(MARCH, "a"), text(JULY, "b")
    usual, again = history(start, [march, july], KINDS), text(JULY, "b")
    folded = []

    tried = history(start, [again, march], KINDS, folded.append, like=usual)

    assert folded == [again.name]
    assert tried == history(start, [march, again], KINDS)
    assert tried.stages[0] is usual.stages[0]
    for ground, texts in ((start, [text(MARCH, "a"), july]), (country(), [march, july])):
        folded.clear()
        assert history(ground, texts, KINDS, folded.append, like=usual).world == usual.world
        assert len(folded) == 2, "an earlier text, or the ground, is another"


def test_kinds_are_written_out_and_bodies_follow_the_map():
    world = history(country(), [text(MARCH), text(JULY)], KINDS).world

    holders = {m.agency for m in world.mandates if m.valid.end == date.max}
    assert holders == {
        "vn.01.police@2025-07-01",
        "vn.00001.commune-police@2025-07-01",
        "vn.00002.commune-police@2025-07-01",
    }
    assert world.lineage.heirs["vn.02.police"].heir == "vn.01.police@2025-07-01"
    assert world.lineage.heirs["vn.00002.commune-police"].heir.startswith("vn.00002.")


def test_an_old_name_has_candidates_and_somebody_acts_meanwhile():
    world = history(country(), [text(MARCH), text(JULY)], KINDS).world
    day, filed = date(2025, 7, 2), date(2025, 6, 1)

    answer = who(world, "residence", key("00002"), on=day, filed=filed)
    above = who(world, "criminal-records", key("00002"), on=day, filed=filed)

    assert answer.ruling.status is Status.UNDETERMINED
    assert [c.area for c in answer.placement.candidates] == ["00001@2025-07-01", "00002@2025-07-01"]
    assert answer.ruling.acting == "vn.00002.commune-police@2025-07-01"
    assert above.ruling.agency == "vn.01.police@2025-07-01"
    assert above.placement.status is Status.UNDETERMINED


def test_a_giver_may_finish_what_it_took_in():
    draft = decree(
        "transfer: criminal-records, in: {every: province}, from: [justice], to: police, "
        "finishes: 2025-08-01"
    )
    world = history(country(), [draft], KINDS).world

    def asked(on, filed):
        return who(world, "criminal-records", key("01"), on=on, filed=filed).ruling.agency

    assert asked(date(2025, 7, 15), date(2025, 6, 30)) == "vn.01.justice"
    assert asked(date(2025, 7, 15), date(2025, 7, 1)) == "vn.01.police"
    assert asked(date(2025, 8, 1), date(2025, 6, 30)) == "vn.01.police"
    assert flaws(world) == []


def test_transferring_delegating_and_deputising_are_three_things():
    where = 'in: ["00001"]'
    told = history(
        country(),
        [
            decree(
                f"delegate: criminal-records, {where}, to: commune-police, until: 2026-01-01",
                "deputise: residence, in: [00002], by: police",
            )
        ],
        KINDS,
    )
    open_ended = [m for m in told.world.mandates if m.interim]
    answering = [m for m in told.world.mandates if m.mode == "answers-for"]

    assert flaws(told.world) == []
    assert [(m.agency, m.valid.end) for m in open_ended] == [("vn.01.police", date.max)]
    assert [(m.agency, m.valid.end) for m in answering] == [("vn.01.justice", date(2026, 1, 1))]
    back = who(
        told.world, "criminal-records", key("00001"), on=date(2026, 1, 1), filed=date(2026, 1, 1)
    )
    assert back.ruling.agency == "vn.01.justice"


def test_an_institution_moves_with_all_that_it_holds():
    told = history(country(), [decree("attach: {every: centre}, to: police")], KINDS)

    assert told.world.parent_agency("vn.01.centre", date(2025, 6, 30)) == "vn.01.justice"
    assert told.world.parent_agency("vn.01.centre", date(2025, 7, 1)) == "vn.01.police"


WRONG = [
    ('found: {province: "01", name: X}, takes: {all: ["01", "77"]}', "unknown-unit", 4),
    ('found: {commune: "9", name: X, in: "01"}, takes: {rest: ["00001"]}', "rest-of-uncut", 4),
    ('found: {commune: "9", name: X, in: "01"}, takes: {part: ["02"]}', "cannot-cut", 4),
    ('found: {commune: "9", name: X, in: "55"}, takes: {all: ["00001"]}', "unknown-unit", 4),
    ('found: {commune: "9", name: X, in: "01"}', "founded-of-nothing", 4),
    ('found: {commune: "9", name: X, in: "01"}, takes: {all-land: ["00001"]}', "residents-left", 4),
    ('found: {commune: "9", name: X, in: "01"}, takes: {most: ["00001"]}', "field-unknown", 4),
    ("end: [vn.01.justice]", "no-heir", 4),
    ("end: [vn.01.justice], heir: vn.99.police", "no-heir", 4),
    ("end: [vn.77.justice], heir: police", "unknown-agency", 4),
    ("end: {every: dragon}, heir: police", "unknown-kind", 4),
    ("transfer: dragons, in: {every: province}, to: police", "unknown-function", 4),
    ("transfer: residence, in: [99999], to: police", "unknown-unit", 4),
    ('transfer: residence, in: ["00001"], to: vn.77.police', "unknown-agency", 4),
    ('transfer: residence, in: ["00001"], from: [police], to: justice', "not-holder", 4),
    ('transfer: residence, in: ["01"], from: [vn.00001.commune-police], to: police',
     "giver-forgotten", 4),
    ('transfer: residence, in: ["01"], to: police, finishes: 2025-06-01', "until-too-early", 4),
    ('delegate: residence, in: ["00001"], to: police, until: soon', "field-wrong", 4),
    ('deputise: residence, in: ["00001"], by: police, until: 2025-07-15', "field-unknown", 0),
    ('attach: [vn.01.justice], to: vn.01.centre', "in-a-circle", 4),
    ('rename: "77", name: X', "unknown-unit", 4),
    ('found: {commune: "9", name: X, in: "00002"}, takes: {all: ["00001"]}', "wrong-parent", 4),
    ('found: {province: "9", name: X, in: "01"}, takes: {all: ["02"]}', "wrong-parent", 4),
    ('found: {commune: "9", name: X}, takes: {all: ["00001"]}', "field-missing", 4),
    ('keep: ["00001"], in: "00002"', "wrong-parent", 4),
    ('rename: "00001", name: X, in: "00002"', "wrong-parent", 4),
    ("transfer: residence, to: police", "names-nothing", 4),
    ("transfer: residence, in: [], to: police", "names-nothing", 4),
    ("transfer: residence, in: {every: commune, except: [\"00001\", \"00002\", \"00003\"]}, to: police",
     "names-nothing", 4),
    ('transfer: residence, in: ["00001"]', "field-missing", 4),
    ("end: [], heir: police", "names-nothing", 4),
    ("keep: [], in: \"01\"", "names-nothing", 4),
    ("follow: [], level: commune", "names-nothing", 4),
    ("attach: [], to: police", "names-nothing", 4),
    ('instrument: 7/2025, transfer: residence, in: ["00001"], to: police', "unknown-instrument", 4),
    ("banish: everybody", "no-form", 4),
    ("keep: [[1]], in: \"01\"", "field-wrong", 4),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "code", "line"), WRONG)
def test_a_wrong_clause_is_named_with_its_line(clause, code, line):
    found = findings(decree(clause))

    if not line:
        assert not found
        return
    assert (code, line) in [(finding.code, finding.cite.line) for finding in found]
    for language in ("en", "vi"):
        assert all("{" not in f.say(language) for f in found), "every blank is filled"


def test_all_findings_come_at_once():
    wrong = [clause for clause, _, line in WRONG if line]

    found = findings(decree(*wrong))

    assert {finding.cite.line for finding in found} >= set(range(4, 4 + len(wrong)))


def test_a_unit_that_two_clauses_end_is_found_in_the_second():
    take = 'found: {commune: "%s", name: X, in: "01"}, takes: {all: ["00001"]}'

    found = findings(decree(take % "7", take % "8"))

    assert [(f.code, f.cite.line) for f in found if f.code == "ended-twice"] == [("ended-twice", 5)]


def test_a_gap_that_a_decree_leaves_is_refused_with_a_counter_example():
    no_police = JULY.replace(", hold: [residence]", "").replace("all: [00001], ", "")
    no_police = no_police.replace("part: [00002]", "part: [00002, 00001]")

    found = [f for f in findings(text(no_police), MARCH) if f.code == "gap"]

    assert found
    assert {"residence", "2025-07-01"} <= {*found[0].values.values()}
    assert {(f.cite.decree, f.cite.line) for f in found} <= {("map", line) for line in (5, 6)}


def test_an_overlap_that_a_decree_leaves_is_refused_with_the_clause_that_makes_it():
    no_merger = JULY.replace("[police, justice]", "[justice]")

    found = [f for f in findings(text(no_merger), MARCH) if f.code == "overlap"]

    assert "vn.01.police, vn.02.police" in [f.values["holders"] for f in found]
    assert {(f.cite.decree, f.cite.clause, f.cite.line) for f in found} == {("map", "1", 4)}


def test_a_decree_before_what_it_needs_is_refused():
    early = decree(
        'transfer: residence, in: ["00001@2025-07-01"], to: police', effective="2025-05-01"
    )

    assert "too-early" in [f.code for f in findings(early, JULY)]


def test_a_decree_before_the_first_known_day_is_refused():
    assert "before-start" in [f.code for f in findings(decree("end: []", effective="2024-05-01"))]


def test_a_decree_that_breaks_a_later_one_is_refused():
    grab = decree(
        'found: {commune: "00009", name: X, in: "01"}, takes: {all: ["00002"]}',
        "follow: [commune-police], level: commune, hold: [residence]",
        effective="2025-05-01",
    )

    broken = [f for f in findings(grab, MARCH, JULY) if f.code == "breaks-another"]

    assert broken
    assert {f.values["other"] for f in broken} == {"map"}


def test_a_slip_names_whom_to_tell_again():
    from continuity.core.matter import Matter

    made = [
        Matter("m1", "criminal-records", key("01"), date(2025, 2, 20), date(2025, 3, 20)),
        Matter("m2", "residence", key("00001"), date(2025, 2, 20), date(2025, 3, 20)),
    ]
    found = slip(country(), [text(MARCH), text(JULY)], text(MARCH), date(2025, 3, 15), KINDS, made)

    assert not found.findings
    assert found.agencies == ("vn.01.justice", "vn.01.police", "vn.02.justice", "vn.02.police")
    assert [(n.matter, n.before, n.now) for n in found.matters] == [
        ("m1", "vn.01.police", "vn.01.justice")
    ]


def test_a_slip_to_a_day_on_which_the_decree_fails_is_refused():
    clause = 'transfer: residence, in: ["00001@2025-07-01"], to: police'
    after = decree(clause, effective="2025-08-01")

    found = slip(country(), [text(JULY)], after, date(2025, 5, 1), KINDS).findings

    assert "too-early" in [finding.code for finding in found]


def test_a_unit_that_gave_a_part_and_lives_on_is_a_predecessor_too():
    from continuity.core.crosswalk import heirs, predecessors

    founded = 'found: {commune: "00009", name: Xã Mới, in: "01"}, takes: {part: [00001]}'
    lineage = history(country(), [decree(founded)], KINDS).world.lineage

    made_of = predecessors(lineage, "00009@2025-07-01")
    assert [(edge.origin, edge.extent) for edge in made_of] == [(key("00001"), "partial")]
    assert heirs(lineage, key("00001")) == []


def test_a_map_may_slip_too():
    found = slip(country(), [text(MARCH), text(JULY)], text(JULY), date(2025, 8, 1), KINDS)

    assert not found.findings
    assert "vn.01.police@2025-07-01" in found.agencies


def test_a_day_that_is_none_is_a_finding():
    for written in ("2027-13-45", "01/01/2027", "9999-12-31"):
        assert "field-wrong" in [f.code for f in findings(decree("end: []", effective=written))]


def test_a_code_that_a_living_unit_bears_is_refused():
    founded = 'found: {commune: "00003", name: X, in: "01"}, takes: {all: ["00001"]}'

    assert "code-in-use" in [finding.code for finding in findings(decree(founded))]


def test_what_ended_long_ago_is_named_with_its_heir():
    late = decree("end: [vn.00001.commune-police], heir: police", effective="2026-01-01")

    (found,) = [f for f in findings(late, MARCH, JULY) if f.code == "ended-already"]

    assert found.values["heir"] == "vn.00001.commune-police@2025-07-01"
    assert found.values["ended"] == "2025-07-01"


def test_a_clause_that_stands_twice_is_named_with_both_lines():
    written = "decree: d\neffective: 2025-07-01\nclauses:\n" + 2 * (
        '  - {clause: "5", transfer: residence, in: ["00001"], to: police}\n'
    )

    (found,) = [f for f in findings(text(written)) if f.code == "clause-twice"]

    assert (found.cite.line, found.values["first"]) == (5, "4")


def test_a_finding_speaks_one_language():
    grab = decree(
        'found: {commune: "00009", name: X, in: "01"}, takes: {all: ["00002"]}',
        "follow: [commune-police], level: commune, hold: [residence]",
        "transfer: residence, in: [1, [2]], to: [police]",
        effective="2025-05-01",
    )

    for found in findings(grab, MARCH, JULY):
        assert "Expected" not in found.say("vi")
        assert "a word" not in found.say("vi")
