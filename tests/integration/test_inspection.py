"""An inspector sees who read what of a case and why, only of their agency, and is in the log as well."""

from __future__ import annotations

import pytest
from django.conf import settings

from continuity.casework import cases
from continuity.casework.sight import presenting, reading
from continuity.journal.record import Actor
from tests.integration.casework import BINH, CLERK, COUNTER, JUSTICE, LATER, MINH, stream
from tests.integration.service import TUAN, hers_by_law, staffed
from tests.integration.test_desk import sits, text
from tests.people import seated

KIM = Actor("p-kim", "Ms Kim")


@pytest.fixture(scope="module")
def read(ours):
    """Ms Lan's case, which Officer Binh read in order to decide it, and a counter opened."""
    with ours.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        seated(KIM, ("inspector", JUSTICE))
        receipt = hers_by_law()
        with reading(BINH, JUSTICE, "processing", LATER):
            cases.personal(receipt.case, ["name", "contact"])
        with presenting(receipt.number), reading(CLERK, COUNTER, "intake", LATER):
            cases.logged(receipt.case, ["course"])
        yield receipt


def test_the_log_tells_who_read_what_and_by_which_law(read):
    page = f"/desk/inspection?number={read.number}"

    said = text(sits(KIM).get(page))
    again = text(sits(KIM).get(page))

    for told in (
        "Officer Binh",
        "contact",
        "to decide the case",
        "118/2025",
        "A clerk in",
        "stands",
    ):
        assert told in said
    assert "Nguyễn" not in said
    assert "Ms Kim" in again[again.index("<tbody") :]
    assert "to inspect what was done" in again
    assert stream(read.case)[-1][1:3] == ("read", "inspection")
    assert "đã đọc" in text(sits(KIM, language="vi").get(page))


def test_an_inspector_comes_in_by_the_door_of_the_desk(read):
    assert "/desk/inspection" in text(sits(KIM).get("/desk"), 403)
    assert "There is no such case" in text(
        sits(MINH).get(f"/desk/inspection?number={read.number}"), 404
    )
    assert "digit is wrong" in text(sits(KIM).get("/desk/inspection?number=12"), 404)
    assert "You have no desk" in text(sits(TUAN).get("/desk/inspection"), 403)
