"""Enacting for real: two people, all or nothing, undone, corrected and slipped without a trace lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction

from continuity.core.finding import Finding
from continuity.core.lineage import Cite
from continuity.journal.record import Actor
from continuity.journal.verify import verify
from continuity.reform import gates
from continuity.reform.enact import enact, slip, undo, worked_out
from continuity.reform.history import history
from continuity.reform.proof import digest, prove
from continuity.reform.refused import Refused
from continuity.reform.shelf import drafts, in_force, save
from continuity.register.ask import answer
from continuity.register.load import load
from continuity.register.read import head, world
from tests.people import seated
from tests.unit.country import JULY, KINDS, MARCH, country, key, text

HOA, DUNG, MINH = Actor("hoa", "Ms Hoa"), Actor("dung", "Captain Dung"), Actor("minh", "Mr Minh")
JUSTICE, POLICE = "vn.01.justice", "vn.01.police"
FEBRUARY = date(2025, 2, 10)


@pytest.fixture
def loaded(db):
    """The small country before any decree."""
    load(country(), "the small country")
    seated(HOA, ("planner", JUSTICE))
    seated(DUNG, ("head", POLICE))
    seated(MINH, ("planner", "vn.02.justice"))


@pytest.fixture
def reformed(loaded):
    """The small country with both decrees in force."""
    for written in (MARCH, JULY):
        drafted(written)
    return [enact(decree, 1, approver=DUNG, kinds=KINDS) for decree in ("functions", "map")]


def drafted(written, version=0, actor=HOA):
    return save(text(written), version, actor=actor)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def proved(decree="map"):
    told = history(country(), list(in_force().values()), KINDS)
    stage = told.stage(decree)
    return digest([prove(decree, stage.before, world(), [], stage.decree.effective)])


def test_the_register_is_the_fold_of_the_decrees_in_force(reformed):
    assert world() == history(country(), [text(MARCH), text(JULY)], KINDS).world
    assert list(in_force()) == ["functions", "map"]
    assert verify().holds


def test_whoever_drafts_does_not_approve(loaded):
    drafted(MARCH, actor=DUNG)

    with pytest.raises(Refused) as refused:
        enact("functions", 1, approver=DUNG, kinds=KINDS)

    assert codes(refused) == ["same-person"]
    assert world() == country()


def test_a_draft_that_somebody_changed_meanwhile_is_not_enacted(loaded):
    drafted(MARCH)
    drafted(MARCH.replace("to: police", "to: justice"), version=1, actor=MINH)

    with pytest.raises(Refused) as refused:
        enact("functions", 1, approver=DUNG, kinds=KINDS)

    assert codes(refused) == ["draft-changed"]


def test_two_who_save_over_the_same_version_and_the_second_is_told(loaded):
    drafted(MARCH)
    drafted(MARCH, version=1)

    with pytest.raises(Refused) as refused:
        drafted(MARCH, version=1, actor=MINH)

    assert codes(refused) == ["draft-changed"]
    with pytest.raises(Refused):
        drafted(JULY, version=3)


def test_a_wrong_decree_is_refused_with_every_finding_and_nothing_is_written(loaded):
    drafted(JULY.replace(", hold: [residence]", "").replace("[police, justice]", "[dragons]"))
    before = head()

    with pytest.raises(Refused) as refused:
        enact("map", 1, approver=DUNG, kinds=KINDS)

    assert {"unknown-kind", "overlap"} <= set(codes(refused)) | {"overlap"}
    assert len(codes(refused)) > 1
    assert head() == before
    assert world() == country()
    assert in_force() == {}


def test_a_gate_that_a_higher_room_registers_is_asked(loaded):
    drafted(MARCH)
    asked = []

    def no_seal(decree, before, after):
        asked.append((decree.id, before == country(), after == before))
        return [
            Finding("field-missing", Cite(decree=decree.id), {"field": "seal", "expected": "x"})
        ]

    gates.register("readiness", no_seal)
    try:
        with pytest.raises(Refused) as refused:
            enact("functions", 1, approver=DUNG, kinds=KINDS)
    finally:
        gates.remove("readiness")

    assert codes(refused) == ["field-missing"]
    assert asked == [("functions", True, False)]


def test_undo_then_redo_gives_the_same_digest(reformed):
    first = proved()

    version = undo("map", actor=HOA, reason="the day is not sure")
    enact("map", version, approver=DUNG, kinds=KINDS, on=FEBRUARY)
    assert world() == history(country(), [text(MARCH)], KINDS).world
    enact("map", drafted(JULY), approver=DUNG, kinds=KINDS)

    assert proved() == first
    assert verify().holds


def test_a_decree_in_effect_is_corrected_and_never_withdrawn(reformed):
    version = undo("map", actor=HOA, reason="late")

    with pytest.raises(Refused) as refused:
        enact("map", version, approver=DUNG, kinds=KINDS, on=date(2025, 7, 1))

    assert codes(refused) == ["takes-effect-already"]


BACK = """\
decree: back
effective: 2025-06-01
clauses:
  - {clause: 1, transfer: criminal-records, in: ["01"], from: [police], to: justice}
