"""The reform of 2025 on the national data, as the reports of those days demand it.

Each test carries the ids of the obligations that it shows; docs/mission.md lists them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from continuity.core.competent import who
from continuity.core.coverage import flaws
from continuity.core.crosswalk import crosswalk
from continuity.core.mandate import Mode
from continuity.demo.play import by_province, units
from continuity.packs.answers import areas_json, who_json
from continuity.packs.text import parse, read
from continuity.packs.vn import DATA, pack
from continuity.reform.check import check
from continuity.reform.plan import difference
from continuity.reform.slip import slip
from tests.national import FEB, JULY, JUNE, MARCH, agency, national, played, unit

FUNCTIONS_DECREE, MAP_DECREE = "vn-2025-03-01-functions", "vn-2025-07-01-map"


def receivers(province):
    """The groups of tasks that a province's police hold on 1 March and did not the day before."""
    world, groups = national().world, set()
    police = f"vn.{province}.police"
    for leaf in world.lineage.leaves_of(unit(province), MARCH):
        for function, tree in pack().functions.items():
            duty = world.functions[function]
            if duty.owed_at(world.lineage.leaves[leaf]):
                held = agency(function, leaf, MARCH) == police
                if held and agency(function, leaf, FEB) != police and function != "residence":
                    groups.add(tree["group"])
    return groups


@pytest.mark.obligation(
    "O-HP-02", "O-HP-03", "O-HP-04", "O-HP-05", "O-HP-06",
    "O-HD-02", "O-HD-04", "O-HD-05", "O-HD-06", "O-HN-14",
)  # fmt: skip
def test_each_police_receives_the_tasks_that_its_report_names():
    assert len(receivers("31")) == 5, "Hai Phong has an airport"
    assert len(receivers("30")) == 4
    assert len(receivers("01")) == 4, "the airport of Ha Noi is the ministry's"

    decree = played().history.stage(FUNCTIONS_DECREE).decree
    givers = {
        giver
        for clause in decree.clauses
        if getattr(clause, "receiver", "") == "vn.31.police"
        for giver in clause.givers
    }
    assert givers == {
        "vn.31.justice",
        "vn.31.transport",
        "vn.31.labour",
        "vn.31.information",
        "vn.31.youth-union",
        "vn.authority.north",
        "vn.airport.HPH",
    }


@pytest.mark.obligation("O-HP-08", "O-HP-11")
def test_the_answer_changes_on_the_day_and_nothing_runs_at_midnight():
    before = played().history.stage(FUNCTIONS_DECREE).after

    for province in units(before, "province", FEB):
        code = province.partition("@")[0]
        for day, holder in ((FEB, "transport"), (MARCH, "police")):
            answer = who(before, "driving-licences", province, on=day, filed=FEB)
            assert answer.ruling.agency == f"vn.{code}.{holder}"


@pytest.mark.obligation("O-HP-09", "O-HP-10", "O-BCA-02", "O-HD-12", "O-HD-13", "O-HN-16")
def test_every_duty_has_exactly_one_holder_on_every_day():
    found = flaws(national().world)

    assert [flaw for flaw in found if not flaw.disputed] == []
    assert [(flaw.function, flaw.place, flaw.until) for flaw in found] == [
        ("drug-treatment", "31@2025-01-01", MARCH)
    ]


@pytest.mark.obligation("O-HP-14", "O-HD-17", "O-HD-20", "O-HN-07")
def test_every_post_holding_and_document_has_one_keeper_before_and_after():
    for proof in played().proofs:
        for balance in proof.balances[2:]:
            assert balance.before > 600, "no balance is true of nothing"
            assert balance.difference == 0
            assert balance.faults == ()
    world = played().history.world
    provinces = {c.agency.split(".")[1] for c in world.charges.values()}
    assert provinces >= {code.partition("@")[0] for code in units(world, "province", FEB)}


