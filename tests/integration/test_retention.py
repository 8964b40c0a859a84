"""A closed case goes when its days are over and two people agree; the chain and the counts stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from continuity.casework import cases, catalogue, names, verbs
from continuity.casework.intake import papers as intake_papers
from continuity.casework.retention.again import again
from continuity.casework.retention.due import due
from continuity.casework.retention.lists import draw, lines, review, spare
from continuity.casework.sight import reading
from continuity.casework.story import story, words
from continuity.core.procedure import Output, Term, Unit
from continuity.journal.record import SYSTEM
from continuity.journal.verify import verify
from tests.integration.casework import BINH, FILED, JUSTICE, LATER, MINH, STRANGERS, refused
from tests.integration.service import CERTIFICATE, HOA, TUAN, by, hers_by_law, said, staffed
from tests.integration.test_desk import sits, text
from tests.integration.turns import sealed_left
from tests.papers import png

YEAR = Output("certificate", said("Phiếu", "Certificate"), kept_for=Term(1, Unit.YEARS))
KEPT = replace(CERTIFICATE, version=2, since=FILED, outputs=(YEAR,))
OVER = date(2026, 3, 2)


@pytest.fixture
def archive(db, tmp_path, monkeypatch):
    """Ms Lan has withdrawn her case on 27 February 2025; its kind is kept for a year."""
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path))
    staffed()
    catalogue.load([KEPT], SYSTEM)
    case = hers_by_law().case
    verbs.withdraw(case, "Không cần nữa", **by(BINH, key="withdraw"))
    return case


def found(on):
    with reading(BINH, JUSTICE, "processing", on):
        return [one.case for one in due()]


def drawn(case, actor=BINH, on=OVER):
    return draw([case], actor=actor, agency=JUSTICE, on=on, key=f"draw-{actor.id}")


def personal(case):
    with reading(BINH, JUSTICE, "processing", OVER):
        return cases.personal(case)


def test_a_case_is_due_the_day_after_the_last_day_of_its_keeping(archive):
    assert found(date(2026, 2, 27)) == []
    assert found(date(2026, 2, 28)) == [archive]
    with refused("kept-longer"):
        drawn(archive, on=date(2026, 2, 27))


def test_nobody_reviews_an_own_list_nor_without_leading(archive):
    mine = drawn(archive, HOA)

    with refused("own-list"):
        review(mine, actor=HOA, agency=JUSTICE, on=OVER)
    with refused("not-head"):
        review(mine, actor=TUAN, agency=JUSTICE, on=OVER)
    with refused("no-such-list"):
        review(mine, actor=MINH, agency=STRANGERS, on=OVER)
    assert personal(archive)["name"] == "Nguyễn Thị Lan"


def test_what_is_destroyed_can_be_read_by_nobody_and_the_chain_is_whole(archive):
    assert review(drawn(archive), actor=HOA, agency=JUSTICE, on=OVER) == 1

    assert personal(archive) == {"name": "", "identity": "", "contact": ""}
    with reading(BINH, JUSTICE, "processing", OVER):
        assert names.search("Nguyen Thi Lan") == []
        assert cases.one(archive).number
    assert verify().holds
    assert found(OVER) == []
    with connection.cursor() as cursor:
        cursor.execute("select content from journal_entry where stream = %s", [f"case:{archive}"])
        assert not any("Lan" in json.dumps(row[0], ensure_ascii=False) for row in cursor.fetchall())


def test_a_spared_case_stays_with_its_reason(archive):
    mine = drawn(archive)
    spare(mine, archive, "Đang có khiếu nại", actor=TUAN, agency=JUSTICE, on=OVER)

    assert review(mine, actor=HOA, agency=JUSTICE, on=OVER) == 0

    assert personal(archive)["name"] == "Nguyễn Thị Lan"
    with reading(BINH, JUSTICE, "processing", OVER):
        assert [line.spared for line in lines(mine)] == ["Đang có khiếu nại"]
    with refused("reviewed-already"):
        review(mine, actor=HOA, agency=JUSTICE, on=OVER)


def test_a_restored_backup_forgets_again_what_was_erased_since(archive):
    review(drawn(archive), actor=HOA, agency=JUSTICE, on=OVER)
    with reading(BINH, JUSTICE, "processing", OVER), connection.cursor() as cursor:
        # As a restored dump has it: the sealed column is back, and nobody has a list.
        cursor.execute(
            "update casework_case set sealed_name = 'came back' where id = %s", [archive]
        )

    assert again(OVER) == 1
    assert again(OVER) == 0

    assert personal(archive)["name"] == ""


def test_a_case_is_destroyed_once_even_where_two_lists_name_it(archive):
    first, second = drawn(archive), drawn(archive, TUAN)
    review(first, actor=HOA, agency=JUSTICE, on=OVER)

    with refused("destroyed-already"):
        review(second, actor=HOA, agency=JUSTICE, on=OVER)
    with refused("destroyed-already"):
        draw([archive], actor=TUAN, agency=JUSTICE, on=OVER, key="a third")


def test_the_words_of_officers_go_with_the_case(archive):
    told = {"actor": BINH, "agency": JUSTICE, "on": OVER}
    with reading(BINH, JUSTICE, "processing", OVER):
        (act,) = [one.id for one in story(archive).acts if one.verb == "withdraw"]
        assert words(archive, act) == "Không cần nữa"

    review(drawn(archive), **told | {"actor": HOA})

    with reading(BINH, JUSTICE, "processing", OVER):
        assert words(archive, act) == ""
    assert sealed_left(archive, OVER) == {}


def test_what_was_destroyed_is_never_said_again_to_be_there(archive):
    review(drawn(archive), actor=HOA, agency=JUSTICE, on=OVER)

    for change in ("delete from retention_erased", "update retention_erased set day = now()"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_file_goes_from_the_disk_with_the_case_and_the_register_tells_of_it(archive, tmp_path):
    with reading(BINH, JUSTICE, "processing", LATER):
        card = KEPT.evidence[0]
        intake_papers.add(archive, intake_papers.received(png(), "the-card.png", card))
    kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]

    review(drawn(archive), actor=HOA, agency=JUSTICE, on=OVER)

    assert len(kept) == 1
    assert not kept[0].exists()
    with reading(BINH, JUSTICE, "processing", OVER):
        assert intake_papers.of_case(archive) == []
    assert str(archive) in (tmp_path / "erased.jsonl").read_text()


def test_the_pages_lead_two_people_through_it(archive, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    tuan, hoa = sits(TUAN, str(OVER)), sits(HOA, str(OVER))

    listed = text(tuan.get("/desk/retention"))
    page = tuan.post("/desk/retention/draw", {"case": str(archive), "key": "k"})
    own = text(tuan.get(page.url))
    done = text(hoa.post(page.url, follow=True))

    assert str(archive) in listed
    assert "must review" in own
    assert "1 cases were destroyed" in done
    assert text(sits(MINH, str(OVER)).get(page.url), 404)
