"""What may be done with the papers of a case, by whoever leads the agency that must act today.

The case may be over: a paper is taken back, corrected or replaced for as long as it is good.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from continuity.casework.documents import anew, verbs
from continuity.casework.documents.drafts import redrafter_of
from continuity.casework.verbs.deciding import Outcome
from continuity.pages.words import t
from continuity.web.desk.act import WORDS, Act, Input, Missing, Options, named
from continuity.web.desk.page import Page


def good(page: Page) -> list[dict[str, Any]]:
    """The papers that whoever leads here may take back: in force, and issued by somebody else."""
    if not (page.ours and page.seat.leads):
        return []
    own = page.seat.person.id
    return [one for one in page.issued if one["status"] == "issued" and one["signer"] != own]


def drawn(page: Page) -> list[dict[str, Any]]:
    """Those that can be drawn up anew: by the service, and a refusal always."""
    refused = page.case.outcome == Outcome.REFUSED
    return good(page) if refused or redrafter_of(page.case.procedure) else []


def others(page: Page) -> list[dict[str, Any]]:
    """Those that another agency issued, which this one has taken over from."""
    return [one for one in drawn(page) if one["by"] != page.seat.agency]


def _paper(which: Callable[[Page], list[dict[str, Any]]]) -> Input:
    def options(page: Page) -> Options:
        return [(str(one["id"]), one["number"]) for one in which(page)]

    return Input("paper", ("Giấy", "Which paper"), "choice", options=options)


def _chosen(sent: QueryDict) -> uuid.UUID:
    try:
        return uuid.UUID(sent.get("paper", ""))
    except ValueError:
        said = t("Chọn một giấy trong danh sách.", "Choose a paper of the list.")
        raise Missing({"paper": said}) from None


def _revoke(page: Page, sent: QueryDict, key: str) -> None:
    words = sent.get("words", "")
    verbs.revoke(page.case.id, _chosen(sent), words, **named(page.seat, key))


def _correct(page: Page, sent: QueryDict, key: str) -> None:
    words = sent.get("words", "")
    anew.correct_paper(page.case.id, _chosen(sent), words, **named(page.seat, key))


def _reissue(page: Page, sent: QueryDict, key: str) -> None:
    anew.reissue_paper(page.case.id, _chosen(sent), **named(page.seat, key))


PAPER_ACTS: tuple[Act, ...] = (
    Act(
        "reissue-paper", ("Cấp thay với tư cách cơ quan kế tục", "Issue it anew as the successor"),
        lambda page: bool(others(page)), _reissue, (_paper(others),),
        ("Giấy cũ có giá trị đến hôm nay; giấy mới mang tên cơ quan bạn.",
         "The old paper was good until today; the new one bears the name of your agency."),
    ),
    Act(
        "correct-paper", ("Đính chính giấy đã cấp", "Correct a paper"),
        lambda page: bool(drawn(page)), _correct, (_paper(drawn), WORDS),
        ("Giấy mới lập lại từ hồ sơ và sổ đăng ký hôm nay: sửa ở đó trước.",
         "It is drawn up from case and register as they are today: mend those first."),
    ),
    Act(
        "revoke-paper", ("Thu hồi giấy đã cấp", "Take a paper back"),
        lambda page: bool(good(page)), _revoke, (_paper(good), WORDS),
        ("Ai kiểm tra giấy sẽ đọc được lý do.", "Whoever verifies the paper reads why."), warns=True,
    ),
)  # fmt: skip