@pytest.mark.obligation("O-BCA-01", "O-HD-23", "O-HN-01")
def test_two_levels_remain_and_each_ended_body_has_an_heir():
    world = national().world
    kinds = Counter(a.kind for a in world.agencies.values() if JULY in a.valid)
    before = Counter(a.kind for a in world.agencies.values() if FEB in a.valid)

    assert units(world, "district", JULY) == []
    assert before["district-police"] == 694
    assert "district-police" not in kinds
    assert (kinds["police"], kinds["commune-police"]) == (34, 3319)
    for body in world.agencies.values():
        if body.valid.end != date.max:
            heir = world.lineage.successor(body.id, body.valid.end)
            assert body.valid.end in world.agencies[heir].valid


@pytest.mark.obligation("O-BCA-05", "O-BCA-17")
def test_a_decree_with_a_gap_is_refused_with_every_finding():
    written = (DATA / "decrees" / f"{'2025-03-01-functions'}.yaml").read_text(encoding="utf-8")
    broken = written.replace("{every: district-police}, heir: police", "{every: district-police}")
    broken = broken.replace("transfer: information-security", "transfer: information-scurity")

    _, findings = check(pack().start, pack().decrees, parse(broken.encode()), pack().kinds)

    codes = Counter(finding.code for finding in findings)
    assert codes["unknown-function"] == 1
    assert codes["no-heir"] == 694
    assert all(f.cite.line for f in findings if f.code in ("unknown-function", "no-heir"))

    split = """
decree: split-of-2027
effective: 2027-01-01
clauses:
  - {clause: 1, found: {commune: "99991", name: Phường Một, in: "01"}, takes: {part: ["00004"]}}
  - {clause: 2, found: {commune: "99992", name: Phường Hai, in: "01"}, takes: {rest: ["00004"]}}
"""
    _, findings = check(pack().start, pack().decrees, parse(split.encode()), pack().kinds)

    assert [
        (f.code, f.values["function"], f.values["place"], f.values["on"]) for f in findings
    ] == [("gap", "residence", "99991@2027-01-01", "2027-01-01")], (
        "what is left falls to the heir, what was cut off does not"
    )


@pytest.mark.obligation("O-BCA-07", "O-ALL-04")
def test_the_crosswalk_leads_every_old_unit_to_its_heirs():
    edges = crosswalk(national().world.lineage, JUNE, JULY)

    assert len(edges) == 10_571
    assert len({edge.origin for edge in edges}) == 10_040
    assert len({edge.target for edge in edges}) == 3_321
    assert len({edge.origin for edge in edges if not edge.full}) == 441
    assert sum(edge.residents for edge in edges) == 10_571 - 87 - 1
    found = national().places.find("Phường Bến Nghé", JULY)
    assert areas_json(national(), found, JULY)["units"][0]["heirs"]


@pytest.mark.obligation("O-HD-03", "O-HN-18")
def test_a_rehabilitation_centre_moves_whole_with_all_that_it_holds():
    world = played().history.world
    centres = [a for a in world.agencies.values() if a.kind == "rehabilitation-centre"]

    assert sum(centre.seat.startswith("01@") for centre in centres) == 4
    assert any(centre.seat.startswith("30@") for centre in centres)
    for centre in centres:
        code = centre.seat.partition("@")[0]
        held = [c.id for c in world.charges.values() if c.agency == centre.id]
        assert held
        assert {world.keeper(charge, JULY) for charge in held} == {centre.id}
        assert world.parent_agency(centre.id, FEB) == f"vn.{code}.labour"
        assert world.parent_agency(centre.id, MARCH) == f"vn.{code}.police"


@pytest.mark.obligation("O-HD-15", "O-ALL-03")
def test_nothing_is_omitted_in_any_of_the_five_balances():
    assert played().holds
    for proof in played().proofs:
        assert len(proof.balances) == 5
        assert all(b.before > 0 and b.holds for b in proof.balances)