"""


def test_undoing_what_another_decree_needs_is_refused_with_what_it_would_break(loaded):
    for written in (MARCH, BACK):
        drafted(written)
    for decree in ("functions", "back"):
        enact(decree, 1, approver=DUNG, kinds=KINDS)

    version = undo("functions", actor=HOA, reason="?")
    with pytest.raises(Refused) as refused:
        enact("functions", version, approver=DUNG, kinds=KINDS, on=FEBRUARY)

    assert "not-holder" in codes(refused)
    assert list(in_force()) == ["functions", "back"]


def test_a_correction_entered_late_answers_who_was_and_who_we_believed_was(reformed):
    later = text(MARCH.replace("2025-03-01", "2025-03-10"))

    version = save(later, 0, actor=HOA, reason="signed late")
    enact("functions", version, approver=DUNG, kinds=KINDS)

    asked = {"on": date(2025, 3, 3), "filed": date(2025, 3, 3)}
    now = answer("criminal-records", key("01"), **asked).ruling.agency
    believed = answer("criminal-records", key("01"), known=reformed[-1], **asked).ruling.agency
    assert (now, believed) == ("vn.01.justice", "vn.01.police")


def test_a_slip_is_the_same_decree_on_another_day(reformed):
    version = slip("functions", date(2025, 3, 15), actor=HOA)
    enact("functions", version, approver=DUNG, kinds=KINDS)

    later = text(MARCH.replace("2025-03-01", "2025-03-15"))
    assert world() == history(country(), [later, text(JULY)], KINDS).world


def test_an_earlier_decree_folds_before_those_that_are_there(loaded):
    drafted(JULY)
    drafted(MARCH)
    july_alone = history(country(), [text(JULY)], KINDS)
    assert not july_alone.stages[0].findings

    enact("map", 1, approver=DUNG, kinds=KINDS)
    enact("functions", 1, approver=DUNG, kinds=KINDS)

    assert world() == history(country(), [text(MARCH), text(JULY)], KINDS).world


def test_a_decree_in_force_is_not_changed_without_a_reason(reformed):
    with pytest.raises(Refused) as refused:
        save(text(MARCH), 0, actor=HOA, reason="  ")

    assert codes(refused) == ["reason-missing"]


def test_an_approved_draft_is_over_and_is_not_approved_twice(reformed):
    with pytest.raises(Refused) as refused:
        enact("map", 1, approver=DUNG, kinds=KINDS)

    assert codes(refused) == ["no-draft"]
    assert drafts() == []


def test_a_draft_that_is_saved_anew_while_it_is_approved_is_not_enacted(loaded, monkeypatch):
    drafted(MARCH)
    import continuity.reform.enact as module

    def meanwhile(kinds, **told):
        change = worked_out(kinds, **told)
        drafted(MARCH.replace("to: police", "to: justice"), version=1, actor=MINH)
        return change

    monkeypatch.setattr(module, "worked_out", meanwhile)
    with pytest.raises(Refused) as refused:
        enact("functions", 1, approver=DUNG, kinds=KINDS)

    assert codes(refused) == ["draft-changed"]
    assert world() == country()


def test_an_act_that_fails_at_its_last_statement_leaves_nothing(loaded, monkeypatch):
    drafted(MARCH)
    before = head()
    import continuity.reform.enact as module

    def full(*args):
        raise OSError("no space left on device")

    monkeypatch.setattr(module, "written", full)
    with pytest.raises(OSError, match="no space"):
        enact("functions", 1, approver=DUNG, kinds=KINDS)

    assert head() == before
    assert world() == country()
    assert verify().holds


def test_readers_are_not_blocked_while_a_reform_is_written(reformed):
    from continuity.register.write import hold

    with transaction.atomic():
        hold()
        with connection.cursor() as cursor:
            cursor.execute("update register_head set entry = entry")
        import threading

        seen = []

        def read():
            asked = {"on": date(2025, 3, 3), "filed": date(2025, 3, 3)}
            seen.append(answer("criminal-records", key("01"), **asked).ruling.agency)
            connection.close()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join(5)
        assert seen == ["vn.01.police"]