@pytest.mark.obligation("O-HD-16")
def test_a_decree_leaves_alone_what_it_does_not_name():
    stage = played().history.stage(FUNCTIONS_DECREE)
    changes = difference(stage.before, stage.after, MARCH)

    assert changes.founded == changes.ended == changes.cut == ()
    named = {c.function for c in stage.decree.clauses if hasattr(c, "function")} | {"residence"}
    assert {m.function for m in changes.stated} == named
    assert {m.area for m in changes.stated if m.function == "residence"} == {
        f"{code}@2025-01-01" for code in ("318", "471", "536", "755")
    }, "the district police's own duty falls to the heir"


@pytest.mark.obligation("O-HN-02", "O-HN-03", "O-HN-11")
def test_ha_noi_goes_from_526_units_to_126_and_each_has_its_police():
    world = national().world
    counts = by_province(world)["01"]

    assert (counts.before, counts.after) == (526, 126)
    for on, number in ((JUNE, 526), (JULY, 126)):
        homes = {
            world.lineage.home(leaf, on)
            for leaf in world.lineage.leaves_of("01@2025-01-01", on)
            if not world.lineage.leaves[leaf].site
        }
        police = {agency("residence", home, on) for home in homes}
        assert len(police) == number
        assert {world.agencies[body].kind for body in police} == {"commune-police"}


@pytest.mark.obligation("O-HN-04")
def test_transferring_delegating_and_deputising_are_told_apart():
    draft = """
decree: delegation
effective: 2025-09-01
clauses:
  - {clause: 1, delegate: driving-licences, in: ["00004"], to: commune-police, until: 2026-01-01}
  - {clause: 2, deputise: residence, in: ["00008"], by: police}
"""
    told, findings = check(pack().start, pack().decrees, parse(draft.encode()), pack().kinds)
    world = told.world

    assert findings == []
    ba_dinh = world.lineage.living("00004", JULY).id
    modes = {m.mode: m for m in world.mandates if m.area == ba_dinh}
    assert modes[Mode.ANSWERS].agency == "vn.01.police"
    day = date(2025, 9, 1)
    acting = who(world, "driving-licences", ba_dinh, on=day, filed=day).ruling.agency
    assert acting == "vn.00004.commune-police@2025-07-01"
    assert [m.agency for m in world.mandates if m.interim] == ["vn.01.police"]
    later = date(2026, 1, 1)
    assert who(world, "driving-licences", ba_dinh, on=later, filed=day).ruling.agency == (
        "vn.01.police"
    )


@pytest.mark.obligation("O-ALL-01")
def test_what_hai_duong_receives_in_march_is_hai_phongs_in_july():
    filed = date(2025, 2, 20)
    named = [
        who_json(national(), "driving-licences", "Tỉnh Hải Dương", day, filed)
        for day in (date(2025, 2, 27), MARCH, JULY)
    ]

    assert [answer["agency"]["name"] for answer in named] == [
        "Sở Giao thông vận tải tỉnh Hải Dương",
        "Công an tỉnh Hải Dương",
        "Công an thành phố Hải Phòng",
    ]
    chain = named[-1]["chain"]
    assert [(link["from"], link["until"]) for link in chain] == [
        ("2025-02-20", "2025-03-01"),
        ("2025-03-01", "2025-07-01"),
        ("2025-07-01", None),
    ]


@pytest.mark.obligation("O-ALL-02")
def test_a_slipped_day_names_everyone_who_must_be_told_again():
    start, made = played().history.start, played().matters
    text = read(DATA / "decrees" / "2025-03-01-functions.yaml")
    told = slip(start, pack().decrees, text, date(2025, 3, 15), pack().kinds, made)

    assert told.findings == ()
    assert {"vn.31.justice", "vn.31.police", "vn.authority.north"} <= set(told.agencies)
    handed = {"criminal-records", "driving-licences", "drug-treatment", "post-treatment"}
    waiting = [m for m in made if m.function in handed and m.filed < date(2025, 3, 15)]
    assert {m.id for m in waiting} <= {notice.matter for notice in told.matters}
    for notice in told.matters:
        assert notice.before != notice.now
